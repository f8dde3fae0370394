import type { Link } from '../../model/link.ts'
import type { ReadContext } from '../context.ts'
import { type PageDocument, parseDocument, TooComplexError } from '../document.ts'
import { findIslands } from './find-islands.ts'
import { type FoundList, findLists } from './find-lists.ts'
import { pageKey } from './link-address.ts'
import { type DataLists, findDataLists } from './read-data.ts'
import { inlineScripts } from './script-code.ts'

/** The lists that a page's scripts carry as data, as far as they are news. `shown` is what the page itself prints. */
export function findIslandLists(
  page: PageDocument,
  ctx: ReadContext,
  shown: FoundList[],
): { lists: FoundList[]; around: unknown[]; markup: string[] } {
  const data = findDataLists(findIslands(page), page.base, ctx, { below: pathBelow(page) })
  const keys = new Set(shown.flatMap(list => list.links.map(link => pageKey(link.url))))
  const lists = dataLists(data, page.base, ctx).filter(({ links }) => isNews(links, keys))
  return { lists, around: data.around, markup: data.markup }
}

/** On pages of a framework that has a page for each path, an article without an address lies below its list. */
function pathBelow(page: PageDocument): string | undefined {
  const isRouted = page.elements.some(
    ({ name, attribs }) => name === 'script' && /^__(?:NEXT|NUXT)_DATA__$/.test(attribs.id ?? ''),
  )
  if (!isRouted && !inlineScripts(page).some(code => /__next_f|__NUXT__/.test(code)))
    return undefined
  const { origin, pathname } = new URL(page.url)
  return (
    origin + pathname.replace(/\/page\/\d{1,5}\/?$/, '').replace(/\/(?:index(?:\.html?)?)?$/, '')
  )
}

/** Lists of data and of the markup in it, as found lists without a place on the page. */
export function dataLists(data: DataLists, base: string, ctx: ReadContext): FoundList[] {
  const lists = data.lists.map(
    (links): FoundList => ({ heading: null, announced: null, links, root: null, order: Infinity }),
  )
  return [...lists, ...data.markup.flatMap(markup => findMarkupLists(markup, base, ctx))]
}

function findMarkupLists(markup: string, base: string, ctx: ReadContext): FoundList[] {
  try {
    return findLists(parseDocument(markup, base), ctx)
  } catch (error) {
    // A flood in a piece of data costs that piece; the page around it was within the limits.
    if (error instanceof TooComplexError) return []
    throw error
  }
}

/**
 * Scripts also hold menus, advertisements and settings: a list of data counts when its rows have dates,
 * or when the page shows nothing else and they are long headlines.
 */
function isNews(links: Link[], shown: Set<string>): boolean {
  const dated = links.filter(link => link.published !== null).length
  if (dated * 2 >= links.length) return links.length > 1 || shown.size === 0
  const headlines = links.filter(link => link.title.length >= 8).length
  return shown.size === 0 && links.length >= 3 && headlines * 2 >= links.length
}
