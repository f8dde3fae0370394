import type { Outlet } from '../model/article.ts'
import type { FeedItem } from '../model/feed.ts'
import type { Tier } from '../model/relevance.ts'
import type { Source } from '../model/source.ts'
import type { StoredArticle } from '../model/stored-article.ts'

/** One article of a story, with what the item says about where it stands. */
export type Member = {
  article: StoredArticle
  source: Source | null
  /** Canonical name of the publication that owns the page's host. */
  hostOutlet: string | null
  joinedAt: Date
}

/** What an item keeps from one time it is built to the next. */
export type ItemFrame = {
  id: string
  sequence: number
  firstSequence: number
  firstSeen: Date
  modified: Date
  siblings: string[]
  /** Sources that list one of its articles, beside those that they were fetched for. */
  sightedBy: string[]
}

const tiers: Tier[] = ['relevant', 'adjacent', 'off']

/** The better of the tiers of a story's articles: a copy that was cut short does not take the story out of the feeds. */
export function bestTier(members: Member[]): Tier {
  const found = members.map(({ article }) => article.relevance?.tier)
  return tiers.find(tier => found.includes(tier)) ?? 'off'
}

/** The story as readers get it. `datedBy` is the article whose date it bears. */
export function buildItem(
  frame: ItemFrame,
  lead: Member,
  members: Member[],
  datedBy: Member | null,
): FeedItem {
  const { article } = lead.article
  const copies = members.filter(member => member !== lead)
  return {
    id: frame.id,
    sequence: frame.sequence,
    firstSequence: frame.firstSequence,
    title: article.title,
    url: article.url,
    published: datedBy?.article.article.published ?? null,
    firstSeen: frame.firstSeen,
    modified: frame.modified,
    byline: article.byline,
    outlet: describeOutlet(article.outlet, lead),
    source: describeSource(lead),
    sources: [
      ...new Set([...members.map(each => each.article.sourceId), ...frame.sightedBy]),
    ].sort(),
    language: article.language,
    summary: article.summary,
    html: article.html,
    text: article.text,
    images: article.images,
    tier: bestTier(members),
    topics: lead.article.relevance?.topics ?? [],
    alsoReportedBy: copies.map(copy => ({
      name: copy.hostOutlet ?? describeSource(copy).name,
      url: copy.article.article.url,
      title: copy.article.article.title,
    })),
    siblings: frame.siblings,
    gone: members.every(member => member.article.gone),
  }
}

/** The address goes with the name only where the page is the outlet's own. */
function describeOutlet(outlet: Outlet | null, { article, hostOutlet }: Member) {
  if (!outlet) return null
  return {
    name: outlet.name,
    url: outlet.name === hostOutlet ? originOf(article.article.url) : null,
  }
}

function describeSource({ article, source }: Member) {
  const entry = source?.entries[0]
  return {
    id: article.sourceId,
    name: source?.name ?? article.sourceId,
    url: entry ? originOf(entry.url) : null,
  }
}

const originOf = (url: string) => (URL.canParse(url) ? `${new URL(url).origin}/` : null)

/** True when readers would see no difference. Numbers and times of the change itself do not count, nor who else lists it. */
export function isSameItem(a: FeedItem, b: FeedItem): boolean {
  const seen = (item: FeedItem) =>
    JSON.stringify({ ...item, sequence: 0, modified: 0, sources: 0 }, inOrder)
  return seen(a) === seen(b)
}

/** The database hands the keys of an object back in an order of its own. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
