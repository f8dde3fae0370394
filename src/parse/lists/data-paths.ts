import type { Link } from '../../model/link.ts'
import type { DataRules } from '../../model/source.ts'
import type { ReadContext } from '../context.ts'
import { plainText } from '../feed/plain-text.ts'
import { readStamp } from '../feed/read-stamp.ts'
import { isCutTitle } from './clean-title.ts'
import { linkAddress } from './link-address.ts'
import { isFields } from './record-fields.ts'

const MAX_RECORDS = 1000

/** What stands at a path such as `data.list[].title`: `[]` goes through all of a list. Several values give several. */
export function valuesAt(data: unknown, path: string): unknown[] {
  const steps = path
    .replace(/\[(\d*)\]/g, '.$1')
    .split('.')
    .filter((step, at) => step !== '' || at > 0)
  let values = [data]
  for (const step of steps) values = values.flatMap(value => stepInto(value, step))
  return values
}

function stepInto(value: unknown, step: string): unknown[] {
  if (Array.isArray(value)) {
    if (step === '' || step === '*') return value
    if (/^\d+$/.test(step)) return [value[Number(step)]]
    return value.flatMap(one => stepInto(one, step))
  }
  return isFields(value) && Object.hasOwn(value, step) ? [value[step]] : []
}

/** The first text or number at a path. */
function textAt(data: unknown, path: string): string | null {
  const value = valuesAt(data, path).find(
    one => (typeof one === 'string' && one.trim() !== '') || typeof one === 'number',
  )
  return value === undefined ? null : String(value)
}

/** Reads records by the operator's paths. A path that finds nothing in any record is named in `misses`. */
export function readByPaths(
  data: unknown,
  rules: DataRules,
  base: string,
  ctx: ReadContext,
  misses: string[],
): Link[] {
  const found = valuesAt(data, rules.list ?? '')
  const records = (found.length === 1 && Array.isArray(found[0]) ? found[0] : found).slice(
    0,
    MAX_RECORDS,
  )
  if (records.length === 0) misses.push('list')
  for (const field of ['title', 'url', 'date', 'outlet', 'summary'] as const) {
    const path = rules[field]
    if (path && records.length > 0 && !records.some(record => fieldAt(record, path) !== null))
      misses.push(field)
  }
  return records.flatMap(record => {
    const pick = (field: keyof DataRules) => (rules[field] ? fieldAt(record, rules[field]) : null)
    const address = pick('url')
    const url = address && linkAddress(address, base, ctx.url)
    if (!url) return []
    const title = plainText(pick('title') ?? '')
    return [
      {
        ...{ url, title, truncated: title === '' || isCutTitle(title) },
        published: readStamp(pick('date'), ctx),
        outlet: plainText(pick('outlet') ?? '') || null,
        summary: plainText(pick('summary') ?? '') || null,
      },
    ]
  })
}

/** A path, or a text with paths in braces: `https://news.example.org/a/{id}.html`. */
function fieldAt(record: unknown, written: string): string | null {
  if (!written.includes('{')) return textAt(record, written)
  let isWhole = true
  const filled = written.replace(/\{([^{}]{1,100})\}/g, (_, path: string) => {
    const value = textAt(record, path)
    isWhole &&= value !== null
    return encodeURI(value ?? '')
  })
  return isWhole ? filled : null
}
