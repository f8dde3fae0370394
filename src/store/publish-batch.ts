import { sql } from 'kysely'
import { assignPlace } from '../dedupe/assign-place.ts'
import type { StoryIndex } from '../dedupe/story-index.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import type { Comparable, Place, Placement, Sibling } from '../model/story.ts'
import { companionOf } from './catch-up.ts'
import { readComparables, readNeverKeys, toComparable } from './comparables.ts'
import type { Publication, PublishRequest } from './doors/publishing.ts'
import { putMembers } from './members.ts'
import { storyIdOf } from './names.ts'
import { refreshStories } from './refresh-story.ts'
import type { Tx } from './schema.ts'
import { linkSiblings } from './siblings.ts'
import { toJson } from './stored-values.ts'
import type { Wire } from './wire.ts'

/** Where an article stands before it is published. */
export type State = {
  id: string
  revision: number
  story_id: string | null
  place: Place | null
  gone_at: Date | null
}

/**
 * Articles that are published in one transaction. What is decided about them is gathered here and written together (`flush`); what is
 * compared is read together and kept right as they find their places.
 */
export type PublishBatch = {
  wire: Wire
  index: StoryIndex
  states: Map<string, State>
  /** The articles at hand: they need not be read again. */
  articles: Map<string, StoredArticle>
  /** By article; what is not in it is read when it is asked for. */
  comparables: Map<string, Comparable>
  /** Keys of the pairs that operators keep apart. */
  never: ReadonlySet<string>
  // What waits to be written.
  judged: { request: PublishRequest; storyId: string | null }[]
  prints: { article_id: string; print: number; data: PublishRequest['fingerprint'] }[]
  members: { articleId: string; storyId: string; place: Place }[]
  siblings: { storyId: string; siblings: Sibling[] }[]
  /** Stories whose items may look different, with the article that starts the ones that are new. */
  touched: Map<string, string>
}

export async function openBatch(
  wire: Wire,
  requests: PublishRequest[],
  index: StoryIndex,
): Promise<PublishBatch> {
  const found = requests.flatMap(request => index.candidates(request.fingerprint))
  return {
    wire,
    index,
    states: await readStates(
      wire.tx,
      requests.map(({ article }) => article.id),
    ),
    articles: new Map(
      requests.map(({ article, relevance }) => [article.id, { ...article, relevance }]),
    ),
    comparables: await readByArticle(wire.tx, [...new Set(found)]),
    never: await readNeverKeys(wire.tx),
    ...{ judged: [], prints: [], members: [], siblings: [], touched: new Map() },
  }
}

async function readStates(tx: Tx, articleIds: string[]): Promise<Map<string, State>> {
  const { rows } = await sql<State>`
    select article.id, article.revision, article.gone_at, member.story_id, member.place
    from carbonwire.article left join carbonwire.member on member.article_id = article.id
    where article.id = any(${articleIds}::uuid[]) order by article.id for update of article`.execute(
    tx,
  )
  return new Map(rows.map(row => [row.id, row]))
}

async function readByArticle(tx: Tx, ids: string[]): Promise<Map<string, Comparable>> {
  return new Map((await readComparables(tx, ids)).map(found => [found.id, found]))
}

/** Decides where an article belongs, among those that are published and those of its batch that came before. */
export async function findPlace(batch: PublishBatch, request: PublishRequest): Promise<Placement> {
  const { index, comparables } = batch
  // Who is kept apart from whom goes by the stories as they are now.
  if (batch.never.size) {
    await flush(batch)
    batch.never = await readNeverKeys(batch.wire.tx)
  }
  const ids = index.candidates(request.fingerprint).filter(id => id !== request.article.id)
  const missing = ids.filter(id => !comparables.has(id))
  if (missing.length) {
    await flush(batch)
    for (const [id, read] of await readByArticle(batch.wire.tx, missing)) comparables.set(id, read)
  }
  return assignPlace(
    toComparable(request),
    ids.map(id => comparables.get(id)).filter(found => found !== undefined),
    {
      never: batch.never,
      isFurniture: index.isFurniture,
      weighKey: index.weighKey,
      isRareKey: index.isRareKey,
      isScarceKey: index.isScarceKey,
      texts: companionOf(index).texts,
    },
  )
}

/** Notes what an article is compared by from now on, as part of this story. */
export function addPrint(batch: PublishBatch, request: PublishRequest, storyId: string): void {
  const { wire, index } = batch
  const { article, fingerprint, dryRun } = request
  const print = ++wire.print
  batch.prints.push({ article_id: article.id, print, data: fingerprint })
  if (dryRun) return
  index.add({ articleId: article.id, storyId, fingerprint, sequence: print })
}

/** Puts an article into its story, a new one or one that is there, which changes nothing else. */
export function placeInBatch(
  batch: PublishBatch,
  request: PublishRequest,
  { place, siblings }: Extract<Placement, { kind: 'placed' }>,
): Publication {
  const { article } = request
  const storyId = place.kind === 'copies' ? place.storyId : storyIdOf(article.urlKey)
  const matched = place.kind === 'copies' ? batch.comparables.get(place.articleId) : null
  addPrint(batch, request, storyId)
  batch.members.push({ articleId: article.id, storyId, place })
  if (siblings.length) batch.siblings.push({ storyId, siblings })
  batch.touched.set(storyId, batch.touched.get(storyId) ?? article.id)
  for (const sibling of siblings)
    if (!batch.touched.has(sibling.storyId)) batch.touched.set(sibling.storyId, article.id)
  // What was judged may have been written already: then the member brings the story.
  const judged = batch.judged.at(-1)
  if (judged) judged.storyId = storyId
  batch.comparables.set(article.id, {
    ...toComparable(request),
    storyId,
    // A new story gets a number when it is written: a later one than those before it.
    storyNumber: matched ? matched.storyNumber : batch.wire.sequence + batch.touched.size,
    startsStory: place.kind === 'starts',
  })
  return { sequence: null, storyId, place, merged: [] }
}

/** Writes what was decided so far, and makes the items of the stories anew. */
export async function flush(batch: PublishBatch): Promise<void> {
  const { wire } = batch
  await writeJudgements(wire.tx, batch.judged.splice(0))
  await writePrints(wire.tx, batch.prints.splice(0))
  await putMembers(wire.tx, batch.members.splice(0), wire.now)
  for (const { storyId, siblings } of batch.siblings.splice(0))
    await linkSiblings(wire.tx, storyId, siblings)
  const touched = new Map(batch.touched)
  batch.touched.clear()
  await refreshStories(wire, touched, batch.articles)
}

async function writeJudgements(tx: Tx, judged: PublishBatch['judged']): Promise<void> {
  if (!judged.length) return
  const rows = judged.map(({ request, storyId }) => ({
    id: request.article.id,
    revision: request.article.revision,
    relevance: request.relevance,
    tier: request.relevance.tier,
    host_known: request.hostOutlet !== undefined,
    host_outlet: request.hostOutlet ?? null,
    template: request.template ?? null,
    story_id: storyId,
  }))
  await sql`
    update carbonwire.article set relevance = r.relevance, tier = r.tier, published_revision = r.revision, fault = null,
      host_outlet = case when r.host_known then r.host_outlet else article.host_outlet end, story_id = r.story_id,
      template = r.template
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(id uuid, revision integer, relevance jsonb, tier text, host_known boolean,
      host_outlet text, story_id text, template text)
    where article.id = r.id`.execute(tx)
}

async function writePrints(tx: Tx, prints: PublishBatch['prints']): Promise<void> {
  if (!prints.length) return
  // Of two in one batch the later one stands.
  const last = new Map(prints.map(row => [row.article_id, row]))
  await sql`
    insert into carbonwire.fingerprint (article_id, print, data)
    select r.article_id, r.print, r.data
    from jsonb_to_recordset(${toJson([...last.values()])}::jsonb) as r(article_id uuid, print integer, data jsonb)
    on conflict (article_id) do update set print = excluded.print, data = excluded.data`.execute(tx)
}
