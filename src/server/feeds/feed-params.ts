import { nearestWord } from '../../config/nearest-word.ts'
import { cleanLine } from '../../feeds/clean-text.ts'
import type { FeedQuery } from '../../model/feed.ts'
import { badRequest } from '../http/problem.ts'

/** What a feed's address may ask for beside its channel. */
export type FeedParams = {
  query: FeedQuery
  limit: number
  /** Continue after the item with this `firstSequence`. */
  before: number | null
  content: 'full' | 'summary'
  /** Chinese text in this script; as it is when null. */
  script: 'hans' | 'hant' | null
  /** The parameters as given, in their order, spelled one way: what follows the path in the document's own address. */
  search: string
  /** The same for every spelling and order of the same question. */
  key: string
}

/** What can be asked for by name. */
export type Vocabulary = { topics: string[]; sources: string[] }

export const DEFAULT_LIMIT = 50
const MOST_ITEMS = 500

const LISTS = ['topic', 'lead', 'source', 'outlet', 'lang'] as const
const SCALARS = ['q', 'since', 'until', 'tier', 'limit', 'before', 'content', 'script'] as const
const NAMES: string[] = [...LISTS, ...SCALARS]
/** Where a link was found: nothing to us, and left out of every address. */
const IGNORED = /^(utm_[a-z]+|fbclid|gclid|mc_cid|mc_eid)$/

type Given = Map<string, string[]>

/** Reads a query string. Throws a 400 Problem that says what was expected on anything that makes no sense. */
export function readFeedParams(
  search: URLSearchParams,
  vocabulary: Vocabulary,
  defaultLimit = DEFAULT_LIMIT,
): FeedParams {
  const given = readGiven(search)
  const one = (name: string) => given.get(name)?.[0]

  const query: FeedQuery = {}
  const words = one('q')
  if (words !== undefined) query.q = readWords(words)
  const topic = given.get('topic')
  if (topic) query.topic = known('topic', topic, vocabulary.topics)
  const lead = given.get('lead')
  if (lead) query.lead = known('lead', lead, [...vocabulary.topics, 'none']).map(readLead)
  const source = given.get('source')
  if (source) query.source = known('source', source, vocabulary.sources)
  const outlet = given.get('outlet')
  if (outlet) query.outlet = outlet.map(readName)
  const language = given.get('lang')
  if (language) query.language = language.map(readTag)
  const tier = one('tier')
  if (tier !== undefined) query.tier = readTier(tier)
  const since = one('since')
  if (since !== undefined) query.since = readInstant('since', since)
  const until = one('until')
  if (until !== undefined) query.until = readInstant('until', until)
  if (query.since && query.until && query.since >= query.until) {
    throw badRequest('since is not before until')
  }

  const limit = one('limit') === undefined ? defaultLimit : readLimit(one('limit')!)
  const before = one('before') === undefined ? null : readNumber('before', one('before')!)
  const content = readOneOf('content', one('content') ?? 'full', ['full', 'summary'])
  const script =
    one('script') === undefined ? null : readOneOf('script', one('script')!, ['hans', 'hant'])
  return { query, limit, before, content, script, search: spell(given), key: keyOf(query) }
}

/** The parameters by name, lists split at commas and sorted out. */
function readGiven(search: URLSearchParams): Given {
  const given: Given = new Map()
  for (const [name, value] of search) {
    if (IGNORED.test(name)) continue
    if (!NAMES.includes(name)) {
      const meant = nearestWord(name, NAMES)
      throw badRequest(
        `parameter "${name.slice(0, 40)}" is not known, ${meant ? `did you mean ${meant}?` : `expected ${NAMES.join(', ')}`}`,
      )
    }
    const values = (LISTS as readonly string[]).includes(name) ? value.split(',') : [value]
    const before = given.get(name)
    if (before && !(LISTS as readonly string[]).includes(name)) {
      throw badRequest(`${name} is given twice, expected once`)
    }
    given.set(name, [...(before ?? []), ...values])
    if (given.get(name)!.length > 50) throw badRequest(`${name} has more than 50 values`)
  }
  return given
}

function spell(given: Given): string {
  const parts = [...given].map(
    ([name, values]) => `${name}=${values.map(encodeURIComponent).join(',')}`,
  )
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

/** One text for one question, whatever the order and case it was asked in. */
export function keyOf(query: FeedQuery): string {
  const sorted = (values: string[] | undefined) => values && [...new Set(values)].toSorted()
  return JSON.stringify([
    query.q,
    sorted(query.topic),
    sorted(query.lead),
    sorted(query.source),
    sorted(query.outlet),
    sorted(query.language),
    sorted(query.tier),
    query.since?.getTime(),
    query.until?.getTime(),
  ])
}

function readWords(text: string): string {
  const words = cleanLine(text)
  if (!words) throw badRequest('q is empty, expected words to search for')
  if (words.length > 200) throw badRequest('q is longer than 200 characters')
  return words
}

const readLead = (topic: string) => (topic === 'none' ? '' : topic)

function readName(text: string): string {
  const name = cleanLine(text)
  if (!name || name.length > 100) throw badRequest('outlet is empty or longer than 100 characters')
  return name
}

/** Values that there are. Throws a 400 Problem on another, with what may have been meant. */
export function known(name: string, values: string[], all: string[]): string[] {
  for (const value of values) {
    if (all.includes(value)) continue
    const meant = nearestWord(value, all)
    throw badRequest(
      `${name} "${value.slice(0, 60)}" is not known${meant ? `, did you mean ${meant}?` : ''}`,
    )
  }
  return values
}

function readTag(text: string): string {
  if (/^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/.test(text)) return text
  throw badRequest(`lang "${text.slice(0, 40)}": expected a BCP 47 tag such as zh, zh-Hans or en`)
}

function readTier(text: string): FeedQuery['tier'] {
  const tier = readOneOf('tier', text, ['relevant', 'adjacent'])
  return tier === 'adjacent' ? ['relevant', 'adjacent'] : ['relevant']
}

function readOneOf<Value extends string>(name: string, text: string, values: Value[]): Value {
  const value = values.find(candidate => candidate === text)
  if (value) return value
  throw badRequest(`${name} "${text.slice(0, 40)}": expected ${values.join(' or ')}`)
}

function readLimit(text: string): number {
  const limit = readNumber('limit', text)
  if (limit > MOST_ITEMS) throw badRequest(`limit is ${limit}, expected 1 to ${MOST_ITEMS}`)
  return limit
}

/** A whole number from 1, as Postgres's integer holds it. */
export function readNumber(name: string, text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text)
  throw badRequest(`${name} "${text.slice(0, 40)}": expected a whole number from 1`)
}

/** Years that news can be of, and that every database and zone can count in. */
const isInTime = (at: Date) => at.getUTCFullYear() >= 1900 && at.getUTCFullYear() < 2200

/** A day (00:00 UTC) or an instant of RFC 3339. */
export function readInstant(name: string, text: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(
    text,
  )
  const at = isDay || isInstant ? new Date(text) : new Date(Number.NaN)
  // Date reads 30 February as 2 March.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  if (
    Number.isNaN(at.getTime()) ||
    Number.isNaN(day.getTime()) ||
    !isInTime(at) ||
    day.toISOString().slice(0, 10) !== text.slice(0, 10)
  ) {
    throw badRequest(
      `${name} "${text.slice(0, 40)}": expected a day such as 2026-03-01 or an instant such as 2026-03-01T08:00:00Z`,
    )
  }
  return at
}
