import { foldText, UNIT_DIGIT, UNIT_DROPPED, UNIT_STOP, unitClass } from '../text/fold-unit.ts'
import { foldWords, looksTraditional } from '../text/fold-words.ts'
import { readDates, type TitleDate } from './title-dates.ts'
import { gramsOf } from './title-grams.ts'
import { type Ordinal, readOrdinals } from './title-ordinals.ts'
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
  ordinals: Ordinal[]
  /** It announces a collection of several news: 早报, weekly digest. */
  roundup: boolean
  /** It announces what comes every day or week: prices, a market's close. */
  periodic: boolean
  /** It says that it is a later version: 更新, 最新, UPDATE 2, corrected. */
  update: boolean
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
  /(?<=\p{Script=Han}.{0,80})[-–—]\s*(?:the )?[a-z][a-z .&']{1,30}$/u,
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

function cutParts(title: string, patterns: RegExp[]): string {
  let rest = title
  for (const pattern of patterns) {
    const shorter = rest.replace(pattern, '')
    if (shorter === rest) continue
    if (countLetters(shorter) >= FEWEST_LETTERS && keepsNumbers(rest, shorter)) rest = shorter
  }
  return rest
}

/** How much a part of a title says: a character, or two for a word, which is as long as a few letters. */
const weigh = (part: string) =>
  (part.match(/\p{Script=Han}|\d+/gu)?.length ?? 0) +
  2 * (part.match(/[\p{L}--\p{Script=Han}]+/gv)?.length ?? 0)

/** The name of a site, a column or an account: 云岭新闻, 云岭号·政务, 财经频道. */
const outletName =
  /^(?:the )?[^,，。:：?!]{1,16}(?:网|报|社|号|号·.{1,8}|新闻|客户端|频道|在线|资讯|财经|传媒|融媒|融媒体|日报|晚报|周刊|时报|电视台|门户|官网|首页|专栏|栏目|滚动|论坛|公众号)(?:[-–—·].{1,30})?$/u

/** A part that is no title: a name of a site, or words of another script than the rest. */
const isOutlet = (part: string, title: string) =>
  outletName.test(part.trim()) || (/\p{Script=Han}/u.test(title) && !/\p{Script=Han}/u.test(part))

/**
 * Sites join their name, and columns theirs, with a bar or an underscore. Behind an underscore stands what the site adds; beside
 * a bar a column may stand on either side, and the fullest part is the title.
 */
function ownPart(title: string): string {
  if (!/[_|丨]/u.test(title)) return title
  const parts = title.split(/[_|丨]/u)
  const told = parts.filter(part => countLetters(part) >= FEWEST_LETTERS)
  const own = told.filter(part => !isOutlet(part, title))
  const [first, ...rest] = own.length ? own : told
  if (first === undefined) return title
  const best = title.includes('_')
    ? first
    : rest.reduce((fullest, part) => (weigh(part) > weigh(fullest) ? part : fullest), first)
  return keepsNumbers(title, best) ? best.trim() : title
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
    const part = ownPart(title)
    const withoutTail = endsWithTail.test(part) ? cutParts(part, tails) : part
    const shorter = cutParts(withoutUpdate(withoutTail), heads).trim()
    if (shorter === title) break
    title = shorter
  }
  return title
}

const roundupWords =
  /快讯|早报|晚报|日报|周报|月报|早知道|早参|速览|速递|汇总|盘点|要闻|集锦|一周|简讯|新闻联播|briefing|digest|round-?up|week in|daily brief|newsletter/u
const periodicWords =
  /每日|每周|每月|[日周月旬]报(?=$|[\s(【第\d:,])|行情|收盘|开盘|成交|报价|牌价|碳价|播报|[日周]评(?=$|[\s(【第\d:,])|水情|空气质量(?:预报|状况|实况|指数)|电力负荷|价格(?:指数|监测|快报)|价格$|交易(?:数据|信息|情况|概况)|市况|终值|시황|종가|시세|(?:일일|주간|월간)\s?(?:동향|거래|가격|브리핑)|\b(?:daily|weekly|monthly|closing prices?|price watch|market (?:watch|close|report|data)|price report|settlement)\b/u
const updateWords =
  /^.{0,4}(?:更新|更正|修订|最新进展|最新)(?=[^\p{Script=Han}]|$)|[([【](?:更新|更正|修订|滚动|修改)[^)\]】]{0,4}[)\]】]|^(?:update|updated|correct(?:ed|ion)|refile)\b/u
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

/** 礼拜五 and 星期五 as 周五, 第3季度 and q3 as 三季度: one time in two spellings is no other title. */
const spellTimes = (folded: string) =>
  folded
    .replace(/(?:星期|礼拜)(?=[一二三四五六日天])/gu, '周')
    .replace(
      /(?:第\s?)?([一二三四1-4])季度|(?<![a-z0-9])q([1-4])(?![a-z0-9])/gu,
      (_, quarter?: string, latin?: string) => {
        const count = Number(latin ?? quarter)
        return `${count ? '一二三四'[count - 1] : quarter}季度`
      },
    )

/** A longer title is a text that was taken for one. */
const LONGEST_TITLE = 400

function parseTitle(title: string): Title {
  const cut = foldText(title.slice(0, LONGEST_TITLE))
  const folded = looksTraditional(title) ? foldWords(cut) : cut
  const bare = spellTimes(bareTitle(folded))
  const withHeads = cutParts(ownPart(folded.trim()), tails)
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
    update: updateWords.test(folded),
    about: aboutWords.test(folded),
  }
}

function hashOf({ tokens }: TokenText): number {
  let hash = 0
  for (const token of tokens) hash = Math.imul(hash ^ token, 0x01000193) + token
  return tokens.length === 0 ? 0 : mixHash(hash) | 1
}
