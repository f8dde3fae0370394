/** Deeper than any feed or sitemap; below it, nesting is an attack. */
const MAX_DEPTH = 100
/** Attributes in one tag; real ones have a dozen. */
const MAX_ATTRIBUTES = 200

/** A feed document made ready for an XML parser. */
export type TidyXml = {
  text: string
  /** True when a tag has too many attributes or the nesting is too deep for a tree parser. */
  excessive: boolean
}

/**
 * Cuts what stands before the first tag, the document type (no DTD or entity is ever processed) and
 * the characters that XML 1.0 section 2.2 forbids, and looks for nesting that no feed has.
 */
export function tidyXml(text: string): TidyXml {
  const body = tidyHead(text)
  return { text: body, excessive: isExcessive(body) }
}

/** The same text without a look at its nesting: for the beginning of a document that may be none of XML. */
export function tidyHead(text: string): string {
  const start = text.indexOf('<')
  const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
  return cutDoctype(start < 0 ? '' : text.slice(start)).replace(illegal, '')
}

/** Removes `<!DOCTYPE …>` with its internal subset. An unclosed one takes the rest with it. */
function cutDoctype(text: string): string {
  const start = text.slice(0, 100_000).search(/<!doctype/i)
  if (start < 0) return text

  let at = start
  let depth = 0
  let quote = ''
  for (; at < text.length; at++) {
    const char = text[at]!
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '[') depth++
    else if (char === ']') depth--
    else if (char === '>' && depth <= 0) break
  }
  return text.slice(0, start) + text.slice(at + 1)
}

/** One cheap scan over the tags; text in CDATA sections and comments is passed over. */
function isExcessive(text: string): boolean {
  let depth = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text.startsWith('<![CDATA[', at)) at = endOf(text, ']]>', at)
    else if (text.startsWith('<!--', at)) at = endOf(text, '-->', at)
    else if (text[at + 1] === '/') depth--
    else if (text[at + 1] !== '?' && text[at + 1] !== '!') {
      const end = text.indexOf('>', at)
      if (end < 0) return false
      if (text[end - 1] !== '/') depth++
      if (depth > MAX_DEPTH || countEquals(text, at, end) > MAX_ATTRIBUTES) return true
      at = end
    }
    if (at < 0) return false
  }
  return false
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end < 0 ? text.length : end
}

function countEquals(text: string, from: number, to: number): number {
  let count = 0
  // Not indexOf, which would look through the rest of the document when the tag has none.
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 61) count++
  return count
}
