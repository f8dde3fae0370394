import { getDomain } from 'tldts'
import type { FetchRequest, FetchResult } from '../model/fetch.ts'
import type { Pace, Politeness } from '../model/pace.ts'
import type { RobotsCache } from '../model/robots-entry.ts'
import type { FetchWatch } from '../model/watch.ts'
import { postType } from '../text/written-request.ts'
import { acceptRules } from './accept-kinds.ts'
import { matchesHost, parseAllowList } from './allow-list.ts'
import { type Answer, askOnce } from './ask-once.ts'
import { startDeadline } from './deadline.ts'
import { type Resolve, resolveBySystem } from './guarded-connect.ts'
import { inTurn, type Met } from './in-turn.ts'
import {
  conditionalHeaders,
  interpretAnswer,
  isRedirect,
  readLocation,
  refuseStatus,
} from './interpret-answer.ts'
import { judgeUrl, paceHost } from './judge-url.ts'
import { orAbort } from './or-abort.ts'
import { ACCEPT_ENCODING } from './read-body.ts'
import { needsBrowser, Refusal, tooSlow, wasAborted } from './refusal.ts'
import { openRenderer } from './renderer.ts'
import { explainRobots, openRobotsGate, type RobotsReading } from './robots-gate.ts'
import { productToken } from './robots-rules.ts'

/** Time on the network for one fetch, all redirects together; waiting for the host's turn does not count. */
const DEADLINE_MS = 20_000

/** A robots.txt that takes longer is unreachable. */
const ROBOTS_DEADLINE_MS = 10_000

/** Redirects followed, for documents and for robots.txt (RFC 9309, 2.3.1.2: at least five). */
const MOST_REDIRECTS = 5

/** The part of a pino logger that is used here. */
export type FetchLog = { debug(fields: object, message: string): void }

export type FetcherOptions = {
  /** Product token and version: `Carbonwire/0.1`. */
  agent: string
  /** A mail or web address for publishers. */
  contact: string | null
  pace: Pace
  robots: RobotsCache
  /** Private addresses, networks, ranges and hosts that are let through; see `parseAllowList`. */
  allowAddresses?: readonly string[]
  /** Where pages that are marked so are shown: by the system's Chromium, or the one at this path. Without it they are refused. */
  browser?: { chromium: string | null }
  log?: FetchLog
  /** Told of every request, and of what was not asked for. */
  watch?: FetchWatch
  /** The time that documents were fetched at; this machine's clock unless told. */
  now?: () => Date
  /** For tests: the name service, and the deadline of a fetch. */
  resolve?: Resolve
  deadlineMs?: number
}

/** The door to the web. Everything that comes from outside comes through it. */
export interface Fetcher {
  /**
   * Asks for one document: judges the address and every redirect's, reads robots.txt, takes the host's turn, and
   * bounds the answer in time and size. What the web does wrong is a `refused` result; a rejection is a bug or an
   * outage of ours. When the signal fires the result is `refused` with `skipped: aborted`; a request that has been sent by then
   * goes on until `finish` fires, so that nothing is asked for in vain.
   */
  fetch(request: FetchRequest, signal?: AbortSignal, finish?: AbortSignal): Promise<FetchResult>
  /** Ends what is under way, as if every signal fired, and waits until the hosts' turns are given back. */
  close(): Promise<void>
}

/** One request on its way through its hops. */
type Journey = {
  request: FetchRequest
  redirects: string[]
  /** Network time left, in milliseconds. */
  leftMs: number
  /** Ends the waiting for a turn. */
  signal: AbortSignal
  /** Ends a request that was sent. */
  finish: AbortSignal
  /** What is posted to the next hop; a redirect may end it. */
  post: string | undefined
}

/** Opens the door. Throws a plain Error for an entry of `allowAddresses` that cannot be read. */
export function openFetcher(options: FetcherOptions): Fetcher {
  const {
    agent,
    contact,
    pace,
    log,
    watch,
    resolve = resolveBySystem,
    now = () => new Date(),
  } = options
  const allowList = parseAllowList(options.allowAddresses ?? [])
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS
  const gate = openRobotsGate(options.robots, productToken(agent))
  const userAgent = contact ? `${agent} (+${contact})` : agent
  const closing = new AbortController()
  const doors = { pace, watch }

  const renderer = options.browser
    ? openRenderer({ userAgent, allowList, resolve, chromium: options.browser.chromium })
    : null
  const underWay = new Set<Promise<unknown>>()

  /** Keeps a promise in sight until it is settled. */
  const track = <T>(promise: Promise<T>): Promise<T> => {
    const settled: Promise<unknown> = promise
      .catch(() => undefined)
      .finally(() => underWay.delete(settled))
    underWay.add(settled)
    return promise
  }

  /** Sends one request in the host's turn. */
  const ask = <T>(
    url: URL,
    politeness: Politeness,
    journey: Journey,
    read: (answer: Answer) => Promise<T>,
  ): Promise<T> => {
    const { request, signal, post } = journey
    const { validators } = request
    const isConditional = Boolean(validators?.etag || validators?.lastModified)
    return inTurn(doors, { url, request, politeness, signal, isConditional }, async met => {
      const startedAt = performance.now()
      const deadline = startDeadline(Math.max(1, journey.leftMs), journey.finish)
      const headers = {
        ...ownHeaders(url, request),
        ...(post !== undefined && { 'content-type': postType(post) }),
        'user-agent': userAgent,
        accept: acceptRules[request.accept].header,
        'accept-encoding': ACCEPT_ENCODING,
        ...conditionalHeaders(validators),
      }
      try {
        const asking = { allowList, resolve, headers, post, signal: deadline.signal }
        return await askOnce(url, asking, answer => {
          met.receivedAt = performance.now()
          met.status = answer.status
          return read({ ...answer, body: counted(answer.body, met) })
        })
      } catch (error) {
        if (deadline.hasPassed() && !(error instanceof Refusal)) throw tooSlow()
        throw error
      } finally {
        deadline.clear()
        journey.leftMs -= performance.now() - startedAt
      }
    })
  }

  const readRobots = async (origin: string, politeness: Politeness): Promise<RobotsReading> => {
    const request: FetchRequest = { url: `${origin}/robots.txt`, accept: 'robots', politeness }
    const leftMs = Math.min(ROBOTS_DEADLINE_MS, deadlineMs)
    const { signal } = closing
    const journey = { request, redirects: [], leftMs, signal, finish: signal, post: undefined }
    try {
      const result = await follow(journey, async () => politeness)
      if (result.kind !== 'page') return { kind: 'absent' }
      return { kind: 'read', text: Buffer.from(result.page.bytes).toString('utf8') }
    } catch (error) {
      const reading = error instanceof Refusal ? explainRobots(error, journey.redirects) : null
      if (!reading) throw error
      log?.debug({ origin, ...reading }, 'robots.txt was not read')
      return reading
    }
  }

  /** Goes from redirect to redirect. `judge` says how politely each address is to be asked, or refuses it. */
  const follow = async (
    journey: Journey,
    judge: (url: URL) => Promise<Politeness>,
  ): Promise<FetchResult> => {
    const { request, redirects } = journey
    const visited = new Set<string>()
    let url = judgeUrl(request.url)

    for (;;) {
      if (visited.has(url.href)) throw new Refusal({ kind: 'forbidden', reason: 'redirect-loop' })
      if (redirects.length > MOST_REDIRECTS) {
        throw new Refusal({ kind: 'forbidden', reason: 'too-many-redirects' })
      }
      visited.add(url.href)
      const politeness = await judge(url)
      const here = url
      const read = async (answer: Answer) => {
        if (!isRedirect(answer.status))
          return interpretAnswer(here, answer, request, redirects, now())
        if (answer.status < 307) journey.post = undefined
        return readLocation(answer)
      }
      const step = await track(ask(here, politeness, journey, read))
      if (typeof step !== 'string') return step
      redirects.push(URL.parse(step, here.href)?.href ?? step)
      url = judgeUrl(step, here)
    }
  }

  /** Has a page shown by a browser, in the host's turn; where it leads to is judged like a redirect. */
  const show = async (
    journey: Journey,
    judge: (url: URL) => Promise<Politeness>,
  ): Promise<FetchResult> => {
    if (!renderer) throw needsBrowser()
    const { request, signal, finish } = journey
    const url = judgeUrl(request.url)
    const politeness = await judge(url)
    const turn = { url, request, politeness, signal, isConditional: false }
    return inTurn(doors, turn, async met => {
      met.receivedAt = performance.now()
      const shown = await renderer.render({
        url: url.href,
        hosts: hostsOf(url, request),
        signal: finish,
        judge: async href => {
          if (href !== url.href) journey.redirects.push(href)
          await judge(judgeUrl(href))
        },
      })
      met.status = shown.status
      met.bytes = Buffer.byteLength(shown.html)
      if (shown.status !== 200 && shown.status !== 203)
        throw refuseStatus({ status: shown.status, headers: {} }, now())
      const page = {
        ...{ url: request.url, finalUrl: shown.url, status: shown.status, fetchedAt: now() },
        headers: { 'content-type': 'text/html; charset=utf-8' },
        bytes: Buffer.from(shown.html),
      }
      const validators = { etag: null, lastModified: null }
      return { kind: 'page', page, validators, redirects: [...new Set(journey.redirects)] }
    })
  }

  return {
    async fetch(request, outer, finishing = outer) {
      const signal = outer ? AbortSignal.any([outer, closing.signal]) : closing.signal
      const finish = finishing ? AbortSignal.any([finishing, closing.signal]) : closing.signal
      const journey: Journey = {
        ...{ request, redirects: [], leftMs: deadlineMs, signal, finish },
        post: request.post,
      }
      const judge = async (url: URL) => {
        checkHost(url, request, journey.redirects)
        const pass = gate.pass(url, origin => readRobots(origin, request.politeness))
        const { crawlDelayMs } = await orAbort(pass, signal).catch(error => {
          tellDenied(watch, url, error)
          throw error
        })
        return withCrawlDelay(request.politeness, crawlDelayMs)
      }
      try {
        signal.throwIfAborted()
        // Data, feeds and sitemaps need no browser.
        const isShown = request.rendered && request.accept === 'page' && request.post === undefined
        return isShown ? await track(show(journey, judge)) : await follow(journey, judge)
      } catch (error) {
        if (error instanceof Refusal) return refused(error, journey.redirects)
        if (signal.aborted) return refused(wasAborted(), journey.redirects)
        throw error
      }
    },

    async close() {
      closing.abort(new Error('the fetcher is closed'))
      await renderer?.close()
      // Turns are given back through the database, which is closed after this.
      await Promise.all(underWay)
    },
  }
}

function refused({ outcome, status, retryAfterMs }: Refusal, redirects: string[]): FetchResult {
  const later = retryAfterMs === undefined ? {} : { retryAfterMs }
  return { kind: 'refused', outcome, redirects, status, ...later }
}

/** A page that is shown may load from its own publisher and the hosts that the source names. */
function hostsOf({ hostname }: URL, { allowHosts = [] }: FetchRequest): string[] {
  const domain = getDomain(hostname)
  return [hostname, ...(domain ? [domain, `*.${domain}`] : []), ...allowHosts]
}

/** What an operator gave for one host is told to no other. */
function ownHeaders(url: URL, { url: first, headers = {} }: FetchRequest): Record<string, string> {
  if (url.origin !== URL.parse(first)?.origin) return {}
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

/** A redirect may leave the hosts that the caller knows: that is told, not followed. */
function checkHost(url: URL, { allowHosts }: FetchRequest, redirects: string[]): void {
  if (!allowHosts || redirects.length === 0) return
  if (allowHosts.some(pattern => matchesHost(url.hostname, pattern))) return
  throw new Refusal({ kind: 'skipped', reason: 'other-host', detail: `redirects to ${url.href}` })
}

/** A Crawl-delay is a gap, and it means one request at a time. */
function withCrawlDelay(politeness: Politeness, crawlDelayMs: number): Politeness {
  if (crawlDelayMs === 0) return politeness
  return { gapMs: Math.max(politeness.gapMs, crawlDelayMs), concurrency: 1 }
}

function tellDenied(watch: FetchWatch | undefined, url: URL, error: unknown): void {
  if (!(error instanceof Refusal)) return
  const { reason } = error.outcome
  if (reason === 'robots' || reason === 'robots-unreachable')
    watch?.denied(paceHost(url), reason, new Date())
}

/** A body whose bytes are counted as they come. */
async function* counted(body: AsyncIterable<Buffer>, met: Met) {
  for await (const piece of body) {
    met.bytes += piece.length
    yield piece
  }
}
