import type { PriceMeasure } from '../../model/series.ts'
import type { NumberToken, Token } from '../token.ts'
import { emit } from './emit-point.ts'
import {
  comparesWithUnknown,
  isNextOfDays,
  labelBehind,
  onTheDayAhead,
  ownDayBehind,
  periodAhead,
  verbBehind,
} from './look-ahead.ts'
import {
  isBlocked,
  lastLabelInClause,
  nextLabel,
  type PriceLabel,
  type Scene,
  takesCurrency,
} from './scene.ts'
import { setPrice } from './take-label.ts'
import { marketNoun } from './take-subject.ts'

export function takePrice(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  if (state.comparing) {
    state.comparing = /[\u4e00-\u9fff]/.test(scene.folded)
    scene.comparedEnd = token.end
    return
  }
  if (isBlocked(scene)) return
  // 今收77.40，昨收77.62，跌0.28%: what moved is still the close.
  if (scene.isPreviousClose && state.price === 'none') {
    state.price = null
    return
  }
  const given = nextLabel(scene)
  let label: PriceLabel | null = given && 'price' in given ? given.price : null
  if (label === null && scene.range.length > 0 && state.price !== 'close' && state.price !== 'none')
    label = scene.range.shift()!
  if (label === null && state.price !== 'none' && state.price !== null && !isStale(scene, token)) {
    label = state.price
  }
  const behind = label === 'high' || label === 'low' ? labelBehind(scene, token) : null
  // 盘中触及73.2元的高点和71.8元的低点: the word behind says which of the two is meant.
  if (behind === 'high' || behind === 'low') label = behind
  const own = ownDayBehind(scene, token)
  if (label === null && state.lastPrice !== null && (own || isNextOfDays(scene, token)))
    label = state.lastPrice
  if (label === null && scene.sentencePrice && isRightBehindSubject(scene, token)) {
    label = scene.sentencePrice
    state.last = 'price'
  }
  label ??= labelBehind(scene, token) ?? quoteLabel(scene, token) ?? closeOfNote(scene)
  const isMove = label === null && isEndOfMove(scene, token)
  if (isMove) label = 'close'
  if (label === null) return
  // What an auction settles at is no close.
  if (
    label === 'close' &&
    (scene.clauseModes.includes('auction') || isOfAuctionBefore(scene) || isPriceOfAuction(scene))
  )
    label = 'none'
  if (!takesCurrency(scene, token)) return
  const subjects = scene.passage.subjects
  const isList = subjects.length > 1
  if (!isList || scene.numbersSinceGroup >= subjects.length - 1) {
    if (!given && scene.daysToCome.length < 2) state.price = null
  }
  state.lastPrice = label
  scene.sentencePrice = label
  state.base = null
  if (label === 'none') return
  for (const shared of sharedLabels(scene, token, label))
    emit(scene, shared, token.value, null, token, isMove)
  const extreme = extremeBehind.exec(scene.folded.slice(token.end))
  if (label === 'close' && extreme)
    emit(scene, extreme[1] === '高' ? 'high' : 'low', token.value, null, token)
}

/** What only an auction's price is measured against. */
const floorOfAuction =
  /\b(?:reserve price|auction reserve|price floor|floor price|(?:to|above) the floor|cover ratio)\b/i

/** Awarded 15,250,000 allowances at the auction, with a settlement price of $23.40: no market is named between. */
const isPriceOfAuction = ({ points, tokens, at, folded }: Scene): boolean => {
  const sold = points.at(-1)
  if (sold?.measure !== 'volume_auction') return false
  const from = folded.lastIndexOf(sold.printed, tokens[at]!.start)
  const between = tokens.slice(0, at).filter(({ start }) => start > from + sold.printed.length + 24)
  return (
    /\b(?:settlement price|settl(?:ed|ing) at)\b[^;]{0,12}$/i.test(
      folded.slice(from, tokens[at]!.start),
    ) && !between.some(({ kind }) => kind === 'market' || kind === 'contract')
  )
}

/** The settlement price was $32.74, behind a sentence on an auction: what that settled at. */
const isOfAuctionBefore = ({ passage, tokens, at, folded }: Scene): boolean =>
  (passage.isBehindAuction || floorOfAuction.test(folded)) &&
  /^\s*(?:the|its|their|it|they|that)?\b ?(?:(?:final|auction|sale|allowances|permits|units|current-vintage|current|advance) ){0,2}(?:settle(?:d|ment)|clear(?:ed|ing))\b/i.test(
    folded,
  ) &&
  !tokens
    .slice(0, at)
    .some(
      ({ kind }) => kind === 'market' || kind === 'contract' || kind === 'time' || kind === 'mark',
    )

/** 报86.25元/吨，为全天最高价: the close is the day's high too. */
const extremeBehind =
  /^,?(?:即?为|也?是|也?系|为)(?:全天|全日|日内|盘中|当日|当天|今日|今天)(?:的)?最(高|低)/

/** 月曜81.20ユーロ、火曜81.16ユーロ（いずれも終値）: what brackets say of all the days' prices before them. */
function closeOfNote({ tokens, at, folded }: Scene): 'close' | null {
  const before = tokens[at - 1]
  const isOfDay = before?.kind === 'time' && before.time.kind === 'day'
  return isOfDay && before.end >= tokens[at]!.start - 1 && areCloses.test(folded) ? 'close' : null
}

const areCloses =
  /\((?:いずれも|以上)?(?:均?为|均系|all |모두 ?)?(?:终値|終値|收盘价|收市价|closing prices?|closes|settlements|종가)(?:基准|기준)?\)/i

/** UKAs fell 0.9% to £52.40, 下跌0.9%至52.4英镑: where a day's change leads to, unless it is told of the midst of a session. */
function isEndOfMove(scene: Scene, token: Token): boolean {
  const [change, before] = scene.tokens
    .slice(0, scene.at)
    .filter(({ kind }) => kind !== 'stop')
    .slice(-2)
  // Edged 0.1% higher to £57.45: which way may stand between.
  const isWayBehind = before?.kind === 'mark' && isMoveMark(before.mark)
  const last = isWayBehind ? change : before
  if (scene.changeEnd < 0 || last?.end !== scene.changeEnd) return false
  if (scene.passage.time.kind !== 'day' || withinSession.test(scene.folded)) return false
  return leadsTo.test(scene.folded.slice(before?.end ?? scene.changeEnd, token.start))
}

const leadsTo = /^\)?,?\s*(?:to|at|to end at|至|到|报|收报)\s*$/
const withinSession =
  /盘中|一度|早盘|午盘|午间|开盘|截至.{0,6}[时点]|intraday|early (?!close)|morning|midday|afternoon|at the open|opened|so far|\d(?:am|pm|:\d\d| GMT)/i

/** 开盘价、最高价、最低价、收盘价均为72.00元/吨: one figure under several labels. */
function sharedLabels(scene: Scene, token: Token, label: PriceMeasure): PriceMeasure[] {
  const between = scene.folded.slice(scene.state.priceAt, token.start)
  const isShared =
    /^(?:均|都|皆|同)(?:为|报|是|在|于)?\s*$|^(?: prices?)?(?: were| was)? all (?:at )?$/i
  if (!isShared.test(between)) return [label]
  const labels = scene.labels.flatMap(one =>
    'price' in one && one.price !== 'none' ? [one.price] : [],
  )
  return labels.length > 1 ? labels : [label]
}

/** `EUA Dec-26: €68.45 (+1.22%)`: a figure right behind what is quoted, with the day's change, is its close. */
function quoteLabel(scene: Scene, token: Token & NumberToken, isLook = false): PriceLabel | null {
  const before = scene.tokens.slice(0, scene.at).findLast(one => one.kind !== 'stop')
  const gap = before ? scene.folded.slice(before.end, token.start) : ''
  // 全国碳价周三报78.35元/吨: the day may stand between.
  const isDated = before?.kind === 'time' && /^报$/.test(gap) && !withinSession.test(scene.folded)
  const isPriceOfMarket = /碳价(?:格)?[:为是报]?\s*$/.test(scene.folded.slice(0, token.start))
  const isNamed =
    before &&
    (isDated || isPriceOfMarket || ['market', 'contract', 'vintage'].includes(before.kind))
  if (!before || !(isNamed || (before.kind === 'mark' && before.mark === 'spot'))) return null
  if (!isPriceOfMarket && !/^[\s:)|–—-]*(?:[은는이가] |[はがも]|报)?$/.test(gap)) return null
  const next = scene.tokens.slice(scene.at + 1).find(one => one.kind !== 'stop')
  const isNear = next && next.start - token.end <= 4
  const hasChange =
    isNear &&
    ((next.kind === 'number' &&
      next.unit === 'percent' &&
      (next.sign !== 0 || /^%?(?:高|安)/.test(scene.folded.slice(next.end)))) ||
      (next.kind === 'measure' && next.measure === 'change') ||
      (next.kind === 'mark' && ['up', 'down', 'flat'].includes(next.mark)))
  const isUnmoved = /^ ?\((?:-|=|0)\)/.test(scene.folded.slice(token.end))
  if (!hasChange && !isUnmoved && !scene.passage.quotesAreCloses) return null
  if (!isLook) scene.state.last = 'price'
  return 'close'
}

/** True for such a figure. */
export const isQuote = (scene: Scene, token: Token & NumberToken): boolean =>
  quoteLabel(scene, token, true) !== null

/** 在84.90元/吨至87.30元/吨区间震荡: the word for the span stands behind both ends. */
export function lookForRange(scene: Scene, token: Token) {
  const [next, word] = scene.tokens.slice(scene.at + 1, scene.at + 3)
  if (next?.kind !== 'number' || word?.kind !== 'mark' || word.mark !== 'range') return
  const gap = scene.folded.slice(token.end, next.start)
  // 收盘价在77.9至78.9元/吨之间波动: closes of several days, none of them told.
  if (scene.state.price === 'close') return setPrice(scene, 'none', word)
  if (/^\s*(?:[至到~和与、/-]|to|and)\s*$/.test(gap) && word.start - next.end <= 8)
    scene.range = ['low', 'high']
}

/** CEA24 at 69.10 yuan, CEA24 66.1元/吨: the label of the instrument before goes on. */
export function isRightBehindSubject({ tokens, at, folded }: Scene, token: Token): boolean {
  const before = tokens.slice(0, at).findLast(one => one.kind !== 'stop')
  if (!before || !['market', 'contract', 'vintage'].includes(before.kind)) return false
  const gap = folded.slice(before.end, token.start).replace(marketNoun, '')
  return /^\s*(?:at|for|to|was|则?[为报于是]|:|[はが은는이가])?\s*$/.test(gap)
}

/** What may stand between a label and its figure without being words of their own. */
const filler = /[价格为报于在至到达每约仅已均的是收录得系达则了最终站上稳定回落升跌]|\s/g
const MOST_BETWEEN = 3

/** 开市五周年 碳价报78.9元: other words stand between the label and the figure. */
function isApart(scene: Scene, token: Token): boolean {
  if (!scene.isChinese) return false
  let from = scene.state.priceAt
  let between = ''
  for (const one of scene.tokens.slice(0, scene.at)) {
    if (one.start < from || (one.kind === 'number' && one.unit === 'drop')) continue
    between += scene.folded.slice(from, one.start)
    from = Math.max(from, one.end)
  }
  between += scene.folded.slice(from, token.start)
  return between.replace(filler, '').replace(/[^\u4e00-\u9fff]/g, '').length > MOST_BETWEEN
}

function isStale(scene: Scene, token: Token): boolean {
  if (isApart(scene, token)) return true
  const { price, priceAt } = scene.state
  return (price === 'high' || price === 'low' || price === 'open') && token.start - priceAt > 40
}

/** 收盘90.00元/吨（0.00%） */
function isBracketOfClose({ tokens, at, state, folded }: Scene, token: Token): boolean {
  const [figure, opened] = [tokens[at - 2], tokens[at - 1]]
  const isOpened = opened?.kind === 'stop' && opened.stop === '('
  return (
    isOpened &&
    figure?.kind === 'number' &&
    state.lastPrice === 'close' &&
    /^\s*\)/.test(folded.slice(token.end))
  )
}

const priceNoun = /价|値|收[盘于报]|报收/
const priceNounEn =
  /price|마감|종가|가격|수준|contract|benchmark|carbon|allowance|permit|future|settle|clos|\b(?:it|they|that is|market)\b/i
/** What may stand between a market's name and what its price did. */
const ofMarket =
  /配额|碳排放权?|期货|合约|主力|现货|综合|昨日|今日|当日|全天|继续|小幅|大幅|再度|分别|行情|市场/g
const MOST_OF_OTHERS = 3

/** 全国碳市场上涨0.5%, and not 碳排放强度下降4.2%: before any price is told, what changes must be one. */
function isOfPrice({ tokens, at, folded, isChinese, ...scene }: Scene, token: Token): boolean {
  if (scene.state.lastPrice !== null || scene.sentencePrice !== null) return true
  const start = tokens.slice(0, at).findLastIndex(one => one.kind === 'stop' && one.stop !== ')')
  const from = tokens[start]?.end ?? 0
  const clause = folded.slice(from, token.start)
  const names = tokens
    .slice(isChinese ? start + 1 : 0, at)
    .filter(({ kind }) => kind === 'market' || kind === 'contract' || kind === 'vintage')
  if (!isChinese) return names.length > 0 || priceNounEn.test(folded)
  if (priceNoun.test(clause)) return true
  const verb = tokens
    .slice(start + 1, at)
    .find(one => one.kind === 'mark' && /^(?:up|down)$/.test(one.mark))
  const before = folded.slice(names.at(-1)?.end ?? from, verb?.start ?? token.start)
  return before.replace(ofMarket, '').replace(/[^\u4e00-\u9fff]/g, '').length <= MOST_OF_OTHERS
}

/** `Dec-26 EUAs -1.9% at EUR 71.12/t`: a signed change between what is quoted and its price. */
function leadsToQuote({ tokens, at, folded }: Scene, token: Token & NumberToken): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]]
  if (token.sign === 0 || next?.kind !== 'number' || next.unit === 'percent') return false
  const isQuoted = before && ['market', 'contract'].includes(before.kind)
  return Boolean(isQuoted) && /^ (?:at|to) $/.test(folded.slice(token.end, next.start))
}

/** The two moved +1.53% and -1.33%: signs say which way. */
const isMoved = ({ folded }: Scene, token: Token & NumberToken): boolean =>
  token.sign !== 0 &&
  /\b(?:moved|changed|shifted)(?: by)?(?: [+-][\d.]+ ?%,?(?: and)?)* $/i.test(
    folded.slice(0, token.start),
  )

/** 开盘价…、收盘价…，分别涨0.4%、0.7%: the label that a percentage of a list is of, null outside one. */
function labelInOrder({ tokens, at, passage }: Scene): string | null {
  const said = tokens.findLastIndex((one, i) => i < at && isRespectively(one))
  if (said < 0 || passage.subjects.length > 1) return null
  const labels = tokens
    .slice(0, said)
    .flatMap(one => (one.kind === 'measure' && priceLabels.has(one.measure) ? [one.measure] : []))
  const end = tokens.findIndex((one, i) => i > said && one.kind === 'measure')
  const percents = tokens
    .slice(said, end < 0 ? undefined : end)
    .filter(one => one.kind === 'number' && one.unit === 'percent')
  if (labels.length < 2 || labels.length !== percents.length) return null
  return labels[percents.indexOf(tokens[at]!)] ?? null
}

const isRespectively = (token: Token) => token.kind === 'mark' && token.mark === 'respectively'
const priceLabels = new Set<string>(['open', 'high', 'low', 'close'])

/** Rose 0.4% after the auction to trade at €71.60: a moment of the session, where no close is told. */
const isInTrade = ({ tokens, at, folded }: Scene): boolean =>
  /\b(?:to trade|(?:was|were|is|are) (?:last )?(?:trading|seen|quoted)|(?:was|were|is|are) last at|last (?:seen|quoted|traded)|changing hands at)\b/i.test(
    folded,
  ) &&
  !tokens.some(
    (one, i) =>
      one.kind === 'measure' &&
      one.measure === 'close' &&
      // Opened at €75.20 and was last at €75.60, up 0.6% from Monday's settlement: what it is compared with.
      (i < at ||
        !withinSession.test(folded) ||
        !/(?:'s|previous|prior|last) $/i.test(folded.slice(0, one.start))),
  )

/**
 * Settled lower at €70.51, 0.2% above Tuesday's settlement; 1.1% up on the week and 0.3% down on the day: what stands behind says
 * how it moved.
 */
function isToldBehind({ tokens, at, folded, state }: Scene, token: Token): boolean {
  const next = tokens[at + 1]
  if (next?.kind !== 'mark') return false
  if (next.mark === 'compare') return true
  const isApartFromVerb = state.verb === null || token.start - state.verb.at > 3
  return isMoveMark(next.mark) && folded.slice(token.end, next.start) === ' ' && isApartFromVerb
}

const isMoveMark = (mark: string) => mark === 'up' || mark === 'down'

/** 2% below its end-February level, and not below Tuesday's settlement. */
function isAgainstOther({ folded }: Scene, token: Token): boolean {
  const [, of] = against.exec(folded.slice(token.end)) ?? []
  return of !== undefined && !dayBefore.test(of)
}

const against =
  /^ (?:above|below|under|short of|shy of|(?:higher|lower) than|(?:up|down) (?:on|from)) ((?:its|the|a|their|last)\b[^,;.]{0,60})/i
const dayBefore =
  /\b(?:mon|tues|wednes|thurs|fri)day|previous|prior|preceding|yesterday|\bday\b|last (?:close|settle|session|night|trad)|overnight|session|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d/i

/** Fell as much as 1.9%, 最多跌1.9%: how far it went in the session, where it did not end. */
const asMuchAs =
  /\b(?:as (?:much|far|high|low) as|at (?:one point|most)(?: by)?|by up to) $|(?:最多|最高|最大|一度|曾|盘中|最深)(?:曾|一度)?(?:涨|跌|升|挫|上涨|下跌|上升|急升|急跌|大涨|大跌)(?:逾|超|近|约)?$/i

/** 截至发稿暂报92.06元/吨，较前收盘上涨1.12%: what moved is no close yet. */
const isOfMoment = ({ tokens, at, folded }: Scene): boolean =>
  /(?:暂报|现报|最新报|暂收)[^。;]*$|截至发稿[^。;收]*$/.test(folded.slice(0, tokens[at]!.start)) &&
  !/(?<![前昨间午盘]|昨日|昨天|上午|半日|前一交易日|上一交易日|前一日)(?:收盘|收于|收报|报收)/.test(
    folded,
  )

export function takePercent(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  const { base } = state
  if (token.sign !== 0 && comparesWithUnknown(scene, token)) return
  if (isAgainstOther(scene, token)) return
  if (asMuchAs.test(scene.folded.slice(0, token.start))) return
  if (isOfMoment(scene)) return
  const inOrder = labelInOrder(scene)
  if (inOrder !== null && inOrder !== 'close') return
  const verb = inOrder ? (state.verb ?? scene.verbOfList) : state.verb
  state.base = null
  // （较昨日+1.25%）: a sign says what a verb would.
  const isSigned = base === 'prev' && token.sign !== 0
  if (isBlocked(scene) && !(state.comparing && (verb || isSigned))) return
  const isOfDay = scene.passage.time.kind === 'day' || base === 'prev' || onTheDayAhead(scene)
  if (base === 'other' || periodAhead(scene) || !isOfDay) return
  const behind = verbBehind(scene, token)
  const isAgainst = behind !== null && isToldBehind(scene, token)
  const used =
    (isAgainst ? behind : verb) ??
    behind ??
    (leadsToQuote(scene, token) || isMoved(scene, token)
      ? { sign: token.sign, isFlow: false }
      : null)
  if (!used && token.sign === 0 && !isBracketOfClose(scene, token)) return
  // 较昨日：+0.59% on a line of its own
  const isOwnLine = isSigned && state.last === null
  if (!used && state.last !== 'price' && !isOwnLine) return
  const isOfDayInEnglish = base === 'prev' && !scene.isChinese
  if (used && state.last !== 'change' && !isOfDayInEnglish && !isOfPrice(scene, token)) return
  if (used?.isFlow) return
  const target = lastLabelInClause(scene)
  // 与昨日收盘价88.40元/吨相比微升0.06%: measured against the close before.
  const isAgainstClose = target === 'none' && scene.isPreviousClose && verb !== null
  if (target !== null && target !== 'close' && !isAgainstClose) return
  if ((scene.isMomentary || isInTrade(scene)) && target === null) return
  if (target === null && state.lastPrice === 'none' && state.price !== 'close') return
  if (target === null && !used && !isOwnLine && state.lastPrice !== 'close') return
  if (state.isCumulative || (state.price === 'none' && state.last === 'price')) return
  const [subject] = scene.passage.subjects
  if (!subject) return
  const sign = token.sign !== 0 ? token.sign : (used?.sign ?? 0) < 0 ? -1 : 1
  emit(scene, 'change_pct', sign * token.value || 0, '%', token)
  scene.changeEnd = token.end
  // 涨跌幅分别为 goes on through the list.
  if (scene.passage.subjects.length < 2 && scene.daysToCome.length < 1) state.verb = null
}
