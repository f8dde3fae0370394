import type { Context, Hono } from 'hono'
import { buildFeed } from '../../feeds/build-feed.ts'
import { escapeText } from '../../feeds/escape.ts'
import { readyItem } from '../../feeds/ready-item.ts'
import { type Format, renderers } from '../../feeds/renderers.ts'
import type { FeedItem } from '../../model/feed.ts'
import type { Incident } from '../../model/health.ts'
import { storyIdOf } from '../../store/names.ts'
import { PRODUCT } from '../channels.ts'
import { baseUrl } from '../http/base-url.ts'
import { answerDocument, makeDocument } from '../http/document.ts'
import { Problem } from '../http/problem.ts'
import { requestHeaders } from '../http/request-headers.ts'
import type { ServerParts } from '../parts.ts'

/** Incidents that the feed holds. */
const ITEMS = 100
const file = `:file{feed\\.(?:${Object.keys(renderers).join('|')})}`

/**
 * What broke, as a feed for operators: with a key that has the scope `alarms` or `operate`, in the header, or as `?key=` for readers
 * that send none. It is no public feed: nobody keeps it, no list names it.
 */
export function addIncidentFeed(
  app: Hono,
  { store, settings, now }: Pick<ServerParts, 'store' | 'settings' | 'now'>,
): void {
  app.get(`/incidents/${file}`, async c => {
    if (!(await mayRead(store, c)))
      throw new Problem(401, 'Unauthorized', 'this feed needs a key with the scope "alarms"', {
        'WWW-Authenticate': 'Bearer',
      })
    const format = c.req.param('file')!.slice('feed.'.length) as Format
    const base = baseUrl(settings.publicUrl, c.req.header('host'))
    const incidents = await store.listIncidents({ limit: ITEMS })
    const { mediaType, render } = renderers[format]
    const address = `${base}/incidents/feed`
    const feed = buildFeed(
      {
        id: address,
        title: `${PRODUCT}: incidents`,
        description: 'Sources that broke, and those that are well again',
        language: 'en',
        ttlMinutes: 15,
        topicsUrl: `${base}/topics/`,
      },
      incidents.flatMap(
        each => readyItem(itemOf(each, base), { content: 'full', topicName: id => id }) ?? [],
      ),
      now(),
    )
    // The key is no part of the address that the document names.
    const self = `${address}.${format}`
    const body = render(feed, {
      ...{ self, home: `${base}/admin/incidents`, hub: null, next: null, archive: null },
    })
    const document = makeDocument(body, {
      ...{ mediaType, modified: feed.updated, maxAge: 0 },
      headers: { 'X-Robots-Tag': 'noindex' },
    })
    const answer = await answerDocument(document, requestHeaders(c))
    answer.headers.set('Cache-Control', 'private, no-cache')
    return answer
  })
}

async function mayRead(store: ServerParts['store'], c: Context): Promise<boolean> {
  const header = c.req.header('authorization')
  const given = header ? /^Bearer +([!-~]{10,200})$/i.exec(header)?.[1] : c.req.query('key')
  const key = given ? await store.findApiKey(given) : null
  return key?.scopes.some(scope => scope === 'alarms' || scope === 'operate') ?? false
}

/** An incident as an item; its end is a change of the same item. */
function itemOf(incident: Incident, base: string): FeedItem {
  const { id, sourceId, kind, reason, openedAt, endedAt, acknowledgedBy } = incident
  const url = `${base}/admin/incidents/${id}`
  const sequence = Math.floor(openedAt.getTime() / 1000)
  const lines = [
    reason,
    incident.before && `before: ${incident.before}`,
    incident.now && `now: ${incident.now}`,
    incident.where && `where: ${incident.where}`,
    acknowledgedBy && `taken up by ${acknowledgedBy}`,
    endedAt && `over since ${endedAt.toISOString()}`,
  ].filter(line => typeof line === 'string')
  return {
    ...{ id: storyIdOf(`incident ${id}`), sequence, firstSequence: sequence, url },
    title: `${endedAt ? 'over: ' : ''}${sourceId ?? 'this machine'}: ${kind}`,
    published: { precision: 'minute', at: openedAt, zone: 'UTC', evidence: 'meta' },
    ...{ firstSeen: openedAt, modified: endedAt ?? openedAt, byline: [], outlet: null },
    source: { id: sourceId ?? 'machine', name: sourceId ?? PRODUCT, url: null },
    ...{ language: 'en', summary: reason, text: lines.join('\n') },
    html: lines.map(line => `<p>${escapeText(line)}</p>`).join('\n'),
    ...{ images: [], tier: 'relevant', topics: [], alsoReportedBy: [], siblings: [], gone: false },
  }
}
