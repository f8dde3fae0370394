import { type AnyNode, isText } from 'domhandler'
import { readEpoch } from '../../text/epoch.ts'
import { type DateOptions, type FoundDate, readDates } from '../../text/read-dates.ts'
import { remember } from '../../text/remember.ts'
import { datesIn } from '../dates-in.ts'
import { PageElement } from '../document.ts'
import { silentTags } from '../scan-lines.ts'
import { readCalendarBlock, readCalendarTexts } from './calendar-block.ts'
import { cleanTitle } from './clean-title.ts'
import { columnHead } from './column-head.ts'
import { lineOf } from './line-of.ts'
import type { Anchor } from './page-anchors.ts'

/** A date in a row, and how it stands there. */
export type DateCandidate = {
  found: FoundDate
  /** Where in the row it stands: the same in all rows of one list. */
  path: string
  /** 4 an attribute made for dates, 3 a text that is only a date, 2 a date with a label, 1 a date among other text. */
  score: number
  /** The node that is the date and therefore no part of the title. */
  node: AnyNode | null
  /** For a date at the end or start of the headline itself. */
  glued: 'start' | 'end' | null
}

/** Text that may be a date is no longer than this. */
const LONGEST = 120
/** Nodes of a row that are looked at. */
const MOST_NODES = 300

const mayHoldDate = /\d|刚刚|剛剛|[昨前今]天|半小时|半小時|月|yesterday|today|just now|\bago\b/i
const dateAttributes = [
  'datetime',
  'data-time',
  'data-date',
  'data-timestamp',
  'data-datetime',
  'data-pubtime',
  'data-publish-time',
  'data-published',
  'data-utime',
  'data-created',
  'timestamp',
]
/** What a date is that is not the day of publication. */
const otherDate =
  /截止|截至|报名|報名|会议时间|活动时间|举办|开始时间|结束|有效期|到期|deadline|expires?|until|closes|starts?\b/i
/** Words that stand beside a date of publication. */
const dateLabels =
  /发布(?:时间|日期|于|時間)?|發布(?:時間|日期)?|更新(?:时间|日期|于)?|发表(?:时间|于)?|刊登日期|公布时间|(?:上架|入库|添加)?时间|日期|日付|更新日|公開日|등록일|입력|작성일|posted(?: on| at)?|published(?: on| at)?|updated(?: on| at)?|date|time|on|(?:星期|周|週)[一二三四五六日天]|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?/gi

/** Every date that a row's nodes show, with how well it stands for the row. */
export function findRowDates(
  nodes: AnyNode[],
  anchors: Anchor[],
  options: DateOptions,
): DateCandidate[] {
  const reader = new RowReader(anchors, options)
  for (const node of nodes) reader.read(node)
  return reader.candidates.length > 0 ? reader.candidates : reader.readApart()
}

class RowReader {
  readonly candidates: DateCandidate[] = []
  readonly #named: Set<PageElement>
  readonly #options: DateOptions
  readonly #apart: string[] = []
  #left = MOST_NODES
  #passedLink = false

  constructor(anchors: Anchor[], options: DateOptions) {
    this.#named = new Set(anchors.filter(anchor => anchor.names).map(anchor => anchor.element))
    this.#options = options
  }

  read(start: AnyNode): void {
    // The path of a row's own element is the same for all rows, whatever its class.
    const waiting: { node: AnyNode; path: string; inLink: boolean }[] = [
      { node: start, path: '', inLink: false },
    ]
    for (let next = waiting.pop(); next && this.#left > 0; next = waiting.pop()) {
      const { node, path } = next
      this.#left--
      if (isText(node)) {
        if (!next.inLink) this.#readText(node, path)
        continue
      }
      if (!(node instanceof PageElement) || silentTags.has(node.name)) continue
      const isLink = this.#named.has(node)
      const inLink = next.inLink || isLink
      const here = node === start ? '' : `${path}>${pathName(node)}`
      if (isLink) this.#readLink(node, here)
      else this.#readElement(node, here, next.inLink)
      if (isLink) this.#passedLink = true
      for (let at = node.children.length - 1; at >= 0; at--) {
        waiting.push({ node: node.children[at]!, path: here, inLink })
      }
    }
  }

  /** Day and month that stand in a row without an element around them. */
  readApart(): DateCandidate[] {
    const found = readCalendarTexts(this.#apart, this.#options)
    return found ? [{ found, path: '#apart', score: 2, node: null, glued: null }] : []
  }

  #readText(node: AnyNode & { data: string }, path: string): void {
    const text = node.data
    if (this.#apart.length < 6 && text.length < 20 && text.trim() !== '')
      this.#apart.push(cleanTitle(text))
    if (text.length > 1000 || !mayHoldDate.test(text)) return
    this.#add(cleanTitle(text), `${path}#${this.#passedLink ? 'after' : 'before'}`, node, 0)
  }

  #readElement(element: PageElement, path: string, inLink: boolean): void {
    for (const name of dateAttributes) {
      const value = element.attribs[name]
      if (value) this.#addAttribute(value, `${path}@${name}`, element)
    }
    const { title } = element.attribs
    if (title && element.name !== 'a' && element.name !== 'img') {
      this.#addAttribute(title, `${path}@title`, element)
    }
    if (element.end - element.order > 12 || this.#holdsLink(element)) return
    const text = lineOf(element)
    if (text === '' || text.length > LONGEST || !mayHoldDate.test(text)) return
    const before = this.candidates.length
    this.#add(text, path, element, inLink ? 3 : 0)
    if (this.candidates.length > before || element.children.length < 2) return
    const block = readCalendarBlock(element, this.#options)
    if (block) this.candidates.push({ found: block, path, score: 3, node: element, glued: null })
  }

  /** The headline itself may end or begin with the date, glued or in brackets. */
  #readLink(element: PageElement, path: string): void {
    const text = lineOf(element)
    if (text.length > 400 || !mayHoldDate.test(text)) return
    const leaf = readCalendarTexts(firstTexts(element), this.#options)
    if (leaf)
      this.candidates.push({
        found: leaf,
        path: `${path}#leaf`,
        score: 2.5,
        node: null,
        glued: null,
      })
    const dates = datesIn(text, this.#options)
    for (const found of dates) {
      const before = text.slice(0, found.index).replace(/[[(（【\s]+$/, '')
      const after = text.slice(found.index + found.length).replace(/^[\])）】\s]+/, '')
      const glued =
        after === '' && before !== '' ? 'end' : before === '' && after !== '' ? 'start' : null
      if (!glued && before + after !== '') continue
      const score = glued === 'start' ? 1.5 : 2
      this.candidates.push({ found, path: `${path}~${glued}`, score, node: null, glued })
    }
  }

  #addAttribute(value: string, path: string, node: AnyNode): void {
    const { now, zone } = this.#options
    const at = readEpoch(value, now)
    const moment = at && ({ precision: 'minute', at, zone } as const)
    const epoch = moment && {
      index: 0,
      length: value.length,
      moment,
      kind: 'full' as const,
      zoned: true,
    }
    const found =
      epoch ?? readDates(value.slice(0, LONGEST), { ...this.#options, compact: true })[0]
    if (found)
      this.candidates.push({
        found,
        path,
        score: path.endsWith('@title') ? 3 : 4,
        node,
        glued: null,
      })
  }

  #add(text: string, path: string, node: AnyNode, atLeast: number): void {
    const dates = datesIn(text, this.#options)
    const head = dates.length > 0 ? columnHead(node) : ''
    if (OF_NUMBERS.test(head)) return
    const isOnly = dates.length === 1
    dates.slice(0, 3).forEach((found, place) => {
      if (found.kind === 'yearless' && COUNTED.test(text.slice(found.index + found.length))) return
      const before = text.slice(0, found.index)
      const rest = before + text.slice(found.index + found.length)
      const score = otherDate.test(before) || otherDate.test(head) ? 0.3 : scoreRest(rest, isOnly)
      if (score < atLeast) return
      const where = isOnly ? path : `${path}/${place}`
      this.candidates.push({
        found,
        path: where,
        score,
        node: score >= 3 ? node : null,
        glued: null,
      })
    })
  }

  #holdsLink(element: PageElement): boolean {
    for (const link of this.#named) {
      if (link.order >= element.order && link.order <= element.end) return true
    }
    return false
  }
}

/** The short texts of a card's first parts: its day and its month may have an element each. */
function firstTexts(card: PageElement): string[] {
  const parts = card.children.filter(child => child instanceof PageElement).slice(0, 3)
  if (parts.length < 3) return []
  const texts = parts.map(part => lineOf(part))
  const end = texts.findIndex(text => text.length > 12)
  return end > 0 ? texts.slice(0, end) : []
}

/** 案號, 發文字號, Ref. No.: a column of numbers, which may look like days. */
const OF_NUMBERS =
  /^(?!.*(?:日期|时间|時間|date))(?:.{0,8}(?:案號|案号|字號|字号|編號|编号|文號|文号|標號|标号|序號|序号|流水號|番号|번호|件號|代碼|代码|代号)|(?:.{0,20}\b)?(?:ref(?:erence)?|case|file|document|tender|notice|order|id)?\s?(?:no\.?|number|nr\.?|n°|code|id)|aktenzeichen|az\.?|numéro|número)$/iu

/** 11/20 人: what is counted stands behind its figure. */
const COUNTED =
  /^\s?(?:[人次票條条件份頁页萬万亿億元吨噸家个個名位回%％명건원회]|views?\b|reads?\b|votes?\b|seats?\b|places?\b)/i

/** How much other text stands beside a date. */
function scoreRest(rest: string, isOnly: boolean): number {
  const words = rest.replace(dateLabels, '').replace(/[\s\p{P}\p{S}\d]+/gu, '')
  if (words === '') return isOnly ? 3 : 2.5
  return words.length <= 16 ? 2 : 1
}

const pathName = ({ name, attribs }: PageElement) => `${name}.${firstClass(attribs.class ?? '')}`

/** The first of its classes without figures, which number the rows. */
const firstClass = remember(classes =>
  (classes.trim().split(/\s+/, 1)[0] ?? '').replace(/\d+/g, ''),
)
