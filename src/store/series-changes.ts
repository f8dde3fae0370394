import { sql } from 'kysely'
import type { PointKey, SeriesChange, SeriesChangeQuery } from '../model/series.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

/** A figure that somebody looked at: it is told, and stays so while its article says the same. */
export const RELEASED = 'released'

/** What a report's rank is judged by, beside its point. */
export const reportTables = sql`carbonwire.series_point point
  join carbonwire.article on article.id = point.article_id
  left join carbonwire.source on source.id = article.source_id
  left join carbonwire.member on member.article_id = point.article_id
  left join carbonwire.story on story.id = member.story_id`

/**
 * Of several reports a correction is told, then one that leads its story, then one of a house that credits nobody else, then the one
 * that was read first.
 */
export const reportOrder = sql`is_correction desc, (story.lead_id = article.id) desc nulls last,
  (article.outlet is null or article.outlet = article.host_outlet or article.outlet = source.config ->> 'name') desc nulls last,
  article.first_fetched_at, article.id`

type Told = { value: number; unit: string; articleId: string; isCorrection: boolean }

const nameOf = ({ market, instrument, day, measure }: PointKey) =>
  [market, instrument, day, measure].join(' ')

/**
 * Runs what changes the points of these keys, and notes what is told otherwise after it. Whoever calls has locked the wire: numbers are
 * given in the order in which they are seen.
 */
export async function notingChanges(
  tx: Tx,
  keys: PointKey[],
  change: () => Promise<void>,
): Promise<void> {
  const before = await toldOf(tx, keys)
  await change()
  const after = await toldOf(tx, keys)
  const named = new Map(keys.map(key => [nameOf(key), key]))
  const rows = [...named].flatMap(([name, key]) => {
    const [was, now] = [before.get(name), after.get(name)]
    if (was?.value === now?.value) return []
    return [rowOf(key, was, now)]
  })
  if (rows.length === 0) return
  await sql`
    insert into carbonwire.series_change
      (market, instrument, day, measure, was, value, unit, article_id, is_correction)
    select r.* from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as r(market text, instrument text, day date, measure text, was double precision,
        value double precision, unit text, article_id uuid, is_correction boolean)`.execute(tx)
}

const rowOf = ({ market, instrument, day, measure }: PointKey, was?: Told, now?: Told) => ({
  market,
  instrument,
  day,
  measure,
  was: was?.value ?? null,
  value: now?.value ?? null,
  unit: (now ?? was)!.unit,
  article_id: now?.articleId ?? null,
  is_correction: now?.isCorrection ?? false,
})

/** What is told of each key. */
async function toldOf(tx: Tx, keys: PointKey[]): Promise<Map<string, Told>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<PointKey & Told>`
    select distinct on (market, instrument, day, measure) market, instrument, day::text as day, measure,
      value, unit, point.article_id as "articleId", is_correction as "isCorrection"
    from ${reportTables}
    where (market, instrument, day, measure) in (
        select market, instrument, day, measure from jsonb_to_recordset(${toJson(keys)}::jsonb)
          as r(market text, instrument text, day date, measure text))
      and (held is null or held = ${RELEASED})
    order by market, instrument, day, measure, ${reportOrder}`.execute(tx)
  return new Map(rows.map(row => [nameOf(row), row]))
}

const changes = sql`select sequence, at, market, instrument, day::text as day, measure, was, value, unit,
  article_id as "articleId", is_correction as "isCorrection" from carbonwire.series_change`

/** Changes after a number, in the order in which they happened. */
export async function listSeriesChanges(
  db: Db,
  { market, instrument, measure, onlyChanged }: SeriesChangeQuery,
  after: number,
  limit: number,
): Promise<SeriesChange[]> {
  const among = (column: string, values?: string[]) =>
    values ? sql`and ${sql.ref(column)} in (${sql.join(values)})` : sql``
  const { rows } = await sql<SeriesChange>`
    ${changes}
    where sequence > ${after} ${onlyChanged ? sql`and was is not null` : sql``}
      ${among('market', market)} ${among('instrument', instrument)} ${among('measure', measure)}
    order by sequence limit ${limit}`.execute(db)
  return rows
}

/** Figures that were told otherwise before, the last first. */
export async function lastSeriesChanges(db: Db, limit: number): Promise<SeriesChange[]> {
  const { rows } = await sql<SeriesChange>`
    ${changes}
    where was is not null order by sequence desc limit ${limit}`.execute(db)
  return rows
}

/** The number of the last change; 0 where there is none. */
export async function lastSeriesSequence(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(sequence), 0) as last from carbonwire.series_change`.execute(db)
  return rows[0]!.last
}
