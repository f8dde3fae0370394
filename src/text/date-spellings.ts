import { dateMarks } from './date-marks.ts'
import { monthNumber } from './month-names.ts'

/** Which of day, month and year comes first in 02/05/2024. Without one, such a date says nothing. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** A calendar day as spelled; `year` is null where none is printed. Not checked against the calendar. */
export type SpelledDay = { year: number | null; month: number; day: number }

export type SpellingContext = {
  order: DateOrder | undefined
  /** Eight digits alone are a date: true for attributes and addresses, not for running text. */
  compact: boolean
  /** The Republic of China counts years from 1912; its pages leave the era out: 110-07-30. */
  minguo: boolean
}

/** One way to spell a day. A match that is no day of the calendar still covers its characters: nothing is read inside it. */
type Spelling = {
  /** Cheaper still: text without all of these marks cannot hold this spelling. */
  marks: number
  /** Cheap: text without it cannot hold this spelling. */
  needs: RegExp
  pattern: RegExp
  read(found: RegExpExecArray, context: SpellingContext): SpelledDay | null
}

const CENTURY = '(?:19|20)\\d{2}'
/** A day's digits end here, or a time is glued to them: 2021-07-3008:20. */
const DAY_END = '(?!\\d)(?![-/.]\\d{1,3}(?![\\d:]))'
const GLUED_TIME = '(?=\\d{1,2}:\\d{2})'
const DAY_DIGITS = `(?:(\\d{1,2})${DAY_END}|(\\d{2})${GLUED_TIME})`
const APART = '(?<!\\d[-/.])'
const MONTH_WORD = '(\\p{L}{3,14})'
const ORDINAL = '(?:st|nd|rd|th|er|re|º|ª|\\.)?'
const OF = '(?:\\s{1,3}(?:de|del|of|di|z))?'

const day = (year: string | number | null, month: string | number, date: string | number) => ({
  year: year === null ? null : Number(year),
  month: Number(month),
  day: Number(date),
})

/** 21 is 2021, 98 is 1998: news of the web begins in the nineties. */
const fullYear = (digits: string) =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) >= 90 ? 1900 : 2000)

const chineseDigits = '〇零○Ｏ一二三四五六七八九'
const digitOf = (char: string) => Math.max(0, chineseDigits.indexOf(char) - 3)

/** 二十一 is 21, 十 is 10, 一百一十五 is 115, 一一五 is 115, 元 is 1; digits are themselves. */
function chineseNumber(word: string): number {
  if (/^\d+$/.test(word)) return Number(word)
  if (word === '元' || word === '正') return 1
  const [rest, hundreds] = word.replace('廿', '二十').replace('卅', '三十').split('百').reverse()
  const hundred = hundreds === undefined ? 0 : (hundreds ? digitOf(hundreds) : 1) * 100
  const [tens, ones] = rest!.replace(/^初/, '').split('十')
  if (ones === undefined) return hundred + Number([...tens!].map(digitOf).join(''))
  return hundred + (tens ? digitOf(tens) : 1) * 10 + (ones ? digitOf(ones) : 0)
}

const eras = new Map([
  ['令和', 2018],
  ['平成', 1988],
  ['昭和', 1925],
  ['民國', 1911],
  ['民国', 1911],
  ['公元', 0],
  ['西元', 0],
  ['西暦', 0],
  ['R', 2018],
  ['H', 1988],
])

/** The year of the common era; without an era three figures count from the Republic of China. */
function yearOf(era: string | undefined, word: string): number | null {
  const count = chineseNumber(word)
  if (era) return eras.get(era)! + count
  if (count > 1900) return count
  if (count > 79 && count < 130) return /^\d\d$/.test(word) ? fullYear(word) : count + 1911
  return /^\d\d$/.test(word) ? fullYear(word) : null
}

function readSlashed(first: string, second: string, year: number, order?: DateOrder) {
  const [a, b] = [Number(first), Number(second)]
  if (order === 'mdy') return b > 12 || a <= 12 ? day(year, a, b) : day(year, b, a)
  if (order === 'dmy') return a > 12 || b <= 12 ? day(year, b, a) : day(year, a, b)
  if (a > 12) return day(year, b, a)
  if (b > 12 || a === b) return day(year, a, b)
  return null
}

const { digit, year, month, letter, sign, bar } = dateMarks

/** Ranked: of two that begin at one character the earlier spelling wins when it is as long. */
export const spellings: Spelling[] = [
  {
    // 令和3年7月30日, 民國110年7月30日, 平成元年…
    marks: 0,
    needs: /令和|平成|昭和|民[國国]/,
    pattern:
      /(令和|平成|昭和|民國|民国)\s{0,2}(\d{1,3}|元)\s{0,2}[年./-]\s{0,2}(\d{1,2})\s{0,2}[月./-]\s{0,2}(\d{1,2})\s{0,2}日?/g,
    read: ([, era, year, month, date]) =>
      day(eras.get(era!)! + (year === '元' ? 1 : Number(year)), month!, date!),
  },
  {
    // 2021年7月30日, 21年7月30日, 110年7月30日 (Minguo), 2021년 7월 30일
    marks: year | month | digit,
    needs: /[年년]/,
    pattern:
      /((?:19|20)\d{2}|(?<!\d)\d{2,4})\s{0,2}[年년]\s{0,2}(\d{1,2})\s{0,2}[月월]\s{0,2}(?:(\d{1,2})\s{0,2}[日号號일]|(\d{1,2})(?=\s|[)\]]|$)|(\d{2})(?=\d{1,2}:\d{2}))/g,
    read: ([, year, month, ...date]) =>
      day(
        year!.length === 3 ? Number(year) + 1911 : fullYear(year!),
        month!,
        date.slice(0, 3).find(Boolean)!,
      ),
  },
  {
    // 二〇二一年七月三十日, 2021年七月三十日, 中華民國一百一十年七月三十日, 令和三年七月三十日
    marks: year | month,
    needs: /[〇零○Ｏ一二三四五六七八九十百元正]\s?[年月日号號]/,
    pattern:
      /(民[國国]|令和|平成|昭和|公元|西元|西暦)?\s{0,2}(\d{2,4}|[〇零○Ｏ一二三四五六七八九十百元]{1,6})\s?年\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s?[日号號]/g,
    read: ([, era, count, month, date]) => {
      const year = yearOf(era, count!)
      return year === null ? null : day(year, chineseNumber(month!), chineseNumber(date!))
    },
  },
  {
    // R3.7.30, H31.4.1 on pages that write the year first
    marks: letter | digit,
    needs: /[RH]\d{1,2}[./年]/,
    pattern:
      /(?<![\p{L}\d])([RH])(\d{1,2})(?:[./](\d{1,2})[./]|年(\d{1,2})月)(\d{1,2})(?![\d./])日?/gu,
    read: ([, era, count, marked, named, date], { order }) =>
      order === 'ymd' ? day(yearOf(era, count!), (marked ?? named)!, date!) : null,
  },
  {
    // 2021-07-30, 2021/7/30, 2021.07.30, 2021-07/30, and a time glued to it
    marks: sign | digit,
    needs: /\d[-/.]\d/,
    pattern: new RegExp(
      `${APART}(${CENTURY})(?:([-/.])(\\d{1,2})\\2|-(\\d{1,2})/|/(\\d{1,2})-)${DAY_DIGITS}`,
      'g',
    ),
    read: ([, year, , same, dash, slash, date, glued]) =>
      day(year!, (same ?? dash ?? slash)!, (date ?? glued)!),
  },
  {
    // 2021. 7. 30. and 2021 - 07 - 30
    marks: sign | digit,
    needs: /\d ?[-/.] \d/,
    pattern: new RegExp(
      `${APART}(?<!\\d)(${CENTURY})( ?)([-/.]) (\\d{1,2})\\2\\3 (\\d{1,2})(?!\\d)(?![.,]\\d)`,
      'g',
    ),
    read: ([, year, , , month, date]) => day(year!, month!, date!),
  },
  {
    // 21. 7. 30. of Korean pages; elsewhere a German day may stand so before its year
    marks: sign | digit,
    needs: /\d\. \d/,
    pattern: /(?<![\d.])(?<!\d\. )(\d{2})\. (\d{1,2})\. (\d{1,2})\.(?! ?\d)/g,
    read: ([, year, month, date], { order }) =>
      order === 'ymd' ? day(fullYear(year!), month!, date!) : null,
  },
  {
    // 2024 05/09 22:27, as put together from cells of their own
    marks: sign | digit,
    needs: /\d \d\d ?[-/] ?\d/,
    pattern: new RegExp(
      `(?<!\\d)(${CENTURY})\\s{1,2}(\\d{2})\\s?[-/]\\s?(\\d{2})(?:(?!\\d|[-/]\\d)|${GLUED_TIME})`,
      'g',
    ),
    read: ([, year, month, date]) => day(year!, month!, date!),
  },
  {
    // 202107-30, and with a time glued to it: year, day and time from elements of their own
    marks: sign | digit,
    needs: /\d{6}[-/]\d/,
    pattern: new RegExp(
      `(?<!\\d)(${CENTURY})([01]\\d)[-/]([0-3]\\d)(?:(?!\\d|[-/]\\d)|${GLUED_TIME})`,
      'g',
    ),
    read: ([, year, month, date]) => day(year!, month!, date!),
  },
  {
    // 302021-07 and 30 2021-07: a big day with its month below
    marks: digit,
    needs: /\d\s{0,2}(?:19|20)\d\d[-/.年]/,
    pattern: new RegExp(
      `(?<![\\d-/.:])([0-3]?\\d)(?:\\s{1,2}|\\s?[/|]\\s?)?(${CENTURY})(?:[-/.]|年\\s?)([01]\\d)(?:月|(?!\\d|[-/.]\\d))`,
      'g',
    ),
    read: ([whole, date, year, month]) =>
      date!.length === 2 || /\s/.test(whole) ? day(year!, month!, date!) : null,
  },
  {
    // 20210730, 20210730082000
    marks: digit,
    needs: /\d{8}/,
    pattern: new RegExp(
      `(?<![\\d.,-])(${CENTURY})([01]\\d)([0-3]\\d)(?=\\d{4}(?!\\d)|\\d{6}(?!\\d)|[^\\d.,]|$)`,
      'g',
    ),
    read: (found, { compact }) => {
      const [whole, year, month, date] = found
      const alone = found.input.trim().replace(/^\D{0,6}|\D{0,3}$/g, '')
      return compact ||
        (/^(?:\d{4}|\d{6}|T\d{4,6}.{0,8}|\s.*)?$/s.test(alone.slice(8)) && alone.startsWith(whole))
        ? day(year!, month!, date!)
        : null
    },
  },
  {
    // 30.07.2021, 30/07/2021, 07/30/2021, 30. 07. 2021
    marks: sign | digit,
    needs: /\d[-/.] ?\d/,
    pattern: new RegExp(
      `(?<![\\d]|\\d[-/.,])(\\d{1,2})([-/.] ?)(\\d{1,2})\\2(?:(${CENTURY})${DAY_END}|(${CENTURY})${GLUED_TIME})`,
      'g',
    ),
    read: ([, first, mark, second, year, glued], { order }) =>
      readSlashed(
        first!,
        second!,
        Number(year ?? glued),
        mark!.startsWith('.') ? 'dmy' : order === 'ymd' ? undefined : order,
      ),
  },
  {
    // 30 tháng 7, 2021 and 30 tháng 7 năm 2021
    marks: letter | digit,
    needs: /th(?:áng|g)\.? \d/i,
    pattern: new RegExp(
      `(?<!\\d)(\\d{1,2}) th(?:áng|g)\\.? (\\d{1,2}),? (?:năm )?(${CENTURY})(?!\\d)`,
      'gi',
    ),
    read: ([, date, month, year]) => day(year!, month!, date!),
  },
  {
    // 30 | 07 | 2021
    marks: bar | digit,
    needs: /\d \| \d/,
    pattern: new RegExp(`(?<!\\d)(\\d{1,2}) \\| (\\d{1,2}) \\| (${CENTURY})(?!\\d)`, 'g'),
    read: ([, first, second, year]) => readSlashed(first!, second!, Number(year), 'dmy'),
  },
  {
    // 110-07-30, 110/07/30, 110.07.30
    marks: sign | digit,
    needs: /\d{3}[-/.]\d/,
    pattern: /(?<!\d|\d[-/.])(1[0-2]\d|[89]\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)/g,
    read: ([, year, , month, date], { minguo }) =>
      minguo ? day(Number(year) + 1911, month!, date!) : null,
  },
  {
    // 21-07-30; 30.07.21
    marks: sign | digit,
    needs: /\d\d[-/.]\d\d[-/.]\d\d/,
    pattern: /(?<!\d|\d[-/.,])(\d{2})([-/.])(\d{2})\2(\d{2})(?:(?!\d|[-/.,]\d)|(?=\d\d:\d\d))/g,
    read: ([, first, mark, second, third], { order }) => {
      if (order === 'ymd' || (mark === '-' && order === undefined))
        return day(fullYear(first!), second!, third!)
      return readSlashed(first!, second!, fullYear(third!), mark === '.' ? 'dmy' : order)
    },
  },
  {
    // 21.7.3 and nothing else, where the year stands first; with more beside it such a number may be a version
    marks: sign | digit,
    needs: /^\D{0,4}\d\d[./-]\d{1,2}[./-]\d{1,2}/,
    pattern: /(?<=^\s{0,2}[[(]?)(\d{2})([./-])(\d{1,2})\2(\d{1,2})\.?(?=[\])]?\s*$)/g,
    read: ([, year, , month, date], { order }) =>
      order === 'ymd' ? day(fullYear(year!), month!, date!) : null,
  },
  {
    // 9/10/26 4:30pm, Updated: 3/1/26: short figures where a line begins, before nothing or a time of day
    marks: sign | digit,
    needs: /^\D{0,24}\d{1,2}\/\d{1,2}\/\d\d(?!\d)/,
    pattern:
      /(?<=^\s{0,2}[[(]?(?:(?:last |first )?(?:posted|published|updated|modified|created|added|date|stand|publié|publicado)(?: on| le| el)?\s?:?\s{1,2})?)(\d{1,2})\/(\d{1,2})\/(\d{2})(?=[\])]?\s*$|,?\s{1,2}(?:at |à |um |, )?\d{1,2}(?:[:.h]\d{2}|\s?[ap]\.?m))/gi,
    read: ([, first, second, year], { order }) =>
      order === 'ymd' ? null : readSlashed(first!, second!, fullYear(year!), order),
  },
  {
    // 30 July 2021, 30. Juli 2021, 30 de julio de 2021, 30-Jul-2021, 1er août 2021
    marks: letter | digit,
    needs: /\d.{0,9}\p{L}{3}.{0,16}\d/u,
    pattern: new RegExp(
      `(?<![\\d.,:])(\\d{1,2})${ORDINAL}${OF}[\\s-]{0,3}${MONTH_WORD}\\.?,?(?:\\s{1,3}(?:de|del|of))?[\\s'’-]{1,3}(${CENTURY}|\\d{2}(?![\\d:.]|\\s?(?:[ap]\\.?m|h|Uhr)))(?!\\d)`,
      'gu',
    ),
    read: ([, date, word, year]) => {
      const month = monthNumber(word!)
      return month ? day(fullYear(year!), month, date!) : null
    },
  },
  {
    // July 30, 2021, Jul 30th 2021, July 30 at 8:20 is yearless (below)
    marks: letter | digit,
    needs: /\p{L}\.?[\s-]{1,3}\d{1,2}(?:st|nd|rd|th)?[,.]?[\s-]{1,3}(?:19|20)\d\d/u,
    pattern: new RegExp(
      `(?<!\\p{L})${MONTH_WORD}\\.?[\\s-]{1,3}(\\d{1,2})(?:st|nd|rd|th)?[,.]?[\\s-]{1,3}(${CENTURY})(?!\\d)`,
      'gu',
    ),
    read: ([, word, date, year]) => {
      const month = monthNumber(word!)
      return month ? day(year!, month, date!) : null
    },
  },
  {
    // 2021 July 30, 2021-Jul-30
    marks: letter | digit,
    needs: /\d{4}[. -]{1,3}\p{L}{3}/u,
    pattern: new RegExp(
      `(?<!\\d)(${CENTURY})[.\\s-]{1,3}${MONTH_WORD}\\.?[\\s-]{1,3}(\\d{1,2})(?!\\d)`,
      'gu',
    ),
    read: ([, year, word, date]) => {
      const month = monthNumber(word!)
      return month ? day(year!, month, date!) : null
    },
  },
  {
    // Fri Jul 30 08:20:00 CST 2021
    marks: letter | digit,
    needs: /\p{L} \d{1,2} \d{2}:\d{2}/u,
    pattern: new RegExp(
      `(?<!\\p{L})${MONTH_WORD} (\\d{1,2})(?= \\d{2}:\\d{2}(?::\\d{2})? (?:[A-Z]{2,5} |[+-]\\d{4} )?(${CENTURY})(?!\\d))`,
      'gu',
    ),
    read: ([, word, date, year]) => {
      const month = monthNumber(word!)
      return month ? day(year!, month, date!) : null
    },
  },
  {
    // 7月30日
    marks: month | digit,
    needs: /[月월]/,
    pattern:
      /(?<!\d|(?<![今本])[年년]\s{0,2})(\d{1,2})\s{0,2}[月월]\s{0,2}(\d{1,2})\s{0,2}[日号號일]/g,
    read: ([, month, date]) => day(null, month!, date!),
  },
  {
    // 七月三十日, 7月三十日
    marks: month,
    needs: /月\s?[一二三四五六七八九十廿卅]/,
    pattern:
      /(?<![一二三四五六七八九十\d]|(?<![今本])年)([一二三四五六七八九十]{1,2}|\d{1,2})月([一二三四五六七八九十廿卅]{1,3})[日号號]/g,
    read: ([, month, date]) => day(null, chineseNumber(month!), chineseNumber(date!)),
  },
  {
    // [07-30], (7/30), and 07-30 alone, at an edge, or with a time behind it
    marks: sign | digit,
    needs: /\d[-/]\d/,
    pattern:
      /(?:(?<=[[(]\s?)(\d{1,2})[-/](\d{1,2})(?=\s?[\])]|\s{0,2}\d{2}:\d{2})|(?<=^\s*)(?:(\d{1,2})-(\d{2})|(\d{2})-(\d))(?=\s*$|\s{0,2}\d{1,2}:\d{2})|(?<![\d./-]|\d:|\p{L}[-/])(\d{2})[-/](\d{2})(?=\s{0,2}\d{2}:\d{2}|\s|$)(?!\s{0,2}\d{2}-\d{2})|(?<=^\s*)(\d{2})[-/](\d{2})(?=\s))/gu,
    read: found => {
      const [month, date] = found.slice(1).filter(Boolean)
      return day(null, month!, date!)
    },
  },
  {
    // 07.30 09:12: numbers of two figures each, and a time behind them
    marks: digit,
    needs: /\d\.\d\d\.? {1,2}\d\d:/,
    pattern:
      /(?<![\d.,:])(0[1-9]|1[0-2])\.(0[1-9]|[12]\d|3[01])(?=\.?\s{1,2}(?:[01]\d|2[0-3]):[0-5]\d(?!\d))/g,
    read: ([, month, date]) => day(null, month!, date!),
  },
  {
    // 7/30(金), 7-30（周五）, 7/30(금)
    marks: sign | digit,
    needs: /\d\s?[(（][周週星日月火水木金土월화수목금토일一二三四五六]/,
    pattern:
      /(?<![\d./-])(\d{1,2})[-/](\d{1,2})(?=\s?[(（](?:[日月火水木金土](?:曜日?)?|(?:周|週|星期)?[一二三四五六日天]|[월화수목금토일](?:요일)?)(?:・?祝)?[)）])/g,
    read: ([, month, date]) => day(null, month!, date!),
  },
  {
    // Jul 30; 30 Jul: English only, and with the capital, or "may 5" would be one
    marks: letter | digit,
    needs: /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/,
    pattern:
      /(?<![\p{L}\d]|\d:)(?:(\d{1,2})(?:st|nd|rd|th)? (?=[A-Z]))?(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?(?: (\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?(?!\p{L}|,? \d{4})/gu,
    read: ([, before, word, after]) => {
      const date = before ?? after
      return date === undefined ? null : day(null, monthNumber(word!)!, date)
    },
  },
]
