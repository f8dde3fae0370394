import { type AnyNode, isText } from 'domhandler'
import type { Neighbour } from '../../model/article.ts'
import { type PageDocument, PageElement } from '../document.ts'
import { cleanTitle, cutTitleStem, isCutTitle } from '../lists/clean-title.ts'
import { lineOf } from '../lists/line-of.ts'
import { linkAddress } from '../lists/link-address.ts'
import { silentTags } from '../scan-lines.ts'

type Side = 'previous' | 'next'
export type Neighbours = { previous: Neighbour | null; next: Neighbour | null }

const words = {
  previous:
    '(?:上|前)一?(?:篇|条|條|则|則|个|個)(?:文章|新闻|新聞|资讯|信息|内容|报道)?|previous (?:article|post|story|news)|prev(?:ious)? article|older post|前の記事|이전 ?(?:글|기사)',
  next: '(?:下|后|後)一?(?:篇|条|條|则|則|个|個)(?:文章|新闻|新聞|资讯|信息|内容|报道)?|next (?:article|post|story|news)|newer post|次の記事|다음 ?(?:글|기사)',
} as const
const opening = '[\\s\\[【〔(（<《«‹←·•|｜]*'
const closing = '[\\s\\]】〕)）>》»›→:：|｜]*'
/** A label that a title may follow, in the same text or in the next link. */
const labels = (['previous', 'next'] as const).map(side => ({
  side,
  starts: new RegExp(`^${opening}(?:${words[side]})${closing}`, 'i'),
  ends: new RegExp(`(?:${words[side]})${closing}$`, 'i'),
}))
/** Cheap: text without it holds no label. */
const mayLabel = /[上下前后後次이다]|prev|next|older|newer/i
/** What stands in the place of a title when there is no neighbour. */
const none =
  /^\W*(?:没有|沒有|暂无|暫無|无|無|已(?:经)?是|返回|回到|列表|none\b|no (?:more|previous|next)|n\/a)/i
/** Text nodes between a label and its link: brackets, line breaks, an icon. */
const PATIENCE = 3

/**
 * The articles before and after this one, as the page names them: 上一篇, 下一篇, `rel=prev` with a
 * title. Paging links (下一页) are not neighbours.
 */
export function readNeighbours(page: PageDocument): Neighbours {
  const found: Neighbours = { previous: null, next: null }
  const wait: { side: Side | null; patience: number } = { side: null, patience: 0 }

  let node: AnyNode | null = page.body
  while (node) {
    let goIn = true
    if (isText(node)) readLabel(node.data, wait)
    else if (node instanceof PageElement) {
      if (silentTags.has(node.name)) goIn = false
      else if (node.name === 'a') {
        readLink(node, page, found, wait)
        goIn = false
      }
    }
    node = after(node, goIn, page.body)
  }
  return readRels(page, found)
}

/** The node that follows in document order. */
function after(node: AnyNode, goIn: boolean, root: AnyNode): AnyNode | null {
  if (goIn && 'children' in node && node.children[0]) return node.children[0]
  let at: AnyNode = node
  while (at !== root && !at.next) {
    if (!at.parent) return null
    at = at.parent
  }
  return at === root ? null : at.next
}

function readLabel(data: string, wait: { side: Side | null; patience: number }): void {
  const text = cleanTitle(data.slice(-200))
  if (text === '') return
  if (wait.side === null && !mayLabel.test(text)) return
  const label = labels.find(({ ends }) => ends.test(text))
  if (label) {
    wait.side = label.side
    wait.patience = PATIENCE
    return
  }
  if (none.test(text) || text.length > 12 || --wait.patience < 0) wait.side = null
}

function readLink(
  link: PageElement,
  page: PageDocument,
  found: Neighbours,
  wait: { side: Side | null; patience: number },
): void {
  const text = lineOf(link)
  if (wait.side === null && !mayLabel.test(text)) return
  const label = labels.find(({ starts }) => starts.test(text))
  const side = label?.side ?? wait.side
  if (!side) return
  const rest = label ? text.replace(label.starts, '') : text
  const url = link.attribs.href ? linkAddress(link.attribs.href, page.base, page.url) : null
  const title = titleOf(link, rest)
  // A link that is only the label may be followed by one with the title.
  wait.side = label && title === '' ? side : null
  wait.patience = PATIENCE
  if (url && title !== '' && !none.test(title)) found[side] ??= { url, title }
}

/** The `title` attribute where it is fuller, or where the link shows only the label or a picture. */
function titleOf(link: PageElement, visible: string): string {
  const spoken = cleanTitle(link.attribs.title ?? '')
  const stripped = labels.reduce((text, { starts }) => text.replace(starts, ''), spoken)
  if (visible === '') return stripped
  const isFuller = isCutTitle(visible) && stripped.startsWith(cutTitleStem(visible))
  return isFuller ? stripped : visible
}

/** `rel=prev` and `rel=next` count when they carry a headline; bare ones are pagers. */
function readRels(page: PageDocument, found: Neighbours): Neighbours {
  for (const element of page.elements) {
    if (element.name !== 'a' && element.name !== 'link') continue
    const rel = /(?:^|\s)(prev|previous|next)(?:\s|$)/i.exec(element.attribs.rel ?? '')?.[1]
    if (!rel || !element.attribs.href) continue
    const side = rel.toLowerCase() === 'next' ? 'next' : 'previous'
    const visible =
      element.name === 'a' ? lineOf(element).replace(/^[\s←→«»‹›<>|]+|[\s←→«»‹›<>|]+$/g, '') : ''
    const label =
      /^(?:previous|prev|next|older|newer)(?: post| article| story| page| entries)?[\s:]*/i
    const title = titleOf(element, visible.replace(label, ''))
    const url = linkAddress(element.attribs.href, page.base, page.url)
    if (url && title.length >= 8 && !/^(?:上|下|前|后)一?[页頁]/.test(title))
      found[side] ??= { url, title }
  }
  return found
}
