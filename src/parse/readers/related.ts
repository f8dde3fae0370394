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
  own: OwnPart | null = null,
): LinkList[] {
  const ruled = readRuled(page, ctx, misses)
  const lists =
    ruled ??
    mergeLists(findLists(page, ctx))
      .filter(isRelated)
      .filter(list => own === null || !isOwn(list, page, own))
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

/** What is the article's own: where its title and its text stand, and the addresses that its text links to. */
export type OwnPart = {
  titleLine: number | null
  bodyStart: number
  bodyEnd: number
  links: ReadonlySet<string>
}

/** A credit or a section between title and text, or links of the text itself: no list of other news. */
function isOwn({ root, announced, links }: FoundList, page: PageDocument, own: OwnPart): boolean {
  if (links.every(link => own.links.has(link.url))) return true
  if (links.length > 2) return false
  if (links.every(link => isCredited(link.title, link.url, page))) return true
  if (announced !== null || own.titleLine === null || !(root instanceof PageElement)) return false
  const lines = page.lines.filter(line => line.order >= root.order && line.order <= root.end)
  const [first] = lines
  const last = lines.at(-1)
  return (
    first !== undefined &&
    first.index >= own.titleLine &&
    last !== undefined &&
    last.index < own.bodyEnd
  )
}

/** The link behind 来源：, Source:, From the section. */
function isCredited(title: string, url: string, page: PageDocument): boolean {
  return page.lines.some(line => {
    if (line.linkLength === 0 || line.text.length > 200) return false
    const at = line.text.indexOf(title)
    return at > 0 && url !== '' && credit.test(line.text.slice(0, at))
  })
}
const credit =
  /(?:来\s*源|來\s*源|出\s*处|出處|稿源|转自|轉自|栏目|欄目|频道|頻道|作者|记者|記者|编辑|編輯|责编|sources?|via|by|from|section|filed (?:under|in)|category|topics?|rubrik|quelle|ressort|rubrique|secci[oó]n|fuente|fonte|出典|提供|カテゴリー?|출처|분류)\s*[:：|｜/]?\s*[\s(（《【「[]*$/iu

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
