import { Parser } from 'htmlparser2'
import { resolveAddress } from '../document.ts'

/** What the addresses of one entry are resolved against. */
export type EntryBases = { link: string; content: string }
export type FeedBases = { feed: string; entries: EntryBases[] }

/** Nesting that is followed; a feed has a tenth of it. */
const MAX_DEPTH = 100

/**
 * The `xml:base` of every entry of a feed, in document order (XML Base, section 4: the nearest at or above the element
 * holds, each resolved against the one above it). Null for a document that names none.
 *
 * Not left to feedsmith: it gives that of the feed and the entry only, and a link or a content may carry its own.
 */
export function readXmlBases(xml: string, url: string): FeedBases | null {
  if (!/xml:base\s*=/i.test(xml)) return null
  const bases: FeedBases = { feed: url, entries: [] }
  const stack: string[] = []
  let entry: { depth: number; bases: EntryBases; found: Set<string> } | null = null
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const above = stack.at(-1) ?? url
        const own = attributes['xml:base']
        const base = (own && resolveAddress(own, above)) || above
        stack.push(base)
        if (stack.length > MAX_DEPTH) return parser.reset()
        const name = tag.replace(/^.*:/, '')
        // Only the document's first two levels are the feed's own: what lies deeper has its own base.
        if (stack.length <= 2 && (name === 'feed' || name === 'rss' || name === 'channel'))
          bases.feed = base
        if (name === 'item' || name === 'entry') {
          entry = { depth: stack.length, bases: { link: base, content: base }, found: new Set() }
          bases.entries.push(entry.bases)
        } else if (entry && stack.length === entry.depth + 1)
          noteBase(entry, name, attributes, base)
      },
      onclosetag() {
        if (entry && stack.length === entry.depth) entry = null
        stack.pop()
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(xml)
  parser.end()
  return bases
}

const contentNames = ['content', 'encoded', 'description', 'summary']

/** The first link that is the article's, and the fullest text: content stands for summary. */
function noteBase(
  { bases, found }: { bases: EntryBases; found: Set<string> },
  name: string,
  { rel }: Record<string, string>,
  base: string,
): void {
  if (name === 'link' && (!rel || rel === 'alternate')) {
    if (!found.has('link')) bases.link = base
    found.add('link')
  } else if (contentNames.includes(name)) {
    const rank = name === 'content' || name === 'encoded' ? 'full' : 'short'
    if (!found.has('full') && !found.has(rank)) bases.content = base
    found.add(rank)
  }
}
