import { offsetName } from './zone.ts'

/** A time of day as printed; `zone` is null where none is printed with it. `dayShift` is 1 for 24:00. */
export type ClockTime = {
  hour: number
  minute: number
  dayShift: 0 | 1
  zone: string | null
  /** Where the characters that were read end (after the date) or begin (before it). */
  edge: number
}

/** `invalid` is a time that no clock shows (25:61): the date beside it is not to be trusted. */
export type ClockReading = ClockTime | 'none' | 'invalid'

const WEEKDAY =
  '(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b'
const MERIDIEM =
  '上午|早上|早晨|清晨|凌晨|午前|오전|中午|下午|傍晚|晚上|晚间|夜间|午後|午后|오후|[ap]\\.?m\\b\\.?'
/** What stands between a date and its time. */
const SKIP = new RegExp(
  `\\s{1,4}|[,|·•@\\-–&/]|\\.(?=\\s)|\\((?:[^()\\d]{1,8})\\)|\\[(?:[^[\\]\\d]{1,8})\\]|${WEEKDAY}|T(?=\\d)|(?:at|um|à|as|às|a las|alle ore|alle|ore|om|kl|klo|saat|в|о|u|г|р|года|发布)(?:[.:]|(?=\\s))`,
  'iy',
)
const TIME = new RegExp(
  `(${MERIDIEM})?\\s{0,2}(\\d{1,2})(?:\\s?[:时時點点시hH]\\s?(\\d{2})(?!\\d)|\\.(\\d{2})(?![\\d.,%])(?=\\s{0,2}(?:Uhr|$|[)\\],|]|[A-Z]{2,4}(?!\\p{L})))|\\s?[时時點点시](?![\\d间間])|h(?![\\p{L}\\d])|(?=\\s?[ap]\\.?m\\b)|(?=\\sUhr))(?:\\s?[:分분]\\s?(\\d{2})(?:[.,]\\d{1,9})?)?[秒초]?(?:\\s?[分분])?(?:\\s{0,2}([ap])\\.?m(?!\\p{L})\\.?)?(?:\\s{0,2}(?:Uhr|Hrs\\.?|h)(?!\\p{L}))?`,
  'iuy',
)
const COMPACT_TIME = /(\d{2})(\d{2})(?:(\d{2}))?(?!\d)/y
const ZONE =
  /\s{0,2}\(?(?:(?:(?:GMT|UTC)\s?)?([+-])(\d{1,2})(?:(?<=\d\d):?(\d{2}))?(?![\d.:-])|(?<!\p{L})(Z|UTC|GMT|CST|CDT|EST|EDT|ET|MST|MDT|PST|PDT|PT|BST|CET|CEST|MEZ|MESZ|EET|EEST|IST|JST|KST|HKT|SGT|MSK|AEST|AEDT|NZST|NZDT|WIB)(?![\p{L}\d]))\)?|\s{0,2}\(?(北京时间|北京時間|台北時間|香港時間)\)?/uy
const BEFORE = new RegExp(
  `(?<![\\d:.])(?:(${MERIDIEM})\\s{0,2})?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s{0,2}([ap])\\.?m\\.?(?!\\p{L}))?(?:\\s{0,2}Uhr)?(?:\\s?(UTC|GMT|CST|EST|EDT|ET|PST|PDT|BST|CET|CEST|IST|HKT))?(?:\\([^()]{0,12}\\)|[\\s,|·•/(\\-–]|on|of|del|am|den|${WEEKDAY}){1,8}$`,
  'iu',
)

/** Hours ahead of UTC of the abbreviations that news pages print. CST is decided by the source's own zone. */
const abbreviations: Record<string, string> = {
  Z: 'UTC',
  UTC: 'UTC',
  GMT: 'UTC',
  CDT: '-05:00',
  EST: '-05:00',
  EDT: '-04:00',
  ET: 'America/New_York',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  PT: 'America/Los_Angeles',
  BST: '+01:00',
  CET: '+01:00',
  MEZ: '+01:00',
  CEST: '+02:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  IST: '+05:30',
  JST: '+09:00',
  KST: '+09:00',
  HKT: '+08:00',
  SGT: '+08:00',
  MSK: '+03:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
  WIB: '+07:00',
  北京时间: 'Asia/Shanghai',
  北京時間: 'Asia/Shanghai',
  台北時間: 'Asia/Taipei',
  香港時間: 'Asia/Hong_Kong',
}

const EAST_ASIA = /^(?:Asia\/(?:Shanghai|Taipei|Hong_Kong|Macau|Singapore|Urumqi)|PRC|\+08:00)$/

function zoneOfName(name: string, home: string): string {
  if (name.toUpperCase() === 'CST') return EAST_ASIA.test(home) ? home : '-06:00'
  return abbreviations[name.toUpperCase()] ?? abbreviations[name]!
}

/** Hours as on a 24-hour clock; 14:32PM is 14:32. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (!half || hour > 12) return hour
  if (/^[a上早清午오]/i.test(half) && half !== '午後' && half !== '午后' && half !== '오후')
    return hour === 12 && half !== '上午' ? 0 : hour
  if (half === '凌晨') return hour % 12
  if (half === '中午') return hour < 4 ? hour + 12 : hour
  return hour === 12 ? 12 : hour + 12
}

function clock(hour: number, minute: number, second: number, zone: string | null, edge: number) {
  if (hour === 24 && minute === 0) return { hour: 0, minute, dayShift: 1, zone, edge } as const
  if (hour > 23 || minute > 59 || second > 60) return 'invalid'
  return { hour, minute, dayShift: 0, zone, edge } as const
}

type ZoneReading = { zone: string | null; edge: number } | 'invalid'

function zoneAt(text: string, from: number, home: string): ZoneReading {
  ZONE.lastIndex = from
  const found = ZONE.exec(text)
  if (!found) return { zone: null, edge: from }
  const [, sign, hours, minutes, name, place] = found
  if (place ?? name) return { zone: zoneOfName((place ?? name)!, home), edge: ZONE.lastIndex }

  // "08:20 -3 comments": an offset without letters before it has four digits.
  const lettered = /[GU]/i.test(found[0])
  if (!lettered && (minutes === undefined || /^\s{2}/.test(found[0])))
    return { zone: null, edge: from }
  const offset = Number(hours) * 60 + Number(minutes ?? 0)
  if (offset > 14 * 60 || Number(minutes ?? 0) > 59) return 'invalid'
  return {
    zone: offset === 0 ? 'UTC' : offsetName(sign === '-' ? -offset : offset),
    edge: ZONE.lastIndex,
  }
}

/** The time of day that follows a date ending at `from`, over weekdays, commas and words such as "um". `home` decides what CST means. */
export function clockAfter(text: string, from: number, home: string): ClockReading {
  let at = from
  for (let skipped = 0; skipped < 5; skipped++) {
    SKIP.lastIndex = at
    if (!SKIP.test(text)) break
    at = SKIP.lastIndex
  }
  TIME.lastIndex = at
  const found = TIME.exec(text)
  if (!found) return at === from ? compactClock(text, from) : 'none'

  const [, half, hour, minute, dotted, second, letter] = found
  const zone = zoneAt(text, TIME.lastIndex, home)
  if (zone === 'invalid') return 'invalid'
  return clock(
    hourOfDay(Number(hour), letter ?? half),
    Number(minute ?? dotted ?? 0),
    Number(second ?? 0),
    zone.zone,
    zone.edge,
  )
}

/** 0820 or 082000, glued to the eight digits of a date. */
function compactClock(text: string, from: number): ClockReading {
  if (!/\d{8}$/.test(text.slice(Math.max(0, from - 8), from))) return 'none'
  COMPACT_TIME.lastIndex = from
  const found = COMPACT_TIME.exec(text)
  if (!found) return 'none'
  return clock(
    Number(found[1]),
    Number(found[2]),
    Number(found[3] ?? 0),
    null,
    COMPACT_TIME.lastIndex,
  )
}

/** The time of day that stands before a date beginning at `to`, as in "14:32, 30 July 2021"; nothing before `from` is read. */
export function clockBefore(text: string, from: number, to: number, home: string): ClockReading {
  const start = Math.max(from, to - 40)
  const found = BEFORE.exec(text.slice(start, to))
  if (!found) return 'none'
  const [, half, hour, minute, second, letter, zone] = found
  return clock(
    hourOfDay(Number(hour), letter ?? half),
    Number(minute),
    Number(second ?? 0),
    zone ? zoneOfName(zone, home) : null,
    start + found.index,
  )
}
