import type { FeedItem, FeedPlace, FeedQuery } from '../../model/feed.ts'
import type { Store } from '../../store/store.ts'

/** Sequence numbers that one document of the archive covers at most. */
const STRETCH = 100
/** A living document ends where a number of this many ends, so that archives need not be cut anew with every change. */
const STEP = 10
/** What a document without parameters shows at least: readers that look seldom should miss nothing. */
const AT_LEAST = 50

type Doors = Pick<
  Store,
  'readPlaces' | 'readStretch' | 'findArchiveDocument' | 'keepArchiveDocument'
>

/** A living feed: where its newest items stand, and what goes on from them. Documents of the archive are named by the last number they cover. */
export type LivingPlaces = { places: FeedPlace[]; archive: number | null; next: number | null }

/** The document of the archive that holds an item which is not in a document that begins after `place`. */
const archiveOf = (item: FeedPlace | undefined, place: number): number | null =>
  item ? Math.min(Math.ceil(item.firstSequence / STRETCH) * STRETCH, place) : null

/** The document of the archive that holds what comes before a place (inclusive); null when nothing does. */
async function findArchive(store: Doors, query: FeedQuery, place: number): Promise<number | null> {
  if (place <= 0) return null
  const [item] = await store.readPlaces(query, 1, place + 1)
  return archiveOf(item, place)
}

/**
 * The places of a feed's living document: at least fifty, and on to the end of a step, so that the archive goes on exactly where they
 * end. Together the living document and the archive hold every item once (RFC 5005, 4).
 */
export async function readLiving(store: Doors, query: FeedQuery): Promise<LivingPlaces> {
  // So many that the first which is not shown is among them.
  const newest = await store.readPlaces(query, AT_LEAST + STEP + 1)
  const oldest = newest[AT_LEAST - 1]
  if (!oldest) return { places: newest, archive: null, next: null }

  const boundary = Math.floor((oldest.firstSequence - 1) / STEP) * STEP
  const places = newest.filter(({ firstSequence }, at) => at < AT_LEAST || firstSequence > boundary)
  const archive = archiveOf(newest[places.length], boundary)
  return { places, archive, next: archive === null ? null : boundary + 1 }
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
  last: number,
): Promise<ArchivedItems | null> {
  const start = Math.floor((last - 1) / STRETCH) * STRETCH
  const previous = await findArchive(store, channel.query, start)
  const kept = await store.findArchiveDocument(channel.path, last)
  if (kept) return { items: kept, previous }

  const { next } = await readLiving(store, channel.query)
  if (next === null || last >= next || last % STEP !== 0) return null
  const items = await store.readStretch(channel.query, start, last, STRETCH)
  if (items.length === 0) return null
  return {
    items: await store.keepArchiveDocument(channel.path, last, items.toReversed()),
    previous,
  }
}
