import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Subscriber } from '../../model/subscriber.ts'
import { notFound } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'
import type { AdminDoor } from './admin-door.ts'
import { type AdminView, action, shortTime, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'

const DELIVERIES = 50

/** Who is told of changes, how that went, and switching it off and on. Secrets are not shown. */
export function addSubscriberRoutes({ store }: ServerParts, { page, act }: AdminDoor): void {
  const find = async (c: Context): Promise<Subscriber> => {
    const found = await store.findSubscriber(c.req.param('id')!)
    if (!found) throw notFound('there is no such subscriber')
    return found
  }
  page('/admin/subscribers', async (_, view) => {
    const w = adminWords[view.ui]
    const [all, stories, figures] = await Promise.all([
      store.listSubscribers(),
      store.lastSequence(),
      store.lastSeriesSequence(),
    ])
    const rows = all.map(each => [
      each.kind,
      html`<a href="${pathOf(each)}">${each.callback}</a>${each.topic ? html`<br><small>${each.topic}</small>` : ''}`,
      stateOf(each),
      Math.max(0, (each.kind === 'series' ? figures : stories) - each.cursor),
      each.attempts,
      shortTime(each.lastDeliveredAt),
    ])
    const head = [w.kind, w.address, w.state, w.behind, w.failures, w.lastDelivered]
    const body = rows.length ? table(head, rows) : html`<p>${w.nobody}</p>`
    return { title: w.subscribers, body, isLive: true }
  })
  page('/admin/subscribers/:id', async (c, view) => {
    const w = adminWords[view.ui]
    const found = await find(c)
    const rows = (await store.listDeliveries(found.id, DELIVERIES)).map(each => [
      ...[shortTime(each.at), each.sequence, each.status ?? '–', `${each.ms} ms`],
      each.ok ? '✓' : `✗ ${each.error ?? ''}`,
    ])
    return {
      title: found.callback,
      body: html`<p>${found.kind}${found.topic ? ` · ${found.topic}` : ''} · ${stateOf(found)}</p><p>${buttons(view, found)}</p>
<h2>${w.deliveries}</h2>${table([w.when, w.change, w.status, w.took, w.result], rows)}`,
      isLive: true,
    }
  })
  act('/admin/subscribers/:id/switch-off', async c => {
    const found = await find(c)
    await store.setSubscriberState(found.id, 'disabled', 'switched off by an operator')
    return { subject: found.callback, back: pathOf(found) }
  })
  act('/admin/subscribers/:id/switch-on', async c => {
    const found = await find(c)
    await store.setSubscriberState(found.id, 'active', null)
    return { subject: found.callback, back: pathOf(found) }
  })
  act('/admin/subscribers/:id/remove-subscriber', async c => {
    const found = await find(c)
    await store.removeSubscriber(found.id)
    return { subject: found.callback, back: '/admin/subscribers' }
  })
}

const pathOf = ({ id }: Subscriber) => `/admin/subscribers/${encodeURIComponent(id)}`
const stateOf = ({ state, reason }: Subscriber) => (reason ? `${state}: ${reason}` : state)

/** One whose address has not confirmed yet is not switched on for it. */
function buttons(view: AdminView, found: Subscriber) {
  const w = adminWords[view.ui]
  const turn =
    found.state === 'active'
      ? action(view, `${pathOf(found)}/switch-off`, w.switchOff)
      : found.state === 'disabled'
        ? action(view, `${pathOf(found)}/switch-on`, w.switchOn)
        : ''
  return html`${turn} ${action(view, `${pathOf(found)}/remove-subscriber`, w.remove)}`
}
