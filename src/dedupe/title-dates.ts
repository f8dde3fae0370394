/** A day of a title, as far as it is spelled: a null stands for what is left out. */
export type TitleDate = { year: number | null; month: number | null; day: number | null }

type DateParts = [year: number | null, month: number | null, day: number | null]

/** 十一月二十日, 十一月二十号. A 号 without a month counts something else: 2号机组. */
const hanNumberOfDate =
  /(?<![前第近连每这后一二三四五六七八九十])[一二三四五六七八九十]{1,3}(?=[月日])|(?<=月)[一二三四五六七八九十]{1,3}(?=号)/g
const hanDigits = '〇一二三四五六七八九'

/** Reads 三十六 and 二〇二六; up to 99 where it is counted with 十. */
export function readHanNumber(number: string): number {
  const digits = (han: string) =>
    Number([...han.replaceAll('零', '〇')].map(digit => hanDigits.indexOf(digit)).join(''))
  if (!number.includes('十')) return digits(number)
  const [tens, ones] = number.split('十')
  return (tens ? digits(tens) : 1) * 10 + (ones ? digits(ones) : 0)
}

/** The longer spellings first: what one has read is not read again. */
const dateSpellings: { pattern: RegExp; read: (numbers: number[]) => DateParts[] }[] = [
  { pattern: /(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)/g, read: ([y, m, d]) => [[y!, m!, d!]] },
  {
    pattern: /(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)[日号]?/g,
    read: ([y, m, d]) => [[y!, m!, d!]],
  },
  { pattern: /(?<!\d)(\d{1,2})月(\d{1,2})[日号]?/g, read: ([m, d]) => [[null, m!, d!]] },
  { pattern: /(?<!\d)(20\d\d)年(\d{1,2})月/g, read: ([y, m]) => [[y!, m!, null]] },
  { pattern: /(?<!\d)(\d{1,2})月(?!\d)/g, read: ([m]) => [[null, m!, null]] },
  {
    pattern: /(?<![\d.])(\d{1,2})\.(\d{1,2})\s?[-~—至]\s?(\d{1,2})\.(\d{1,2})(?![\d.])/g,
    read: ([m, d, lastM, lastD]) => [
      [null, m!, d!],
      [null, lastM!, lastD!],
    ],
  },
  { pattern: /(?<![\d前第近连每这后])(\d{1,2})日(?!内)/g, read: ([d]) => [[null, null, d!]] },
]

const inRange = (value: number, highest: number) => value >= 1 && value <= highest

/** 2026년 11월 12일 as 2026年11月12日; 2일간 alone counts days. */
const withHanMarks = (text: string): string =>
  text.includes('월')
    ? text
        .replace(/(?<=20\d\d)년\s?/g, '年')
        .replace(/(\d{1,2})월\s?(?:(\d{1,2})일)?/g, (_, month: string, day?: string) =>
          day ? `${month}月${day}日` : `${month}月`,
        )
    : text

/** The days that a title names: 20240517, 2024-05-17, 5月17日, 5.17, 5月, May 17. */
export function readDates(spelled: string): TitleDate[] {
  const folded = withHanMarks(spelled).replace(hanNumberOfDate, number =>
    String(readHanNumber(number)),
  )
  if (!/\d/.test(folded)) return []
  const dates: TitleDate[] = []
  const add = (...[year, month, day]: DateParts) => {
    if (month !== null && !inRange(month, 12)) return
    if (day !== null && !inRange(day, 31)) return
    dates.push({ year, month, day })
  }
  let rest = folded
  for (const { pattern, read } of dateSpellings) {
    rest = rest.replace(pattern, (...found) => {
      for (const [year, month, day] of read(found.slice(1).map(Number))) add(year, month, day)
      return ' '
    })
  }
  readEnglishDates(rest, add)
  return dates
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthThenDay =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?\b/g
const dayThenMonth =
  /\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b/g

function readEnglishDates(folded: string, add: (...parts: DateParts) => void): void {
  for (const [, month, day] of folded.matchAll(monthThenDay)) {
    add(null, months.indexOf(month!) + 1, Number(day))
  }
  for (const [, day, month] of folded.matchAll(dayThenMonth)) {
    add(null, months.indexOf(month!) + 1, Number(day))
  }
}
