import { chooseDate } from '../dedupe/choose-date.ts'
import { chooseLead } from '../dedupe/choose-lead.ts'
import { instantOfPublished } from '../feeds/feed-dates.ts'
import type { FeedItem } from '../model/feed.ts'
import { bestTier, buildItem, isSameItem, type Member } from './build-item.ts'
import { readMembers } from './members.ts'
import { renderVector } from './search-text.ts'
import { readSiblingIds } from './siblings.ts'
import { readSightedBy } from './sightings.ts'
import { readFeedItem, toJson } from './stored-values.ts'
import { addChange, type Wire } from './wire.ts'

/** Characters of a body that can be searched; what stands behind them is found by nobody and would cost. */
const SEARCHED = 20_000

type StoryRow = {
  started_by: string
  first_sequence: number
  first_seen: Date
  modified: Date
  sequence: number
  removed: boolean
  into_id: string | null
  item: unknown
}

/**
 * Makes a story's item anew from its articles and logs a change when readers would see a difference. A story that has lost its last
 * article is removed. `startedBy` is given for one that is published for the first time.
 */
export async function refreshStory(wire: Wire, storyId: string, startedBy?: string): Promise<void> {
  const before = await wire.tx
    .selectFrom('story')
    .select([
      'started_by',
      'first_sequence',
      'first_seen',
      'modified',
      'sequence',
      'removed',
      'into_id',
      'item',
    ])
    .where('id', '=', storyId)
    .executeTakeFirst()
  const members = await readMembers(wire.tx, storyId)
  if (!members.length) return removeStory(wire, storyId, before)

  const lead = pickLead(members)
  const datedBy = pickDate(members, lead)
  const known = before && !before.removed && !before.into_id ? readFeedItem(before.item) : null
  const item = buildItem(
    {
      id: storyId,
      sequence: before?.sequence ?? 0,
      firstSequence: before?.first_sequence ?? wire.sequence + 1,
      firstSeen: before?.first_seen ?? wire.now,
      modified: before?.modified ?? wire.now,
      siblings: await readSiblingIds(wire.tx, storyId),
      sightedBy: await readSightedBy(
        wire.tx,
        members.map(({ article }) => article.id),
      ),
    },
    lead,
    members,
    datedBy,
  )
  if (known && isSameItem(known, item)) return

  const kind = !known ? 'added' : item.gone && !known.gone ? 'removed' : 'updated'
  item.sequence = await addChange(wire, kind, storyId)
  if (before) item.modified = wire.now
  await writeStory(wire, item, lead, members, datedBy, before?.started_by ?? startedBy!)
}

async function removeStory(wire: Wire, storyId: string, before: StoryRow | undefined) {
  if (!before || before.removed) return
  const sequence = await addChange(wire, 'removed', storyId)
  await wire.tx
    .updateTable('story')
    .set({ removed: true, sequence, modified: wire.now })
    .where('id', '=', storyId)
    .execute()
}

/** A page that was taken down leads only when there is no other. */
function pickLead(members: Member[]): Member {
  const standing = members.filter(({ article }) => !article.gone)
  const candidates = (standing.length ? standing : members).map(member => ({
    member,
    id: member.article.id,
    outlet: member.article.article.outlet?.name ?? null,
    hostOutlet: member.hostOutlet,
    tokens: member.article.article.text.length,
    at: (
      instantOfPublished(member.article.article.published) ?? member.article.firstFetchedAt
    ).getTime(),
  }))
  return chooseLead(candidates).member
}

/** The article whose date the story bears. */
function pickDate(members: Member[], lead: Member): Member | null {
  const dated = (member: Member) => ({ member, published: member.article.article.published })
  const articles = members.map(dated)
  return chooseDate(articles, articles[members.indexOf(lead)]!)?.member ?? null
}

async function writeStory(
  wire: Wire,
  item: FeedItem,
  lead: Member,
  members: Member[],
  datedBy: Member | null,
  startedBy: string,
): Promise<void> {
  const row = {
    lead_id: lead.article.id,
    dated_by: datedBy?.article.id ?? null,
    sequence: item.sequence,
    modified: item.modified,
    into_id: null,
    removed: false,
    published_at: instantOfPublished(item.published),
    tier: bestTier(members),
    topics: item.topics,
    sources: item.sources ?? [],
    outlets: unique(members.flatMap(outletsOf)),
    language: item.language,
    gone: item.gone,
    item: toJson(item),
    ...storyVectors(item, members),
  }
  await wire.tx
    .insertInto('story')
    .values({
      id: item.id,
      started_by: startedBy,
      first_sequence: item.firstSequence,
      first_seen: item.firstSeen,
      ...row,
    })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
}

const outletsOf = ({ article, hostOutlet }: Member) =>
  [article.article.outlet?.name, hostOutlet].filter(name => typeof name === 'string')

const unique = (values: string[]) => [...new Set(values)]

/** What a story is found by: the titles first, then who wrote it and what it is about, then the body of the lead. */
function storyVectors(item: FeedItem, members: Member[]) {
  const titles = unique(members.map(({ article }) => article.article.title)).join('\n')
  const people = [...item.byline, ...members.flatMap(outletsOf)].join('\n')
  return {
    title_words: renderVector([{ text: titles, weight: 'A' }]),
    words: renderVector([
      { text: titles, weight: 'A' },
      { text: people, weight: 'B' },
      { text: item.summary ?? '', weight: 'C' },
      { text: item.text.slice(0, SEARCHED), weight: 'D' },
    ]),
  }
}
