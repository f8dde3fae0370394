import { letterKey } from '../../text/letter-key.ts'
import type { DateOptions, FoundDate } from '../../text/read-dates.ts'
import type { ArticleLayout } from '../article-layout.ts'
import { PageElement } from '../build-tree.ts'
import type { ReadContext } from '../context.ts'
import { datesIn } from '../dates-in.ts'
import type { Line, PageDocument } from '../document.ts'
import { BARE_LABEL, creditRow, LABEL } from './credit-labels.ts'
import { borderedText } from './line-borders.ts'

/** A line where pages name their writers, editors and sources, and where it stands. */
export type CreditLine = {
  line: Line
  /** What of the line is looked at: a paragraph's beginning at the head of the body, its end at the foot. */
  text: string
  region: 'above' | 'head' | 'lead' | 'foot' | 'below'
  /** The text with a mark where inner elements begin and end, where the whole line is looked at and may hold labels. */
  bordered: string
  /** Its labelled parts, once somebody has asked for them: see `partsOf`. */
  parts?: LabelledPart[]
}

/** A label and what follows it in the same line: `来源：南昌日报`. */
export type LabelledPart = { label: string; value: string; at: number }

/** Lines of the body, from either end, that may hold a credit. */
const BODY_LINES = 5
const LINES_ABOVE = 12
const LINES_BELOW = 14
/** A title stands at most this many lines above its body. */
const FARTHEST = 300
/** A lead's dateline and the credit at a last paragraph's end are within this many characters. */
const REACH = 130

/** The lines around and at the ends of the body, in page order. */
export function creditLines(page: PageDocument, layout: ArticleLayout): CreditLine[] {
  const before = known.get(layout)
  if (before) return before
  const lines = findCreditLines(page, layout)
  known.set(layout, lines)
  return lines
}

/** Writers, editors and outlets are looked for in the same lines. A layout is that of one page. */
const known = new WeakMap<ArticleLayout, CreditLine[]>()

function findCreditLines(page: PageDocument, layout: ArticleLayout): CreditLine[] {
  const { bodyStart, bodyEnd } = layout
  const title = titlePlace(page, layout)
  const from = Math.max(0, Math.min(title, bodyStart) - LINES_ABOVE)
  const lines = page.lines.slice(from, Math.min(page.lines.length, bodyEnd + LINES_BELOW))
  const start = page.lines[bodyStart]?.order ?? 0
  return lines.flatMap(line => {
    const at = line.index
    if (at < title) return [creditLine(page, line, line.text.slice(0, 400), 'above')]
    if (at < bodyStart) return [creditLine(page, line, line.text.slice(0, 400), 'head')]
    // Below the body a line of links is a teaser of another article, with that one's reporter.
    if (at >= bodyEnd && (isTeaser(line) || isOfReaders(line, start))) return []
    if (at >= bodyEnd) return [creditLine(page, line, line.text.slice(0, 400), 'below')]
    const found: CreditLine[] = []
    if (at < bodyStart + BODY_LINES)
      found.push(creditLine(page, line, line.text.slice(0, REACH), 'lead'))
    if (at >= bodyEnd - BODY_LINES && (found.length === 0 || line.text.length > REACH))
      found.push(creditLine(page, line, line.text.slice(-REACH), 'foot'))
    return found
  })
}

/** In a box behind the text's beginning that is named for what readers say. */
function isOfReaders({ element }: Line, start: number): boolean {
  for (let node = element as PageElement | null; node && node.order > start; ) {
    const { class: className = '', id = '' } = node.attribs
    if (READERS.test(`${className} ${id}`)) return true
    node = node.parent instanceof PageElement ? node.parent : null
  }
  return false
}
const READERS =
  /(?:^|[\s_-]|[a-z](?=[A-Z]))(?:[cC]omments?|[cC]omment-?[lL]ists?|disqus|[rR]espond|[rR]epl(?:y|ies)|[pP]inglun|[gG]entie|liuyan|guestbook)(?:$|[\s_-]|(?=[A-Z]))/

/** A line that is mostly a link, or whose credit stands behind a linked headline. */
function isTeaser({ text, linkLength }: Line): boolean {
  if (SUPPLIED.test(text)) return false
  if (linkLength > text.length * 0.5 && text.length > 30) return true
  if (linkLength < SHORTEST_HEADLINE) return false
  const first = labelledParts(text)[0]
  // 另一篇文章的标题 记者 李样本: a headline and who wrote that one.
  if (linkLength >= text.length * 0.45 && REPORTER_BEHIND.test(text) && first?.at !== 0) return true
  return first !== undefined && first.at >= SHORTEST_HEADLINE && linkLength >= first.at * 0.8
}
const SHORTEST_HEADLINE = 8
const REPORTER_BEHIND =
  /^\S.{7,}\s(?:本报|本報)?(?:记者|記者|通讯员|作者|文)\s?[\u4e00-\u9fff·、\s]{2,12}$|^.{10,}\s[가-힣]{2,4}\s?기자$|^.{12,}\s(?:By|by|Von|von|Par|par|Por|por)\s\p{Lu}.{3,40}$/u
/** Who gave the text is often a link, and no teaser. */
const SUPPLIED =
  /^(?:(?:news |content |story |article )?(?:provided|supplied|distributed|issued) by|courtesy of)\s/i

function creditLine(
  page: PageDocument,
  line: Line,
  text: string,
  region: CreditLine['region'],
): CreditLine {
  const isWhole =
    line.text === text &&
    (region === 'head' || MAY_BE_LABELLED.test(text) || NAMED_APART.test(text))
  return { line, text, region, bordered: isWhole ? borderedText(page, line) : text }
}

/** Index of the line that ends the text: what stands behind it closes the article. A short text is all lead. */
export const lastTextLine = (lines: CreditLine[]): number =>
  lines.findLast(({ region, text }) => region !== 'below' && text.length > 60)?.line.index ?? 0

/** Index of the line that shows the title, or where it would stand. */
export function titlePlace(page: PageDocument, layout: ArticleLayout): number {
  if (layout.titleLine !== null) return layout.titleLine
  const key = letterKey(layout.title)
  if (key.length >= 4) {
    const from = Math.min(layout.bodyStart + 3, page.lines.length - 1)
    for (let at = from; at >= Math.max(0, from - FARTHEST); at--) {
      const line = page.lines[at]!
      if (line.text.length < 200 && letterKey(line.text).startsWith(key)) return at
    }
  }
  return Math.max(0, layout.bodyStart - 8)
}

/** The labelled parts of a credit line, which several readers ask for. */
export function partsOf(line: CreditLine): LabelledPart[] {
  line.parts ??= readParts(line)
  return line.parts
}

/** What a label announces: what stands behind it, or the next line where it stands alone in its own. */
export function valueBehind(part: LabelledPart, { line, text }: CreditLine, lines: CreditLine[]) {
  if (part.value !== '' || line.text !== text || !LABEL_END.test(text)) return part.value
  const next = lines.find(other => other.line.index === line.index + 1)
  return next && next.text.length <= LONGEST_VALUE && !/[。！？]/.test(next.text) ? next.text : ''
}

/** A label that ends its line; before another label it has no value. */
const LABEL_END = /[\u4e00-\u9fff】\]]\s?[:：∶︰﹕/／|｜丨]?\s?$/
/** A line behind a label holds names, not a paragraph. */
const LONGEST_VALUE = 80

/** Elements that stand side by side part their labels; a label whose own characters are elements is only found without them. */
function readParts({ text, bordered }: CreditLine): LabelledPart[] {
  const parts = labelledParts(bordered)
  return parts.length > 0 || bordered === text ? parts : labelledParts(text)
}

/** Cheap: a text without it holds no label. Only 文/图 may stand without a mark. */
const MAY_BE_LABELLED = /[:：∶︰﹕/／|｜丨▏▎▍│┃∣ǀ︱❘◎○●◆◇■]|[图圖]|[来來]源|作者/
/** 【来源】云岭日报, 来源 · 云岭日报, 来源—云岭日报: a word in brackets or before another mark at an edge. */
const LABEL_IN_MARKS =
  /[【[〔［（(]\s?([\u4e00-\u9fff]{2,6})\s?[】\]〕］）)]\s?[:：]?|(?<=^|\u2028)\s?((?:[\u4e00-\u9fff]{2,6}|文(?=\s?[◎○●◆◇■]))\s?)(?:[·•‧・»›▶►➤→◎○●◆◇■]|[—–-]{1,2})\s?(?=[\u4e00-\u9fffA-Z“《])(?![\u4e00-\u9fff]{1,4}\s?[／/:：])/gu

/** Cheap: words that stand as labels without a mark, where each has an element of its own. */
const NAMED_APART =
  /^(?=.{2,80}$)[^。！？]*(?:[来來信稿]源|作者|[记記]者|撰[文稿]|[评評][论論][员員]|主[笔筆]|作家|[编編][辑輯]|[发發][布佈]|書いた人|執筆|ライター|著者)/u
/** 来源⏐云岭日报⏐: a word between two borders. */
const LABEL_APART = /(^|\u2028)\s?([\u4e00-\u9fff]{2,6})\s?(?=\u2028\s?[^\s\u2028:：])/gu

const NAMES_SOMEBODY = new Set<string>(['outlet', 'writer', 'editor'])

/** 来　源：, 作 者:, 索 引 号： — offices set short labels as wide as long ones. */
const SPACED_LABEL =
  /(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u00a0\u3000]{1,6}([\u4e00-\u9fff])(?:[ \u00a0\u3000]{1,6}([\u4e00-\u9fff]))?(?=\s?[:：])/gu

/** Colons of vertical and small type, which pages of Hong Kong and Taiwan print: 來源︰, 文﹕. */
const OTHER_COLONS = /[︰﹕]/g
/** Bars of public accounts: 来源▏例报, 来源│例报. */
const OTHER_BARS = /[▏▎▍│┃∣ǀ︱❘]/g

/** The labelled parts of a line; each value ends before the next label. */
export function labelledParts(line: string): LabelledPart[] {
  const text = line
    .replace(OTHER_COLONS, '：')
    .replace(OTHER_BARS, '｜')
    .replace(SPACED_LABEL, '$1$2$3')
    .replace(LABEL_APART, (piece, border: string, word: string) =>
      creditRow(word) ? `${border}${word}：` : piece,
    )
    .replace(LABEL_IN_MARKS, (piece, framed?: string, marked?: string) => {
      const word = framed ?? marked!.trim()
      return NAMES_SOMEBODY.has(creditRow(word)?.field ?? 'other') ? ` ${word}：` : piece
    })
  // A cell or an element of a list that holds a label and nothing else needs no colon.
  if (text.length <= 8 && creditRow(text.trim())) return [{ label: text.trim(), value: '', at: 0 }]
  const isMarked = MAY_BE_LABELLED.test(text)
  const marks: RegExpMatchArray[] = isMarked
    ? [...text.matchAll(LABEL)].filter(mark => !isCompound(text, mark))
    : []
  const bare = text.length < 90 ? BARE_LABEL.exec(text) : null
  if (bare && !marks.some(({ index }) => index === bare.index))
    marks.splice(marks.filter(({ index }) => index! < bare.index).length, 0, bare)
  return marks.map((mark, place) => {
    const start = mark.index! + mark[0].length
    const end = marks[place + 1]?.index ?? text.length
    return { label: labelOf(mark), value: text.slice(start, end).trim(), at: mark.index! }
  })
}

/** 热源来源, 客流來源: a word with 来源 glued to it that begins its line or element is the source of that thing, unless it is a button. */
const isCompound = (text: string, { 0: label, index = 0 }: RegExpMatchArray): boolean =>
  /^[来來]源/.test(label) &&
  /(?:^|[\s\u2028，。；、:：|（(])[\u4e00-\u9fff]{1,3}(?<![大中小号號体體印次日期分藏享论論点點时時稿闻聞文])$/u.test(
    text.slice(Math.max(0, index - 5), index),
  )

/** 文/图 names who wrote as well as who took the pictures. */
const labelOf = (mark: RegExpMatchArray): string => {
  const label = mark.length > 2 ? (mark[2] ?? '文') : mark[1]!
  return BY_WORD.test(label) ? 'by' : /^[A-Z]/.test(label) ? label.toLowerCase() : label
}
/** Words by, written by. */
const BY_WORD = /\bby$/i

/** The dates of a credit line, whatever the page's language says of figures. */
export function plainDates(text: string, context: ReadContext): readonly FoundDate[] {
  let options = plainOptions.get(context)
  if (!options) {
    // Which figure is the month does not matter here.
    options = { now: context.now, zone: context.zone, order: 'dmy' }
    plainOptions.set(context, options)
  }
  return datesIn(text, options)
}
const plainOptions = new WeakMap<ReadContext, DateOptions>()

/** A text with a full-width space in the place of each date: 来源：新华网 2021-07-30. */
export function withoutDates(text: string, context: ReadContext): string {
  let left = text
  for (const { index, length } of plainDates(text, context).toReversed()) {
    left = `${left.slice(0, index)}\u3000${left.slice(index + length)}`
  }
  return left
}

/** True where credits are written as in Chinese: Han in the title or the lead, and no kana beside it. */
export function isChinesePage(page: PageDocument, layout: ArticleLayout): boolean {
  const html = page.elements.find(element => element.name === 'html')
  if (/^(?:ja|ko)/i.test(html?.attribs.lang ?? '')) return false
  const lead = page.lines.slice(layout.bodyStart, layout.bodyStart + 3).map(line => line.text)
  // The site's name in `<title>` says nothing of the article's language.
  const text = [layout.title || (page.titleTag ?? ''), ...lead].join(' ')
  return /[\u4e00-\u9fff]{2}/.test(text) && !/[\u3041-\u30fa]{2}/.test(text)
}
