import type { Published } from '../model/published.ts'
import type { Fingerprint } from '../model/story.ts'
import { readEventKeys } from './event-keys.ts'
import { uniqueSorted } from './hash-sets.ts'
import { packInts } from './packed-ints.ts'
import { dropSentences, isLatin, THIN_TOKENS } from './prepare-text.ts'
import { readTitle } from './read-title.ts'
import { readShingles } from './shingles.ts'
import { shareFound } from './title-grams.ts'
import { mixHash, tokenize } from './tokenize.ts'

/** What a fingerprint is made from. */
export type FingerprintInput = {
  urlKey: string
  title: string
  /** The body as plain text, a line a block. */
  text: string
  /** Days since 1970-01-01, see `dayNumber`. */
  day: number
}

/** Tokens a mark: long enough to be rare, short enough to survive light editing. */
const MARK_HAN = 8
const MARK_LATIN = 5
/** One mark in each run of so many; two texts that share a run of 31 characters share a mark. */
const WINDOW = 24
/** A copy keeps the beginning; of what comes later a sample is enough. */
const LEAD_MARKS = 48
const LEAD_SHINGLES = 600
const LATER_MARKS = 16
/** Furniture stands at the head and at the foot. */
const FIRST_SENTENCES = 12
const LAST_SENTENCES = 20

/** Reads what an article is compared by. Depends on nothing but the article. */
export function fingerprint(article: FingerprintInput): Fingerprint {
  const title = readTitle(article.title)
  const whole = tokenize(article.text)
  const own = dropSentences(whole, whole.furniture)
  const thin = own.tokens.length < THIN_TOKENS
  const marked = thin ? whole : own
  const marks = winnow(readShingles(marked.tokens, isLatin(marked) ? MARK_LATIN : MARK_HAN))

  return {
    version: 2,
    urlHash: hashText(article.urlKey),
    titleHash: title.hash,
    eventKeys: packInts(readEventKeys(article)),
    contentHash: hashContent(own.tokens),
    marks: packInts(marks),
    sentences: packInts(outerSentences(whole.hashes)),
    tokens: own.tokens.length,
    thin,
    day: article.day,
    titleSupport: Math.round(shareFound(title.grams, whole) * 1000) / 1000,
  }
}

/** The day that an article is compared by: published, in the zone that says so; else first seen. */
export function dayNumber(published: Published | null, firstSeen: Date): number {
  if (published?.precision === 'day') return daysOf(published.day)
  if (!published) return Math.floor(firstSeen.getTime() / 86_400_000)
  return daysOf(dayFormat(published.zone).format(published.at))
}

/** One a zone: to make one costs more than all else about a date. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(zone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  dayFormats.set(zone, format)
  return format
}

const daysOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** 32-bit hash of a string's UTF-16 units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mixHash(hash)
}

function hashContent(tokens: Int32Array): string {
  let first = 0x811c9dc5
  let second = 0x2f0b4c47
  for (const token of tokens) {
    first = Math.imul(first ^ token, 0x01000193)
    second = Math.imul(second + token, 0x5bd1e995) ^ (second >>> 15)
  }
  const hex = (hash: number) => (mixHash(hash) >>> 0).toString(16).padStart(8, '0')
  return hex(first) + hex(second)
}

/** Keeps the least hash of every window (Schleimer, Wilkerson, Aiken: Winnowing, 2003), fewer of what comes late. */
function winnow(shingles: Int32Array): Int32Array {
  const lead: number[] = []
  const later: number[] = []
  let least = -1
  const windows = Math.max(1, shingles.length - WINDOW + 1)
  for (let from = 0; from < windows && shingles.length > 0; from++) {
    const to = Math.min(from + WINDOW, shingles.length)
    if (least >= from && shingles[to - 1]! > shingles[least]!) continue
    const found = least >= from ? to - 1 : leastIn(shingles, from, to)
    if (found === least) continue
    least = found
    if (least < LEAD_SHINGLES && lead.length < LEAD_MARKS) lead.push(shingles[least]!)
    else later.push(shingles[least]!)
  }
  later.sort((a, b) => a - b)
  return uniqueSorted(Int32Array.from([...lead, ...later.slice(0, LATER_MARKS)]))
}

function leastIn(shingles: Int32Array, from: number, to: number): number {
  let least = from
  for (let at = from + 1; at < to; at++) if (shingles[at]! <= shingles[least]!) least = at
  return least
}

function outerSentences(hashes: Int32Array): Int32Array {
  const told = hashes.filter(hash => hash !== 0)
  if (told.length <= FIRST_SENTENCES + LAST_SENTENCES) return told
  return Int32Array.from([...told.slice(0, FIRST_SENTENCES), ...told.slice(-LAST_SENTENCES)])
}
