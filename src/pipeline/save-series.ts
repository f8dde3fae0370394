import { setImmediate } from 'node:timers/promises'
import type { Published } from '../model/published.ts'
import type { ReadPoint } from '../model/series.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import { judgePoint } from '../series/judge-point.ts'
import type { Lexicon } from '../series/lexicon.ts'
import { type Bulletin, readPoints } from '../series/read-points.ts'
import type { PublishRequest } from '../store/doors/publishing.ts'
import type { HeldPoint, SeriesStore } from '../store/series.ts'
import { wallTime } from '../text/zone.ts'
import type { World } from './world.ts'

type Doors = Pick<World<Pick<SeriesStore, 'savePoints' | 'nearClose'>>, 'store' | 'config'>
type Judged = Pick<PublishRequest, 'article' | 'wanted'>

/** The requests with the market figures of their articles, which are published in one transaction with them. */
export async function withSeries(
  world: Doors,
  requests: PublishRequest[],
): Promise<PublishRequest[]> {
  const read: PublishRequest[] = []
  for (const request of requests) {
    const points = await readSeries(world, request)
    read.push(points ? { ...request, points } : request)
  }
  return read
}

/** Reads the market figures of articles anew that are not published again. */
export async function saveSeriesOf(world: Doors, requests: Judged[]): Promise<void> {
  const saves = []
  for (const request of requests) {
    const { id, revision } = request.article
    const points = await readSeries(world, request)
    if (points) saves.push({ articleId: id, revision, points })
  }
  await world.store.savePoints(saves)
}

/** What an article says, or null where no series are configured. What is off the subject says nothing. */
async function readSeries(world: Doors, { article, wanted }: Judged): Promise<HeldPoint[] | null> {
  const lexicon = world.config().series
  if (!lexicon) return null
  // Who asks for a feed is answered between two articles: a long one takes as long as many answers.
  await setImmediate()
  const found = wanted ? readPoints(bulletinOf(article), lexicon) : []
  const points: HeldPoint[] = []
  for (const point of found) points.push(await judge(world, article, point, lexicon))
  return points
}

async function judge(
  { store }: Doors,
  { id }: StoredArticle,
  point: ReadPoint,
  { markets }: Lexicon,
): Promise<HeldPoint> {
  const near = point.unit.endsWith('/t')
    ? await store.nearClose(point.market, point.instrument, point.day, id)
    : null
  return { ...point, held: judgePoint(point, markets.get(point.market), near) }
}

function bulletinOf({ article, firstFetchedAt }: StoredArticle): Bulletin {
  const published = article.published ? dayOf(article.published) : isoDay(firstFetchedAt)
  const { title, html, language } = article
  return { title, html, published, language }
}

const isoDay = (at: Date) => at.toISOString().slice(0, 10)

function dayOf(published: Published): string {
  if (published.precision === 'day') return published.day
  const { year, month, day } = wallTime(published.at, published.zone)
  return isoDay(new Date(Date.UTC(year, month - 1, day)))
}
