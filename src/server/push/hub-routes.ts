import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { cleanUrl } from '../../feeds/clean-url.ts'
import type { Poster } from '../../fetch/poster.ts'
import { isSameText } from '../../text/signatures.ts'
import { joinQueries } from '../feeds/feed-desk.ts'
import { readTopicAddress } from '../feeds/topic-address.ts'
import { commonHeaders } from '../http/document.ts'
import type { KnownSequence } from '../http/known-sequence.ts'
import { badRequest, Problem } from '../http/problem.ts'
import { readText } from '../http/read-text.ts'
import type { ServerParts } from '../parts.ts'
import { HUB_PATH } from './hub-path.ts'

const DAY_SECONDS = 86_400
const LEASE = { least: 300, most: 30 * DAY_SECONDS, usual: 10 * DAY_SECONDS }
const MOST_SECRET_BYTES = 200
const MOST_BODY_BYTES = 20_000
/** Confirmations under way at one time; more are told to come again. */
const MOST_AT_A_TIME = 50
/** Subscriptions of one host and in all; a renewal is always taken. */
const MOST_PER_HOST = 500
const MOST_SUBSCRIPTIONS = 20_000
const TRIES = 3
const BETWEEN_TRIES_MS = 2000

type Intent = {
  mode: 'subscribe' | 'unsubscribe'
  topic: string
  callback: string
  leaseSeconds: number
  secret: string | null
}

type HubParts = Pick<ServerParts, 'store' | 'config' | 'settings' | 'log' | 'now'> & {
  poster: Poster
}

/**
 * A WebSub hub for our own feeds (W3C Recommendation, section 5). A request is taken with 202; it holds once its callback has confirmed
 * that it was meant. Nothing is written before that, so nobody can change or end another's subscription.
 */
export function addHubRoutes(
  app: Hono,
  parts: HubParts,
  clock: KnownSequence,
  limit: (caller: string) => Record<string, string>,
  callerOf: (c: Context) => string,
): void {
  let underWay = 0

  app.post(HUB_PATH, async c => {
    limit(`hub ${callerOf(c)}`)
    const intent = readIntent(await readForm(c.req.raw))
    const topic = await readTopicAddress(parts, intent.topic)
    if (!topic) throw badRequest('hub.topic: expected the address of one of our feeds')
    const query = joinQueries(topic.channel.query, topic.params.query)
    if (query.q) throw badRequest('hub.topic: a search is not pushed, please poll it')
    if (underWay >= MOST_AT_A_TIME) {
      throw new Problem(503, 'Not available', 'too many confirmations', { 'Retry-After': '30' })
    }
    underWay++
    confirm(parts, intent, clock)
      .catch(error => parts.log.error({ err: error }, 'a WebSub request could not be confirmed'))
      .finally(() => underWay--)
    return new Response(null, { status: 202, headers: commonHeaders })
  })
}

/** The form's fields, as far as they are short. */
async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new Problem(415, 'Unsupported media type', 'expected application/x-www-form-urlencoded')
  }
  return new URLSearchParams(await readText(request, MOST_BODY_BYTES))
}

function readIntent(form: URLSearchParams): Intent {
  const get = (name: string) => form.get(`hub.${name}`) ?? ''
  const mode = get('mode')
  if (mode !== 'subscribe' && mode !== 'unsubscribe') {
    throw badRequest('hub.mode: expected subscribe or unsubscribe')
  }
  const callback = cleanUrl(get('callback'))
  if (!callback) throw badRequest('hub.callback: expected an http or https address')
  const lease = get('lease_seconds')
  if (lease && !/^[0-9]{1,10}$/.test(lease)) {
    throw badRequest('hub.lease_seconds: expected a whole number')
  }
  const secret = get('secret') || null
  if (secret && Buffer.byteLength(secret) >= MOST_SECRET_BYTES) {
    throw badRequest(`hub.secret: expected less than ${MOST_SECRET_BYTES} bytes`)
  }
  const wanted = Number(lease) || LEASE.usual
  const leaseSeconds = Math.min(LEASE.most, Math.max(LEASE.least, wanted))
  return { mode, topic: get('topic'), callback, leaseSeconds, secret }
}

/** Asks the callback whether it meant it (WebSub, 5.3), and then does it. */
async function confirm(parts: HubParts, intent: Intent, clock: KnownSequence): Promise<void> {
  const { mode, topic, callback, leaseSeconds, secret } = intent
  if (!(await isMeant(parts.poster, intent))) return
  const now = parts.now()
  if (mode === 'unsubscribe') {
    const found = await parts.store.findSubscription('websub', callback, topic)
    if (found) await parts.store.removeSubscriber(found.id)
    return
  }
  const leaseUntil = new Date(now.getTime() + leaseSeconds * 1000)
  const { host } = new URL(callback)
  const known = await parts.store.listSubscribers('websub')
  const own = known.filter(each => new URL(each.callback).host === host)
  const isRenewal = own.some(each => each.callback === callback && each.topic === topic)
  if (!isRenewal && (own.length >= MOST_PER_HOST || known.length >= MOST_SUBSCRIPTIONS)) {
    parts.log.warn({ host, subscriptions: own.length }, 'a WebSub subscription past the limit')
    return
  }
  const cursor = await clock.current()
  await parts.store.saveSubscriber(
    { kind: 'websub', callback, topic, secret, filter: {}, cursor, leaseUntil, ownerId: null },
    'active',
    now,
  )
}

async function isMeant(poster: Poster, { mode, topic, callback, leaseSeconds }: Intent) {
  const challenge = randomBytes(24).toString('base64url')
  const url = new URL(callback)
  url.searchParams.append('hub.mode', mode)
  url.searchParams.append('hub.topic', topic)
  url.searchParams.append('hub.challenge', challenge)
  if (mode === 'subscribe') url.searchParams.append('hub.lease_seconds', String(leaseSeconds))

  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const answer = await poster.send({ url: url.href, method: 'GET', headers: {} })
    if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300) {
      return isSameText(answer.text, challenge)
    }
    // 404 says that it was not meant; anything else may be a hiccup.
    if (answer.kind === 'answered' && answer.status === 404) return false
    if (attempt < TRIES) await new Promise(resolve => setTimeout(resolve, BETWEEN_TRIES_MS).unref())
  }
  return false
}
