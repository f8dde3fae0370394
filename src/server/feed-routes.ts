import type { Context, Hono } from 'hono'
import type { Format } from '../feeds/renderers.ts'
import { renderers } from '../feeds/renderers.ts'
import { baseUrl } from './base-url.ts'
import {
  type ChannelKind,
  channelKinds,
  everything,
  type FeedChannel,
  findChannel,
} from './channels.ts'
import { answerDocument } from './document.ts'
import type { FeedDesk } from './feed-desk.ts'
import { DEFAULT_LIMIT, readFeedParams } from './feed-params.ts'
import type { KnownSequence } from './known-sequence.ts'
import type { ServerParts } from './parts.ts'
import { notFound } from './problem.ts'
import { requestHeaders } from './request-headers.ts'

const file = `:file{feed\\.(?:${Object.keys(renderers).join('|')})}`

const number = ':number{[1-9][0-9]{0,6}}'
/** Documents of the archive hold over every change. */
const FOR_GOOD = 0

/** The feeds: everything, and every channel, in every format, narrowed by parameters. */
export function addFeedRoutes(
  app: Hono,
  parts: Pick<ServerParts, 'store' | 'config' | 'settings'>,
  desk: FeedDesk,
  clock: KnownSequence,
): void {
  const answer = (c: Context) => {
    const sequence = clock.peek()
    const known = sequence === null ? null : desk.peek(keyOf(c), sequence)
    return known ? answerDocument(known, requestHeaders(c)) : make(c)
  }
  const make = async (c: Context) => {
    const format = c.req.param('file')!.slice('feed.'.length) as Format
    const channel = await readChannel(parts, c.req.param('kind'), c.req.param('id'))
    const url = new URL(c.req.url)
    const params = readFeedParams(
      url.searchParams,
      vocabularyOf(parts),
      channel.defaultLimit ?? DEFAULT_LIMIT,
    )
    const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
    const sequence = await clock.current()
    const document = await desk.document(keyOf(c), { channel, params, format, base }, sequence)
    return answerDocument(document, requestHeaders(c))
  }

  const archived = async (c: Context) => {
    const known = desk.peek(keyOf(c), FOR_GOOD)
    if (known) return answerDocument(known, requestHeaders(c))
    const format = c.req.param('file')!.slice('feed.'.length) as Format
    const channel = await readChannel(parts, c.req.param('kind'), c.req.param('id'))
    const params = readFeedParams(new URLSearchParams(), vocabularyOf(parts))
    const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
    const archive = Number(c.req.param('number'))
    const request = { channel, params, format, base, archive }
    return answerDocument(await desk.document(keyOf(c), request, FOR_GOOD), requestHeaders(c))
  }

  app.get(`/archive/${number}/${file}`, archived)
  app.get(`/:kind{${channelKinds.join('|')}}/:id/archive/${number}/${file}`, archived)
  app.get(`/${file}`, answer)
  app.get(`/:kind{${channelKinds.join('|')}}/:id/${file}`, answer)
}

/** The raw address, host and all, stands for the document. */
const keyOf = (c: Context) => c.req.url

/** What parameters may name. */
export function vocabularyOf({ config }: Pick<ServerParts, 'config'>) {
  const { topics, sources } = config()
  return {
    topics: topics?.topics.map(topic => topic.id) ?? [],
    sources: sources.map(source => source.id),
  }
}

/** The channel an address names, or a 404 Problem. */
export async function readChannel(
  parts: Pick<ServerParts, 'store' | 'config'>,
  kind: string | undefined,
  id: string | undefined,
): Promise<FeedChannel> {
  if (!kind || id === undefined) return everything
  const found = await findChannel(parts, kind as ChannelKind, id)
  if (!found) throw notFound(`no feed stands at /${kind}/${id.slice(0, 80)}`)
  return found
}
