import type { Context, Hono } from 'hono'
import type { Format } from '../../feeds/renderers.ts'
import {
  type ChannelKind,
  channelKinds,
  everything,
  type FeedChannel,
  findChannel,
} from '../channels.ts'
import { baseUrl } from '../http/base-url.ts'
import { answerDocument, type Document } from '../http/document.ts'
import type { KnownSequence } from '../http/known-sequence.ts'
import { notFound, Problem } from '../http/problem.ts'
import { requestHeaders } from '../http/request-headers.ts'
import type { ReadParts } from '../parts.ts'
import type { FeedDesk } from './feed-desk.ts'
import { feedFile, readFormat } from './feed-file.ts'
import { DEFAULT_LIMIT, readFeedParams } from './feed-params.ts'
import { type LastFeed, restoreFeed } from './last-feeds.ts'

const number = ':number{[1-9][0-9]{0,6}}'
/** Documents of the archive hold over every change. */
const FOR_GOOD = 0

/** The feeds: everything, and every channel, in every format, narrowed by parameters. */
export function addFeedRoutes(
  app: Hono,
  parts: Pick<ReadParts, 'store' | 'config' | 'settings' | 'log' | 'lastFeeds'>,
  desk: FeedDesk,
  clock: KnownSequence,
  staleForMs: number,
  limitMade: (c: Context) => void = () => {},
): void {
  const underWay = new Map<string, Promise<Document>>()

  /** Makes a document; those who ask for it together wait for one. The last good one serves while the store is away. */
  function prepare(asked: Asked): Promise<Document> {
    const known = underWay.get(asked.key)
    if (known) return known
    const made = make(asked)
      .then(document => {
        if (isPlain(asked)) void parts.lastFeeds?.keep(pathOf(asked), describe(document))
        return document
      })
      .catch(async error => {
        if (error instanceof Problem) throw error
        const last = desk.last(asked.key) ?? (await findLast(asked))
        if (!last) throw error
        parts.log.error({ err: error, feed: asked.key }, 'serving the last good feed')
        return last
      })
      .finally(() => underWay.delete(asked.key))
    underWay.set(asked.key, made)
    return made
  }

  /** What a server of this data directory served, perhaps before this process was there. */
  async function findLast(asked: Asked): Promise<Document | null> {
    const found = isPlain(asked) ? await parts.lastFeeds?.find(pathOf(asked)) : null
    return found ? restoreFeed(found) : null
  }

  async function make(asked: Asked): Promise<Document> {
    const channel = await readChannel(parts, asked.kind, asked.id)
    const search = asked.archive === undefined ? asked.search : new URLSearchParams()
    const limit = channel.defaultLimit ?? DEFAULT_LIMIT
    const params = readFeedParams(search, vocabularyOf(parts), limit)
    const { base, format, archive } = asked
    const sequence = archive === undefined ? await clock.current() : FOR_GOOD
    const request = { channel, params, format, base, ...(archive !== undefined && { archive }) }
    return desk.document(asked.key, request, sequence)
  }

  const answer = (c: Context) => {
    const sequence = clock.peek()
    const known = sequence === null ? null : desk.peek(c.req.url, sequence)
    if (known) return answerDocument(known, requestHeaders(c))

    limitMade(c)
    const made = prepare(readAsked(c, parts.settings.publicUrl))
    // Nobody waits for a change that is a moment old: the document of just before serves while the next is made.
    const young = desk.young(c.req.url, staleForMs)
    if (!young) return made.then(document => answerDocument(document, requestHeaders(c)))
    made.catch(error => parts.log.error({ err: error }, 'a feed could not be made'))
    return answerDocument(young, requestHeaders(c))
  }
  const archived = async (c: Context) => {
    const known = desk.peek(c.req.url, FOR_GOOD)
    if (known) return answerDocument(known, requestHeaders(c))
    limitMade(c)
    const archive = Number(c.req.param('number'))
    const asked = { ...readAsked(c, parts.settings.publicUrl), archive }
    return answerDocument(await prepare(asked), requestHeaders(c))
  }

  app.get(`/archive/${number}/${feedFile}`, archived)
  app.get(`/:kind{${channelKinds.join('|')}}/:id/archive/${number}/${feedFile}`, archived)
  app.get(`/${feedFile}`, answer)
  app.get(`/:kind{${channelKinds.join('|')}}/:id/${feedFile}`, answer)
}

/** One request for a feed, apart from its connection. The raw address, host and all, stands for the document. */
type Asked = {
  key: string
  kind: string | undefined
  id: string | undefined
  format: Format
  search: URLSearchParams
  base: string
  archive?: number
}

const readAsked = (c: Context, publicUrl: string | null): Asked => ({
  key: c.req.url,
  kind: c.req.param('kind'),
  id: c.req.param('id'),
  format: readFormat(c),
  search: new URL(c.req.url).searchParams,
  base: baseUrl(publicUrl, c.req.header('host')),
})

/** A feed as it is, which many read: those are kept for the time when the store is away. */
const isPlain = ({ archive, search }: Asked) => archive === undefined && search.size === 0
const pathOf = ({ key }: Asked) => new URL(key).pathname

const describe = ({ bytes, modified, headers }: Document): LastFeed => ({
  body: Buffer.from(bytes).toString('utf8'),
  mediaType: headers['Content-Type']!.replace(/;.*$/, ''),
  modified: (modified ?? new Date(0)).toISOString(),
  link: headers.Link ?? '',
})

/** What parameters may name. */
export function vocabularyOf({ config }: Pick<ReadParts, 'config'>) {
  const { topics, sources } = config()
  return {
    topics: topics?.topics.map(topic => topic.id) ?? [],
    sources: sources.map(source => source.id),
  }
}

/** The channel an address names, or a 404 Problem. */
export async function readChannel(
  parts: Pick<ReadParts, 'store' | 'config'>,
  kind: string | undefined,
  id: string | undefined,
): Promise<FeedChannel> {
  if (!kind || id === undefined) return everything
  const found = await findChannel(parts, kind as ChannelKind, id)
  if (!found) throw notFound(`no feed stands at /${kind}/${id.slice(0, 80)}`)
  return found
}
