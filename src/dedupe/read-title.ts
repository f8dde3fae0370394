import { foldText, UNIT_DIGIT, UNIT_DROPPED, UNIT_STOP, unitClass } from '../text/fold-unit.ts'
import { readDates, readOrdinals, type TitleDate } from './title-dates.ts'
import { gramsOf } from './title-grams.ts'
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
  /** It announces what comes every day or week: prices, a market's close. */
  periodic: boolean
  /** It announces thoughts about news: 述评, 意味着什么, analysis. */
  about: boolean
}

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
const periodicWords =
  /每日|每周|每月|日报|周报|月报|行情|收盘|开盘|成交|报价|牌价|碳价|播报|daily|weekly|monthly|closing price|price watch|market watch/u
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

/** A longer title is a text that was taken for one. */
const LONGEST_TITLE = 400

function parseTitle(title: string): Title {
  const folded = foldText(title.slice(0, LONGEST_TITLE))
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
    periodic: periodicWords.test(folded),
    about: aboutWords.test(folded),
  }
}

function hashOf({ tokens }: TokenText): number {
  let hash = 0
  for (const token of tokens) hash = Math.imul(hash ^ token, 0x01000193) + token
  return tokens.length === 0 ? 0 : mixHash(hash) | 1
}
