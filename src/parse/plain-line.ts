/** Runs of white space (no-break and full-width included) become one space; zero-width marks go. */
export function collapseSpaces(text: string): string {
  const whole = text.trim()
  if (isPlainLine(whole)) return whole
  return text
    .replace(/[\u200b\u200e\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * True for a trimmed text that is one tidy line already: single spaces, nothing that is not seen, no halves of characters. Most texts of a
 * page are, and one look at their characters costs less than the patterns that would tidy them. False may also be said of a tidy one.
 */
export function isPlainLine(text: string): boolean {
  let isBehindSpace = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x20) {
      if (isBehindSpace) return false
      isBehindSpace = true
      continue
    }
    isBehindSpace = false
    if (code < 0x20 || (code >= 0x7f && isOddMark(code))) return false
  }
  return true
}

/** Controls, spaces other than the common one, marks that are not seen, and all that stands with them in one block of Unicode. */
const isOddMark = (code: number) =>
  code <= 0xa0 ||
  code === 0xad ||
  code === 0x61c ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x205f && code <= 0x206f) ||
  code === 0x3000 ||
  (code >= 0xd800 && code <= 0xdfff) ||
  (code >= 0xfdd0 && code <= 0xfdef) ||
  code === 0xfeff ||
  code >= 0xfffe
