import { LONGEST_POST, readRequest, writeRequest } from '../../text/written-request.ts'
import { resolveAddress } from '../document.ts'
import { type Fields, isFields } from './record-fields.ts'

/** Parameters that count pages, from 0 or 1, in lower case without marks. */
const pageNames = new Set(
  'page pageno pagenum pagenumber pageindex pageid curpage currentpage current pagecurrent nowpage p pn paged'.split(
    ' ',
  ),
)
/** Parameters that count records. */
const offsetNames = new Set('offset start from skip begin startindex first'.split(' '))
const sizeNames = new Set(
  'size pagesize limit rows perpage pagelimit count num length take pagerows'.split(' '),
)
const nextNames = ['next', 'nexturl', 'nextpage', 'nextpageurl', 'nextlink', 'nexthref', 'nextpath']
const cursorNames = ['nextcursor', 'endcursor', 'cursor', 'nexttoken', 'after', 'scrollid']
const moreNames = ['hasnext', 'hasmore', 'hasnextpage', 'more', 'ismore', 'havenext']
const pagesNames = [
  'totalpage',
  'totalpages',
  'pagecount',
  'pagetotal',
  'pages',
  'lastpage',
  'totalpagenum',
  'totalpagecount',
  'maxpage',
]
const recordsNames = [
  'total',
  'totalcount',
  'totalrecord',
  'totalrecords',
  'totalelements',
  'totalsize',
  'recordcount',
  'totalnum',
  'count',
  'rowcount',
  'found',
  'totalitems',
  'totalresults',
]
const lastNames = [
  'last',
  'islast',
  'islastpage',
  'isend',
  'end',
  'lastpageflag',
  'nomore',
  'finished',
]

const plainName = (name: string) => name.toLowerCase().replace(/[_\-\s.$]/g, '')

/** What a list of data says of its own place among the pages. */
type Told = { fields: Map<string, unknown>; records: number }

/**
 * The request for the data that follows: an address that the data names, or the next number of the request's own page
 * parameter, in the address or in what was posted. `data` is the object that holds the list, the outermost last;
 * `records` how many it holds; the data of a page (`isPage`) has marks that the page's own address knows nothing of. Null at the end, and where nothing tells that there is more.
 */
export function findNextData(
  data: unknown[],
  address: string,
  records: number,
  { isPage = false } = {},
): string | null {
  const told: Told = { fields: fieldsOf(data), records }
  const { url } = readRequest(address)
  for (const name of nextNames) {
    const value = told.fields.get(name)
    const next = typeof value === 'string' && /[/?]/.test(value) ? resolveAddress(value, url) : null
    if (next && next !== url) return writeRequest({ ...readRequest(address), url: next })
  }
  return countUp(told, address, isPage)
}

/** The objects in a page's data that tell which of how many pages it is: `{total: 40, page: 1, pageSize: 10}`. */
export function findPagers(data: unknown[]): unknown[] {
  const waiting = [...data]
  const found: unknown[] = []
  for (let at = 0; at < waiting.length && at < MOST_VALUES && found.length < 3; at++) {
    const value = waiting[at]
    if (typeof value !== 'object' || value === null) continue
    const names = isFields(value) ? Object.keys(value).map(plainName) : []
    const isPager =
      names.some(name => pageNames.has(name)) &&
      names.some(name => pagesNames.includes(name) || recordsNames.includes(name))
    if (isPager) found.push(value)
    waiting.push(...Object.values(value).slice(0, 500))
  }
  return found
}
const MOST_VALUES = 20_000

/** A parameter of a request that counts, and how to write it anew. */
type Counter = {
  name: string
  value: number
  isOffset: boolean
  size: number | null
  write(value: number): string
}

function countUp(told: Told, address: string, isPage: boolean): string | null {
  const request = readRequest(address)
  const counter = counterOfPost(request.post) ?? counterOfQuery(request.url)
  if (!counter)
    return request.post === undefined
      ? (byCursor(told, address, isPage) ?? askSecond(told, address, isPage))
      : null
  if (counter.value < 0 || counter.value > 1_000_000) return null
  if (!hasMore(told, counter)) return null
  const step = counter.isOffset ? (counter.size ?? told.records) : 1
  const written = counter.write(counter.value + step)
  return request.post === undefined
    ? writeRequest({ ...request, url: written })
    : writeRequest({ ...request, post: written })
}

/** The end is told in many ways; where it is not told at all, a page with records may have another behind it. */
function hasMore({ fields, records }: Told, counter: Counter): boolean {
  const pick = (names: string[]) => names.map(name => fields.get(name))
  if (pick(lastNames).some(value => value === true)) return false
  const more = pick(moreNames).find(
    value => typeof value === 'boolean' || value === 0 || value === 1,
  )
  if (more !== undefined) return Boolean(more)
  const pages = pick(pagesNames)
    .map(Number)
    .find(value => value > 0)
  // Pages that are counted from 0 end one before their number.
  const current =
    pick([...pageNames])
      .map(Number)
      .find(value => Number.isInteger(value)) ?? counter.value
  if (pages !== undefined && !counter.isOffset) return current < pages
  const total = pick(recordsNames)
    .map(Number)
    .find(value => value > 0)
  const size = counter.size ?? sizeIn(fields) ?? records
  if (total !== undefined && size > 0) {
    if (counter.isOffset) return counter.value + records < total
    const page = Math.max(counter.value, 1)
    // An interface may give fewer than it was asked for, on every page; only its last page comes out at the total.
    const isShort = records > 0 && records < size && (page - 1) * size + records !== total
    return page * (isShort ? records : size) < total
  }
  return records > 0
}

/** Data that gives a mark to ask on from. */
function byCursor({ fields, records }: Told, address: string, isPage: boolean): string | null {
  const mark = cursorNames.map(name => fields.get(name)).find(value => typeof value === 'string')
  const isEnd = moreNames.some(name => fields.get(name) === false)
  if (typeof mark !== 'string' || mark === '' || isEnd || records === 0) return null
  const request = readRequest(address)
  const url = new URL(request.url)
  const own = [...url.searchParams.keys()].find(name => cursorNames.includes(plainName(name)))
  if (own ? url.searchParams.get(own) === mark : isPage) return null
  url.searchParams.set(own ?? 'cursor', mark)
  return writeRequest({ ...request, url: url.href })
}

/**
 * Data that tells of several pages, asked for without saying which: the first. What a page's own state calls its number is a name
 * of its script's, and its address says `page`.
 */
function askSecond(told: Told, address: string, isPage: boolean): string | null {
  const { fields, records } = told
  const request = readRequest(address)
  const current = [...fields].find(
    ([name, value]) =>
      pageNames.has(name) && (Number(value) === 1 || Number(value) === 0) && value !== true,
  )
  const counter: Counter = {
    name: 'page',
    value: 1,
    isOffset: false,
    size: sizeIn(fields),
    write: String,
  }
  const tells = [...pagesNames, ...moreNames, ...recordsNames].some(name => fields.has(name))
  if (!tells || records === 0 || !hasMore(told, counter)) return null
  const url = new URL(request.url)
  const first = current && Number(current[1]) === 0 ? 0 : 1
  const name = isPage
    ? 'page'
    : current?.[0] === 'pageno'
      ? 'pageNo'
      : current?.[0] === 'pagenum'
        ? 'pageNum'
        : current?.[0] === 'pageindex'
          ? 'pageIndex'
          : 'page'
  url.searchParams.set(name, String(first + 1))
  return writeRequest({ ...request, url: url.href })
}

const sizeIn = (fields: Map<string, unknown>) =>
  ['pagesize', 'perpage', 'size', 'limit', 'pagelimit', 'rows']
    .map(name => Number(fields.get(name)))
    .find(value => value > 0 && value < 1000) ?? null

function counterOfQuery(url: string): Counter | null {
  const address = new URL(url)
  const entries = [...address.searchParams]
  return findCounter(entries, (name, value) => {
    address.searchParams.set(name, String(value))
    return address.href
  })
}

function counterOfPost(post: string | undefined): Counter | null {
  if (post === undefined || post.length > LONGEST_POST) return null
  if (!/^\s*\{/.test(post)) {
    const form = new URLSearchParams(post)
    return findCounter([...form], (name, value) => {
      const same = form.get(name)
      const pages = [...form.keys()].filter(
        key => pageNames.has(plainName(key)) && form.get(key) === same,
      )
      for (const key of new Set([name, ...pages])) form.set(key, String(value))
      return form.toString()
    })
  }
  try {
    return counterOfJson(JSON.parse(post) as Fields)
  } catch {
    return null
  }
}

/** The counters of a posted object, or of an object right within it (`{"page":{"current":1,"size":10}}`). */
function counterOfJson(body: Fields): Counter | null {
  const inner = Object.values(body).filter(isFields)
  for (const fields of [body, ...inner]) {
    const entries = Object.entries(fields).filter(([, value]) => typeof value !== 'object')
    const found = findCounter(
      entries.map(([name, value]) => [name, String(value)]),
      (name, value) => {
        const pages = Object.keys(fields).filter(
          key => pageNames.has(plainName(key)) && fields[key] === fields[name],
        )
        // A request that says the same number under several names says it under all of them.
        for (const key of new Set([name, ...pages]))
          fields[key] = typeof fields[key] === 'string' ? String(value) : value
        return JSON.stringify(body)
      },
    )
    if (found) return found
  }
  return null
}

function findCounter(
  entries: [name: string, value: string][],
  write: (name: string, value: number) => string,
): Counter | null {
  const numbers = entries.filter(([, value]) => /^\d{1,7}$/.test(value))
  const size = Number(numbers.find(([name]) => sizeNames.has(plainName(name)))?.[1]) || null
  for (const names of [pageNames, offsetNames]) {
    const found = numbers.find(([name]) => names.has(plainName(name)))
    if (!found) continue
    const [name, value] = found
    const isOffset = names === offsetNames
    return { name, value: Number(value), isOffset, size, write: next => write(name, next) }
  }
  return null
}

const holders = new Set(
  'page pagination pager paging pageinfo meta pagemeta data result query'.split(' '),
)

/** The plain fields of the objects around a list, the nearest first, and of those that tell about its pages. */
function fieldsOf(objects: unknown[]): Map<string, unknown> {
  const found = new Map<string, unknown>()
  const read = (fields: Fields, depth: number) => {
    for (const [key, value] of Object.entries(fields).slice(0, 200)) {
      const name = plainName(key)
      if (isFields(value)) {
        if (depth === 0 && holders.has(name)) read(value, 1)
      } else if (!Array.isArray(value) && value !== null && !found.has(name)) found.set(name, value)
    }
  }
  for (const object of objects) if (isFields(object)) read(object, 0)
  return found
}

/** What a client that knows nothing of an interface may post for one of its pages: every usual name of the number. */
export function guessedPosts(): string[] {
  const counts = { page: 1, pageNo: 1, pageNum: 1, pageIndex: 1, current: 1, currentPage: 1 }
  const body = { ...counts, pageSize: 20, size: 20, limit: 20 }
  const form = new URLSearchParams(
    Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return [JSON.stringify(body), form.toString()]
}
