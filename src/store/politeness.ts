import { sql } from 'kysely'
import type { PolitenessDay } from '../model/politeness.ts'
import type { Db } from './schema.ts'

/** Days that are kept. */
const KEPT_DAYS = 31

/** What the crawl does to hosts, for those who ask. */
export interface PolitenessStore {
  /** Adds to what is known of these hosts and days. */
  addPoliteness(days: PolitenessDay[]): Promise<void>
  /** The latest days first, the busiest hosts first; of one host or of all. */
  readPoliteness(asked: { since: string; host?: string; limit: number }): Promise<PolitenessDay[]>
}

export const buildPoliteness = (db: Db): PolitenessStore => ({
  addPoliteness: days => addPoliteness(db, days),
  readPoliteness: asked => readPoliteness(db, asked),
})

const counted = [
  ['requests', 'requests'],
  ['robots_requests', 'robotsRequests'],
  ['conditional', 'conditional'],
  ['unchanged', 'unchanged'],
  ['bytes', 'bytes'],
  ['forbidden', 'forbidden'],
  ['unreachable', 'unreachable'],
  ['gaps', 'gaps'],
  ['short_gaps', 'shortGaps'],
  ['retry_afters', 'retryAfters'],
  ['overloads', 'overloads'],
  ['early', 'early'],
] as const

const columns = sql.raw(counted.map(([column]) => column).join(', '))
const typed = sql.raw(counted.map(([column]) => `${column} bigint`).join(', '))
const sums = sql.raw(
  counted.map(([column]) => `${column} = known.${column} + excluded.${column}`).join(', '),
)

async function addPoliteness(db: Db, days: PolitenessDay[]): Promise<void> {
  if (!days.length) return
  // In one order, so that two processes that write the same hosts do not wait for each other in a circle.
  const sorted = days.toSorted((a, b) => (`${a.day} ${a.host}` < `${b.day} ${b.host}` ? -1 : 1))
  const rows = sorted.map(day => ({
    host: day.host,
    day: day.day,
    gap_ms: Math.round(day.gapMs),
    shortest_ms: day.shortestMs,
    ...Object.fromEntries(counted.map(([column, name]) => [column, day[name]])),
  }))
  await sql`
    insert into carbonwire.politeness as known (host, day, gap_ms, shortest_ms, ${columns})
    select host, day, gap_ms, shortest_ms, ${columns}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(host text, day date, gap_ms integer, shortest_ms integer, ${typed})
    on conflict (day, host) do update set ${sums}, gap_ms = greatest(known.gap_ms, excluded.gap_ms),
      shortest_ms = least(known.shortest_ms, excluded.shortest_ms)`.execute(db)
  await sql`delete from carbonwire.politeness where day < (now() at time zone 'UTC')::date - ${KEPT_DAYS}::integer`.execute(
    db,
  )
}

async function readPoliteness(
  db: Db,
  { since, host, limit }: { since: string; host?: string; limit: number },
): Promise<PolitenessDay[]> {
  const { rows } = await sql<Record<string, string | number | null>>`
    select host, to_char(day, 'YYYY-MM-DD') as day, gap_ms, shortest_ms, ${columns} from carbonwire.politeness
    where day >= ${since}::date and (${host ?? null}::text is null or host = ${host ?? null})
    order by politeness.day desc, requests desc, host collate "C" limit ${limit}`.execute(db)
  return rows.map(row => ({
    host: String(row.host),
    day: String(row.day),
    gapMs: Number(row.gap_ms),
    shortestMs: row.shortest_ms === null ? null : Number(row.shortest_ms),
    ...(Object.fromEntries(counted.map(([column, name]) => [name, Number(row[column])])) as Pick<
      PolitenessDay,
      (typeof counted)[number][1]
    >),
  }))
}
