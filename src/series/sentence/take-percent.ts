import { type NumberToken, namesInstrument, type Token } from '../token.ts'
import { emit } from './emit-point.ts'
import { comparesWithUnknown, onTheDayAhead, periodAhead, verbBehind } from './look-ahead.ts'
import { isBlocked, lastLabelInClause, type Scene } from './scene.ts'
import { takeChangesInOrder } from './take-changes.ts'
import { isMoveMark, withinSession } from './take-price.ts'

/** 收盘90.00元/吨（0.00%） */
function isBracketOfClose({ tokens, at, state, folded }: Scene, token: Token): boolean {
  const [figure, opened] = [tokens[at - 2], tokens[at - 1]]
  // 93.80元/吨，0.00%; in a list of quotes.
  if (
    opened?.kind === 'stop' &&
    opened.stop === ',' &&
    token.kind === 'number' &&
    token.value === 0
  )
    return figure?.kind === 'number' && state.lastPrice === 'close' && figure.end === opened.start
  const isOpened = opened?.kind === 'stop' && opened.stop === '('
  return (
    isOpened &&
    figure?.kind === 'number' &&
    state.lastPrice === 'close' &&
    /^\s*\)/.test(folded.slice(token.end))
  )
}

const priceNoun = /价|値|收[盘于报市涨跌升高低]|报收/
const priceNounEn =
  /price|\b(?:daily|day's) (?:gain|loss|rise|fall|drop|change|move|advance|decline)|마감|종가|가격|수준|contract|benchmark|carbon|allowance|permit|future|settle|clos|entspricht|soit|equivale|\b(?:it|they|that is|market)\b/i
/** What may stand between a market's name and what its price did. */
const ofMarket =
  /[前上](?:[営营]业|取引|一?个?交易)?日(?:比|より|から)|配额|碳排放权?|期货|合约|主力|现货|综合|昨日|今日|当日|全天|继续|小幅|大幅|再度|分别|行情|市场/g
const MOST_OF_OTHERS = 3

/** 全国碳市场上涨0.5%, and not 碳排放强度下降4.2%: before any price is told, what changes must be one. */
function isOfPrice({ tokens, at, folded, isChinese, ...scene }: Scene, token: Token): boolean {
  if (scene.state.lastPrice !== null || scene.priceTold !== null) return true
  const start = tokens.slice(0, at).findLastIndex(one => one.kind === 'stop' && one.stop !== ')')
  const from = tokens[start]?.end ?? 0
  const clause = folded.slice(from, token.start)
  const names = tokens.slice(isChinese ? start + 1 : 0, at).filter(namesInstrument)
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
  /\b(?:moved|changed|shifted|an? (?:daily |day's )?(?:move|change|shift) of)(?: by)?(?: [+-][\d.]+ ?%,?(?: and)?)* $/i.test(
    folded.slice(0, token.start),
  )

/** Settled at £54.24; that is -0.77% on the day. */
const isWhatItDid = (scene: Scene, token: Token & NumberToken): boolean =>
  token.sign !== 0 &&
  scene.priceTold === 'close' &&
  onTheDayAhead(scene) &&
  /\b(?:that|which|this)(?: is|'s| was) $/i.test(scene.folded.slice(0, token.start))

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

/** 2% below its end-February level, and not below Tuesday's settlement. */
function isAgainstOther({ folded }: Scene, token: Token): boolean {
  const [, of] = against.exec(folded.slice(token.end)) ?? []
  return of !== undefined && !dayBefore.test(of)
}

/** Up 4.6% from end-September, 3% since the start of the quarter: no change of a day. */
const sinceSpan =
  /^ (?:from|since|against|versus|on|over|above|below) (?:the |its )?(?:end|start|beginning|turn)(?:-of-| of |[ -])(?:the |this |last )?(?:week|month|quarter|year|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** ▲0.86% alone on the line behind one that ends with the close. */
const isLineOfChange = ({ tokens, passage, folded }: Scene, token: Token & NumberToken): boolean =>
  tokens.length === 1 &&
  token.sign !== 0 &&
  folded.trim() === folded.slice(token.start, token.end) &&
  passage.time.kind === 'day' &&
  passage.carried !== null &&
  'label' in passage.carried &&
  passage.carried.label === 'close' &&
  !passage.carried.isWrong

const against =
  /^ (?:above|below|under|short of|shy of|(?:higher|lower) than|(?:up|down) (?:on|from)) ((?:its|the|a|their|last)\b[^,;.]{0,60})/i
const dayBefore =
  /\b(?:mon|tues|wednes|thurs|fri)day|previous|prior|preceding|yesterday|\bday\b|pre-?holiday|before the (?:holiday|break)|last (?:close|settle|session|night|trad)|overnight|session|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d/i

/** Fell as much as 1.9%, 最多跌1.9%: how far it went in the session, where it did not end. */
const asMuchAs =
  /\b(?:as (?:much|far|high|low) as|at (?:one point|most)(?: by)?|by up to) $|(?:最多|最高|最大|一度|曾|盘中|最深)(?:曾|一度)?(?:涨|跌|升|挫|上涨|下跌|上升|急升|急跌|大涨|大跌)(?:逾|超|近|约)?$/i

/** 截至发稿暂报92.06元/吨，较前收盘上涨1.12%: what moved is no close yet. */
const isOfMoment = ({ tokens, at, folded }: Scene): boolean =>
  /(?:暂报|现报|最新报|暂收)[^。;]*$|截至发稿[^。;收]*$|(?<!\d)(?:9|1[0-4])[时点](?:\d{1,2}分|半|许)[^。;]*$/.test(
    folded.slice(0, tokens[at]!.start),
  ) &&
  !/(?<![前昨间午盘]|昨日|昨天|上午|半日|前一交易日|上一交易日|前一日)(?:收盘|收于|收报|报收)/.test(
    folded,
  )

/** Starts from a previous settlement of €73.18, down 0.42%: what the figure before moved by, of which nothing else is told. */
const isOfCompared = ({ places, state }: Scene, { start }: Token): boolean =>
  state.lastPrice === null && places.compared >= 0 && start - places.compared <= 10

/** 同比分别下降5.1%和15.6%: what the first is measured against the next is, too. */
const leadsToNext = ({ tokens, at, folded, list }: Scene, { end }: Token): boolean => {
  const next = tokens[at + 1]
  const isPercent = next?.kind === 'number' && next.unit === 'percent'
  return (
    list.respectively && isPercent && /^(?:[、和及与]| and )$/.test(folded.slice(end, next.start))
  )
}

/** Takes a percentage: the day's change of a close, or nothing that is told. */
export function takePercent(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  const { base } = state
  if (token.sign !== 0 && comparesWithUnknown(scene, token)) return
  if (isAgainstOther(scene, token) || sinceSpan.test(scene.folded.slice(token.end))) return
  if (isLineOfChange(scene, token))
    return emit(scene, 'change_pct', token.sign * token.value || 0, '%', token)
  if (asMuchAs.test(scene.folded.slice(0, token.start))) return
  if (isOfMoment(scene) || takeChangesInOrder(scene, token)) return
  const inOrder = labelInOrder(scene)
  if (inOrder !== null && inOrder !== 'close') return
  const verb = inOrder ? (state.verb ?? scene.list.verb) : state.verb
  state.base = base === 'other' && leadsToNext(scene, token) ? base : null
  // （较昨日+1.25%）: a sign says what a verb would.
  const isSigned = base === 'prev' && (token.sign !== 0 || scene.folded[token.start - 1] === '±')
  if (isBlocked(scene) && !(state.comparing && (verb || isSigned))) return
  const isOfDay = scene.passage.time.kind === 'day' || base === 'prev' || onTheDayAhead(scene)
  if (base === 'other' || periodAhead(scene) || !isOfDay) return
  const behind = verbBehind(scene, token)
  const isAgainst = behind !== null && isToldBehind(scene, token)
  const used =
    (isAgainst ? behind : verb) ??
    behind ??
    (leadsToQuote(scene, token) || isWhatItDid(scene, token) || isMoved(scene, token)
      ? { sign: token.sign, isFlow: false }
      : null)
  if (!used && !isSigned && token.sign === 0 && !isBracketOfClose(scene, token)) return
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
  if (isOfCompared(scene, token) && target === null) return
  if (target === null && state.lastPrice === 'none' && state.price !== 'close') return
  if (target === null && !used && !isOwnLine && state.lastPrice !== 'close') return
  if (state.isCumulative || (state.price === 'none' && state.last === 'price')) return
  const [subject] = scene.passage.subjects
  if (!subject) return
  const sign = token.sign !== 0 ? token.sign : (used?.sign ?? 0) < 0 ? -1 : 1
  emit(scene, 'change_pct', sign * token.value || 0, '%', token)
  scene.places.change = token.end
  // 涨跌幅分别为 goes on through the list.
  if (scene.passage.subjects.length < 2 && scene.list.daysToCome.length < 1) state.verb = null
}
