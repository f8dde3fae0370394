import { foldScript } from '../../text/fold-script.ts'
import { letterKey } from '../../text/letter-key.ts'
import { metaContent, type PageDocument } from '../document.ts'
import { textWeight } from '../measure.ts'
import { isAnnexBlock } from './annexes.ts'
import type { Block } from './blocks.ts'
import { escapeHtml } from './escape-html.ts'
import { type Digest, isLabelledLink } from './linked-lines.ts'
import { isDisclaimer, isSiteLine } from './site-lines.ts'
import {
  afterHeadings,
  datePattern,
  footLines,
  furnitureLines,
  headLinePatterns,
  isButtonBar,
  matchesSome,
  readAlso,
} from './trim-patterns.ts'

/** A paragraph of an article has about this many letters; a shorter line may be a label. */
const PARAGRAPH = 60
/** How many blocks at an end may be furniture. */
const MOST_TRIMMED = 14

/** Letters and digits alone, for comparing lines with titles. */
export const squeeze = letterKey
const endsSentence = (text: string) => /[。！？.!?…:：;；”"’'」』)）»]$/.test(text)
const isHeading = (block: Block) => block.tag === 'h2' || block.tag === 'h3' || block.tag === 'h4'

/** Everything on the page that may be its title, for finding it again above the text. */
export function shownTitles(page: PageDocument): string[] {
  const known = knownTitles.get(page)
  if (known) return known
  const titles = findTitles(page)
  knownTitles.set(page, titles)
  return titles
}

/** Several readers ask, and always for the page at hand. */
const knownTitles = new WeakMap<PageDocument, string[]>()

function findTitles(page: PageDocument): string[] {
  const told = [metaContent(page, 'articletitle'), metaContent(page, 'og:title'), page.titleTag]
  const headings = page.lines.filter(line => line.heading === 1).map(line => line.text)
  return [...told, ...headings].map(text => squeeze(text ?? '')).filter(text => text.length >= 4)
}

/**
 * Takes away what is not of the article: labels anywhere, the head above its first paragraph, the foot below its last. In a
 * digest linked lines are its text. What is left of date and source alone is none, unless an operator's rule has named it (`isRuled`).
 */
export function trimBody(
  blocks: Block[],
  titles: string[],
  { digest = false, isRuled = false }: { digest?: Digest; isRuled?: boolean } = {},
): Block[] {
  const kept = cutAfterHeading(blocks.filter(block => !isFurniture(block, digest)))
  const from = trimHead(kept, titles)
  const to = digest ? kept.length : trimFoot(kept, from)
  const text = trimClosing(kept.slice(from, to))
  return !isRuled && text.every(isInfoLine) ? [] : text
}

/** A line that tells when, where from and by whom, and nothing else: what a page shows whose text is missing. */
function isInfoLine({ tag, text }: Block): boolean {
  if (tag === 'figure' || text.length > 200 || /[。！？.!?]$/.test(text)) return false
  const rest = text.replace(everyDate, ' ').trim()
  return squeeze(rest).length <= 2 || matchesSome(headLinePatterns, rest)
}
const everyDate = new RegExp(datePattern, 'gi')

/** A table's cell with a figure, a dash or nothing: never a label of the page, whatever it looks like. */
const isFigureCell = ({ text, wrappers }: Block): boolean =>
  /^t[dh]$/.test(wrappers.at(-1)?.tag ?? '') && /^[\d.,%+\s—–−-]*$/.test(text)

function isFurniture(block: Block, digest: Digest): boolean {
  const { text } = block
  if (block.tag === 'figure' || isFigureCell(block)) return false
  if (text.length <= 120 && matchesSome(furnitureLines, text)) return true
  const isLoose = block.wrappers.length === 0 && !isHeading(block)
  if (isAnnexBlock(block)) return false
  if (isLoose && isReadAlso(block)) return true
  if (isLabelledLink(text)) return false
  return (
    !digest &&
    isLoose &&
    block.linkLength >= text.length * 0.9 &&
    text.length >= 12 &&
    !endsSentence(text)
  )
}

/** READ MORE: and a linked headline, among the paragraphs. */
function isReadAlso({ text, linkLength }: Block): boolean {
  if (text.length > 240) return false
  const label = readAlso.exec(text)?.[0] ?? readAlso.exec(foldScript(text))?.[0]
  return label !== undefined && linkLength >= (text.length - label.length) * 0.8 && linkLength > 0
}

/** Cuts at a heading such as 相关阅读 when what follows is the smaller part and looks like a list of other things. */
function cutAfterHeading(blocks: Block[]): Block[] {
  const weights = blocks.map(block => textWeight(block.text))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let before = 0
  for (let at = 0; at < blocks.length; at++) {
    const { text } = blocks[at]!
    const isCut = text.length <= 80 && matchesSome([afterHeadings], text) && before >= whole * 0.4
    const isLate = before >= whole * 0.75
    if (
      isCut &&
      !blocks.slice(at + 1).some(isAnnexBlock) &&
      (isLate || looksForeign(blocks.slice(at + 1)))
    )
      return blocks.slice(0, at)
    before += weights[at]!
  }
  return blocks
}

function looksForeign(rest: Block[]): boolean {
  const texts = rest.filter(block => block.tag !== 'figure')
  const strange = texts.filter(
    block =>
      block.linkLength > block.text.length * 0.4 ||
      !endsSentence(block.text) ||
      textWeight(block.text) < PARAGRAPH,
  )
  return strange.length >= texts.length * 0.6
}

/** Index of the first block that is kept. */
function trimHead(blocks: Block[], titles: string[]): number {
  const first = blocks.findIndex(isParagraph)
  let from = 0
  if (first < 0 || first > MOST_TRIMMED) {
    while (from < blocks.length - 1 && isHeadLine(blocks[from]!, titles)) from++
    return from
  }
  for (let at = 0; at < first; at++)
    if (isHeadLine(blocks[at]!, titles) && !namesRow(blocks, at)) from = at + 1
  // A picture that stands above the first paragraph stays with it.
  while (from > 0 && blocks[from - 1]!.tag === 'figure') from--
  return from
}

/** 2025-08-12 | 82.13: the day of a table's row, no line of the page's head. */
function namesRow(blocks: Block[], at: number): boolean {
  const next = blocks[at + 1]
  const isCell = /^t[dh]$/.test(blocks[at]!.wrappers.at(-1)?.tag ?? '')
  return isCell && next !== undefined && isFigureCell(next) && /\d/.test(next.text)
}

const isParagraph = (block: Block) =>
  textWeight(block.text) >= PARAGRAPH && endsSentence(block.text) && !isHeading(block)

function isHeadLine(block: Block, titles: string[]): boolean {
  const { text } = block
  if (block.tag === 'figure') return false
  if (text.length > 300) return false
  if (isTitle(text, titles)) return true
  if (text.length > 200) return false
  if (matchesSome(headLinePatterns, text)) return true
  if (tellsFigures.test(text)) return false
  const date = datePattern.exec(text)
  return date !== null && text.length <= (date.index < 4 ? 140 : 90) && !/[。！？]$/.test(text)
}

/** 3月17日收盘价91.42元/吨, Prices at close, 5 May: a line of figures or on them names a day too. */
const tellsFigures =
  /\d\s?(?:[%％元吨]|[万亿])|[€£$¥￥₩]\s?\d|收盘价|成交量|^(?:closing |settlement )?prices\b|\bsettlements\b|(?:交易|成交|竞价|竞买|対象|取引|立会)日期?\s*[:：]|(?:거래|기준)일자?\s*[:：]|\bHandelstag\s*:|\b(?:business|trading|trade) (?:day|date)\s*:/i

/** The title again, alone or behind its kicker. */
export function isTitle(text: string, titles: string[]): boolean {
  const own = squeeze(text)
  if (own.length < 4) return false
  return titles.some(
    title =>
      title === own ||
      (title.startsWith(own) && own.length >= title.length * 0.5) ||
      (own.endsWith(title) && title.length >= own.length * 0.5),
  )
}

/** Index behind the last block that is kept. */
function trimFoot(blocks: Block[], from: number): number {
  let to = Math.min(endOfCredits(blocks, from), endOfText(blocks, from))
  for (let at = to - 1; at > from && blocks.length - at <= MOST_TRIMMED; at--) {
    const block = blocks[at]!
    if (block.tag === 'figure') continue
    if (!isFootLine(block)) break
    to = at
  }
  return to
}

/** A line that names the editor and nothing else ends a text: what follows it is the page's, unless it is much. */
function endOfCredits(blocks: Block[], from: number): number {
  const whole = blocks.reduce((sum, block) => sum + textWeight(block.text), 0)
  let behind = 0
  let end = blocks.length
  for (let at = blocks.length - 1; at > from; at--) {
    const { text } = blocks[at]!
    behind += textWeight(text)
    if (behind > whole * 0.25) break
    if (
      text.length <= 60 &&
      editorLine.test(text.replace(buttons, '')) &&
      !blocks.slice(at).some(isAnnexBlock)
    )
      end = at
  }
  return end
}
const editorLine =
  /^[（(【[]\s*(?:责任|責任|本文|网络)?(?:编辑|編輯|责编|責編)\s*[:：|｜/\s][^。，]{1,40}[）)】\]]$/

/** A line that says that the text ends: behind it stand the day, the hour or whom to ask, each in a short line. */
function endOfText(blocks: Block[], from: number): number {
  for (let at = blocks.length - 1; at > from && blocks.length - at <= MOST_TRIMMED; at--) {
    const block = blocks[at]!
    if (block.text.length <= 100 && endMark.test(block.text)) return at
    const isShort = block.tag !== 'figure' && block.text.length <= 60 && !isAnnexBlock(block)
    if (!isShort || /[。！？!?]$/.test(block.text)) break
  }
  return blocks.length
}
/** 完, （完）, - Ends -, 以上, 끝, NNNN; in releases with the day behind it: Ends/Friday, March 6, 2026. */
const endMark =
  /^[\s\-–—*#=·]*[（(【[「]?\s?(?:全文|本文|正文)?(?:完|完[结結毕畢]|以上|終わり|おわり|끝|the end|ends?|nnnn|(?<=[-–—]\s?)30(?=\s?[-–—]))\.?\s?[）)】\]」]?[\s\-–—*#=·]*(?:[\n/／].{0,60}\d.{0,30})?$/is

function isFootLine(block: Block): boolean {
  const { text } = block
  if (isFigureCell(block) && text !== '') return false
  if (isHeading(block)) return true
  if (isAnnexBlock(block)) return false
  if (isSiteLine(text) || isDisclaimer(text) || isButtonBar(text)) return true
  const bare = text.length <= 400 ? text.replace(buttons, '').replace(marks, '') : text
  if (bare === '') return text !== ''
  if (bare.length <= 320 && matchesSome(footLines, bare)) return true
  if (bare !== text && text.length <= 320 && matchesSome(footLines, text)) return true
  return block.linkLength >= text.length * 0.6 && !isLabelledLink(text)
}

/** What sets a line of the page off before its words; □ and ■ begin the credits of papers. */
const marks =
  /^[\s◎○※▶►▷▼▽☞👉→»＊*＃☆★]+(?=\p{Script=Han}|\p{Script=Hangul}|[\p{Script=Hiragana}\p{Script=Katakana}])/u
/** Buttons that stand before a foot line, in brackets. */
const buttons =
  /^(?:[【[(（]\s*(?:纠错|糾錯|我要纠错|打印|列印|关闭|關閉|收藏|分享|举报|檢舉|推荐|返回|评论|字号|顶部)[^】\])）]{0,6}[】\])）]\s*)+/

/** Who edited a text, in brackets at its very end, with the number that agencies set behind it. */
const closingCredit =
  /\s*[（(【[]\s*(?:责任|責任|实习|值班)?(?:编辑|編輯|责编|責編|核稿|編集|譯者|翻譯|翻译|编译|編譯|校對|校对)\s*[:：/／]\s*[^（）()【】。]{1,40}[）)】\]]\s*(?:\d{6,8})?$/u
/** The same number without a credit. */
const closingNumber = /(?<=[。！？）」])\s*1\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/

/** Takes the credit off the end of the last paragraph. */
function trimClosing(blocks: Block[]): Block[] {
  const last = blocks.at(-1)
  if (!last || last.tag === 'figure') return blocks
  const cut = (text: string) => text.replace(closingCredit, '').replace(closingNumber, '')
  const text = cut(last.text)
  if (text === last.text || text === '') return blocks
  const html = cut(last.html)
  return [
    ...blocks.slice(0, -1),
    { ...last, text, html: html === last.html ? escapeHtml(text) : html },
  ]
}
