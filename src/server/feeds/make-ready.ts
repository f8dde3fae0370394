import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { FeedItem } from '../../model/feed.ts'
import type { FeedDesk } from './feed-desk.ts'

/** Items as pages show them; those that no reader could open are left out. */
export async function makeReady(desk: FeedDesk, items: FeedItem[]): Promise<ReadyItem[]> {
  const ready = await Promise.all(items.map(item => desk.ready(item)))
  return ready.filter(item => item !== null)
}
