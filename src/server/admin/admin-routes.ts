import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Queue } from '../../queue/queue.ts'
import { hasScope } from '../api/require-scope.ts'
import { commonHeaders } from '../http/document.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import type { ServerParts } from '../parts.ts'
import { type AdminView, renderAdmin, shortTime, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'
import { incidentPage, incidentsPage } from './incident-pages.ts'
import { articlePage, sourcePage, sourcesPage } from './source-pages.ts'

/** What operators set going. */
export type Operate = Pick<Queue, 'add' | 'takeUp'>

const COOKIE = 'carbonwire_operator'
/** Tries to log in a minute and address. */
const LOGINS = 8
const HOLD_MS = 86_400_000

const headers = {
  ...commonHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

type AdminParts = ServerParts & { operate: Operate }
type Session = { csrf: string | null; actor: string }

/** `/admin`: what operators look at and do, behind a password or a key with the scope `operate`. */
export function addAdminRoutes(
  app: Hono,
  parts: AdminParts,
  { limit, callerOf }: { limit: RateLimit; callerOf: (c: Context) => string },
): void {
  const { store, now, operate } = parts
  const viewOf = (c: Context, csrf: string | null): AdminView => {
    const asked = c.req.query('ui') ?? getCookie(c, 'ui')
    const isChinese = asked ? asked === 'zh' : /^zh/i.test(c.req.header('accept-language') ?? '')
    return { ui: isChinese ? 'zh' : 'en', csrf, path: c.req.path }
  }
  const findSession = async (c: Context): Promise<Session | null> => {
    if (c.req.header('authorization') !== undefined)
      return (await hasScope(parts, c, 'operate')) ? { csrf: null, actor: 'key' } : null
    const id = getCookie(c, COOKIE)
    const found = id ? await store.findSession(id, now()) : null
    return found && { csrf: found.csrf, actor: 'admin' }
  }

  const page = (
    path: string,
    show: (
      c: Context,
      view: AdminView,
    ) => Promise<{ title: string; body: ReturnType<typeof html> }>,
  ) =>
    app.get(path, async c => {
      const session = await findSession(c)
      const view = viewOf(c, session?.csrf ?? null)
      if (!session) return c.body(await loginPage(view, false), 401, headers)
      const { title, body } = await show(c, view)
      return c.body(await renderAdmin(view, title, body), 200, headers)
    })

  /** Does something and goes back; it stands in the operators' log. */
  const act = (
    path: string,
    work: (
      c: Context,
      form: Record<string, string>,
      actor: string,
    ) => Promise<{ subject: string; back: string }>,
  ) =>
    app.post(path, async c => {
      const session = await findSession(c)
      if (!session) throw new Problem(401, 'Unauthorized', 'log in at /admin')
      const form = (await c.req.parseBody()) as Record<string, string>
      if (session.csrf !== null && form.csrf !== session.csrf)
        throw new Problem(403, 'Forbidden', 'this form is not from a page of this session')
      const { subject, back } = await work(c, form, session.actor)
      const name = path.split('/').at(-1)!
      const entry = { at: now(), actor: session.actor, action: name, subject, detail: null }
      await store.noteAction(entry)
      return c.redirect(back, 303)
    })

  app.post('/admin/login', async c => {
    limit(`login ${callerOf(c)}`, LOGINS)
    const { password } = (await c.req.parseBody()) as { password?: string }
    const session = await store.openSession(String(password ?? '').slice(0, 500), now())
    if (!session) return c.body(await loginPage(viewOf(c, null), true), 403, headers)
    const secure = new URL(c.req.url).protocol === 'https:' || isHttps(c)
    setCookie(c, COOKIE, session.id, { httpOnly: true, sameSite: 'Strict', path: '/admin', secure })
    return c.redirect('/admin', 303)
  })
  act('/admin/logout', async c => {
    const id = getCookie(c, COOKIE)
    if (id) await store.endSession(id)
    deleteCookie(c, COOKIE, { path: '/admin' })
    return { subject: '', back: '/admin' }
  })

  page('/admin', async (_, view) => sourcesPage(view, await store.listSources(), now()))
  page('/admin/sources/:id', async (c, view) => {
    const id = c.req.param('id')!
    const state = await store.findSource(id)
    if (!state) throw notFound('there is no such source')
    const [counts, { articles }] = await Promise.all([
      store.countIdleLinks(id),
      store.listArticles({ source: [id] }, 30),
    ])
    return sourcePage(view, state, counts, articles, now())
  })
  const findIncident = async (c: Context) => {
    const id = c.req.param('id')!
    const found = /^[0-9a-f-]{36}$/i.test(id) ? await store.findIncident(id) : null
    if (!found) throw notFound('there is no such incident')
    return found
  }
  page('/admin/incidents', async (_, view) => incidentsPage(view, await store.listIncidents()))
  page('/admin/incidents/:id', async (c, view) => {
    const incident = await findIncident(c)
    const pageOf = (id: string | null) => (id ? store.findPage(id) : null)
    const [shown, good] = await Promise.all([pageOf(incident.pageId), pageOf(incident.goodPageId)])
    return incidentPage(view, incident, { shown, good })
  })
  act('/admin/incidents/:id/acknowledge', async (c, _form, actor) => {
    const { id } = await findIncident(c)
    await store.acknowledgeIncident(id, actor, now())
    return { subject: id, back: `/admin/incidents/${id}` }
  })
  page('/admin/articles/:id', async (c, view) => {
    const article = await store.findArticle(c.req.param('id')!)
    if (!article) throw notFound('there is no such article')
    return articlePage(view, article, await store.findPage(article.pageId))
  })
  page('/admin/store', async (_, view) => {
    const w = adminWords[view.ui]
    const [sizes, counts] = await Promise.all([store.readSizes(), parts.queue?.counts() ?? null])
    const kinds = sizes.map(({ kind, bytes, rows }) => [kind, (bytes / 1024 ** 2).toFixed(1), rows])
    const jobs = Object.entries(counts ?? {}).map(
      ([name, { waiting, active, delayed, failed }]) => [
        ...[name, waiting, active, delayed, failed],
      ],
    )
    return {
      title: w.store,
      body: html`${table([w.kind, w.size, '≈'], kinds)}<h2>${w.queue}</h2>${table(['', 'waiting', 'active', 'delayed', 'failed'], jobs)}`,
    }
  })
  page('/admin/actions', async (_, view) => {
    const w = adminWords[view.ui]
    const rows = (await store.listActions(200)).map(entry => [
      ...[shortTime(entry.at), entry.actor, entry.action, entry.subject],
    ])
    return { title: w.actions, body: table([w.when, w.who, '', w.what], rows) }
  })

  const ofSource = (c: Context) => {
    const id = c.req.param('id')!
    return { subject: id, back: `/admin/sources/${encodeURIComponent(id)}` }
  }
  act('/admin/sources/:id/run', async c => {
    const { subject, back } = ofSource(c)
    await operate.add('crawl', [{ sourceId: subject, slot: `asked-${now().getTime()}` }])
    return { subject, back }
  })
  act('/admin/sources/:id/hold', async c => {
    const [{ subject, back }, since] = [ofSource(c), now()]
    const until = new Date(since.getTime() + HOLD_MS)
    await store.holdSource(subject, { since, until, level: 0, reason: 'paused' })
    return { subject, back }
  })
  act('/admin/sources/:id/release', async c => {
    await store.holdSource(ofSource(c).subject, null)
    return ofSource(c)
  })
  act('/admin/sources/:id/retry', async (c, form) => {
    const { subject, back } = ofSource(c)
    await store.retryLinks(subject, form.reason || null, now())
    await operate.takeUp([subject], 'sweep')
    return { subject: `${subject} ${form.reason ?? ''}`.trim(), back }
  })
  act('/admin/sources/:id/replay', async c => {
    const { subject, back } = ofSource(c)
    const asked = { stage: 'parse' as const, sourceId: subject, since: null, dryRun: false }
    const replay = await store.askReplay(asked, now())
    await operate.add('replay', [{ replayId: replay.id }])
    return { subject, back }
  })
}

const isHttps = (c: Context) => c.req.header('x-forwarded-proto') === 'https'

const loginPage = (view: AdminView, isWrong: boolean) => {
  const w = adminWords[view.ui]
  return renderAdmin(
    view,
    w.login,
    html`${isWrong ? html`<p role="alert">${w.wrong}</p>` : ''}<form method="post" action="/admin/login"><label>${w.password} <input type="password" name="password" autocomplete="current-password" required></label> <button type="submit">${w.login}</button></form>`,
  )
}
