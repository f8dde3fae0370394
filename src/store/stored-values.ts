import { endianness } from 'node:os'
import type { Article } from '../model/article.ts'
import type { FeedItem } from '../model/feed.ts'
import type { Link } from '../model/link.ts'
import type { Published } from '../model/published.ts'
import type { Stored, StoredPublished } from './schema.ts'

/** Text as Postgres takes it: it refuses NUL characters, and half a surrogate pair is no character. */
export function toText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()
}

/** What JSON text holds where one of its texts is not as Postgres takes it: a NUL or half a pair, both escaped. */
const refused = /\\u(?:0000|d[89a-f])/

/** A value as JSON text that `jsonb` takes. */
export function toJson(value: unknown): string {
  // Looking at every part costs many times as much as writing them, and next to no value needs it.
  const plain = JSON.stringify(value)
  if (!refused.test(plain)) return plain
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? toText(part) : part))
}

/** Like `toJson`, with null for what is not there. */
export function toJsonOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : toJson(value)
}

const INTEGER = 23

/**
 * Whole numbers as an `integer[]`, in the order of their size and in the database's own form: as text, thousands of them cost more than
 * everything else of their row. The driver hands a buffer over as it is.
 */
export function toIntegers(values: readonly number[] | Int32Array): Buffer {
  const sorted = new Int32Array(values).sort()
  // PostgreSQL's array_send: dimensions, no nulls, the type; then the length, and that it begins at 1; then each with its size.
  const head = sorted.length ? [1, 0, INTEGER, sorted.length, 1] : [0, 0, INTEGER]
  const sent = new Int32Array(head.length + sorted.length * 2)
  sent.set(head)
  for (let at = 0, to = head.length; at < sorted.length; at++) {
    sent[to++] = 4
    sent[to++] = sorted[at]!
  }
  return bigEndian(Buffer.from(sent.buffer))
}

/** The high byte of each number first, or back. */
const bigEndian = (bytes: Buffer) => (endianness() === 'LE' ? bytes.swap32() : bytes)

/** The numbers of an `integer[]` as `array_send` gives them. */
export function fromIntegers(bytes: Buffer): Int32Array {
  const values = new Int32Array(bytes.readInt32BE(0) === 0 ? 0 : bytes.readInt32BE(12))
  for (let at = 0; at < values.length; at++) values[at] = bytes.readInt32BE(24 + at * 8)
  return values
}

const BYTEA = 17

/** A `bytea[]` in the database's own form, as `toIntegers` gives numbers. */
export function toByteStrings(values: readonly Buffer[]): Buffer {
  const head = [1, 0, BYTEA, values.length, 1]
  const bytes = Buffer.allocUnsafe(
    (head.length + values.length) * 4 + values.reduce((sum, { length }) => sum + length, 0),
  )
  let at = 0
  for (const value of head) at = bytes.writeInt32BE(value, at)
  for (const value of values) {
    at = bytes.writeInt32BE(value.length, at)
    at += value.copy(bytes, at)
  }
  return bytes
}

export function readPublished(stored: StoredPublished | null): Published | null {
  if (!stored) return null
  const read = stored.precision === 'minute' ? { ...stored, at: new Date(stored.at) } : stored
  return read as Published
}

export function readArticle(stored: unknown): Article {
  const article = stored as Stored<Article>
  return {
    ...article,
    published: readPublished(article.published as StoredPublished | null),
    modified: readPublished(article.modified as StoredPublished | null),
    related: article.related.map(list => ({ ...list, links: list.links.map(readLink) })),
  }
}

function readLink(link: Stored<Link>): Link {
  return { ...link, published: readPublished(link.published as StoredPublished | null) }
}

export function readFeedItem(stored: unknown): FeedItem {
  const item = stored as Stored<FeedItem>
  return {
    ...item,
    published: readPublished(item.published as StoredPublished | null),
    firstSeen: new Date(item.firstSeen),
    modified: new Date(item.modified),
  }
}
