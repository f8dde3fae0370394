import type { Published } from '../../src/model/published.ts'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { wallTime } from '../../src/text/zone.ts'

const outlets = buildOutletTable([])
const two = (number: number) => String(number).padStart(2, '0')

/** `YYYY-MM-DD`, or `YYYY-MM-DD HH:mm` in the zone of the page. */
function print(published: Published): string {
  if (published.precision === 'day') return published.day
  const wall = wallTime(published.at, published.zone)
  return `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}`
}

/** For the scorer of dated lists: every link that a page prints with a date. */
export function extractLists({ html, url }: { html: string; url: string }) {
  const listing = parseListing(html, {
    url,
    now: new Date(),
    zone: 'Asia/Shanghai',
    language: null,
    outlets,
  })
  return listing.links.flatMap(({ title, url, published }) =>
    published?.evidence === 'list' ? [{ title, url, date: print(published) }] : [],
  )
}
