import { dateOrder } from '../text/date-order.ts'
import type { DateOptions } from '../text/read-dates.ts'
import type { ReadContext } from './context.ts'
import type { PageDocument } from './document.ts'
import { statedLanguage } from './readers/date-surroundings.ts'

/** How the dates of a page are read: by its fetch, its source's zone, and what its language and place say of figures. */
export function dateOptions(page: PageDocument, context: ReadContext): DateOptions {
  const before = known.get(page)
  if (before?.context === context) return before.options
  const options = findOptions(page, context)
  known.set(page, { context, options })
  return options
}

/** Asked for the article and for its lists; one object, so that what is read with it is known by it (see `datesIn`). */
const known = new WeakMap<PageDocument, { context: ReadContext; options: DateOptions }>()

function findOptions(page: PageDocument, { now, zone, language, url }: ReadContext): DateOptions {
  const stated = statedLanguage(page) || (language ?? '').toLowerCase()
  const order = dateOrder(stated, zone, new URL(url).hostname)
  return { now, zone, minguo: countsFromTheRepublic(stated, zone), ...(order && { order }) }
}

/** Taiwan's pages leave the era out (110-07-30); traditional characters elsewhere do not mean that. */
const countsFromTheRepublic = (language: string, zone: string): boolean =>
  zone === 'Asia/Taipei' ||
  (/^zh-(?:hant-tw|tw|hant)$/.test(language) && !/^Asia\/(?:Hong_Kong|Macau)$/.test(zone))
