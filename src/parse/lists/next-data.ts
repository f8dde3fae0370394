import { resolveAddress } from '../document.ts'
import { type Fields, isFields } from './record-fields.ts'

/** Parameters that count the pages of an interface, from 0 or 1. */
const pageParameter =
  /^(?:page|pageno|pagenum|pagenumber|pageindex|page_no|page_num|curpage|currentpage|p|pn)$/i
const nextNames = ['next', 'nexturl', 'nextpage', 'nextpageurl', 'nextlink']
const moreNames = ['hasnext', 'hasmore', 'hasnextpage', 'more']
const totalNames = [
  'totalpage',
  'totalpages',
  'pagecount',
  'pagetotal',
  'pages',
  'lastpage',
  'totalpagenum',
]

/**
 * The address of the data that follows: one that the data names, or the next number of the address's
 * own page parameter where the data says that there is more. Null otherwise.
 */
export function findNextData(data: object, url: string): string | null {
  const fields = topFields(data)
  for (const name of nextNames) {
    const value = fields.get(name)
    const next = typeof value === 'string' && /[/?]/.test(value) ? resolveAddress(value, url) : null
    if (next && next !== url) return next
  }
  return countUp(fields, url)
}

function countUp(fields: Map<string, unknown>, url: string): string | null {
  const address = new URL(url)
  const name = [...address.searchParams.keys()].find(key => pageParameter.test(key))
  const current = Number(name && address.searchParams.get(name))
  if (!name || !Number.isInteger(current) || current < 0 || current > 100_000) return null

  const total = Number(totalNames.map(key => fields.get(key)).find(value => value !== undefined))
  const hasMore = moreNames.some(key => fields.get(key) === true || fields.get(key) === 1)
  if (!hasMore && !(total > current)) return null
  address.searchParams.set(name, String(current + 1))
  return address.href
}

/** The plain fields at the top of the data, or in the objects right below it. */
function topFields(data: object): Map<string, unknown> {
  const found = new Map<string, unknown>()
  const read = (fields: Fields, depth: number) => {
    for (const [key, value] of Object.entries(fields).slice(0, 200)) {
      const name = key.toLowerCase().replace(/[_-]/g, '')
      if (isFields(value) && depth < 2) read(value, depth + 1)
      else if (!found.has(name)) found.set(name, value)
    }
  }
  if (isFields(data)) read(data, 0)
  return found
}
