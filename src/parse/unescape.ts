import { Parser } from 'htmlparser2'

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi
const known = new Map<string, string>()
const MOST_KNOWN = 3000

/**
 * Reads character references that are left in a text which is plain by its place (a meta, a value of JSON-LD): content systems
 * escape what they print there once too often. What is no reference (`AT&T;`) stays as it is.
 */
export function unescapeText(text: string): string {
  let plain = text
  // `&amp;#8217;` is a mark that was escaped three times over.
  for (let round = 0; round < 2 && plain.includes('&'); round++) {
    plain = plain.replace(entity, readReference)
  }
  return plain
}

function readReference(reference: string): string {
  const before = known.get(reference)
  if (before !== undefined) return before
  let read = ''
  const parser = new Parser({
    ontext(text) {
      read += text
    },
  })
  parser.end(reference)
  if (known.size < MOST_KNOWN) known.set(reference, read)
  return read
}
