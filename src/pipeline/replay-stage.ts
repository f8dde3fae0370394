import type { ReplayJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Replay, ReplayExample, ReplayStage } from '../model/replay.ts'
import type { KeptPage, ReplayArticle } from '../store/replays.ts'
import type { Difference } from './replay-difference.ts'
import { replayPage } from './replay-page.ts'
import { replayParse } from './replay-parse.ts'
import { replayPublish } from './replay-publish.ts'
import type { ReplayWorld } from './world.ts'

/** One stage over one article. Writes nothing when `dryRun`. */
export type ReplayOne = (
  world: ReplayWorld,
  article: ReplayArticle,
  dryRun: boolean,
) => Promise<Difference | null>

const stages: Record<ReplayStage, ReplayOne> = {
  parse: replayParse,
  stories: (world, article, dryRun) => replayPublish(world, article, { dryRun, placeAgain: true }),
  topics: (world, article, dryRun) => replayPublish(world, article, { dryRun, placeAgain: false }),
}

const BATCH = 50

/** Runs a stage again over what is stored, batch by batch. Cut short, it goes on after the last batch that was noted. */
export async function replayStage(
  world: ReplayWorld,
  { replayId }: ReplayJob,
  signal: AbortSignal,
): Promise<Outcome> {
  const replay = await world.store.startReplay(replayId, world.now())
  if (replay?.state !== 'running') return { kind: 'skipped', reason: 'not-due' }

  while (!signal.aborted) {
    const batch = await world.store.readReplayBatch(replayId, BATCH)
    if (!batch.length) {
      await world.store.endReplay(replayId, 'done', null, world.now())
      return { kind: 'saved' }
    }
    await replayBatch(world, replay, batch)
  }
  return { kind: 'skipped', reason: 'aborted' }
}

async function replayBatch(
  world: ReplayWorld,
  replay: Replay,
  batch: (ReplayArticle | KeptPage)[],
): Promise<void> {
  const counts: Record<string, number> = {}
  const examples: ReplayExample[] = []
  for (const article of batch) {
    const difference =
      article.article === null
        ? await replayPage(world, article, replay.dryRun)
        : await stages[replay.stage](world, article, replay.dryRun)
    const counted = difference ? ['items changed', ...difference.counted] : ['items unchanged']
    for (const name of counted) counts[name] = (counts[name] ?? 0) + 1
    if (difference)
      examples.push({
        articleId: article.id,
        title: article.article === null ? article.listed.title : article.article.title,
        difference: difference.told,
      })
  }
  await world.store.noteReplayBatch(replay.id, batch, counts, examples)
}
