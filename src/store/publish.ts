import type { StoryIndex } from '../dedupe/story-index.ts'
import type { Placement } from '../model/story.ts'
import { catchUp, catchUpWith, forgetAll } from './catch-up.ts'
import type { Publication, PublishRequest } from './doors/publishing.ts'
import { placeAlone, takeOut } from './place-alone.ts'
import {
  addPrint,
  findPlace,
  flush,
  openBatch,
  type PublishBatch,
  placeInBatch,
  type State,
} from './publish-batch.ts'
import type { Db, Tx } from './schema.ts'
import { type SavePoints, writePoints } from './series.ts'
import { inTransaction } from './transaction.ts'
import { lockWire, saveWire } from './wire.ts'

const nothing: Publication = { sequence: null, storyId: null, place: null, merged: [] }

/** Carries what a dry run found out of the transaction that it gives up. */
class DryRun extends Error {
  readonly publications: Publication[]
  constructor(publications: Publication[]) {
    super('dry run')
    this.publications = publications
  }
}

/** See `Store.loadIndex`. */
export async function loadIndex(db: Db, index: StoryIndex): Promise<void> {
  await catchUp(db, index)
}

/** See `Store.publish`. */
export async function publish(
  db: Db,
  requests: PublishRequest[],
  index: StoryIndex,
): Promise<Publication[]> {
  if (!requests.length) return []
  const before = index.sequence
  try {
    return await inTransaction(db, async tx => {
      // A try that was broken off has told the index what is not so.
      if (index.sequence !== before) forgetAll(index)
      const publications = await publishInside(tx, requests, index)
      if (requests.some(({ dryRun }) => dryRun)) throw new DryRun(publications)
      return publications
    })
  } catch (error) {
    if (index.sequence !== before) forgetAll(index)
    if (error instanceof DryRun) return error.publications
    throw error
  }
}

async function publishInside(
  tx: Tx,
  requests: PublishRequest[],
  index: StoryIndex,
): Promise<Publication[]> {
  const wire = await lockWire(tx, requests[0]!.now)
  await catchUpWith(tx, index, wire)
  const batch = await openBatch(wire, requests, index)
  const publications: Publication[] = []
  for (const request of requests) {
    const state = batch.states.get(request.article.id)
    // A newer revision came in between: it is published in its turn.
    if (!state || state.revision !== request.article.revision) publications.push(nothing)
    else publications.push(await publishOne(batch, request, state))
  }
  await flush(batch)
  await writePoints(tx, pointsOf(requests, batch))
  await saveWire(wire)
  const sequence = wire.first === null ? null : wire.sequence
  return publications.map(each => (each === nothing ? each : { ...each, sequence }))
}

/** The figures of the articles that are published as they are now. */
const pointsOf = (requests: PublishRequest[], { states }: PublishBatch): SavePoints[] =>
  requests.flatMap(({ article: { id, revision }, points }) =>
    points && states.get(id)?.revision === revision ? [{ articleId: id, revision, points }] : [],
  )

async function publishOne(
  batch: PublishBatch,
  request: PublishRequest,
  state: State,
): Promise<Publication> {
  batch.judged.push({ request, storyId: state.story_id })
  const { article } = request
  if (!request.wanted) {
    if (state.story_id) await takeOut(batch, [article.id])
    return { ...nothing }
  }
  if (state.story_id && !request.placeAgain) {
    addPrint(batch, request, state.story_id)
    batch.touched.set(state.story_id, article.id)
    return { ...nothing, storyId: state.story_id, place: state.place }
  }
  // A page that was taken down before anybody saw it is no news.
  if (state.gone_at && !state.story_id) return nothing

  const placement = await findPlace(batch, request)
  return isSimple(placement, state)
    ? placeInBatch(batch, request, placement)
    : placeAlone(batch, request, placement, state)
}

type Simple = Extract<Placement, { kind: 'placed' }>

/** True for what changes no other story than the one it goes to: most of what comes. */
const isSimple = (placement: Placement, state: State): placement is Simple =>
  placement.kind === 'placed' && !placement.joins.length && !state.story_id
