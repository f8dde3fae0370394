import type { MarketConfig, ReadPoint } from '../model/series.ts'
import { foldFigures } from '../text/fold-figures.ts'
import { addDays, latestDate } from './calendar.ts'
import { spanOfWord } from './close-of-period.ts'
import type { FoundPoint } from './found-point.ts'
import { contractName, isLaterContract, plainSubject, type Subject } from './instrument.ts'
import type { Lexicon } from './lexicon.ts'
import { mayHoldFigures } from './may-hold-figures.ts'
import { readBlocks, type TextBlock } from './read-blocks.ts'
import type { Dates, Time } from './read-time.ts'
import { readSentence } from './sentence/read-sentence.ts'
import type { Passage } from './sentence/scene.ts'
import { settlePoints } from './settle-points.ts'
import { readTable } from './table/read-table.ts'
import { splitBeside } from './table/split-beside.ts'
import { type Token, tokenize } from './tokenize.ts'

/** A text that may hold market figures. */
export type Bulletin = {
  title: string
  /** The clean HTML of its body. */
  html: string
  /** The day it was published, `YYYY-MM-DD`. */
  published: string
  /** BCP 47 tag, or null. */
  language: string | null
}

/** The market figures of a text, each key once. Pure. */
export function readPoints(bulletin: Bulletin, lexicon: Lexicon): ReadPoint[] {
  if (!mayHoldFigures(bulletin, lexicon)) return []
  const blocks = readBlocks(bulletin.html).filter(block => !isElsewhere(block, lexicon))
  const { published } = bulletin
  const dates: Dates = { published, text: published, titled: null }
  const title = foldFigures(bulletin.title)
  const titled = dayOfTitle(title, lexicon, dates)
  const lined =
    titled ?? dayOfDateline(blocks, lexicon, dates) ?? dayOfLabel(blocks, lexicon, dates)
  dates.titled = titled
  dates.text = lined ?? published
  const folded = [title, ...blocks.map(foldedOf)]
  const texts = folded.map(text => tokenize(text, lexicon, dates))
  const passage: Passage = {
    dates,
    subjects: subjectsAtFirst(texts, folded, lexicon, bulletin),
    recent: [],
    time: timeOfTitle(texts[0]!, title, dates) ?? timeOfNote(texts) ?? dayTime(dates.text),
    mode: modeOfTitle(texts, folded),
    contracts: contractsOf(texts, folded, published),
    lastNamed: null,
    lastContract: null,
    isOfDeal: false,
    isOfAuction: texts[0]!.some(token => token.kind === 'mode' && token.mode === 'auction'),
    quotesAreCloses: texts.some(saysCloses),
    scales: scalesOf(folded),
    carried: null,
    where: 'title',
  }
  for (const subject of passage.subjects) withContract(subject, passage)

  const own = (mode: Passage['mode']): Passage => ({ ...passage, mode })
  const fromTitle = readText(
    bulletin.title,
    lexicon,
    { ...own(passage.mode), where: 'title' },
    null,
  )
  // A week's title gives its last close again: the text tells of which day it is.
  const titleTells = passage.time.kind === 'period' ? 'span' : titled ? 'day' : 'nothing'
  const body = { ...own(passage.mode), where: 'sentence' as const }
  const points = readBody(blocks, lexicon, body)
  return settlePoints(points, fromTitle, titleTells)
}

const foldedOf = (block: TextBlock): string =>
  foldFigures(
    block.kind === 'text'
      ? block.text
      : [block.caption, ...block.rows.map(row => row.map(cell => cell.text).join(' ; '))].join(
          ' ; ',
        ),
  )

function readBody(blocks: TextBlock[], lexicon: Lexicon, passage: Passage): FoundPoint[] {
  const documentMode = passage.mode
  const documentTime = passage.time
  const points: FoundPoint[] = []
  for (const block of blocks) {
    if (block.kind === 'table') {
      if (passage.time === documentTime)
        passage.time = onlyDay(blocks, lexicon, passage) ?? documentTime
      for (const part of splitBeside(block)) points.push(...readTable(part, passage, lexicon))
      continue
    }
    const heading = headingMode(block, lexicon, passage.dates)
    if (heading !== undefined) passage.mode = heading ?? documentMode
    // A week's summary does not go on into the next passage, a day does.
    const found = readText(block.text, lexicon, passage, block.isHead ? null : documentTime)
    points.push(...found)
  }
  return points
}

/** Where the title names no day and the text around its tables a single one, the tables are of it. */
function onlyDay(blocks: TextBlock[], lexicon: Lexicon, { dates }: Passage): Time | null {
  if (dates.text !== dates.published) return null
  const days = blocks.flatMap(block =>
    block.kind === 'table'
      ? []
      : tokenize(foldedOf(block), lexicon, dates).flatMap(token =>
          token.kind === 'time' && token.time.kind === 'day' ? [token.time.day] : [],
        ),
  )
  const [day] = days
  const isOne = day !== undefined && days.every(other => other === day) && day < dates.published
  return isOne ? { kind: 'day', day, isLastWeek: false } : null
}

const sentenceEnd =
  /[。！？!?\n]+|(?<=[가-힣][.])\s+|(?<=[a-z0-9%)"'][.])\s+(?=["'(]?[A-Z€£$])|(?<=[.])\s+(?=["']?[A-Z][a-z])/g
const abbreviation =
  /(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|Mr|Ms|Dr|St|U\.S|U\.K|approx)\.)\s*$/

/** Splits a text into sentences, by place; the text and its folded form are cut alike. */
export function splitSentences(text: string): [number, number][] {
  const pieces: [number, number][] = []
  let from = 0
  for (const found of text.matchAll(sentenceEnd)) {
    const end = found.index
    if (abbreviation.test(text.slice(from, end))) continue
    if (end > from) pieces.push([from, end])
    from = end + found[0].length
  }
  if (from < text.length) pieces.push([from, text.length])
  return pieces
}

function readText(
  text: string,
  lexicon: Lexicon,
  passage: Passage,
  base: Time | null,
): FoundPoint[] {
  const folded = foldFigures(text)
  const points: FoundPoint[] = []
  passage.isOfDeal = false
  if (base && passage.time.kind === 'period') passage.time = base
  for (const [from, to] of splitSentences(text)) {
    const tokens = tokenize(folded.slice(from, to), lexicon, passage.dates)
    points.push(...readSentence(tokens, folded.slice(from, to), text.slice(from, to), passage))
  }
  return points
}

function isElsewhere(block: TextBlock, lexicon: Lexicon): boolean {
  if (block.kind === 'table') return false
  if (block.isLink) return true
  const folded = foldFigures(block.text).toLowerCase()
  return (lexicon.config.marks.elsewhere ?? []).some(
    word => folded.startsWith(word.toLowerCase()) && /^[\s:|]|^$/.test(folded.slice(word.length)),
  )
}

const dayIn = (tokens: Token[]): string | null => {
  const days = tokens.flatMap((token, at) => {
    const before = tokens[at - 1]
    if (before?.kind === 'mark' && before.mark === 'compare') return []
    return token.kind === 'time' && token.time.kind === 'day' ? [token.time.day] : []
  })
  return days.at(-1) ?? null
}

const dayOfTitle = (title: string, lexicon: Lexicon, dates: Dates) =>
  dayIn(tokenize(title, lexicon, dates)) ?? shortDayOf(title, dates)

/** 日报（0428）, 早报 4.28, Report 28/04: digits of a title that are a day of the last fortnight. */
function shortDayOf(title: string, { published }: Dates): string | null {
  for (const [, first, second] of title.matchAll(shortDay)) {
    const [one, two] = [Number(first), Number(second)]
    const days = [latestDate(one, two, published), latestDate(two, one, published)]
    const near = days.find(day => day && day > addDays(published, -14))
    if (near) return near
  }
  return null
}

const shortDay =
  /(?<![\d.,/$€£-])(\d{1,2})[./-]?(?<=(?:\d\d|\d[./-]))(\d{1,2})(?![\d.,/%-]|[ ]?[元吨万亿])/g

const datelineZh = /^.{0,30}?(\d{1,2}月\d{1,2}日)(?:[^,。，]{0,10})?(?:电|讯|消息|报道)/
const datelineEn =
  /^\(?[A-Z][\w ./]{1,30}, ([A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?\b[^.]{0,24}?[-:)]/

/** The day of the line that a report begins with: 本报上海11月10日电, LONDON, Nov 10 –. */
function dayOfDateline(blocks: TextBlock[], lexicon: Lexicon, dates: Dates): string | null {
  for (const block of blocks.slice(0, 3)) {
    if (block.kind === 'table') continue
    const folded = foldFigures(block.text)
    const found = datelineZh.exec(folded) ?? datelineEn.exec(folded)
    if (found) return dayIn(tokenize(found[1]!, lexicon, dates))
    // A line that is a date and nothing else.
    if (folded.length > MOST_OF_DATE_LINE) continue
    const tokens = tokenize(folded, lexicon, dates)
    const [only] = tokens
    if (only?.kind === 'time' && only.time.kind === 'day' && isDateLine(folded, tokens))
      return only.time.day
  }
  return null
}

const dayLabel =
  /(?:(?:竞价|拍卖|竞买|交易|成交|数据|行情|统计|结算)(?:日期|日|时间)[:为] ?|^日期: ?|(?:trad(?:e|ing)|auction|data|market) (?:day|date): ?)(?=.)/gi

/** The day of a line that says it of all the figures: 竞价日期：10月16日, Trading day: 12 November. */
function dayOfLabel(blocks: TextBlock[], lexicon: Lexicon, dates: Dates): string | null {
  const days = blocks.flatMap(block => {
    if (block.kind === 'table') return []
    const folded = foldFigures(block.text)
    return [...folded.matchAll(dayLabel)].flatMap(({ 0: label, index }) => {
      const from = index + label.length
      const [first] = tokenize(folded.slice(from, from + 24), lexicon, dates)
      return first?.kind === 'time' && first.time.kind === 'day' && first.start === 0
        ? [first.time.day]
        : []
    })
  })
  const [day] = days
  const isOne = day !== undefined && days.every(other => other === day)
  return isOne && day <= dates.published ? day : null
}

const MOST_OF_DATE_LINE = 48

/** A line that is a date with its label, a source, a time: 发布时间：2026-03-17 18:30. */
const isDateLine = (folded: string, tokens: Token[]): boolean =>
  /\d{4}/.test(folded) &&
  tokens.every(
    token =>
      token.kind === 'time' ||
      token.kind === 'stop' ||
      (token.kind === 'number' && token.unit === 'bare'),
  )

const dayTime = (day: string): Time => ({ kind: 'day', day, isLastWeek: false })

function timeOfTitle(tokens: Token[], title: string, dates: Dates): Time | null {
  const times = tokens.flatMap(token => (token.kind === 'time' ? [token.time] : []))
  const dated = times.find(time => time.kind === 'period' && time.lastDay)
  if (dated) return dated
  const period = tokens.find(token => {
    // A monthly gain, a two-week high: the news is of a day.
    const isOfMove = /^ (?:gain|loss|high|low|drop|rise|fall|decline|win|streak|advance)/i.test(
      title.slice(token.end),
    )
    return token.kind === 'mark' && token.mark === 'period' && !isOfMove
  })
  const word = period ? title.slice(period.start, period.end) : ''
  const day = times.find(time => time.kind === 'day')
  // 碳市场周报（11月20日）: the day that the week ends on.
  if (day && period && review.test(word))
    return { kind: 'period', span: spanOfWord(word), lastDay: day.day }
  if (day ?? times[0]) return day ?? times[0]!
  if (period) return { kind: 'period', span: spanOfWord(word), lastDay: null }
  return dates.text === dates.published ? null : dayTime(dates.text)
}

const review = /报$|回顾|综述|一周|周评|weekly|monthly/i

const unitNote = /(?:单位|units?)[:为是]?\s*([^。;；]{1,40})/i
const powersOfTen: Record<string, number> = { 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8 }

/** 单位：元/吨、万吨、万元, said once for a whole table. */
function scalesOf(texts: string[]): Passage['scales'] {
  const notes = texts.flatMap(text => unitNote.exec(text)?.[1] ?? []).join(' ')
  const power = (pattern: RegExp) => powersOfTen[pattern.exec(notes)?.[1] ?? ''] ?? 0
  return {
    volume: power(/(百万|千万|亿|万|千)(?:公)?吨/),
    value: power(/(百万|千万|亿|万|千)(?:欧|美|港)?元(?!\/)/),
  }
}

const hasFigure = (tokens: Token[]) =>
  tokens.some(token => token.kind === 'number' && token.unit !== 'drop')
const names = (tokens: Token[], measure: string) =>
  tokens.some(token => token.kind === 'measure' && token.measure === measure)

/** A line of words that says of all the quotes around it that they are closes: Prices are Friday's settlements. */
const saysCloses = (tokens: Token[]): boolean => names(tokens, 'close') && !hasFigure(tokens)

/** The day that such a line names. */
function timeOfNote(texts: Token[][]): Time | null {
  for (const tokens of texts) {
    if (!saysCloses(tokens)) continue
    const days = tokens.filter(token => token.kind === 'time' && token.time.kind === 'day')
    const last = days.at(-1)
    if (last?.kind === 'time') return last.time
  }
  return null
}

/** 大宗交易占八成, block trade dominates: a title that says how much one mode was names no mode of all figures. */
const partOfNews = /占|主导|为主|撑起|主角|贡献|推动|dominat|account|drive|led by|most of|lift/i

function modeOfTitle(texts: Token[][], folded: string[]): Passage['mode'] {
  const modesIn = (tokens: Token[]) =>
    tokens.flatMap(token => (token.kind === 'mode' && token.mode !== 'total' ? [token.mode] : []))
  const one = (tokens: Token[]) => {
    const modes = new Set(modesIn(tokens))
    return modes.size === 1 ? [...modes][0]! : null
  }
  const inTitle = hasFigure(texts[0]!) ? null : one(texts[0]!)
  // A text on an auction may tell of the market after it: where it tells closes, what is sold is not all the auction's.
  const isOnlyPart = partOfNews.test(folded[0]!)
  if (
    inTitle &&
    !isOnlyPart &&
    (inTitle !== 'auction' || !texts.some(tokens => names(tokens, 'close')))
  )
    return inTitle
  for (const [at, tokens] of texts.entries()) {
    for (const [from, to] of splitSentences(folded[at]!)) {
      const inside = tokens.filter(token => token.start >= from && token.end <= to)
      const isOnAll = inside.some(token => token.kind === 'mark' && token.mark === 'all_figures')
      if (isOnAll && !inside.some(token => token.kind === 'number')) {
        const mode = one(inside)
        if (mode) return mode
      }
    }
  }
  return null
}

/** The mode that a heading sets for what follows; null for one that names none, undefined for what is no heading. */
function headingMode(
  block: TextBlock,
  lexicon: Lexicon,
  dates: Dates,
): Passage['mode'] | undefined {
  if (block.kind === 'table') return undefined
  const folded = foldFigures(block.text)
  const isHeading =
    block.isHead || (folded.length <= 24 && /[:：]$|^[一二三四五六七八九十]、|^[(（]/.test(folded))
  if (!isHeading) return undefined
  const tokens = tokenize(folded, lexicon, dates)
  if (tokens.some(token => token.kind === 'number' && token.unit !== 'bare')) return undefined
  const modes = tokens.flatMap(token =>
    token.kind === 'mode' && token.mode !== 'total' ? [token.mode] : [],
  )
  return modes.length === 1 ? modes[0]! : null
}

function subjectsAtFirst(
  texts: Token[][],
  folded: string[],
  lexicon: Lexicon,
  { language }: Bulletin,
): Subject[] {
  const named = (tokens: Token[]): MarketConfig[] => [
    ...new Set(tokens.flatMap(token => (token.kind === 'market' ? [token.market] : []))),
  ]
  const inTitle = named(texts[0]!)
  if (inTitle.length > 0) {
    const first = texts[0]!.find(token => token.kind === 'market')
    const vintage = first?.kind === 'market' && inTitle.length === 1 ? first.vintage : null
    return [{ ...plainSubject(inTitle[0]!), vintage }]
  }
  const all = [...new Set(texts.flatMap(named))]
  const isChinese = language?.startsWith('zh') || /[\u4e00-\u9fff]{4}/.test(folded.join(' '))
  const { fallback } = lexicon
  if (
    isChinese &&
    fallback &&
    folded.some(text => fallback.words.test(text)) &&
    !(all.length === 1 && !/碳市场/.test(folded[0]!))
  )
    return [plainSubject(fallback.market)]
  return all.length > 0 ? [plainSubject(all[0]!)] : []
}

/** The one contract that a text names for a market: its bare allowances mean that one. */
function contractsOf(texts: Token[][], folded: string[], published: string): Map<string, string> {
  const named = new Map<string, Set<string>>()
  let ofAll: string | null = null
  for (const [text, tokens] of texts.entries()) {
    let market: MarketConfig | null = null
    for (const [at, token] of tokens.entries()) {
      if (token.kind === 'market') market = token.market
      if (token.kind !== 'contract' || isLaterContract(token.year, token.month, published)) continue
      const next = tokens[at + 1]
      const of: MarketConfig | null =
        next?.kind === 'market' && next.start - token.end <= 22 ? next.market : market
      const before = folded[text]!.slice(0, token.start)
      if (ofEach.test(before)) ofAll = contractName(token.year, token.month)
      const key = of?.id ?? ''
      named.set(key, (named.get(key) ?? new Set()).add(contractName(token.year, token.month)))
    }
  }
  const anywhere = named.get('')
  const single = new Map<string, string>()
  for (const [id, months] of named) if (months.size === 1 && id) single.set(id, [...months][0]!)
  for (const token of ofAll ? texts.flat() : [])
    if (token.kind === 'market' && !single.has(token.market.id)) single.set(token.market.id, ofAll!)
  if (single.size === 0 && anywhere?.size === 1) {
    const markets = new Set(
      texts.flat().flatMap(token => (token.kind === 'market' ? [token.market.id] : [])),
    )
    if (markets.size === 1) single.set([...markets][0]!, [...anywhere][0]!)
  }
  return single
}

/** Both refer to December 2026 futures: what is said of all that the text quotes. */
const ofEach =
  /(?:\b(?:both|all)(?: prices| contracts| figures)?(?: are| refer to| relate to)?(?: for| of)?(?: the)? |[均皆]为(?:了)?)$/i

function withContract(subject: Subject, passage: Passage): void {
  if (subject.market.futures) subject.contract = passage.contracts.get(subject.market.id) ?? null
}
