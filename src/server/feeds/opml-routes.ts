import type { Context, Hono } from 'hono'
import { renderOpml } from '../../feeds/render-opml.ts'
import { PRODUCT, topicChannels } from '../channels.ts'
import { baseUrl } from '../http/base-url.ts'
import { answerDocument, MAX_AGE_SECONDS, makeDocument } from '../http/document.ts'
import { badRequest } from '../http/problem.ts'
import { requestHeaders } from '../http/request-headers.ts'
import { groupsOf } from '../pages/page-routes.ts'
import type { ServerParts } from '../parts.ts'

type Parts = Pick<ServerParts, 'config' | 'settings' | 'now'>

/** What `set` may be: all feeds; or feeds that share no story, for readers that show a story in one feed alone. */
const sets = ['all', 'topics-exclusive'] as const
type Set = (typeof sets)[number]

/** The lists of feeds that readers import. */
export function addOpmlRoutes(app: Hono, parts: Parts): void {
  const opml = (c: Context) => {
    const set = readSet(c.req.query('set'))
    const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
    const text = renderOpml(
      PRODUCT,
      set === 'all' ? allFeeds(parts, base) : exclusiveFeeds(parts, base),
    )
    const head = { mediaType: 'text/x-opml', modified: listDate(parts), maxAge: MAX_AGE_SECONDS }
    return answerDocument(makeDocument(text, head), requestHeaders(c))
  }
  app.get('/opml', opml)
  app.get('/feeds.opml', opml)
}

function readSet(given: string | undefined): Set {
  const found = sets.find(set => set === (given ?? 'all'))
  if (found) return found
  throw badRequest(`set "${given?.slice(0, 40)}": expected one of ${sets.join(', ')}`)
}

const allFeeds = (parts: Parts, base: string) =>
  groupsOf(parts, 'zh').map(group => ({
    title: group.title,
    feeds: group.channels.map(({ path, name, language }) => ({
      title: name,
      xmlUrl: `${base}${path}/feed.xml`,
      htmlUrl: `${base}${path}/feed`,
      language,
    })),
  }))

/** Every story in exactly one feed: that of its first topic, and one of the stories without. */
function exclusiveFeeds({ config }: Parts, base: string) {
  const feed = (lead: string, title: string, path: string) => ({
    title,
    xmlUrl: `${base}/feed.xml?lead=${encodeURIComponent(lead)}`,
    htmlUrl: `${base}${path}/feed`,
    language: null,
  })
  const topics = topicChannels(config()).map(({ query, name, path }) =>
    feed(query.topic?.[0] ?? '', name, path),
  )
  return [{ title: PRODUCT, feeds: [...topics, feed('none', '其他 · Other', '')] }]
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
