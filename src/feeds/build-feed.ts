import { cleanTitle } from './clean-text.ts'
import type { ReadyItem } from './ready-item.ts'

/** A feed as every format writes it. */
export type ReadyFeed = {
  /** Absolute and fixed: the address of the channel without a format. */
  id: string
  title: string
  description: string
  language: string | null
  /** When the newest change of its items happened; while it is empty, when it was last known to be. */
  updated: Date
  /** Minutes that a reader may wait before it asks again. */
  ttlMinutes: number
  /** The newest first. */
  items: ReadyItem[]
  /** The address that topics and stories stand under; ends without a slash. */
  base: string
}

/** Newest first as readers see it: by the date shown, then by the order of first publication. */
export function byNewest(a: ReadyItem, b: ReadyItem): number {
  return b.published.getTime() - a.published.getTime() || b.firstSequence - a.firstSequence
}

/** Puts a feed together. A feed's own date is that of its newest change, so that it says nothing new when nothing is; an empty one is as old as `now`. */
export function buildFeed(
  head: Omit<ReadyFeed, 'updated' | 'items'>,
  items: ReadyItem[],
  now: Date,
): ReadyFeed {
  const updated = items.reduce((newest, item) => Math.max(newest, item.updated.getTime()), 0)
  return {
    ...head,
    title: cleanTitle(head.title) || 'Carbonwire',
    description: cleanTitle(head.description) || 'Carbonwire',
    updated: items.length ? new Date(updated) : wholeSeconds(now),
    items: items.toSorted(byNewest),
  }
}

const wholeSeconds = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000)
