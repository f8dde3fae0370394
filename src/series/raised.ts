import { shift } from '../text/read-figure.ts'

/** Powers that a unit carries, by the word that the readers of figures know. */
const powerWords: Record<string, string> = { 3: '千', 4: '万', 6: '百万', 8: '亿', 12: '万亿' }

const exponent = /^[-−–]?\d{1,2}$/
/** 3.2×10, or 10 alone: what a raised number makes a power of. */
const powerBefore = /(?:(\d[\d,]*(?:\.\d+)?)\s*[×xX*·✕]\s*|(?<![\d.,]))10$/
/** A mark of a note: a number, a letter, a sign, in brackets or not; several of them. */
const noteMark =
  /^[[(（［【]?(?:注\s*)?(?:\d{1,3}|[a-d]|[ivx]{1,4}|[*†‡§¶#※]{1,3}|[①-⑳])(?:[,，、;–-]\s?(?:\d{1,3}|[a-d]))*[\])）］】]?$/i
/** Behind a unit's letters a raised number belongs to the unit: m³, km². */
const unitBefore = /[A-Za-zμΩ]$/

/**
 * Text with what stands raised behind it (`sup`). An exponent works on its number (3.2×10⁷ is 32000000, 10⁴吨 is 万吨), and the
 * mark of a note goes: glued to a figure it would be a digit of it.
 */
export function joinRaised(before: string, raised: string): string {
  const mark = raised.trim()
  const text = before.trimEnd()
  const power = exponent.test(mark) ? powerBefore.exec(text) : null
  if (power) return text.slice(0, power.index) + raisedTo(power, Number(mark.replace(/[−–]/, '-')))
  if (!unitBefore.test(text) && noteMark.test(mark)) return text
  return before + raised
}

const raisedTo = ([, factor]: RegExpExecArray, power: number): string =>
  factor === undefined ? (powerWords[power] ?? `${10 ** power}`) : `${shift(factor, power)}`
