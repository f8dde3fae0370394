import type { Article, FieldExplanation } from '../model/article.ts'
import type { Link, ListExplanation } from '../model/link.ts'
import type { Outcome } from '../model/outcome.ts'
import type { DecodedText, Page } from '../model/page.ts'
import type { Entry } from '../model/source.ts'
import type { ReadContext } from './context.ts'
import { decodeBytes } from './decode-bytes.ts'
import { parseDocument, resolveAddress } from './document.ts'
import { readArticlePage as readArticleText } from './parse-article.ts'
import { isFeed, parseFeed, rootOf } from './parse-feed.ts'
import { parseListing } from './parse-listing.ts'
import { isSitemap, parseSitemap } from './parse-sitemap.ts'
import { isPlainText, readPlainArticle } from './plain-article.ts'
import { readWall } from './readers/walls.ts'
import { sitemapsOfArticles } from './sitemaps-of-articles.ts'

type Encoding = Pick<DecodedText, 'encoding' | 'evidence'>

/** What the page of an article says, from the bytes on. */
export type ArticleReading =
  | ({
      kind: 'article'
      article: Article
      ruleMisses: string[]
      explanations: FieldExplanation[]
    } & Encoding)
  | ({ kind: 'notArticle'; outcome: Outcome } & Encoding)

/** What an entry point says: the same for listings, feeds and sitemaps. */
export type EntryReading =
  | ({
      kind: 'entry'
      links: Link[]
      nextPage: string | null
      /** Sitemaps that an index names, the newest first. */
      sitemaps: string[]
      /** Why lists of links were taken or left, when it was asked for. */
      explanations?: ListExplanation[]
      /** Where a page that shows no list has its own: requests for data. */
      data: string[]
      ruleMisses: string[]
    } & Encoding)
  | ({ kind: 'failed'; outcome: Outcome } & Encoding)

const contentTypeOf = (page: Page) => page.headers['content-type'] ?? null

/** Reads an article page. Throws `TooComplexError` for a page past the limits of the tree. */
export function readArticlePage(page: Page, context: ReadContext): ArticleReading {
  const { text, encoding, evidence } = decodeBytes(page.bytes, {
    contentType: contentTypeOf(page),
    kind: 'html',
  })
  const root = rootOf(text)
  if (isOtherMedia(page) || isFeed(text, contentTypeOf(page), root) || isSitemap(text, root))
    return notArticle(
      { reason: 'not-html', detail: contentTypeOf(page) ?? '' },
      { encoding, evidence },
    )

  const { reading, ruleMisses, explanations } = mayBePlain(page, text)
    ? readPlainArticle(text, context, readArticleText)
    : readArticleText(text, context)
  if (reading.kind === 'notArticle')
    return notArticle({ reason: reading.reason }, { encoding, evidence })
  return { kind: 'article', article: reading.article, ruleMisses, explanations, encoding, evidence }
}

/** A saved text, or one that is served as such; data is none. */
const mayBePlain = (page: Page, text: string) =>
  /^(?:text\/plain\b|$)/i.test(contentTypeOf(page) ?? '') &&
  !/^\s*[[{(]|^\s*[\w.$]{1,60}\(/.test(text.slice(0, 1000)) &&
  isPlainText(text)

/** A challenge or a login is somebody's refusal; the rest is no article for other reasons. */
function notArticle(
  { reason, detail }: Pick<Outcome, 'reason' | 'detail'>,
  encoding: Encoding,
): ArticleReading {
  return {
    kind: 'notArticle',
    outcome: { ...wallOutcome(reason), ...(detail ? { detail } : {}) },
    ...encoding,
  }
}

const wallOutcome = (reason: Outcome['reason']): Outcome => ({
  kind: reason === 'challenge' || reason === 'login' ? 'blocked' : 'notArticle',
  reason,
})

const isOtherMedia = (page: Page) =>
  /^(image|audio|video|font)\/|^application\/(pdf|zip|gzip|msword|vnd\.)/i.test(
    contentTypeOf(page) ?? '',
  )

/** Reads an entry point. What it is, is told by its content: a feed that is configured as a listing is read as a feed. */
export function readEntryPage(page: Page, kind: Entry['kind'], context: ReadContext): EntryReading {
  const { text, ...encoding } = decodeBytes(page.bytes, {
    contentType: contentTypeOf(page),
    kind: kind === 'listing' || kind === 'json' ? 'html' : 'xml',
  })
  const root = rootOf(text)
  if (isSitemap(text, root)) return readSitemap(text, context, encoding)
  if (isFeed(text, contentTypeOf(page), root) || kind === 'feed')
    return readFeed(text, context, encoding)
  if (kind === 'sitemap') return readSitemap(text, context, encoding)

  const listing = parseListing(text, context)
  const nextPage = listing.nextPage ?? nextByHeader(page)
  // An empty listing may be a wall: then the operator is told so, and not that there is no news.
  const hasNews = listing.links.length > 0 || listing.data.length > 0
  const wall = hasNews ? null : readWall(parseDocument(text, context.url))
  if (wall && wall !== 'listing') return { kind: 'failed', outcome: wallOutcome(wall), ...encoding }
  return {
    kind: 'entry',
    links: listing.links,
    nextPage,
    sitemaps: [],
    data: listing.data,
    ...(listing.explanations && { explanations: listing.explanations }),
    ruleMisses: listing.ruleMisses,
    ...encoding,
  }
}

/** An interface may name the next page in its answer's head (RFC 8288), as WordPress does. */
function nextByHeader(page: Page): string | null {
  const links = page.headers.link ?? ''
  const next = /<([^<>]{1,2000})>\s{0,4};[^,<]{0,300}\brel\s{0,2}=\s{0,2}"?next\b/i.exec(links)?.[1]
  return next ? resolveAddress(next, page.finalUrl) : null
}

function readFeed(text: string, context: ReadContext, encoding: Encoding): EntryReading {
  const feed = parseFeed(text, context)
  if (feed.kind !== 'feed') return failed('invalid-feed', feed.detail, encoding)
  const { links, nextPage } = feed
  return { kind: 'entry', links, nextPage, sitemaps: [], data: [], ruleMisses: [], ...encoding }
}

function readSitemap(text: string, context: ReadContext, encoding: Encoding): EntryReading {
  const sitemap = parseSitemap(text, context)
  if (sitemap.kind !== 'sitemap') return failed('invalid-sitemap', sitemap.detail, encoding)
  // Those that say when they changed come first, the newest of them before the others.
  const byAge = sitemapsOfArticles(sitemap.sitemaps).toSorted((a, b) =>
    ageKey(b.lastModified).localeCompare(ageKey(a.lastModified)),
  )
  return {
    kind: 'entry',
    links: sitemap.links,
    nextPage: null,
    sitemaps: byAge.map(({ url }) => url),
    data: [],
    ruleMisses: [],
    ...encoding,
  }
}

const ageKey = (date: Link['published']) =>
  date === null ? '' : date.precision === 'day' ? date.day : date.at.toISOString()

const failed = (
  reason: 'invalid-feed' | 'invalid-sitemap',
  detail: string,
  encoding: Encoding,
): EntryReading => ({
  kind: 'failed',
  outcome: { kind: 'failed', reason, detail },
  ...encoding,
})
