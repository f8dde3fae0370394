import { monthNumber } from '../text/month-names.ts'
import { readHanNumber } from '../text/read-figure.ts'
import { addDays, dayOf, latestDate, latestWeekday, weekdayOf } from './calendar.ts'
import { europeanMonths, europeanWeekday, europeanWeekdays } from './european-dates.ts'

/** The days that a text is read against. */
export type Dates = {
  /** When it was published. */
  published: string
  /** The day of its title or date line: what 今日 means. */
  text: string
  /** The day that its title names. */
  titled: string | null
}

/** A day or a span of days that a text names. `lastDay` is null where the text does not say when the span ends. */
export type Time =
  | { kind: 'day'; day: string; isLastWeek: boolean; isWeekday?: true }
  | { kind: 'period'; span: Span; lastDay: string | null; firstDay?: string }

export type Span = 'week' | 'month' | 'year' | 'other'

export type TimeFound = Time & { start: number; end: number }

const num = '(\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})'
const year = '(\\d{4}|[二〇零一三四五六七八九]{4})'
const dash = '(?:[-~至到]|--)'
const zhDate = new RegExp(
  `(?:(?:${year}|(民国|(?=1[0-3]\\d年))(\\d{2,3}))年)?${num}月${num}[日号](?!均[线价]?线)`,
  'y',
)
const zhRange = new RegExp(
  `(?:(?:${year}|(民国|(?=1[0-3]\\d年))(\\d{2,3}))年)?${num}月${num}[日号]?${dash}(?:${year}年)?(?:${num}月)?${num}[日号]`,
  'y',
)
const zhDay =
  /(?<![\d月年第近前每\-~至])(?:[今昨]?\((?=\d{1,2}\)日))?(\d{1,2})\)?日(?!均[价线量值额]|均成交|均交易|均[\d约]|内|线|起|游|元|游|以来|报价)/y
/** 十七日: in Chinese numerals, at the head of a clause. */
const hanDay =
  /(?<=^|[,;:。，；、(（ ]|[本当]月|截至|于)(?:([二三]?[十廿卅][一二三四五六七八九]?)日(?=$|[,，、:(（ ]|全|收|碳|综|挂|大宗|成交|无|报|午|开|涨|跌|上涨|下跌|电|讯|早|晚|当|的|在|CEA|国|欧|英|北|上海|广|湖|深|天津|重庆|福)|([一二三四五六七八九])日(?=$|[,，:(（]|全国|收|碳|CEA))(?!的?(?:均|内|游|后|前|来))/y
const isoRange =
  /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:至|到| ?~ ?|--| - | to |-(?=\d{4}[./]|\d{1,2}[./]))(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?!\d)/y
const iso = /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])/y
/** 115/10/28: the year of the Republic. */
const eraDay = /(?<![\d./])(1[0-3]\d)\/(\d{1,2})\/(\d{1,2})(?![\d/])/y
const dayMonthYear = /(?<![\d./-])(\d{1,2})[/.](\d{1,2})[/.](20\d\d)(?!\d)/y
const compact = /(?<![\d.,])(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?![\d.,])/y
const slashed = /(?<![\d./])(\d{1,2})[/.](\d{1,2})\s?(?:-|~|至)\s?(\d{1,2})[/.](\d{1,2})(?![\d/%])/y
const zhMonth = new RegExp(`(?:${year}年)?${num}月(?:份|末|底|以来|全月|(?![\\d合到交期]))`, 'y')
const zhYear = new RegExp(
  `${year}年(?!度?(?:配额|碳|分[のに]|产|物|第|履约|最后|首|新)|${num}月)(?:全年|度|底|末)?`,
  'y',
)
const koDate = /(?:(\d{4})년 ?)?(\d{1,2})월 ?(\d{1,2})일/y
const koDay = /(?<![\d월]|(?:최근|직전|과거) ?)(\d{1,2})일(?=[ ,에은의)(]|자(?:[ ,로에의]|$))/y
const zhWeekdayRange =
  /(?:上|本|这)?(?:周|星期)([一二三四五])(?:至|到|-|~)(?:周|星期)?([一二三四五])/y
/** 全国碳市场（9.14）：a day in brackets of its own. */
const bracketed = /(?<=[\u4e00-\u9fffa-z]\()(?<![元吨]\()(\d{1,2})[./](\d{1,2})(?=\)(?:[:,]|$| ))/iy
const weekOfYear = /第(\d{1,2})周|(?<![a-z])week (\d{1,2})(?![\d.,%])/iy
const zhWeekday =
  /(上|本|这|当|前)?(?:周|星期|礼拜)([一二三四五六日天])(?![个度]|(?<=天)津|(?<=日)均)(?:[((](?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})日?[)）])?/y
/** 月曜, 금요일 */
const jaKoWeekday = /(?<!毎)(?:([月火水木金土日])曜日?|([월화수목금토일])요일)(?!ごと|마다)/y
const jaWeekdays = '日月火水木金土'
const koWeekdays = '일월화수목금토'
const monthName =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\.?'
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const weekdayName = '(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?'
const enRange = new RegExp(
  `(?<![a-z])(?:${monthName} (\\d{1,2})(?: ?- ?| to )(?:${monthName} )?(\\d{1,2})(?!\\d)|(\\d{1,2})(?: ?- ?| to )(\\d{1,2}) ${monthName}(?![a-z]))(?:,? (\\d{4}))?`,
  'iy',
)
const enMonthDay = new RegExp(
  `(?<![a-z])${monthName} (\\d{1,2})(?:st|nd|rd|th)?(?![\\d.,]*\\d*(?:%|\\.\\d))(?!\\d)(?:,? (20\\d\\d))?`,
  'iy',
)
const enDayMonth = new RegExp(
  `(?<![\\d.,]|\\d:)(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]${monthName}(?![a-z])(?:[, -]+(20\\d\\d)|-(\\d\\d)(?![\\d.,%]))?`,
  'iy',
)
const enMonth = new RegExp(
  `(?<![a-z])(?<!(?:allowances?|euas?|ukas?|ccas?|rgas?|futures|contracts?|permits?) )(?:in |for |of |during )(?:the )?${monthName}(?![a-z])(?: (20\\d\\d))?(?![ '-]{0,2}\\d)(?! (?:EUA|UKA|CCA|RGA|allowance|permit|contract|future|deliver|expir))`,
  'iy',
)
/** Finished September at €74.40: on its last weekday. */
const enMonthEnd = new RegExp(
  `(?<=(?:finished|ended|closed|finish|end|close|finishing|ending|closing) )${monthName}(?= (?:and the [a-z]+ quarter )?(?:at|on|up|down|higher|lower|trading)(?![a-z]))`,
  'iy',
)
/** December's auction, October volume */
const enMonthOwn = new RegExp(
  `(?<![a-z])(?:${monthName}'s(?= )|${monthName}(?= (?:total |trad(?:ed|ing) |block |listed |combined |average )?(?:volumes?|turnover|average|trade) (?!contract|future)))`,
  'iy',
)
const enWeekday = new RegExp(
  `(?<![a-z])(last |this |previous |prior |week ended |week ending |week to )?${weekdayName}(?![a-z])`,
  'iy',
)

/** 22. Januar 2026, 15 juillet, 17 de junio de 2026 */
const europeanDay = new RegExp(
  `(?<![\\d.,])(\\d{1,2})(?:\\.|er)? (?:de )?${europeanMonths}(?![a-zß-ÿ])(?: (?:de )?(20\\d\\d))?`,
  'iy',
)
/** am 22.01., (19.10.) */
const germanDay = /(?<=\b(?:am|vom|zum|bis|den) )(\d{1,2})\.(\d{1,2})\.(?!\d)/iy
const europeanDayName = new RegExp(`(?<![a-zß-ÿ])${europeanWeekdays}s?(?![a-zß-ÿ])`, 'iy')
/** Im November, en octubre de 2026 */
const europeanMonthSpan = new RegExp(
  `(?<![a-zß-ÿ])(?:im|en) (?:monat |mes de )?${europeanMonths}(?![a-zß-ÿ])(?: (?:de )?(20\\d\\d))?`,
  'iy',
)

const han = (text: string) => (/^\d/.test(text) ? Number(text) : (readHanNumber(text) ?? 0))

const weekdayStarts = new Set(jaWeekdays + koWeekdays)

/** The Chinese and Korean characters that a time begins with. */
export const timeStarts: ReadonlySet<string> = new Set([
  ...'一二三四五六七八九十廿卅〇零民上本这当前周星礼今昨第',
  ...weekdayStarts,
])

/** The time that a text names at this place, or null. The text is folded. */
export function readTimeAt(text: string, at: number, dates: Dates): TimeFound | null {
  for (const [pattern, read] of readersAt(text.charCodeAt(at))) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    const time = found && read(found, dates)
    if (time) return { ...time, start: at, end: at + found[0].length }
  }
  return null
}

const day = (found: string | null, isLastWeek = false): Time | null =>
  found === null ? null : { kind: 'day', day: found, isLastWeek }
const period = (lastDay: string | null, span: Span = 'other'): Time => ({
  kind: 'period',
  span,
  lastDay,
})
/** A month that is over, with its last day; one that goes on has none yet. */
function monthOfYear(plain: number | null, month: number, { published }: Dates): Time {
  const own = Number(published.slice(0, 4))
  const year = plain ?? (month > Number(published.slice(5, 7)) ? own - 1 : own)
  const last = addDays(dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) ?? published, -1)
  return period(last <= published ? last : null, 'month')
}
const dated = (yearNumber: number | null, month: number, date: number, dates: Dates) =>
  yearNumber === null ? latestDate(month, date, dates.published) : dayOf(yearNumber, month, date)
const yearOf = (plain?: string, _era?: string, eraYear?: string) =>
  eraYear ? 1911 + Number(eraYear) : plain ? han(plain) : null
/** Null where no year is printed. */
const numberOf = (plain?: string) => (plain ? Number(plain) : null)
const monthOf = (word: string) => monthNumber(word) ?? 0

/** A year that is over ends on its last day. */
const yearEndOf = (year: number, published: string): Time =>
  period(published > `${year}-12-31` ? `${year}-12-31` : null, 'year')

/** 15日: the latest such day. */
function dayOfMonth(date: number, { published }: Dates): Time | null {
  if (date < 1 || date > 31) return null
  const [y, m] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))]
  const own = dayOf(y, m, date)
  if (own && own <= addDays(published, 1)) return day(own)
  return day(m === 1 ? dayOf(y - 1, 12, date) : dayOf(y, m - 1, date))
}

/** 第47周: the Friday of that week by ISO 8601, when the text comes out within two weeks of it. */
function weekTold(week: number, { published }: Dates): Time {
  const monday = latestWeekday(1, `${published.slice(0, 4)}-01-04`)
  const friday = addDays(monday, (week - 1) * 7 + 4)
  const isNear = friday <= published && addDays(friday, 13) >= published
  return period(isNear ? friday : null, 'week')
}

/** A pattern, what it begins with (`w`: a Japanese or Korean weekday, `h`: another character of `timeStarts`, `d`: a digit, `l`: a letter, `b`: a bracket), and what it says. */
type Reader = [RegExp, string, (found: RegExpExecArray, dates: Dates) => Time | null]

// Spans come before the days that they begin with.
const readers: Reader[] = [
  [
    zhRange,
    'hd',
    ([, plain, era, eraYear, month, date, yearEnd, monthEnd, dateEnd], dates) => {
      const last = dated(
        yearEnd ? han(yearEnd) : yearOf(plain, era, eraYear),
        han(monthEnd ?? month!),
        han(dateEnd!),
        dates,
      )
      const first = last && dated(Number(last.slice(0, 4)), han(month!), han(date!), dates)
      return { ...period(last), ...(first ? { firstDay: first } : {}) }
    },
  ],
  [
    zhDate,
    'hd',
    ([, plain, era, eraYear, month, date], dates) =>
      day(dated(yearOf(plain, era, eraYear), han(month!), han(date!), dates)),
  ],
  [
    isoRange,
    'd',
    ([, first, , , second, month, date]) =>
      period(dayOf(Number(second ?? first), Number(month), Number(date))),
  ],
  [iso, 'd', ([, plain, , month, date]) => day(dayOf(Number(plain), Number(month), Number(date)))],
  [
    dayMonthYear,
    'd',
    ([, one, two, plain], { published }) => {
      // 01/06/2026 is June's first or January's sixth: the later one that is not after publication.
      const days = [
        dayOf(Number(plain), Number(two), Number(one)),
        dayOf(Number(plain), Number(one), Number(two)),
      ]
      return day(
        days
          .filter(found => found !== null && found <= addDays(published, 1))
          .sort()
          .at(-1) ?? null,
      )
    },
  ],
  [
    eraDay,
    'd',
    ([, plain, month, date]) => day(dayOf(1911 + Number(plain), Number(month), Number(date))),
  ],
  [
    compact,
    'd',
    ([, plain, month, date]) => day(dayOf(Number(plain), Number(month), Number(date))),
  ],
  [
    slashed,
    'd',
    ([, , , month, date], dates) =>
      Number(month) <= 12 ? period(latestDate(Number(month), Number(date), dates.published)) : null,
  ],
  [zhDay, 'hdb', ([, date], dates) => dayOfMonth(Number(date), dates)],
  [hanDay, 'h', ([, date, short], dates) => dayOfMonth(han((date ?? short)!), dates)],
  [
    zhMonth,
    'hd',
    ([, plain, month], dates) => monthOfYear(plain ? han(plain) : null, han(month!), dates),
  ],
  [zhYear, 'hd', ([, plain], { published }) => yearEndOf(han(plain!), published)],
  [
    koDate,
    'd',
    ([, plain, month, date], dates) =>
      day(dated(numberOf(plain), Number(month), Number(date), dates)),
  ],
  [
    bracketed,
    'd',
    ([, month, date], dates) =>
      Number(month) > 12 ? null : day(dated(null, Number(month), Number(date), dates)),
  ],
  [koDay, 'd', ([, date], dates) => dayOfMonth(Number(date), dates)],
  [weekOfYear, 'hl', ([, zh, en], dates) => weekTold(Number(zh ?? en), dates)],
  [
    zhWeekdayRange,
    'h',
    ([, first, last], dates) => {
      const [from, to] = [first, last].map(name => '日一二三四五六'.indexOf(name!))
      if (from! >= to!) return null
      const lastDay = latestWeekday(to!, dates.published)
      return { ...period(lastDay, 'week'), firstDay: addDays(lastDay, from! - to!) }
    },
  ],
  [
    zhWeekday,
    'h',
    ([, which, name, plain, month, date], dates) => {
      if (month) return day(dated(numberOf(plain), Number(month), Number(date), dates))
      const weekday = name === '天' || name === '日' ? 0 : '日一二三四五六'.indexOf(name!)
      const latest = latestWeekday(weekday, dates.published)
      if (which === undefined)
        return { kind: 'day', day: latest, isLastWeek: false, isWeekday: true }
      if (which !== '上' && which !== '前') return day(latest)
      // The week before this one, whichever day it is said on.
      const monday = latestWeekday(1, dates.published)
      return day(latest >= monday ? addDays(latest, -7) : latest, true)
    },
  ],
  [
    jaKoWeekday,
    'w',
    ([, ja, ko], { published }) => ({
      kind: 'day',
      day: latestWeekday(ja ? jaWeekdays.indexOf(ja) : koWeekdays.indexOf(ko!), published),
      isLastWeek: false,
      isWeekday: true,
    }),
  ],
  [
    enRange,
    'dl',
    ([, month, , monthEnd, dateEnd, , dateEnd2, month2, plain], dates) =>
      Number(dateEnd ?? dateEnd2) > 31
        ? null
        : period(
            dated(
              numberOf(plain),
              monthOf(monthEnd ?? month ?? month2!),
              Number(dateEnd ?? dateEnd2),
              dates,
            ),
          ),
  ],
  [
    enMonthDay,
    'l',
    ([, month, date, plain], dates) =>
      day(dated(numberOf(plain), monthOf(month!), Number(date), dates)),
  ],
  [
    enDayMonth,
    'd',
    ([, date, month, plain, short], dates) =>
      day(
        dated(
          plain ? Number(plain) : short ? 2000 + Number(short) : null,
          monthOf(month!),
          Number(date),
          dates,
        ),
      ),
  ],
  [enMonth, 'l', ([, month, plain], dates) => monthOfYear(numberOf(plain), monthOf(month!), dates)],
  [
    enMonthEnd,
    'l',
    ([, month], dates) => {
      const time = monthOfYear(null, monthOf(month!), dates)
      if (time.kind !== 'period' || !time.lastDay) return time
      const last = time.lastDay
      return day(weekdayOf(last) % 6 === 0 ? latestWeekday(5, last) : last)
    },
  ],
  [enMonthOwn, 'l', ([, own, plain], dates) => monthOfYear(null, monthOf((own ?? plain)!), dates)],
  [
    enWeekday,
    'l',
    ([whole, which, name], { published }) => {
      // Bids sat at $58.10, the sun: no day is written so.
      if (/(?:^| )(?:sat|sun|wed|mon)$/.test(whole)) return null
      const weekday = weekdays.indexOf(name!.toLowerCase().slice(0, 3))
      const latest = latestWeekday(weekday, published)
      if (which && /week/i.test(which)) return period(latest, 'week')
      if (which === undefined)
        return { kind: 'day', day: latest, isLastWeek: false, isWeekday: true }
      return day(latest, which !== undefined && !/this/i.test(which))
    },
  ],
  [
    europeanDay,
    'd',
    ([, date, month, plain], dates) =>
      day(dated(numberOf(plain), monthOf(month!), Number(date), dates)),
  ],
  [
    germanDay,
    'd',
    ([, date, month], dates) => day(dated(null, Number(month), Number(date), dates)),
  ],
  [
    europeanDayName,
    'l',
    ([, name], { published }) => ({
      kind: 'day',
      day: latestWeekday(europeanWeekday(name!), published),
      isLastWeek: false,
      isWeekday: true,
    }),
  ],
  [
    europeanMonthSpan,
    'l',
    ([, month, plain], dates) => monthOfYear(numberOf(plain), monthOf(month!), dates),
  ],
]

const readersBy = (kind: string) =>
  readers.flatMap(([pattern, starts, read]) =>
    starts.includes(kind) ? [[pattern, read] as const] : [],
  )
const ofCharacter = {
  h: readersBy('h'),
  d: readersBy('d'),
  l: readersBy('l'),
  b: readersBy('b'),
  w: readersBy('w'),
}

const ofWideCharacter = new Map(
  [...timeStarts].map(character => [
    character.charCodeAt(0),
    weekdayStarts.has(character) ? ofCharacter.w : ofCharacter.h,
  ]),
)

/** The readers of what may begin with a character: most can be told by it not to stand there. */
function readersAt(code: number) {
  if (code >= 48 && code <= 57) return ofCharacter.d
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return ofCharacter.l
  if (code === 40) return ofCharacter.b
  return ofWideCharacter.get(code) ?? []
}
