import type { LinkList } from '../../model/link.ts'
import type { ReadContext } from '../context.ts'
import { isInside, type PageDocument, PageElement } from '../document.ts'
import { type FoundList, findLists } from '../lists/find-lists.ts'
import { pageKey } from '../lists/link-address.ts'
import { mergeLists } from '../lists/merge-lists.ts'
import { selectAll } from '../select.ts'
import { type Neighbours, readNeighbours } from './neighbours.ts'

/**
 * The lists of other news that an article's page prints: those with dates, and those whose heading says what they are
 * (相关, 最新, 热门 …). Navigation, comments and the neighbours are none. An operator's rule `related` names the box;
 * one that matches nothing is noted in `misses`, and the reader finds the lists itself.
 */
export function readRelated(
  page: PageDocument,
  ctx: ReadContext,
  neighbours: Neighbours = readNeighbours(page),
  misses: string[] = [],
): LinkList[] {
  const ruled = readRuled(page, ctx, misses)
  const lists = ruled ?? mergeLists(findLists(page, ctx)).filter(isRelated)
  const beside = new Set(
    [neighbours.previous, neighbours.next].flatMap(one => (one ? [pageKey(one.url)] : [])),
  )
  return lists
    .map(
      ({ heading, announced, links }): LinkList => ({
        heading,
        kind: announced ?? 'related',
        // Where a list is nothing but the neighbours, they are not its news.
        links: links.every(link => beside.has(pageKey(link.url))) ? [] : links,
      }),
    )
    .filter(list => list.links.length > 0)
}

function isRelated({ announced, links }: FoundList): boolean {
  const dated = links.filter(link => link.published?.evidence === 'list').length
  return announced !== null || dated * 2 >= links.length
}

/** What stands in the box of the operator's rule, every list of it; null without a rule that finds something. */
function readRuled(page: PageDocument, ctx: ReadContext, misses: string[]): FoundList[] | null {
  const selector = ctx.articleRules?.related
  if (!selector) return null
  const boxes = selectAll(page, selector)
  const lists = mergeLists(
    findLists(page, ctx, { isForced: element => boxes.some(box => isInside(element, box)) }),
  ).filter(({ root }) =>
    boxes.some(box => root instanceof PageElement && (isInside(root, box) || isInside(box, root))),
  )
  if (lists.length > 0) return lists
  misses.push('related')
  return null
}
