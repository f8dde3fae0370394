/** A number as a text prints it, with the words that multiply it. */
export type Figure = { start: number; end: number; value: number; isHan: boolean }

/** 1,205,331 and, as the metric system writes it, 1 205 331. */
const digitsPattern = /(?:\d{1,3}(?:,\d{3})+(?!\d)|[1-9]\d{0,2}(?: \d{3})+(?![\d,])|\d+)(?:\.\d+)?/y
/** The 千 of 千瓦 is the unit's, as k is in kW: 三千万千瓦 are thirty million kilowatts. */
const chineseMultiplier =
  /\s?(万亿|千万亿|百万亿|十亿|百亿|千亿|十万|百万|千万|亿|万|千(?![瓦伏卡焦]|克(?!拉))|百|조|천억|백억|억|천만|백만|십만|만|천)/y
const englishMultiplier =
  /[\s-]?(thousand|million(?:en|s)?|millones|milliarden?|milliards?|billion|trillion|mio\.?|mrd\.?|mln|bln|mn|bn|tn|[mk](?![a-z0-9²]))(?![a-z])/iy
const nextPart = /(?<=[억조만]) (?=\d[\d,]*(?:[만천백]| ?[톤원]))/y
const hanPattern =
  /(?:[零〇一二三四五六七八九十百万亿两廿卅]|千(?![瓦伏卡焦]|克(?!拉)))+(?:[点・][零〇一二三四五六七八九]+)?[万亿]*/y

/** The Chinese characters that a figure begins with. */
export const figureStarts: ReadonlySet<string> = new Set('零〇一二三四五六七八九十百千万亿两廿卅')

const powers: Record<string, number> = {
  百: 2,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
  百万亿: 14,
  千万亿: 15,
  천: 3,
  만: 4,
  십만: 5,
  백만: 6,
  천만: 7,
  억: 8,
  백억: 10,
  천억: 11,
  조: 12,
  thousand: 3,
  k: 3,
  million: 6,
  millions: 6,
  millionen: 6,
  millones: 6,
  mio: 6,
  milliarde: 9,
  milliarden: 9,
  milliard: 9,
  milliards: 9,
  mrd: 9,
  mln: 6,
  mn: 6,
  m: 6,
  billion: 9,
  bln: 9,
  bn: 9,
  trillion: 12,
  tn: 12,
}

/** The power of ten that a word multiplies by (万, 백만, million), 0 for any other. */
export const powerOfWord = (word: string): number => powers[word.toLowerCase()] ?? 0

/** A decimal with its point moved: exact where multiplying is not (58.08 by 10,000). */
export const shift = (printed: string, power: number): number =>
  Number(`${printed.replaceAll(/[, ]/g, '')}e${power}`)

/**
 * The figure that begins at this place of a text, or null: 43.6万, 12亿5000万, 一亿五千万, 九十五点三, 18.4 million. Expects
 * simplified characters and digits of half width.
 */
export function readFigureAt(text: string, at: number): Figure | null {
  return readDigits(text, at) ?? readHan(text, at)
}

function readDigits(text: string, at: number): Figure | null {
  let end = at
  let value = 0
  let lowest = Number.POSITIVE_INFINITY
  // 12亿5000万: every part is smaller than the one before it.
  for (;;) {
    const digits = matchAt(digitsPattern, text, end)
    if (!digits || /^(?:st|nd|rd|th)(?![a-z])/i.test(text.slice(end + digits[0].length))) break
    const after = end + digits[0].length
    const chinese = matchAt(chineseMultiplier, text, after)
    const english = chinese ? null : matchAt(englishMultiplier, text, after)
    const word = chinese?.[1] ?? english?.[1]?.toLowerCase().replace('.', '')
    const power = word ? powers[word]! : 0
    const part = shift(digits[0], power)
    if (end > at && (power >= lowest || part >= 10 ** lowest)) break
    value += part
    end = after + ((chinese ?? english)?.[0].length ?? 0)
    if (!chinese || (power < 4 && word !== '천')) break
    lowest = power
    // 320万零50: the gap between the powers is told.
    if (text[end] === '零' && /\d/.test(text[end + 1] ?? '')) end++
    // 1억 2,310만톤: Korean parts its powers with a space.
    if (matchAt(nextPart, text, end)) end++
    if (!/\d/.test(text[end] ?? '')) break
  }
  return end > at ? { start: at, end, value, isHan: false } : null
}

function readHan(text: string, at: number): Figure | null {
  const found = matchAt(hanPattern, text, at)
  if (!found) return null
  const value = readHanNumber(found[0])
  return value === null ? null : { start: at, end: at + found[0].length, value, isHan: true }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const hanDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const hanTens: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const hanSections: Record<string, number> = { 万: 4, 亿: 8 }

/** A number in Chinese characters: 两千三百亿, 一亿五千万, 三万五 (35,000), 二〇二六, 八点五, 八五・二. Null for what is none. */
export function readHanNumber(printed: string): number | null {
  const text = printed.replaceAll('廿', '二十').replaceAll('卅', '三十').replace('・', '点')
  const parts = /^([^点]+)点([^点万亿]+)([万亿]*)$/.exec(text)
  if (parts) {
    const whole = readHanInteger(parts[1]!)
    if (whole === null) return null
    const digits = [...parts[2]!].map(one => hanDigits[one]).join('')
    const power = [...parts[3]!].reduce((sum, one) => sum + hanSections[one]!, 0)
    return shift(`${whole}.${digits}`, power)
  }
  return text.includes('点') ? null : readHanInteger(text)
}

function readHanInteger(text: string): number | null {
  // Digits one by one: 二〇二六.
  if (text.length > 1 && /^[零〇一二三四五六七八九]+$/.test(text))
    return Number([...text].map(one => hanDigits[one]).join(''))
  let total = 0
  let section = 0
  let digit: number | null = null
  let lastUnit = 1
  for (const one of text) {
    const known = hanDigits[one]
    if (known !== undefined) {
      digit = known
      if (known === 0) lastUnit = 1
    } else if (hanTens[one]) {
      section += (digit ?? (one === '十' ? 1 : 0)) * hanTens[one]
      lastUnit = hanTens[one]
      digit = null
    } else {
      const power = 10 ** hanSections[one]!
      const inside = section + (digit ?? 0)
      // 万亿: what was counted so far is multiplied as a whole.
      if (inside === 0 && total === 0) return null
      total = one === '亿' ? (total + inside) * power : total + inside * power
      lastUnit = power
      section = 0
      digit = null
    }
  }
  // 三万五 and 一千五: the last digit counts tenths of the unit before it.
  if (digit !== null) section += lastUnit > 10 ? (digit * lastUnit) / 10 : digit
  return total + section
}
