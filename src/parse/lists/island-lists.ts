import type { Link } from '../../model/link.ts'
import type { ReadContext } from '../context.ts'
import { type PageDocument, parseDocument, resolveAddress, TooComplexError } from '../document.ts'
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
  const values = findIslands(page)
  const below = pathBelow(page)
  const guessed = findDataLists(values, page.base, ctx, { below })
  const told = below && folderTold(page, values, guessed, below)
  const data = told ? findDataLists(values, page.base, ctx, { below: told }) : guessed
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

/**
 * Where the page tells that its articles lie elsewhere: a link, or an address in its data, that ends with the name of one of them,
 * or the folder itself under a name such as `basePath`. Null where it tells nothing.
 */
function folderTold(
  page: PageDocument,
  values: unknown[],
  { lists }: DataLists,
  below: string,
): string | null {
  const guessed = lists.flat().filter(({ url }) => isIn(url, below))
  if (guessed.length === 0) return null
  const names = new Set(guessed.map(({ url }) => lastPart(url)))
  const told = addressesIn(values)
  const links = page.elements.flatMap(({ name, attribs }) =>
    name === 'a' ? (attribs.href ?? []) : [],
  )
  for (const written of [...links, ...told.addresses]) {
    const url = resolveAddress(written, page.base)
    if (url && names.has(lastPart(url)) && isOnHost(url, page)) return folderOf(url)
  }
  const folder = told.folders.map(path => resolveAddress(path, page.base)).find(Boolean)
  return folder && isOnHost(folder, page) ? folder.replace(/\/$/, '') : null
}

const isIn = (url: string, folder: string) => folderOf(url) === folder
const folderOf = (url: string) => url.replace(/[?#].*$/s, '').replace(/\/[^/]*\/?$/, '')
const lastPart = (url: string) =>
  url
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '')
    .replace(/^.*\//, '')
const isOnHost = (url: string, page: PageDocument) => new URL(url).host === new URL(page.url).host

/** Values that are looked through for addresses. */
const MOST_VALUES = 20_000
const folderNames =
  /^(?:base|path|link|href|url|route|detail|article|post|story|news)_?(?:path|prefix|base|root|url|href)$/i

/** Paths that data holds, and those that it names as the folder of others. */
function addressesIn(values: unknown[]): { addresses: string[]; folders: string[] } {
  const found = { addresses: [] as string[], folders: [] as string[] }
  const waiting = [...values]
  for (let at = 0; at < waiting.length && at < MOST_VALUES; at++) {
    const value = waiting[at]
    if (typeof value !== 'object' || value === null) continue
    for (const [key, one] of Object.entries(value).slice(0, 500)) {
      if (typeof one !== 'string') waiting.push(one)
      else if (/^(?:https?:\/)?\/[\w%./?=&#-]{1,300}$/.test(one)) {
        found.addresses.push(one)
        if (folderNames.test(key) && one.length > 1) found.folders.push(one)
      }
    }
  }
  return found
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
