import type { Publication } from '../store/doors/publishing.ts'
import type { ReplayArticle } from '../store/replays.ts'
import { openJudge } from './judge-articles.ts'
import { publishRequest } from './publish-waiting.ts'
import type { Difference } from './replay-difference.ts'
import { saveSeriesOf, withSeries } from './save-series.ts'
import type { ReplayWorld } from './world.ts'

/** Judges an article anew by today's topics, and with `placeAgain` its place in a story too. */
export async function replayPublish(
  world: ReplayWorld,
  article: ReplayArticle,
  { dryRun, placeAgain }: { dryRun: boolean; placeAgain: boolean },
): Promise<Difference | null> {
  const state = await world.store.findSource(article.sourceId)
  const mode = state?.source.relevance ?? 'general'
  const { topicTable } = world.config()
  const judge = await openJudge({ store: world.store, topicTable, modeOf: () => mode }, [article])
  const judged = judge(article)
  const { relevance } = judged
  const before = article.relevance
  const sameTopics =
    before?.tier === relevance.tier && before.topics.join() === relevance.topics.join()
  // Topics alone: what is judged as before need not be published again.
  if (!placeAgain && sameTopics) {
    if (!dryRun) {
      await world.store.noteTemplate(article.id, judged.template)
      await saveSeriesOf(world, [{ article, wanted: relevance.tier !== 'off' }])
    }
    return null
  }

  const requests = await withSeries(world, [publishRequest(world, article, judged)])
  const [publication] = (await world.store.publish(
    requests.map(request => ({ ...request, dryRun, placeAgain })),
    world.index,
  )) as [Publication]
  const difference: Difference = { counted: [], told: [] }
  if (before?.tier !== relevance.tier) {
    difference.counted.push(`tier ${before?.tier ?? 'none'} → ${relevance.tier}`)
    difference.told.push(`tier: ${before?.tier ?? 'none'} → ${relevance.tier}`)
  }
  if (!sameTopics)
    difference.told.push(
      `topics: ${before?.topics.join(', ') || '–'} → ${relevance.topics.join(', ') || '–'}`,
    )
  if (publication.storyId !== article.storyId) {
    difference.counted.push(moveOf(article.storyId, publication.storyId))
    difference.told.push(`story: ${article.storyId ?? '–'} → ${publication.storyId ?? '–'}`)
  }
  for (const merged of publication.merged) {
    difference.counted.push('merged')
    difference.told.push(`merged: ${merged} → ${publication.storyId}`)
  }
  return difference.told.length ? difference : null
}

function moveOf(from: string | null, to: string | null): string {
  if (!from) return 'into a story'
  return to ? 'moved to another story' : 'out of its story'
}
