import type { Measure, TradeMode } from '../../model/series.ts'
import { addDays } from '../calendar.ts'
import { closeDayOf } from '../close-of-period.ts'
import { instrumentOf, type Subject } from '../instrument.ts'
import type { Time } from '../read-time.ts'
import type { Token } from '../token.ts'
import type { Scene } from './scene.ts'
import { inNamedWeek } from './take-time.ts'

function dayOf(scene: Scene, measure: Measure): string | null {
  const { time, dates } = scene.passage
  if (time.kind === 'day') return time.day
  // A span's close is that of its last day of trade.
  return measure === 'close' || measure === 'change_pct' ? closeDayOf(time, dates) : null
}

export function emit(
  scene: Scene,
  measure: Measure,
  value: number,
  unit: string | null,
  token: Token,
  isSoft = false,
) {
  const { subjects } = scene.passage
  if (subjects.length === 0 || scene.isDead) return
  takeDayAhead(scene)
  const day = scene.list.daysToCome[0] ?? dayOf(scene, measure)
  if (day === null) return
  const isNumber = token.kind === 'number'
  const shared = subjects.length > 1 && isNumber
  const own = shared ? [subjects[scene.list.figures % subjects.length]!] : subjects
  if (shared) scene.list.figures++
  if (measure === 'close' && isOfJoinedDays(scene, token))
    for (const joined of scene.list.daysJoined)
      for (const subject of own)
        emitOne(scene, subject, joined, measure, value, unit, token, isSoft)
  if (scene.list.daysToCome.length > 0 && isNumber) {
    const [next = day] = scene.list.daysToCome
    scene.list.daysToCome = scene.list.daysToCome.slice(1)
    for (const subject of own) emitOne(scene, subject, next, measure, value, unit, token, isSoft)
    return
  }
  for (const subject of own) emitOne(scene, subject, day, measure, value, unit, token, isSoft)
}

/** 6月2日、3日和4日均无成交，收盘价维持在30.06元/吨: the close of each of the days. */
const isOfJoinedDays = ({ list, folded }: Scene, { start }: Token): boolean =>
  list.daysJoined.length > 0 &&
  list.daysToCome.length === 0 &&
  !list.respectively &&
  /(?:均|都|皆|维持|沿用|保持)[^;。]*$/.test(folded.slice(0, start))

/** English names the day behind its figures: closed at 9,850 won, down 4.7%, on Thursday. */
export function takeDayAhead(scene: Scene) {
  const next = scene.tokens[scene.at + 1]
  const isList =
    next?.kind === 'time' &&
    next.time.kind === 'day' &&
    // 1.9% on Thursday's €69.63
    !/^'s [^a-z]{0,4}\d/i.test(scene.folded.slice(next.end))
  // 82.95 on Tuesday, 82.80 on Wednesday: each figure has its day.
  if (isList && / on $/.test(scene.folded.slice(scene.tokens[scene.at]!.end, next.start)))
    scene.passage.time = inNamedWeek(scene, next.time)
  if (scene.statement.sawTime) return
  const time = scene.isChinese ? dayInBrackets(scene) : dayAhead(scene)
  if (time) scene.passage.time = inNamedWeek(scene, time)
}

/** 结算价74.90欧元/吨（+0.8%，5月20日）: the one day of a sentence, in brackets behind its figures. */
function dayInBrackets({ tokens, at }: Scene): Time | null {
  const days = tokens.flatMap((token, index) =>
    token.kind === 'time' && token.time.kind === 'day' ? [index] : [],
  )
  const [only] = days
  if (days.length !== 1 || only === undefined || only < at) return null
  const before = tokens.slice(0, only)
  const opened = before.findLastIndex(token => token.kind === 'stop' && token.stop === '(')
  // 较节前最后一个交易日（9月30日）: the brackets say more of a word, not of a figure.
  if (tokens[opened - 1]?.kind !== 'number') return null
  const isClosed = before.slice(opened).some(token => token.kind === 'stop' && token.stop === ')')
  if (opened < 0 || isClosed) return null
  const end = tokens.findIndex((token, index) => index > only && token.kind === 'stop')
  // （18日、-2.08%）: the change of that day may follow.
  const isLast =
    tokens[end]?.kind === 'stop' && tokens.slice(only + 1, end).every(one => isChange(one))
  const inside = tokens.slice(opened, only)
  const hasOwn = inside.some(
    token => token.kind === 'number' && token.unit !== 'percent' && token.unit !== 'bare',
  )
  const day = tokens[only]!
  return isLast && !hasOwn && day.kind === 'time' ? day.time : null
}

const isChange = (token: Token): boolean =>
  (token.kind === 'number' && token.unit === 'percent') ||
  (token.kind === 'mark' && ['base_prev', 'up', 'down', 'flat'].includes(token.mark))

const havingClosed = /[, ] ?(?:having|after) (?:clos|settl|end|finish)(?:ed|ing) (?:on )?$/i

function dayAhead({ tokens, folded, at, passage }: Scene): Time | null {
  let comparing = false
  let isBeyond = false
  const isInClause = (token: Token) =>
    !comparing && !/[,;]/.test(folded.slice(tokens[at]!.end, token.start))
  // All 2,310,000 UK allowances: what was counted stands behind its figure.
  const isCounted =
    tokens[at + 1]?.kind === 'market' &&
    /^ ?(?:of )?$/.test(folded.slice(tokens[at]!.end, tokens[at + 1]!.start))
  for (const token of tokens.slice(at + (isCounted ? 2 : 1))) {
    // Opened this morning at €70.05, having closed Friday at €69.62: that day is the other figure's.
    if (havingClosed.test(folded.slice(tokens[at]!.end, token.start))) return null
    if (token.kind === 'market' || (token.kind === 'stop' && token.stop === ';')) return null
    if (token.kind === 'stop') {
      comparing = false
      isBeyond = true
    }
    if (token.kind === 'mark' && token.mark === 'compare') comparing = true
    // Settled at €72.05 (-0.7%) yesterday
    if (token.kind === 'mark' && token.mark === 'yesterday' && isInClause(token))
      return { kind: 'day', day: addDays(passage.dates.text, -1), isLastWeek: false }
    if (token.kind !== 'time') continue
    if (token.time.kind !== 'day') return null
    // Behind a comma a day is the figure's own only with its preposition.
    const isSaid =
      (!isBeyond && passage.time.kind === 'day') ||
      /\b(?:on|in|for|at|(?:finish|end|clos|settl)(?:e|ed|ing|es)?) $/i.test(
        folded.slice(0, token.start),
      )
    if (!comparing && isSaid && isOfFigure(token, folded)) return token.time
  }
  return null
}

/** Tuesday's close and ahead of Thursday name other days; in Thursday's session is the figure's own. */
const isOfFigure = (token: Token, folded: string): boolean =>
  (/ at $/i.test(folded.slice(0, token.start)) ||
    !/^'s (?!(?:[\w-]+ )?(?:session|trad|deal|auction|sale))/i.test(folded.slice(token.end))) &&
  !/(?:ahead of|before|since|until) $/i.test(folded.slice(0, token.start))

/** A later contract is told of where its line is its own, or where the text names no other of its market. */
const isOnlyContract = ({ passage, statement }: Scene): boolean =>
  passage.isContractRow ||
  passage.hasOneContract ||
  statement.isRow ||
  (passage.subjects.length > 1 &&
    passage.subjects.every(({ market }) => market === passage.subjects[0]?.market))

function emitOne(
  scene: Scene,
  subject: Subject,
  day: string,
  measure: Measure,
  value: number,
  unit: string | null,
  token: Token,
  isSoft: boolean,
) {
  const isAuction = measure === 'volume_auction'
  if (subject.isLater && !isAuction && !isOnlyContract(scene)) return
  const of = isAuction && subject.market.futures ? { ...subject, contract: null } : subject
  const currency = (token.kind === 'number' && token.currency) || subject.market.currencies[0]
  scene.points.push({
    market: subject.market.id,
    instrument: instrumentOf(of),
    day,
    measure,
    value,
    unit: unit ?? `${currency}/t`,
    where: scene.passage.where,
    quote: scene.printed.trim(),
    printed: scene.printed.slice(token.start, token.end),
    isCorrection: scene.isCorrecting,
    isSoft,
  })
}

export function emitNone(scene: Scene, modes: TradeMode[], token: Token) {
  if (scene.passage.time.kind !== 'day' || scene.state.isCumulative || scene.isDead || scene.isDeal)
    return
  const { time } = scene.passage
  for (const day of scene.list.daysJoined) {
    scene.passage.time = { kind: 'day', day, isLastWeek: false }
    for (const mode of modes) emit(scene, `volume_${mode}`, 0, 't', token)
  }
  scene.passage.time = time
  for (const mode of modes) emit(scene, `volume_${mode}`, 0, 't', token)
}
