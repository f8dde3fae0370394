/** Whether a text may hold a whole number beyond 2^53. */
const mayBeLong = /\d{16}/

/**
 * `JSON.parse` that gives a whole number beyond 2^53 as the text of its digits: ids of 19 digits are common, and rounded to a
 * double two neighbours are one (RFC 8259, section 6). Throws as `JSON.parse` does.
 */
export function parseExactly(text: string): unknown {
  return mayBeLong.test(text) ? JSON.parse(text, keepDigits as Reviver) : JSON.parse(text)
}

type Reviver = (key: string, value: unknown) => unknown

/** The third argument, the number as it is written, is newer than the compiler's library. */
function keepDigits(_key: string, value: unknown, written?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const digits = written?.source
  return digits && /^-?\d+$/.test(digits) ? digits : value
}
