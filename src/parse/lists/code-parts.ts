/** Characters of one call's arguments that are read. */
const MAX_ARGUMENTS = 4000

/** The arguments of a call, parted at its commas. */
export function argumentsAt(code: string, from: number): string[] {
  return partsOf(code.slice(from, from + MAX_ARGUMENTS))
}

/** Parts at the commas of the outermost level, up to the bracket that closes it. */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  let at = 0
  for (; at < text.length; at++) {
    const char = text[at]!
    if (quote) {
      if (char === '\\') at++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'" || char === '`') quote = char
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char) && --depth < 0) break
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = text.slice(start, at).trim()
  return last === '' ? parts : [...parts, last]
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

/** Parts at the plus signs outside of brackets and quotes. */
export function splitSum(written: string): string[] {
  const terms: string[] = []
  let quote = ''
  let depth = 0
  let start = 0
  for (let at = 0; at < written.length; at++) {
    const char = written[at]!
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'" || char === '`') quote = char
    else if (char === '(') depth++
    else if (char === ')') depth--
    else if (char === '+' && depth === 0) {
      terms.push(written.slice(start, at).trim())
      start = at + 1
    }
  }
  return [...terms, written.slice(start).trim()]
}
