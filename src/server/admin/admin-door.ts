import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { type GateDoors, guardKeys } from '../api/gate.ts'
import { findKeyFor, readBearer } from '../api/require-scope.ts'
import { commonHeaders } from '../http/document.ts'
import { Problem } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'
import { type AdminView, renderAdmin, type Shown } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'

const COOKIE = 'carbonwire_operator'
/** Tries to log in a minute and address. */
const LOGINS = 8

const headers = {
  ...commonHeaders,
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

type Session = { csrf: string | null; actor: string }

/** What became of a form: something was done, which stands in the operators' log, or a page answers it. */
export type Done = { subject: string; back: string; detail?: unknown } | Shown

/** How the pages of `/admin` are reached: by those alone who have logged in, or show a key with the scope `operate`. */
export type AdminDoor = {
  page(path: string, show: (c: Context, view: AdminView) => Promise<Shown>): void
  /** Does something and goes back. The last word of its path is its name in the log. */
  act(
    path: string,
    work: (
      c: Context,
      form: Record<string, string>,
      by: { actor: string; view: AdminView },
    ) => Promise<Done>,
  ): void
  /** Who asks; null for one who has not logged in. */
  findSession(c: Context): Promise<Session | null>
}

/** The door, with the login before it. */
export function openAdminDoor(app: Hono, parts: ServerParts, doors: GateDoors): AdminDoor {
  const { store, now } = parts
  const { limit, callerOf } = doors
  const guard = guardKeys(doors)
  const viewOf = (c: Context, csrf: string | null): AdminView => {
    const asked = c.req.query('ui') ?? getCookie(c, 'ui')
    const isChinese = asked ? asked === 'zh' : /^zh/i.test(c.req.header('accept-language') ?? '')
    return { ui: isChinese ? 'zh' : 'en', csrf, path: c.req.path }
  }
  const findSession = async (c: Context): Promise<Session | null> => {
    const text = readBearer(c)
    if (text !== undefined) {
      const key = await guard(c, () => findKeyFor(parts, text, 'operate'))
      return key && { csrf: null, actor: key.name }
    }
    const id = getCookie(c, COOKIE)
    const found = id ? await store.findSession(id, now()) : null
    return found && { csrf: found.csrf, actor: 'admin' }
  }

  const page: AdminDoor['page'] = (path, show) =>
    app.get(path, async c => {
      const session = await findSession(c)
      const view = viewOf(c, session?.csrf ?? null)
      if (!session) return c.body(await loginPage(view, false), 401, headers)
      return answer(c, view, await show(c, view))
    })

  const act: AdminDoor['act'] = (path, work) =>
    app.post(path, async c => {
      const session = await findSession(c)
      if (!session) throw new Problem(401, 'Unauthorized', 'log in at /admin')
      const form = (await c.req.parseBody()) as Record<string, string>
      if (session.csrf !== null && form.csrf !== session.csrf)
        throw new Problem(403, 'Forbidden', 'this form is not from a page of this session')
      const view = viewOf(c, session.csrf)
      const done = await work(c, form, { actor: session.actor, view })
      if ('body' in done) return answer(c, view, done)
      const { subject, back, detail = null } = done
      const name = path.split('/').at(-1)!
      await store.noteAction({ at: now(), actor: session.actor, action: name, subject, detail })
      return c.redirect(back, 303)
    })

  const answer = async (c: Context, view: AdminView, shown: Shown) =>
    c.body(await renderAdmin(view, shown), 200, headers)

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
  return { page, act, findSession }
}

const isHttps = (c: Context) => c.req.header('x-forwarded-proto') === 'https'

const loginPage = (view: AdminView, isWrong: boolean) => {
  const w = adminWords[view.ui]
  return renderAdmin(view, {
    title: w.login,
    body: html`${isWrong ? html`<p role="alert">${w.wrong}</p>` : ''}<form method="post" action="/admin/login"><label>${w.password} <input type="password" name="password" autocomplete="current-password" required></label> <button type="submit">${w.login}</button></form>`,
  })
}
