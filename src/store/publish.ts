import { sql } from 'kysely'
import { assignPlace } from '../dedupe/assign-place.ts'
import type { StoryIndex } from '../dedupe/story-index.ts'
import type { Place, Placement, StoryJoin } from '../model/story.ts'
import { catchUp, companionOf } from './catch-up.ts'
import { readComparables, readNeverKeys, toComparable } from './comparables.ts'
import { dropMember, putMember } from './members.ts'
import { type MergeReason, mergeStories } from './merge-stories.ts'
import { storyIdOf } from './names.ts'
import { refreshStory } from './refresh-story.ts'
import type { Db, Tx } from './schema.ts'
import { linkSiblings } from './siblings.ts'
import type { Publication, PublishRequest } from './store.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'
import { lockWire, saveWire, type Wire } from './wire.ts'

const nothing: Publication = { sequence: null, storyId: null, place: null, merged: [] }

/** Carries what a dry run found out of the transaction that it gives up. */
class DryRun extends Error {
  readonly publication: Publication
  constructor(publication: Publication) {
    super('dry run')
    this.publication = publication
  }
}

/** See `Store.loadIndex`. */
export async function loadIndex(db: Db, index: StoryIndex): Promise<void> {
  await catchUp(db, index)
}

/** See `Store.publish`. */
export async function publish(
  db: Db,
  request: PublishRequest,
  index: StoryIndex,
): Promise<Publication> {
  try {
    return await inTransaction(db, async tx => {
      const publication = await publishInside(tx, request, index)
      if (request.dryRun) throw new DryRun(publication)
      return publication
    })
  } catch (error) {
    if (error instanceof DryRun) return error.publication
    throw error
  }
}

async function publishInside(
  tx: Tx,
  request: PublishRequest,
  index: StoryIndex,
): Promise<Publication> {
  const wire = await lockWire(tx, request.now)
  const stored = await readState(tx, request.article.id)
  // A newer revision came in between: its own job publishes it.
  if (!stored || stored.revision !== request.article.revision) return nothing

  await catchUp(tx, index)
  await saveRelevance(tx, request)
  const done = await decide(wire, request, index, stored)
  for (const storyId of done.touched) await refreshStory(wire, storyId, request.article.id)
  await saveWire(wire)
  return {
    sequence: wire.first === null ? null : wire.sequence,
    storyId: done.storyId,
    place: done.place,
    merged: done.merged,
  }
}

type State = {
  revision: number
  story_id: string | null
  place: Place | null
  gone_at: Date | null
}

async function readState(tx: Tx, articleId: string): Promise<State | undefined> {
  const { rows } = await sql<State>`
    select article.revision, article.gone_at, member.story_id, member.place
    from carbonwire.article left join carbonwire.member on member.article_id = article.id
    where article.id = ${articleId} for update of article`.execute(tx)
  return rows[0]
}

async function saveRelevance(
  tx: Tx,
  { article, relevance, hostOutlet }: PublishRequest,
): Promise<void> {
  await tx
    .updateTable('article')
    .set({
      relevance: toJson(relevance),
      tier: relevance.tier,
      published_revision: article.revision,
      fault: null,
      ...(hostOutlet === undefined ? {} : { host_outlet: hostOutlet }),
    })
    .where('id', '=', article.id)
    .execute()
}

/** What was decided about the article, and the stories whose items may look different now. */
type Decision = {
  storyId: string | null
  place: Place | null
  merged: string[]
  touched: Set<string>
}

async function decide(
  wire: Wire,
  request: PublishRequest,
  index: StoryIndex,
  state: State,
): Promise<Decision> {
  const { article } = request
  if (!request.wanted) return takeOut(wire, [article.id])
  if (state.story_id && !request.placeAgain) {
    await savePrint(wire, request)
    return {
      storyId: state.story_id,
      place: state.place,
      merged: [],
      touched: new Set([state.story_id]),
    }
  }
  // A page that was taken down before anybody saw it is no news.
  if (state.gone_at && !state.story_id) return takeOut(wire, [article.id])

  const placement = await findPlace(wire.tx, request, index)
  if (placement.kind === 'fault') {
    await markFault(wire.tx, placement.fault, [article.id, ...placement.articleIds])
    return takeOut(wire, [article.id, ...placement.articleIds])
  }
  await savePrint(wire, request)
  return settle(wire, request, placement, state)
}

async function findPlace(tx: Tx, request: PublishRequest, index: StoryIndex): Promise<Placement> {
  const ids = index.candidates(request.fingerprint).filter(id => id !== request.article.id)
  const candidates = await readComparables(tx, ids)
  return assignPlace(toComparable(request), candidates, {
    never: candidates.length ? await readNeverKeys(tx) : new Set(),
    isFurniture: index.isFurniture,
    texts: companionOf(index).texts,
  })
}

/** Writes a decision: the article's place, the stories that turn out to be one, and those linked with it. */
async function settle(
  wire: Wire,
  { article, now }: PublishRequest,
  { place, joins, siblings }: Extract<Placement, { kind: 'placed' }>,
  state: State,
): Promise<Decision> {
  const startsOwn = state.place?.kind === 'starts'
  const touched = new Set<string>()
  const found = place.kind === 'copies' ? [place.storyId, ...joins.map(join => join.storyId)] : []
  // A story that this article starts goes where the article goes.
  const stories = startsOwn ? [...found, state.story_id!] : found
  const own = startsOwn ? state.story_id! : storyIdOf(article.urlKey)

  const { into, merged, changed } = stories.length
    ? await mergeStories(wire, stories, mergeReasons(article.id, place, joins))
    : { into: own, merged: [], changed: [] }
  for (const story of [into, ...changed]) touched.add(story)
  if (state.story_id && !merged.includes(state.story_id)) touched.add(state.story_id)

  const stays = into === own && (startsOwn || !stories.length)
  const settled: Place =
    stays || place.kind === 'starts' ? { kind: 'starts' } : { ...place, storyId: into }
  await putMember(wire.tx, article.id, into, settled, now)
  for (const other of await linkSiblings(wire.tx, into, siblings)) touched.add(other)
  return { storyId: into, place: settled, merged, touched }
}

function mergeReasons(through: string, place: Place, joins: StoryJoin[]): MergeReason[] {
  const found = place.kind === 'copies' ? [place, ...joins] : joins
  return found.map(({ storyId, rule, figures }) => ({ storyId, through, rule, figures }))
}

async function takeOut(wire: Wire, articleIds: string[]): Promise<Decision> {
  const touched = new Set<string>()
  for (const articleId of articleIds) {
    const left = await dropMember(wire.tx, articleId)
    if (left) touched.add(left)
  }
  return { storyId: null, place: null, merged: [], touched }
}

async function savePrint(wire: Wire, { article, fingerprint }: PublishRequest): Promise<void> {
  const row = { print: ++wire.print, data: toJson(fingerprint) }
  await wire.tx
    .insertInto('fingerprint')
    .values({ article_id: article.id, ...row })
    .onConflict(conflict => conflict.column('article_id').doUpdateSet(row))
    .execute()
}

async function markFault(tx: Tx, fault: string, articleIds: string[]): Promise<void> {
  await tx.updateTable('article').set({ fault }).where('id', 'in', articleIds).execute()
}
