/** What dates are spelled with, as bits. */
export const dateMarks = {
  /** A figure. */
  digit: 1,
  /** 年 or 년. */
  year: 2,
  /** 月 or 월. */
  month: 4,
  /** A letter of a script that spells its months: Latin, Greek, Cyrillic, Arabic and their like. */
  letter: 8,
  /** `-`, `/` or `.` behind a figure. */
  sign: 16,
  /** `|`. */
  bar: 32,
  /** A character that every distance from now in Chinese and Korean holds. */
  distance: 64,
} as const

/**
 * Which of these a text (as `narrow` gives it) holds: one look at each character instead of one for each of the many spellings, most of
 * which then need not look at all.
 */
export function dateMarksOf(text: string): number {
  let found = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) {
      if (code >= 0x30 && code <= 0x39) found |= dateMarks.digit
      else if (isAsciiLetter(code)) found |= dateMarks.letter
      else if (code === 0x7c) found |= dateMarks.bar
      else if (code >= 0x2d && code <= 0x2f && isBehindFigure(text, at)) found |= dateMarks.sign
    } else if (code < 0x2e80) {
      // General punctuation is no letter; what else stands here may be one.
      if (code >= 0xaa && (code < 0x2000 || code > 0x206f)) found |= dateMarks.letter
    } else found |= wideMark(code)
  }
  return found
}

const isAsciiLetter = (code: number) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

const isFigure = (code: number) => code >= 0x30 && code <= 0x39

/** Right behind it, or with one space between. */
function isBehindFigure(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return isFigure(before) || (before === 0x20 && isFigure(text.charCodeAt(at - 2)))
}

function wideMark(code: number): number {
  switch (code) {
    case 0x5e74: // 年
    case 0xb144: // 년
      return dateMarks.year
    case 0x6708: // 月
    case 0xc6d4: // 월
      return dateMarks.month
    case 0x524d: // 前
    case 0x521a: // 刚
    case 0x525b: // 剛
    case 0x6628: // 昨
    case 0x4eca: // 今
    case 0xc804: // 전
    case 0xc5b4: // 어제
    case 0xc624: // 오늘
    case 0xadf8: // 그제
      return dateMarks.distance
    default:
      return 0
  }
}
