import { dayNumber, fingerprint } from '../dedupe/fingerprint.ts'
import type { PublishJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Relevance } from '../model/relevance.ts'
import type { PublishRequest, StoredArticle } from '../store/store.ts'
import { matchTopics } from '../topics/match-topics.ts'
import { findUntold } from './deliver-changes.ts'
import type { World } from './world.ts'

/** What one article means to the readers: its topics, and its place in a story. */
export async function publishArticle(
  world: Pick<World, 'store' | 'queue' | 'config' | 'index' | 'now'>,
  job: PublishJob,
): Promise<Outcome> {
  const article = await world.store.findArticle(job.articleId)
  if (!article) return { kind: 'skipped', reason: 'article-gone' }
  const state = await world.store.findSource(article.sourceId)

  const relevance = matchTopics(
    article.article,
    world.config().topicTable,
    state?.source.relevance ?? 'general',
  )
  const publication = await world.store.publish(
    publishRequest(world, article, relevance),
    world.index,
  )

  const untold = publication.sequence === null ? null : await findUntold(world)
  if (untold !== null) await world.queue.add('deliver', [{ sequence: untold }])

  if (relevance.tier === 'off') return { kind: 'offTopic' }
  return { kind: publication.place?.kind === 'copies' ? 'copied' : 'published' }
}

/** What the store is asked to publish: an article with what was judged of it. */
export const publishRequest = (
  { config, now }: Pick<World, 'config' | 'now'>,
  article: StoredArticle,
  relevance: Relevance,
): PublishRequest => ({
  article,
  relevance,
  fingerprint: fingerprintOf(article),
  wanted: relevance.tier !== 'off',
  hostOutlet: config().outlets.findByHost(new URL(article.article.url).hostname)?.name ?? null,
  now: now(),
})

/** What a stored article is compared by. */
const fingerprintOf = ({ urlKey, article, firstFetchedAt }: StoredArticle) =>
  fingerprint({
    urlKey,
    title: article.title,
    text: article.text,
    day: dayNumber(article.published, firstFetchedAt),
  })
