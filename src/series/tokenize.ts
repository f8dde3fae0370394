import type { MarketConfig, SeriesConfig, TradeMode } from '../model/series.ts'
import { type Figure, figureStarts, readFigureAt, shift } from '../text/read-figure.ts'
import type { Lexicon } from './lexicon.ts'
import { type Dates, readTimeAt, type Time, timeStarts } from './read-time.ts'

/** A number of a text with its unit. `drop` are things that no market measures (家, basis points). */
export type NumberToken = {
  kind: 'number'
  value: number
  unit: 'price' | 'money' | 'tonnes' | 'percent' | 'bare' | 'drop'
  currency: string | null
  /** -1 or 1 where a sign is printed, else 0. */
  sign: number
  /** True for 3.2万 and the like: never a price. */
  isMultiplied: boolean
  /** 元 or $ without a country's name: several currencies are written so. */
  plainSign: '元' | '$' | null
}

export type Meaning =
  | NumberToken
  | { kind: 'market'; market: MarketConfig; vintage: string | null; isPlace: boolean }
  | { kind: 'contract'; year: number; month: number }
  | { kind: 'vintage'; year: string }
  | { kind: 'other' }
  | { kind: 'measure'; measure: keyof SeriesConfig['measures'] }
  | { kind: 'mode'; mode: TradeMode }
  | { kind: 'mark'; mark: string }
  | { kind: 'time'; time: Time }
  | { kind: 'stop'; stop: ',' | ';' | ':' | '(' | ')' }

/** A piece of a text that means something; words with several meanings give several tokens at one place. */
export type Token = Meaning & { start: number; end: number }

const stops: Record<string, ',' | ';' | ':' | '(' | ')'> = {
  ',': ',',
  '，': ',',
  ';': ';',
  '|': ';',
  ':': ':',
  '(': '(',
  '[': '(',
  '【': '(',
  ')': ')',
  ']': ')',
  '】': ')',
}

/** What stands behind a country's name where its market is meant: 英国2026年12月碳配额期货. */
const regionAfter =
  /^(?:的)?(?:同期|同月|现货|期货|\d\d?月|碳|配额|排放|(?:20)?\d\d年\d|基准|主力)|^(?:'s)? (?:dec|benchmark|front|carbon|allowance|futures|spot carbon|equiv|contract|market|auction|quarterly|weekly auction|joint auction|latest auction)/i
const regionCodes = new Set(['KAU', 'NZU'])

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthOf = (word: string) =>
  months.indexOf(word.toLowerCase().slice(0, 3).replace('dez', 'dec')) + 1
const monthWords =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)'
const contractWord =
  "(?:'s)?[ -](?:\\w+[ -]){0,1}?(?:contracts?|futures?|delivery|expiry|euas?|ukas?|ccas?|rgas?|allowances?|benchmark|rggi)"
const contractPatterns: [RegExp, (found: RegExpExecArray) => [string, string]][] = [
  // Dec-26, Dec'26, Dec26, Dec-2026
  [
    new RegExp(
      `(?<![a-z])${monthWords}(?:-|'| '|-')?(?:20)?(\\d{2})(?![\\d,.]*\\d|st|nd|rd|th|%)`,
      'iy',
    ),
    found => [found[1]!, found[2]!],
  ],
  // December 2026 contract, Dec 26 futures
  [
    new RegExp(`(?<![a-z])${monthWords} (?:20)?(\\d{2})(?=${contractWord})`, 'iy'),
    found => [found[1]!, found[2]!],
  ],
  // EUAs for December 2026 (delivery)
  [
    new RegExp(
      `(?<=(?:allowances?|euas?|ukas?|ccas?|rgas?|futures|contracts?|permits?)(?: \\w+)?(?: for|,| \\()? ?)${monthWords} (?:20)(\\d{2})(?!\\d)`,
      'iy',
    ),
    found => [found[1]!, found[2]!],
  ],
]
/** Futures for December: without a year, the next that is to come. */
const monthBehind = new RegExp(
  `(?<=(?:futures|contracts?|allowances|euas?|ukas?|ccas?|rgas?|permits) (?:for|in) )${monthWords}(?! ?\\d)(?! auction)`,
  'iy',
)
/** EUA 12/26, EUA Z26: behind the code, the month by its number or its letter at the exchange. */
const codedContract = /(?<=(?:eua|uka|cca|rga)s? )(?:(\d{1,2})\/(?:20)?|(z))(\d{2})(?![\d/])/iy
const zhCodedContract = /(?<!\d)(?:20)?(2\d)(0[1-9]|1[0-2])(?=合约|期约)/y
const zhContract =
  /(?:(?:20)?(\d{2})年)?(\d{1,2})月(?:到期|交割|交付|期)?的?(?:的?(?:欧盟|英国|基准|碳|配额|主力|EUA|UKA|CCA|RGA)*)?(?:合约|期货|期约|合同|到期)/iy
/** EUA主力合约（2026年12月）: the month in brackets of its own behind what it is of. */
const zhMonthInBrackets =
  /(?<=(?:合约|期货|期约|主力|eua|uka|cca|rga)\()(?:20)?(\d{2})年(\d{1,2})月(?=\))/iy
const enMonthContract = new RegExp(
  `(?<![a-z]|(?:in|during|since|by|from|until|last|next|this) )${monthWords}(?= (?:contract|future|euas?|ukas?|ccas?|rgas?))`,
  'iy',
)
const vintagePattern =
  /(?:20)?(\d{2})(?:年度|年)(?:的?全国)?(?:碳排放)?(?:配额|碳配额)|(?:(?<=vintage )|(?<=v))(?:20)?(\d{2})(?!\d)|(?:20)(\d{2})[ -]vintage|(?<=配额[ (]?)(?:20)?(2\d)(?![\d.,%]| ?(?:[万亿千吨元年月日笔家个单张份]|tonne))/iy
const placeAfter =
  /^(?:省|市|地区)?(?:试点|区域|地方)?(?:碳|配额|排放|试点|市场|收盘|收于|报收|收报|报(?!道|告|名|业|社|纸)|收(?=[涨跌平高低])|成交|无成交|无交易|则|仅|也|继续|领[涨跌]|小幅|大幅|微|涨|跌|升|均|挂牌|大宗|最高|最低|开盘|上涨|下跌|持平|线上|:|、|和|及|,|\(|分别|当日|今日|[ ]?[\d—-])|^(?:'s)? ?(?:pilot|carbon|ets|market|allowance|closed|ended|settled|did not|saw|had|traded|and|,|:|\(|finished|was|were|at|permits|,)/i

/** No allowances were traded: nothing was, in whatever units. */
const noneTraded =
  /(?<![a-z])no (?:(?:(?!block|bulk|listed|listing|auction|negotiated|screen)\w+ )?(?:allowances?|units?|credits?|tonnes?|permits?|contracts?|lots?|volumes?|deals?|trades?|transactions?|[a-z]{3,4}s?) )(?:were |was |had |has |have )?(?:been )?(?:traded|trades?|sold|awarded|bought|cleared|placed|changed hands|exchanged|transacted|recorded|reported|seen|done|took place)(?![a-z])/iy

/** 自2024年1月22日启动以来: counts from the market's first day. */
const sinceStart =
  /(?:自|从)(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?[^,，。0-9]{0,10}?(?:开市|启动|上线|开始)(?:上线|交易|运行|启动)*(?:以来|至今)/y

/** 自2021年7月16日开市至: what follows counts from the market's first day. */
const sinceLaunch =
  /(?:自|从)?(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:正式)?(?:开市|启动|上线|开始)(?:上线|交易|运行|启动)*(?:以来)?,?(?:至|到|截至)(?=[^,]{2,12}日|今)/y

/** 创年内新高, 刷新9月12日以来最低: says nothing of the figures around it. */
const newRecord =
  /(?:创|刷新|再创|续创|创下|为)(?:了|出)?[^,，。;；、元创]{0,16}(?:新高|新低|最高|最低|高点|低点|高位|低位|纪录|记录)(?:价|水平|值|点)?(?![\d至触报升跌为:]|[ ]?\d)/y

/** The characters that the two patterns above begin with: none is tried elsewhere. */
const recordStarts = new Set('创刷再续为')
const launchStarts = new Set('自从0123456789')
const isDigit = (code: number) => code >= 48 && code <= 57
const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/**
 * Tells, before any pattern is tried, where nothing can begin: in the middle of a word of letters, and at a Chinese character that no
 * word, time or number begins with.
 */
function isPassedOver(text: string, at: number, { starts }: Lexicon): boolean {
  const code = text.charCodeAt(at)
  if (isLetter(code)) return at > 0 && isLetter(text.charCodeAt(at - 1))
  if (!isHan(code)) return code === 32
  const character = text[at]!
  return !(
    starts.has(character) ||
    timeStarts.has(character) ||
    figureStarts.has(character) ||
    recordStarts.has(character) ||
    launchStarts.has(character)
  )
}

/** Takes a folded text apart into what the reader knows; everything else is passed over. */
export function tokenize(text: string, lexicon: Lexicon, dates: Dates): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const found = readAt(text, at, lexicon, dates, tokens)
    if (!found) {
      at++
      continue
    }
    tokens.push(...found.meanings.map(meaning => ({ ...meaning, start: at, end: found.end })))
    at = found.end
  }
  shareUnits(tokens, text)
  return tokens
}

type Found = { meanings: Meaning[]; end: number }

function readAt(
  text: string,
  at: number,
  lexicon: Lexicon,
  dates: Dates,
  before: Token[],
): Found | null {
  const stop = stops[text[at]!]
  if (stop) return { meanings: [{ kind: 'stop', stop }], end: at + 1 }
  if (isPassedOver(text, at, lexicon)) return null
  const first = text.charCodeAt(at)
  const code = isLetter(first) ? matchAt(lexicon.codes, text, at) : null
  if (code) return readCode(code, lexicon, at)
  // Contracts and vintages begin with a digit or a letter.
  const contract = isLetter(first) || isDigit(first) ? readContract(text, at, dates) : null
  if (contract) return contract
  const vintage = isDigit(first) ? matchAt(vintagePattern, text, at) : null
  if (vintage)
    return {
      meanings: [
        { kind: 'vintage', year: (vintage[1] ?? vintage[2] ?? vintage[3] ?? vintage[4])! },
      ],
      end: at + vintage[0].length,
    }
  const record = recordStarts.has(text[at]!) ? matchAt(newRecord, text, at) : null
  if (record) return { meanings: [], end: at + record[0].length }
  const launch = launchStarts.has(text[at]!) ? matchAt(sinceLaunch, text, at) : null
  if (launch)
    return {
      meanings: [
        { kind: 'mark', mark: 'as_of' },
        { kind: 'mark', mark: 'cumulative' },
      ],
      end: at + launch[0].length,
    }
  const none = isLetter(first) ? matchAt(noneTraded, text, at) : null
  if (none) return { meanings: [{ kind: 'mark', mark: 'none' }], end: at + none[0].length }
  const start = launchStarts.has(text[at]!) ? matchAt(sinceStart, text, at) : null
  if (start) return { meanings: [{ kind: 'mark', mark: 'since_start' }], end: at + start[0].length }
  const time = readTimeAt(text, at, dates)
  if (time) return { meanings: [{ kind: 'time', time }], end: time.end }
  return readWord(text, at, lexicon) ?? readNumber(text, at, lexicon, before)
}

function readCode(found: RegExpExecArray, lexicon: Lexicon, at: number): Found {
  const market = lexicon.marketOfCode(found[1]!)!
  // A future is told by its month, not by a vintage.
  const isFuture = market.futures && found[2] !== undefined
  const printed = isFuture ? null : (found[2] ?? null)
  const length = isFuture ? found[1]!.length : found[0].length
  const vintage =
    printed && market.vintages === 'short' ? printed.replace(/20(\d\d)/g, '$1') : printed
  return {
    meanings: [{ kind: 'market', market, vintage, isPlace: false }],
    end: at + length,
  }
}

function readContract(text: string, at: number, dates: Dates): Found | null {
  for (const [pattern, read] of contractPatterns) {
    const found = matchAt(pattern, text, at)
    if (!found) continue
    const [month, year] = read(found)
    return contractAt(monthOf(month), 2000 + Number(year), at + found[0].length)
  }
  const coded = matchAt(codedContract, text, at)
  if (coded)
    return contractAt(Number(coded[1] ?? 12), 2000 + Number(coded[3]), at + coded[0].length)
  const zhCoded = matchAt(zhCodedContract, text, at)
  if (zhCoded)
    return contractAt(Number(zhCoded[2]), 2000 + Number(zhCoded[1]), at + zhCoded[0].length)
  const zh = matchAt(zhContract, text, at) ?? matchAt(zhMonthInBrackets, text, at)
  if (zh) {
    const month = Number(zh[2])
    return contractAt(
      month,
      zh[1] ? 2000 + Number(zh[1]) : frontYear(month, dates),
      at + zh[0].length,
    )
  }
  const plain = matchAt(enMonthContract, text, at) ?? matchAt(monthBehind, text, at)
  if (!plain) return null
  const month = monthOf(plain[1]!)
  return contractAt(month, frontYear(month, dates), at + plain[0].length)
}

const contractAt = (month: number, year: number, end: number): Found | null =>
  month >= 1 && month <= 12 ? { meanings: [{ kind: 'contract', year, month }], end } : null

/** The year of the next such month that ends after the text came out. */
function frontYear(month: number, { published }: Dates): number {
  const year = Number(published.slice(0, 4))
  return month < Number(published.slice(5, 7)) ? year + 1 : year
}

function readWord(text: string, at: number, lexicon: Lexicon): Found | null {
  const found = lexicon.words.at(text, at)
  const place = lexicon.places.at(text, at)
  if (place && (!found || found[0].length <= place[0].length)) {
    const end = at + place[0].length
    const market = lexicon.marketOfPlace(place[0])
    const after =
      market?.futures || regionCodes.has(market?.codes[0] ?? '') ? regionAfter : placeAfter
    if (!market || !after.test(text.slice(end, end + 12))) return null
    if (isDateline(text, at, end)) return null
    return { meanings: [{ kind: 'market', market, vintage: null, isPlace: true }], end }
  }
  if (!found) return null
  const end = at + found[0].length
  if (!standsAsWord(found[0], text, end)) return null
  const meanings = lexicon.rolesOf(found[0]).flatMap((role): Meaning[] => {
    if (role.kind === 'market') return [{ ...role, vintage: null }]
    if (role.kind === 'unit') return []
    const isNone = role.kind === 'mark' && role.mark === 'none'
    if (isNone && aloneBehindColon.test(found[0]) && !isAlone(text, at, end)) return []
    return [role]
  })
  return meanings.length ? { meanings, end } : null
}

/** SHANGHAI, July 23 - and 上海7月23日电: where a report is sent from. */
const isDateline = (text: string, at: number, end: number): boolean =>
  /^\d{1,2}月\d{1,2}日?(?:电|讯|消息|报道)/.test(text.slice(end)) ||
  (/^[A-Z]+$/.test(text.slice(at, end)) && /^(?:,| [-(])/.test(text.slice(end)))

const needs: Record<string, RegExp> = {
  收: /^(?:[涨跌平报高低于在至升每]|[ ]?[\d€$£¥])/,
  量: /^(?:[:为]|[ ]?\d)/,
  比: /^[上前昨去今年\d周一二三四五六七八九十€$£]/,
  由: /^[上前昨去今年\d周一二三四五六七八九十€$£每原“”"'「]/,
  从: /^[上前昨去今年\d周一二三四五六七八九十€$£每原“”"'「]/,
  自: /^[上前昨去今年\d周一二三四五六七八九十€$£每]/,
  升: /^(?:幅|至|到|[ ]?[\d百])/,
  降: /^(?:幅|至|到|[ ]?[\d百])/,
  增: /^(?:幅|至|[ ]?[\d百])/,
  减: /^(?:[ ]?[\d百])/,
  系: /^["“”'「]?[\d€$£]/,
  误: /^(?:[ ]?\d|[为作])/,
  拟: /^/,
}
/** 单向竞价：无。 says that nothing was traded; in other places the word says little. */
const aloneBehindColon = /^(?:暂?无|nil)$/i

const isAlone = (text: string, at: number, end: number): boolean =>
  /(?:[:：]|交易|协议|竞价|转让|拍卖|成交量?|大宗|挂牌)\s*$/.test(text.slice(0, at)) &&
  /^\s*(?:[,;，；。)]|$)/.test(text.slice(end))

const standsAsWord = (word: string, text: string, end: number): boolean =>
  needs[word]?.test(text.slice(end, end + 3)) ?? true

function readNumber(text: string, at: number, lexicon: Lexicon, before: Token[]): Found | null {
  let from = at
  let sign = 0
  let perTonneBefore = false
  let currency: string | null = null
  let plainSign: NumberToken['plainSign'] = null
  let isPercent = false
  // What stands before a figure: a sign, a currency, 每吨, 百分之.
  for (;;) {
    const rest = text.slice(from, from + 4)
    if (rest.startsWith('百分之')) {
      isPercent = true
      from += 3
    } else if (
      sign === 0 &&
      /^[+-](?=[ ]?[\d.€$£]|[A-Z])/.test(rest) &&
      !/[\d\w)]/.test(text[from - 1] ?? '')
    ) {
      sign = rest[0] === '-' ? -1 : 1
      from++
    } else if (/^[↑▲△↗]/.test(rest)) {
      sign = 1
      from++
    } else if (/^[↓▼▽↘]/.test(rest)) {
      sign = -1
      from++
    } else if (from > at && text[from] === ' ') from++
    else if (isPercent && text[from] === '负') {
      sign = -1
      from++
    } else {
      const unit = unitAt(text, from, lexicon)
      if (unit?.role.kind !== 'unit') break
      if (unit.role.unit === 'perTonne') perTonneBefore = true
      else if (unit.role.unit === 'currency' && /[^\d\w]|^[A-Z$]/i.test(unit.word)) {
        if (currency !== null) break
        currency = unit.role.currency
        plainSign = plainSignOf(unit.word)
      } else break
      from = unit.end
    }
  }
  if (/[a-z0-9]/i.test(text[from - 1] ?? '') && from === at) return null
  if (from === at && isEnumerator(text, at)) return null
  const figure = readFigureAt(text, from)
  if (!figure) return null
  if (!isPercent && figure.isHan && !unitFollows(text, figure.end, lexicon)) return null
  const read = readUnits(text, figure, lexicon, {
    currency,
    plainSign,
    perTonne: perTonneBefore,
    isPercent,
  })
  if (!read) return null
  const lastEnd = before.at(-1)?.end ?? 0
  if (from === at && lastEnd > at) return null
  return { meanings: [{ ...read.number, sign }], end: read.end }
}

/** 成交：1.挂牌协议…；2.大宗协议…: the figure of a list. */
const isEnumerator = (text: string, at: number): boolean =>
  /(?:^|[:;。(\s])$/.test(text.slice(Math.max(0, at - 1), at)) &&
  /^\d{1,2}(?:[.)]|(?<=^\d)、)(?=[\u4e00-\u9fff])/.test(text.slice(at, at + 5))

const plainSignOf = (word: string): NumberToken['plainSign'] =>
  /^[元圆块]$/.test(word) ? '元' : word === '$' ? '$' : null

const unitFollows = (text: string, end: number, lexicon: Lexicon) =>
  unitAt(text, skip(text, end), lexicon) !== null
const skip = (text: string, at: number) => (text[at] === ' ' ? at + 1 : at)

function unitAt(text: string, at: number, lexicon: Lexicon) {
  const found = lexicon.units.at(text, at)
  const role = found && lexicon.unitOf(found[0])
  return role ? { role, word: found[0], end: at + found[0].length } : null
}

function readUnits(
  text: string,
  figure: Figure,
  lexicon: Lexicon,
  before: {
    currency: string | null
    plainSign: NumberToken['plainSign']
    perTonne: boolean
    isPercent: boolean
  },
): { number: Omit<NumberToken, 'sign'>; end: number } | null {
  let { value, end } = figure
  let { currency, perTonne } = before
  let plainSign: NumberToken['plainSign'] = before.plainSign
  const isMultiplied = /[万亿만억조a-z]/i.test(text.slice(figure.start, figure.end))
  // 1만850원: a price in won is as large as that.
  const isInWon = () => currency === 'KRW' && value < 100_000
  const number = (unit: NumberToken['unit']) => ({
    number: {
      kind: 'number' as const,
      value,
      unit,
      currency,
      isMultiplied: isMultiplied && !isInWon(),
      plainSign,
    },
    end,
  })
  if (before.isPercent) return number('percent')
  for (let rounds = 0; rounds < 3; rounds++) {
    const unit = unitAt(text, skip(text, end), lexicon)
    if (unit?.role.kind !== 'unit') break
    const { role } = unit
    if (role.unit === 'currency') {
      if (currency !== null && currency !== role.currency && rounds > 0) break
      if (currency === null) plainSign = plainSignOf(unit.word)
      currency ??= role.currency
      end = unit.end
      const small = /^([\d一二三四五六七八九])角(?:([\d一二三四五六七八九])分)?/.exec(
        text.slice(end),
      )
      if (small) {
        const tail = small[0]
          .replace(/[角分]/g, '')
          .replace(/[一二三四五六七八九]/g, one => `${'零一二三四五六七八九'.indexOf(one)}`)
        value = shift(`${value}.${tail}`, 0)
        end += small[0].length
      }
      continue
    }
    if (role.unit === 'perTonne') {
      perTonne = true
      end = unit.end
      continue
    }
    if (currency !== null) break
    if (role.unit === 'percent') {
      end = unit.end
      return number('percent')
    }
    if (role.unit === 'tonnes') {
      // The allowances' own name says which are meant: it is read again as a word.
      end = unit.end
      value = shift(`${value}`, tonnesFactor(unit.word, role.factor, value))
      return number('tonnes')
    }
    // A single letter or a Chinese counter directly behind the figure.
    if (/^[a-z]/i.test(unit.word) || unit.end > end) {
      end = unit.end
      return number('drop')
    }
    break
  }
  if (perTonne) return number('price')
  if (currency !== null) return number('money')
  if (
    matchAt(lexicon.codes, text, skip(text, end)) ||
    allowanceAhead.test(text.slice(end, end + 40))
  )
    return number('tonnes')
  return number('bare')
}

/**
 * Mt is a million tonnes; mt and MT are how traders write a metric tonne. An allowance is a whole one, so 2.1mt is a million
 * tonnes all the same.
 */
const tonnesFactor = (word: string, factor: number, value: number): number =>
  /^(?:mt|MT)/.test(word) && Number.isInteger(value) ? 0 : factor

const allowanceAhead =
  /^ (?:of )?(?:[\w-]+ ){0,2}(?:allowances|permits|tonnes|tons|credits|euas|ukas|ccas|units)\b/i

/** In 99.8、75.2、41.2元/吨 and 88.1至90.2元/吨 the unit is printed once, and a currency before the first alone. */
function shareUnits(tokens: Token[], text: string): void {
  const between = (a: Token, b: Token) => text.slice(a.end, b.start)
  const joins = /^\s*(?:[-~、,和与及至到/]|and|to|,\s*and)\s*$/
  const numbers = tokens.filter(token => token.kind === 'number')
  for (let at = numbers.length - 2; at >= 0; at--) {
    const [one, next] = [numbers[at]!, numbers[at + 1]!]
    if (one.kind !== 'number' || next.kind !== 'number') continue
    if (one.unit !== 'bare' || next.unit === 'bare' || next.unit === 'drop') continue
    if (!joins.test(between(one, next))) continue
    one.unit = next.unit
    one.currency = next.currency
  }
  for (let at = 1; at < numbers.length; at++) {
    const [one, before] = [numbers[at]!, numbers[at - 1]!]
    if (one.kind !== 'number' || before.kind !== 'number') continue
    if (one.unit !== 'bare' || before.currency === null || one.isMultiplied) continue
    if (!joins.test(between(before, one)) || /^,\s*$/.test(between(before, one))) continue
    one.unit = before.unit
    one.currency = before.currency
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
