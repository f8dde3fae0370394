import { sql } from 'kysely'
import type { HostMark, HostMemory } from '../model/pace.ts'
import type { Db } from './schema.ts'
import { toJson } from './stored-values.ts'

/** The row that stands while a process has what it has not kept yet. No host has this name. */
const OPEN = ''
/** No host is asked more often at one time: the column takes no endless number. */
const MOST = 1_000

type Row = {
  name: string
  gap_ms: number
  concurrency: number
  strict_until: number
  last_start: number
  held_until: number
  hold_reason: HostMark['holdReason'] | null
}

/** What one process tells the next of hosts, in the rows that the pace of many processes has as well. */
export const openHostMemory = (db: Db): HostMemory => ({
  recall: () => recall(db),
  keep: (marks, isLasting) => keep(db, marks, isLasting),
  async end() {
    await sql`delete from carbonwire.host where name = ${OPEN}`.execute(db)
  },
})

async function recall(db: Db) {
  await sql`
    delete from carbonwire.host
    where touched_at < now() - interval '2 days' and strict_until < now() and name <> ${OPEN}`.execute(
    db,
  )
  const { rows } = await sql<Row>`
    select name, gap_ms, concurrency, ${inMs('strict_until')} as strict_until, ${inMs('last_start')} as last_start,
      ${inMs('held_until')} as held_until, hold_reason from carbonwire.host`.execute(db)
  await sql`
    insert into carbonwire.host (name, gap_ms, concurrency, strict_until, touched_at) values (${OPEN}, 0, ${MOST}, now(), now())
    on conflict (name) do nothing`.execute(db)
  return {
    isWhole: rows.every(({ name }) => name !== OPEN),
    marks: rows.filter(({ name }) => name !== OPEN).map(toMark),
  }
}

const inMs = (column: string) =>
  sql`coalesce(extract(epoch from ${sql.ref(column)}) * 1000, 0)::float8`

const toMark = (row: Row): HostMark => ({
  host: row.name,
  gapMs: row.gap_ms,
  concurrency: row.concurrency,
  strictUntil: row.strict_until,
  lastStart: row.last_start,
  heldUntil: row.held_until,
  holdReason: row.hold_reason ?? 'overloaded',
})

/** Starts are kept without waiting for the disk: after a power failure, as after a kill, every host waits its gap. */
async function keep(db: Db, marks: HostMark[], isLasting: boolean): Promise<void> {
  const rows = marks.map(({ concurrency, ...mark }) => ({
    ...{ ...mark, concurrency: Math.min(concurrency, MOST), gapMs: Math.ceil(mark.gapMs) },
  }))
  const at = (column: string) => sql`to_timestamp(nullif(r.${sql.ref(column)}, 0) / 1000)`
  await sql`
    insert into carbonwire.host (name, gap_ms, concurrency, strict_until, last_start, held_until, hold_reason, touched_at)
    select r.host, r."gapMs", r.concurrency, to_timestamp(r."strictUntil" / 1000), ${at('lastStart')}, ${at('heldUntil')},
      case when r."heldUntil" > 0 then r."holdReason" end, now()
    from set_config('synchronous_commit', ${isLasting ? 'on' : 'off'}, true),
      jsonb_to_recordset(${toJson(rows)}::jsonb) as r(host text, "gapMs" integer, concurrency integer, "strictUntil" float8,
        "lastStart" float8, "heldUntil" float8, "holdReason" text)
    on conflict (name) do update set gap_ms = excluded.gap_ms, concurrency = excluded.concurrency,
      strict_until = excluded.strict_until, last_start = excluded.last_start, held_until = excluded.held_until,
      hold_reason = excluded.hold_reason, touched_at = excluded.touched_at`.execute(db)
}
