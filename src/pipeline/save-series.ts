import type { Published } from '../model/published.ts'
import { judgePoint } from '../series/judge-point.ts'
import { readPoints } from '../series/read-points.ts'
import type { StoredArticle } from '../store/store.ts'
import { wallTime } from '../text/zone.ts'
import type { World } from './world.ts'

/** Reads the market figures of an article and puts them in the place of those it had. */
export async function saveSeries(
  world: Pick<World, 'store' | 'config'>,
  { id, revision, article, firstFetchedAt }: StoredArticle,
): Promise<void> {
  const lexicon = world.config().series
  if (!lexicon) return
  const published = article.published ? dayOf(article.published) : isoDay(firstFetchedAt)
  const found = readPoints(
    { title: article.title, html: article.html, published, language: article.language },
    lexicon,
  )
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
