import type { Context, Hono } from 'hono'
import { renderOpml } from '../feeds/render-opml.ts'
import { baseUrl } from './base-url.ts'
import {
  channelKinds,
  everything,
  languageChannels,
  PRODUCT,
  savedChannels,
  sourceChannels,
  topicChannels,
} from './channels.ts'
import { answerDocument, type Document, makeDocument, sizeOf } from './document.ts'
import type { FeedDesk } from './feed-desk.ts'
import { MAX_AGE_SECONDS } from './feed-desk.ts'
import { DEFAULT_LIMIT, readFeedParams } from './feed-params.ts'
import { readChannel, vocabularyOf } from './feed-routes.ts'
import type { KnownSequence } from './known-sequence.ts'
import { renderFeedPage } from './pages/feed-page.ts'
import { type ChannelGroup, renderFeedsPage } from './pages/feeds-page.ts'
import { renderHome } from './pages/home-page.ts'
import { icon } from './pages/icon.ts'
import type { PageHead } from './pages/layout.ts'
import { style, stylePath } from './pages/style.ts'
import { chooseUi, type Ui, words } from './pages/words.ts'
import type { ServerParts } from './parts.ts'
import { Recent } from './recent.ts'
import { requestHeaders } from './request-headers.ts'

const PAGES_BYTES = 16_000_000
const HOME_ITEMS = 100

/** Nothing runs, nothing is framed, nothing is loaded from elsewhere but the pictures of articles. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' https: http:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export const htmlHead = (modified: Date | null) => ({
  mediaType: 'text/html',
  modified,
  maxAge: MAX_AGE_SECONDS,
  vary: 'Accept-Language',
  headers: { 'Content-Security-Policy': policy },
})

/** What every page is made with. */
export type MakerHead = Pick<PageHead, 'ui' | 'base' | 'topicName' | 'isStatic'> & {
  sequence: number
}
export type PageMaker = (head: MakerHead) => Promise<string>

export type PageDesk = ReturnType<typeof openPageDesk>

/** Makes pages and keeps them until the next change, each language of the interface by itself. */
export function openPageDesk(
  parts: Pick<ServerParts, 'config' | 'settings' | 'isStatic'>,
  clock: KnownSequence,
  limitMade: (c: Context) => void = () => {},
) {
  const kept = new Recent<{ sequence: number; config: unknown; value: Document }>(PAGES_BYTES)

  return {
    async answer(c: Context, make: PageMaker): Promise<Response> {
      const ui = chooseUi(c.req.query('ui'), c.req.header('accept-language'))
      const sequence = await clock.current()
      const config = parts.config()
      const key = `${ui} ${c.req.url}`
      const known = kept.get(key)
      if (known?.sequence === sequence && known.config === config) {
        return answerDocument(known.value, requestHeaders(c))
      }
      limitMade(c)
      const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
      const isStatic = parts.isStatic ?? false
      const topics = new Map(
        topicChannels(config).map(({ query, names }) => [query.topic?.[0], names[ui]]),
      )
      const topicName = (id: string) => topics.get(id) ?? id
      const value = makeDocument(
        await make({ ui, base, isStatic, topicName, sequence }),
        htmlHead(null),
      )
      kept.set(key, { sequence, config, value }, sizeOf(value))
      return answerDocument(value, requestHeaders(c))
    },
  }
}

/** Pages for people who look: the first page, one a feed, the list of feeds, and what they need. */
export function addPageRoutes(
  app: Hono,
  parts: Pick<ServerParts, 'store' | 'config' | 'settings' | 'now'>,
  desk: FeedDesk,
  pages: PageDesk,
): void {
  const params = (search: URLSearchParams, limit = DEFAULT_LIMIT) => {
    search.delete('ui')
    return readFeedParams(search, vocabularyOf(parts), limit)
  }

  app.get('/', c =>
    pages.answer(c, async head => {
      const asked = params(new URLSearchParams(), HOME_ITEMS)
      const { items } = await desk.page(everything, asked, head.sequence)
      return renderHome(head, items, topicChannels(parts.config()), parts.now())
    }),
  )

  const feedPage = (c: Context) =>
    pages.answer(c, async head => {
      const channel = await readChannel(parts, c.req.param('kind'), c.req.param('id'))
      const asked = params(new URL(c.req.url).searchParams, channel.defaultLimit ?? DEFAULT_LIMIT)
      const { items, next } = await desk.page(channel, asked, head.sequence)
      const page = { items, next: head.isStatic ? null : next }
      return renderFeedPage(head, channel, asked.search, page)
    })
  app.get('/feed', feedPage)
  app.get(`/:kind{${channelKinds.join('|')}}/:id/feed`, feedPage)
  app.get(`/:kind{${channelKinds.join('|')}}/:id`, feedPage)

  app.get('/feeds', c => pages.answer(c, head => renderFeedsPage(head, groupsOf(parts, head.ui))))

  const opml = (c: Context) => {
    const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
    const groups = groupsOf(parts, 'zh').map(group => ({
      title: group.title,
      feeds: group.channels.map(({ path, name, language }) => ({
        title: name,
        xmlUrl: `${base}${path}/feed.xml`,
        htmlUrl: `${base}${path}/feed`,
        language,
      })),
    }))
    const modified = listDate(parts)
    const text = renderOpml(PRODUCT, groups)
    return answerDocument(
      makeDocument(text, { mediaType: 'text/x-opml', modified, maxAge: MAX_AGE_SECONDS }),
      requestHeaders(c),
    )
  }
  app.get('/opml', opml)
  app.get('/feeds.opml', opml)

  const forGood = { 'Cache-Control': 'public, max-age=31536000, immutable' }
  const asset = (path: string, mediaType: string, text: string) => {
    const document = makeDocument(text, { mediaType, modified: null, maxAge: 0, headers: forGood })
    app.get(path, c => answerDocument(document, requestHeaders(c)))
  }
  asset(stylePath, 'text/css', style)
  asset('/assets/icon.svg', 'image/svg+xml', icon)
}

/** All channels there are, in groups. */
function groupsOf(parts: Pick<ServerParts, 'config'>, ui: Ui): ChannelGroup[] {
  const w = words[ui]
  const config = parts.config()
  return [
    { title: w.everything, channels: [everything] },
    { title: w.saved, channels: savedChannels(config) },
    { title: w.topics, channels: topicChannels(config) },
    { title: w.languages, channels: languageChannels },
    { title: w.sources, channels: sourceChannels(config) },
  ]
}

/** When each configuration was first seen: the list of feeds is as old as that. */
const listDates = new WeakMap<object, Date>()

function listDate(parts: Pick<ServerParts, 'config' | 'now'>): Date {
  const config = parts.config()
  const known = listDates.get(config)
  if (known) return known
  const now = new Date(Math.floor(parts.now().getTime() / 1000) * 1000)
  listDates.set(config, now)
  return now
}
