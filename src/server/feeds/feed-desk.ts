import { buildFeed } from '../../feeds/build-feed.ts'
import { type ReadyItem, readyItem } from '../../feeds/ready-item.ts'
import { type Format, renderers } from '../../feeds/renderers.ts'
import type { FeedItem, FeedPlace, FeedQuery } from '../../model/feed.ts'
import type { FeedChannel } from '../channels.ts'
import { codeLike, type Document, MAX_AGE_SECONDS, makeDocument, sizeOf } from '../http/document.ts'
import { badRequest, notFound } from '../http/problem.ts'
import { Recent } from '../http/recent.ts'
import { type ImageSettings, imageAddresses } from '../pages/image-address.ts'
import type { ReadParts } from '../parts.ts'
import { HUB_PATH } from '../push/hub-path.ts'
import { readArchived, readLiving } from './archive.ts'
import { convertScript } from './convert-script.ts'
import { type FeedParams, keyOf } from './feed-params.ts'

/** One feed as it was asked for. */
export type FeedRequest = {
  channel: FeedChannel
  params: FeedParams
  format: Format
  base: string
  /** The number of a document of the archive; the living feed without it. */
  archive?: number
}

/** The items of one page of a channel, newest first by their place. */
export type FeedPage = {
  items: ReadyItem[]
  /** `before` of the page with older items, or null at the end. */
  next: number | null
  /** The document of the archive that goes on where the items end. */
  archive: number | null
}

const DOCUMENTS_BYTES = 64_000_000
const READY_BYTES = 64_000_000
const PAGES_BYTES = 64_000_000

/** Minutes between two looks of a reader, as RSS's `ttl` says it. */
const TTL_MINUTES = 15
/** Documents of the archive do not change. */
const ARCHIVE_AGE_SECONDS = 7 * 86_400

/** A source may come to list what stands in the feeds already, which is no change to anybody else: its own feed is made anew so often. */
const SOURCE_AGE_MS = 60_000

/** `madeAt`: when it was read from the store. */
type Kept<Value> = { sequence: number; config: unknown; value: Value; madeAt: number }
/** `at`: when it was last known to be what the store holds. */
type KeptDocument = Kept<Document> & { at: number; ages: boolean }

type ReadyParams = Pick<FeedParams, 'content' | 'script'>

/** A page that is being read counts as so much. */
const UNKNOWN_BYTES = 200_000

/** What an item takes in memory, roughly: a character is two bytes, and its text stands in it more than once. */
const weighItem = (item: ReadyItem | null): number =>
  item ? 4000 + 4 * (item.html.length + item.title.length + (item.summary?.length ?? 0)) : 200
const weighPage = ({ items }: FeedPage): number =>
  items.reduce((sum, item) => sum + weighItem(item), 1000)

export type FeedDesk = ReturnType<typeof openFeedDesk>

/**
 * Makes the documents of feeds and keeps them until the next change: the items of a channel are read once for all formats,
 * an item is cleaned and escaped once a revision, a document is compressed once.
 */
export function openFeedDesk(
  parts: Pick<ReadParts, 'store' | 'config' | 'log' | 'now'> & {
    hasHub: boolean
    isStatic?: boolean
    settings: ImageSettings
  },
) {
  const documents = new Recent<KeptDocument>(DOCUMENTS_BYTES)
  const clock = () => parts.now().getTime()
  const pages = new Recent<Kept<Promise<FeedPage>>>(PAGES_BYTES)
  const ready = new Recent<{ item: ReadyItem | null }>(READY_BYTES)

  // Files have no server that would pass pictures on.
  const imageUrl = parts.isStatic ? undefined : imageAddresses(parts.settings)

  const topicName = (id: string) =>
    parts.config().topics?.topics.find(topic => topic.id === id)?.name ?? id

  const keyOfItem = ({ id, sequence }: FeedPlace, { content, script }: ReadyParams) =>
    `${id} ${sequence} ${content} ${script ?? ''}`

  async function makeReady(item: FeedItem, params: ReadyParams): Promise<ReadyItem | null> {
    const key = keyOfItem(item, params)
    const known = ready.get(key)
    if (known) return known.item
    const shown = params.script ? await convertScript(item, params.script) : item
    const made = readyItem(shown, { content: params.content, topicName, imageUrl })
    ready.set(key, { item: made }, weighItem(made))
    return made
  }

  /** The items that stand in these places. Those that were made ready before are not read again: a change is one of many. */
  async function readyAt(places: FeedPlace[], params: ReadyParams): Promise<ReadyItem[]> {
    const known = places.map(place => ready.get(keyOfItem(place, params)))
    const missing = places.filter((_, at) => !known[at])
    const items = await parts.store.readItems(missing.map(({ id }) => id))
    const read = new Map(items.map(item => [item.id, item]))
    const made = await Promise.all(
      places.map(async (place, at) => {
        const item = read.get(place.id)
        return item ? makeReady(item, params) : (known[at]?.item ?? null)
      }),
    )
    return made.filter(item => item !== null)
  }

  async function readPage(query: FeedQuery, params: FeedParams): Promise<FeedPage> {
    // One more than shown tells whether there is an older page.
    const { limit, before } = params
    const places = await parts.store.readPlaces(query, limit + 1, before ?? undefined)
    const shown = places.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: await readyAt(shown, params),
      next: places.length > limit && last ? last.firstSequence : null,
      archive: null,
    }
  }

  /** The living feed, which ends where its archive begins. */
  async function readLivingPage(query: FeedQuery, params: FeedParams): Promise<FeedPage> {
    const { places, next, archive } = await readLiving(parts.store, query)
    return { items: await readyAt(places, params), next, archive }
  }

  async function readArchivePage(request: FeedRequest, number: number): Promise<FeedPage> {
    const { channel, params } = request
    const archived = await readArchived(parts.store, channel, number)
    if (!archived) throw notFound(`the archive has no document ${number}`)
    const made = await Promise.all(archived.items.map(item => makeReady(item, params)))
    return { items: made.filter(item => item !== null), next: null, archive: archived.previous }
  }

  /** The items of a channel as of a change. Those who ask together wait for one reading. */
  function page(
    channel: FeedChannel,
    params: FeedParams,
    sequence: number,
    isLiving = false,
  ): Promise<FeedPage> {
    const query = joinQueries(channel.query, params.query)
    const { limit, before, content, script } = params
    const key = `${keyOf(query)} ${limit} ${before} ${content} ${script} ${isLiving}`
    const config = parts.config()
    const known = pages.get(key)
    const isOld = query.source && clock() - (known?.madeAt ?? 0) > SOURCE_AGE_MS
    if (known?.sequence === sequence && known.config === config && !isOld) return known.value

    const value = isLiving ? readLivingPage(query, params) : readPage(query, params)
    const kept = { sequence, config, value, madeAt: clock() }
    pages.set(key, kept, UNKNOWN_BYTES)
    // What it weighs is known when it is there.
    value.then(
      made => pages.get(key) === kept && pages.set(key, kept, weighPage(made)),
      () => {},
    )
    value.catch(() => pages.delete(key))
    return value
  }

  async function makeFeed(request: FeedRequest, sequence: number): Promise<Document> {
    const { channel, params, format, base } = request
    // Only a feed as it is, without parameters or words to search for, has an archive.
    const isLiving = !params.search && !channel.defaultLimit && !channel.query.q
    const { items, next, archive } =
      request.archive === undefined
        ? await page(channel, params, sequence, isLiving)
        : await readArchivePage(request, request.archive)
    const address = `${base}${channel.path}/feed`
    const { mediaType, render } = renderers[format]
    const archiveAddress = (number: number) =>
      `${base}${channel.path}/archive/${number}/feed.${format}`
    const current = `${address}.${format}${params.search}`
    const self = request.archive === undefined ? current : archiveAddress(request.archive)
    // A search is looked for in the store alone, so a change cannot be matched with it: it is polled.
    const isSearch = params.query.q ?? channel.query.q
    const hub = parts.hasHub && !isSearch ? `${base}${HUB_PATH}` : null
    const feed = buildFeed(
      {
        id: address,
        title: titleOf(channel, params),
        description: channel.description,
        language: channel.language,
        ttlMinutes: TTL_MINUTES,
        base,
      },
      items,
      parts.now(),
    )
    const body = render(feed, {
      self,
      home: `${address}${params.search}`,
      hub,
      next:
        next === null || parts.isStatic
          ? null
          : `${address}.${format}${withBefore(params.search, next)}`,
      archive: {
        previous: archive === null ? null : archiveAddress(archive),
        next: null,
        current: request.archive === undefined ? null : current,
      },
    })
    return makeDocument(body, {
      mediaType,
      modified: feed.updated,
      maxAge: request.archive === undefined ? MAX_AGE_SECONDS : ARCHIVE_AGE_SECONDS,
      headers: {
        'Access-Control-Allow-Origin': '*',
        Link: hub ? `<${self}>; rel="self", <${hub}>; rel="hub"` : `<${self}>; rel="self"`,
      },
    })
  }

  return {
    page,
    imageUrl,
    /** An item with its full text, made ready once a revision. */
    ready: (item: FeedItem) => makeReady(item, { content: 'full', script: null }),
    /** The document when it is at hand and nothing has changed since, so that an answer need not wait. */
    peek(key: string, sequence: number): Document | null {
      const known = documents.get(key)
      if (known?.sequence !== sequence || known.config !== parts.config()) return null
      if (known.ages && clock() - known.madeAt > SOURCE_AGE_MS) return null
      known.at = clock()
      return known.value
    },
    /** The document when it was right less than so many milliseconds ago. */
    young(key: string, forMs: number): Document | null {
      const known = documents.get(key)
      const isYoung = known && known.config === parts.config() && clock() - known.at < forMs
      return isYoung ? known.value : null
    },
    /** The last good one, however old. */
    last: (key: string): Document | null => documents.get(key)?.value ?? null,
    /** The document as of a change. `key` stands for the request. */
    async document(key: string, request: FeedRequest, sequence: number): Promise<Document> {
      const config = parts.config()
      const value = await makeFeed(request, sequence)
      const before = documents.get(key)
      if (before) await codeLike(value, before.value)
      const ages = Boolean(request.channel.query.source ?? request.params.query.source)
      const kept = { sequence, config, value, ages, at: clock(), madeAt: clock() }
      documents.set(key, kept, sizeOf(value))
      return value
    },
  }
}

function titleOf(channel: FeedChannel, { query }: FeedParams): string {
  return query.q ? `${query.q} · ${channel.title}` : channel.title
}

/** The address of the page that begins after an item. */
export function withBefore(search: string, before: number): string {
  const rest = search
    .slice(1)
    .split('&')
    .filter(part => part && !part.startsWith('before='))
  return `?${[...rest, `before=${before}`].join('&')}`
}

/** What a channel holds, narrowed by what was asked for. Throws a Problem where both name the same. */
export function joinQueries(channel: FeedQuery, asked: FeedQuery): FeedQuery {
  for (const name of Object.keys(asked) as (keyof FeedQuery)[]) {
    if (channel[name] === undefined) continue
    throw badRequest(
      `${name === 'language' ? 'lang' : name} is fixed by the channel: ask for it at /feed`,
    )
  }
  return { ...channel, ...asked }
}
