import { availableParallelism } from 'node:os'
import type { FetchRequest, FetchResult } from '../model/fetch.ts'
import type { Engine } from './crawl-engine.ts'
import type { Fetcher } from './fetcher.ts'
import { paceHost } from './judge-url.ts'
import { openPlaces, type Places } from './places.ts'

/** Requests under way in one process, over all rounds, unless told. */
const CONCURRENCY = 64

/** Documents that have come and are not done with, for each processor: more of them would only wait for one. */
const PLACES_A_PROCESSOR = 6

/** A failure that lasts longer than this is not tried again within a round: the store comes back to it. */
const LONGEST_WAIT_IN_ROUND_MS = 10_000

/** One document of a round, with what the handler must know to make sense of it. */
export type CrawlRequest<T> = FetchRequest & { data: T }

/**
 * Takes what a request ended with; called once for each. The requests that it returns join the round. When it
 * throws, that is kept beside the request in the round's end, and the round goes on.
 */
export type CrawlHandler<T> = (
  request: CrawlRequest<T>,
  result: FetchResult,
) => Promise<CrawlRequest<T>[] | undefined>

export type RoundEnd<T> = {
  /** Requests that were not begun or not finished when the signal fired. The handler has not seen them. */
  left: CrawlRequest<T>[]
  errors: { request: CrawlRequest<T>; error: unknown }[]
}

/** The one long-lived crawler of a process. Rounds share it, each at its own pace. */
export interface Crawler {
  /**
   * Runs one round: fetches every request, those that fail for a moment twice, and hands each result to the
   * handler. Ends when all have ended, or when the signal fired and what was under way is done: what was sent goes on until
   * `finish` fires.
   */
  crawl<T>(
    round: string,
    requests: CrawlRequest<T>[],
    handler: CrawlHandler<T>,
    signal?: AbortSignal,
    finish?: AbortSignal,
  ): Promise<RoundEnd<T>>
  /** Ends all rounds as if their signals fired; within a second, unless a handler takes longer. */
  close(): Promise<void>
}

export type CrawlerOptions = { fetcher: Fetcher; concurrency?: number }

/** Opens the crawler; its engine is loaded and started for the first request. */
export function openCrawler({ fetcher, concurrency = CONCURRENCY }: CrawlerOptions): Crawler {
  let started: Promise<Engine> | null = null
  const engine = () => {
    started ??= import('./crawl-engine.ts').then(({ startEngine }) => startEngine(concurrency))
    return started
  }
  const places = openPlaces(PLACES_A_PROCESSOR * availableParallelism())
  const closing = new AbortController()
  const rounds = new Set<Promise<unknown>>()

  return {
    crawl(name, requests, handler, outer, finishing = outer) {
      const signal = outer ? AbortSignal.any([outer, closing.signal]) : closing.signal
      const finish = finishing ? AbortSignal.any([finishing, closing.signal]) : closing.signal
      const round = runRound({ name, requests, handler, signal, finish, fetcher, engine, places })
      rounds.add(round)
      return round.finally(() => rounds.delete(round))
    },

    async close() {
      closing.abort(new Error('the crawler is closed'))
      await Promise.allSettled(rounds)
      await (await started)?.close()
    },
  }
}

type Round<T> = {
  name: string
  requests: CrawlRequest<T>[]
  handler: CrawlHandler<T>
  signal: AbortSignal
  finish: AbortSignal
  fetcher: Fetcher
  engine: () => Promise<Engine>
  places: Places
}

/** The requests of one host that wait, and how many are under way. */
type Lane<T> = { waiting: CrawlRequest<T>[]; underWay: number }

/**
 * Keeps no more requests of a host in the engine than the host takes at one time: what waits for its host's turn
 * must not fill the places of others.
 */
async function runRound<T>(round: Round<T>) {
  const { name, requests, handler, signal, finish, fetcher, engine, places } = round
  const end: RoundEnd<T> = { left: [], errors: [] }
  const lanes = new Map<string, Lane<T>>()
  const finished = Promise.withResolvers<void>()
  let open = 0

  const add = (request: CrawlRequest<T>) => {
    const host = hostOf(request.url)
    const lane = lanes.get(host) ?? { waiting: [], underWay: 0 }
    lanes.set(host, lane)
    lane.waiting.push(request)
    open++
    advance(lane)
  }

  const advance = (lane: Lane<T>) => {
    for (;;) {
      const next = lane.waiting[0]
      if (!next || (!signal.aborted && lane.underWay >= next.politeness.concurrency)) return
      lane.waiting.shift()
      if (signal.aborted) leave(next)
      else void start(lane, next)
    }
  }

  const leave = (request: CrawlRequest<T>) => {
    end.left.push(request)
    endOne()
  }

  const endOne = () => {
    if (--open === 0) finished.resolve()
  }

  const start = async (lane: Lane<T>, request: CrawlRequest<T>) => {
    lane.underWay++
    try {
      const run = (isLastTry: boolean) => tryOnce(request, isLastTry)
      const ended = await (await engine()).submit({ name, url: request.url, signal, run })
      if (ended === 'dropped') end.left.push(request)
    } catch (error) {
      end.errors.push({ request, error })
    }
    lane.underWay--
    advance(lane)
    endOne()
  }

  const tryOnce = async (request: CrawlRequest<T>, isLastTry: boolean) => {
    const place = await places.enter(signal)
    try {
      const result = await fetcher.fetch(request, signal, finish)
      place.arrived()
      if (signal.aborted && isAborted(result)) return 'dropped'
      if (!isLastTry && !signal.aborted && isWorthAnotherTry(result)) return 'again'
      for (const next of (await handler(request, result)) ?? []) add(next)
      return 'ended'
    } finally {
      place.leave()
    }
  }

  const stop = () => {
    for (const lane of lanes.values()) advance(lane)
  }
  signal.addEventListener('abort', stop, { once: true })
  open++
  for (const request of requests) add(request)
  endOne()
  await finished.promise
  signal.removeEventListener('abort', stop)
  return end
}

/** What may be over in a moment. The others have lasting reasons, or were told to wait for longer. */
const momentary = new Set<string | undefined>([
  'http-5xx',
  'http-429',
  'http-408',
  'timeout',
  'network',
  'dns',
  'truncated',
  'bad-framing',
])

function isWorthAnotherTry(result: FetchResult): boolean {
  if (result.kind !== 'refused' || result.outcome.kind !== 'retry') return false
  const isSoon = (result.retryAfterMs ?? 0) <= LONGEST_WAIT_IN_ROUND_MS
  return isSoon && momentary.has(result.outcome.reason)
}

function isAborted(result: FetchResult): boolean {
  return result.kind === 'refused' && result.outcome.reason === 'aborted'
}

function hostOf(href: string): string {
  const url = URL.parse(href)
  return url ? paceHost(url) : ''
}
