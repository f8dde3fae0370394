import type { FeedLink } from '../../model/feed-reading.ts'
import type { Published } from '../../model/published.ts'
import type { ReadContext } from '../context.ts'
import { resolveAddress } from '../document.ts'
import { isCutTitle } from '../lists/clean-title.ts'
import { linkAddress } from '../lists/link-address.ts'
import { absoluteHtml } from './absolute-html.ts'
import type { FeedEntry } from './feed-sheet.ts'
import { plainText, readTitle } from './plain-text.ts'
import { readStamp } from './read-stamp.ts'

/** A summary that is longer is the article itself. */
const SUMMARY_LENGTH = 300

/** An entry as a link; null when it leads nowhere. Every address is resolved against `xml:base`, then the feed. */
export function buildFeedLink(
  entry: FeedEntry,
  feedBase: string,
  ctx: ReadContext,
): FeedLink | null {
  const base = (entry.base && resolveAddress(entry.base, feedBase)) || feedBase
  const contentBase = (entry.contentBase && resolveAddress(entry.contentBase, base)) || base
  const address = entry.link ?? (entry.guidIsAddress && isAddress(entry.guid) ? entry.guid : null)
  const url = address ? linkAddress(address, base, ctx.url) : null
  if (!url) return null

  const summary = entry.summary ? plainText(entry.summary) : ''
  const contentHtml = entry.content ?? (isArticle(entry.summary) ? entry.summary : null)
  const title = readTitle(entry.title ?? '', entry.titleIsHtml)
  const updated = firstStamp(entry.updated, ctx)
  return {
    url,
    // An entry without a title is announced by how it begins; the article's page has the title.
    title: title || summary.slice(0, 80),
    truncated: title === '' || isCutTitle(title),
    published: firstStamp(entry.published, ctx),
    outlet: entry.outlet ? readTitle(entry.outlet, false) || null : null,
    summary: summary === '' ? null : summary.slice(0, SUMMARY_LENGTH),
    guid: entry.guid,
    contentHtml: contentHtml ? absoluteHtml(contentHtml, contentBase) : null,
    byline: entry.byline.map(readPerson).filter(name => name !== ''),
    updated,
  }
}

/** The first of several fields that can be read. */
function firstStamp(fields: string[], ctx: ReadContext): Published | null {
  for (const field of fields) {
    const stamp = readStamp(field, ctx)
    if (stamp) return stamp
  }
  return null
}

const isAddress = (text: string | null) => text !== null && /^https?:\/\//i.test(text)

/** Many feeds print the whole article as the description. */
function isArticle(summary: string | null): boolean {
  return summary !== null && summary.length > 600 && /<(?:p|br|div|img)\b/i.test(summary)
}

/** RSS wants `address (Name)`; the name is what we keep. */
function readPerson(person: string): string {
  const name = readTitle(person, false)
  const inBrackets = /^[^\s()]+@[^\s()]+\s*\(([^()]*)\)$/.exec(name)?.[1]
  return inBrackets ?? (/^\S+@\S+$/.test(name) ? '' : name)
}
