import type { Context, Hono } from 'hono'
import { escapeText } from '../../feeds/escape.ts'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { dayIn } from '../../text/zone.ts'
import { PRODUCT, topicChannels } from '../channels.ts'
import type { FeedDesk } from '../feeds/feed-desk.ts'
import { makeReady } from '../feeds/make-ready.ts'
import { baseUrl, isSecure } from '../http/base-url.ts'
import { answerDocument, MAX_AGE_SECONDS, makeDocument } from '../http/document.ts'
import type { KnownSequence } from '../http/known-sequence.ts'
import { badRequest } from '../http/problem.ts'
import { readText } from '../http/read-text.ts'
import { requestHeaders } from '../http/request-headers.ts'
import type { ReadParts } from '../parts.ts'
import { favicon } from './icon.ts'
import { storyPath } from './story-list.ts'
import { READER_ZONE } from './times.ts'
import { isZone, keepVisit } from './visit.ts'

type Parts = Pick<ReadParts, 'store' | 'config' | 'settings' | 'now' | 'isStatic'>

/** A news sitemap holds the articles of the last two days and at most so many (the sitemap protocol's news extension). */
const MOST_IN_SITEMAP = 1000
const SETTINGS_BYTES = 2000

/** What a site has beside its pages: words to crawlers, an icon where browsers look for one, and the reader's settings. */
export function addSiteRoutes(app: Hono, parts: Parts, desk: FeedDesk, clock: KnownSequence): void {
  const baseOf = (c: Context) => baseUrl(parts.settings.publicUrl, c.req.header('host'))
  const answer = (
    c: Context,
    text: string | Uint8Array,
    mediaType: string,
    maxAge = MAX_AGE_SECONDS,
  ) => answerDocument(makeDocument(text, { mediaType, modified: null, maxAge }), requestHeaders(c))

  app.get('/robots.txt', c => answer(c, renderRobots(baseOf(c)), 'text/plain'))
  app.get('/favicon.ico', c => answer(c, favicon, 'image/x-icon', 86_400))

  let made: { sequence: number; config: unknown; day: string; base: string; text: string } | null =
    null
  app.get('/sitemap.xml', async c => {
    const sequence = await clock.current()
    const config = parts.config()
    const day = dayIn('UTC', parts.now())
    const base = baseOf(c)
    const isGood =
      made?.sequence === sequence &&
      made.config === config &&
      made.day === day &&
      made.base === base
    if (!made || !isGood) {
      const span = { from: daysBefore(day, 1), to: daysBefore(day, -1) }
      const items = await parts.store.listLatest(MOST_IN_SITEMAP, { span, zone: READER_ZONE })
      const text = renderSitemap(base, listPaths(parts), await makeReady(desk, items))
      made = { sequence, config, day, base, text }
    }
    return answer(c, made.text, 'application/xml')
  })

  app.post('/settings', async c => {
    const form = new URLSearchParams(await readText(c.req.raw, SETTINGS_BYTES))
    const zone = form.get('zone') ?? ''
    if (zone && !isZone(zone))
      throw badRequest(`zone "${zone.slice(0, 40)}": expected an IANA zone such as Asia/Shanghai`)
    keepVisit(
      c,
      { zone: zone || null, hasKeys: form.has('keys') },
      isSecure(parts.settings.publicUrl),
    )
    return c.redirect(placeOf(form.get('back')), 303)
  })
}

/** A place on this server; whatever else was asked for is the first page. */
const placeOf = (back: string | null): string =>
  back && /^\/(?![/\\])[\x21-\x7e]{0,1000}$/.test(back) ? back : '/'

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

/** Searches and machines' addresses have no end and nothing of their own. */
const renderRobots = (base: string): string => `User-agent: *
Disallow: /search
Disallow: /api/v1/
Disallow: /*?

Sitemap: ${base}/sitemap.xml
`

const listPaths = ({ config }: Parts): string[] => [
  ...['/', '/feeds', '/digests', '/calendar', '/charts', '/sources', '/outlets'],
  ...topicChannels(config()).map(({ path }) => path),
]

/** Sitemaps name the language of Chinese by country, and all others by two letters. */
const newsLanguage = (language: string | null): string => {
  if (!language) return 'zh-cn'
  if (/^zh\b/i.test(language)) return /hant/i.test(language) ? 'zh-tw' : 'zh-cn'
  return language.slice(0, language.indexOf('-') > 0 ? language.indexOf('-') : undefined)
}

/** A sitemap with the news of the last two days (sitemaps.org, and its extension for news). */
function renderSitemap(base: string, paths: string[], items: ReadyItem[]): string {
  const pages = paths.map(path => `<url><loc>${escapeText(base + path)}</loc></url>`)
  const news = items.map(
    ({ id, title, language, published, updated }) =>
      `<url><loc>${escapeText(base + storyPath(id))}</loc><lastmod>${rfc3339(updated)}</lastmod><news:news><news:publication><news:name>${PRODUCT}</news:name><news:language>${escapeText(newsLanguage(language))}</news:language></news:publication><news:publication_date>${rfc3339(published)}</news:publication_date><news:title>${escapeText(title)}</news:title></news:news></url>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">',
    ...pages,
    ...news,
    '</urlset>',
    '',
  ].join('\n')
}
