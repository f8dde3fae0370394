import type { Link } from '../model/link.ts'
import type { Published } from '../model/published.ts'
import { urlKey } from '../text/url-key.ts'
import { addressShape } from './address-shape.ts'
import { tellDraft } from './draft-words.ts'
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

type Dated = Pick<Link, 'url' | 'published'> & { lastModified?: Published | null }

/** An article that was read, and when it came out. */
export type DatedArticle = { url: string; published: Published }

const agesOf = (dates: (Published | null | undefined)[], now: Date) =>
  dates
    .flatMap(date => (date ? [(now.getTime() - timeOf(date)) / DAY_MS] : []))
    .filter(age => age >= 0)
    .sort((a, b) => a - b)

/**
 * The dates of rows that tell how old articles are. A sitemap tells when a page was changed: that counts for pages that look like
 * the articles that were read, where those came out about then; many sites write the day on which the sitemap was made.
 */
function datesOf(rows: Dated[], articles: DatedArticle[]): (Published | null | undefined)[] {
  const shapes = new Set(articles.map(({ url }) => addressShape(url)))
  const changes = new Map(rows.map(({ url, lastModified }) => [urlKey(url), lastModified]))
  const told = articles.flatMap(({ url, published }) => {
    const change = changes.get(urlKey(url))
    return change ? [Math.abs(timeOf(change) - timeOf(published)) <= 3 * DAY_MS] : []
  })
  const isTold = told.length === 0 || told.filter(Boolean).length * 2 > told.length
  return rows.map(({ url, published, lastModified }) => {
    if (published) return published
    const isArticle = shapes.size === 0 || shapes.has(addressShape(url))
    return isTold && isArticle ? lastModified : null
  })
}

/** How old the articles may be that are fetched; null where the usual month is enough. */
export function chooseMaxAge(
  places: Place[],
  articles: DatedArticle[],
  now: Date,
): Judged<number> | null {
  const rows = [...new Map(places.flatMap(place => place.rows.map(row => [row.url, row]))).values()]
  const read = articles.map(({ published }) => published)
  const ages = agesOf([...datesOf(rows, articles), ...read], now)
  if (ages.length === 0)
    return {
      value: 365,
      confidence: 'guess',
      why: tellDraft('neither its lists nor its articles tell how old they are'),
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
    why: isWhole
      ? tellDraft('what its lists hold')
      : tellDraft('about {} articles, at the pace it publishes', BEGIN_WITH),
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
