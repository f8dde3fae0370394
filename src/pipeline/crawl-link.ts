import { isRealRevision } from '../dedupe/revision.ts'
import type { CrawlRequest } from '../fetch/crawler.ts'
import type { Article } from '../model/article.ts'
import type { FetchResult } from '../model/fetch.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Page } from '../model/page.ts'
import { joinPages } from '../parse/join-pages.ts'
import type { ArticleReading } from '../parse/read-page.ts'
import type { DueLink, SavedArticle } from '../store/store.ts'
import { isTrustedCanonical, isTrustedRedirect, urlKey } from '../text/url-key.ts'
import { homeHosts, isTooOld, linksToAdd } from './choose-links.ts'
import { countOutcome, type Round, raiseAlarm } from './round.ts'
import { nextAttempt, nextVisit } from './schedule-times.ts'
import type { World } from './world.ts'

type Fetched = Extract<FetchResult, { kind: 'page' }>
type Refused = Extract<FetchResult, { kind: 'refused' }>

/** How long a link waits at least when its host has no turn for it. */
const NO_TURN_MS = 30_000
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
  world: World,
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
  world: World,
  round: Round,
  link: DueLink,
  result: FetchResult,
): Promise<void> {
  const outcome = await endFetch(world, round, link, result)
  countOutcome(round, outcome)
  world.log.debug({ source: round.source.id, url: link.url, ...outcome }, 'link')
}

async function endFetch(
  world: World,
  round: Round,
  link: DueLink,
  result: FetchResult,
): Promise<Outcome> {
  if (result.kind === 'refused') return endRefused(world, link, result)
  if (result.kind === 'unchanged') return endUnchanged(world, link)

  const { page } = result
  // What is gone often leads to the home page or to a section instead.
  if (!isTrustedRedirect(link.url, page.finalUrl, { twins: world.config().twins }))
    return close(world, link, { kind: 'notArticle', reason: 'listing', detail: page.finalUrl })

  const reading = await world.reading.readArticle({
    page,
    zone: round.source.zone,
    language: round.source.language,
    listed: link.listed,
    articleRules: round.source.article,
  })
  if (reading.kind !== 'article') return endRefused(world, link, reading)
  for (const rule of reading.ruleMisses)
    raiseAlarm(round, {
      kind: 'rule-miss',
      where: page.finalUrl,
      message: `the rule "${rule}" matches nothing there`,
    })

  return saveReading(world, round, link, result, reading)
}

async function endRefused(
  world: World,
  link: DueLink,
  refused: Pick<Refused, 'outcome' | 'retryAfterMs'>,
): Promise<Outcome> {
  const { outcome } = refused
  const now = world.now()
  if (outcome.kind === 'gone') {
    const article = await world.store.markGone(link.urlKey, outcome, now)
    if (article) await world.queue.add('publish', [article])
    return outcome
  }
  if (outcome.kind !== 'retry') return close(world, link, outcome)

  const attemptAt = hostHasNoTurn(outcome)
    ? new Date(now.getTime() + Math.max(refused.retryAfterMs ?? 0, NO_TURN_MS))
    : nextAttempt(link.attempts + 1, now, refused.retryAfterMs)
  // An article that was read before is not given up: its next visit comes round.
  if (link.article && !attemptAt) return endUnchanged(world, link)
  const ended: Outcome = attemptAt
    ? outcome
    : { kind: 'failed', reason: 'too-many-tries', detail: outcome.reason }
  await world.store.endLink(link.urlKey, ended, attemptAt, now)
  return ended
}

/** A link that was not even asked for is never given up for it. */
const hostHasNoTurn = ({ reason }: Outcome) => reason === 'host-busy' || reason === 'crawl-delay'

async function endUnchanged(world: World, link: DueLink): Promise<Outcome> {
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

/** Ends a link for good; one that was an article before keeps what was read and is visited again. */
async function close(world: World, link: DueLink, outcome: Outcome): Promise<Outcome> {
  if (link.article) await endUnchanged(world, link)
  else await world.store.endLink(link.urlKey, outcome, null, world.now())
  return outcome
}

async function saveReading(
  world: World,
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
    return close(world, link, { kind: 'skipped', reason: 'too-old' })

  const visits = link.article ? link.article.visits + 1 : 0
  const saved = await world.store.saveArticle({
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
  countFields(round, article)
  if (saved.change !== 'unchanged') await queuePublish(world, saved)
  return { kind: saved.change === 'unchanged' ? 'unchanged' : 'saved' }
}

const queuePublish = (world: World, { articleId, revision }: SavedArticle) =>
  world.queue.add('publish', [{ articleId, revision }])

/** The key the article is known by: the address that answered, or the canonical one where that can be trusted. */
function identityOf(world: World, link: DueLink, article: Article): string {
  const { twins } = world.config()
  const { canonicalUrl } = article
  const trusted = canonicalUrl && isTrustedCanonical(article.url, canonicalUrl, { twins })
  return (
    (trusted && urlKey(canonicalUrl, { twins })) || urlKey(article.url, { twins }) || link.urlKey
  )
}

function countFields(round: Round, article: Article): void {
  round.articles++
  if (article.published) round.fields.published++
  if (article.outlet) round.fields.outlet++
  if (article.byline.length) round.fields.byline++
}

type FurtherPages = { articles: Article[]; pages: Page[] }

async function readFurtherPages(
  world: World,
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
      round.signal,
    )
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
