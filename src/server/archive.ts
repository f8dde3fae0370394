import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type { Store } from '../store/store.ts'

/** Sequence numbers that one document of the archive covers. */
export const STRETCH = 100

/** What a document without parameters shows at least: readers that look seldom should miss nothing. */
const AT_LEAST = 50

type Doors = Pick<Store, 'readFeed' | 'readStretch' | 'findArchiveDocument' | 'keepArchiveDocument'>

/** A living feed: its newest items, and the number of the archive document that goes on from them. */
export type LivingItems = { items: FeedItem[]; archive: number | null; next: number | null }

const numberOf = (firstSequence: number) => Math.ceil(firstSequence / STRETCH)

/** The last document of the archive that holds anything and lies at or below this place; null at its beginning. */
async function findArchiveBelow(
  store: Doors,
  query: FeedQuery,
  place: number,
): Promise<number | null> {
  const [item] = await store.readFeed(query, 1, place + 1)
  return item ? numberOf(item.firstSequence) : null
}

/**
 * The items of a feed's living document: at least fifty, and on to the end of a stretch, so that the archive goes on exactly where
 * they end. Together the living document and the archive hold every item once (RFC 5005, 4).
 */
export async function readLiving(store: Doors, query: FeedQuery): Promise<LivingItems> {
  const newest = await store.readFeed(query, AT_LEAST)
  const oldest = newest.at(-1)
  if (!oldest || newest.length < AT_LEAST) return { items: newest, archive: null, next: null }

  const boundary = (numberOf(oldest.firstSequence) - 1) * STRETCH
  const rest = await store.readStretch(query, boundary, oldest.firstSequence - 1, STRETCH)
  const archive = await findArchiveBelow(store, query, boundary)
  return {
    items: [...newest, ...rest.toReversed()],
    archive,
    next: archive === null ? null : boundary + 1,
  }
}

/** A document of the archive: what it holds, and the one before it. */
export type ArchivedItems = { items: FeedItem[]; previous: number | null }

/**
 * A document of a channel's archive, as it was when it was first asked for; null when it is not closed yet or holds nothing.
 * What happens to a story later is told by the change log, not here.
 */
export async function readArchived(
  store: Doors,
  channel: { path: string; query: FeedQuery },
  number: number,
): Promise<ArchivedItems | null> {
  const previous = await findArchiveBelow(store, channel.query, (number - 1) * STRETCH)
  const kept = await store.findArchiveDocument(channel.path, number)
  if (kept) return { items: kept, previous }

  const { archive } = await readLiving(store, channel.query)
  if (archive === null || number > archive) return null
  const from = (number - 1) * STRETCH
  const items = await store.readStretch(channel.query, from, number * STRETCH, STRETCH)
  if (items.length === 0) return null
  return {
    items: await store.keepArchiveDocument(channel.path, number, items.toReversed()),
    previous,
  }
}
