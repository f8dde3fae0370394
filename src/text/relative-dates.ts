import { clockAfter } from './clock-time.ts'
import { dateMarks } from './date-marks.ts'
import { dayName, instantOf, shiftDay, wallTime } from './zone.ts'

/** A moment that a text gives as a distance from now, with the characters it covers. */
export type RelativeDate = { index: number; length: number; zone: string } & (
  | { precision: 'minute'; at: Date }
  | { precision: 'day'; day: string }
)

const NUMBER =
  '(\\d{1,3}|[一二两兩三四五六七八九十半]|an?|one|two|three|four|five|six|seven|eight|nine|ten|einer|einem|eine|un|une|una|uma)'
const UNITS: [RegExp, number | 'day' | 'week' | 'month' | 'year'][] = [
  [/^(?:秒|sec|s$|sek|초)/i, 1 / 60],
  [/^(?:分|min|m$|분)/i, 1],
  [/^(?:小|[个個]小|鐘頭|钟头|時|时|h|std|stunde|ore|ora|uur|시)/i, 60],
  [/^(?:天|日|day|d$|tag|jour|d[ií]a|giorn|dag|일)/i, 'day'],
  [/^(?:周|週|星期|个星期|week|woche|w$)/i, 'week'],
  [/^(?:个?月|個月|month|monat)/i, 'month'],
  [/^(?:年|year|jahr)/i, 'year'],
]
/** 3日前 is "three days ago" where it stands alone; in a sentence it is "before the third". */
const AGO_CJK =
  /(?<![\d月월年년/.第-]\s{0,2})(\d{1,3}|[一二两兩三四五六七八九十半])\s{0,2}(秒钟?|秒鐘|分钟?|分鐘|个?小时|個?小時|时|時|時間|天|日(?=[之以]?前(?:$|[\s)\]|·,]))|周|週|个?星期|个?月|個月|年|초|분|시간|일)\s{0,2}(?:[之以]?前|전)/gu
const AGO_WEST = new RegExp(
  `(?<![\\p{L}\\d])${NUMBER}\\s{0,2}(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|years?)\\s{1,2}ago(?!\\p{L})|(?<![\\p{L}\\d])(?:vor|hace|há|il y a|fa)\\s${NUMBER}\\s(Sekunden?|Minuten?|minutos?|minutes?|Stunden?|Std\\.?|horas?|heures?|Tag(?:en)?|días?|dias?|jours?|Wochen?)(?!\\p{L})`,
  'giu',
)
const JUST_NOW = /刚刚|剛剛|刚才|just now|moments? ago/giu
const NAMED_DAY =
  /(?<![\p{L}\d])(?:yesterday|today|gestern|vorgestern|heute|hier|aujourd['’]hui|ayer|hoy|ieri|oggi|ontem|hoje|gisteren|vandaag|вчера|сегодня)(?!\p{L})|昨[天日]|昨(?=[晚夜])|前[天日](?!然)|今[天日](?!是|的)|今(?=[早晨晚夜])|어제|오늘|그저께|그제/giu

/** Cheap: what every distance in the languages of either side holds. */
const EASTERN = /[前전刚剛昨今]|어제|오늘|그저께|그제/
const WESTERN =
  /ago|now|today|yesterday|vor|gestern|heute|hace|há |hoy|hoje|hier|il y|ayer|ieri|oggi|aujourd|ontem|gisteren|vandaag|fa |вчера|сегодня/i
const LONGEST = 600

const dayShifts: [RegExp, number][] = [
  [/^(?:前|vorgestern|그)/i, 2],
  [/^(?:昨|yesterday|gestern|hier|ayer|ieri|ontem|gisteren|вчера|어제)/i, 1],
]

const words = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
function countOf(word: string): number {
  if (/^\d/.test(word)) return Number(word)
  if (word === '半') return 0.5
  const chinese = '一二三四五六七八九十'.indexOf(word)
  if (chinese >= 0) return chinese + 1
  if (word === '两' || word === '兩') return 2
  return Math.max(1, words.indexOf(word.toLowerCase()))
}

type Clock = { now: Date; zone: string }

/**
 * Minutes ago are good to the minute; hours are not, so they say the day only. A count of months or years says
 * no day at all.
 */
function back(count: number, unit: string, { now, zone }: Clock) {
  const size = UNITS.find(([name]) => name.test(unit))?.[1]
  if (size === undefined || size === 'month' || size === 'year') return null
  if (size === 'day' || size === 'week') {
    const days = size === 'week' ? count * 7 : count
    if (!Number.isInteger(days)) return null
    return { precision: 'day', day: dayName(shiftDay(wallTime(now, zone), -days)), zone } as const
  }
  const at = new Date(Math.floor((now.getTime() - count * size * 60_000) / 60_000) * 60_000)
  const minutes = size * count
  if (size <= 1 || minutes <= 30) return { precision: 'minute', at, zone } as const
  return { precision: 'day', day: dayName(wallTime(at, zone)), zone } as const
}

function namedDay(text: string, found: RegExpExecArray, { now, zone }: Clock): RelativeDate | null {
  const shift = dayShifts.find(([name]) => name.test(found[0]))?.[1] ?? 0
  const day = shiftDay(wallTime(now, zone), -shift)
  const end = found.index + found[0].length
  const time = clockAfter(text, end, zone)
  if (time === 'invalid') return null
  if (time === 'none') {
    if (/^[昨今]$/.test(found[0])) return null
    // 今日碳价 and "Today's news" name no date; 昨天 in a cell of its own does.
    const before = text[found.index - 1] ?? ' '
    const after = text[end] ?? ' '
    if (!/[\s([|·,>]/.test(before) || !/[\s)\]|·,<]/.test(after)) return null
    return {
      index: found.index,
      length: found[0].length,
      precision: 'day',
      day: dayName(day),
      zone,
    }
  }
  const shifted = shiftDay(day, time.dayShift)
  const at = instantOf({ ...shifted, hour: time.hour, minute: time.minute }, time.zone ?? zone)
  // A time of today that is still to come is no time of publication.
  if (at.getTime() > now.getTime() + 60_000) return null
  return {
    index: found.index,
    length: time.edge - found.index,
    precision: 'minute',
    at,
    zone: time.zone ?? zone,
  }
}

/** Dates that a text gives as a distance from `now` (an instant), whose days are those of `zone`: 刚刚, 5分钟前, 昨天 22:17, 3 days ago. */
export function relativeDates(text: string, marks: number, clock: Clock): RelativeDate[] {
  // A paragraph tells of days; it is not dated by them.
  if (text.length > LONGEST) return []
  const isEastern = (marks & dateMarks.distance) !== 0 && EASTERN.test(text)
  const isWestern = (marks & dateMarks.letter) !== 0 && WESTERN.test(text)
  if (!isEastern && !isWestern) return []
  const found: RelativeDate[] = []
  for (const match of text.matchAll(JUST_NOW)) {
    const at = new Date(Math.floor(clock.now.getTime() / 60_000) * 60_000)
    found.push({
      index: match.index,
      length: match[0].length,
      precision: 'minute',
      at,
      zone: clock.zone,
    })
  }
  for (const pattern of [...(isEastern ? [AGO_CJK] : []), ...(isWestern ? [AGO_WEST] : [])]) {
    for (const match of text.matchAll(pattern)) {
      const [count, unit] = match.slice(1).filter(Boolean)
      const moment = back(countOf(count!), unit!, clock)
      if (moment) found.push({ index: match.index, length: match[0].length, ...moment })
    }
  }
  for (const match of text.matchAll(NAMED_DAY)) {
    const moment = namedDay(text, match, clock)
    if (moment) found.push(moment)
  }
  return found
}
