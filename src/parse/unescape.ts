import { Parser } from 'htmlparser2'
import { remember } from '../text/remember.ts'

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** A page's references are few, and many times the same. */
const readReference = remember((reference: string): string => {
  let read = ''
  const parser = new Parser({
    ontext(text) {
      read += text
    },
  })
  parser.end(reference)
  return read
})

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
