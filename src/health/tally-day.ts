import type {
  CountedField,
  DayCounts,
  EntryCounts,
  EntryDay,
  RoundRecord,
} from '../model/health.ts'
import { countedFields } from '../model/health.ts'
import { wallDay } from './calendar.ts'
import { isTakenOver } from './taken-over.ts'

const noFields = () =>
  Object.fromEntries(countedFields.map(field => [field, 0])) as Record<CountedField, number>

/** A day of which nothing is known yet. */
export const emptyDay = (day: string): DayCounts => ({
  day,
  ...{ rounds: 0, answered: 0, requests: 0, notModified: 0, bytes: 0, fresh: 0 },
  hours: new Array<number>(24).fill(0),
  ...{ articles: 0, fields: noFields(), bodyChars: null, judged: 0, relevant: 0 },
  ...{ outcomes: {}, statuses: {}, entries: {} },
})

/** True when an entry gave an answer that could be read. */
export const isAnswered = (outcome: string): boolean =>
  outcome === 'saved' || outcome === 'unchanged'

function addAll(to: Record<string, number>, from: Record<string, number>): Record<string, number> {
  const sum = { ...to }
  for (const [key, count] of Object.entries(from)) sum[key] = (sum[key] ?? 0) + count
  return sum
}

export function middle(values: number[]): number | null {
  if (!values.length) return null
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!
}

/** News of an entry; what a list that was taken over sells is none. */
const newsOf = (entry: EntryCounts): number => (isTakenOver(entry) ? 0 : entry.fresh)

/** A day with one more round in it. */
export function tallyDay(
  before: DayCounts,
  { startedAt, outcomes, counts }: RoundRecord,
  zone: string,
): DayCounts {
  const at = startedAt.toISOString()
  const { hour } = wallDay(zone, startedAt)
  const fresh = counts.entries.reduce((sum, entry) => sum + newsOf(entry), 0)
  const entries = { ...before.entries }
  for (const entry of counts.entries) {
    const known = entries[entry.url] ?? emptyEntry()
    const rows = entry.rows !== null && isAnswered(entry.outcome) ? entry.rows : null
    const news = newsOf(entry)
    entries[entry.url] = {
      fresh: known.fresh + news,
      firstNewAt: known.firstNewAt ?? (news ? at : null),
      lastNewAt: news ? at : known.lastNewAt,
      readings: known.readings + (rows === null ? 0 : 1),
      empty: known.empty + (rows === 0 ? 1 : 0),
      leastRows: rows ? Math.min(known.leastRows ?? rows, rows) : known.leastRows,
      mostRows: rows ? Math.max(known.mostRows ?? rows, rows) : known.mostRows,
      ...(rows ? { links: addLinks(known, rows, entry) } : known.links && { links: known.links }),
    }
  }
  const isAnswer = counts.entries.some(({ outcome }) => isAnswered(outcome))
  return {
    day: before.day,
    rounds: before.rounds + (counts.asked ? 1 : 0),
    answered: before.answered + (counts.asked && isAnswer ? 1 : 0),
    requests: before.requests + counts.requests,
    notModified: before.notModified + counts.notModified,
    bytes: before.bytes + counts.bytes,
    fresh: before.fresh + fresh,
    hours: before.hours.map((count, index) => count + (index === hour ? fresh : 0)),
    articles: before.articles + counts.articles,
    fields: addAll(before.fields, counts.fields) as Record<CountedField, number>,
    bodyChars: middle([
      ...(before.bodyChars === null ? [] : [before.bodyChars]),
      ...counts.bodyChars,
    ]),
    judged: before.judged + counts.judged,
    relevant: before.relevant + counts.relevant,
    outcomes: addAll(before.outcomes, counts.ends ?? outcomes),
    statuses: addAll(before.statuses, counts.statuses),
    entries,
  }
}

const addLinks = ({ links }: EntryDay, rows: number, { dated, offHost }: EntryCounts) => ({
  rows: (links?.rows ?? 0) + rows,
  dated: (links?.dated ?? 0) + dated,
  offHost: (links?.offHost ?? 0) + offHost,
})

const emptyEntry = (): EntryDay => ({
  ...{ fresh: 0, firstNewAt: null, lastNewAt: null },
  ...{ readings: 0, empty: 0, leastRows: null, mostRows: null },
})
