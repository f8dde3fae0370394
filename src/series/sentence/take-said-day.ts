import { addDays, latestWeekday, previousTradingDay, weekdayOf } from '../calendar.ts'
import { fridayOfLastWeek, lastWeekdayOf, spanOfWord } from '../close-of-period.ts'
import type { Token } from '../token.ts'
import type { Scene } from './scene.ts'
import { beginsClause, comparesWith, takeTime } from './take-time.ts'

/** 截至去年底, 截至上月末: the last day of trade before this year or month. */
export function endOfLast({ folded, passage }: Scene, { start, end }: Token): string | null {
  const [, of] = /^(?:去|上)(年|月)[底末]$/.exec(folded.slice(start, end)) ?? []
  if (!of) return null
  const { published } = passage.dates
  return lastWeekdayOf(
    addDays(`${published.slice(0, of === '年' ? 4 : 7)}${of === '年' ? '-01' : ''}-01`, -1),
  )
}

/** 全月 behind 7月 says no more than it: the month keeps its last day. */
export function takePeriod(scene: Scene, token: Token) {
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

/** 本期竞价: an auction of its own day. */
const isOfAuction = ({ folded }: Scene, { start, end }: Token): boolean =>
  folded.slice(start, end) === '本期' && /^(?:有偿)?(?:竞价|竞买|拍卖|标售)/.test(folded.slice(end))

/** A monthly rise of 2.1%: the change alone is of the month. */
const isOfMove = ({ folded }: Scene, { start, end }: Token): boolean =>
  /^(?:weekly|monthly)$/i.test(folded.slice(start, end)) &&
  /^ (?:rise|fall|gain|loss|drop|decline|increase|advance)\b/i.test(folded.slice(end))

/** A six-week low: how far back a price reaches, not what the figures are of. */
const isReach = ({ folded }: Scene, { start, end }: Token): boolean =>
  superlative.test(folded.slice(0, start)) ||
  (/[a-z\d]-$/i.test(folded.slice(0, start)) &&
    /^ (?:high|low|peak|trough|gain|loss|rally|slide|streak)/i.test(folded.slice(end)))

/** The first blank day this quarter, its highest close this month. */
const superlative =
  /\b(?:first|second|third|fourth|only|(?:[a-z]{3,}(?<!inter|for)est)) [^,;.\d]{0,30}$/i

/** The Friday that the text has named is that of the week it is about. */
const isFridayNear = ({ lastNamed, dates }: Scene['passage']): boolean =>
  lastNamed !== null && weekdayOf(lastNamed) === 5 && addDays(lastNamed, 7) > dates.published

const isPast = /^上|last/i

/** The last day of trade up to this one. */
export const lastSession = (day: string) => (weekdayOf(day) % 6 === 0 ? latestWeekday(5, day) : day)

/** 昨日 counts from the day of the text; where its title names the day before it came out, that day is meant. */
export function takeDayBefore(scene: Scene, count: number, token: Token) {
  const { text, titled, published } = scene.passage.dates
  const from = titled === addDays(published, -1) ? published : text
  takeTime(scene, { kind: 'day', day: addDays(from, -count), isLastWeek: false }, token)
}

/** The day that a text is of: that of its title or date line, else the last one that it names. */
export const dayOfText = ({ dates, lastNamed }: Scene['passage']): string =>
  dates.text === dates.published ? (lastNamed ?? dates.text) : dates.text

/** 前收, 上一交易日: what a change is against, or at the head of a clause the day that is told of. */
export function takePreviousDay(scene: Scene, token: Token) {
  const { passage } = scene
  if (comparesWith(scene, token)) scene.state.base = 'prev'
  else if (/收$/.test(scene.folded.slice(token.start, token.end))) return
  else if (/[\u4e00-\u9fff]/.test(scene.folded[token.start]!) && beginsClause(scene))
    passage.time = { kind: 'day', day: previousTradingDay(passage.dates.text), isLastWeek: false }
}
