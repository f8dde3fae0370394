import type { Link, LinkList, Listing } from '../model/link.ts'
import type { ReadContext } from './context.ts'
import { type PageDocument, parseDocument, TooComplexError, treeLimits } from './document.ts'
import { readDataDocument } from './lists/find-islands.ts'
import { type FoundList, findLists } from './lists/find-lists.ts'
import { dataLists, findIslandLists } from './lists/island-lists.ts'
import { fitRules } from './lists/listing-rules.ts'
import { joinLinks, mergeLists } from './lists/merge-lists.ts'
import { findNextData } from './lists/next-data.ts'
import { findNextPage, pageAddress } from './lists/next-page.ts'
import { findDataLists } from './lists/read-data.ts'
import { selectAll } from './select.ts'

/**
 * Finds every list of links to news on a page, and the page of older items that follows. A page may also be data: JSON,
 * or JSON in a call. Rules of the operator come first, field by field; one that matches nothing is named in
 * `ruleMisses`. Throws `TooComplexError` for pages past the tree's limits, but for one with too many elements, of which
 * the beginning is read.
 */
export function parseListing(html: string, ctx: ReadContext): Listing {
  const data = /^\s*</.test(html) ? null : readDataDocument(html)
  if (data !== null && typeof data === 'object') return readDataListing(data, ctx)

  const page = parseBeginning(html, ctx.url)
  const rules = ctx.listingRules ? fitRules(page, ctx.listingRules) : null
  const shown = findLists(page, ctx, { rules })
  const found = rules?.rows ? shown : [...shown, ...findIslandLists(page, ctx, shown)]
  const misses = rules?.misses ?? []
  const nextPage = readNext(page, ctx.listingRules?.next, misses)
  return buildListing(mergeLists(found), nextPage, misses)
}

function readDataListing(data: object, ctx: ReadContext): Listing {
  const lists = dataLists(findDataLists(data, ctx.url, ctx), ctx.url, ctx)
  return buildListing(mergeLists(lists), findNextData(data, ctx.url), [])
}

function buildListing(found: FoundList[], nextPage: string | null, ruleMisses: string[]): Listing {
  const lists = found.map(
    ({ heading, announced, links }): LinkList => ({ heading, kind: announced ?? 'index', links }),
  )
  return { lists, links: newsOf(lists), nextPage, ruleMisses }
}

/**
 * The operator's rule for the next page, then the reader's own way. The last page has none, so a rule that finds
 * nothing is a miss only where the reader finds one.
 */
function readNext(page: PageDocument, rule: string | undefined, misses: string[]): string | null {
  const own = findNextPage(page)
  if (!rule) return own
  const element = selectAll(page, rule)[0]
  const ruled = element ? pageAddress(element, page) : null
  if (!element && own) misses.push('next')
  return element ? ruled : own
}

/** Each address once; what stands in a box beside the index takes nothing from the index. */
function newsOf(lists: LinkList[]): Link[] {
  return joinLinks(lists.flatMap(list => list.links))
}

/** A page of more elements than the tree takes is a flood at its end; its beginning may be a listing. */
function parseBeginning(html: string, url: string): PageDocument {
  try {
    return parseDocument(html, url)
  } catch (error) {
    if (!(error instanceof TooComplexError) || !error.message.includes('elements')) throw error
    return parseDocument(cutAtTag(html, Math.floor(treeLimits.elements / 3)), url)
  }
}

/** The text before its n-th tag. */
function cutAtTag(html: string, most: number): string {
  let at = -1
  for (let count = 0; count < most; count++) {
    at = html.indexOf('<', at + 1)
    if (at < 0) return html
  }
  return html.slice(0, at)
}
