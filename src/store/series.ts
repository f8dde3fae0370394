import { sql } from 'kysely'
import type {
  HeldReason,
  PointKey,
  ReadPoint,
  SeriesChange,
  SeriesChangeQuery,
} from '../model/series.ts'
import type { Db, Tx } from './schema.ts'
import {
  lastSeriesChanges,
  lastSeriesSequence,
  listSeriesChanges,
  notingChanges,
  RELEASED,
  reportOrder,
  reportTables,
} from './series-changes.ts'
import { inTransaction } from './transaction.ts'
import { lockWire } from './wire.ts'

/** What an article says, to be written in the place of what it said before. */
export type SavePoints = {
  articleId: string
  revision: number
  points: HeldPoint[]
}

/** A point with the reason why nobody is told of it yet. */
export type HeldPoint = ReadPoint & { held: HeldReason | null }

/** A point as it is told: the report that wins, and how many others differ. */
export type StoredPoint = {
  market: string
  instrument: string
  day: string
  measure: string
  value: number
  unit: string
  articleId: string
  revision: number
  where: string
  quote: string
  printed: string
  isCorrection: boolean
  held: HeldReason | null
  /** How many articles print this figure, and how many print another one. */
  reports: number
  conflicts: number
}

export type SeriesQuery = {
  market?: string[]
  instrument?: string[]
  measure?: string[]
  since?: string
  until?: string
  /** Figures that are held back are told only when asked for. */
  withHeld?: boolean
  onlyHeld?: boolean
}

export type SeriesSummary = {
  market: string
  instrument: string
  measure: string
  unit: string
  first: string
  last: string
  points: number
}

/** The series' door of the store. */
export interface SeriesStore {
  /** Puts what articles say in the place of what they said before. What was read of a revision that is no more is passed over. */
  savePoints(saves: SavePoints[]): Promise<void>
  /** The close nearest to a day, within a fortnight before or after it, by other articles than this one; null where none is known. */
  nearClose(
    market: string,
    instrument: string,
    day: string,
    articleId: string,
  ): Promise<number | null>
  /** Lets figures be told that were held back, now and when their articles are read again. Returns how many there were. */
  releasePoints(key: PointKey): Promise<number>
  /** Points, the newest day first; one for each key. `after` is the `next` of the page before. */
  listPoints(
    query: SeriesQuery,
    limit: number,
    after?: string,
  ): Promise<{ points: StoredPoint[]; next: string | null }>
  listSeries(): Promise<SeriesSummary[]>
  /** What is told otherwise since a number: new figures, those that were set right and those that are told no more. */
  listSeriesChanges(query: SeriesChangeQuery, after: number, limit: number): Promise<SeriesChange[]>
  /** Figures that were told otherwise before, the last first. */
  lastSeriesChanges(limit: number): Promise<SeriesChange[]>
  /** The number of the last of these changes; 0 before there is one. */
  lastSeriesSequence(): Promise<number>
}

/** Builds the series' door. */
export const buildSeries = (db: Db): SeriesStore => ({
  savePoints: saves => inTransaction(db, tx => saveCurrent(tx, saves)),
  nearClose: (...given) => nearClose(db, ...given),
  releasePoints: key => releasePoints(db, key),
  listPoints: (...given) => listPoints(db, ...given),
  listSeries: () => listSeries(db),
  listSeriesChanges: (...given) => listSeriesChanges(db, ...given),
  lastSeriesChanges: limit => lastSeriesChanges(db, limit),
  lastSeriesSequence: () => lastSeriesSequence(db),
})

/** Keeps what was read of the revisions that articles have now. */
async function saveCurrent(tx: Tx, saves: SavePoints[]): Promise<void> {
  if (!saves.length) return
  // Numbers of changes are given by one transaction at a time.
  await lockWire(tx, new Date(0))
  const current = await tx
    .selectFrom('article')
    .select(['id', 'revision'])
    .where(sql<boolean>`id = any(${saves.map(({ articleId }) => articleId)}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const revisions = new Map(current.map(({ id, revision }) => [id, revision]))
  await writePoints(
    tx,
    saves.filter(({ articleId, revision }) => revisions.get(articleId) === revision),
  )
}

/** Puts what articles say in the place of what they said before. Whoever calls holds their rows. */
export async function writePoints(tx: Tx, saves: SavePoints[]): Promise<void> {
  if (!saves.length) return
  const known = await keysOf(
    tx,
    saves.map(({ articleId }) => articleId),
  )
  const keys = [...known, ...saves.flatMap(({ points }) => points)].map(keyAlone)
  if (keys.length) await notingChanges(tx, keys, () => replacePoints(tx, saves))
}

const keyAlone = ({ market, instrument, day, measure }: PointKey): PointKey => ({
  market,
  instrument,
  day,
  measure,
})

async function replacePoints(tx: Tx, saves: SavePoints[]): Promise<void> {
  const ids = saves.map(({ articleId }) => articleId)
  const before = await tx
    .deleteFrom('series_point')
    .where(sql<boolean>`article_id = any(${ids}::uuid[])`)
    .returning(['article_id', 'market', 'instrument', 'measure', 'value', 'held'])
    .returning(sql<string>`day::text`.as('day'))
    .execute()
  const released = new Set(
    before
      .filter(({ held }) => held === RELEASED)
      .map(point => [point.article_id, ...figureOf(point)].join(' ')),
  )
  const rows = saves.flatMap(({ articleId, revision, points }) =>
    points.map(point => ({
      market: point.market,
      instrument: point.instrument,
      day: point.day,
      measure: point.measure,
      article_id: articleId,
      revision,
      value: point.value,
      unit: point.unit,
      place: point.where,
      quote: point.quote,
      printed: point.printed,
      is_correction: point.isCorrection,
      held: released.has([articleId, ...figureOf(point)].join(' ')) ? RELEASED : point.held,
    })),
  )
  if (rows.length) await tx.insertInto('series_point').values(rows).execute()
}

const figureOf = ({ market, instrument, day, measure, value }: PointKey & { value: number }) => [
  market,
  instrument,
  day,
  measure,
  value,
]

/** Runs what takes articles out, and notes what is told otherwise of their figures after it; the log of the figures names them no more. */
export async function withdrawPoints(
  tx: Tx,
  articleIds: string[],
  takeOut: () => Promise<void>,
): Promise<void> {
  const keys = await keysOf(tx, articleIds)
  if (!keys.length) return takeOut()
  await lockWire(tx, new Date(0))
  await notingChanges(tx, keys, takeOut)
  await tx
    .updateTable('series_change')
    .set({ article_id: null })
    .where(sql<boolean>`article_id = any(${articleIds}::uuid[])`)
    .execute()
}

async function keysOf(tx: Tx, articleIds: string[]): Promise<PointKey[]> {
  if (!articleIds.length) return []
  return tx
    .selectFrom('series_point')
    .where(sql<boolean>`article_id = any(${articleIds}::uuid[])`)
    .select(['market', 'instrument', 'measure'])
    .select(sql<string>`day::text`.as('day'))
    .execute()
}

async function nearClose(
  db: Db,
  market: string,
  instrument: string,
  day: string,
  articleId: string,
): Promise<number | null> {
  const { rows } = await sql<{ value: number }>`
    select value from carbonwire.series_point
    where market = ${market} and instrument = ${instrument} and measure = 'close'
      and (held is null or held = ${RELEASED}) and article_id <> ${articleId}
      and day between ${day}::date - 14 and ${day}::date + 14 and day <> ${day}::date
    order by abs(day - ${day}::date), day limit 1`.execute(db)
  return rows[0]?.value ?? null
}

function releasePoints(db: Db, key: PointKey): Promise<number> {
  return inTransaction(db, async tx => {
    await lockWire(tx, new Date(0))
    let count = 0
    await notingChanges(tx, [key], async () => {
      count = await release(tx, key)
    })
    return count
  })
}

async function release(tx: Tx, { market, instrument, day, measure }: PointKey): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('series_point')
    .set({ held: RELEASED })
    .where('market', '=', market)
    .where('instrument', '=', instrument)
    .where('day', '=', day)
    .where('measure', '=', measure)
    .where('held', 'in', ['implausible', 'jump'])
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The key after which a page goes on, as it is written in `next`. */
const keyOf = (point: StoredPoint) =>
  [point.day, point.market, point.instrument, point.measure].join('~')

async function listPoints(db: Db, query: SeriesQuery, limit: number, after?: string) {
  const [day, market, instrument, measure] = after?.split('~') ?? []
  const among = (column: string, values?: string[]) =>
    values ? sql`and ${sql.ref(column)} in (${sql.join(values)})` : sql``
  const { rows } = await sql<StoredPoint>`
    with ranked as (
      select point.*, row_number() over key_order as rank,
        count(*) over key as all_reports,
        first_value(point.value) over key_order as told
      from ${reportTables}
      where true ${among('market', query.market)} ${among('instrument', query.instrument)}
        ${among('measure', query.measure)}
        ${query.onlyHeld ? sql`and held in ('implausible', 'jump')` : sql``}
        ${query.withHeld || query.onlyHeld ? sql`` : sql`and (held is null or held = ${RELEASED})`}
        ${query.since ? sql`and day >= ${query.since}::date` : sql``}
        ${query.until ? sql`and day <= ${query.until}::date` : sql``}
      window key as (partition by market, instrument, day, measure),
        key_order as (partition by market, instrument, day, measure
          order by ${reportOrder})
    ), counted as (
      select *, sum((value <> told)::int) over (partition by market, instrument, day, measure) as differing
      from ranked
    )
    select market, instrument, day::text as day, measure, value, unit, article_id as "articleId", revision,
      place as "where", quote, printed, is_correction as "isCorrection", nullif(held, ${RELEASED}) as held,
      (all_reports - differing)::int as reports, differing::int as conflicts
    from counted where rank = 1
      ${day ? sql`and (day < ${day}::date or (day = ${day}::date and (market, instrument, measure) > (${market ?? ''}, ${instrument ?? ''}, ${measure ?? ''})))` : sql``}
    order by day desc, market, instrument, measure limit ${limit + 1}`.execute(db)
  const points = rows.slice(0, limit)
  return { points, next: rows.length > limit ? keyOf(points.at(-1)!) : null }
}

async function listSeries(db: Db): Promise<SeriesSummary[]> {
  const { rows } = await sql<SeriesSummary>`
    select market, instrument, measure, min(unit) as unit, min(day)::text as first, max(day)::text as last,
      count(distinct day)::int as points
    from carbonwire.series_point where held is null or held = ${RELEASED}
    group by market, instrument, measure order by market, instrument, measure`.execute(db)
  return rows
}
