import { addDays } from '../calendar.ts'
import { daysOfSpan } from '../close-of-period.ts'
import type { Time } from '../read-time.ts'
import type { Token } from '../token.ts'
import { emitNone } from './emit-point.ts'
import { lastLabelInClause, marketIsNamed, type Scene } from './scene.ts'
import { dropVintage, setPrice, takeFlow } from './take-label.ts'
import { takeFlat, takeVerb } from './take-move.ts'
import { takeNone } from './take-none.ts'
import {
  dayOfText,
  endOfLast,
  lastSession,
  takeDayBefore,
  takePeriod,
  takePreviousDay,
} from './take-said-day.ts'
import { nameBetter } from './take-subject.ts'
import { comparesWith, takeDay, takeTime } from './take-time.ts'
import { takeOneOfTwo, takeTogether } from './take-together.ts'

type TakeMark = (scene: Scene, token: Token) => void

/** What the marks of `config/series.yaml` do to what is read after them. */
const marks: Record<string, TakeMark> = {
  none_price: (scene, token) => {
    if (isReportOfYesterday(scene, token)) {
      takeDayBefore(scene, 1, token)
      return setPrice(scene, 'close', token)
    }
    // KAU25 last close: 10,700 won (prev. 10,500)
    const word = scene.folded.slice(token.start, token.end)
    if (/^last (?:close|settlement)$/i.test(word) && prevBehind.test(scene.folded.slice(token.end)))
      return setPrice(scene, 'close', token)
    if (isRecord(scene, token) || isReachOfClose(scene, token)) return
    const side = sideReached(scene, token)
    if (side) return setPrice(scene, side, token)
    if (/week|month|year|周|月|季|年/i.test(scene.folded.slice(token.start, token.end)))
      scene.statement.isSpan = true
    if (!scene.state.comparing) setPrice(scene, 'none', token)
    scene.isPreviousClose = /^[昨前上]/.test(scene.folded.slice(token.start, token.end))
  },
  none_flow: (scene, token) => {
    takeFlow(scene, 'none', token)
    if (isAllUnsold(scene, token)) return marks.no_bids!(scene, token)
    // 竞价发放总量200万吨，成交132万吨: what was offered says how the rest was sold.
    if (/竞价|竞拍|拍卖|标售/.test(scene.folded.slice(token.start, token.end))) {
      scene.state.mode = 'auction'
      scene.modes.add('auction')
    }
  },
  deal: (scene, token) => {
    if (isBoughtAtAuction(scene, token)) {
      takeFlow(scene, 'volume', token)
      scene.state.mode = 'auction'
      scene.modes.add('auction')
      return
    }
    setPrice(scene, 'none', token)
    takeFlow(scene, 'none', token)
  },
  forecast: scene => {
    scene.statement.isForecast = true
    scene.statement.isForecastTold = false
  },
  cumulative: takeCumulative,
  since_start: takeCumulative,
  compare: scene => {
    if (scene.clause.range.length === 0) scene.state.comparing = true
  },
  base_other: (scene, token) => {
    const ended = scene.statement.isAsOf ? endOfLast(scene, token) : null
    if (comparesWith(scene, token)) scene.state.base = 'other'
    else if (ended) takeTime(scene, { kind: 'day', day: ended, isLastWeek: false }, token)
    // 5月12日…挂牌首日: the first day is the one that was named.
    else if (!scene.statement.sawTime && !isOpen(scene, token)) scene.statement.isOtherDay = true
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
  new: (scene, { start, end }) => {
    // 实际成交 sets right only what was said to be wrong.
    if (scene.folded.slice(start, end) === '实际' && !scene.state.isOld) return
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
    scene.clause.range = isOfSpan ? [] : ['low', 'high']
  },
  respectively: scene => {
    scene.list.respectively = true
    scene.list.isSaid = true
    scene.list.daysToCome = daysToCome(scene)
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
  today: (scene, token) => {
    const { start, end } = token
    if (isUpTo(scene, token)) return takeCumulative(scene, token)
    const { text, published } = scene.passage.dates
    // The morning that a report comes out on, whichever day its title names.
    const isMorning = /^this morning$/i.test(scene.folded.slice(start, end))
    takeDay(scene, isMorning ? published : text)
  },
  last_session: (scene, token) => {
    if (scene.state.comparing) {
      const isOfHoliday = /[节假]期?[之以]?前的?$|休市前$/.test(scene.folded.slice(0, token.start))
      scene.state.base = isOfHoliday ? 'prev' : 'other'
      return
    }
    const isNamed = scene.statement.sawTime && scene.passage.time.kind === 'day'
    if (!isNamed) takeDay(scene, lastSession(scene.passage.dates.text))
  },
  same_day: (scene, token) => {
    const { time } = scene.passage
    // 截至当日累计成交: up to that day, and not of it.
    if (isUpTo(scene, token)) return takeCumulative(scene, token)
    takeDay(scene, time.kind === 'day' ? time.day : dayOfText(scene.passage))
  },
  yesterday: (scene, token) => takeDayBefore(scene, 1, token),
  before_yesterday: (scene, token) => takeDayBefore(scene, 2, token),
  together: takeTogether,
  as_of: (scene, { end }) => {
    scene.statement.isAsOf = true
    scene.statement.isMidSession = midSession.test(scene.folded.slice(end))
  },
  former: scene => takeOneOfTwo(scene, -2),
  latter: scene => takeOneOfTwo(scene, -1),
  composite: dropVintage,
  no_bids: (scene, token) => {
    const isOfAuction = scene.modes.has('auction') || scene.passage.isOfAuction
    if (isOfAuction) emitNone(scene, ['auction'], token)
  },
}

/** Takes a word that says how the figures beside it are to be read. */
export function takeMark(scene: Scene, mark: string, token: Token): void {
  marks[mark]?.(scene, token)
}

const isUpTo = ({ tokens, at, folded }: Scene, { start, end }: Token): boolean =>
  /累计/.test(folded.slice(start, end)) &&
  tokens.slice(0, at).some(one => one.kind === 'mark' && one.mark === 'as_of' && one.end === start)

const midSession =
  /^(?:今[日天]|当[日天]|\d{1,2}日)?(?:午间|午盘|午休|午市|上午|中午|早盘|半日|下午(?!3|15|三)|(?:9|1[0-4])(?:时|点|:\d\d)(?!.{0,6}收盘))/

/** 本次竞价流拍, and not 其中20万吨流拍. */
const isAllUnsold = ({ folded, tokens, at }: Scene, { start, end }: Token): boolean =>
  folded.slice(start, end) === '流拍' &&
  !/部分$/.test(folded.slice(0, start)) &&
  tokens[at - 1]?.kind !== 'number'

/** 全国碳市场昨日收盘价77.4元: with no other close beside it this is a report of that day, no comparison. */
function isReportOfYesterday(scene: Scene, { start, end }: Token): boolean {
  if (!/^昨[日天]?收(?:盘价?)?$|^yesterday's /i.test(scene.folded.slice(start, end))) return false
  const lead = scene.folded.slice(0, start).replace(/: ?$/, '')
  const before = scene.tokens.slice(0, scene.at).findLast(({ kind }) => kind !== 'stop')
  // 昨日收盘价为83.22元/吨。: a sentence of its own.
  const isAlone =
    lead === '' && /^(?:为[^,;]*$|: (?:the )?[a-z]{3,}| was | were )/i.test(scene.folded.slice(end))
  const isNamed = isAlone || /(?:碳市场|碳市|碳价|配额)$/.test(lead)
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

const prevBehind = /^[^;(]{0,40}\((?:prev|previous|prior)\b/i

/** Power plants bought 15 million allowances at Wednesday's sale: what a sale as a whole sold. */
const isBoughtAtAuction = ({ tokens, at, folded }: Scene, { end }: Token): boolean => {
  const [figure, ...rest] = tokens.slice(at + 1)
  const sale = rest.find(one => one.kind !== 'time' && one.kind !== 'market')
  return (
    figure?.kind === 'number' &&
    figure.value >= LEAST_OF_SALE &&
    sale?.kind === 'mode' &&
    sale.mode === 'auction' &&
    / (?:at|in) (?:[\w']+ ){0,4}$/i.test(folded.slice(end, sale.start))
  )
}

/** A single bidder's share of a sale is smaller. */
const LEAST_OF_SALE = 500_000

/** Closed at 12,450, a record high: says how far it went, not of what. */
const isRecord = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:high|low)$/i.test(folded.slice(start, end)) &&
  /\d[^,;]*, an? (?:[a-z]+[- ])?$/i.test(folded.slice(0, start)) &&
  !/^ (?:of|at) [^a-z]{0,4}\d/i.test(folded.slice(end))

/** Ended at a four-month low of 68.39 yuan: how far back, and then the close. */
const isReachOfClose = ({ folded, state }: Scene, { start, end }: Token): boolean =>
  state.price === 'close' &&
  /(?:high|low|peak)$/i.test(folded.slice(start, end)) &&
  /\b(?:at|to|on|with) (?:an?|its|the|their) (?:new |fresh |record |[\w-]+[ -]){0,3}$/i.test(
    folded.slice(0, start),
  ) &&
  /^(?: (?:of|at))? [^a-z]{0,4}\d/i.test(folded.slice(end))

/** Hit a six-week low of €69.85: that far the price went on the day. */
function sideReached({ folded }: Scene, { start, end }: Token): 'high' | 'low' | null {
  if (!/\b(?:hit|hitting|touched|touching|struck) an? [a-z\d]+-$/i.test(folded.slice(0, start)))
    return null
  const [side] = /(?:high|low)$/i.exec(folded.slice(start, end)) ?? []
  return side ? (side.toLowerCase() as 'high' | 'low') : null
}

/** The days that figures are given of in order: those joined by 、 or 和, or those of a span of a week, when there are as many figures. */
function daysToCome(scene: Scene): string[] {
  const { weekEnd } = scene.passage
  const isWeekNamed = scene.passage.time.kind === 'period' && !scene.passage.time.firstDay
  const time: Time =
    isWeekNamed && weekEnd
      ? { kind: 'period', span: 'week', firstDay: addDays(weekEnd, -4), lastDay: weekEnd }
      : scene.passage.time
  const joined = time.kind === 'day' ? [...scene.list.daysJoined, time.day] : daysOfSpan(time)
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

/** 开市价每吨77元 and 较开市价: the day's open, or the first price there was. */
const isOpen = ({ folded }: Scene, { start, end }: Token): boolean =>
  folded.slice(start, end) === '开市价'

/** Have ranged between €62 and €78 this year */
const spanBehind =
  /^[^.;]*\b(?:this|last|past|next|coming|over the|so far|during the) (?:\w+ )?(?:years?|months?|weeks?|quarter|summer|winter)\b/i

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
  if (passage.time.kind === 'period' && scene.asOfDay && !scene.statement.sawTime)
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
