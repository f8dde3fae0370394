/** Nesting of data that is still read. */
const MAX_DEPTH = 60

/** A value that was read, and where the text goes on after it. */
export type Literal = { value: unknown; end: number }

/**
 * Reads an object or array literal of JavaScript that starts at `at`: JSON, and what scripts write
 * instead: bare and single-quoted keys, trailing commas, comments, `!0`, `undefined`. Names and calls
 * are read as null; nothing is run. Null when what stands there is no data. Linear.
 */
export function readLiteral(text: string, at: number): Literal | null {
  const reader = new LiteralReader(text, at)
  const value = reader.read(0)
  return reader.failed ? null : { value, end: reader.at }
}

class LiteralReader {
  failed = false
  at: number
  readonly #text: string

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  read(depth: number): unknown {
    this.#skip()
    const char = this.#text[this.at]
    if (depth > MAX_DEPTH || char === undefined) return this.#fail()
    if (char === '{') return this.#readObject(depth)
    if (char === '[') return this.#readArray(depth)
    if (char === '"' || char === "'" || char === '`') return this.#readString(char)
    return this.#readWord()
  }

  #readObject(depth: number): Record<string, unknown> {
    // Without a prototype, so that a key named after one is only a key.
    const object: Record<string, unknown> = Object.create(null)
    this.at++
    for (;;) {
      this.#skip()
      if (this.failed || this.#take('}')) return object
      const quote = this.#text[this.at]
      const key = quote === '"' || quote === "'" ? this.#readString(quote) : this.#readName()
      this.#skip()
      if (key === '' || !this.#take(':')) return this.#fail() ?? object
      object[key] = this.read(depth + 1)
      this.#skip()
      if (!this.#take(',') && this.#text[this.at] !== '}') return this.#fail() ?? object
    }
  }

  #readArray(depth: number): unknown[] {
    const array: unknown[] = []
    this.at++
    for (;;) {
      this.#skip()
      if (this.failed || this.#take(']')) return array
      if (this.#take(',')) continue
      array.push(this.read(depth + 1))
      this.#skip()
      if (!this.#take(',') && this.#text[this.at] !== ']') return this.#fail() ?? array
    }
  }

  #readString(quote: string): string {
    const start = ++this.at
    let hasEscape = false
    for (; this.at < this.#text.length; this.at++) {
      const char = this.#text[this.at]
      if (char === '\\') {
        hasEscape = true
        this.at++
      } else if (char === quote) {
        const raw = this.#text.slice(start, this.at++)
        return hasEscape ? unescapeString(raw) : raw
      }
    }
    this.#fail()
    return ''
  }

  #readName(): string {
    const start = this.at
    while (this.at < this.#text.length && /[\w$]/.test(this.#text[this.at]!)) this.at++
    return this.#text.slice(start, this.at)
  }

  /** A number, a constant, or a name that stands for something that only a run would tell. */
  #readWord(): unknown {
    const start = this.at
    while (this.at < this.#text.length && /[\w$.+!-]/.test(this.#text[this.at]!)) this.at++
    const word = this.#text.slice(start, this.at)
    if (word === '') return this.#fail()
    if (/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(word)) return exactNumber(word)
    if (word === 'true' || word === '!0') return true
    if (word === 'false' || word === '!1') return false
    return null
  }

  /** White space and comments. */
  #skip(): void {
    for (;;) {
      while (this.at < this.#text.length && this.#text.charCodeAt(this.at) <= 32) this.at++
      const next = this.#text[this.at] === '/' ? this.#text[this.at + 1] : ''
      if (next !== '/' && next !== '*') return
      const end = this.#text.indexOf(next === '/' ? '\n' : '*/', this.at + 2)
      this.at = end < 0 ? this.#text.length : end + (next === '/' ? 1 : 2)
    }
  }

  #take(char: string): boolean {
    if (this.#text[this.at] !== char) return false
    this.at++
    return true
  }

  #fail(): null {
    this.failed = true
    return null
  }
}

const simpleEscapes: Record<string, string> = {
  n: '\n',
  r: '',
  t: '\t',
  b: '',
  f: '',
  v: '',
  0: '',
}

function unescapeString(raw: string): string {
  return raw.replace(
    /\\(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2})|([\s\S]))/g,
    (_, unit, point, byte, char) => {
      const code = unit ?? point ?? byte
      if (code === undefined) return simpleEscapes[char] ?? char
      const value = Number.parseInt(code, 16)
      return unit
        ? String.fromCharCode(value)
        : value <= 0x10ffff
          ? String.fromCodePoint(value)
          : ''
    },
  )
}

/** An id that a double would round stays its digits. */
const exactNumber = (word: string): number | string =>
  /^-?\d{16,}$/.test(word) && !Number.isSafeInteger(Number(word)) ? word : Number(word)
