import type { Published } from '../model/published.ts'
import type { ReadPoint } from '../model/series.ts'
import { judgePoint } from '../series/judge-point.ts'
import type { Lexicon } from '../series/lexicon.ts'
import { type Bulletin, readPoints } from '../series/read-points.ts'
import type { PublishRequest, StoredArticle } from '../store/store.ts'
import { wallTime } from '../text/zone.ts'
import type { World } from './world.ts'

/** Reads the market figures of articles and puts them in the place of those they had. What is off the subject has none. */
export async function saveSeriesOf(
  world: Pick<World, 'store' | 'config'>,
  requests: Pick<PublishRequest, 'article' | 'wanted'>[],
): Promise<void> {
  const lexicon = world.config().series
  if (!lexicon) return
  const without: string[] = []
  for (const { article, wanted } of requests) {
    const found = wanted ? readPoints(bulletinOf(article), lexicon) : []
    if (found.length) await saveFound(world, article, found, lexicon)
    else without.push(article.id)
  }
  // Most have none and had none: that is asked once for all of them.
  await world.store.dropPoints(without)
}

function bulletinOf({ article, firstFetchedAt }: StoredArticle): Bulletin {
  const published = article.published ? dayOf(article.published) : isoDay(firstFetchedAt)
  const { title, html, language } = article
  return { title, html, published, language }
}

async function saveFound(
  world: Pick<World, 'store'>,
  { id, revision }: StoredArticle,
  found: ReadPoint[],
  lexicon: Lexicon,
): Promise<void> {
  const points = []
  for (const point of found) {
    const last = point.unit.endsWith('/t')
      ? await world.store.lastClose(point.market, point.instrument, point.day)
      : null
    points.push({ ...point, held: judgePoint(point, lexicon.markets.get(point.market), last) })
  }
  await world.store.savePoints({ articleId: id, revision, points })
}

const isoDay = (at: Date) => at.toISOString().slice(0, 10)

function dayOf(published: Published): string {
  if (published.precision === 'day') return published.day
  const { year, month, day } = wallTime(published.at, published.zone)
  return isoDay(new Date(Date.UTC(year, month - 1, day)))
}
