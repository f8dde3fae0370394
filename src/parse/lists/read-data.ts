import type { Link } from '../../model/link.ts'
import type { ReadContext } from '../context.ts'
import { readStamp } from '../feed/read-stamp.ts'
import { isCutTitle } from './clean-title.ts'
import { linkAddress } from './link-address.ts'
import { isFields, type NewsRecord, readRecord, readTuple } from './record-fields.ts'

/** Objects and arrays that are looked into on one page. */
const MAX_VALUES = 100_000
/** Records of one list. */
const MAX_RECORDS = 1000
/** Strings of markup in the data that are read as pages of their own. */
const MAX_MARKUP = 5

/** What data of a publisher holds: lists of links, and pieces of markup with lists in them. */
export type DataLists = { lists: Link[][]; markup: string[] }

/**
 * Finds the lists of articles in a publisher's data, wherever they lie in it: arrays whose objects
 * have a headline and an address, or rows of bare values. Dates are read in the fields named for them.
 */
export function findDataLists(data: unknown, base: string, ctx: ReadContext): DataLists {
  const found: DataLists = { lists: [], markup: [] }
  const waiting: unknown[] = [data]
  for (let at = 0; at < waiting.length && at < MAX_VALUES; at++) {
    const value = waiting[at]
    if (typeof value === 'string') {
      if (found.markup.length < MAX_MARKUP && isMarkup(value)) found.markup.push(value)
      continue
    }
    if (Array.isArray(value)) {
      const links = readRecords(value, base, ctx)
      if (links) {
        found.lists.push(links)
        continue
      }
      waiting.push(...value.slice(0, 5000).filter(isWorth))
    } else if (isFields(value)) waiting.push(...Object.values(value).slice(0, 5000).filter(isWorth))
  }
  return found
}

const isWorth = (value: unknown) =>
  (typeof value === 'object' && value !== null) || (typeof value === 'string' && value.length > 60)

const isMarkup = (text: string) =>
  text.length < 500_000 && /<a\s/i.test(text) && /href\s*=/i.test(text)

/** An array is a list when most of what it holds are records of articles. */
function readRecords(all: unknown[], base: string, ctx: ReadContext): Link[] | null {
  const values = all.slice(0, MAX_RECORDS)
  const links: Link[] = []
  let records = 0
  for (const value of values) {
    const record = Array.isArray(value)
      ? readTuple(value)
      : isFields(value)
        ? readRecord(value)
        : null
    if (!record) continue
    records++
    const link = buildLink(record, base, ctx)
    if (link) links.push(link)
  }
  return links.length > 0 && records * 2 >= values.length ? links : null
}

function buildLink(record: NewsRecord, base: string, ctx: ReadContext): Link | null {
  const url = linkAddress(record.address, base, ctx.url)
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
