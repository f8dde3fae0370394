import { foldedUnit } from '../text/fold-unit.ts'

/**
 * A text as terms are looked for in it: half width, lower case, simplified; without spaces, hyphens and what is invisible; and
 * with the knowledge of where those stood, so that words keep their bounds.
 */
export type ReadText = {
  /** Folded UTF-16 units. */
  units: Uint16Array
  /** The unit's place in the text as given. */
  from: Uint32Array
  /** How many spaces and hyphens stood before the unit, between two letters or two Han characters, from the beginning on. */
  breaks: Uint32Array
  original: string
}

/** What is longer says no more about its subject, and the work stays bounded. */
const MAX_UNITS = 60_000

export const isHan = (unit: number) =>
  (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf)

/** A letter or digit of a script that puts spaces between its words. */
export const isWordUnit = (unit: number) =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0xc0 && unit <= 0x24f) ||
  (unit >= 0x370 && unit <= 0x5ff)

const kinds = new Uint8Array(65_536)
const INVISIBLE = 1
const SEPARATOR = 2
const QUOTE = 3
const mark = (characters: string, kind: number) => {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind
}
mark('\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff', INVISIBLE)
mark(' \t\n\r\f\v\u00a0\u1680\u202f\u205f\u3000-\u2010\u2011\u2212', SEPARATOR)
for (let unit = 0x2000; unit <= 0x200a; unit++) kinds[unit] = SEPARATOR
mark('"\'“”‘’「」『』《》〈〉', QUOTE)

/** Reads a text for the matching of terms. Long texts are cut. */
export function readText(original: string): ReadText {
  const length = Math.min(original.length, MAX_UNITS)
  const units = new Uint16Array(length)
  const from = new Uint32Array(length)
  const breaks = new Uint32Array(length)
  let size = 0
  let broken = false
  let total = 0

  for (let at = 0; at < length; at++) {
    const unit = original.charCodeAt(at)
    const kind = kinds[unit]!
    if (kind === INVISIBLE) continue
    if (kind === SEPARATOR) {
      broken = true
      continue
    }
    const previous = size ? units[size - 1]! : 0
    // “碳”索 is 碳索 to a reader; the apostrophe of "China's" ends a word.
    if (kind === QUOTE && (isHan(previous) || isHan(original.charCodeAt(at + 1)))) continue

    const folded = kind === QUOTE ? 0x27 : foldedUnit[unit]!
    // Between 2030年 and CCUS a space means nothing: the change of script parts them.
    if (broken && isHan(previous) === isHan(folded)) total++
    broken = false
    units[size] = folded
    from[size] = at
    breaks[size] = total
    size++
  }
  return {
    units: units.subarray(0, size),
    from: from.subarray(0, size),
    breaks: breaks.subarray(0, size),
    original,
  }
}

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39

/** True when a word may begin at this unit; the unit of measurement behind a number is a word of its own: 340MW, 430ppm. */
export function startsWord(text: ReadText, at: number): boolean {
  return isApart(text, at) || (isDigit(text.units[at - 1]!) && endsNumber(text, at))
}

const isApart = ({ units, breaks }: ReadText, at: number) =>
  at === 0 || !isWordUnit(units[at - 1]!) || breaks[at] !== breaks[at - 1]

/** True of 340 before MW, not of 2 in H2O. */
function endsNumber(text: ReadText, at: number): boolean {
  if (isDigit(text.units[at]!)) return false
  let from = at - 1
  while (!isApart(text, from) && isDigit(text.units[from - 1]!)) from--
  return isApart(text, from)
}

/** True when a word may end before this unit. */
export function endsWord({ units, breaks }: ReadText, at: number): boolean {
  return at >= units.length || !isWordUnit(units[at]!) || breaks[at] !== breaks[at - 1]
}
