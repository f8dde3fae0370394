import { simplifiedUnit } from './fold-script.ts'

/** What a UTF-16 unit is to the comparing of texts: left out, a token by itself, or part of a run. */
export const UNIT_DROPPED = 0
export const UNIT_TOKEN = 1
export const UNIT_LETTER = 2
export const UNIT_DIGIT = 3
/** Ends a sentence: a line end, a full stop, a question or exclamation mark, a semicolon. */
export const UNIT_STOP = 4

/** Every UTF-16 unit to its comparing spelling: half width, lower case, simplified. */
export const foldedUnit: Uint16Array = new Uint16Array(65_536)
/** The class of every *folded* unit. */
export const unitClass: Uint8Array = new Uint8Array(65_536)

const isOwnToken = (unit: number) =>
  (unit >= 0x3040 && unit <= 0x30ff) ||
  (unit >= 0x3400 && unit <= 0x9fff) ||
  (unit >= 0xd800 && unit <= 0xdfff) ||
  (unit >= 0xf900 && unit <= 0xfaff)

/** Han characters and Hangul syllables have no width, case or compatible spelling of their own; skipping them saves most of the time. */
const isPlain = (unit: number) =>
  (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xdfff)

function foldUnit(unit: number): number {
  if (isPlain(unit)) return simplifiedUnit[unit]!
  const spelled = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
  // What is spelled out in several letters (½, ℃) is compared by the first of them.
  return simplifiedUnit[spelled.charCodeAt(0)] ?? unit
}

function classOf(unit: number): number {
  if (isOwnToken(unit)) return UNIT_TOKEN
  if (unit >= 0x30 && unit <= 0x39) return UNIT_DIGIT
  if (unit >= 0xac00 && unit <= 0xd7a3) return UNIT_LETTER
  const character = String.fromCharCode(unit)
  if ('\n\r。!?;'.includes(character)) return UNIT_STOP
  return /[\p{L}\p{N}]/u.test(character) ? UNIT_LETTER : UNIT_DROPPED
}

for (let unit = 0; unit < 65_536; unit++) {
  // The ellipsis folds to a full stop, which would end a sentence wherever a text trails off.
  foldedUnit[unit] = unit === 0x2026 ? unit : foldUnit(unit)
  unitClass[unit] = classOf(unit)
}

/** The comparing spelling of a whole text, with its spaces and punctuation. */
export function foldText(text: string): string {
  let folded = ''
  let done = 0
  for (let at = 0; at < text.length; at++) {
    const raw = text.charCodeAt(at)
    const unit = foldedUnit[raw]!
    if (unit === raw) continue
    folded += text.slice(done, at) + String.fromCharCode(unit)
    done = at + 1
  }
  return done === 0 ? text : folded + text.slice(done)
}
