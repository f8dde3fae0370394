import type { Context, Hono } from 'hono'
import { explainArticle } from '../../store/explain-article.ts'
import type { GateDoors } from '../api/gate.ts'
import { notFound } from '../http/problem.ts'
import type { Operate, ServerParts } from '../parts.ts'
import { tableOf } from '../topic-tables.ts'
import { openAdminDoor } from './admin-door.ts'
import { shortTime, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'
import { addFileRoutes } from './file-routes.ts'
import { incidentPage, incidentsPage } from './incident-pages.ts'
import { addLiveRoutes } from './live-routes.ts'
import { addQueueBoard } from './queue-board.ts'
import { articlePage, sourcePage, sourcesPage } from './source-pages.ts'
import { sparkDays } from './sparkline.ts'
import { storePage } from './store-page.ts'
import { addStoryRoutes } from './story-routes.ts'
import { addSubscriberRoutes } from './subscriber-routes.ts'
import { whySection } from './why-section.ts'

const HOLD_MS = 86_400_000

/** `/admin`: what operators look at and do, behind a password or a key with the scope `operate`. */
export function addAdminRoutes(
  app: Hono,
  parts: ServerParts & { operate: Operate },
  doors: GateDoors,
): void {
  const { store, now, operate } = parts
  const door = openAdminDoor(app, parts, doors)
  const { page, act } = door
  addLiveRoutes(app, parts, door, doors.callerOf)
  addStoryRoutes(parts, door)
  addSubscriberRoutes(parts, door)
  if (parts.sourceFiles) addFileRoutes(parts.sourceFiles, door)
  if (operate.queues) addQueueBoard(app, operate.queues, door)

  page('/admin', async (_, view) => {
    const at = now()
    const [states, counted] = await Promise.all([
      store.listSources(),
      store.countArticlesByDay(sparkDays(at)[0]!),
    ])
    return sourcesPage(view, states, { counted, now: at })
  })
  page('/admin/sources/:id', async (c, view) => {
    const id = c.req.param('id')!
    const state = await store.findSource(id)
    if (!state) throw notFound('there is no such source')
    const [counts, { articles }, history] = await Promise.all([
      store.countIdleLinks(id),
      store.listArticles({ source: [id] }, 30),
      store.readRounds(id),
    ])
    return sourcePage(view, { state, counts, articles, history, now: now() })
  })
  const findIncident = async (c: Context) => {
    const found = await store.findIncident(c.req.param('id')!)
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
  act('/admin/incidents/:id/acknowledge', async (c, _form, { actor }) => {
    const { id } = await findIncident(c)
    await store.acknowledgeIncident(id, actor, now())
    return { subject: id, back: `/admin/incidents/${id}` }
  })
  page('/admin/articles/:id', async (c, view) => {
    const article = await store.findArticle(c.req.param('id')!)
    if (!article) throw notFound('there is no such article')
    const { topics } = parts.config()
    const why = topics && (await explainArticle({ store, topicTable: tableOf(topics) }, article))
    return articlePage(view, article, {
      page: await store.findPage(article.pageId),
      why: why ? whySection(why, view.ui) : '',
    })
  })
  page('/admin/store', async (_, view) => storePage(view, parts))
  page('/admin/actions', async (_, view) => {
    const w = adminWords[view.ui]
    const rows = (await store.listActions(200)).map(entry => [
      ...[shortTime(entry.at), entry.actor, entry.action, entry.subject],
    ])
    return { title: w.actions, body: table([w.when, w.who, w.did, w.what], rows), isLive: true }
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
