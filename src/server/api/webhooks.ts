import { randomBytes } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { cleanUrl } from '../../feeds/clean-url.ts'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import {
  createdWebhookSchema,
  cursorSchema,
  deliveriesSchema,
  newWebhookSchema,
  webhookSchema,
  webhooksSchema,
} from '../../model/api/subscribers.ts'
import type { SeriesSubscriber, Subscriber, WantedChanges } from '../../model/subscriber.ts'
import { known } from '../feeds/feed-params.ts'
import { vocabularyOf } from '../feeds/feed-routes.ts'
import { badRequest, notFound, Problem } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'
import { checkCursor, checkSeriesCursor } from './check-cursor.ts'
import { noteAction } from './note-action.ts'
import { addOperation, readBody } from './operation.ts'
import { noQuery, sourceParams } from './queries.ts'
import { requireScope } from './require-scope.ts'

const tag = 'Webhooks'
const scope = 'webhooks'
const MOST_PER_KEY = 100
const replaySchema = z.strictObject({ after: cursorSchema })

const at = (instant: Date | null) => instant && rfc3339(instant)

const isHook = (kind: Subscriber['kind']) => kind === 'webhook' || kind === 'series'

const presentSeries = ({ filter: { onlyChanged, ...names } }: SeriesSubscriber) =>
  webhookSchema.shape.series.parse({ ...names, ...(onlyChanged && { changed: true }) })

const present = (hook: Subscriber) => ({
  id: hook.id,
  url: hook.callback,
  filter: webhookSchema.shape.filter.parse(hook.kind === 'series' ? {} : hook.filter),
  series: hook.kind === 'series' ? presentSeries(hook) : null,
  state: hook.state,
  reason: hook.reason,
  cursor: hook.cursor,
  attempts: hook.attempts,
  failingSince: at(hook.failingSince),
  nextAttemptAt: at(hook.nextAttemptAt),
  lastDeliveredAt: at(hook.lastDeliveredAt),
  createdAt: rfc3339(hook.createdAt),
})

type Wanted = z.infer<typeof newWebhookSchema>

/** What a hook is told of, as the store keeps it. */
function wantedOf({ filter, series }: Wanted): WantedChanges {
  if (!series) return { kind: 'webhook', filter: filter ?? {} }
  const { changed, ...names } = series
  return { kind: 'series', filter: { ...names, ...(changed && { onlyChanged: true }) } }
}

/**
 * Webhooks by the Standard Webhooks specification: each change of a story, or of a figure, is one signed message, told in order, tried again over three days, and told
 * again from any number on demand.
 */
export function addWebhookOperations(api: OpenAPIHono, parts: ApiParts): void {
  const { store } = parts

  /** The hook of this id, when the key may see it. */
  const find = async (c: Context, id: string): Promise<Subscriber> => {
    const key = requireScope(c, scope)
    const hook = await store.findSubscriber(id)
    const isSeen =
      hook && isHook(hook.kind) && (hook.ownerId === key.id || key.scopes.includes('keys'))
    if (!hook || !isSeen) throw notFound('there is no such webhook')
    return hook
  }
  /** What would never be told is refused now, with the reason. */
  const checkWanted = async ({ url, filter, series }: Wanted) => {
    const refused = await parts.poster?.refuses(url)
    if (refused) throw badRequest(`url: nothing can be sent there (${refused})`)
    const { topics, sources } = vocabularyOf(parts)
    if (filter?.topic) known('filter.topic', filter.topic, topics)
    if (filter?.source) known('filter.source', filter.source, sources)
    const markets = parts.config().seriesConfig?.markets.map(({ id }) => id) ?? []
    if (series?.market) known('series.market', series.market, markets)
  }
  const ofKey = async (c: Context) => {
    const key = requireScope(c, scope)
    const hooks = (await store.listSubscribers()).filter(({ kind }) => isHook(kind))
    return key.scopes.includes('keys') ? hooks : hooks.filter(({ ownerId }) => ownerId === key.id)
  }

  /** The address may hold a secret of its owner, its host does not. */
  const note = (c: Context, action: string, hook: Subscriber, detail: object = {}) =>
    noteAction(parts, c, scope, {
      ...{ action, subject: hook.id },
      detail: { kind: hook.kind, host: new URL(hook.callback).host, ...detail },
    })

  /** Each log has numbers of its own: that of stories, that of figures. */
  const check = (kind: Subscriber['kind'], after: number) =>
    kind === 'series' ? checkSeriesCursor(parts, after) : checkCursor(parts, after)
  const endOf = (kind: Subscriber['kind']) =>
    kind === 'series' ? store.lastSeriesSequence() : store.lastSequence()

  addOperation(
    api,
    {
      path: '/webhooks',
      id: 'listWebhooks',
      summary: "This key's webhooks",
      tag,
      scope,
      query: noQuery,
      answer: webhooksSchema,
    },
    async ({ c }) => ({ webhooks: (await ofKey(c)).map(present) }),
  )

  addOperation(
    api,
    {
      method: 'post',
      path: '/webhooks',
      id: 'createWebhook',
      summary: 'Be told of changes of stories, or of market figures',
      description:
        'Messages are signed (Standard Webhooks). One address is one webhook for stories and one for figures: asking again for it changes its filter and its secret.',
      tag,
      scope,
      body: newWebhookSchema,
      answer: createdWebhookSchema,
      status: 201,
    },
    async ({ c }) => {
      const key = requireScope(c, scope)
      const wanted = await readBody(c, newWebhookSchema)
      const callback = cleanUrl(wanted.url)
      if (!callback) throw badRequest('url: expected an http or https address')
      await checkWanted(wanted)
      const what = wantedOf(wanted)
      const known = await store.findSubscription(what.kind, callback, null)
      if (known && known.ownerId !== key.id) {
        throw new Problem(409, 'Conflict', 'another key has a webhook at this address')
      }
      if (!known && (await ofKey(c)).length >= MOST_PER_KEY) {
        throw new Problem(409, 'Conflict', `a key has at most ${MOST_PER_KEY} webhooks`)
      }
      const secret = `whsec_${randomBytes(32).toString('base64')}`
      if (wanted.after !== undefined) await check(what.kind, wanted.after)
      const cursor = wanted.after ?? (await endOf(what.kind))
      const hook = await store.saveSubscriber(
        { ...what, callback, topic: null, secret, cursor, leaseUntil: null, ownerId: key.id },
        'active',
        parts.now(),
      )
      if (known && wanted.after !== undefined) await store.rewindSubscriber(hook.id, cursor)
      await note(c, known ? 'changeWebhook' : 'createWebhook', hook)
      return { ...present((await store.findSubscriber(hook.id)) ?? hook), secret }
    },
  )

  addOperation(
    api,
    {
      path: '/webhooks/{id}',
      id: 'getWebhook',
      summary: 'A webhook and how it goes with it',
      tag,
      scope,
      params: sourceParams,
      query: noQuery,
      answer: webhookSchema,
    },
    async ({ params, c }) => present(await find(c, params.id)),
  )

  addOperation(
    api,
    {
      path: '/webhooks/{id}/deliveries',
      id: 'listDeliveries',
      summary: 'The last tries to tell it, the newest first',
      tag,
      scope,
      params: sourceParams,
      query: noQuery,
      answer: deliveriesSchema,
    },
    async ({ params, c }) => {
      const hook = await find(c, params.id)
      const deliveries = await store.listDeliveries(hook.id, 100)
      return { deliveries: deliveries.map(tried => ({ ...tried, at: rfc3339(tried.at) })) }
    },
  )

  addOperation(
    api,
    {
      method: 'post',
      path: '/webhooks/{id}/replay',
      id: 'replayWebhook',
      summary: 'Tell it everything after a sequence number again',
      description: 'One that was disabled is active again.',
      tag,
      scope,
      params: sourceParams,
      body: replaySchema,
      answer: webhookSchema,
      status: 202,
    },
    async ({ params, c }) => {
      const hook = await find(c, params.id)
      const { after } = await readBody(c, replaySchema)
      await check(hook.kind, after)
      await store.setSubscriberState(hook.id, 'active', null)
      await store.rewindSubscriber(hook.id, after)
      await note(c, 'replayWebhook', hook, { after })
      return present(await find(c, params.id))
    },
  )

  addOperation(
    api,
    {
      method: 'delete',
      path: '/webhooks/{id}',
      id: 'removeWebhook',
      summary: 'Be told nothing any more',
      tag,
      scope,
      params: sourceParams,
      answer: webhookSchema.optional(),
      status: 204,
    },
    async ({ params, c }) => {
      const hook = await find(c, params.id)
      await store.removeSubscriber(hook.id)
      await note(c, 'removeWebhook', hook)
      return undefined
    },
  )
}
