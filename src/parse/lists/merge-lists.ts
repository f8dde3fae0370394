import type { Link } from '../../model/link.ts'
import { isCutTitle } from './clean-title.ts'
import type { FoundList } from './find-lists.ts'
import { pageKey } from './link-address.ts'

/** Two lists that share this much of the shorter one are one list printed twice, for two kinds of screens. */
const SAME_LIST = 0.8

/** More lists than a portal's home page has. */
const MAX_LISTS = 400

/** Makes the rows of each list one per address, and lists that are printed twice one list. */
export function mergeLists(lists: FoundList[]): FoundList[] {
  const merged: { list: FoundList; keys: Set<string> }[] = []
  for (const found of lists.slice(0, MAX_LISTS)) {
    const list = { ...found, links: joinLinks(found.links) }
    const keys = new Set(list.links.map(link => pageKey(link.url)))
    const twin = merged.find(other => isTwin(other.keys, keys))
    if (!twin) merged.push({ list, keys })
    else {
      const [more, fewer] = keys.size > twin.keys.size ? [list, twin.list] : [twin.list, list]
      twin.list = { ...twin.list, links: joinLinks([...more.links, ...fewer.links]) }
      twin.list.heading ??= list.heading
      for (const key of keys) twin.keys.add(key)
    }
  }
  return merged.map(({ list }) => list)
}

/** A hot box of five that repeats the index of twenty is a list of its own: the sizes must be alike too. */
function isTwin(one: Set<string>, other: Set<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  if (small.size < 2 || small.size < large.size * 0.6) return false
  let shared = 0
  for (const key of small) if (large.has(key)) shared++
  return shared >= small.size * SAME_LIST
}

/** Each address once, where it first stands, with the best of what all its rows say. */
export function joinLinks(links: Link[]): Link[] {
  const joined = new Map<string, Link>()
  for (const link of links) {
    const key = pageKey(link.url)
    const known = joined.get(key)
    joined.set(key, known ? joinTwo(known, link) : link)
  }
  return [...joined.values()]
}

function joinTwo(one: Link, other: Link): Link {
  return {
    ...one,
    ...betterTitle(one, other),
    published: betterDate(one.published, other.published),
    outlet: one.outlet ?? other.outlet,
    summary: one.summary ?? other.summary,
  }
}

function betterTitle(one: Link, other: Link): Pick<Link, 'title' | 'truncated'> {
  const isBetter = isCutTitle(one.title) && !isCutTitle(other.title) && other.title.length > 6
  const { title, truncated } = isBetter || one.title === '' ? other : one
  return { title, truncated }
}

/** Printed before taken from the address, and to the minute before to the day. */
function betterDate(one: Link['published'], other: Link['published']): Link['published'] {
  if (!one || !other) return one ?? other
  if (one.evidence !== other.evidence) return one.evidence === 'address' ? other : one
  return one.precision === 'day' && other.precision === 'minute' ? other : one
}
