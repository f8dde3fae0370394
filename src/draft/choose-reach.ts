import type { Link } from '../model/link.ts'
import type { Published } from '../model/published.ts'
import type { Judged, Place } from './site-look.ts'

const DAY_MS = 86_400_000
/** A source begins with the last thirty days, or with about this many articles where it publishes seldom. */
const BEGIN_WITH = 150
/** What the schema takes when nothing is written. */
const USUAL_DAYS = 30
const USUAL_PAGES = 20
const MOST_PAGES = 300
const MOST_DAYS = 3650

const timeOf = (published: Published) =>
  published.precision === 'minute'
    ? published.at.getTime()
    : Date.parse(`${published.day}T00:00:00Z`)

type Dated = Pick<Link, 'published'> & { lastModified?: Published | null }

/** A sitemap tells when an article was changed: it came out then or before. */
const agesOf = (rows: Dated[], now: Date) =>
  rows
    .map(({ published, lastModified }) => published ?? lastModified ?? null)
    .flatMap(date => (date ? [(now.getTime() - timeOf(date)) / DAY_MS] : []))
    .filter(age => age >= 0)
    .sort((a, b) => a - b)

/** How old the articles may be that are fetched; null where the usual month is enough. */
export function chooseMaxAge(
  places: Place[],
  articleDates: Published[],
  now: Date,
): Judged<number> | null {
  const rows = [...new Map(places.flatMap(place => place.rows.map(row => [row.url, row]))).values()]
  const ages = agesOf([...rows, ...articleDates.map(published => ({ published }))], now)
  if (ages.length === 0)
    return {
      value: 365,
      confidence: 'guess',
      why: 'neither its lists nor its articles tell how old they are',
    }
  const count = Math.max(ages.length, rows.length)
  const seen = ages[Math.min(ages.length, BEGIN_WITH) - 1]!
  const isWhole = count >= BEGIN_WITH || places.every(({ ended, unread }) => ended && unread === 0)
  // Rows that lie behind what was looked at go on at the pace of those seen.
  const reach = isWhole ? seen : Math.max(seen, (seen / count) * BEGIN_WITH)
  // Where few are dated, the oldest of all may not be among them.
  const margin = ages.length < count / 2 ? 2 : 1.2
  const days = tidy(Math.min(reach * margin + 7, MOST_DAYS))
  if (days <= USUAL_DAYS) return null
  return {
    value: days,
    confidence: 'likely',
    why: isWhole ? 'what its lists hold' : `about ${BEGIN_WITH} articles, at the pace it publishes`,
  }
}

const tidy = (days: number) => {
  const step = [30, 45, 60, 90, 120, 180, 270, 365, 550, 730, 1100, 1500, 2200, MOST_DAYS]
  return step.find(each => each >= days) ?? MOST_DAYS
}

/** How many pages of a list are followed; null where the usual number is enough. */
export function chooseMaxPages({ rows, pages, ended }: Place): number | null {
  if (pages === 0 || ended) return pages > USUAL_PAGES ? pages + 5 : null
  const needed = Math.ceil(BEGIN_WITH / Math.max(1, rows.length / pages))
  return needed <= USUAL_PAGES ? null : Math.min(MOST_PAGES, Math.ceil(needed / 10) * 10)
}
