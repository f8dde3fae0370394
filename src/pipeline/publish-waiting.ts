import { setImmediate } from 'node:timers/promises'
import { dayNumber, fingerprint } from '../dedupe/fingerprint.ts'
import type { PublishJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import type { Publication, PublishRequest, PublishStore } from '../store/doors/publishing.ts'
import { hasUntold } from './deliver-changes.ts'
import { type Judged, openJudge } from './judge-articles.ts'
import { withSeries } from './save-series.ts'
import type { World } from './world.ts'

type PublishDoors = Pick<
  World<PublishStore>,
  | 'store'
  | 'queue'
  | 'config'
  | 'index'
  | 'handover'
  | 'figures'
  | 'meter'
  | 'tracer'
  | 'now'
  | 'log'
>

/** Articles that are published in one transaction: the others who publish wait for so long. */
const BATCH = 24
/** While pages are read here the next one comes soon: to wait for it costs less than a job. */
const LINGER_MS = 500

/** What the articles that are stored and not published yet mean to the readers: batch by batch, the oldest first, until none is left and none comes. */
export async function publishWaiting(
  world: PublishDoors,
  _job: PublishJob,
  signal: AbortSignal,
): Promise<Outcome> {
  const failed: string[] = []
  let published = false
  using stored = world.handover.listen()
  while (!signal.aborted) {
    const articles = await world.store.unpublishedArticles(BATCH, failed)
    if (!articles.length) {
      if (await stored.next(LINGER_MS, signal)) continue
      return { kind: published ? 'published' : 'unchanged' }
    }
    failed.push(...(await publishBatch(world, articles)))
    published = true
  }
  return { kind: 'skipped', reason: 'aborted' }
}

/** Publishes these articles. Returns the ids of those that could not be: one of them does not hold up the others. */
async function publishBatch(world: PublishDoors, articles: StoredArticle[]): Promise<string[]> {
  const startedAt = new Date()
  try {
    const judged: PublishRequest[] = []
    const judge = await judgeOf(world, articles)
    for (const article of articles) {
      judged.push(publishRequest(world, article, judge(article)))
      // Who asks for a feed is answered between two articles, not behind all of them.
      await setImmediate()
    }
    const requests = await withSeries(world, judged)
    const publications = await world.store.publish(requests, world.index)
    world.handover.published(articles.map(({ id }) => id))
    meterPublications(world, articles, publications)
    const changed = publications.some(({ sequence }) => sequence !== null)
    if (changed && (await hasUntold(world))) world.queue.wake('deliver')
    for (const [at, { article }] of requests.entries()) {
      world.log.debug({ url: article.article.url, ...publications[at] }, 'published')
      world.tracer.published(article, startedAt, {
        sequence: publications[at]?.sequence ?? undefined,
        story: publications[at]?.storyId ?? undefined,
      })
    }
    return []
  } catch (error) {
    if (articles.length > 1) {
      const failed: string[] = []
      for (const article of articles) failed.push(...(await publishBatch(world, [article])))
      return failed
    }
    // When the store itself is out of order this throws, and the job ends.
    await world.store.lastSequence()
    const [{ id, article }] = articles as [StoredArticle]
    world.log.error({ err: error, article: id, url: article.url }, 'an article was not published')
    return [id]
  }
}

function meterPublications(
  { meter, now }: Pick<World, 'meter' | 'now'>,
  articles: StoredArticle[],
  publications: Publication[],
): void {
  const at = now().getTime()
  const told = articles.filter((_, place) => publications[place]?.sequence != null)
  const merges = publications.reduce((sum, { merged }) => sum + merged.length, 0)
  meter.published(
    told.length,
    merges,
    told.map(({ fetchedAt }) => at - fetchedAt.getTime()),
  )
}

/** Tells how relevant an article is, by the rules of its source as they are now. */
function judgeOf(
  { config, store }: Pick<PublishDoors, 'config' | 'store'>,
  articles: StoredArticle[],
) {
  const { sources, topicTable } = config()
  const modeOf = (sourceId: string) =>
    sources.find(({ id }) => id === sourceId)?.relevance ?? 'general'
  return openJudge({ store, topicTable, modeOf }, articles)
}

/** What the store is asked to publish: an article with what was judged of it. */
export const publishRequest = (
  { config, now }: Pick<World, 'config' | 'now'>,
  article: StoredArticle,
  { relevance, template }: Judged,
): PublishRequest => ({
  article,
  relevance,
  template,
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
