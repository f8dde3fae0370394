import type { Measure, TradeMode } from '../../model/series.ts'
import type { NumberToken, Token } from '../token.ts'
import { emit, emitNone, takeDayAhead } from './emit-point.ts'
import { nextLabel } from './labels-in-order.ts'
import { auctionAhead, cumulativeAhead, periodAhead } from './look-ahead.ts'
import { isBlocked, type Scene } from './scene.ts'
import { isScreenAbroad, soldWord } from './take-label.ts'
import { isRightBehindSubject } from './take-price.ts'
import { takeContract } from './take-subject.ts'
import { takesCurrency } from './takes-currency.ts'

export function takeTonnes(scene: Scene, token: Token & NumberToken, isPartSold = false) {
  const state = scene.state
  if (state.comparing) return
  if (isBlocked(scene) || isUnsold(scene, token) || isOfNoFuture(scene, token)) return
  if (isOnOffer(scene, token) || isToCome(scene, token) || isListedSale(scene, token)) return
  if (isOfSale(scene, token)) return emitFlow(scene, 'volume', token, 'auction')
  if (noneOf.test(scene.folded.slice(0, token.start)))
    return emitNone(scene, [auctionAhead(scene) ?? saleOf(scene)], token)
  const given = nextLabel(scene)
  const flow = given && 'flow' in given ? given.flow : state.flow
  if (flow === 'none') return
  if (isPartSold) return emitFlow(scene, 'volume', token, saleOf(scene))
  if (isWholeOfPart(scene, token)) return emitFlow(scene, 'volume', token, 'total')
  const part = modeBehind(scene, token) ?? modeRightBehind(scene, token)
  if (part) return emitFlow(scene, 'volume', token, part)
  if (throughBook.test(scene.folded.slice(token.end))) {
    const next = scene.tokens.slice(scene.at + 1, scene.at + 3).find(one => one.kind === 'contract')
    if (next?.kind === 'contract') takeContract(scene, next)
    return emitFlow(scene, 'volume', token, null)
  }
  if (flow === null && isBrought(scene, token)) return emitFlow(scene, 'volume', token, null)
  if (
    flow === null &&
    (isPriceTold(state) || scene.priceTold) &&
    onVolume.test(before(scene, token))
  )
    return emitFlow(scene, 'volume', token, null)
  const isNamed = state.mode !== null && state.flowFresh
  if (flow === null && isAloneBehindClose(scene, token))
    return emitFlow(scene, 'volume', token, null)
  if (flow === null && !isNamed && !state.isCumulative) return takeTonnesBehind(scene, token)
  const told = scene.isChinese ? null : modeToldBehind(scene)
  if (told) return emitFlow(scene, 'volume', token, told)
  const isList = scene.passage.subjects.length > 1
  const isOfDays = scene.list.daysToCome.length > 0
  const goesOn = state.flowFresh || isList || isOfDays || flow === 'value'
  if (!given && !goesOn && !isRightBehindSubject(scene, token)) {
    if (!scene.isChinese) takeTonnesBehind(scene, token)
    return
  }
  emitFlow(scene, 'volume', token, given && 'flow' in given ? given.mode : null)
  if (!isList || scene.list.figures >= scene.passage.subjects.length) state.flowFresh = false
}

/** Block trades accounted for 300,000 tons of the 402,000 tons traded: what the part is of. */
export const isWholeOfPart = (
  { tokens, at, folded, points }: Scene,
  { start, end }: Token,
): boolean => {
  const part = tokens[at - 1]
  return (
    part?.kind === 'number' &&
    part.unit === 'tonnes' &&
    /^volume_(?:listed|block)$/.test(points.at(-1)?.measure ?? '') &&
    /^ (?:out )?of (?:the |a |all )?(?:day's )?(?:total (?:of )?)?$/i.test(
      folded.slice(part.end, start),
    ) &&
    /^ (?:total|in all|that|traded|changed|which|transacted|exchanged|sold)|^[.,;]?$/i.test(
      folded.slice(end),
    )
  )
}

/** 5枚, 1,250 contracts: lots of a thousand tonnes are a future's alone. */
const isOfNoFuture = ({ passage, folded }: Scene, { start, end }: Token): boolean =>
  /(?:枚|contracts?)$/i.test(folded.slice(start, end)) &&
  passage.subjects.some(one => !one.market.futures)

/** With 1.5 million units on offer, fell short of the 2.1 million offered: what is for sale was not sold yet. */
const isOnOffer = ({ folded }: Scene, { start, end }: Token): boolean =>
  shortOf.test(folded.slice(0, start)) ||
  // Offered 2,412,000 UKAs, of which 2,104,000 were sold.
  (/\boffer(?:ed|ing)(?: [a-z]+)? $/i.test(folded.slice(0, start)) &&
    partSold.test(folded.slice(end))) ||
  (/^(?: [a-z-]+){0,3} (?:on offer|up for sale|for sale|up for grabs|offered)\b/i.test(
    folded.slice(end),
  ) &&
    !allBefore.test(folded.slice(0, start)) &&
    !noneOf.test(folded.slice(0, start)) &&
    !/\b(?:sold|awarded|cleared|taken up|placed)\b/i.test(folded.replace(nothingSold, '')))

const partSold =
  /^[^.;\d]{0,40},? (?:of which|and sold|but sold|selling|and awarded) (?:only |just )?\d/i
const shortOf =
  /\b(?:short of|fewer than|less than|fail(?:ed|ing)? to sell)(?: (?:all|any))?(?: of)?(?: the| its)? $/i
const nothingSold =
  /\b(?:no|none|neither|not)\b[^.;,\d]{0,40}\b(?:sold|awarded|cleared|taken up|placed)\b/i

/** Wednesday: UK auction (2.6m): an entry of a calendar, without a word of a sale. */
const isListedSale = ({ folded, isChinese }: Scene, { start, end }: Token): boolean =>
  !isChinese &&
  /\b(?:auction|sale) ?[(]$/i.test(folded.slice(0, start)) &&
  /^[^()]{0,16}[)]/.test(folded.slice(end)) &&
  !/\b(?:sold|clear|award|placed|taken up|raised|drew|settle|fetch|bought|cover|result)/i.test(
    folded,
  )

/** Two auctions of 2,612,000 UKAs each will be held on 4 November; a further auction of 1.2 million takes place on 20 November. */
const isToCome = ({ folded }: Scene, { start, end }: Token): boolean =>
  (saleOfEurope.test(folded.slice(0, start)) && !soldInEurope.test(folded)) ||
  isAnnounced(folded.slice(end))

/** Enchère commune de 3,1 millions de quotas: an entry of a calendar, without a word of a sale. */
const saleOfEurope =
  /^\W*(?:enchères?|subastas?|auktion(?:en)?|versteigerung)\b[^.;,\d]{0,24} (?:de|von|über) $/i
const soldInEurope =
  /vend[ui]|adjug|adjudic|verkauf|zuget|versteiger(?:t|te)\b|zuschlag|à \d|\bzu \d/i

const isAnnounced = (behind: string): boolean =>
  !/^[^.;]{0,90}\b(?:cleared|sold|settled|fetched)\b/i.test(behind) &&
  /^[^.;,]{0,60}\b(?:(?:will|shall|to) be (?:held|auctioned|offered|sold|conducted|made available|put up)|takes? place|(?:is|are) (?:due|scheduled|planned|set|expected)|(?:planned|scheduled|due|slated) (?:for|on)|(?:has|have|had) been (?:postponed|cancelled|called off|brought forward))\b/i.test(
    behind,
  )

/** Monday's sale of 2,650,000 UKAs cleared at £52.01. */
const isOfSale = ({ folded }: Scene, { start, end }: Token): boolean =>
  /\b(?:sale|auction) of (?:some |about |around )?$/i.test(folded.slice(0, start)) &&
  /^[^.;,]{0,40}\b(?:clear(?:s|ed|ing)|settled|fetched)\b/i.test(folded.slice(end))

/** EUA closed €71.12, range €70.55-71.60, 17.3Mt: a clause of nothing but tonnes is what was traded. */
function isAloneBehindClose(
  { tokens, at, folded, points, isChinese }: Scene,
  token: Token,
): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]]
  if (isChinese || before?.kind !== 'stop' || !/[,;]/.test(before.stop)) return false
  const isOnTheDay = onTheDay.test(folded.slice(token.end))
  if (next && next.kind !== 'stop' && !isOnTheDay) return false
  const isAll = folded.slice(before.end, token.start).trim() === ''
  const after = folded.slice(token.end, next?.start).trim()
  return isAll && /^[.]?$/.test(after) && points.some(({ measure }) => measure === 'close')
}

/** Settle £47.61; 0.92 million on the day. */
export const onTheDay = /^ (?:on|for) the day(?=[.;,]|$)/

const isPriceTold = ({ lastPrice }: Scene['state']) => lastPrice !== null && lastPrice !== 'none'

/** Closed at RMB 42.00/t on 8,300 t */
const onVolume = /(?:^|[\s)])on (?:just |only |about |some |a mere )?$/i
/** 11.2 million tonnes through the book, through the Dec-26 book. */
const throughBook =
  /^ (?:went |passed |moved )?(?:through|over|across) (?:the|its) (?:[\w-]+ ){0,2}(?:order )?books?\b/i
/** Friday brought 95,000 units and a close of $48.05. */
const isBrought = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:\bbrought|day(?: was [a-z]+)?:) (?:just |only |about |some |a mere )?$/i.test(
    folded.slice(0, start),
  ) &&
  /^,?(?: and)? (?:an?|the) (?:[a-z]+ )?(?:close|settlement|last trade)\b/i.test(folded.slice(end))
const before = ({ folded }: Scene, token: Token) => folded.slice(0, token.start)

/** Sold all 2,310,000 allowances on offer, which cleared at €71.90. */
const isSoldInAuction = ({ folded }: Scene, { start }: Token): boolean =>
  /\b(?:sold|awarded|placed)\b[^.;]{0,30}$/i.test(folded.slice(0, start)) && ofAuction.test(folded)

/** On offer, clearing at £54.88: what only auctions are told with. */
const ofAuction =
  /\b(?:on offer|offered)\b.*\b(?:clear(?:s|ed|ing)|bids?|bidders?)\b|\bclear(?:s|ed|ing) at\b.*\b(?:on offer|offered)\b/i

/** None of the 1.5 million NZUs on offer were sold. */
const noneOf = /\b(?:none|not one|zero) of (?:the |its |all )?$/i
const saleOf = ({ passage, state, folded }: Scene): TradeMode =>
  passage.isOfAuction || (state.mode === null && ofAuction.test(folded))
    ? 'auction'
    : (state.mode ?? passage.mode ?? 'total')

const allBefore = /\ball (?:of )?(?:the |its )?$/i

/** 18.4 million tonnes changed hands, 2.7 million EUAs were sold. */
function takeTonnesBehind(scene: Scene, token: Token & NumberToken) {
  // All of what was offered was sold.
  const isAll = allBefore.test(scene.folded.slice(0, token.start))
  for (let at = scene.at + 1; at <= scene.at + (isAll ? 8 : 3); at++) {
    const next = scene.tokens[at]
    if (isWorth(scene, at)) continue
    if (next?.kind === 'stop' && next.stop === ')' && isInBrackets(scene, token)) continue
    if (isAll && isInsideDay(scene, at)) continue
    const isFar = next && next.start - token.end > (isAll ? 110 : 40)
    if (!next || isFar || next.kind === 'number' || next.kind === 'stop') return
    if (!isAll && next.kind === 'mark' && notTraded.includes(next.mark)) return
    if (next.kind !== 'measure' || next.measure !== 'volume') continue
    if (!traded.test(scene.folded.slice(next.start, next.end))) return
    scene.places.usedAhead = next.start
    if (isAll) takeDayBetween(scene, next)
    const isSold =
      scene.passage.isOfAuction && soldWord.test(scene.folded.slice(next.start, next.end))
    const mode = modeBehind(scene, token) ?? modeOfTrade(scene, next) ?? (isSold ? 'auction' : null)
    return emitFlow(scene, 'volume', token, mode)
  }
}

/** All 16 million allowances offered on Wednesday were sold: the day between is the sale's. */
function takeDayBetween(scene: Scene, verb: Token) {
  const { tokens, at, passage } = scene
  const day = tokens.slice(at, tokens.indexOf(verb)).findLast(({ kind }) => kind === 'time')
  if (day?.kind !== 'time' || day.time.kind !== 'day') return
  passage.time = day.time
  scene.statement.sawTime = true
}

/** All 16 million allowances offered on Wednesday, 3 June were sold: the comma of a day ends nothing. */
const isInsideDay = ({ tokens }: Scene, at: number): boolean =>
  tokens[at]?.kind === 'stop' && tokens[at - 1]?.kind === 'time' && tokens[at + 1]?.kind === 'time'

/** 96,000 tonnes worth KRW 1.18 billion changed hands: what they were worth may stand between. */
const isWorth = ({ tokens }: Scene, at: number): boolean =>
  [tokens[at], tokens[at - 1]].some(one => one?.kind === 'measure' && one.measure === 'value') &&
  tokens[at]?.kind !== 'stop'

/** All 1.3 million NZUs unsold. */
function isUnsold(scene: Scene, token: Token): boolean {
  const next = scene.tokens.slice(scene.at + 1, scene.at + 3).find(one => one.kind !== 'market')
  return (
    next?.kind === 'mark' &&
    next.mark === 'none_flow' &&
    next.start - token.end <= 12 &&
    /unsold|流拍|未售出|剩余/.test(scene.folded.slice(next.start, next.end))
  )
}

/** 640 contracts (640,000 allowances) trading: a figure alone in its brackets. */
const isInBrackets = ({ tokens, at }: Scene, token: Token): boolean => {
  const before = tokens.slice(0, at).findLast(({ start }) => start < token.start)
  return before?.kind === 'stop' && before.stop === '('
}

const notTraded = ['none_flow', 'none_price', 'deal', 'forecast']
const traded =
  /^(?:거래|손바뀜|체결|매매|팔[렸린])|^(?:売买|取引|约定|商い)|(?:gehandelt|umgesetzt|versteigert|zugeschlagen|verkauft|besitzer|échang|trait|vendu|adjug|changé|negoci|vendi|adjudic|cambiaron)|\b(?:traded|went through|changed hands|changing hands|change hands|swapped|found|done|sold|exchanged|transacted|awarded|taken up|volume|turnover|trading|trades?$)/i

/** 41,200 t listed, 300,000 t block. */
function modeRightBehind(scene: Scene, token: Token): TradeMode | null {
  const [next, after] = scene.tokens
    .slice(scene.at + 1, scene.at + 4)
    .filter(one => !(one.kind === 'mark' && one.mark === 'compare'))
  if (next?.kind !== 'mode' || next.mode === 'total') return null
  if (scene.isChinese) {
    // 录得1.8万吨挂牌成交
    const isNamed = /^的?$/.test(scene.folded.slice(token.end, next.start))
    if (!isNamed || !/^(?:成交|交易)/.test(scene.folded.slice(next.end))) return null
    scene.places.usedAhead = next.start
    return next.mode
  }
  // Comprising 12,530 tonnes of listed trades and 400,000 tonnes of block trades.
  const isOfMode = scene.folded.slice(token.end, next.start) === ' of '
  const isEnd = !after || after.kind === 'stop' || isOfMode
  const isNear = next.start - token.end <= 1
  const isSaid = cameFrom.test(scene.folded.slice(token.end, next.start))
  if (!isEnd || !(isNear || isSaid || isOfMode)) return null
  scene.places.usedAhead = next.start
  return isScreenAbroad(scene, next) ? 'total' : next.mode
}

const cameFrom =
  /^ of (?:them|which|that|it|those) (?:in|by|via|through|as|were|was|came (?:in|from|through)|went (?:in|through)|on)(?: the| a)? $|^ (?:came|was|were|went|changed hands) ?(?:from|through|via|in|by|as|under)?(?: the)? $|^ (?:from|through|via|in|by|as|under|on) (?:the )?$/

/** 48,218 tonnes were traded on the listed market: its own mode, whatever was told of before. */
function modeToldBehind(scene: Scene): TradeMode | null {
  const next = scene.tokens[scene.at + 1]
  if (next?.kind !== 'measure' || next.measure !== 'volume') return null
  const mode = modeOfTrade(scene, next)
  if (mode) scene.places.usedAhead = next.start
  return mode
}

/** Traded through listed agreements: how, behind the verb. */
function modeOfTrade(scene: Scene, verb: Token): TradeMode | null {
  const next = scene.tokens.find(({ start }) => start >= verb.end)
  if (next?.kind !== 'mode' || next.mode === 'total') return null
  const gap = scene.folded.slice(verb.end, next.start)
  const word = scene.folded.slice(next.start, next.end)
  if (gap === ' ' && adverb.test(word)) return next.mode
  return /^(?: did so| was done| were done)? (?:through|via|in|by|as|on|under|using) (?:the )?$/.test(
    gap,
  )
    ? next.mode
    : null
}

/** 5,600 tonnes were sold online. */
const adverb =
  /^(?:online|offline|on-?screen|on screen|off screen|over the counter|otc|off exchange)$/i

const partBefore =
  /(?:of which|including|of that|of them|with|dont|davon|darunter|de los cuales|de las cuales|其中有?|包括|其余|余下|另有|the rest,|the remaining|remaining|another)\s*$/i

/** 156 000 tonnes échangées, dont 120 000 en blocs: a part's figure, without its unit again. */
export const isBarePart = ({ tokens, at, folded }: Scene, { start, end }: Token): boolean => {
  const next = tokens[at + 1]
  return (
    partBefore.test(folded.slice(0, start)) &&
    next?.kind === 'mode' &&
    next.mode !== 'total' &&
    folded.slice(end, next.start) === ' '
  )
}

/** Of which 1.1 million tonnes were block trades: a part's mode stands behind its figure. */
function modeBehind(scene: Scene, token: Token): TradeMode | null {
  if (!partBefore.test(scene.folded.slice(0, token.start))) return null
  for (const next of scene.tokens.slice(scene.at + 1)) {
    if (next.kind === 'number' || next.kind === 'stop') return null
    if (next.kind === 'mode' && next.mode !== 'total') {
      scene.places.usedAhead = next.start
      return isScreenAbroad(scene, next) ? 'total' : next.mode
    }
  }
  return null
}

/** 2,400 tonnes traded for HK$168,000 */
export const isPaid = ({ folded, points }: Scene, token: Token): boolean =>
  /\bfor (?:a total of |about |some |around )?$/i.test(folded.slice(0, token.start)) &&
  /^volume_/.test(points.at(-1)?.measure ?? '') &&
  /\b(?:traded|chang(?:e|ed|ing) hands|sold|exchanged)\b[^;]*$/i.test(folded.slice(0, token.start))

export function takeMoney(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  if (isBlocked(scene) || !takesCurrency(scene, token)) return
  const given = nextLabel(scene)
  const flow = given && 'flow' in given ? given.flow : state.flow
  const isOfNothing = flow === null && !state.isCumulative && !state.mode && !isPaid(scene, token)
  if (flow === 'none' || isOfNothing) return
  emitFlow(scene, 'value', token, given && 'flow' in given ? given.mode : null)
  state.flowFresh = false
}

function emitFlow(
  scene: Scene,
  flow: 'volume' | 'value',
  token: Token & NumberToken,
  given: TradeMode | null,
) {
  const state = scene.state
  const passage = scene.passage
  const unit =
    flow === 'volume' ? 't' : (token.currency ?? passage.subjects[0]?.market.currencies[0] ?? '')
  if (!scene.isChinese && cumulativeAhead(scene)) state.isCumulative = true
  if (!scene.isChinese) takeDayAhead(scene)
  const isDated = passage.time.kind === 'day' || scene.list.daysToCome.length > 0
  if (!isDated || (!state.isCumulative && periodAhead(scene))) return
  if (state.isCumulative) {
    if (state.mode && state.mode !== 'total') return
    return emit(scene, `${flow}_cumulative`, token.value, unit, token)
  }
  const mode =
    scene.statement.allMode ??
    given ??
    (state.isTotal ? 'total' : state.mode) ??
    auctionAhead(scene) ??
    (isSoldInAuction(scene, token) ? 'auction' : null) ??
    passage.mode ??
    'total'
  if (scene.statement.isAsOf && mode === 'total' && flow === 'volume' && token.value >= 1e8) {
    // 截至…总成交量9亿吨，总成交额600亿元: the value goes with it.
    state.isCumulative = true
    return emit(scene, 'volume_cumulative', token.value, unit, token)
  }
  if (flow === 'value' && mode === 'auction') return
  emit(scene, `${flow}_${mode}` as Measure, token.value, unit, token)
}
