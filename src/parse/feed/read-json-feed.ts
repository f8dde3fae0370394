import { parseExactly } from '../../text/exact-json.ts'
import {
  emptyEntry,
  emptySheet,
  type FeedEntry,
  type FeedSheet,
  MAX_ENTRIES,
} from './feed-sheet.ts'

type Fields = Record<string, unknown>

/**
 * Reads JSON Feed 1.0 and 1.1. Fields of the wrong type count as absent, and items that are no objects
 * are passed over, so one bad item costs itself. Null when the document is no JSON Feed.
 *
 * Not left to feedsmith: it refuses a feed whose `version` is a number, and those are real.
 */
export function readJsonFeed(text: string): FeedSheet | null {
  const feed = tryJson(text)
  if (!isFields(feed) || !Array.isArray(feed.items)) return null
  if (!('version' in feed) && !feed.items.some(item => isFields(item) && 'id' in item)) return null

  return {
    ...emptySheet(),
    title: readString(feed.title),
    next: readString(feed.next_url),
    hubs: readArray(feed.hubs).map(hub => readString(hub.url) ?? ''),
    entries: readArray(feed.items).slice(0, MAX_ENTRIES).map(jsonEntry),
  }
}

function jsonEntry(item: Fields): FeedEntry {
  const authors = readArray(item.authors)
  const named = authors.length > 0 ? authors : [item.author].filter(isFields)
  const text = readString(item.content_text)
  return {
    ...emptyEntry(),
    title: readString(item.title),
    link: readString(item.url) ?? readString(item.external_url),
    guid: readString(item.id),
    guidIsAddress: true,
    published: readDates(item.date_published),
    updated: readDates(item.date_modified),
    byline: named.map(author => readString(author.name) ?? ''),
    summary: escapeText(readString(item.summary)),
    content: readString(item.content_html) ?? paragraphs(text),
  }
}

/** Plain text as HTML, a paragraph a blank line. */
function paragraphs(text: string | null): string | null {
  if (!text) return null
  return text
    .split(/\n{2,}/)
    .map(part => `<p>${escapeText(part)?.replace(/\n/g, '<br>')}</p>`)
    .join('\n')
}

function escapeText(text: string | null): string | null {
  return text?.replace(/&/g, '&amp;').replace(/</g, '&lt;') ?? null
}

function tryJson(text: string): unknown {
  try {
    return parseExactly(text)
  } catch {
    return null
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readArray = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

const readDates = (value: unknown): string[] => [readString(value)].filter(date => date !== null)

/** JSON Feed 1.1: an id that is a number is read as the string of it. */
function readString(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}
