import { writeRequest } from '../../text/written-request.ts'
import { resolveAddress } from '../document.ts'

/**
 * Columns whose rows stand as XML in a script, `<dataStore><recordset><record><![CDATA[<li>…]]></record>`, and whose further
 * rows come by an endpoint (`…/jpage/dataproxy.jsp`) in the same form: the Hanweb family of government sites.
 */
export type DataStore = {
  /** The rows of all records as one piece of markup. */
  markup: string
  records: number
  /** Where the records that follow are, as the store itself says. */
  nextGroup: string | null
  total: number | null
}

const MAX_RECORDS = 2000

/** Reads the records in a text: a script of a page, or an answer of the endpoint. Null where there are none. */
export function readDataStore(text: string): DataStore | null {
  if (!/<record[\s>]/i.test(text)) return null
  const rows: string[] = []
  for (const [, inner = ''] of text.matchAll(/<record(?:\s[^>]{0,200})?>([\s\S]*?)<\/record>/gi)) {
    if (rows.length >= MAX_RECORDS) break
    rows.push(withoutCdata(inner))
  }
  if (rows.length === 0) return null
  const group = /<nextgroup>([\s\S]{0,3000}?)<\/nextgroup>/i.exec(text)?.[1]
  const href = group && /href\s*=\s*["']([^"']+)["']/i.exec(withoutCdata(group))?.[1]
  const total = /<totalrecord>\D{0,12}(\d{1,7})/i.exec(text)?.[1]
  return {
    markup: wrap(rows),
    records: rows.length,
    nextGroup: href ? href.replaceAll('&amp;', '&') : null,
    total: total ? Number(total) : null,
  }
}

const withoutCdata = (text: string) => text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')

/** Rows of a table outside one would lose their cells. */
function wrap(rows: string[]): string {
  const first = rows[0]!.trimStart().toLowerCase()
  if (first.startsWith('<tr')) return `<table>${rows.join('\n')}</table>`
  if (first.startsWith('<li')) return `<ul>${rows.join('\n')}</ul>`
  return rows.map(row => `<div>${row}</div>`).join('\n')
}

/** Options of the script that pages the column. */
type Paging = { total: number; perPage: number; proxy: string; query: URLSearchParams }

/**
 * The request for the records that follow those of a page or an answer: the group that the store names, or the next
 * numbers of records by the endpoint with what the page says of its column. Null at the end.
 */
export function nextOfDataStore(text: string, store: DataStore, url: string): string | null {
  const counted = nextByCount(text, store, url)
  if (counted !== undefined) return counted
  const group = store.nextGroup && resolveAddress(store.nextGroup, url)
  return group && group !== url ? group : null
}

/** Undefined where nothing is counted. */
function nextByCount(text: string, store: DataStore, url: string): string | null | undefined {
  const here = new URL(url)
  const end = Number(here.searchParams.get('endrecord'))
  const start = Number(here.searchParams.get('startrecord'))
  if (start > 0 && end >= start) {
    const size = end - start + 1
    const isLast = store.total === null ? store.records < size : end >= store.total
    if (isLast) return null
    here.searchParams.set('startrecord', String(end + 1))
    here.searchParams.set('endrecord', String(end + size))
    return asked(here)
  }
  const paging = readPaging(text, store, url)
  if (!paging) return undefined
  if (store.records >= paging.total) return null
  const size = Math.max(store.records, paging.perPage)
  const next = new URL(paging.proxy)
  next.searchParams.set('startrecord', String(store.records + 1))
  next.searchParams.set('endrecord', String(store.records + size))
  next.searchParams.set('perpage', String(paging.perPage))
  for (const [name, value] of paging.query)
    if (!next.searchParams.has(name)) next.searchParams.set(name, value)
  return asked(next)
}

/** The script posts what names the column; servers of this family read it from the address as well. */
function asked(url: URL): string {
  const form = new URLSearchParams(
    [...url.searchParams].filter(([name]) => !/^(?:startrecord|endrecord|perpage)$/.test(name)),
  )
  return writeRequest({ url: url.href, post: form.toString() })
}

function readPaging(text: string, store: DataStore, url: string): Paging | null {
  const number = (name: string) =>
    Number(
      new RegExp(`\\b${name}["']?\\s{0,4}[:=]\\s{0,4}["']?(\\d{1,7})`, 'i').exec(text)?.[1] ?? 0,
    )
  const total = store.total ?? number('totalRecords?')
  const named = /["'(]([^"'()\s]{0,300}dataproxy\.jsp[^"'()\s]{0,600})["')]/i.exec(text)?.[1]
  const proxy = resolveAddress((named ?? store.nextGroup ?? '').replaceAll('&amp;', '&'), url)
  if (!total || !proxy) return null
  const address = new URL(proxy)
  const query = new URLSearchParams(address.search)
  for (const name of ['page', 'startrecord', 'endrecord', 'perpage']) {
    query.delete(name)
    address.searchParams.delete(name)
  }
  for (const name of columnNames) {
    const value = query.get(name) ?? scriptValue(text, name)
    if (value !== null) query.set(name, value)
  }
  const unit = query.get('unitid') ?? /["']#?(\d{3,12})["']\s?\)\.jpage/i.exec(text)?.[1]
  if (unit) query.set('unitid', unit)
  address.search = ''
  return { total, perPage: number('perPage') || store.records, proxy: address.href, query }
}

/** What an endpoint is asked with, by the names of its script. */
const columnNames = [
  'col',
  'appid',
  'webid',
  'path',
  'columnid',
  'sourceContentType',
  'unitid',
  'webname',
  'permissiontype',
]

function scriptValue(text: string, name: string): string | null {
  const found = new RegExp(
    `\\b${name}["']?\\s{0,4}[:=]\\s{0,4}(?:["']([^"'\\n]{0,100})["']|(\\d{1,12}))`,
    'i',
  ).exec(text)
  return found?.[1] ?? found?.[2] ?? null
}
