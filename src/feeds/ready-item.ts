import type { FeedItem } from '../model/feed.ts'
import type { Published } from '../model/published.ts'
import { cleanHtml, type ImageUrl } from './clean-html.ts'
import { cleanLine, cleanTitle } from './clean-text.ts'
import { cleanUrl } from './clean-url.ts'
import { escapeText } from './escape.ts'
import { feedInstant, instantOfPublished, rfc3339 } from './feed-dates.ts'
import { imageType } from './image-type.ts'

/** A name with an address, when there is one. */
export type Named = { name: string; url: string | null }

/** A picture of an item. `type` is null where the address does not tell it. */
export type ReadyImage = {
  url: string
  type: string | null
  alt: string | null
  width: number | null
  height: number | null
}

/** An item as every format writes it: clean in all its strings, with the dates that feeds show. Made once for a revision. */
export type ReadyItem = {
  id: string
  sequence: number
  firstSequence: number
  title: string
  url: string
  /** What the publisher says about the date: for pages, which tell a day from an instant. */
  said: Published | null
  /** Whole seconds, never after `firstSeen`. */
  published: Date
  updated: Date
  /** The same two, as RFC 3339 has them. */
  dates: { published: string; updated: string }
  authors: string[]
  source: Named & { id: string }
  language: string | null
  /** Plain text. */
  summary: string
  /** What the feed gives as the content. Never empty. */
  html: string
  image: ReadyImage | null
  topics: { id: string; name: string }[]
  copies: (Named & { url: string; title: string })[]
  /** Ids of other stories about the same event. */
  siblings: string[]
  /** What JSON Feed's `_carbonwire` says, as JSON. */
  extension: string
  /** What a renderer has written for this item, by renderer: an item does not change, so it is escaped once. */
  written: Map<string, string>
}

export type ReadyOptions = {
  /** Full text, or the summary alone. */
  content: 'full' | 'summary'
  /** What a topic is called. */
  topicName: (id: string) => string
  /** How a picture's address is written; as it is unless told. */
  imageUrl?: ImageUrl | undefined
}

/** As many characters as the longest summary that readers show in a list. */
const SUMMARY_LENGTH = 300
const MOST_COPIES = 50

/** An item as every format writes it, or null when it has no address that a reader could open. `item` may come from anywhere. */
export function readyItem(item: FeedItem, options: ReadyOptions): ReadyItem | null {
  const url = cleanUrl(item.url)
  if (!url) return null

  const title = cleanTitle(item.title) || url
  const language = cleanTag(item.language)
  const summary = cleanTitle(item.summary ?? '') || beginning(item.text)
  const outlet = item.outlet && readyName(item.outlet)
  const source = { id: cleanLine(item.source.id), ...readyName(item.source) }
  const authors = [...new Set(item.byline.map(cleanTitle).filter(Boolean))]
  const copies = item.alsoReportedBy.flatMap(copy => readyCopy(copy)).slice(0, MOST_COPIES)
  const image = readyImage(item, options.imageUrl)
  const published = feedInstant(item)
  const updated = wholeSeconds(Math.max(item.modified.getTime(), item.firstSeen.getTime()))

  return {
    id: cleanLine(item.id),
    sequence: item.sequence,
    firstSequence: item.firstSequence,
    title,
    url,
    said: instantOfPublished(item.published) && item.published,
    published,
    updated,
    dates: { published: rfc3339(published), updated: rfc3339(updated) },
    authors: authors.length > 0 ? authors : [outlet?.name ?? source.name],
    source,
    language,
    summary,
    html: readyHtml(item, { url, title, summary, image, copies }, options),
    image,
    topics: readyTopics(item.topics, options.topicName),
    copies,
    siblings: item.siblings,
    extension: JSON.stringify(extensionOf(item, { outlet, source, copies })),
    written: new Map(),
  }
}

const wholeSeconds = (ms: number) => new Date(Math.floor(ms / 1000) * 1000)

function readyName({ name, url }: { name: string; url: string | null }): Named {
  const address = cleanUrl(url)
  return { name: cleanTitle(name) || address || '—', url: address }
}

function readyCopy(copy: { name: string; url: string; title: string }) {
  const url = cleanUrl(copy.url)
  return url
    ? [{ name: cleanTitle(copy.name) || url, url, title: cleanTitle(copy.title) || url }]
    : []
}

function readyTopics(ids: string[], topicName: (id: string) => string) {
  const topics = ids.map(id => ({ id: cleanLine(id), name: cleanTitle(topicName(id)) }))
  const names = new Set<string>()
  return topics.filter(({ id, name }) => id && name && !names.has(name) && names.add(name))
}

function readyImage(item: FeedItem, imageUrl: ImageUrl = url => url): ReadyImage | null {
  for (const { url: address, alt, width, height } of item.images) {
    const url = cleanUrl(address)
    if (!url) continue
    return {
      url: imageUrl(url),
      type: imageType(url),
      alt: alt && cleanTitle(alt),
      width: size(width),
      height: size(height),
    }
  }
  return null
}

const size = (pixels: number | null) =>
  pixels !== null && Number.isInteger(pixels) && pixels > 0 ? pixels : null

/** BCP 47 as far as formats check it; what is no tag is left out. */
function cleanTag(language: string | null): string | null {
  return language && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? language : null
}

/** The beginning of a text, cut at the end of a sentence where one is near. */
function beginning(text: string): string {
  // Chinese sets no space between sentences, so a line end between two of its characters gives none.
  const joined = text
    .slice(0, SUMMARY_LENGTH * 4)
    .replace(/([\u3000-\u9fff\uff00-\uffef”’])\n/g, '$1')
  const line = cleanTitle(joined)
  if (line.length <= SUMMARY_LENGTH) return line
  const cut = [...line.slice(0, SUMMARY_LENGTH)].slice(0, -1).join('')
  const end = Math.max(...['。', '！', '？', '. ', '! ', '? '].map(mark => cut.lastIndexOf(mark)))
  return end > SUMMARY_LENGTH / 3 ? cut.slice(0, end + 1).trim() : `${cut.trim()}…`
}

type Shown = Pick<ReadyItem, 'url' | 'title' | 'summary' | 'image' | 'copies'>

function readyHtml(item: FeedItem, shown: Shown, { content, imageUrl }: ReadyOptions): string {
  const full = content === 'full' ? cleanHtml(item.html, imageUrl) : ''
  const body =
    full ||
    paragraphs(content === 'full' && item.text ? item.text : shown.summary) ||
    `<p><a href="${escapeAddress(shown.url)}">${escapeText(shown.title)}</a></p>`
  const picture =
    content === 'full' && shown.image && !body.includes('<img') ? pictureOf(shown.image) : ''
  return `${picture}${body}${copiesOf(shown.copies, item.language)}`
}

function paragraphs(text: string): string {
  return text
    .split('\n')
    .map(cleanTitle)
    .filter(Boolean)
    .map(line => `<p>${escapeText(line)}</p>`)
    .join('')
}

const escapeAddress = (url: string) => url.replaceAll('&', '&amp;').replaceAll('"', '%22')

function pictureOf({ url, alt }: ReadyImage): string {
  const said = escapeText(alt ?? '').replaceAll('"', '&quot;')
  return `<p><img src="${escapeAddress(url)}" alt="${said}" referrerpolicy="no-referrer"></p>`
}

/** Readers that know nothing of copies get them as a last line. */
function copiesOf(copies: Shown['copies'], language: string | null): string {
  if (copies.length === 0) return ''
  const isChinese = language === null || /^zh\b/i.test(language)
  const names = copies.map(
    copy => `<a href="${escapeAddress(copy.url)}">${escapeText(copy.name)}</a>`,
  )
  return `<p>${isChinese ? '同时见于：' : 'Also reported by: '}${names.join(isChinese ? '、' : ', ')}</p>`
}

/** True for a story whose page brings its text with a script: only what its metas say is known. */
export const isSummaryOnly = ({ text, summary }: Pick<FeedItem, 'text' | 'summary'>): boolean =>
  text.trim() === '' && (summary ?? '').trim() !== ''

type Parts = { outlet: Named | null; source: ReadyItem['source']; copies: ReadyItem['copies'] }

/** What the formats have no words for, said as it is: the date's precision, the copies, the related stories. */
function extensionOf(item: FeedItem, { outlet, source, copies }: Parts) {
  const { published } = item
  const at = instantOfPublished(published)
  return {
    sequence: item.sequence,
    first_sequence: item.firstSequence,
    published: published &&
      at && {
        precision: published.precision,
        ...(published.precision === 'day' ? { day: published.day } : { at: rfc3339(at) }),
        zone: cleanLine(published.zone),
        evidence: published.evidence,
      },
    first_seen: rfc3339(item.firstSeen),
    outlet,
    source,
    tier: item.tier,
    topics: item.topics.map(cleanLine),
    copies,
    related: item.siblings.map(cleanLine),
    gone: item.gone,
    // Only where it is so: most pages show their text.
    ...(isSummaryOnly(item) && { summary_only: true }),
  }
}
