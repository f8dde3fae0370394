import type { Link } from '../../model/link.ts'
import type { ReadContext } from '../context.ts'
import { readStamp } from '../feed/read-stamp.ts'
import { isCutTitle } from './clean-title.ts'
import { linkAddress } from './link-address.ts'
import {
  fieldName,
  identityOf,
  isFields,
  type NewsRecord,
  readRecord,
  readTuple,
} from './record-fields.ts'

/** Objects and arrays that are looked into on one page. */
const MAX_VALUES = 100_000
/** Records of one list. */
const MAX_RECORDS = 1000
/** Strings of markup in the data that are read as pages of their own. */
const MAX_MARKUP = 5

/** What data of a publisher holds: lists of links, and pieces of markup with lists in them. */
export type DataLists = {
  lists: Link[][]
  markup: string[]
  /** The objects around the longest list, the nearest first: they tell about its pages. */
  around: unknown[]
}

/** How the addresses of records are made that name none. */
export type ArticleAddress = {
  /** What a script makes them of: `/news/{id}.html`. */
  template?: string | undefined
  /** The page whose address the name of an article follows, as frameworks with a page for each path have it. */
  below?: string | undefined
}

/** A value with what holds it. */
type Step = { value: unknown; up: Step | null }

/**
 * Finds the lists of articles in a publisher's data, wherever they lie in it: arrays whose objects
 * have a headline and an address, or rows of bare values. Dates are read in the fields named for them.
 */
export function findDataLists(
  data: unknown,
  base: string,
  ctx: ReadContext,
  made: ArticleAddress = {},
): DataLists {
  const found: DataLists = { lists: [], markup: [], around: [] }
  let longest = 0
  const waiting: Step[] = [{ value: data, up: null }]
  for (let at = 0; at < waiting.length && at < MAX_VALUES; at++) {
    const step = waiting[at]!
    const { value } = step
    if (typeof value === 'string') {
      if (found.markup.length < MAX_MARKUP && isMarkup(value)) found.markup.push(value)
      continue
    }
    if (Array.isArray(value)) {
      const links = readRecords(value, base, ctx, made)
      if (links) {
        found.lists.push(links)
        if (links.length > longest) found.around = aroundOf(step)
        longest = Math.max(longest, links.length)
        continue
      }
      push(waiting, value.slice(0, 5000), step)
    } else if (isFields(value)) {
      const kept = new Set<unknown>()
      for (const group of storedRecords(value)) {
        const links = readRecords(group, base, ctx, made)
        if (!links || links.length < LEAST_STORED) continue
        found.lists.push(links)
        if (links.length > longest) found.around = [value, ...aroundOf(step)]
        longest = Math.max(longest, links.length)
        for (const record of group) kept.add(record)
      }
      const rest = Object.values(value).filter(one => !kept.has(one))
      push(waiting, rest.slice(0, 5000), step)
    }
  }
  return found
}

/**
 * Stores of clients hold records by their id, all of a kind in one object: `{"Article:7": {…}, "Author:3": {…}}` of Apollo, `{"7": {…}}`
 * of others.
 */
function storedRecords(fields: Record<string, unknown>): unknown[][] {
  const groups = new Map<string, unknown[]>()
  for (const [key, value] of Object.entries(fields).slice(0, 5000)) {
    const kind = storedKey.exec(key)
    if (!kind || !isFields(value)) continue
    const group = groups.get(kind[1] ?? '')
    if (group) group.push(value)
    else groups.set(kind[1] ?? '', [value])
  }
  return [...groups.values()].filter(({ length }) => length >= LEAST_STORED)
}
const storedKey = /^(?:([A-Z]\w{1,60}):.|\d{1,20}$|[\da-f]{8}[\da-f-]{4,40}$)/
const LEAST_STORED = 3

function push(waiting: Step[], values: unknown[], up: Step): void {
  for (const value of values) if (isWorth(value)) waiting.push({ value, up })
}

function aroundOf(step: Step): unknown[] {
  const around: unknown[] = []
  for (let at = step.up; at; at = at.up) if (!Array.isArray(at.value)) around.push(at.value)
  return around
}

const isWorth = (value: unknown) =>
  (typeof value === 'object' && value !== null) || (typeof value === 'string' && value.length > 60)

const isMarkup = (text: string) =>
  text.length < 500_000 && /<a\s/i.test(text) && /href\s*=/i.test(text)

/** An array is a list when most of what it holds are records of articles. */
function readRecords(
  all: unknown[],
  base: string,
  ctx: ReadContext,
  made: ArticleAddress,
): Link[] | null {
  const values = all.slice(0, MAX_RECORDS)
  const links: Link[] = []
  let records = 0
  for (const value of values) {
    const record = Array.isArray(value)
      ? readTuple(value)
      : isFields(value)
        ? readRecord(value)
        : null
    const link = record && buildLink(record, base, ctx, made)
    if (record?.address || link) records++
    if (link) links.push(link)
  }
  return links.length > 0 && records * 2 >= values.length ? links : null
}

function buildLink(
  record: NewsRecord,
  base: string,
  ctx: ReadContext,
  made: ArticleAddress,
): Link | null {
  const address = record.address ?? makeAddress(record, made)
  const url = address && linkAddress(address, base, ctx.url)
  if (!url || record.title === '') return null
  return {
    url,
    title: record.title,
    truncated: isCutTitle(record.title),
    published: readStamp(record.date, ctx),
    outlet: record.outlet,
    summary: record.summary,
  }
}

function makeAddress({ names }: NewsRecord, { template, below }: ArticleAddress): string | null {
  if (template) return fillTemplate(template, names)
  const identity = below && identityOf(names)
  return identity ? `${below}/${encodeURIComponent(identity)}` : null
}

/** `/news/{id}.html` with what the record says; null where it does not say it. A function that is handed the id has its own name for it. */
function fillTemplate(template: string, names: Map<string, string>): string | null {
  let isWhole = true
  const filled = template.replace(/\{([^{}]{1,60})\}/g, (_, name: string) => {
    const value = names.get(fieldName(name)) ?? (name === 'id' ? identityOf(names) : null)
    isWhole &&= value !== null
    return encodeURI(value ?? '')
  })
  return isWhole ? filled : null
}
