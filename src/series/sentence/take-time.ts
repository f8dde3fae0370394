import { addDays, isTradingDayBefore, weekdayOf } from '../calendar.ts'
import { lastWeekdayOf } from '../close-of-period.ts'
import type { Time } from '../read-time.ts'
import type { Token } from '../token.ts'
import type { Scene } from './scene.ts'
import type { Base } from './state.ts'

export function takeTime(scene: Scene, named: Time, token: Token) {
  const state = scene.state
  const time = inNamedWeek(scene, named)
  const lastOfMonth = monthEnd(scene, time, token)
  if (lastOfMonth)
    return takeTime(scene, { kind: 'day', day: lastOfMonth, isLastWeek: false }, token)
  if (state.comparing || isBase(scene, token)) {
    // 较前一周周五: a week was named already.
    if (!(state.base === 'other' && isOwnDay(scene, time))) state.base = baseOf(scene, time)
    return
  }
  if (
    time.kind === 'period' &&
    scene.clause.hasNumber &&
    !/[\u4e00-\u9fff]/.test(scene.folded.slice(token.start, token.end))
  )
    return
  if (time.kind === 'period' && tellsOfDay(scene, token)) return
  // In six weeks: how long.
  if (time.kind === 'period' && isDuration(scene, token)) return
  // Which expires in August: of the contract.
  if (time.kind === 'period' && ofContract.test(scene.folded.slice(0, token.start))) return
  // TTF gas for November: the other goods' own.
  if (time.kind === 'period' && scene.isDead) return
  // 4月6日清明节休市, 10月9日起恢复交易: a day without trade, or one to come.
  if (ofClosure.test(scene.folded.slice(token.end))) return
  // Since its launch in July 2021: when it all began.
  if (ofLaunch.test(scene.folded.slice(0, token.end))) return
  // The highest since 12 March, 9月12日以来: where a count begins.
  if (time.kind === 'day' && /(?:从|自|since )$/i.test(scene.folded.slice(0, token.start))) return
  if (time.kind === 'day' && scene.folded.startsWith('以来', token.end)) return
  // In the week to July 24: the span that ends there.
  if (
    time.kind === 'day' &&
    /\bweek (?:to|ended|ending|through) $/i.test(scene.folded.slice(0, token.start))
  )
    return takeTime(scene, { kind: 'period', span: 'week', lastDay: time.day }, token)
  const before = scene.tokens[scene.at - 1]
  // Up on Friday's settlement: what it is compared with.
  if (time.kind === 'day' && isComparedWith(scene, token)) {
    state.base = baseOf(scene, time)
    return
  }
  // From 81.50 yuan on Friday: the day of what is compared with.
  if (before?.end === scene.places.compared && ofCompared.test(scene.folded.slice(0, token.start)))
    return
  const isJoined =
    before?.kind === 'time' &&
    before.time.kind === 'day' &&
    /^(?:[、和及与]| and )$/.test(scene.folded.slice(before.end, token.start))
  scene.list.daysJoined =
    isJoined && before.time.kind === 'day' ? [...scene.list.daysJoined, before.time.day] : []
  // 24日時点で: as of that day.
  if (time.kind === 'day' && /^(?:时点|まで|시점|기준|까지)/.test(scene.folded.slice(token.end)))
    scene.statement.isAsOf = true
  // Reached 903 million tonnes by September 30
  if (time.kind === 'day' && state.isCumulative && upTo.test(scene.folded.slice(0, token.start)))
    scene.statement.isAsOf = true
  if (time.kind === 'day' && scene.statement.isAsOf) scene.asOfDay = time.day
  keepInPassing(scene, time, token)
  if (ofSettlement.test(scene.folded.slice(token.end)) && isEarlier(time, scene.passage.time))
    scene.passage.dayBefore ??= scene.passage.time
  else scene.passage.dayBefore = null
  scene.passage.time = time
  scene.passage.weekEnd = isEndOfWeek(scene, time)
    ? time.day
    : weekEndOf(time, scene.passage.weekEnd)
  scene.statement.isOtherDay = false
  scene.statement.sawTime = !isOfReport(scene, token)
  if (time.kind === 'day' && time.day > (scene.passage.lastNamed ?? ''))
    scene.passage.lastNamed = time.day
  if (time.kind === 'day' && scene.state.isCumulative && !scene.statement.isAsOf)
    scene.state.isCumulative = false
}

/** Tuesday's settlement was €76.94: told beside the day that the text is of. */
const ofSettlement = /^'s (?:settlement|close|closing price) (?:was|stood|came)\b/i
const isEarlier = (time: Time, than: Time): boolean =>
  time.kind === 'day' && than.kind === 'day' && time.day < than.day

/** 记者3日获悉，上半年成交…: the day that something was learnt on; the figures may be of other days. */
const isOfReport = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:^|[,;])(?:[^,;]{0,12}记者)?[^,;]{0,4}$/.test(folded.slice(0, start)) &&
  ofReport.test(folded.slice(end))
const ofReport =
  /^[^,;]{0,28}(?:获悉|了解到|获知|得知|发布会|新闻会|例会|通报|介绍|透露|披露|公布|发布|消息|表示|称)[^,;]{0,6}[,:]/

/** 上周（5月11日至15日）…周一收于80.60元/吨: in a text on a week that is over a weekday is one of that week. */
export function inNamedWeek({ passage: { weekEnd } }: Scene, time: Time): Time {
  if (time.kind !== 'day' || !time.isWeekday || weekEnd === null || time.day <= weekEnd) return time
  return { ...time, day: addDays(time.day, -7) }
}

/** Ended the week at €70.35 on Friday: told after that Friday, the other weekdays are of its week. */
const isEndOfWeek = (
  { folded, passage: { dates } }: Scene,
  time: Time,
): time is Extract<Time, { kind: 'day' }> =>
  time.kind === 'day' &&
  time.isWeekday === true &&
  weekdayOf(time.day) === 5 &&
  time.day < dates.published &&
  /\bthe week (?:at|on|up|down|higher|lower)\b|[本上]周五?/.test(folded)

/** The last day of the week that is told of: until a later day is. */
export function weekEndOf(time: Time, before: string | null): string | null {
  if (time.kind === 'day') return before !== null && time.day > before ? null : before
  const { firstDay, lastDay } = time
  return lastDay && firstDay && addDays(firstDay, 7) > lastDay ? lastDay : before
}

/** 截至8月底: what was counted so far is of the month's last day of trade. */
function monthEnd({ statement, folded }: Scene, time: Time, { start, end }: Token): string | null {
  if (!statement.isAsOf || time.kind !== 'period' || time.lastDay === null) return null
  return /[月年度][末底]$/.test(folded.slice(start, end)) ? lastWeekdayOf(time.lastDay) : null
}

/** On 30 January, the last trading day of the month; 5月29日（当月最后一个交易日）: says which day the named one is. */
const tellsOfDay = ({ folded, statement, passage }: Scene, { start, end }: Token): boolean =>
  statement.sawTime &&
  passage.time.kind === 'day' &&
  (/\b(?:day|session|mon|tues|wednes|thurs|fri)(?:day)? of (?:the )?$/i.test(
    folded.slice(0, start),
  ) ||
    /^(?:内|份)?的?(?:最后|最末|最终|首|第)[一]?个?(?:交易日|营业日|工作日|天)/.test(
      folded.slice(end),
    ))

const upTo = /\b(?:by|to|through|until|up to|as of|as at) (?:the (?:end|close) of )?$/i

const ofCompared =
  /\b(?:from|versus|vs\.?|against|compared (?:with|to)) [^,;a-z]{0,6}\d[^,;]{0,24} on $/i
/** Up on Friday's settlement, and not lower on Friday. */
const isComparedWith = ({ folded }: Scene, { start, end }: Token): boolean =>
  (/\b(?:up|down|higher|lower|more|less) (?:on|than) $/i.test(folded.slice(0, start)) &&
    /^'s (?:settle|clos|level|finish|price)/i.test(folded.slice(end))) ||
  // A gain of 1.9% on Thursday's €69.63
  (/(?:%|per ?cent|pct) (?:on|over|from) $/i.test(folded.slice(0, start)) &&
    /^'s [^a-z]{0,4}\d/i.test(folded.slice(end)))

const ofLaunch =
  /\b(?:since|from)\b[^,;]{0,24}\b(?:launch|launched|start|started|began|opened|opening|inception|debut)\b (?:in|on)\b[^,;]{0,16}$/i

const ofContract =
  /\b(?:expir(?:es?|ed|ing|y)|matur(?:es?|ed|ing|ity)|lapse[sd]?|deliver(?:y|able|ed)|launch(?:es|ed)?) $/i

const ofClosure =
  /^[^,;:。()\d]{0,12}(?:(?:休市|休假|放假)(?![前后结期])|(?:恢复交易|恢复开市|复市)(?![首后当第的]))|^,? (?:is|was|were|are|will be) (?:an? )?(?:public |bank )?(?:holiday|closed)/

/** In three weeks: how long. */
export const isDuration = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:in|for|over|since|nearly|almost|about) (?:[a-z]+[ -]){1,2}$/i.test(folded.slice(0, start)) &&
  /s$/i.test(folded.slice(start, end))

/**
 * A span named in the midst of a clause (这是今年以来首次…) holds for that clause alone, one at its head for what follows. In the November
 * auction holds for its sentence.
 */
function keepInPassing(scene: Scene, time: Time, token: Token) {
  const { passage } = scene
  if (time.kind === 'day') scene.clause.timeBefore = null
  if (time.kind === 'day' || passage.time.kind !== 'day') return
  if (!scene.isChinese) {
    if (time.span !== 'week') scene.timeBefore ??= passage.time
    return
  }
  // 12月31日，2025年交易收官: the sentence has named its day.
  if (scene.statement.sawTime || !isTopic(scene, token)) scene.clause.timeBefore ??= passage.time
}

/** True where next to nothing but markets and times stands before a token in its clause. */
function isTopic({ tokens, at }: Scene, token: Token): boolean {
  const start = tokens.slice(0, at).findLastIndex(one => one.kind === 'stop')
  const before = tokens.slice(start + 1, at)
  if (before.some(one => !['market', 'time', 'vintage', 'contract', 'mode'].includes(one.kind)))
    return false
  const said = before.reduce((sum, one) => sum + one.end - one.start, 0)
  return token.start - (tokens[start]?.end ?? 0) - said <= MOST_BEFORE_TOPIC
}

/** 纵观, 来看, 碳配额 around a topic are short. */
const MOST_BEFORE_TOPIC = 5

const isOwnDay = ({ passage }: Scene, time: Time): boolean =>
  time.kind === 'day' && passage.time.kind === 'day' && passage.time.day === time.day

/** 与昨日持平: a day behind 与 is what is compared with. */
function isBase(scene: Scene, token: Token): boolean {
  if (!/(?:与|和|同|跟|后于)$/.test(scene.folded.slice(0, token.start))) return false
  return /^(?:的|相比|收盘价?|结算价?)*(?:基本|大致|完全)?(?:持平|相同|一致|相比|上涨|下跌|相当|不变|无变化|无异|一样|相若|同价)/.test(
    scene.folded.slice(token.end),
  )
}

export function baseOf(scene: Scene, time: Time): Base {
  const own = scene.passage.time
  if (time.kind === 'period' || own.kind === 'period' || time.isLastWeek) return 'other'
  const gap = (Date.parse(own.day) - Date.parse(time.day)) / 86_400_000
  // 较昨日 in a text on yesterday: the day before that.
  if (gap === 0) return 'prev'
  const isBefore = isTradingDayBefore(time.day, own.day)
  return isBefore ? 'prev' : 'other'
}

export function takeDay(scene: Scene, day: string) {
  if (scene.state.comparing) return
  scene.passage.time = { kind: 'day', day, isLastWeek: false }
  scene.statement.isOtherDay = false
  scene.state.isCumulative = false
}

export function beginsClause(scene: Scene): boolean {
  const before = scene.tokens[scene.at - 1]
  return !before || (before.kind === 'stop' && before.stop !== '(')
}

const alwaysBase =
  /^(?:同|环|前.{1,4}比$|日环|周环|月环|月同|年同|on |year[ -]|week[ -]on|month[ -]|week[ -]over|day[ -]on|quarterly |annual |yearly |yoy|wow|mom|[ywmqd]\/)|(?:대비|보다|비해|기준|比|に比べ|より|から)$/i

export function comparesWith(scene: Scene, token: Token): boolean {
  const word = scene.folded.slice(token.start, token.end)
  const isSaid = /^ ?(?:보다|에 비해|대비)/.test(scene.folded.slice(token.end))
  return scene.state.comparing || alwaysBase.test(word) || isSaid || isBase(scene, token)
}
