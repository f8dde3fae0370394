import { isRealRevision } from '../dedupe/revision.ts'
import type { CrawlRequest } from '../fetch/crawler.ts'
import type { Article } from '../model/article.ts'
import type { FetchResult } from '../model/fetch.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Page } from '../model/page.ts'
import { joinPages } from '../parse/join-pages.ts'
import type { ArticleReading } from '../parse/read-page.ts'
import type { DueLink } from '../store/doors/crawling.ts'
import { isTrustedCanonical, isTrustedRedirect } from '../text/trusted-canonical.ts'
import { urlKey } from '../text/url-key.ts'
import { isWallAddress } from '../text/wall-address.ts'
import { homeHosts, isTooOld, linksToAdd } from './choose-links.ts'
import { countArticle, countEnd, countFetch } from './count-round.ts'
import { judgeEnd } from './judge-end.ts'
import { sampleArticle } from './record-round.ts'
import { countOutcome, type Round, raiseAlarm } from './round.ts'
import { nextVisit } from './schedule-times.ts'
import type { CrawlWorld } from './world.ts'

type Fetched = Extract<FetchResult, { kind: 'page' }>
type Refused = Extract<FetchResult, { kind: 'refused' }>

/** Pages of one split article. */
const MAX_FURTHER_PAGES = 20

/** What is asked of a link's host: conditionally when it was read before. */
export const requestOf = (round: Round, link: DueLink): CrawlRequest<DueLink> => ({
  url: link.url,
  accept: 'page',
  validators: link.article?.validators ?? null,
  politeness: round.source.politeness,
  rendered: round.source.rendered,
  allowHosts: homeHosts(round.source, link.url),
  data: link,
})

/**
 * Ends a link whose page could not be stored for a reason of ours: it is tried again later, so that one page never stops the others.
 * When the store itself is out of order this throws, and the round ends.
 */
export async function endFaulty(
  world: CrawlWorld,
  round: Round,
  link: DueLink,
  error: unknown,
): Promise<void> {
  world.log.error(
    { err: error, source: round.source.id, url: link.url },
    'a page could not be stored',
  )
  const detail = error instanceof Error ? error.message : String(error)
  const outcome = await endRefused(world, link, {
    outcome: { kind: 'retry', reason: 'own-fault', detail },
  })
  countOutcome(round, outcome)
}

/** Stores what a link's page says, or how its fetch ended otherwise. */
export async function endLink(
  world: CrawlWorld,
  round: Round,
  link: DueLink,
  result: FetchResult,
): Promise<void> {
  const outcome = await endFetch(world, round, link, result)
  const key = countOutcome(round, outcome)
  const isRefused = !['saved', 'unchanged', 'retry', 'skipped'].includes(outcome.kind)
  if (!link.article) countEnd(round.counts, key, link.url, isRefused)
  world.log.debug({ source: round.source.id, url: link.url, ...outcome }, 'link')
}

async function endFetch(
  world: CrawlWorld,
  round: Round,
  link: DueLink,
  result: FetchResult,
): Promise<Outcome> {
  if (result.kind === 'refused') return endRefused(world, link, ofWall(result))
  if (result.kind === 'unchanged') return endUnchanged(world, link)

  const { page } = result
  // Walls and what is gone often lead to the home page or to a section instead.
  if (!isTrustedRedirect(link.url, page.finalUrl, { twins: world.config().twins }))
    return endRefused(world, link, {
      outcome: { kind: 'blocked', reason: 'redirect', detail: page.finalUrl },
    })

  const reading = await world.reading.readArticle({
    page,
    zone: round.source.zone,
    language: round.source.language,
    listed: link.listed,
    articleRules: round.source.article,
  })
  if (reading.kind !== 'article') return endRefused(world, link, reading, page)
  for (const rule of reading.ruleMisses)
    raiseAlarm(round, {
      kind: 'rule-miss',
      where: page.finalUrl,
      message: `the rule "${rule}" matches nothing there`,
    })

  return saveReading(world, round, link, result, reading)
}

/** Ends a link without an article, for now or for good; what was an article before keeps what was read and is visited again. */
async function endRefused(
  world: CrawlWorld,
  link: DueLink,
  refused: Pick<Refused, 'outcome' | 'retryAfterMs'>,
  page: Page | null = null,
): Promise<Outcome> {
  const now = world.now()
  const end = judgeEnd(link, refused.outcome, now, refused.retryAfterMs)
  if (end.nextAttemptAt === null) {
    if (end.outcome.kind === 'gone') return endGone(world, link, end.outcome)
    if (link.article) {
      await endUnchanged(world, link)
      return end.outcome
    }
  }
  await world.store.endLink({
    urlKey: link.urlKey,
    ...end,
    at: now,
    page: link.article ? null : page,
  })
  return end.outcome
}

async function endGone(world: CrawlWorld, link: DueLink, outcome: Outcome): Promise<Outcome> {
  const article = await world.store.markGone(link.urlKey, outcome, world.now())
  if (article) world.queue.wake('publish')
  return outcome
}

/** A redirect to somebody else's host is final, unless the address says that it is a wall: then that passes. */
function ofWall(refused: Refused): Refused {
  const { outcome, redirects } = refused
  const left = outcome.reason === 'other-host' ? redirects.at(-1) : undefined
  if (!left || !isWallAddress(left)) return refused
  return { ...refused, outcome: { kind: 'blocked', reason: 'redirect', detail: left } }
}

async function endUnchanged(world: CrawlWorld, link: DueLink): Promise<Outcome> {
  const now = world.now()
  const visits = (link.article?.visits ?? 0) + 1
  await world.store.endVisit(
    link.urlKey,
    null,
    nextVisit(visits, link.article?.firstFetchedAt ?? now, now),
    now,
  )
  return { kind: 'unchanged' }
}

/** Stores an article that was read from a page, with its further pages and links, and has it published. */
export async function saveReading(
  world: CrawlWorld,
  round: Round,
  link: DueLink,
  fetched: Fetched,
  reading: Extract<ArticleReading, { kind: 'article' }>,
): Promise<Outcome> {
  const { source } = round
  const now = world.now()
  const further = await readFurtherPages(world, round, reading.article, fetched.page.finalUrl)
  // Whole or not at all: what is missing is asked for again with the rest.
  if (further === 'missing')
    return endRefused(world, link, { outcome: { kind: 'retry', reason: 'truncated' } })
  if (further === 'aborted') return { kind: 'skipped', reason: 'aborted' }

  const article = further.articles.length
    ? joinPages([reading.article, ...further.articles])
    : reading.article
  if (!link.article && isTooOld(article.published, source, now))
    return endRefused(world, link, { outcome: { kind: 'skipped', reason: 'too-old' } })

  const visits = link.article ? link.article.visits + 1 : 0
  const saved = await world.saver.save({
    urlKey: link.urlKey,
    articleKey: identityOf(world, link, article),
    sourceId: source.id,
    page: fetched.page,
    furtherPages: further.pages,
    encoding: reading.encoding,
    article,
    validators: fetched.validators,
    related: linksToAdd(
      source,
      article.related.flatMap(list => list.links),
      link.depth + 1,
      now,
      world.config().twins,
    ),
    depth: link.depth + 1,
    isRevision: before => isRealRevision(before, article),
    nextVisitAt: nextVisit(visits, link.article?.firstFetchedAt ?? now, now),
    outcome: { kind: 'saved' },
  })
  if (saved.change === 'barred') return { kind: 'skipped', reason: 'removed' }
  if (saved.change !== 'unchanged') {
    world.tracer.stored(
      { id: saved.articleId, revision: saved.revision },
      fetched.page.fetchedAt,
      round.mark,
      { source: source.id, url: fetched.page.finalUrl },
    )
    await world.handover.untilPublished(saved.articleId, round.signal)
  }
  round.articles++
  if (!link.article) countArticle(round.counts, article)
  if (!further.pages.length) sampleArticle(round, fetched.page, article, link.listed)
  return { kind: saved.change === 'unchanged' ? 'unchanged' : 'saved' }
}

/** The key the article is known by: the address that answered, or the canonical one where that can be trusted. */
function identityOf(world: CrawlWorld, link: DueLink, article: Article): string {
  const { twins } = world.config()
  const { canonicalUrl } = article
  const trusted = canonicalUrl && isTrustedCanonical(article.url, canonicalUrl, { twins })
  return (
    (trusted && urlKey(canonicalUrl, { twins })) || urlKey(article.url, { twins }) || link.urlKey
  )
}

type FurtherPages = { articles: Article[]; pages: Page[] }

async function readFurtherPages(
  world: CrawlWorld,
  round: Round,
  article: Article,
  firstUrl: string,
): Promise<FurtherPages | 'missing' | 'aborted'> {
  const further: FurtherPages = { articles: [], pages: [] }
  const seen = new Set([firstUrl])
  const waiting = [...article.furtherPages]
  while (waiting.length && further.pages.length < MAX_FURTHER_PAGES) {
    const url = waiting.shift()!
    if (seen.has(url) || new URL(url).host !== new URL(firstUrl).host) continue
    seen.add(url)
    // Straight through the door: this link already holds its place in the crawler.
    const result = await world.fetcher.fetch(
      {
        url,
        accept: 'page',
        politeness: round.source.politeness,
        allowHosts: homeHosts(round.source, url),
      },
      round.finish,
    )
    countFetch(round.counts, result)
    if (result.kind === 'refused' && result.outcome.reason === 'aborted') return 'aborted'
    if (result.kind !== 'page') return 'missing'
    const reading = await world.reading.readArticle({
      page: result.page,
      zone: round.source.zone,
      language: round.source.language,
      listed: null,
      articleRules: round.source.article,
    })
    if (reading.kind !== 'article') return 'missing'
    further.articles.push(reading.article)
    further.pages.push(result.page)
    // Some pages name only the one that comes after them.
    waiting.push(
      ...reading.article.furtherPages.filter(next => !seen.has(next) && !waiting.includes(next)),
    )
  }
  return further
}
