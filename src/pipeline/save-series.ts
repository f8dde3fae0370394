import { setImmediate } from 'node:timers/promises'
import type { ReadPoint } from '../model/series.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import { bulletinOf } from '../series/bulletin-of.ts'
import { judgePoint } from '../series/judge-point.ts'
import type { Lexicon } from '../series/lexicon.ts'
import type { PublishRequest } from '../store/doors/publishing.ts'
import type { HeldPoint, SeriesStore } from '../store/series.ts'
import type { World } from './world.ts'

type Doors = Pick<
  World<Pick<SeriesStore, 'savePoints' | 'nearClose'>>,
  'store' | 'config' | 'figures'
>
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
  const bulletin = bulletinOf(article.article, article.firstFetchedAt)
  const found = wanted ? world.figures.pointsOf(bulletin, lexicon) : []
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
