/** What is asked of a character, as bits: whether it is a letter, and of which script of East Asia it is. */
export const scriptBits = { letter: 1, hangul: 2, kana: 4, han: 8 } as const
const ASKED = 16

/** By code unit, once it has been asked for. A look at a table is far cheaper than patterns with properties of characters. */
const known = new Uint8Array(0x10000)

/** The bits of a character, by its code point. */
export function scriptOf(codePoint: number): number {
  if (codePoint > 0xffff) return readBits(codePoint)
  const before = known[codePoint]!
  if (before !== 0) return before
  const bits = readBits(codePoint)
  known[codePoint] = bits
  return bits
}

function readBits(codePoint: number): number {
  const char = String.fromCodePoint(codePoint)
  let bits = ASKED
  if (/\p{L}/u.test(char)) bits |= scriptBits.letter
  if (/\p{sc=Hangul}/u.test(char)) bits |= scriptBits.hangul
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(char)) bits |= scriptBits.kana
  if (/\p{sc=Han}/u.test(char)) bits |= scriptBits.han
  return bits
}
