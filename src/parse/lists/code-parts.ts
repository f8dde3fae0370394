/** Characters of one call's arguments that are read. */
const MAX_ARGUMENTS = 4000

/**
 * Tells `visit` every character of a code that stands in no text literal, its place, and how many brackets are open there, from 0; it
 * ends where `visit` says false. A bracket that closes what was opened before the code began stands at -1.
 */
function scanCode(code: string, visit: (char: string, at: number, depth: number) => boolean): void {
  let depth = 0
  let quote = ''
  for (let at = 0; at < code.length; at++) {
    const char = code[at]!
    if (quote) {
      if (char === '\\') at++
      else if (char === quote) quote = ''
      continue
    }
    if (char === '"' || char === "'" || char === '`') quote = char
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    if (!visit(char, at, depth)) return
  }
}

/** The arguments of a call, parted at its commas. */
export function argumentsAt(code: string, from: number): string[] {
  return partsOf(code.slice(from, from + MAX_ARGUMENTS))
}

/** Where the bracket closes that was opened before; -1 where it does not. */
export function closingAt(code: string): number {
  let closed = -1
  scanCode(code, (_, at, depth) => {
    if (depth < 0) closed = at
    return depth >= 0
  })
  return closed
}

/** Parts at the commas of the outermost level, up to the bracket that closes it. */
export function partsOf(code: string): string[] {
  const closed = closingAt(code)
  const parts = splitAt(code.slice(0, closed < 0 ? undefined : closed), ',')
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

/** Parts at the plus signs outside of brackets and quotes. */
export const splitSum = (code: string): string[] => splitAt(code, '+')

function splitAt(code: string, sign: string): string[] {
  const parts: string[] = []
  let start = 0
  scanCode(code, (char, at, depth) => {
    if (char !== sign || depth !== 0) return true
    parts.push(code.slice(start, at).trim())
    start = at + 1
    return true
  })
  return [...parts, code.slice(start).trim()]
}

/** An object literal's own keys with their values as written. */
export function readOptions(object: string): Map<string, string> {
  const options = new Map<string, string>()
  if (!object.startsWith('{')) return options
  for (const part of partsOf(object.slice(1))) {
    const [, key, value] = /^["']?([\w$-]{1,60})["']?\s{0,4}:\s{0,4}([\s\S]*)$/.exec(part) ?? []
    const short = /^[\w$]{1,60}$/.exec(part)?.[0]
    if (key) options.set(key, value!.trim())
    else if (short) options.set(short, short)
  }
  return options
}
