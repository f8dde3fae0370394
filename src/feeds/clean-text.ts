/**
 * Characters that no document of ours carries: those that XML 1.0 forbids or discourages (C0 and C1 controls but tab, line
 * ends and NEL; non-characters), U+FFFD, which only says that something was lost, lone surrogates, the byte-order mark, and the
 * bidirectional embeddings, overrides and isolates, which reach beyond the text they stand in.
 */
const UNWANTED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffd-\uffff]|\p{Surrogate}/u
const EVERY_UNWANTED = new RegExp(UNWANTED, 'gu')

/** Zero-width characters that change a name or a title without being seen; the joiners of emoji and Persian stay. */
const UNSEEN = /[\u00ad\u200b\u2060]/g
const SPACES = /[\s\u0085]+/g

/** The one cleaning function: every string that is written into a document has gone through it. */
export function cleanText(text: string): string {
  return UNWANTED.test(text) ? text.replace(EVERY_UNWANTED, '') : text
}

/** A clean text of one line: a name, a label. White space is single and never at the ends. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(UNSEEN, '').replace(SPACES, ' ').trim()
}

const ENTITY =
  /&(amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|lsquo|rsquo|ldquo|rdquo|middot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/gi
const CHARACTERS: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
}

function characterOf(reference: string, name: string): string {
  if (!name.startsWith('#')) return CHARACTERS[name.toLowerCase()] ?? reference
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0x10ffff ? '' : String.fromCodePoint(code)
}

/** Tags of running text, which stand in a plain title only by mistake. A bare "<" or "<unit>" stays. */
const MARKUP =
  /<\/?(?:a|abbr|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|td|tr|u|ul)(?:\s[^<>]*)?\/?>/gi

/** Some publishers escape twice or thrice; nobody does it more often. */
const MOST_ROUNDS = 4

/** A clean line that readers show as plain text: left-over entities are read and markup goes. */
export function cleanTitle(text: string): string {
  let line = text
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = line
    line = line.replace(MARKUP, '').replace(ENTITY, characterOf)
    if (line === before) break
  }
  return cleanLine(line.replace(MARKUP, '').replace(ENTITY, ' '))
}

/** Text of HTML that was escaped once too often, such as `&amp;nbsp;` or `&lt;p&gt;`, as it was meant. `html` is well formed. */
export function unescapeLeftovers(html: string): string {
  if (!LEFTOVERS.test(html) || /<(?:pre|code)\b/.test(html)) return html
  return html.replace(/<[^>]*>|[^<]+/g, chunk => (chunk.startsWith('<') ? chunk : meant(chunk)))
}

const LEFTOVERS = /&amp;(?:amp|nbsp|lt|gt|quot);|&lt;/
const TWICE = /&amp;(amp|nbsp|lt|gt|quot);/g
const ESCAPED_MARKUP =
  /&lt;\/?(?:a|abbr|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|td|tr|u|ul)(?:\s(?:[^<>&]|&(?!lt;|gt;))*)?\/?&gt;/gi

function meant(text: string): string {
  let once = text
  for (let round = 0; round < MOST_ROUNDS && TWICE.test(once); round++) {
    once = once.replace(TWICE, '&$1;')
  }
  // A tag inside a tag would come together when the inner one goes.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = once
    once = once.replace(ESCAPED_MARKUP, '')
    if (once === before) break
  }
  return once
}
