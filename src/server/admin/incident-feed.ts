import type { Hono } from 'hono'
import { escapeText } from '../../feeds/escape.ts'
import type { FeedItem } from '../../model/feed.ts'
import type { Incident } from '../../model/health.ts'
import { storyIdOf } from '../../store/names.ts'
import type { KeyGuard } from '../api/gate.ts'
import { findKeyFor, readBearer } from '../api/require-scope.ts'
import { PRODUCT } from '../channels.ts'
import { feedFile, readFormat } from '../feeds/feed-file.ts'
import { type OwnFeed, renderOwnFeed } from '../feeds/own-feed.ts'
import { baseUrl } from '../http/base-url.ts'
import { answerDocument, makeDocument } from '../http/document.ts'
import { Problem } from '../http/problem.ts'
import { requestHeaders } from '../http/request-headers.ts'
import type { ServerParts } from '../parts.ts'

/** Incidents that the feed holds. */
const ITEMS = 100

/**
 * What broke, as a feed for operators: with a key that has the scope `alarms` or `operate`, in the header, or as `?key=` for readers
 * that send none. It is no public feed: nobody keeps it, no list names it.
 */
export function addIncidentFeed(
  app: Hono,
  parts: Pick<ServerParts, 'store' | 'settings' | 'now'>,
  guard: KeyGuard,
): void {
  const { store, settings, now } = parts
  app.get(`/incidents/${feedFile}`, async c => {
    const text = readBearer(c) ?? c.req.query('key')
    const find = () => findKeyFor(parts, text, 'alarms', 'operate')
    if (text === undefined || !(await guard(c, find)))
      throw new Problem(401, 'Unauthorized', 'this feed needs a key with the scope "alarms"', {
        'WWW-Authenticate': 'Bearer',
      })
    const base = baseUrl(settings.publicUrl, c.req.header('host'))
    const incidents = await store.listIncidents({ limit: ITEMS })
    // The key is no part of the address that the document names.
    const feed: OwnFeed = {
      ...{ path: '/incidents/feed', home: '/admin/incidents', title: `${PRODUCT}: incidents` },
      description: 'Sources that broke, and those that are well again',
      ...{ language: 'en', ttlMinutes: 15, items: incidents.map(each => itemOf(each, base)) },
    }
    const made = renderOwnFeed(feed, { format: readFormat(c), base, now: now() })
    const document = makeDocument(made.body, {
      ...{ mediaType: made.mediaType, modified: made.modified, maxAge: 0 },
      headers: { 'X-Robots-Tag': 'noindex' },
    })
    const answer = await answerDocument(document, requestHeaders(c))
    answer.headers.set('Cache-Control', 'private, no-cache')
    return answer
  })
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
