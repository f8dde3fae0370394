import type { Article } from '../model/article.ts'
import type { Published } from '../model/published.ts'
import { wallTime } from '../text/zone.ts'
import type { Bulletin } from './read-points.ts'

/** An article as a text that may hold market figures. One that bears no date is of the day when it was first seen. */
export function bulletinOf(article: Article, firstFetchedAt: Date): Bulletin {
  const { title, html, language } = article
  const published = article.published ? dayOf(article.published) : isoDay(firstFetchedAt)
  return { title, html, published, language }
}

const isoDay = (at: Date) => at.toISOString().slice(0, 10)

function dayOf(published: Published): string {
  if (published.precision === 'day') return published.day
  const { year, month, day } = wallTime(published.at, published.zone)
  return isoDay(new Date(Date.UTC(year, month - 1, day)))
}
