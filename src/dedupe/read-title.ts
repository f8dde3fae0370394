import { foldText, UNIT_DIGIT, UNIT_DROPPED, UNIT_STOP, unitClass } from '../text/fold-unit.ts'
import { mixHash, NUMBER, type TokenText, tokenize } from './tokenize.ts'

/** A title as it is compared. */
export type Title = {
  /** Hash of its letters without section heads and outlet tails; 0 when nothing is left. */
  hash: number
  /** Sorted unique hashes of its pairs of characters and of its words. */
  grams: Int32Array
  /** The same with its heads, which may name a place. */
  facts: Int32Array
  /** Token hashes of its numbers that are no date and no ordinal, sorted. */
  numbers: Int32Array
  /** Its tokens in order, for what differs inside. */
  text: TokenText
  dates: TitleDate[]
  /** What counts the issues of a series: 第3次, 2024年, 30周年, 英文版. */
  ordinals: string[]
  /** It announces a collection of several news: 早报, weekly digest. */
  roundup: boolean
  /** It announces thoughts about news: 述评, 意味着什么, analysis. */
  about: boolean
}

/** A day of a title, as far as it is spelled: a null stands for what is left out. */
export type TitleDate = { year: number | null; month: number | null; day: number | null }

/** What editors put before a title that is no part of it. A name before a colon is one: 上海：, 湖北：. */
const columnHead =
  /^(?:快讯|聚焦|重磅|独家|转发|转载|资讯|要闻|最新|热点|观察|权威发布|透视|深一度|更新|关注|视频|图解|组图|直播|专访|特稿|头条|突发|深度|速递|动态)\s*[!:,，]\s*/u
const englishHead =
  /^(?:update|updated|exclusive|analysis|watch|live|breaking|opinion|factbox|explainer)\s*\d*\s*[-:|]\s*/u
const bracketHead = /^[【[〔『(][^】\]〕』)]{1,12}[】\]〕』)]\s*/u
const heads = [columnHead, bracketHead]

/** What sites put behind a title: their name, what hangs on the page. */
const tails = [
  /--[^-]{1,12}(?:--[^-]{1,12})*$/u,
  /\s+[-–—]\s+[^-–—]{1,30}$/u,
  /-\s*\p{Script=Han}{1,9}(?:网|报|社|台|线|新闻|财经|周刊|时报|客户端|频道|平台)$/u,
  /\s*[([【][^)\]】]{1,5}[)\]】]$/u,
]
const endsWithTail = /[-–—)\]】]/u
/** What is left must still say something. */
const FEWEST_LETTERS = 4

function countClass(folded: string, isCounted: (kind: number) => boolean): number {
  let count = 0
  for (let at = 0; at < folded.length; at++) {
    if (isCounted(unitClass[folded.charCodeAt(at)]!)) count++
  }
  return count
}
const countLetters = (folded: string) =>
  countClass(folded, kind => kind !== UNIT_DROPPED && kind !== UNIT_STOP)
const countDigits = (folded: string) => countClass(folded, kind => kind === UNIT_DIGIT)

/** A part with a number in it tells issues of a series apart, so it stays. */
const keepsNumbers = (before: string, after: string) => countDigits(before) === countDigits(after)

function cut(title: string, patterns: RegExp[]): string {
  let rest = title
  for (const pattern of patterns) {
    const shorter = rest.replace(pattern, '')
    if (shorter === rest) continue
    if (countLetters(shorter) >= FEWEST_LETTERS && keepsNumbers(rest, shorter)) rest = shorter
  }
  return rest
}

/** Sites join their name, and columns theirs, with a bar or an underscore: the longest part is the title. */
function longestPart(title: string): string {
  if (!/[_|丨]/u.test(title)) return title
  const parts = title.split(/[_|丨]/u)
  const longest = parts.reduce((best, part) =>
    countLetters(part) > countLetters(best) ? part : best,
  )
  return countLetters(longest) >= FEWEST_LETTERS && keepsNumbers(title, longest)
    ? longest.trim()
    : title
}

/** The number of an update is no issue of a series. */
function withoutUpdate(title: string): string {
  const rest = title.replace(englishHead, '')
  return countLetters(rest) >= FEWEST_LETTERS ? rest : title
}

/** Cuts section heads and outlet tails off a folded title, as often as they come. */
export function bareTitle(folded: string): string {
  let title = folded.trim()
  for (let round = 0; round < 4; round++) {
    const part = longestPart(title)
    const withoutTail = endsWithTail.test(part) ? cut(part, tails) : part
    const shorter = cut(withoutUpdate(withoutTail), heads).trim()
    if (shorter === title) break
    title = shorter
  }
  return title
}

const roundupWords =
  /快讯|早报|晚报|日报|周报|月报|早知道|早参|速览|速递|汇总|盘点|要闻|集锦|一周|简讯|新闻联播|briefing|digest|round-?up|week in|daily brief|newsletter/u
const aboutWords =
  /意味着|启示|背后|引发|述评|快评|短评|时评|锐评|社论|解读|热议|评论员|观察|深度|综述|读懂|怎么看|为何|如何看|analysis|opinion|editorial|explain|what to know|why |takeaways/u

let lastTitle: string | null = null
let lastRead: Title | null = null

/** Reads a title into what two titles are compared by. What comes back is shared: it must not be changed. */
export function readTitle(title: string): Title {
  // A title is read for its fingerprint and again for its place, one right after the other.
  if (lastRead === null || title !== lastTitle) {
    lastRead = parseTitle(title)
    lastTitle = title
  }
  return lastRead
}

function parseTitle(title: string): Title {
  const folded = foldText(title)
  const bare = bareTitle(folded)
  const withHeads = cut(longestPart(folded.trim()), tails)
  const text = tokenize(bare)
  const grams = gramsOf(text)

  return {
    hash: hashOf(text),
    grams,
    facts: withHeads === bare ? grams : gramsOf(tokenize(withHeads)),
    numbers: text.tokens.filter((_, at) => text.kinds[at] === NUMBER).sort(),
    text,
    dates: readDates(folded),
    ordinals: readOrdinals(folded),
    roundup: roundupWords.test(folded),
    about: aboutWords.test(folded),
  }
}

function hashOf({ tokens }: TokenText): number {
  let hash = 0
  for (const token of tokens) hash = Math.imul(hash ^ token, 0x01000193) + token
  return tokens.length === 0 ? 0 : mixHash(hash) | 1
}

/** Hashes of pairs of neighbouring Han characters, and of words and numbers alone; sorted, each once. */
export function gramsOf({ tokens, kinds }: TokenText): Int32Array {
  const grams = new Int32Array(tokens.length)
  let count = 0
  for (let at = 0; at < tokens.length; at++) {
    const gram = gramAt(tokens, kinds, at)
    if (gram !== 0) grams[count++] = gram
  }
  return uniqueSorted(grams.subarray(0, count))
}

/** The gram that begins at a token; 0 where none does. */
export function gramAt(tokens: Int32Array, kinds: Uint8Array, at: number): number {
  // Kind 1 is a Han character, the only one that needs its neighbour to mean something.
  if (kinds[at] !== 1) return tokens[at]! | 1
  if (kinds[at + 1] !== 1) return 0
  return mixHash(Math.imul(tokens[at]!, 31) + tokens[at + 1]!) | 1
}

/** Sorts in place and returns the part that holds each value once. */
export function uniqueSorted(values: Int32Array): Int32Array {
  values.sort()
  let kept = 0
  for (let at = 0; at < values.length; at++) {
    if (at === 0 || values[at] !== values[at - 1]) values[kept++] = values[at]!
  }
  return values.subarray(0, kept)
}

const inRange = (value: number, highest: number) => value >= 1 && value <= highest

type DateParts = [year: number | null, month: number | null, day: number | null]

/** 十一月二十日, 十一月二十号. A 号 without a month counts something else: 2号机组. */
const hanNumberOfDate =
  /[一二三四五六七八九十]{1,3}(?=[月日])|(?<=月)[一二三四五六七八九十]{1,3}(?=号)/g
const hanDigits = '〇一二三四五六七八九'

/** Reads 三十六 and 二〇二六; up to 99 where it is counted with 十. */
function readHanNumber(number: string): number {
  const digits = (han: string) =>
    Number([...han.replaceAll('零', '〇')].map(digit => hanDigits.indexOf(digit)).join(''))
  if (!number.includes('十')) return digits(number)
  const [tens, ones] = number.split('十')
  return (tens ? digits(tens) : 1) * 10 + (ones ? digits(ones) : 0)
}

/** The longer spellings first: what one has read is not read again. */
const dateSpellings: { pattern: RegExp; read: (numbers: number[]) => DateParts[] }[] = [
  { pattern: /(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)/g, read: ([y, m, d]) => [[y!, m!, d!]] },
  {
    pattern: /(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)[日号]?/g,
    read: ([y, m, d]) => [[y!, m!, d!]],
  },
  { pattern: /(?<!\d)(\d{1,2})月(\d{1,2})[日号]?/g, read: ([m, d]) => [[null, m!, d!]] },
  { pattern: /(?<!\d)(20\d\d)年(\d{1,2})月/g, read: ([y, m]) => [[y!, m!, null]] },
  { pattern: /(?<!\d)(\d{1,2})月(?!\d)/g, read: ([m]) => [[null, m!, null]] },
  {
    pattern: /(?<![\d.])(\d{1,2})\.(\d{1,2})\s?[-~—至]\s?(\d{1,2})\.(\d{1,2})(?![\d.])/g,
    read: ([m, d, lastM, lastD]) => [
      [null, m!, d!],
      [null, lastM!, lastD!],
    ],
  },
  { pattern: /(?<!\d)(\d{1,2})日/g, read: ([d]) => [[null, null, d!]] },
]

/** The days that a title names: 20240517, 2024-05-17, 5月17日, 5.17, 5月, May 17. */
export function readDates(spelled: string): TitleDate[] {
  const folded = spelled.replace(hanNumberOfDate, number => String(readHanNumber(number)))
  if (!/\d/.test(folded)) return []
  const dates: TitleDate[] = []
  const add = (...[year, month, day]: DateParts) => {
    if (month !== null && !inRange(month, 12)) return
    if (day !== null && !inRange(day, 31)) return
    dates.push({ year, month, day })
  }
  let rest = folded
  for (const { pattern, read } of dateSpellings) {
    rest = rest.replace(pattern, (...found) => {
      for (const [year, month, day] of read(found.slice(1).map(Number))) add(year, month, day)
      return ' '
    })
  }
  readEnglishDates(rest, add)
  return dates
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthThenDay =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?\b/g
const dayThenMonth =
  /\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b/g

function readEnglishDates(folded: string, add: (...parts: DateParts) => void): void {
  for (const [, month, day] of folded.matchAll(monthThenDay)) {
    add(null, months.indexOf(month!) + 1, Number(day))
  }
  for (const [, day, month] of folded.matchAll(dayThenMonth)) {
    add(null, months.indexOf(month!) + 1, Number(day))
  }
}

/** In one expression, the longer spellings first. */
const ordinalSpellings = new RegExp(
  [
    '第[\\d一二三四五六七八九十百零〇两]{1,6}[次届批期轮季条集号个]',
    '[\\d一二三四五六七八九〇零]{2,4}年',
    '[\\d一二三四五六七八九十百]{1,5}周年',
    '\\p{Script=Han}{1,2}文版',
    '[\\d一二三四五六七八九十]{1,3}季(?=度|\\b|$)|[上下]半年',
    '之[一二三四五六七八九十]{1,2}|\\([一二三四五六七八九十\\d上中下]{1,2}\\)',
    '(?:周|星期|礼拜)[一二三四五六日天]|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b',
    '\\b(?:part|episode|no\\.?|vol\\.?|week|day) ?\\d+\\b|\\bq[1-4]\\b|\\b\\d+(?:st|nd|rd|th)\\b',
  ].join('|'),
  'gu',
)

/** What counts the issues of a series in a title, as spelled. */
export function readOrdinals(folded: string): string[] {
  const ordinals = folded.match(ordinalSpellings) ?? []
  return ordinals.map(ordinal =>
    ordinal.replace(/[一二三四五六七八九十〇零]{1,4}/, number => String(readHanNumber(number))),
  )
}
