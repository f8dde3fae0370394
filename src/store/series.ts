import { sql } from 'kysely'
import type { HeldReason, ReadPoint } from '../model/series.ts'
import type { Db } from './schema.ts'

/** What an article says, to be written in the place of what it said before. */
export type SavePoints = {
  articleId: string
  revision: number
  points: (ReadPoint & { held: HeldReason | null })[]
}

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
  /** Puts what an article says in the place of what it said before. */
  savePoints(save: SavePoints): Promise<void>
  /** These articles tell no figures (any more). */
  dropPoints(articleIds: string[]): Promise<void>
  /** The last close before a day, of at most a fortnight ago; null where none is known. */
  lastClose(market: string, instrument: string, day: string): Promise<number | null>
  /** Points, the newest day first; one for each key. `after` is the `next` of the page before. */
  listPoints(
    query: SeriesQuery,
    limit: number,
    after?: string,
  ): Promise<{ points: StoredPoint[]; next: string | null }>
  listSeries(): Promise<SeriesSummary[]>
}

/** Builds the series' door. */
export const buildSeries = (db: Db): SeriesStore => ({
  savePoints: save => savePoints(db, save),
  dropPoints: async articleIds => {
    if (!articleIds.length) return
    await db.deleteFrom('series_point').where('article_id', 'in', articleIds).execute()
  },
  lastClose: (...given) => lastClose(db, ...given),
  listPoints: (...given) => listPoints(db, ...given),
  listSeries: () => listSeries(db),
})

async function savePoints(db: Db, { articleId, revision, points }: SavePoints): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx.deleteFrom('series_point').where('article_id', '=', articleId).execute()
    if (points.length === 0) return
    await tx
      .insertInto('series_point')
      .values(
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
          held: point.held,
        })),
      )
      .execute()
  })
}

async function lastClose(db: Db, market: string, instrument: string, day: string) {
  const { rows } = await sql<{ value: number }>`
    select value from carbonwire.series_point
    where market = ${market} and instrument = ${instrument} and measure = 'close' and held is null
      and day < ${day}::date and day >= ${day}::date - 14
    order by day desc limit 1`.execute(db)
  return rows[0]?.value ?? null
}

/** The key after which a page goes on, as it is written in `next`. */
const keyOf = (point: StoredPoint) =>
  [point.day, point.market, point.instrument, point.measure].join('~')

async function listPoints(db: Db, query: SeriesQuery, limit: number, after?: string) {
  const [day, market, instrument, measure] = after?.split('~') ?? []
  const among = (column: string, values?: string[]) =>
    values ? sql`and ${sql.ref(column)} in (${sql.join(values)})` : sql``
  // A correction wins, then the report that starts its story, then the one that was read first.
  const { rows } = await sql<StoredPoint>`
    with ranked as (
      select point.*, row_number() over key_order as rank,
        count(*) over key as all_reports,
        first_value(point.value) over key_order as told
      from carbonwire.series_point point
        join carbonwire.article on article.id = point.article_id
        left join carbonwire.member on member.article_id = point.article_id
      where true ${among('market', query.market)} ${among('instrument', query.instrument)}
        ${among('measure', query.measure)}
        ${query.withHeld ? sql`` : sql`and held is null`}
        ${query.since ? sql`and day >= ${query.since}::date` : sql``}
        ${query.until ? sql`and day <= ${query.until}::date` : sql``}
      window key as (partition by market, instrument, day, measure),
        key_order as (partition by market, instrument, day, measure
          order by is_correction desc, (member.place ->> 'kind' = 'starts') desc nulls last,
            article.first_fetched_at, article.id)
    ), counted as (
      select *, sum((value <> told)::int) over (partition by market, instrument, day, measure) as differing
      from ranked
    )
    select market, instrument, day::text as day, measure, value, unit, article_id as "articleId", revision,
      place as "where", quote, printed, is_correction as "isCorrection", held,
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
    from carbonwire.series_point where held is null
    group by market, instrument, measure order by market, instrument, measure`.execute(db)
  return rows
}
