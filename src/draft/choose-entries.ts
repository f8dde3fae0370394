import type { Link } from '../model/link.ts'
import { urlKey } from '../text/url-key.ts'
import { addressShape } from './address-shape.ts'
import { isSameSite } from './choose-columns.ts'
import { tellDraft } from './draft-words.ts'
import type { Place } from './site-look.ts'

/** More columns of one home page than a draft lists. */
const MOST_COLUMNS = 10
/** So much of a feed must stand in the list that was given, or it is a feed of other columns too. */
const SAME = 0.6
/** A sitemap of more addresses than this is an archive of a whole site: it is taken where nothing else is. */
const SMALL_SITEMAP = 3000

export type Choice = { place: Place; why: string }

/**
 * Chooses the places that together list the articles: the list that was given before all, columns of a home page, feeds that carry
 * the same, and interfaces or sitemaps only for what the others do not hold. Nothing that was given is left out.
 */
export function chooseEntries(places: Place[], isHome: boolean): Choice[] {
  const full = places.filter(({ rows }) => rows.length > 0)
  const given = full.find(({ origin }) => origin === 'given')
  const covered = new Set<string>()
  const chosen: Choice[] = []
  const take = (place: Place, why: string) => {
    chosen.push({ place, why })
    for (const key of keysOf(place.rows)) covered.add(key)
  }
  const fresh = (place: Place) => keysOf(place.rows).filter(key => !covered.has(key))
  const inScope = (place: Place) =>
    isHome || !given || given === place || agreement(given, place) >= SAME

  /** The same articles under other addresses would all be fetched twice. */
  const isDouble = (place: Place) => {
    const titles = new Set(chosen.flatMap(each => each.place.rows.map(({ title }) => title)))
    const doubles = place.rows.filter(
      ({ url, title }) => !covered.has(urlKey(url) ?? '') && titles.has(title),
    )
    return doubles.length > place.rows.length * 0.2
  }

  if (given && (!isHome || given.pages > 1 || given.kind !== 'listing'))
    take(given, tellDraft('as given'))
  for (const column of rankColumns(full)) {
    const adds = fresh(column).length
    if (chosen.length >= MOST_COLUMNS || adds < Math.min(3, column.rows.length * 0.2)) continue
    take(column, tellDraft('{} articles on {}', column.rows.length, pagesOf(column)))
  }
  if (given && isHome && !chosen.some(({ place }) => place === given)) {
    const adds = articlesLike(fresh(given), given.rows, chosen)
    if (chosen.length === 0 || adds >= 3)
      take(
        given,
        chosen.length ? tellDraft('{} articles that no column lists', adds) : tellDraft('as given'),
      )
  }

  const feeds = full.filter(
    place => place.kind === 'feed' && place !== given && inScope(place) && !isDouble(place),
  )
  const feed = feeds.sort(
    (a, b) => fresh(b).length - fresh(a).length || b.rows.length - a.rows.length,
  )[0]
  if (feed)
    take(
      feed,
      tellDraft(feed.origin === 'declared' ? 'its feed' : 'a feed that it does not declare'),
    )

  for (const place of full.filter(
    ({ kind, origin }) => kind === 'json' && origin === 'interface',
  )) {
    const adds = fresh(place).length
    if (inScope(place) && adds > Math.max(1, covered.size * 0.05))
      take(place, tellDraft('{} articles that nothing else lists', adds))
  }
  for (const place of full.filter(each => each.kind === 'sitemap' && each !== given)) {
    const isOnly = chosen.length === 0
    const adds = articlesLike(fresh(place), place.rows, chosen)
    const isSmall = place.rows.length <= SMALL_SITEMAP && place.unread === 0
    if (isOnly || (isHome && isSmall && adds > Math.max(2, covered.size * 0.1)))
      take(
        place,
        isOnly
          ? tellDraft('nothing else lists its articles')
          : tellDraft('{} articles that nothing else lists', adds),
      )
  }
  return chosen
}

function pagesOf({ pages, ended }: Place): string {
  const count = tellDraft(pages === 1 ? '{} page' : '{} pages', pages)
  return ended ? count : tellDraft('{}, and more', count)
}

const keysOf = (rows: Link[]) => [...new Set(rows.flatMap(({ url }) => urlKey(url) ?? []))]

/** Columns that look like lists: several articles of the site, dated or on several pages; the fullest first. */
function rankColumns(places: Place[]): Place[] {
  return places
    .filter(({ origin }) => origin === 'column')
    .filter(({ rows, pages, url }) => {
      const own = rows.filter(row => isSameSite(row.url, url)).length
      const dated = rows.filter(({ published }) => published !== null).length
      return (
        own >= 2 &&
        own >= rows.length * 0.5 &&
        (dated >= rows.length * 0.4 || pages > 1 || own >= 8)
      )
    })
    .sort((a, b) => b.rows.length - a.rows.length)
}

/** How far the newest rows of another place are those of the list that was given. */
function agreement(given: Place, other: Place): number {
  const own = new Set(keysOf(given.rows))
  const keys = keysOf(byDate(other.rows))
  const newest = keys.slice(0, Math.max(3, Math.min(keys.length, own.size)))
  return newest.filter(key => own.has(key)).length / Math.max(1, newest.length)
}

function byDate(rows: Link[]): Link[] {
  if (!rows.every(({ published }) => published !== null)) return rows
  const time = ({ published }: Link) =>
    published!.precision === 'minute' ? published!.at.toISOString() : published!.day
  return rows.toSorted((a, b) => time(b).localeCompare(time(a)))
}

/** Of these addresses, those that look like the articles that are known; all of them where none are. */
function articlesLike(keys: string[], rows: Link[], chosen: Choice[]): number {
  const known = new Set(
    chosen.flatMap(({ place }) => place.rows.map(({ url }) => addressShape(url))),
  )
  if (known.size === 0) return keys.length
  const wanted = new Set(keys)
  return rows.filter(({ url }) => known.has(addressShape(url)) && wanted.has(urlKey(url) ?? ''))
    .length
}
