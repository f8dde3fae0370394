import { isCalendarDay } from './zone.ts'

const C = '((?:19|20)\\d{2})'
const M = '(0[1-9]|1[0-2])'
const D = '(0[1-9]|[12]\\d|3[01])'

/**
 * How addresses spell a day, the surest first. The glued ones end in an id of any length, so they ask for a slash, or
 * for the t and the underscore of the publishing systems, around them.
 */
const shapes: RegExp[] = [
  new RegExp(`/${C}[-/_]${M}[-/_]${D}(?=[-/_.]|$)`),
  new RegExp(`/${C}[-/_](1[0-2]|0?[1-9])[-/_](3[01]|[12]\\d|0?[1-9])(?=[/]|[-_.][^\\d]|$)`),
  new RegExp(`/${C}[-/]?${M}[-/]${D}(?=[/_.]|$)`),
  new RegExp(`/${C}/${M}${D}(?=[/_.]|$)`),
  new RegExp(`[/_-](?:t|content_|art_|news_|)${C}${M}${D}(?=[/_.-]|$)`),
  new RegExp(`/${C}/${M}${D}(?=\\d{3,6}\\.)`),
  new RegExp(`/${C}${M}/${D}(?=\\d{4,8}\\.)`),
  new RegExp(`[/_-]${C}-${M}-${D}(?=[/_.-]|$)`),
]

/** The year of a folder that an address carries and no more of a day: `/2019/story-1`; null where there is none or it is yet to come. */
export function readAddressYear(url: string): number | null {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  const found = /\/((?:19|20)\d{2})\//.exec(path)?.[1]
  return found ? Number(found) : null
}

/**
 * The day that an address carries (`/202107/t20210730_1.html`, `/2021/07/30/`, `/2021-07/30/`), `YYYY-MM-DD`, or null. It
 * is the day a page was filed, good to confirm or to fill in: an id may look like a day, and a re-post keeps its own.
 */
export function readAddressDay(url: string): string | null {
  // An archive's address carries the day of its copy before the address of the page.
  const own = url.slice(Math.max(0, url.lastIndexOf('http')))
  const path = own.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  for (const shape of shapes) {
    const found = shape.exec(path)
    if (!found) continue
    const [year, month, day] = found.slice(1, 4).map(Number) as [number, number, number]
    if (year >= 1990 && isCalendarDay(year, month, day)) {
      return [year, month, day].map(part => String(part).padStart(2, '0')).join('-')
    }
  }
  return null
}
