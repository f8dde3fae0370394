import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { getDomain } from 'tldts'
import { chooseDate } from '../dedupe/choose-date.ts'
import { chooseLead } from '../dedupe/choose-lead.ts'
import { instantOfPublished } from '../feeds/feed-dates.ts'
import type { FeedItem } from '../model/feed.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import { bestTier, buildItem, isSameItem, type Member } from './build-item.ts'
import { readMembersOf } from './members.ts'
import type { Tx } from './schema.ts'
import { outletsOf, searchedValues, waitingWords } from './searched-values.ts'
import { readSiblingIds } from './siblings.ts'
import { readSightings } from './sightings.ts'
import { readFeedItem, toJson } from './stored-values.ts'
import { bodyHash, slimItem } from './whole-item.ts'
import { addChange, type Wire } from './wire.ts'

type StoryRow = {
  started_by: string
  first_sequence: number
  first_seen: Date
  modified: Date
  sequence: number
  removed: boolean
  into_id: string | null
  item: unknown
  body_hash: string | null
}

/** What a written story looks like, and its number in the log. */
type Written = {
  item: FeedItem
  lead: Member
  members: Member[]
  datedBy: Member | null
  startedBy: string
}

/** Makes one story's item anew. See `refreshStories`. */
export const refreshStory = (wire: Wire, storyId: string, startedBy = '') =>
  refreshStories(wire, new Map([[storyId, startedBy]]), new Map())

/**
 * Makes the items of stories anew from their articles, and logs a change where readers would see a difference. A story that has lost its
 * last article is removed. `touched` says with which article one starts that is published for the first time; articles that are `atHand` are not
 * read again.
 */
export async function refreshStories(
  wire: Wire,
  touched: ReadonlyMap<string, string>,
  atHand: ReadonlyMap<string, StoredArticle>,
): Promise<void> {
  const ids = [...touched.keys()]
  if (!ids.length) return
  const known = await readStories(wire.tx, ids)
  const membersOf = await readMembersOf(wire.tx, ids, atHand)
  const coming = ids.filter(id => membersOf.has(id))
  const siblings = await readSiblingIds(wire.tx, ids, coming)
  const sightings = await readSightings(
    wire.tx,
    [...membersOf.values()].flat().map(({ article }) => article.id),
  )
  const written: Written[] = []
  for (const [storyId, startedBy] of touched) {
    const before = known.get(storyId)
    const members = membersOf.get(storyId)
    if (!members) await removeStory(wire, storyId, before)
    else {
      const sightedBy = members.flatMap(({ article }) => sightings.get(article.id) ?? [])
      const linked = siblings.get(storyId) ?? []
      const made = makeItem(wire, storyId, before, members, linked, unique(sightedBy).sort())
      if (made) written.push({ ...made, members, startedBy: before?.started_by ?? startedBy })
    }
  }
  await writeStories(wire, written)
}

async function readStories(tx: Tx, ids: string[]): Promise<Map<string, StoryRow>> {
  const rows = await tx
    .selectFrom('story')
    .select(['id', 'started_by', 'first_sequence', 'first_seen', 'modified', 'sequence'])
    .select(['removed', 'into_id', 'item', 'body_hash'])
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** The item as it is now, with its number in the log; null when readers see no difference. */
function makeItem(
  wire: Wire,
  storyId: string,
  before: StoryRow | undefined,
  members: Member[],
  siblings: string[],
  sightedBy: string[],
): Omit<Written, 'members' | 'startedBy'> | null {
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
      siblings,
      sightedBy,
    },
    lead,
    members,
    datedBy,
  )
  if (known && isSame(known, before!.body_hash, item)) return null

  const kind = !known ? 'added' : item.gone && !known.gone ? 'removed' : 'updated'
  item.sequence = addChange(wire, kind, storyId)
  if (before) item.modified = wire.now
  return { item, lead, datedBy }
}

/** True when readers would see no difference. An item of an earlier version brings its own text. */
function isSame(known: FeedItem, hash: string | null, item: FeedItem): boolean {
  const { html, text } = item
  return (hash ?? bodyHash(known)) === bodyHash(item) && isSameItem({ ...known, html, text }, item)
}

async function removeStory(wire: Wire, storyId: string, before: StoryRow | undefined) {
  if (!before || before.removed) return
  const sequence = addChange(wire, 'removed', storyId)
  await wire.tx
    .updateTable('story')
    .set({ removed: true, sequence, modified: wire.now })
    .where('id', '=', storyId)
    .execute()
}

/** A source that no table of outlets knows is the outlet of its own pages, by its name: a copy that names it must not lead over it. */
function ownName({ source, article }: Member): string | null {
  const site = (url: string) => getDomain(url) ?? new URL(url).hostname
  const isOwn = source?.entries.some(({ url }) => site(url) === site(article.article.url))
  return isOwn ? source!.name : null
}

/** A page that was taken down leads only when there is no other. */
function pickLead(members: Member[]): Member {
  const standing = members.filter(({ article }) => !article.gone)
  const candidates = (standing.length ? standing : members).map(member => ({
    member,
    id: member.article.id,
    outlet: member.article.article.outlet?.name ?? null,
    hostOutlet: member.hostOutlet ?? ownName(member),
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

async function writeStories(wire: Wire, written: Written[]): Promise<void> {
  if (!written.length) return
  const rows = written.map(({ item, lead, members, datedBy, startedBy }) => ({
    ...{ id: item.id, started_by: startedBy, first_sequence: item.firstSequence },
    ...{ first_seen: item.firstSeen, sequence: item.sequence, modified: item.modified },
    ...{ lead_id: lead.article.id, dated_by: datedBy?.article.id ?? null },
    published_at: instantOfPublished(item.published),
    ...{ tier: bestTier(members), topics: item.topics, language: item.language, gone: item.gone },
    sources: item.sources ?? [],
    outlets: unique(members.flatMap(outletsOf)),
    ...slimItem(item),
  }))
  const searched = []
  for (const { item, members } of written) {
    searched.push(searchedValues(item, members))
    // To take a text into its words is the longest piece of a batch: who waits is answered in between.
    await setImmediate()
  }
  await sql`${waitingWords(searched)}
    insert into carbonwire.story (id, started_by, first_sequence, first_seen, lead_id, dated_by, sequence, modified, published_at,
      tier, topics, sources, outlets, language, gone, item, body_hash, phrases)
    select r.id, r.started_by, r.first_sequence, r.first_seen, r.lead_id, r.dated_by, r.sequence, r.modified, r.published_at,
      r.tier, r.topics, r.sources, r.outlets, r.language, r.gone, r.item, r.body_hash,
      searched.phrases
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(id text, started_by uuid, first_sequence integer, first_seen timestamptz,
      lead_id uuid, dated_by uuid, sequence integer, modified timestamptz, published_at timestamptz, tier text, topics text[],
      sources text[], outlets text[], language text, gone boolean, item jsonb, body_hash text)
      join searched on searched.id = r.id
    on conflict (id) do update set lead_id = excluded.lead_id, dated_by = excluded.dated_by, sequence = excluded.sequence,
      modified = excluded.modified, into_id = null, removed = false, published_at = excluded.published_at, tier = excluded.tier,
      topics = excluded.topics, sources = excluded.sources, outlets = excluded.outlets, language = excluded.language,
      gone = excluded.gone, item = excluded.item, body_hash = excluded.body_hash,
      phrases = excluded.phrases`.execute(wire.tx)
}

const unique = (values: string[]) => [...new Set(values)]
