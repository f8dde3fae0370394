import type { FeedItem } from '../../model/feed.ts'
import { instantOfPublished } from '../feed-dates.ts'

/** One event as a digest tells it: the story that stands for it, and how many publishers carry it. */
export type ChosenStory = { item: FeedItem; reports: number }

/** What came out so long before it was first seen is no news of this digest. */
const OLD_MS = 3 * 86_400_000

/**
 * The stories that mattered, the most important first: what most publishers carried, then those whose originator is read itself, then the
 * newer. Stories about one event are told once, by the best of them.
 */
export function chooseStories(
  items: FeedItem[],
  since: Date,
  most: number,
): { chosen: ChosenStory[]; total: number } {
  const news = items.filter(item => !item.gone && !isOld(item, since))
  const events = gatherEvents(news).map(event => ({
    item: event.toSorted(compareItems)[0]!,
    reports: event.reduce((sum, item) => sum + reportsOf(item), 0),
  }))
  const sorted = events.toSorted((a, b) => b.reports - a.reports || compareItems(a.item, b.item))
  return { chosen: sorted.slice(0, most), total: events.length }
}

const reportsOf = ({ alsoReportedBy }: FeedItem) => 1 + alsoReportedBy.length

/** The originator itself: the page is the outlet's own, or names no other. */
const isOriginator = ({ outlet }: FeedItem) => outlet === null || outlet.url !== null

function compareItems(a: FeedItem, b: FeedItem): number {
  return (
    Number(isOriginator(b)) - Number(isOriginator(a)) ||
    reportsOf(b) - reportsOf(a) ||
    b.firstSequence - a.firstSequence
  )
}

/** A first crawl brings what is months old: only what says so itself is left out. */
function isOld({ published }: FeedItem, since: Date): boolean {
  const at = published && instantOfPublished(published)
  return Boolean(at && at.getTime() < since.getTime() - OLD_MS)
}

/** Stories about one event, together: those that name each other, and those that these name. */
function gatherEvents(items: FeedItem[]): FeedItem[][] {
  const byId = new Map(items.map(item => [item.id, item]))
  const neighbours = new Map<string, string[]>(items.map(({ id, siblings }) => [id, [...siblings]]))
  for (const { id, siblings } of items)
    for (const sibling of siblings) neighbours.get(sibling)?.push(id)

  const seen = new Set<string>()
  const events: FeedItem[][] = []
  for (const { id } of items) {
    if (seen.has(id)) continue
    const event: FeedItem[] = []
    const open = [id]
    while (open.length > 0) {
      const next = open.pop()!
      const item = byId.get(next)
      if (!item || seen.has(next)) continue
      seen.add(next)
      event.push(item)
      open.push(...neighbours.get(next)!)
    }
    events.push(event)
  }
  return events
}
