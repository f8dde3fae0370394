import type { PriceMeasure } from '../../model/series.ts'
import { type NumberToken, namesInstrument, type Token } from '../token.ts'
import { emit } from './emit-point.ts'
import { nextLabel } from './labels-in-order.ts'
import { isNextOfDays, labelBehind, ownDayBehind } from './look-ahead.ts'
import { isBlocked, type Scene } from './scene.ts'
import type { PriceLabel } from './state.ts'
import { setPrice } from './take-label.ts'
import { marketNoun } from './take-subject.ts'
import { takesCurrency } from './takes-currency.ts'

export function takePrice(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  if (state.comparing) {
    state.comparing = /[\u4e00-\u9fff]/.test(scene.folded)
    scene.places.compared = token.end
    return
  }
  if (isBlocked(scene)) return
  if (isCarried(scene, token)) return emit(scene, 'close', token.value, null, token)
  if (isOffered.test(scene.folded.slice(0, token.start))) return
  // 今收77.40，昨收77.62，跌0.28%: what moved is still the close.
  if (scene.isPreviousClose && state.price === 'none') {
    state.price = null
    return
  }
  const given = nextLabel(scene)
  let label: PriceLabel | null = given && 'price' in given ? given.price : null
  if (
    label === null &&
    scene.clause.range.length > 0 &&
    state.price !== 'close' &&
    state.price !== 'none'
  )
    label = scene.clause.range.shift()!
  if (label === null && state.price !== 'none' && state.price !== null && !isStale(scene, token)) {
    label = state.price
  }
  const behind = label === 'high' || label === 'low' ? labelBehind(scene, token) : null
  // 盘中触及73.2元的高点和71.8元的低点: the word behind says which of the two is meant.
  if (behind === 'high' || behind === 'low') label = behind
  // Unchanged at €76.20 at the close: told twice of one figure.
  if (label === 'close') labelBehind(scene, token)
  const own = ownDayBehind(scene, token)
  if (label === null && state.lastPrice !== null && (own || isNextOfDays(scene, token)))
    label = state.lastPrice
  if (label === null && scene.priceTold && isRightBehindSubject(scene, token)) {
    label = scene.priceTold
    state.last = 'price'
    if (state.lastPrice !== null) scene.statement.isRow = true
  }
  label ??= labelOfQuote(scene, token) ?? quoteLabel(scene, token) ?? closeOfNote(scene)
  const isMove = label === null && isEndOfMove(scene, token)
  if (isMove) label = 'close'
  if (label === null) return
  // What an auction settles at is no close.
  if (
    label === 'close' &&
    ((scene.clause.modes.includes('auction') && !isBehindAuction(scene)) ||
      isOfAuctionBefore(scene) ||
      isPriceOfAuction(scene))
  )
    label = 'none'
  if (!takesCurrency(scene, token)) return
  const subjects = scene.passage.subjects
  const isList = subjects.length > 1
  if (!isList || scene.list.figures >= subjects.length - 1) {
    if (!given && scene.list.daysToCome.length < 2) state.price = null
  }
  state.lastPrice = label
  scene.priceTold = label
  state.base = null
  if (label === 'none') return
  for (const shared of sharedLabels(scene, token, label))
    emit(scene, shared, token.value, null, token, isMove)
  const extreme = extremeBehind.exec(scene.folded.slice(token.end))
  if (label === 'close' && extreme)
    emit(scene, extreme[1] === '高' ? 'high' : 'low', token.value, null, token)
}

/** 전일 종가인 1만400원을 유지했다, 前日終値の99.10元を維持した: the close before goes on. */
const isCarried = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:종가(?:인|와 (?:같은|동일한)|였던)|终値(?:と同じ|である|の)) ?(?:톤당 |t당 |1トン)?$/.test(
    folded.slice(0, start),
  ) &&
  /^ ?(?:을|를|에|에서|で|を|に|のまま) ?(?:그대로 |계속 )?(?:유지|머물|동결|维持|据え置|とどま|横ばい)/.test(
    folded.slice(end),
  )

/** Dipped after the morning auction and ended at €77.44: the auction only says when. */
const isBehindAuction = ({ tokens, at, folded }: Scene): boolean =>
  /\b(?:after|before|following|ahead of|despite|as|since|until) (?:[\w'-]+ ){0,5}(?:auctions?|sale)\b[^;]*?\b(?:and|but|to|before|then) (?:[a-z]+ )?(?:ended|closed|settled|finished|end|close|settle|finish|ending|closing|settling|finishing)\b[^;]*$/i.test(
    folded.slice(0, tokens[at]!.start),
  )

/** 79.60 yuan/t close, -0.35%: behind a figure with its label a sign says what a verb would. */
function labelOfQuote(scene: Scene, token: Token & NumberToken): PriceLabel | null {
  const label = labelBehind(scene, token)
  const [next, stop, change] = scene.tokens.slice(scene.at + 1)
  const isSigned = change?.kind === 'number' && change.unit === 'percent' && change.sign !== 0
  if (label && next?.kind === 'measure' && stop?.kind === 'stop' && isSigned)
    scene.state.last = 'price'
  return label
}

/** Offers at $58.40 by the close. */
const isOffered =
  /\b(?:offers?|bids?|asks?|offered|bid)(?: (?:were|was|stood|sat|remained))? (?:at|around|near) [^a-z;,\d]{0,8}$/i

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
    /\b(?:settlement price|settl(?:ed|ing) at)\b[^;]{0,24}$/i.test(
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
  if (scene.places.change < 0 || last?.end !== scene.places.change) return false
  if (scene.passage.time.kind !== 'day' || withinSession.test(scene.folded)) return false
  return leadsTo.test(scene.folded.slice(before?.end ?? scene.places.change, token.start))
}

const leadsTo = /^\)?,?\s*(?:to|at|to end at|auf|bei|à|a|hasta|en|至|到|报|收报|の)\s*$/
export const withinSession =
  /\bby \d{3,4}(?:h|hrs)?(?: (?:CET|CEST|GMT|BST|UTC|local|London))|\b(?:at|by) \d{4} ?(?:h|CET|CEST|GMT|BST|UTC)\b|traded (?:up|down|higher|lower) [^.;]{0,16}\bat\b|盘中|一度|早盘|午盘|午间|开盘|截至.{0,6}[时点]|intraday|early (?!close)|morning|midday|afternoon|at the open|opened|so far|\d(?:am|pm|:\d\d| GMT)/i

/** 开盘即为全天最高价82.20元/吨: the open is the high. */
const atOnceExtreme =
  /(开|收)盘价?(?:即|也|亦|就|同时)+(?:为|是)?(?:全[天日]|当[天日]|日内|盘中)?的?最[高低]价?[为:]?$/

/** Ended at its session high of £54.62 */
const endsAtExtreme =
  /\b(?:clos|end|settl|finish)(?:ed|es|ing|s)?(?: [a-z]+day| the (?:day|session))? (?:at|on|near) (?:its|their|the|a) (?:(?:day's|session|intraday|daily) )?(?:high|low)s?(?: of the (?:day|session))?(?: of|,)? [^a-z]{0,4}$/i

/** 开盘价、最高价、最低价、收盘价均为72.00元/吨: one figure under several labels. */
function sharedLabels(scene: Scene, token: Token, label: PriceMeasure): PriceMeasure[] {
  const between = scene.folded.slice(scene.state.priceAt, token.start)
  const first = atOnceExtreme.exec(scene.folded.slice(0, token.start))
  if (first && (label === 'high' || label === 'low'))
    return [first[1] === '开' ? 'open' : 'close', label]
  if (
    (label === 'high' || label === 'low') &&
    endsAtExtreme.test(scene.folded.slice(0, token.start))
  )
    return ['close', label]
  const isShared =
    /^(?:均|都|皆|同)(?:为|报|是|在|于)?\s*$|^(?: prices?)?(?: were| was)? all (?:at )?$/i
  if (!isShared.test(between)) return [label]
  const labels = scene.statement.labels.flatMap(one =>
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
  // Friday: EUA €70.10; Thursday: €70.52, in a text that says that its quotes are closes.
  const isOfDay = before?.kind === 'time' && behindDay.test(gap) && scene.passage.quotesAreCloses
  const isPriceOfMarket = /碳价(?:格)?[:为是报]?\s*$/.test(scene.folded.slice(0, token.start))
  const isNamed = before && (isDated || isOfDay || isPriceOfMarket || namesInstrument(before))
  if (midSession.test(scene.folded)) return null
  if (!before || !(isNamed || (before.kind === 'mark' && before.mark === 'spot'))) return null
  if (!isPriceOfMarket && !isOfDay && !/^[\s:)|–—-]*(?:[은는이가] |[はがも]|报)?$/.test(gap))
    return null
  // 82.10元（前日比変わらず）: what it is measured against may stand between.
  const isBetween = (one: Token) =>
    one.kind === 'stop' || (one.kind === 'mark' && one.mark === 'base_prev')
  const next = scene.tokens.slice(scene.at + 1).find(one => !isBetween(one))
  const isNear = next && next.start - token.end <= MOST_BEFORE_CHANGE
  const hasChange =
    isNear &&
    ((next.kind === 'number' &&
      next.unit === 'percent' &&
      (next.sign !== 0 || /^%?(?:高|安)/.test(scene.folded.slice(next.end)))) ||
      (next.kind === 'measure' && next.measure === 'change') ||
      (next.kind === 'mark' && ['up', 'down', 'flat'].includes(next.mark)))
  const isMovedInBrackets = /^ ?\([+-][\d.]+,? ?[/|]? ?[+-][\d.]+ ?%\)/.test(
    scene.folded.slice(token.end),
  )
  const isUnmoved = /^ ?\((?:-|=|0)\)/.test(scene.folded.slice(token.end))
  if (!hasChange && !isUnmoved && !isMovedInBrackets && !scene.passage.quotesAreCloses) return null
  if (!isLook) scene.state.last = 'price'
  return 'close'
}

/** As far behind a quote as its change stands: （전일 대비 . */
const MOST_BEFORE_CHANGE = 9

/** Friday: €70.10, 13日（月）70.46ユーロ */
const behindDay = /^(?:: ?| ?\([月火水木金土日一二三四五六월화수목금토일]\) ?:? ?)$/

/** 10时30分，CEA报75.90元/吨: no close. */
const midSession = /(?<!\d)(?:9|1[0-4])[时点](?:\d{1,2}分|半|许)/

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
  if (/^\s*(?:[至到~和与、/–—-]|to|and)?\s*$/.test(gap) && word.start - next.end <= 8)
    scene.clause.range = ['low', 'high']
}

/** CEA24 at 69.10 yuan, CEA24 66.1元/吨: the label of the instrument before goes on. */
export function isRightBehindSubject({ tokens, at, folded }: Scene, token: Token): boolean {
  const lead = tokens.slice(0, at).filter(one => one.kind !== 'stop')
  const before = lead.findLast(one => !isSameContract(one))
  const isSpot = before?.kind === 'mark' && before.mark === 'spot'
  if (!before || !(namesInstrument(before) || isSpot)) return false
  const gap = folded.slice(lead.at(-1)!.end, token.start).replace(marketNoun, '')
  return /^(?: (?:futures?|contracts?|allowances?|permits?|delivery|benchmark))?\s*(?:at|for|to|was|则?[为报于是]|则?(?:只有|仅有|仅为?|只)|:|[はが은는이가])?\s*$/.test(
    gap,
  )
}

/** The EU equivalent at €75.95: of the market's contract of the same month. */
const isSameContract = (token: Token) => token.kind === 'mark' && token.mark === 'same_contract'

/** What may stand between a label and its figure without being words of their own. */
const filler =
  /碳?排放配额|碳配额|配额|[价格为报于在至到达每约仅已均的是收录得系达则了最终站上稳定回落升跌]|\s/g
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
  const isTold = toldNext.test(scene.folded.slice(scene.state.priceAt, token.start))
  return (
    !isTold && between.replace(filler, '').replace(/[^\u4e00-\u9fff]/g, '').length > MOST_BETWEEN
  )
}

/** 收盘价连续第四日上涨，报89.20元: what it did stands between, and then what it is. */
const toldNext =
  /^[^,;。\d]{2,16},(?:最终|最后|收盘|现)?(?:收)?(?:报|达到?|为|至|升至|涨至|跌至|降至|来到|站上|录得|在|于)+\s*$/

function isStale(scene: Scene, token: Token): boolean {
  if (isApart(scene, token)) return true
  const { price, priceAt } = scene.state
  return (price === 'high' || price === 'low' || price === 'open') && token.start - priceAt > 40
}

export const isMoveMark = (mark: string) => mark === 'up' || mark === 'down'
