import { type Fields, isFields } from './record-fields.ts'

/** Rows of one page, and the depth to which they name one another. */
const MAX_ROWS = 5000
const MAX_DEPTH = 40
const MAX_MARKUP = 400_000

/**
 * Reads the data that pages of the React server components format carry (`self.__next_f.push([1,"…"])`), joined to one
 * text: rows of an id and JSON, which may name other rows (`$1a`). Elements among it come as markup.
 */
export function readFlight(text: string): unknown[] {
  const rows = readRows(text)
  const values: unknown[] = []
  for (const value of rows.values()) {
    if (typeof value !== 'object' || value === null) continue
    const resolved = resolve(value, rows, 0)
    values.push(resolved)
    const markup = isElement(resolved) || Array.isArray(resolved) ? render(resolved, 0) : ''
    if (/<a\s/.test(markup)) values.push(markup)
  }
  return values
}

function readRows(text: string): Map<string, unknown> {
  const rows = new Map<string, unknown>()
  for (let at = 0; at < text.length && rows.size < MAX_ROWS; ) {
    const head = /^\s*([\da-f]{1,8}):(?:T([\da-f]{1,8}),)?/i.exec(text.slice(at, at + 24))
    if (!head) {
      const line = text.indexOf('\n', at)
      at = line < 0 ? text.length : line + 1
      continue
    }
    const start = at + head[0].length
    if (head[2]) {
      const end = start + lengthOfBytes(text, start, Number.parseInt(head[2], 16))
      rows.set(head[1]!, text.slice(start, end))
      at = end
      continue
    }
    const line = text.indexOf('\n', start)
    const end = line < 0 ? text.length : line
    const body = text.slice(start, end).replace(/^[A-Z]{1,2}(?=[[{"])/, '')
    if (/^[[{]/.test(body)) rows.set(head[1]!, tryJson(body))
    at = end + 1
  }
  return rows
}

/** Texts are counted in bytes of UTF-8. */
function lengthOfBytes(text: string, from: number, bytes: number): number {
  let at = from
  for (let left = bytes; left > 0 && at < text.length; at++) {
    const code = text.codePointAt(at)!
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (code > 0xffff) at++
  }
  return at - from
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Puts what a value names in its place; `$D` marks a date, `$$` a dollar sign, `$undefined` nothing. */
function resolve(value: unknown, rows: Map<string, unknown>, depth: number): unknown {
  if (depth > MAX_DEPTH) return null
  if (typeof value === 'string') return resolveText(value, rows, depth)
  if (Array.isArray(value)) return value.map(one => resolve(one, rows, depth + 1))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, resolve(one, rows, depth + 1)]),
  )
}

function resolveText(text: string, rows: Map<string, unknown>, depth: number): unknown {
  if (!text.startsWith('$') || text === '$') return text
  if (text.startsWith('$D')) return text.slice(2)
  if (text.startsWith('$$')) return text.slice(1)
  if (text === '$undefined') return null
  const row = rows.get(text.slice(1))
  return row === undefined ? text : resolve(row, rows, depth + 8)
}

/** `["$", type, key, props]` */
const isElement = (value: unknown): value is ['$', string, unknown, Fields] =>
  Array.isArray(value) && value[0] === '$' && typeof value[1] === 'string' && isFields(value[3])

/** Elements as markup; a component that has an address is the link that it renders. */
function render(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  if (isElement(value)) return renderElement(value[1], value[3], depth)
  if (!Array.isArray(value)) return ''
  let markup = ''
  for (const one of value) {
    if (markup.length > MAX_MARKUP) break
    // A bare text between elements is told; a list of names is not.
    if (typeof one !== 'string' || value.some(isElement)) markup += render(one, depth + 1)
  }
  return markup
}

function renderElement(type: string, props: Fields, depth: number): string {
  const { href, dateTime, className, children } = props
  const inner = typeof children === 'string' ? escapeText(children) : render(children, depth + 1)
  const name = /^[a-z][a-z\d]*$/.test(type) ? type : typeof href === 'string' ? 'a' : 'div'
  const attributes = [
    ['href', href],
    ['datetime', dateTime],
    ['class', className],
  ].flatMap(([key, text]) => (typeof text === 'string' ? ` ${key}="${escapeText(text)}"` : []))
  return `<${name}${attributes.join('')}>${inner}</${name}>`
}

const escapeText = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
