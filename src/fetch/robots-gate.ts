import type { RobotsCache, RobotsEntry } from '../model/robots-entry.ts'
import { Refusal } from './refusal.ts'
import { parseRobots, type RobotsRules } from './robots-rules.ts'

const MINUTE = 60_000

/** How long what was read holds (RFC 9309, 2.4: at most 24 h). */
const RULES_LAST_MS = 24 * 60 * MINUTE

/** How soon a robots.txt that a server failed to give is asked for again, and one whose server did not answer. */
const SERVER_ERROR_LASTS_MS = 10 * MINUTE
const UNREACHABLE_LASTS_MS = 1 * MINUTE

/** How long old rules go on holding while the file cannot be read (RFC 9309, 2.4 lets them). */
const STALE_LASTS_MS = 7 * 24 * 60 * MINUTE

/** A longer Crawl-delay is taken for this one: an hour between two pages of a news site is a mistake. */
const LONGEST_CRAWL_DELAY_MS = 5 * MINUTE

/** Parsed files kept in memory, so that not every page asks the cache; and their characters in all. */
const MOST_PARSED = 1000
const MOST_CHARACTERS = 8_000_000

/** What came of asking for a robots.txt. */
export type RobotsReading =
  | { kind: 'read'; text: string }
  /** A 4xx status, or more redirects than are followed. */
  | { kind: 'absent' }
  | { kind: 'serverError'; detail: string }
  | { kind: 'unreachable'; detail: string }

/** Asks an origin for its robots.txt. Throws a Refusal for an address that must not be asked at all. */
export type ReadRobots = (origin: string) => Promise<RobotsReading>

export type RobotsGate = {
  /**
   * What the host asks between two pages, in milliseconds. Throws a Refusal when the address is forbidden or the
   * host's robots.txt cannot be read, which means the same (RFC 9309, 2.3.1.4).
   */
  pass(url: URL, read: ReadRobots): Promise<{ crawlDelayMs: number; sitemaps: string[] }>
}

/** `problem`: why this process could not read the file, when it was this process that tried. */
type Parsed = { entry: RobotsEntry; rules: RobotsRules; problem: string | null }

/** The robots.txt files of all origins, each read once a day, for one product token. */
export function openRobotsGate(
  cache: RobotsCache,
  token: string,
  now: () => number = Date.now,
): RobotsGate {
  const parsed = new Map<string, Parsed>()
  const reading = new Map<string, Promise<Parsed>>()
  let characters = 0

  const forget = (origin: string) => {
    characters -= parsed.get(origin)?.entry.body.length ?? 0
    parsed.delete(origin)
  }

  const keep = (origin: string, entry: RobotsEntry, problem: string | null = null): Parsed => {
    const value = { entry, rules: parseRobots(entry.body, token), problem }
    forget(origin)
    parsed.set(origin, value)
    characters += entry.body.length
    while (parsed.size > MOST_PARSED || (characters > MOST_CHARACTERS && parsed.size > 1)) {
      forget(parsed.keys().next().value!)
    }
    return value
  }

  const renew = async (origin: string, read: ReadRobots): Promise<Parsed> => {
    const stored = await cache.find(origin)
    if (stored && stored.expiresAt.getTime() > now()) return keep(origin, stored)
    const answer = await read(origin)
    const entry = nextEntry(answer, stored, now())
    await cache.save(origin, entry)
    return keep(origin, entry, 'detail' in answer ? answer.detail : null)
  }

  const find = async (origin: string, read: ReadRobots): Promise<Parsed> => {
    const known = parsed.get(origin)
    if (known && known.entry.expiresAt.getTime() > now()) return known
    const under = reading.get(origin)
    if (under) return under
    const fresh = renew(origin, read).finally(() => reading.delete(origin))
    reading.set(origin, fresh)
    return fresh
  }

  return {
    async pass(url, read) {
      const { entry, rules, problem } = await find(url.origin, read)
      if (entry.verdict === 'disallow') throw unreachable(url, entry, problem, now())
      if (!rules.allows(url)) throw forbidden(url)
      const seconds = rules.crawlDelaySeconds ?? 0
      return {
        crawlDelayMs: Math.min(seconds * 1000, LONGEST_CRAWL_DELAY_MS),
        sitemaps: rules.sitemaps,
      }
    },
  }
}

function nextEntry(reading: RobotsReading, old: RobotsEntry | null, now: number): RobotsEntry {
  const fetchedAt = new Date(now)
  const entry = (verdict: RobotsEntry['verdict'], body: string, lastsMs: number): RobotsEntry => ({
    verdict,
    body,
    fetchedAt,
    expiresAt: new Date(now + lastsMs),
  })
  // A database's text column takes no NUL, and no rule needs one.
  if (reading.kind === 'read')
    return entry('rules', reading.text.replaceAll('\0', ''), RULES_LAST_MS)
  if (reading.kind === 'absent') return entry('allow', '', RULES_LAST_MS)

  const lastsMs = reading.kind === 'serverError' ? SERVER_ERROR_LASTS_MS : UNREACHABLE_LASTS_MS
  const isOldUsable =
    old && old.verdict !== 'disallow' && now - old.fetchedAt.getTime() < STALE_LASTS_MS
  if (isOldUsable) return { ...old, expiresAt: new Date(now + lastsMs) }
  return entry('disallow', '', lastsMs)
}

function unreachable(url: URL, entry: RobotsEntry, problem: string | null, now: number): Refusal {
  const why = problem ? ` (${problem})` : ''
  const detail = `${url.origin}/robots.txt cannot be read${why}, which forbids everything for now`
  const retryAfterMs = Math.max(0, entry.expiresAt.getTime() - now)
  return new Refusal({ kind: 'retry', reason: 'robots-unreachable', detail }, { retryAfterMs })
}

function forbidden(url: URL): Refusal {
  const detail = `${url.origin}/robots.txt forbids ${url.pathname.slice(0, 100)}`
  return new Refusal({ kind: 'forbidden', reason: 'robots', detail })
}

/** What a failed robots.txt means (RFC 9309, 2.3.1); null when the refusal is that of the address itself. */
export function explainRobots(refusal: Refusal, redirects: string[]): RobotsReading | null {
  const { outcome, status } = refusal
  const detail = outcome.detail ?? outcome.reason ?? outcome.kind
  const isTooFar = outcome.reason === 'too-many-redirects' || outcome.reason === 'redirect-loop'
  // A host that answers "too many requests" has not said that it has no rules.
  if (isTooFar || (status !== null && status < 500 && status !== 429)) {
    return { kind: 'absent' }
  }
  if (outcome.kind === 'forbidden' && redirects.length === 0) return null
  if (outcome.reason === 'host-busy' || outcome.reason === 'crawl-delay') return null
  return { kind: status === null ? 'unreachable' : 'serverError', detail }
}
