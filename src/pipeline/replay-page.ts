import type { KeptPage } from '../store/replays.ts'
import { saveReading } from './crawl-link.ts'
import type { Difference } from './replay-difference.ts'
import { openRound } from './round.ts'
import type { ReplayWorld } from './world.ts'

const never = new AbortController().signal

/** Reads a page that once gave no article by today's rules; what is an article now is saved as if it had been fetched now. */
export async function replayPage(
  world: ReplayWorld,
  kept: KeptPage,
  dryRun: boolean,
): Promise<Difference | null> {
  const state = await world.store.findSource(kept.sourceId)
  const page = state && (await world.store.findPage(kept.pageId))
  if (!page) return null
  const { source } = state
  const reading = await world.reading.readArticle({
    page,
    zone: source.zone,
    language: source.language,
    listed: kept.listed,
    articleRules: source.article,
  })
  if (reading.kind !== 'article') return null

  const was = [kept.outcome?.kind, kept.outcome?.reason].filter(Boolean).join(':')
  const difference = {
    counted: ['article found'],
    told: [`${was} → article: ${reading.article.title}`],
  }
  if (dryRun) return difference
  // The other pages of a split article are not here: the link is asked for again.
  if (reading.article.furtherPages.length) {
    await world.store.reopenLinks(source.id, [was], new Date(0), world.now())
    return difference
  }
  const round = openRound(`replay ${kept.id}`, source, world.now(), {
    signal: never,
    finish: never,
  })
  const fetched = {
    kind: 'page',
    page,
    validators: { etag: null, lastModified: null },
    redirects: [],
  } as const
  const link = { ...kept, attempts: 0, lastOutcome: kept.outcome, firstSeenAt: kept.firstFetchedAt }
  await saveReading(world, round, link, { ...fetched, redirects: [] }, reading)
  return difference
}
