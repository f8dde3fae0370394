import { noCounts, type PolitenessCounts, type PolitenessDay } from '../model/politeness.ts'
import type { FetchWatch } from '../model/watch.ts'

export type PolitenessBook = {
  watch: FetchWatch
  /** Hands over what was counted since the last time. What could not be kept is handed over again with the next. */
  flush(): Promise<void>
  /** Ends the regular handing over, after a last time. */
  stop(): Promise<void>
}

const FLUSH_EVERY_MS = 10_000
/** Timers may be early by a hair. */
const TOLERANCE_MS = 20
/** Hosts whose last request is remembered, for the gap to the next one. */
const MOST_HOSTS = 20_000

/** Counts what this process does to hosts, by host and day, and has it kept now and then. */
export function openPolitenessBook(
  save: (days: PolitenessDay[]) => Promise<void>,
  onError: (error: unknown) => void,
): PolitenessBook {
  let days = new Map<string, PolitenessDay>()
  const lastAt = new Map<string, number>()
  const heldUntil = new Map<string, number>()

  const dayOf = (host: string, at: Date): PolitenessDay => {
    const day = at.toISOString().slice(0, 10)
    const key = `${day} ${host}`
    const known = days.get(key)
    if (known) return known
    const made = { host, day, ...noCounts(), gapMs: 0, shortestMs: null }
    days.set(key, made)
    return made
  }

  const countGap = (entry: PolitenessDay, gapMs: number, at: number) => {
    const before = lastAt.get(entry.host)
    lastAt.delete(entry.host)
    lastAt.set(entry.host, at)
    if (lastAt.size > MOST_HOSTS) lastAt.delete(lastAt.keys().next().value!)
    if (before === undefined) return
    const measured = Math.round(Math.abs(at - before))
    entry.gaps++
    entry.shortestMs = Math.min(entry.shortestMs ?? measured, measured)
    if (measured < gapMs - TOLERANCE_MS) entry.shortGaps++
  }

  const watch: FetchWatch = {
    asked({ host, what, at, gapMs, conditional, status, bytes }) {
      const entry = dayOf(host, at)
      entry.requests++
      if (what === 'robots') entry.robotsRequests++
      if (conditional) entry.conditional++
      if (status === 304) entry.unchanged++
      entry.bytes += bytes
      entry.gapMs = Math.max(entry.gapMs, gapMs)
      countGap(entry, gapMs, at.getTime())
      if (at.getTime() < (heldUntil.get(host) ?? 0)) entry.early++
    },
    denied(host, reason, at) {
      dayOf(host, at)[reason === 'robots' ? 'forbidden' : 'unreachable']++
    },
    held(host, until, reason, at) {
      dayOf(host, at)[reason === 'retry-after' ? 'retryAfters' : 'overloads']++
      for (const [known, end] of heldUntil) if (end < at.getTime()) heldUntil.delete(known)
      // A request that was under way when the answer came is none that disregards it: only later ones are looked at.
      heldUntil.set(host, Math.max(heldUntil.get(host) ?? 0, until.getTime()))
    },
  }

  const flush = async () => {
    if (!days.size) return
    const taken = days
    days = new Map()
    try {
      await save([...taken.values()])
    } catch (error) {
      onError(error)
      for (const [key, entry] of taken) days.set(key, addDays(entry, days.get(key)))
    }
  }
  let flushing = Promise.resolve()
  const timer = setInterval(() => {
    flushing = flushing.then(flush)
  }, FLUSH_EVERY_MS).unref()

  return {
    watch,
    flush,
    async stop() {
      clearInterval(timer)
      await flushing
      await flush()
    },
  }
}

function addDays(a: PolitenessDay, b: PolitenessDay | undefined): PolitenessDay {
  if (!b) return a
  const sums = Object.fromEntries(
    Object.keys(noCounts()).map(name => [
      name,
      a[name as keyof PolitenessCounts] + b[name as keyof PolitenessCounts],
    ]),
  ) as PolitenessCounts
  const shortest = [a.shortestMs, b.shortestMs].filter(ms => ms !== null)
  return {
    ...a,
    ...sums,
    gapMs: Math.max(a.gapMs, b.gapMs),
    shortestMs: shortest.length ? Math.min(...shortest) : null,
  }
}
