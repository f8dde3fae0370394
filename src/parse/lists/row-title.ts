import { type AnyNode, isText } from 'domhandler'
import { remember } from '../../text/remember.ts'
import { hintsOf, PageElement } from '../document.ts'
import { inlineTags, silentTags } from '../scan-lines.ts'
import { cleanTitle, cutTitleStem, isCutTitle } from './clean-title.ts'
import type { Row } from './find-rows.ts'
import { lineOf } from './line-of.ts'
import { type Anchor, isFurniture, widthOf } from './page-anchors.ts'
import type { DateCandidate } from './row-dates.ts'

export type RowTitle = { title: string; truncated: boolean }

/** What a list calls the line above a headline. */
const kickerHint =
  /kicker|roof|overline|topline|eyebrow|supertitle|spitzmarke|dachzeile|antetitulo|surtitre|sub-?title|(?:^|[\s_-])(?:label|category|cat|rubri[ck]|tags?|topic)(?:$|\s)/
/** What a list calls its rows' headlines. */
const titleHint =
  /(?:^|[\s_-])(?:tit(?:le)?|headline|heading|bt|biaoti|subject|name)(?:$|[\s_\d-])|headline|-title|_title/
/** The rows of a list call their parts alike. */
const isKickerName = remember(hints => kickerHint.test(hints))
const isTitleName = remember(hints => titleHint.test(hints))
/** Bullets and arrows before a headline. */
const bullets = /^(?:[\s·•∙▪■□◆◇●○►▶▷»›>＞*]+|[-–—]+\s+|[-–—]{1,3}(?=\p{Script=Han}))/u
/** The time of a row under the heading of its day. */
const leadingClock = /^[[(（【]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])）】]?(?:\s+|[|｜·]\s*)(?=\S)/
const trailing = /[\s|｜]+$/

/** The headline of a row: the fullest that the row gives. */
export function readRowTitle(row: Row, nodes: AnyNode[], date: DateCandidate | null): RowTitle {
  const visible = visibleTitle(row, nodes, date)
  const full = fuller(visible, row, nodes)
  const title = full ?? visible
  return { title, truncated: isCutTitle(title) }
}

function visibleTitle(row: Row, nodes: AnyNode[], date: DateCandidate | null): string {
  let best = ''
  const named = row.anchors.filter(anchor => anchor.names && anchor.text !== '')
  const titled = named.filter(anchor => isTitled(anchor, row))
  for (const anchor of titled.length > 0 ? titled : named) {
    const label = trimTitle(dropDate(labelOf(anchor, date), date, anchor.text))
    if (widthOf(label) > widthOf(best) && !isFurniture(label)) best = label
  }
  return best !== '' ? best : namelessTitle(row, nodes, date)
}

/** A link in what is named the headline: another to the same page, longer, is the summary. */
function isTitled({ element }: Anchor, row: Row): boolean {
  let at: AnyNode | null = element
  for (let up = 0; up < 3 && at instanceof PageElement; up++, at = at.parent) {
    const hints = hintsOf(at)
    if (/^h[1-6]$/.test(at.name) || (isTitleName(hints) && !isKickerName(hints))) return true
    if (at === row.element) return false
  }
  return false
}

/** The part of a link's text that is its headline: a link may hold a whole card. */
function labelOf(anchor: Anchor, date: DateCandidate | null): string {
  const { element } = anchor
  const pieces = readPieces([element], date?.node ?? null)
  if (pieces.length <= 1) return pieces[0]?.text ?? anchor.text
  return chooseHeadline(pieces) ?? anchor.text
}

/** What is marked as the headline, in the heading if there is one; else the first line that could be one. */
function chooseHeadline(pieces: Piece[]): string | undefined {
  const heading = pieces.filter(piece => piece.isHeading)
  const within = (heading.length > 0 ? heading : pieces).filter(piece => !piece.isKicker)
  const named = within.find(piece => piece.isNamed)
  if (named) return named.text
  const [first, second] = within.filter(({ text }) => widthOf(text) >= 8 && !isFurniture(text))
  // A word or two over a line of the length of a headline are what it is about.
  const isKicker =
    first &&
    second &&
    widthOf(first.text) < 16 &&
    widthOf(second.text) >= 20 &&
    widthOf(second.text) <= 160 &&
    // A sentence below a short headline is its summary.
    !/[。.]$/.test(second.text)
  return (isKicker ? second : first)?.text ?? within[0]?.text
}

/** A row whose link is a picture or 阅读全文: its heading, or the first line that could be one. */
function namelessTitle(row: Row, nodes: AnyNode[], date: DateCandidate | null): string {
  const links = new Set<AnyNode>(
    row.anchors.filter(anchor => isFurniture(anchor.text)).map(anchor => anchor.element),
  )
  const pieces = readPieces(nodes, date?.node ?? null, links)
  const text = chooseHeadline(pieces) ?? pieces[0]?.text ?? ''
  return trimTitle(dropDate(text, date))
}

export type Piece = { text: string; isHeading: boolean; isNamed: boolean; isKicker: boolean }

/** The text of nodes in pieces, as blocks and the elements of the date part it. */
export function readPieces(
  nodes: AnyNode[],
  dateNode: AnyNode | null,
  without: ReadonlySet<AnyNode> = new Set(),
): Piece[] {
  const pieces: Piece[] = []
  let text = ''
  let open = { heading: 0, named: 0, kicker: 0 }
  const flush = () => {
    const line = cleanTitle(text)
    if (line !== '' && /[\p{L}\d]/u.test(line)) {
      pieces.push({
        text: line,
        isHeading: open.heading > 0,
        isNamed: open.named > 0,
        isKicker: open.kicker > 0,
      })
    }
    text = ''
  }
  const visit = (node: AnyNode, depth: number) => {
    if (node === dateNode || without.has(node)) return flush()
    if (isText(node)) {
      if (text.length < 2000) text += node.data
      return
    }
    if (!(node instanceof PageElement) || silentTags.has(node.name) || depth > 40) return
    const isHeading = /^h[1-6]$/.test(node.name)
    const hints = node.name === 'a' ? '' : hintsOf(node)
    const isKicker = isKickerName(hints)
    const isNamed = !isKicker && isTitleName(hints)
    if (inlineTags.has(node.name) && isMark(node)) return
    const parts = !inlineTags.has(node.name) || isNamed || isKicker
    if (parts) flush()
    const before = open
    open = {
      heading: open.heading + (isHeading ? 1 : 0),
      named: open.named + (isNamed ? 1 : 0),
      kicker: open.kicker + (isKicker ? 1 : 0),
    }
    for (const child of node.children) visit(child, depth + 1)
    if (parts) flush()
    open = before
  }
  for (const node of nodes) visit(node, 0)
  flush()
  return pieces
}

/** A rank, or a mark on the row that is no part of its headline. */
function isMark(element: PageElement): boolean {
  if (element.children.length !== 1) return false
  return /^(?:\d{1,3}|完整版|视频|图集|图文|专题|原创|独家|置顶|推荐|热|荐|新|new|hot|top)$/i.test(
    lineOf(element),
  )
}

/** Takes the date out of a headline that it is glued to; `whole` is the text that it was found in. */
function dropDate(text: string, date: DateCandidate | null, whole = text): string {
  if (!date?.glued) return text
  const { index, length } = date.found
  if (text.slice(index, index + length) !== whole.slice(index, index + length)) return text
  const before = text.slice(0, index)
  // 今日行情2021年7月30日 is the headline itself; 2021-07-30 at its end is not.
  if (/[年月]/.test(text.slice(index, index + length)) && !/[[(（【〔]\s*$/.test(before))
    return text
  const cut = date.glued === 'end' ? before : text.slice(index + length)
  const open = date.glued === 'end' ? /[\s[(（【〔:：|·-]+$/ : /^[\s\])）】〕:：|·-]+/
  return cut.replace(open, '')
}

const trimTitle = (text: string) =>
  text.replace(bullets, '').replace(leadingClock, '').replace(trailing, '').trim()

/** A longer spelling of a headline that is cut, or the name of a picture where there is no text. */
function fuller(visible: string, row: Row, nodes: AnyNode[]): string | null {
  const isCut = isCutTitle(visible)
  const stem = cutTitleStem(visible)
  // A headline may be cut without a mark; then only the link's own attribute is asked.
  const spoken =
    visible === '' || isCut
      ? spokenTitles(row, nodes)
      : row.anchors.map(({ element }) => spokenTitle(element, 'title'))
  let best: string | null = null
  for (const text of spoken) {
    // The marks of a cut headline are no letters of it.
    const known = best ?? (isCut ? stem : visible)
    if (text === '' || text.length <= known.length || isCutTitle(text)) continue
    if (visible === '') {
      if (!isFurniture(text)) best = text
    } else if (stem !== '' && text.startsWith(stem)) {
      // Only the tail that was cut is added: an attribute may go on with the column or the date.
      if (isCut || text.length < visible.length + 60) best = text
    }
  }
  return best
}

function spokenTitle(element: PageElement, name: string): string {
  const value = element.attribs[name]
  if (!value) return ''
  const text = cleanTitle(value)
  return /[\p{L}\d]/u.test(text) ? trimTitle(text) : ''
}

/** What `title` and `alt` attributes in a row say. */
function spokenTitles(row: Row, nodes: AnyNode[]): string[] {
  const texts: string[] = []
  const waiting = [...nodes, ...row.anchors.map(anchor => anchor.element as AnyNode)]
  for (let at = 0; at < waiting.length && at < 200; at++) {
    const node = waiting[at]!
    if (!(node instanceof PageElement)) continue
    for (const name of ['title', 'alt', 'data-title', 'aria-label']) {
      const text = spokenTitle(node, name)
      if (text !== '') texts.push(text)
    }
    waiting.push(...node.children)
  }
  return texts
}
