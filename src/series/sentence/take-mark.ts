import type { TradeMode } from '../../model/series.ts'
import { addDays, latestWeekday, previousTradingDay, weekdayOf } from '../calendar.ts'
import { daysOfSpan, fridayOfLastWeek, lastWeekdayOf, spanOfWord } from '../close-of-period.ts'
import type { Time } from '../read-time.ts'
import type { Token } from '../token.ts'
import { emit, emitNone } from './emit-point.ts'
import { auctionAhead, comparesWithUnknown, periodAhead } from './look-ahead.ts'
import { lastLabelInClause, marketIsNamed, type Scene } from './scene.ts'
import { dropVintage, setPrice, takeFlow } from './take-label.ts'
import { nameBetter, takeContract, takeMarket } from './take-subject.ts'
import { beginsClause, comparesWith, takeDay, takeTime } from './take-time.ts'

type TakeMark = (scene: Scene, token: Token) => void

/** What the marks of `config/series.yaml` do to what is read after them. */
const marks: Record<string, TakeMark> = {
  none_price: (scene, token) => {
    if (isReportOfYesterday(scene, token)) {
      takeDayBefore(scene, 1, token)
      return setPrice(scene, 'close', token)
    }
    if (isRecord(scene, token)) return
    const side = sideReached(scene, token)
    if (side) return setPrice(scene, side, token)
    if (/week|month|year|周|月|季|年/i.test(scene.folded.slice(token.start, token.end)))
      scene.isSpan = true
    if (!scene.state.comparing) setPrice(scene, 'none', token)
    scene.isPreviousClose = /^[昨前上]/.test(scene.folded.slice(token.start, token.end))
  },
  none_flow: (scene, token) => {
    takeFlow(scene, 'none', token)
    if (isAllUnsold(scene, token)) return marks.no_bids!(scene, token)
    // 竞价发放总量200万吨，成交132万吨: what was offered says how the rest was sold.
    if (/竞价|竞拍|拍卖|标售/.test(scene.folded.slice(token.start, token.end))) {
      scene.state.mode = 'auction'
      scene.sentenceModes.add('auction')
    }
  },
  deal: (scene, token) => {
    setPrice(scene, 'none', token)
    takeFlow(scene, 'none', token)
  },
  forecast: scene => {
    scene.isForecast = true
    scene.isForecastClauseOver = false
  },
  cumulative: takeCumulative,
  since_start: takeCumulative,
  compare: scene => {
    if (scene.range.length === 0) scene.state.comparing = true
  },
  base_other: (scene, token) => {
    const ended = scene.isAsOf ? endOfLast(scene, token) : null
    if (comparesWith(scene, token)) scene.state.base = 'other'
    else if (ended) takeTime(scene, { kind: 'day', day: ended, isLastWeek: false }, token)
    // 5月12日…挂牌首日: the first day is the one that was named.
    else if (!scene.sawTime && !isOpen(scene, token)) scene.isOtherDay = true
  },
  base_prev: takePreviousDay,
  up: (scene, token) => takeVerb(scene, 1, token),
  down: (scene, token) => takeVerb(scene, -1, token),
  flow_verb: (scene, token) => {
    const { state } = scene
    // 成交量较昨日放大三成至33.2万吨: what it was compared with is said.
    if (state.comparing && scene.isChinese && lastLabelInClause(scene) === 'flow') {
      state.comparing = false
      state.verb ??= { sign: 0, isFlow: true, at: token.end }
    }
    if (state.verb)
      state.verb.isFlow = lastLabelInClause(scene) !== 'close' && state.last !== 'change'
  },
  flat: takeFlat,
  none: takeNone,
  old: scene => {
    scene.state.isOld = true
    scene.isCorrecting = true
  },
  new: scene => {
    scene.state.isOld = false
    scene.state.comparing = false
    scene.isCorrecting = true
  },
  correction: scene => {
    scene.isCorrecting = true
  },
  range: (scene, token) => {
    const isOfSpan = spanBehind.test(scene.folded.slice(token.end))
    if (isOfSpan) scene.state.price = 'none'
    scene.range = isOfSpan ? [] : ['low', 'high']
  },
  respectively: scene => {
    scene.respectively = true
    scene.isListed = true
    scene.daysToCome = daysToCome(scene)
  },
  spot: scene => {
    const current = scene.passage.subjects.at(-1)
    if (current?.contract) scene.beforeSpot ??= scene.passage.subjects
    if (current?.contract) scene.passage.subjects = [{ ...current, contract: null }]
  },
  same_contract: scene => {
    const current = scene.passage.subjects.at(-1)
    const [contract] = new Set(scene.passage.contracts.values())
    if (current?.market.futures)
      nameBetter(scene, { ...current, contract: scene.passage.lastContract ?? contract ?? null })
  },
  period: takePeriod,
  today: scene => takeDay(scene, scene.passage.dates.text),
  last_session: (scene, token) => {
    if (scene.state.comparing) {
      const isOfHoliday = /[节假]期?[之以]?前的?$|休市前$/.test(scene.folded.slice(0, token.start))
      scene.state.base = isOfHoliday ? 'prev' : 'other'
      return
    }
    const isNamed = scene.sawTime && scene.passage.time.kind === 'day'
    if (!isNamed) takeDay(scene, lastSession(scene.passage.dates.text))
  },
  same_day: scene => {
    const { time } = scene.passage
    takeDay(scene, time.kind === 'day' ? time.day : dayOfText(scene.passage))
  },
  yesterday: (scene, token) => takeDayBefore(scene, 1, token),
  before_yesterday: (scene, token) => takeDayBefore(scene, 2, token),
  together: takeTogether,
  as_of: (scene, { end }) => {
    scene.isAsOf = true
    scene.isMidSession = midSession.test(scene.folded.slice(end))
  },
  former: scene => takeOneOfTwo(scene, -2),
  latter: scene => takeOneOfTwo(scene, -1),
  composite: dropVintage,
  no_bids: (scene, token) => {
    const isOfAuction = scene.sentenceModes.has('auction') || scene.passage.isOfAuction
    if (isOfAuction) emitNone(scene, ['auction'], token)
  },
}

/** Takes a word that says how the figures beside it are to be read. */
export function takeMark(scene: Scene, mark: string, token: Token): void {
  marks[mark]?.(scene, token)
}

/** 截至去年底, 截至上月末: the last day of trade before this year or month. */
function endOfLast({ folded, passage }: Scene, { start, end }: Token): string | null {
  const [, of] = /^(?:去|上)(年|月)[底末]$/.exec(folded.slice(start, end)) ?? []
  if (!of) return null
  const { published } = passage.dates
  return lastWeekdayOf(
    addDays(`${published.slice(0, of === '年' ? 4 : 7)}${of === '年' ? '-01' : ''}-01`, -1),
  )
}

const midSession =
  /^(?:今[日天]|当[日天]|\d{1,2}日)?(?:午间|午盘|午休|午市|上午|中午|早盘|半日|下午(?!3|15|三)|(?:9|1[0-4])(?:时|点|:\d\d)(?!.{0,6}收盘))/

/** 本次竞价流拍, and not 其中20万吨流拍. */
const isAllUnsold = ({ folded, tokens, at }: Scene, { start, end }: Token): boolean =>
  folded.slice(start, end) === '流拍' &&
  !/部分$/.test(folded.slice(0, start)) &&
  tokens[at - 1]?.kind !== 'number'

/** 前者上涨0.5%，后者下跌1.3%: one of the two markets that were named last. */
function takeOneOfTwo(scene: Scene, at: -2 | -1) {
  const subject = scene.passage.recent.at(at)
  if (!subject || scene.passage.recent.length < 2) return
  scene.passage.subjects = [subject]
  scene.lastMarketEnd = scene.tokens[scene.at]!.end
  scene.numbersSinceGroup = 0
  scene.clauseHasMarket = true
}

/** 全国碳市场昨日收盘价77.4元: with no other close beside it this is a report of that day, no comparison. */
function isReportOfYesterday(scene: Scene, { start, end }: Token): boolean {
  if (!/^昨[日天]?收(?:盘价?)?$/.test(scene.folded.slice(start, end))) return false
  const lead = scene.folded.slice(0, start).replace(/: ?$/, '')
  const before = scene.tokens.slice(0, scene.at).findLast(({ kind }) => kind !== 'stop')
  const isNamed = /(?:碳市场|碳市|碳价|配额)$/.test(lead)
  return (
    (isNamed || (isOfMarket(before) && before?.end === lead.length)) &&
    !scene.tokens.some(
      (token, at) =>
        (token.kind === 'measure' && token.measure === 'close' && at > scene.at) ||
        (token.kind === 'number' && at < scene.at),
    )
  )
}

const isOfMarket = (token: Token | undefined): boolean =>
  token?.kind === 'market' ||
  token?.kind === 'contract' ||
  (token?.kind === 'mark' && token.mark === 'spot')

/** 全月 behind 7月 says no more than it: the month keeps its last day. */
function takePeriod(scene: Scene, token: Token) {
  if (isReach(scene, token) || isOfAuction(scene, token)) return
  if (isOfMove(scene, token)) {
    scene.state.base = 'other'
    return
  }
  const { time, dates } = scene.passage
  const word = scene.folded.slice(token.start, token.end)
  const span = spanOfWord(word)
  const isSame =
    time.kind === 'period' &&
    (time.span === span || (time.span === 'other' && span === 'week')) &&
    !isPast.test(word)
  const lastDay = isSame
    ? time.lastDay
    : span === 'week' && isFridayNear(scene.passage)
      ? scene.passage.lastNamed
      : span === 'week' && isPast.test(word)
        ? fridayOfLastWeek(dates.published)
        : null
  takeTime(scene, { kind: 'period', span, lastDay }, token)
}

/** Closed at 12,450, a record high: says how far it went, not of what. */
const isRecord = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:high|low)$/i.test(folded.slice(start, end)) &&
  /\d[^,;]*, an? (?:[a-z]+[- ])?$/i.test(folded.slice(0, start)) &&
  !/^ (?:of|at) [^a-z]{0,4}\d/i.test(folded.slice(end))

/** Hit a six-week low of €69.85: that far the price went on the day. */
function sideReached({ folded }: Scene, { start, end }: Token): 'high' | 'low' | null {
  if (!/\b(?:hit|hitting|touched|touching|struck) an? [a-z\d]+-$/i.test(folded.slice(0, start)))
    return null
  const [side] = /(?:high|low)$/i.exec(folded.slice(start, end)) ?? []
  return side ? (side.toLowerCase() as 'high' | 'low') : null
}

/** 本期竞价: an auction of its own day. */
const isOfAuction = ({ folded }: Scene, { start, end }: Token): boolean =>
  folded.slice(start, end) === '本期' && /^(?:有偿)?(?:竞价|竞买|拍卖|标售)/.test(folded.slice(end))

/** A monthly rise of 2.1%: the change alone is of the month. */
const isOfMove = ({ folded }: Scene, { start, end }: Token): boolean =>
  /^(?:weekly|monthly)$/i.test(folded.slice(start, end)) &&
  /^ (?:rise|fall|gain|loss|drop|decline|increase|advance)\b/i.test(folded.slice(end))

/** A six-week low: how far back a price reaches, not what the figures are of. */
const isReach = ({ folded }: Scene, { start, end }: Token): boolean =>
  /[a-z\d]-$/i.test(folded.slice(0, start)) &&
  /^ (?:high|low|peak|trough|gain|loss|rally|slide|streak)/i.test(folded.slice(end))

/** The Friday that the text has named is that of the week it is about. */
const isFridayNear = ({ lastNamed, dates }: Scene['passage']): boolean =>
  lastNamed !== null && weekdayOf(lastNamed) === 5 && addDays(lastNamed, 7) > dates.published

/** The days that figures are given of in order: those joined by 、 or 和, or those of a span of a week, when there are as many figures. */
function daysToCome(scene: Scene): string[] {
  const { weekEnd } = scene.passage
  const isWeekNamed = scene.passage.time.kind === 'period' && !scene.passage.time.firstDay
  const time: Time =
    isWeekNamed && weekEnd
      ? { kind: 'period', span: 'week', firstDay: addDays(weekEnd, -4), lastDay: weekEnd }
      : scene.passage.time
  const joined = time.kind === 'day' ? [...scene.joinedDays, time.day] : daysOfSpan(time)
  const figures = figuresAhead(scene)
  return joined.length > 1 && figures === joined.length ? joined : []
}

/** How many figures of one kind follow. */
function figuresAhead({ tokens, at }: Scene): number {
  const rest = tokens.slice(at + 1)
  const first = rest.findIndex(({ kind }) => kind !== 'measure' && kind !== 'mode')
  const ahead = first < 0 ? [] : rest.slice(first)
  const end = ahead.findIndex(({ kind }) => kind !== 'number' && kind !== 'stop')
  return ahead.slice(0, end < 0 ? undefined : end).filter(({ kind }) => kind === 'number').length
}

/** 两地昨日分别成交…: the markets that were named last; what they traded in sum is no market's. */
function takeTogether(scene: Scene, token: Token) {
  const word = scene.folded.slice(token.start, token.end)
  const count = /三/.test(word) ? 3 : /四/.test(word) ? 4 : 2
  const { recent } = scene.passage
  if (sumBehind.test(scene.folded.slice(token.end)) || recent.length < count) {
    scene.isSum = true
    return
  }
  scene.passage.subjects = recent.slice(-count)
  scene.lastMarketEnd = token.end
  scene.numbersSinceGroup = 0
  scene.isDead = false
  scene.clauseHasMarket = true
}

/** 开市价每吨77元 and 较开市价: the day's open, or the first price there was. */
const isOpen = ({ folded }: Scene, { start, end }: Token): boolean =>
  folded.slice(start, end) === '开市价'

/** Have ranged between €62 and €78 this year */
const spanBehind =
  /^[^.;]*\b(?:this|last|past|next|coming|over the|so far|during the) (?:\w+ )?(?:years?|months?|weeks?|quarter|summer|winter)\b/i

const sumBehind = /^[^,;。]{0,18}(?:合计|共计|总共|共成交|总成交|合共)/

const isPast = /^上|last/i

const lastSession = (day: string) => (weekdayOf(day) % 6 === 0 ? latestWeekday(5, day) : day)

/** 昨日 counts from the day of the text; where its title names the day before it came out, that day is meant. */
function takeDayBefore(scene: Scene, count: number, token: Token) {
  const { text, titled, published } = scene.passage.dates
  const from = titled === addDays(published, -1) ? published : text
  takeTime(scene, { kind: 'day', day: addDays(from, -count), isLastWeek: false }, token)
}

/** The day that a text is of: that of its title or date line, else the last one that it names. */
const dayOfText = ({ dates, lastNamed }: Scene['passage']): string =>
  dates.text === dates.published ? (lastNamed ?? dates.text) : dates.text

function takeCumulative(scene: Scene, token: Token) {
  const { state, passage } = scene
  const word = scene.folded.slice(token.start, token.end)
  if (/以来|至今|上线|启动|开市|开始|since/i.test(word)) {
    // 自2021年7月开市以来: up to the day that the text is of.
    state.comparing = false
    if (passage.time.kind === 'period')
      passage.time = { kind: 'day', day: dayOfText(passage), isLastWeek: false }
  }
  if (state.comparing) return
  // 截至8月28日，…；本周…；累计…: back to the day that was said.
  if (passage.time.kind === 'period' && scene.asOfDay && !scene.sawTime)
    passage.time = { kind: 'day', day: scene.asOfDay, isLastWeek: false }
  state.isCumulative = true
  state.flow = /额|value/i.test(word) ? 'value' : 'volume'
  state.last = 'flow'
  state.isTotal = false
  state.mode = null
  state.flowFresh = true
  const [subject] = passage.subjects
  if (subject?.vintage && !marketIsNamed(scene)) passage.subjects = [{ ...subject, vintage: null }]
}

function takePreviousDay(scene: Scene, token: Token) {
  const { passage } = scene
  if (comparesWith(scene, token)) scene.state.base = 'prev'
  else if (/收$/.test(scene.folded.slice(token.start, token.end))) return
  else if (/[\u4e00-\u9fff]/.test(scene.folded[token.start]!) && beginsClause(scene))
    passage.time = { kind: 'day', day: previousTradingDay(passage.dates.text), isLastWeek: false }
}

function takeVerb(scene: Scene, sign: number, token: Token) {
  const state = scene.state
  if (comparesWithUnknown(scene, token)) state.base = 'other'
  state.comparing = false
  state.verb = { sign, isFlow: false, at: token.end }
  if (scene.respectively) scene.verbOfList = state.verb
  const target = lastLabelInClause(scene)
  if (target === 'flow') state.verb.isFlow = true
}

const vagueBefore =
  /(?:基本|大致|大体|几乎|近乎|总体|little|largely|broadly|nearly|almost|roughly|virtually|mostly|barely)\s*$/i

function takeFlat(scene: Scene, token: Token) {
  const state = scene.state
  const { base } = state
  state.comparing = false
  state.base = null
  // 收盘价及其他数据不变: no figure changed in the correction.
  if (scene.isCorrecting) return
  // Flat to Tuesday's settlement: what stands behind is what it is compared with.
  const isCompared = /^ (?:to|with|on|against|versus|from) (?!the day)/i.test(
    scene.folded.slice(token.end),
  )
  const isSame = / as$/i.test(scene.folded.slice(token.start, token.end))
  if (isCompared || isSame) state.comparing = true
  if (vagueBefore.test(scene.folded.slice(0, token.start))) return
  if (base === 'other' || scene.isForecast || scene.isDead) return
  const label = lastLabelInClause(scene)
  // 与昨日收盘价33.40元/吨持平: what is compared is the close before.
  const isBase =
    label === 'none' &&
    /[与和同较跟](?:昨[日天]?|[前上]一?个?交易日|[前上]一?[日天])收/.test(
      scene.folded.slice(0, token.start),
    )
  const target = (isBase ? null : label) ?? state.lastPrice ?? state.price
  const [subject] = scene.passage.subjects
  if (
    target !== 'close' &&
    !(target === null && subject && scene.clauseHasMarket && !scene.clauseHasNumber)
  )
    return
  if (scene.passage.time.kind !== 'day' || periodAhead(scene)) return
  emit(scene, 'change_pct', 0, '%', token)
  scene.changeEnd = token.end
}

/** Wednesday's auction failed, with no units sold: what is not sold is not sold there. */
const soldInAuction = ({ folded, sentenceModes, passage }: Scene, token: Token) =>
  (sentenceModes.has('auction') || passage.isOfAuction) &&
  /\b(?:sold|awarded|placed|bought)$/i.test(folded.slice(token.start, token.end))
    ? ('auction' as const)
    : null

/** No trades in the Tianjin or Fujian pilots: of all that the list names. */
function takeListOfMarkets(scene: Scene) {
  const { tokens, at } = scene
  const end = tokens.findIndex((token, index) => index > at && !isInList(token))
  for (const token of tokens.slice(at + 1, end < 0 ? undefined : end))
    if (token.kind === 'market') takeMarket(scene, token)
}

const isInList = (token: Token): boolean =>
  token.kind === 'market' || (token.kind === 'stop' && token.stop === ',')

function takeNone(scene: Scene, token: Token) {
  const state = scene.state
  // No trades were reported in the Hubei pilot.
  const next = scene.tokens[scene.at + 1]
  if (
    next?.kind === 'market' &&
    !scene.clauseHasMarket &&
    /[a-z]/i.test(scene.folded[token.start]!)
  )
    takeListOfMarkets(scene)
  // There were no trades in December 2027.
  if (next?.kind === 'contract' && !scene.isChinese) takeContract(scene, next)
  if (state.comparing || state.isCumulative || scene.isForecast || scene.isDead) return
  if (periodAhead(scene)) return
  const modes: TradeMode[] = scene.clauseModes.length
    ? scene.clauseModes
    : [auctionAhead(scene) ?? soldInAuction(scene, token) ?? scene.passage.mode ?? 'total']
  emitNone(scene, modes, token)
  state.flowFresh = false
}
