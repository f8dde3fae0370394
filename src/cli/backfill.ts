import type { Backfill } from '../store/backfills.ts'
import { reachStore } from './reach-store.ts'
import { say } from './words/say.ts'

type BackfillOptions = { since?: Date; stop?: boolean; json?: boolean }

/** What it looks like after a trip through JSON. */
type Told = Omit<Backfill, 'since' | 'askedAt' | 'endedAt' | 'reached'> & {
  since: string
  askedAt: string
  endedAt: string | null
  reached: string | null
}

/** `carbonwire backfill`: has a source read back to a day, in the background; tells how far that has come when no day is given. */
export async function backfill(source: string, options: BackfillOptions): Promise<void> {
  await using reached = await reachStore()
  const { since, stop = false, json } = options
  const told = await reached.ask<Told>('backfill', { source, since: since ?? null, stop })
  if (json) return console.log(JSON.stringify(told, null, 2))
  console.log(renderBackfill(told, new Date()))
  if (reached.world && told.state === 'running')
    console.log(
      say`no process runs here: "carbonwire start" or "carbonwire crawl ${source}" does it`,
    )
}

/** How far it is, and how long it may take. */
export function renderBackfill(told: Told, now: Date): string {
  const { sourceId, state, links, open, articles, reached } = told
  const head = say`${sourceId} back to ${told.since.slice(0, 10)}: ${state}`
  const counts = say`${links} links, ${open} of them wait, ${articles} articles`
  const far = reached
    ? say`lists have come to ${reached.slice(0, 10)}`
    : say`no list has printed a date yet`
  const left = state === 'running' ? estimate(told, now) : null
  return [head, counts, far, ...(left ? [left] : [])].join('; ')
}

const MINUTE_MS = 60_000

/** By the way that lies behind: how far dates have come, and how fast what waits is read. */
function estimate(told: Told, now: Date): string | null {
  const asked = Date.parse(told.askedAt)
  const spent = now.getTime() - asked
  const whole = asked - Date.parse(told.since)
  const done = told.reached ? Math.min(whole, Math.max(0, asked - Date.parse(told.reached))) : 0
  if (spent < MINUTE_MS || done === 0 || told.articles === 0) return null
  const paging = (spent * (whole - done)) / done
  const reading = (spent * told.open) / told.articles
  const minutes = Math.ceil((paging + reading) / MINUTE_MS)
  return minutes < 120
    ? say`about ${minutes} minutes more`
    : say`about ${Math.round(minutes / 60)} hours more`
}
