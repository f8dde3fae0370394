import { zoneBehind, zoneNamedAt, zoneOfCode } from './zone-words.ts'

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

/** Which half of the day a word names; `hour` is what the clock shows, null where the word leaves the day open. */
/** `isDigital`: hours and minutes are written as 12:26. */
type Half = { words: string; hour(hour: number, isDigital: boolean): number | null }

/** Of words that begin alike the longer stands first. */
const halves: Half[] = [
  // 上午12:26 is what clocks print at night (CLDR, zh); 上午12点 is said of noon.
  { words: '上午', hour: (hour, isDigital) => (hour === 12 && isDigital ? 0 : hour) },
  { words: '午前|오전|[ap]\\.?\\s?m\\b\\.?', hour: hour => (hour === 12 ? 0 : hour) },
  { words: '清晨|早上|早晨|早间|早間|早|朝|아침', hour: hour => hour },
  { words: '凌晨|未明|새벽', hour: hour => hour % 12 },
  { words: '中午|正午|晌午|昼|낮', hour: hour => (hour < 4 ? hour + 12 : hour) },
  {
    words: '下午|傍晚|午後|午后|오후|夕方|저녁',
    hour: hour => (hour === 12 ? 12 : hour + 12),
  },
  {
    // Twelve at night is the end of the day. One to four may belong to either day: then the day alone is sure.
    words: '晚上|晚间|晚間|夜间|夜間|夜里|夜裡|夜晚|深夜|半夜|午夜|晚|夜|밤',
    hour: hour => (hour === 12 ? 24 : hour < 5 ? null : hour + 12),
  },
]
const MERIDIEM = halves.map(({ words }) => words).join('|')
const halfTests = halves.map(({ words, hour }) => ({
  test: new RegExp(`^(?:${words})`, 'i'),
  hour,
}))
const CHINESE = '[〇零一二三四五六七八九十两兩]'
/** What stands between a date and its time. */
const SKIP = new RegExp(
  `\\s{1,4}|[,|·•@\\-–&/]|\\.(?=\\s)|\\((?:[^()\\d]{1,8})\\)|\\[(?:[^[\\]\\d]{1,8})\\]|${WEEKDAY}|T(?=\\d)|(?:at|um|à|as|às|a las|alle ore|alle|ore|om|kl|klo|saat|в|о|u|г|р|года|发布|發布|(?:issued|published|posted|updated)(?: at)?)(?:[.:]|(?=\\s))`,
  'iy',
)
const MARK = '[:时時點点시hH]'
const MINUTE = `\\d{2}(?!\\d)|\\d(?=\\s?[分분])|半|[一三]刻|${CHINESE}{1,3}(?=分)`
const TIME = new RegExp(
  `(${MERIDIEM})?\\s{0,2}(\\d{1,2}|${CHINESE}{1,3}(?=[时時点點]))(?:\\s?${MARK}\\s?(${MINUTE})|\\.(\\d{2})(?![\\d.,%])(?=\\s{0,2}(?:Uhr|$|[)\\],|]|[A-Z]{2,4}(?!\\p{L})))|\\s?[时時點点시](?![\\d间間])[整正]?|h(?![\\p{L}\\d])|(?=\\s?[ap]\\.?\\s?m\\b)|(?=\\sUhr))(?:\\s?[:分분]\\s?(\\d{2})(?:[.,]\\d{1,9})?)?[秒초]?(?:\\s?[分분])?(?:\\s{0,2}(${MERIDIEM})(?!\\p{L})\\.?)?(?:\\s{0,2}(?:Uhr|Hrs\\.?|h)(?!\\p{L}))?`,
  'iuy',
)
const COMPACT_TIME = /T?(\d{2})(\d{2})(?:(\d{2})(?:\.\d{1,6})?)?(?!\d)/y
const BEFORE = new RegExp(
  `(?<![\\d:.])(?:(${MERIDIEM})\\s{0,2})?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s{0,2}([ap]\\.?\\s?m)\\.?(?!\\p{L}))?(?:\\s{0,2}Uhr)?(?:\\s?([A-Z]{2,4}T|UTC|UT|MEZ|MESZ))?(?:\\([^()]{0,12}\\)|[\\s,|·•/(\\-–]|on|of|del|am|den|${WEEKDAY}){1,8}$`,
  'iu',
)

/** Hours as on a 24-hour clock; 14:32PM is 14:32. Null where the day is left open. */
function hourOfDay(hour: number, half: string | undefined, isDigital: boolean): number | null {
  if (!half || hour > 12) return hour
  if (/^p/i.test(half)) return hour === 12 ? 12 : hour + 12
  const known = halfTests.find(({ test }) => test.test(half))
  return known ? known.hour(hour, isDigital) : hour
}

/** 十 is 10, 二十一 is 21, 八 is 8; digits are themselves. */
function numberOf(word: string): number {
  if (/^\d/.test(word)) return Number(word)
  if (word === '半') return 30
  if (word.endsWith('刻')) return word.startsWith('三') ? 45 : 15
  const digit = (char: string | undefined) =>
    '零一二三四五六七八九'.indexOf((char ?? '').replace(/[〇]/, '零').replace(/[两兩]/, '二'))
  const [tens, ones] = word.split('十')
  if (ones === undefined) return [...word].reduce((sum, char) => sum * 10 + digit(char), 0)
  return (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0)
}

function clock(
  hour: number | null,
  minute: number,
  second: number,
  zone: string | null,
  edge: number,
): ClockReading {
  if (hour === null) return 'none'
  if (hour === 24 && minute < 60) return { hour: 0, minute, dayShift: 1, zone, edge }
  if (hour > 23 || minute > 59 || second > 60) return 'invalid'
  return { hour, minute, dayShift: 0, zone, edge }
}

/** The time of day that follows a date ending at `from`, over weekdays, commas and words such as "um". `home` decides what CST means. */
export function clockAfter(text: string, from: number, home: string): ClockReading {
  const compact = compactClock(text, from, home)
  if (compact !== 'none') return compact
  let at = from
  for (let skipped = 0; skipped < 7; skipped++) {
    SKIP.lastIndex = at
    if (!SKIP.test(text)) break
    at = SKIP.lastIndex
  }
  const ahead = zoneAhead(text, at, home)
  TIME.lastIndex = ahead?.edge ?? at
  const found = TIME.exec(text)
  if (!found) return 'none'

  const [, half, hour, minute, dotted, second, behind] = found
  const zone = zoneBehind(text, TIME.lastIndex, home)
  if (zone === 'invalid') return 'invalid'
  // A zone that nobody knows may shift the time by half a day; the day is sure.
  if (zone === 'unknown') return 'none'
  const shown = hourOfDay(numberOf(hour!), behind ?? half, /\d:\d/.test(found[0]))
  const minutes = numberOf(minute ?? dotted ?? '0')
  if (shown === 24 && numberOf(hour!) === 24 && minutes > 0) return 'invalid'
  return clock(
    shown,
    minutes,
    Number(second ?? 0),
    zone?.zone ?? ahead?.zone ?? null,
    zone?.edge ?? TIME.lastIndex,
  )
}

const BEFORE_CLOCK =
  /[\s:：,]{0,3}(?=(?:上午|下午|早上|晚上|凌晨|中午)?\s?(?:\d{1,2}\s?[:.时時点點]|[〇零一二三四五六七八九十]{1,3}[时時点點]))/y

/** 香港時間14時30分, HKT 14:30: a zone that is named before the time. */
function zoneAhead(text: string, at: number, home: string): { zone: string; edge: number } | null {
  if (!/[A-Z\u3400-\u9fff한]/.test(text[at] ?? '')) return null
  const named = zoneNamedAt(text, at, home)
  if (named === null || typeof named === 'string') return null
  BEFORE_CLOCK.lastIndex = named.edge
  return BEFORE_CLOCK.test(text) ? { zone: named.zone, edge: BEFORE_CLOCK.lastIndex } : null
}

/** 0820, 082000 or T082000Z, glued to the eight digits of a date (ISO 8601, basic format). */
function compactClock(text: string, from: number, home: string): ClockReading {
  if (!/[T\d]/.test(text[from] ?? '') || !/\d{8}$/.test(text.slice(Math.max(0, from - 8), from)))
    return 'none'
  COMPACT_TIME.lastIndex = from
  const found = COMPACT_TIME.exec(text)
  if (!found) return 'none'
  const edge = COMPACT_TIME.lastIndex
  const zone = found[0].startsWith('T') ? zoneBehind(text, edge, home) : null
  if (zone === 'invalid' || zone === 'unknown') return 'none'
  return clock(
    Number(found[1]),
    Number(found[2]),
    Number(found[3] ?? 0),
    zone?.zone ?? null,
    zone?.edge ?? edge,
  )
}

/** The time of day that stands before a date beginning at `to`, as in "14:32, 30 July 2021"; nothing before `from` is read. */
export function clockBefore(text: string, from: number, to: number, home: string): ClockReading {
  const start = Math.max(from, to - 40)
  const before = text.slice(start, to)
  if (!before.includes(':')) return 'none'
  const found = BEFORE.exec(before)
  if (!found) return 'none'
  const [, half, hour, minute, second, letter, code] = found
  return clock(
    hourOfDay(Number(hour), letter ?? half, true),
    Number(minute),
    Number(second ?? 0),
    code ? zoneOfCode(code.toUpperCase(), home) : null,
    start + found.index,
  )
}
