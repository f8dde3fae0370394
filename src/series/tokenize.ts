import type { MarketConfig } from '../model/series.ts'
import { begins, stops } from './beginnings.ts'
import { readContractAt } from './contract-at.ts'
import type { Lexicon } from './lexicon.ts'
import { readNumberAt } from './number-at.ts'
import { type Dates, readTimeAt } from './read-time.ts'
import { type Found, type Meaning, matchAt, type Token } from './token.ts'

/** What stands behind a country's name where its market is meant: 英国2026年12月碳配额期货. */
const regionAfter =
  /^(?:的|の)?(?:拍卖|竞价|同限|同期|同月|现货|期货|\d\d?月|(?: \d{4}년)? \d\d?월물|碳|配额|排放|(?:20)?\d\d年\d|基准|主力)|^(?:'s)? (?:wrap|counterpart|cousin|peer|sister|regulator|permit|unit|emission|sells out|sold out|sells \d|cap-and|program|dec|benchmark|front|carbon|allowance|futures|spot carbon|equiv|contract|market|auction|common|sale|quarterly|weekly auction|joint auction|latest auction)|^, (?:mon|tues|wednes|thurs|fri|the dec|dec)|^: ?(?:20\d\d年|\d\d?月)|^: (?:the )?(?:dec|front|benchmark|spot)|^ (?:member states |countries |governments? )?(?:sold|auctioned) \d/i
const regionCodes = new Set(['KAU', 'NZU'])

const vintagePattern =
  /(?:20)(\d{2})年(?:产|分|度分|物)(?=の|[「『(]?[A-Z])|(?:20)?(\d{2})(?:年度|年)(?:的?全国)?(?:碳排放)?(?:配额|碳配额)|(?:(?<=vintage )|(?<=v))(?:20)?(\d{2})(?!\d)|(?:20)(\d{2})[ -]vintage|(?<=配额[ (]?)(?:20)?(2\d)(?![\d.,%]| ?(?:[万亿千吨元年月日笔家个单张份]|tonne))/iy
const placeAfter =
  /^ ?(?:성|시)?의? ?(?:탄소|배출|시범|시장|지역)|^(?:은|는|이|가) |^(?:省|市|地区)?(?:试点|区域|地方)?(?:碳|配额|排放|试点|市场|收盘|收于|报收|收报|报(?!道|告|名|业|社|纸)|收(?=[涨跌平高低在])|与(?=[前昨上])|成交|无成交|无交易|则|仅|也|仍|以(?=[约每]?\d)|维持|沿用|保持|继续|领[涨跌]|小幅|大幅|微|涨|跌|升|均|另|公开(?:交易|竞价)|协议(?:转让|交易)|单向竞价|[两二三四五六七八](?:地|省市?|市场|家|个)|等地|当天|今天|全天|暂|没有|未|昨[日天]|周[一二三四五]|[のはが]|挂牌|大宗|最高|最低|开盘|上涨|下跌|持平|线上|:|、|和|及|,|\(|分别|当日|今日|同日|同期|本日|亦|午后|尾市|[ ]?[\d—-]|[〕】\])]\s?(?:\d|收|报|昨|今|CEA|挂牌|成交))|^'s (?:eased|rose|fell|slid|slipped|gained|lost|shed|climbed|dropped|advanced|edged|added|declined|jumped|was|were|also)|^(?:'s)? ?(?:pilot|carbon|ets|market|allowance|closed|closing|settle|ended|settled|volumes?|turnover|prices?|traded?s?|did not|saw|had|recorded|reported|posted|traded|and|n?or|,|:|\(|finished|was|were|at|permits|,)/i

/** No allowances were traded: nothing was, in whatever units. */
const noneTraded =
  /(?<![a-z])no (?:(?:(?!block|bulk|listed|listing|auction|negotiated|screen)\w+ )?(?:allowances?|units?|credits?|tonnes?|permits?|contracts?|lots?|volumes?|deals?|trades?|transactions?|[a-z]{3,4}s?) )(?:were |was |had |has |have )?(?:been )?(?:traded|trades?|sold|awarded|bought|cleared|placed|changed hands|exchanged|transacted|recorded|reported|seen|done|took place)(?![a-z])|(?<=\b(?:neither|not)\b[^.;]{0,60})(?:recorded?|saw|see|had|have|reported?|post(?:ed)?) any (?:trades?|trading|volumes?|deals?|transactions?)(?![a-z])/iy

/** 自2024年1月22日启动以来: counts from the market's first day. */
const sinceStart =
  /(?:自|从)(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?[^,，。0-9]{0,10}?(?:开市|启动|上线|开始)(?:上线|交易|运行|启动)*(?:以来|至今)/y

/** 自2021年7月16日开市至: what follows counts from the market's first day. */
const sinceLaunch =
  /(?:自|从)?(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:正式)?(?:开市|启动|上线|开始)(?:上线|交易|运行|启动)*(?:以来)?,?(?:至|到|截至)(?=[^,]{2,12}日|今)/y

/** 创年内新高, 刷新9月12日以来最低: says nothing of the figures around it. */
const newRecord =
  /(?:创|刷新|再创|续创|创下|为)(?:了|出)?[^,，。;；:、元创]{0,16}(?:新高|新低|最高|最低|高点|低点|高位|低位|纪录|记录)(?:价|水平|值|点)?(?![\d价至触报升跌为:]|[ ]?\d)/y

const isDigit = (code: number) => code >= 48 && code <= 57
const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff
const isLetter = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 0xc0 && code <= 0x17f && code !== 0xd7 && code !== 0xf7)

/**
 * Tells, before any pattern is tried, where nothing can begin: in the middle of a word of letters, and at a Chinese character that no
 * word, time or number begins with.
 */
function isPassedOver(text: string, at: number, code: number, beginning: number): boolean {
  if (isLetter(code)) return at > 0 && isLetter(text.charCodeAt(at - 1))
  return isHan(code) ? beginning === 0 : code === 32
}

/** Takes a folded text apart into what the reader knows; everything else is passed over. */
export function tokenize(text: string, lexicon: Lexicon, dates: Dates): Token[] {
  const tokens: Token[] = []
  let at = endOfDateline(text)
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
  takeUnitsOfLabels(tokens, text, lexicon)
  return tokens
}

/** （中央社记者台北26日电）, 【记者王某台北报导】: who wrote where says nothing of figures. */
const endOfDateline = (text: string): number => dateline.exec(text)?.[0].length ?? 0
const dateline = /^\s*[（(【〔[][^（()）【】〔〕[\]]{2,40}(?:电|讯|報導|报导|报道|外电)[)）】〕\]]/

function readAt(
  text: string,
  at: number,
  lexicon: Lexicon,
  dates: Dates,
  before: Token[],
): Found | null {
  const first = text.charCodeAt(at)
  const beginning = lexicon.beginnings[first]!
  if (isPassedOver(text, at, first, beginning)) return null
  if (beginning & begins.stop) {
    // A line of labelled letters is one statement.
    const stop = text[at] === '|' && severalLetters.test(text) ? ',' : stops[text[at]!]!
    return { meanings: [{ kind: 'stop', stop }], end: at + 1 }
  }
  const code = isLetter(first) ? matchAt(lexicon.codes, text, at) : null
  if (code) return readCode(code, lexicon, at)
  const letter = isLetter(first) ? readLetterLabel(text, at) : null
  if (letter) return letter
  // Contracts begin with a figure or a letter, vintages with a digit.
  const contract =
    isLetter(first) || beginning & begins.figure ? readContractAt(text, at, dates) : null
  if (contract) return withMarketInside(contract, text, at, lexicon)
  const vintage = isDigit(first) ? matchAt(vintagePattern, text, at) : null
  if (vintage)
    return {
      meanings: [{ kind: 'vintage', year: vintage.slice(1).find(Boolean)! }],
      end: at + vintage[0].length,
    }
  const record = beginning & begins.record ? matchAt(newRecord, text, at) : null
  if (record) return { meanings: [], end: at + record[0].length }
  const launch = beginning & begins.launch ? matchAt(sinceLaunch, text, at) : null
  if (launch)
    return {
      meanings: [
        { kind: 'mark', mark: 'as_of' },
        { kind: 'mark', mark: 'cumulative' },
      ],
      end: at + launch[0].length,
    }
  const none = isLetter(first) ? matchAt(noneTraded, text, at) : null
  if (none) {
    const of = none[0].split(/(?<![A-Za-z])(?=[A-Z])/).map(word => matchAt(lexicon.codes, word, 0))
    const code = of.find(found => found !== null)
    const market = code ? readCode(code, lexicon, at).meanings : []
    return { meanings: [...market, { kind: 'mark', mark: 'none' }], end: at + none[0].length }
  }
  const start = beginning & begins.launch ? matchAt(sinceStart, text, at) : null
  if (start) return { meanings: [{ kind: 'mark', mark: 'since_start' }], end: at + start[0].length }
  const time = readTimeAt(text, at, dates)
  if (time) return { meanings: [{ kind: 'time', time }], end: time.end }
  const short = isHan(first) && shortLabels[text[at]!] ? matchAt(shortLabel, text, at) : null
  if (short)
    return { meanings: [{ kind: 'measure', measure: shortLabels[short[0]]! }], end: at + 1 }
  const word = beginning & begins.word ? readWord(text, at, lexicon, before) : null
  return word ?? (beginning & numberBegins ? readNumberAt(text, at, lexicon, before) : null)
}

/** 开59.80、高60.10、低59.30、收59.60元/吨 */
const shortLabel = /(?<=[:、,; )A-Z日天盘])[开高低收](?=[ ]?\d{2,5}\.\d{1,2}(?![%\d]))/y
const shortLabels: Record<string, 'open' | 'high' | 'low' | 'close'> = {
  开: 'open',
  高: 'high',
  低: 'low',
  收: 'close',
}

/** O 79.05 | H 79.90 | L 78.70 | C 79.35: single letters, where two or more of them stand before figures. */
const letterLabel = /(?<=(?:^|[\d|,;/():%-]) ?)[OHLC](?=[: ] ?[€£$¥]?\d{1,5}(?:\.\d+)?(?![%\d]))/y
const letterLabels: Record<string, 'open' | 'high' | 'low' | 'close'> = {
  O: 'open',
  H: 'high',
  L: 'low',
  C: 'close',
}
const severalLetters =
  /(?<![A-Za-z])[OHLC][: ] ?[€£$¥]?\d.{0,40}?(?<![A-Za-z])[OHLC][: ] ?[€£$¥]?\d/

function readLetterLabel(text: string, at: number): Found | null {
  const measure = letterLabels[text[at]!]
  if (!measure || !matchAt(letterLabel, text, at) || !severalLetters.test(text)) return null
  return { meanings: [{ kind: 'measure', measure }], end: at + 1 }
}

/** 2026年12月EUA合约: the code that stands between a month and its noun says whose contract it is. */
function withMarketInside(contract: Found, text: string, at: number, lexicon: Lexicon): Found {
  const [code] =
    /(?<![A-Za-z])(?:EUA|UKA|CCA|RGA)(?![A-Za-z])/.exec(text.slice(at, contract.end)) ?? []
  const market = code && lexicon.marketOfCode(code)
  if (!market) return contract
  const named: Meaning = { kind: 'market', market, vintage: null, isPlace: false }
  return { meanings: [...contract.meanings, named], end: contract.end }
}

/** A number, or what stands before it. */
const numberBegins = begins.figure | begins.unit | begins.sign

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

function readWord(text: string, at: number, lexicon: Lexicon, before: Token[]): Found | null {
  const found = lexicon.words.at(text, at)
  const place = lexicon.places.at(text, at)
  if (place && (!found || found[0].length <= place[0].length)) {
    const end = at + place[0].length
    const market = lexicon.marketOfPlace(place[0])
    if (!market || !standsAsMarket(market, { text, at, end }, lexicon, before)) return null
    if (isDateline(text, at, end)) return null
    return { meanings: [{ kind: 'market', market, vintage: null, isPlace: true }], end }
  }
  if (!found) return null
  const end = at + found[0].length
  if (!standsAsWord(found[0], text, at, end)) return null
  const meanings = lexicon.rolesOf(found[0]).flatMap((role): Meaning[] => {
    if (role.kind === 'market') return [{ ...role, vintage: null }]
    if (role.kind === 'unit') return []
    const isNone = role.kind === 'mark' && role.mark === 'none'
    if (isNone && aloneBehindColon.test(found[0]) && !isAlone(text, at, end)) return []
    return [role]
  })
  return meanings.length ? { meanings, end } : null
}

/** As far as what follows a place's name is looked at. */
const MOST_BEHIND_PLACE = 32

type Place = { text: string; at: number; end: number }

/** True where a place's name means its market, by what stands beside it. */
function standsAsMarket(
  market: MarketConfig,
  place: Place,
  lexicon: Lexicon,
  before: Token[],
): boolean {
  const { text, at, end } = place
  const last = before.at(-1)
  // Lithium carbonate in Guangzhou: the place is the other goods'.
  if (
    last?.kind === 'other' &&
    /^(?: [a-z]+){0,2} (?:in|at|from|of) $/.test(text.slice(last.end, at))
  )
    return false
  if (last?.kind === 'market' && /^,? (?:and|n?or|&) $/.test(text.slice(last.end, at))) return true
  if (market.beside.includes(text.slice(at, end))) return standsAmongPlaces(place, lexicon, before)
  // 广东与湖北碳市场
  if (text[end] === '与' && lexicon.places.at(text, end + 1)) return true
  const isAbroad = market.futures || regionCodes.has(market.codes[0] ?? '')
  return (isAbroad ? regionAfter : placeAfter).test(text.slice(end, end + MOST_BEHIND_PLACE))
}

/** 全国、广东、湖北三个市场; 全国289,829吨，广东17,069吨: the country is a market in a row of others. */
const joinsPlaces =
  /^(?:(?:[、和与及较]|以及)|[ ]?\d[\d,.]*[万亿]?(?:吨|元(?:\/吨)?)(?:\([^()]{1,12}\))?[,、;])/
function standsAmongPlaces({ text, at, end }: Place, lexicon: Lexicon, before: Token[]): boolean {
  const last = before.at(-1)
  if (last?.kind === 'market' && /^(?:[、和与及]|以及)$/.test(text.slice(last.end, at))) return true
  const joined = joinsPlaces.exec(text.slice(end, end + 40))
  return joined !== null && lexicon.places.at(text, end + joined[0].length) !== null
}

/** SHANGHAI, July 23 - and 上海7月23日电: where a report is sent from. */
const isDateline = (text: string, at: number, end: number): boolean =>
  /^\d{1,2}月\d{1,2}日?(?:电|讯|消息|报道)/.test(text.slice(end)) ||
  (/^[A-Z]+$/.test(text.slice(at, end)) &&
    /^(?:,| [-(])/.test(text.slice(end)) &&
    // In the UK, Wednesday's auction
    !/\b(?:the|in) $/i.test(text.slice(0, at)))

const allSold = /^(?!.{0,14}(?:全数|全部|悉数|均)(?:售|卖|成交|决标|得标))/
const needs: Record<string, RegExp> = {
  实际: /^(?:成交|收盘|交易|开盘|价格)/,
  // 释出325万吨，全数售出: all of it was sold.
  释出: allSold,
  推出: allSold,
  nach: /^ (?:zuvor |noch )?[\d€£]/i,
  전날: /^[ ,](?!종|대|보)/,
  전일: /^[ ,](?!종|대|보)/,
  from: /^ (?!both|all |across|industr|utilit|buyers?|sellers?|compliance|specul|funds?|traders?|brokers?|data|exchange|sources|various|other|people|monday |the sale|sales of|the auction|auctions|selling )/i,
  收: /^(?:[涨跌平报高低于在至升每]|[ ]?[\d€$£¥])/,
  量: /^(?:[:为]|[ ]?\d)/,
  比: /^(?:[上前昨去今年\d周一二三四五六七八九十€$£]|启动|上线|开市|首[日个]|节前|假期前|月初|季初|同期)/,
  由: /^[上前昨去今年\d周一二三四五六七八九十€$£每原“”"'「]/,
  从: /^[上前昨去今年\d周一二三四五六七八九十€$£每原“”"'「]/,
  自: /^[上前昨去今年\d周一二三四五六七八九十€$£每]/,
  升: /^(?:幅|至|到|[ ]?[\d百])/,
  降: /^(?:幅|至|到|[ ]?[\d百])/,
  增: /^(?:幅|至|[ ]?[\d百])/,
  减: /^(?:[ ]?[\d百])/,
  系: /^["“”'「]?[\d€$£]/,
  误: /^(?:[ ]?\d|[为作])/,
  平: /^(?:[;,)。]|$)/,
  拟: /^/,
}
/** As far as what follows a word is looked at. */
const MOST_BEHIND_WORD = 16

/** 单向竞价：无。 says that nothing was traded; in other places the word says little. */
const aloneBehindColon = /^(?:暂?无|nil|none)$/i

const isAlone = (text: string, at: number, end: number): boolean =>
  /(?:[:：]|交易|协议|竞价|转让|拍卖|成交量?|大宗|挂牌)\s*$/.test(text.slice(0, at)) &&
  /^\s*(?:[,;.，；。)]|$)/.test(text.slice(end))

const standsAsWord = (word: string, text: string, at: number, end: number): boolean =>
  (needs[word]?.test(text.slice(end, end + MOST_BEHIND_WORD)) ?? true) &&
  (needsBefore[word]?.test(text.slice(0, at)) ?? true)

/** 0.4%高: what a Japanese price did; （平）. */
const dayBefore =
  /[比较](?:前[一个]*交易日|上[一个]*交易日|前一?日|上一?日|昨[日天])(?:的?收盘价?)?(?:略|微|小幅|稍)?$/
const needsBefore: Record<string, RegExp> = {
  // A £54.73 top
  top: /\d ?$/,
  // 迎来年内最后一个交易日
  来年: /(?<![迎未以])$/,
  来月: /(?<![迎未以])$/,
  来周: /(?<![迎未以])$/,
  reached: /\b(?:open|opened|opening|started|began)\b[^;]{0,60}$/i,
  // Un 0,6 % más, and not más que
  más: /% ?$/,
  menos: /% ?$/,
  stable: /[,;(] ?$/,
  stables: /[,;(] ?$/,
  estable: /[,;(] ?$/,
  estables: /[,;(] ?$/,
  高: new RegExp(`%\\)?$|${dayBefore.source}`),
  低: dayBefore,
  安: /%\)?$/,
  平: /[,(] ?$/,
  若: /(?:^|[,;:。('"“但倘而])$/,
}

/** In 99.8、75.2、41.2元/吨 and 88.1至90.2元/吨 the unit is printed once, and a currency before the first alone. */
function shareUnits(tokens: Token[], text: string): void {
  const between = (a: Token, b: Token) => text.slice(a.end, b.start)
  const joins = /^\s*(?:[-~、,和与及至到/]|and|to|und|bis|et|à|y|,\s*and)\s*$/
  const numbers = tokens.filter(token => token.kind === 'number')
  for (let at = 1; at < numbers.length; at++) {
    const [one, before] = [numbers[at]!, numbers[at - 1]!]
    if (one.kind !== 'number' || before.kind !== 'number') continue
    if (one.unit !== 'bare' || before.currency === null || one.isMultiplied) continue
    if (!joins.test(between(before, one)) || /^,\s*$/.test(between(before, one))) continue
    one.unit = before.unit
    one.currency = before.currency
  }
  for (let at = numbers.length - 2; at >= 0; at--) {
    const [one, next] = [numbers[at]!, numbers[at + 1]!]
    if (one.kind !== 'number' || next.kind !== 'number') continue
    if (one.unit !== 'bare' || next.unit === 'bare' || next.unit === 'drop') continue
    if (!joins.test(between(one, next)) || one.sign !== next.sign) continue
    // (+0.65, +0.81%): how much it moved by, then how far.
    if (one.sign !== 0 && between(one, next).includes(',')) continue
    one.unit = next.unit
    one.currency = next.currency
  }
}

const unitOfLabel = /[(（]([^()（）\d]{1,12})[)）] ?[:：]? ?$/

/** 累计成交量（万吨）：1,035.6: the unit in brackets behind the label, where the figure prints none. */
function takeUnitsOfLabels(tokens: Token[], text: string, lexicon: Lexicon): void {
  for (const token of tokens) {
    if (token.kind !== 'number' || token.unit !== 'bare' || token.isMultiplied) continue
    const [, unit] = unitOfLabel.exec(text.slice(Math.max(0, token.start - 16), token.start)) ?? []
    if (!unit) continue
    const [full] =
      readNumberAt(`${text.slice(token.start, token.end)}${unit}`, 0, lexicon, [])?.meanings ?? []
    if (full?.kind === 'number' && full.unit !== 'drop') Object.assign(token, full)
  }
}
