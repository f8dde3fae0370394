import { addDays, latestDate } from '../calendar.ts'
import { spanOfWord } from '../close-of-period.ts'
import type { Lexicon } from '../lexicon.ts'
import type { TextBlock } from '../read-blocks.ts'
import type { Dates, Time } from '../read-time.ts'
import type { Token } from '../token.ts'
import { tokenize } from '../tokenize.ts'

/** The days that a text names, but for those that are compared with. */
const daysIn = (tokens: Token[]): string[] =>
  tokens.flatMap((token, at) => {
    const before = tokens[at - 1]
    if (before?.kind === 'mark' && before.mark === 'compare') return []
    return token.kind === 'time' && token.time.kind === 'day' ? [token.time.day] : []
  })

const dayIn = (tokens: Token[]): string | null => daysIn(tokens).at(-1) ?? null

/** The day that a title names. */
export const dayOfTitle = (title: string, lexicon: Lexicon, dates: Dates) =>
  dayOfWords(tokenize(title, lexicon, dates)) ?? shortDayOf(title, dates)

/** 上周五与今日行情: the title of a text on two days names none of its own. */
const dayOfWords = (tokens: Token[]): string | null =>
  tokens.some(token => token.kind === 'mark' && token.mark === 'today') ? null : dayIn(tokens)

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
export function dayOfDateline(blocks: TextBlock[], lexicon: Lexicon, dates: Dates): string | null {
  for (const block of blocks.slice(0, 3)) {
    if (block.kind === 'table') continue
    const { folded } = block
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
  /(?:(?:竞价|拍卖|竞买|交易|成交|数据|行情|统计|结算)(?:日期|日|时间)[:为] ?|^日期: ?|(?:対象日|对象日|取引日|立会日|基準日|基准日|거래일자?|기준일자?|대상일|Handelstag|Börsentag|séance du|sesión del) ?: ?|(?:trad(?:e|ing)|auction|data|market|business|session|value) (?:day|date): ?)(?=.)/gi

/** The day of a line that says it of all the figures: 竞价日期：10月16日, Trading day: 12 November. */
export function dayOfLabel(blocks: TextBlock[], lexicon: Lexicon, dates: Dates): string | null {
  const days = blocks.flatMap(block => {
    if (block.kind === 'table') return []
    const { folded } = block
    const alone = dayAtEnd(folded, lexicon, dates)
    if (alone) return [alone]
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

/** All prices in EUR/t. 17-Nov-26.: a date that stands alone behind the figures. */
function dayAtEnd(folded: string, lexicon: Lexicon, dates: Dates): string | null {
  const [, last] = /(?:^|[.。;；] ?)((?=[^.。;；]*\d)[^.。;；]{6,24})[.。]?$/.exec(folded) ?? []
  if (!last) return null
  const tokens = tokenize(last, lexicon, dates)
  const [only] = tokens
  if (tokens.length !== 1 || only?.kind !== 'time' || only.time.kind !== 'day') return null
  return only.start === 0 && only.end === last.trim().length ? only.time.day : null
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

export const dayTime = (day: string): Time => ({ kind: 'day', day, isLastWeek: false })

const reachBefore =
  /\b(?:biggest|largest|steepest|sharpest|best|worst|highest|lowest|strongest|weakest|busiest|thinnest|most)\b[^,;:]{0,24} (?:in|for|of|since) (?:[a-z]+ ){0,3}$/i

/** The day or span that a title says its figures are of. */
export function timeOfTitle(tokens: Token[], title: string, dates: Dates): Time | null {
  const times = tokens.flatMap(token => (token.kind === 'time' ? [token.time] : []))
  const dated = times.find(time => time.kind === 'period' && time.lastDay)
  if (dated) return dated
  const period = tokens.find(token => {
    // A monthly gain, a two-week high: the news is of a day.
    const isOfMove =
      /^ (?:gain|loss|high|low|drop|rise|fall|decline|win|streak|advance)|^'s (?:last|final|first) (?:session|day|trad)/i.test(
        title.slice(token.end),
      )
    // Biggest gain in a month: how long it had not been so.
    const isReach = reachBefore.test(title.slice(0, token.start))
    return token.kind === 'mark' && token.mark === 'period' && !isOfMove && !isReach
  })
  const word = period ? title.slice(period.start, period.end) : ''
  const day = times.find(time => time.kind === 'day')
  // 碳市场周报（11月20日）: the day that the week ends on.
  if (day && period && review.test(word))
    return { kind: 'period', span: spanOfWord(word), lastDay: day.day }
  if (day ?? times[0]) return day ?? times[0]!
  const says = (mark: string) => tokens.some(token => token.kind === 'mark' && token.mark === mark)
  // 昨日收盘: before 今日 is told of too.
  if (
    /昨[日天]|yesterday|어제/i.test(title) &&
    !says('today') &&
    !period &&
    dates.text === dates.published
  )
    return dayTime(addDays(dates.published, -1))
  if (period) return { kind: 'period', span: spanOfWord(word), lastDay: null }
  return dates.text === dates.published ? null : dayTime(dates.text)
}

/** EUAs close at €72.64, over a text on Thursday's session: the one day that the text names is the title's too. */
export function timeOfOnlyDay(
  texts: Token[][],
  { time, dates }: { time: Time; dates: Dates },
): Time | null {
  if (time.kind !== 'day' || time.day !== dates.published) return null
  const days = texts.slice(1).flatMap(tokens => daysIn(tokens))
  const [day] = days
  const isOne = day !== undefined && days.every(other => other === day) && day < dates.published
  return isOne && addDays(day, 4) >= dates.published ? dayTime(day) : null
}

const review = /报$|回顾|综述|一周|周评|weekly|monthly/i
