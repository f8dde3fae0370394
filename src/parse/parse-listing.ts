import type { Link, LinkList, Listing } from '../model/link.ts'
import type { ReadContext } from './context.ts'
import { type PageDocument, parseDocument, TooComplexError, treeLimits } from './document.ts'
import { findLists } from './lists/find-lists.ts'
import { joinLinks, mergeLists } from './lists/merge-lists.ts'
import { findNextPage } from './lists/next-page.ts'

/**
 * Finds every list of links to news on a page, and the page of older items that follows. Rules of the operator come
 * first, field by field. Throws `TooComplexError` for pages past the tree's limits, but for one with too many
 * elements, of which the beginning is read.
 */
export function parseListing(html: string, ctx: ReadContext): Listing {
  const page = parseBeginning(html, ctx.url)
  const lists = mergeLists(findLists(page, ctx)).map(
    (list): LinkList => ({
      heading: list.heading,
      kind: list.announced ?? 'index',
      links: list.links,
    }),
  )
  return {
    lists,
    links: newsOf(lists),
    nextPage: findNextPage(page),
    ruleMisses: [],
  }
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
