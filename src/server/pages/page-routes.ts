import type { Context, Hono } from 'hono'
import { byNewest } from '../../feeds/build-feed.ts'
import {
  channelKinds,
  digestChannels,
  everything,
  languageChannels,
  savedChannels,
  sourceChannels,
  topicChannels,
} from '../channels.ts'
import type { FeedDesk } from '../feeds/feed-desk.ts'
import { DEFAULT_LIMIT, readFeedParams } from '../feeds/feed-params.ts'
import { readChannel, vocabularyOf } from '../feeds/feed-routes.ts'
import { makeReady } from '../feeds/make-ready.ts'
import { baseUrl, isSecure } from '../http/base-url.ts'
import {
  answerDocument,
  type Document,
  MAX_AGE_SECONDS,
  makeDocument,
  sizeOf,
} from '../http/document.ts'
import type { KnownSequence } from '../http/known-sequence.ts'
import { Recent } from '../http/recent.ts'
import { requestHeaders } from '../http/request-headers.ts'
import type { ReadParts } from '../parts.ts'
import { renderFeedPage } from './feed-page.ts'
import { type ChannelGroup, renderFeedsPage } from './feeds-page.ts'
import { renderHome } from './home-page.ts'
import { icon } from './icon.ts'
import type { PageHead } from './page-head.ts'
import { script, scriptPath } from './script.ts'
import { style, stylePath } from './style.ts'
import { dayOf, dayZone } from './times.ts'
import { keepSeen, readSeen, readVisit } from './visit.ts'
import { chooseUi, type Ui, words } from './words.ts'

const PAGES_BYTES = 16_000_000
const HOME_ITEMS = 100

/** Nothing runs but our own small script, nothing is framed, nothing is loaded from elsewhere but the pictures of articles. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export const htmlHead = (modified: Date | null) => ({
  mediaType: 'text/html',
  modified,
  maxAge: MAX_AGE_SECONDS,
  // The cookies hold what a reader has set.
  vary: 'Accept-Language, Cookie',
  headers: { 'Content-Security-Policy': policy },
})

/** What every page is made with. */
export type MakerHead = Pick<PageHead, 'ui' | 'base' | 'topicName' | 'isStatic' | 'view'> & {
  sequence: number
}
export type PageMaker = (head: MakerHead) => Promise<string>

export type PageDesk = ReturnType<typeof openPageDesk>

/** Pages say how long ago things were: one that was made so long ago is made anew. */
const WORDS_HOLD_MS = 60_000

/** Makes pages and keeps them until the next change, those of each language and each setting by themselves. */
export function openPageDesk(
  parts: Pick<ReadParts, 'config' | 'settings' | 'isStatic' | 'now'>,
  clock: KnownSequence,
  limitMade: (c: Context) => void = () => {},
) {
  type Kept = { sequence: number; config: unknown; madeAt: number; value: Document }
  const kept = new Recent<Kept>(PAGES_BYTES)

  const isGood = (known: Kept | undefined, sequence: number): known is Kept =>
    known?.sequence === sequence &&
    known.config === parts.config() &&
    (parts.isStatic === true || parts.now().getTime() - known.madeAt < WORDS_HOLD_MS)

  return {
    /** `variant` tells apart what a page depends on beside its address. */
    async answer(c: Context, make: PageMaker, variant = ''): Promise<Response> {
      const ui = chooseUi(c.req.query('ui'), c.req.header('accept-language'))
      const visit = readVisit(c)
      const sequence = await clock.current()
      const key = `${ui} ${visit.zone} ${visit.hasKeys} ${variant} ${c.req.url}`
      const known = kept.get(key)
      if (isGood(known, sequence)) return answerDocument(known.value, requestHeaders(c))

      limitMade(c)
      const config = parts.config()
      const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
      const isStatic = parts.isStatic ?? false
      const now = parts.now()
      const topics = new Map(
        topicChannels(config).map(({ query, names }) => [query.topic?.[0], names[ui]]),
      )
      const topicName = (id: string) => topics.get(id) ?? id
      const view = { ...visit, now: isStatic ? null : now }
      const value = makeDocument(
        await make({ ui, base, isStatic, topicName, view, sequence }),
        htmlHead(null),
      )
      kept.set(key, { sequence, config, madeAt: now.getTime(), value }, sizeOf(value))
      return answerDocument(value, requestHeaders(c))
    },
  }
}

/** Pages for people who look: the first page, one a feed, the list of feeds, and what they need. */
export function addPageRoutes(
  app: Hono,
  parts: Pick<ReadParts, 'store' | 'config' | 'settings' | 'now' | 'isStatic'>,
  desk: FeedDesk,
  pages: PageDesk,
  clock: KnownSequence,
): void {
  const params = (search: URLSearchParams, limit = DEFAULT_LIMIT) => {
    search.delete('ui')
    return readFeedParams(search, vocabularyOf(parts), limit)
  }

  app.get('/', async c => {
    const seen = parts.isStatic ? null : readSeen(c)
    const sequence = await clock.current()
    const answer = await pages.answer(
      c,
      async head => {
        const zone = dayZone(head)
        const items = await makeReady(desk, await parts.store.listLatest(HOME_ITEMS))
        const [first] = items.toSorted(byNewest)
        const day = first && dayOf(first, zone)
        const counts = day ? await parts.store.countByDay({}, zone, { from: day, to: day }) : []
        const topics = topicChannels(parts.config())
        return renderHome(head, {
          items,
          topics,
          seen,
          now: parts.now(),
          ofDay: counts[0]?.stories ?? 0,
        })
      },
      `seen ${seen}`,
    )
    if (parts.isStatic) return answer
    const { status, body } = answer
    const headers = new Headers(answer.headers)
    // Each reader's own: no cache between may give it to another.
    headers.set('Cache-Control', 'private, no-cache')
    keepSeen(headers, seen, sequence, isSecure(parts.settings.publicUrl))
    return new Response(body, { status, headers })
  })

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

  const forGood = { 'Cache-Control': 'public, max-age=31536000, immutable' }
  const asset = (path: string, mediaType: string, text: string) => {
    const document = makeDocument(text, { mediaType, modified: null, maxAge: 0, headers: forGood })
    app.get(path, c => answerDocument(document, requestHeaders(c)))
  }
  asset(stylePath, 'text/css', style)
  asset(scriptPath, 'text/javascript', script)
  asset('/assets/icon.svg', 'image/svg+xml', icon)
}

/** All channels there are, in groups. */
export function groupsOf(parts: Pick<ReadParts, 'config'>, ui: Ui): ChannelGroup[] {
  const w = words[ui]
  const config = parts.config()
  return [
    { title: w.everything, channels: [everything] },
    { title: w.saved, channels: savedChannels(config) },
    { title: w.digests, channels: digestChannels(config) },
    { title: w.topics, channels: topicChannels(config) },
    { title: w.languages, channels: languageChannels },
    { title: w.sources, channels: sourceChannels(config) },
  ]
}
