import type { ApiStory } from '../model/api/stories.ts'
import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type { Published } from '../model/published.ts'
import { cleanHtml } from './clean-html.ts'
import { cleanText, cleanTitle } from './clean-text.ts'
import { cleanUrl } from './clean-url.ts'
import { instantOfPublished, rfc3339 } from './feed-dates.ts'
import { isSummaryOnly, type ReadyItem, readyItem } from './ready-item.ts'

/** A date as services get it; a date that is none is null. */
export function presentPublished(published: Published | null) {
  if (!published || !instantOfPublished(published)) return null
  const { zone, evidence } = published
  return published.precision === 'minute'
    ? { precision: published.precision, at: rfc3339(published.at), zone, evidence }
    : { precision: published.precision, day: published.day, zone, evidence }
}

/** A story as services get it; its texts only with `full`. `ready` is the same item, cleaned. */
export function presentStory(item: FeedItem, ready: ReadyItem, full: boolean): ApiStory {
  return {
    id: ready.id,
    sequence: item.sequence,
    firstSequence: item.firstSequence,
    title: ready.title,
    url: ready.url,
    published: presentPublished(item.published),
    firstSeen: rfc3339(item.firstSeen),
    modified: rfc3339(item.modified),
    byline: item.byline.map(cleanTitle).filter(Boolean),
    outlet: item.outlet && { name: cleanTitle(item.outlet.name), url: cleanUrl(item.outlet.url) },
    source: ready.source,
    language: ready.language,
    summary: ready.summary,
    ...(isSummaryOnly(item) && { isSummaryOnly: true as const }),
    ...(full && { html: cleanHtml(item.html), text: cleanText(item.text) }),
    images: item.images.flatMap(({ url, alt, width, height }) => {
      const address = cleanUrl(url)
      return address
        ? [
            {
              url: address,
              alt: alt && cleanTitle(alt),
              width: whole(width),
              height: whole(height),
            },
          ]
        : []
    }),
    tier: item.tier,
    topics: item.topics,
    copies: ready.copies.map(({ name, title, url }) => ({ name, title, url })),
    related: item.siblings,
    gone: item.gone,
  }
}

const whole = (pixels: number | null) => (Number.isSafeInteger(pixels) ? pixels : null)

/** A whole story as services get it, or null when no reader could open it. */
export function wholeStory(item: FeedItem): ApiStory | null {
  const ready = readyItem(item, { content: 'full', topicName: id => id })
  return ready && presentStory(item, ready, true)
}

/** Whether a story is what a subscriber asked for. Words (`q`) are not looked for here: only the store can. */
export function isAskedFor(item: FeedItem, query: FeedQuery): boolean {
  const has = (asked: string[] | undefined, values: string[]) =>
    !asked?.length || asked.some(value => values.includes(value))
  const language = item.language ?? ''
  return (
    has(query.tier?.length ? query.tier : ['relevant'], [item.tier]) &&
    has(query.topic, item.topics) &&
    has(query.lead, [item.topics[0] ?? '']) &&
    has(query.source, item.sources ?? [item.source.id]) &&
    has(query.outlet, item.outlet ? [item.outlet.name] : []) &&
    (!query.language?.length ||
      query.language.some(tag => language === tag || language.startsWith(`${tag}-`))) &&
    (!query.since || item.firstSeen >= query.since) &&
    (!query.until || item.firstSeen < query.until)
  )
}
