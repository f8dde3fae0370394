import { Parser } from 'htmlparser2'
import {
  emptyEntry,
  emptySheet,
  type FeedEntry,
  type FeedSheet,
  MAX_ENTRIES,
  writeField,
} from './feed-sheet.ts'
import { relationOf } from './read-xml-feed.ts'

/** Nesting below an entry that still carries text; deeper markup is attack or noise. */
const MAX_DEPTH = 60
/** Characters of one field. */
const MAX_TEXT = 1_000_000

type Open = { name: string; text: string; attributes: Record<string, string> }

/**
 * Reads what is whole in a feed that a strict parser refuses: cut off, with bare `&` and `<`, with
 * unclosed elements. Null when not one entry or channel can be seen in it.
 */
export function readBrokenFeed(text: string): FeedSheet | null {
  const reader = new BrokenFeedReader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: chunk => reader.text(chunk),
      onclosetag: name => reader.close(name),
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  )
  // In slices, so that a hopeless document is given up early.
  for (let at = 0; at < text.length && !reader.stopped; at += 65_536) {
    parser.write(text.slice(at, at + 65_536))
  }
  if (!reader.stopped) parser.end()
  return reader.sheet()
}

/** The stack of open elements, and the entry that is being read. */
class BrokenFeedReader {
  stopped = false
  readonly #sheet: FeedSheet = { ...emptySheet(), whole: false }
  readonly #stack: Open[] = []
  #entry: FeedEntry | null = null
  #seenFeed = false

  open(name: string, attributes: Record<string, string>): void {
    if (this.stopped) return
    if (['rss', 'feed', 'channel', 'rdf:rdf'].includes(name)) this.#openFeed(attributes)
    else if (name === 'item' || name === 'entry') this.#openEntry(attributes)
    else if (name === 'link' || name.endsWith(':link')) this.#readLink(attributes)
    this.#stack.push({ name, text: '', attributes })
    if (this.#stack.length > MAX_DEPTH) this.stopped = true
  }

  text(chunk: string): void {
    const top = this.#stack.at(-1)
    if (top && top.text.length < MAX_TEXT) top.text += chunk
  }

  close(name: string): void {
    const at = this.#stack.findLastIndex(open => open.name === name)
    if (this.stopped || at < 0) return
    const [closed] = this.#stack.splice(at)
    if (!closed) return
    if (name === 'item' || name === 'entry') this.#closeEntry()
    else this.#readField(closed)
  }

  sheet(): FeedSheet | null {
    this.#closeEntry()
    return this.#seenFeed || this.#sheet.entries.length > 0 ? this.#sheet : null
  }

  #openFeed(attributes: Record<string, string>): void {
    this.#seenFeed = true
    this.#sheet.base ??= attributes['xml:base'] ?? null
  }

  /** An entry that opens inside another closes it: the end tag was lost. */
  #openEntry(attributes: Record<string, string>): void {
    this.#closeEntry()
    this.#entry = { ...emptyEntry(), base: attributes['xml:base'] ?? null }
    this.#entry.link = attributes['rdf:about'] ?? null
    if (this.#sheet.entries.length >= MAX_ENTRIES) this.stopped = true
  }

  /** Only an entry that has an address is worth keeping. */
  #closeEntry(): void {
    if (this.#entry && (this.#entry.link || this.#entry.guid)) this.#sheet.entries.push(this.#entry)
    this.#entry = null
  }

  #readLink(attributes: Record<string, string>): void {
    const { href } = attributes
    if (!href) return
    const rel = relationOf(attributes)
    if (this.#entry && rel === 'alternate') this.#entry.link ??= href
    else if (!this.#entry && rel === 'hub') this.#sheet.hubs.push(href)
    else if (!this.#entry && rel === 'next') this.#sheet.next ??= href
  }

  #readField({ name, text, attributes }: Open): void {
    const value = text.trim()
    if (!value) return
    if (!this.#entry) {
      if (name === 'title') this.#sheet.title ??= value
      return
    }
    writeField(this.#entry, name, value, attributes)
  }
}
