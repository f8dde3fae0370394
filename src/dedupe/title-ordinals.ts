import { readHanNumber } from './title-dates.ts'

/** What counts the issues of a series in a title: what is counted, and which of them. One thing has one spelling here. */
export type Ordinal = { kind: string; value: string }

const HAN_NUMBER = '[\\d一二三四五六七八九十百零〇两]'
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const DASH = '\\s?(?:-|–|—|~|至|到|to|through)\\s?'

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthOf = (word: string) => monthNames.indexOf(word.slice(0, 3)) + 1

const englishCounts = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const englishNumbers = 'one two three four five six seven eight nine ten'.split(' ')
const hanDays = '一二三四五六'
const englishDays = 'mon tue wed thu fri sat sun'.split(' ')

/** 3, 三, 十二, third and 3rd as a number. */
function countOf(word: string): number {
  const english = [englishCounts, englishNumbers].map(list => list.indexOf(word) + 1)
  const plain = Number.parseInt(word, 10)
  if (english.some(found => found > 0)) return Math.max(...english)
  if (Number.isFinite(plain)) return plain
  if (word === '首' || word === '头' || word === '头一') return 1
  if (word === '末' || word === '四末') return 4
  return readHanNumber(word.replaceAll('两', '二').replace(/百零?/, ''))
}

/** A span of months of a year: the first quarter is 1-3, in whatever words. */
const months = (first: number, last: number): Ordinal[] =>
  first >= 1 && last <= 12 && first < last ? [{ kind: 'months', value: `${first}-${last}` }] : []
const quarter = (count: number) => months(count * 3 - 2, count * 3)
const half = (isFirst: boolean) => (isFirst ? months(1, 6) : months(7, 12))
const one = (kind: string, value: string | number): Ordinal[] => [{ kind, value: String(value) }]

type Spelling = { pattern: string; read: (...found: string[]) => Ordinal[] }

/** Ranked: what one has read is not read again. */
const spellings: Spelling[] = [
  {
    pattern: `(?<!\\d)(\\d{1,2})(?:月份?)?${DASH}(\\d{1,2})月`,
    read: (first, last) => months(Number(first), Number(last)),
  },
  {
    pattern: `\\b(${MONTHS})${DASH}(${MONTHS})\\b`,
    read: (first, last) => months(monthOf(first!), monthOf(last!)),
  },
  {
    pattern: '([一二三四五六七八九])至(十?[一二三四五六七八九十])月',
    read: (first, last) => months(countOf(first!), countOf(last!)),
  },
  {
    pattern: '前([二两三四五六七八九]|十一?|\\d{1,2})个?月',
    read: count => months(1, countOf(count!)),
  },
  {
    pattern: '(?:first|opening) (two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}) months',
    read: count => months(1, countOf(count!)),
  },
  { pattern: '前([二两三2-3])个?季度?', read: count => months(1, countOf(count!) * 3) },
  {
    pattern: '(?:first|opening) (two|three) quarters',
    read: count => months(1, countOf(count!) * 3),
  },
  {
    pattern: '第?([一二三四首末1-4])季(?:度|(?![一-龥])|(?=[末业净营财报用发新碳装出进电煤]))',
    read: count => quarter(countOf(count!)),
  },
  {
    pattern: '\\b(first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\\b',
    read: count => quarter(countOf(count!)),
  },
  {
    pattern: '(?<![a-z])q([1-4])(?![a-z0-9])|(?<![a-z0-9])([1-4])q(?![a-z])',
    read: (count, other) => quarter(Number(count ?? other)),
  },
  { pattern: '([上下])半年', read: which => half(which === '上') },
  { pattern: '\\b(first|second|1st|2nd)[ -]half\\b', read: which => half(countOf(which!) === 1) },
  {
    pattern: '(?<![a-z0-9])h([12])(?![a-z0-9])|(?<![a-z0-9])([12])h(?![a-z0-9])',
    read: (count, other) => half((count ?? other) === '1'),
  },
  { pattern: '([上下])半月', read: which => one('half-month', which!) },
  { pattern: '([上中下])旬', read: which => one('ten-days', which!) },
  {
    pattern: '(?:周|星期|礼拜)([一二三四五六日天1-6])(?!周|个|年)',
    read: day => one('weekday', /[日天]/.test(day!) ? 7 : Number(day) || hanDays.indexOf(day!) + 1),
  },
  {
    pattern: '\\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b(?=[^a-z]|$)',
    read: day => one('weekday', englishDays.indexOf(day!.slice(0, 3)) + 1),
  },
  {
    pattern: `第(${HAN_NUMBER}{1,6})([次届批期轮集条号个周天日讲章回站场部版])`,
    read: (count, unit) => one(unit!, countOf(count!)),
  },
  {
    pattern: `(${HAN_NUMBER}{1,3})号?标段|标段\\s?(${HAN_NUMBER}{1,3})|\\blots? ?(\\d+)\\b`,
    read: (before, behind, lot) => one('lot', countOf((before ?? behind ?? lot)!)),
  },
  { pattern: `(${HAN_NUMBER}{1,5})周年`, read: count => one('anniversary', countOf(count!)) },
  {
    pattern: '([\\d一二三四五六七八九〇零]{2,4})年度?',
    read: year => one('year', String(countOf(year!)).slice(-2)),
  },
  { pattern: '(\\p{Script=Han}{1,2})文版', read: language => one('language', language!) },
  {
    pattern: '之([一二三四五六七八九十]{1,3})(?![一-龥])',
    read: count => one('part', countOf(count!)),
  },
  {
    pattern: '\\(([一二三四五六七八九十]{1,3}|\\d{1,2})\\)',
    read: count => one('part', countOf(count!)),
  },
  {
    pattern: '(?:\\(([上中下])篇?\\)|([上中下])篇(?![一-龥]))',
    read: (which, other) => one('part', '上中下'.indexOf((which ?? other)!) + 1),
  },
  {
    pattern: '\\b(?:part|episode|chapter) ?(\\d+|one|two|three|four|five|six)\\b',
    read: count => one('part', countOf(count!)),
  },
  {
    pattern: '\\b(?:no\\.?|issue|edition|vol\\.?|volume|number) ?(\\d+)\\b',
    read: count => one('期', Number(count)),
  },
  {
    pattern: '\\b(week|day|round|phase|batch) ?(\\d+|one|two|three|four|five|six)\\b',
    read: (unit, count) => one(unit!, countOf(count!)),
  },
  { pattern: '\\b(\\d+)(?:st|nd|rd|th)\\b', read: count => one('nth', Number(count)) },
  {
    pattern: `\\b(${englishCounts.join('|')}) (?:session|meeting|round|batch|edition|phase|auction|issue)\\b`,
    read: count => one('nth', countOf(count!)),
  },
]

const compiled = spellings.map(({ pattern, read }) => ({
  pattern: new RegExp(pattern, 'gu'),
  read,
}))

/** What counts the issues of a series in a folded title. */
export function readOrdinals(folded: string): Ordinal[] {
  const ordinals: Ordinal[] = []
  let rest = folded
  for (const { pattern, read } of compiled) {
    rest = rest.replace(pattern, (...found) => {
      const groups = found.slice(1).filter((_, at) => at < found.length - 3)
      ordinals.push(...read(...(groups as string[])))
      return ' '
    })
  }
  return ordinals
}
