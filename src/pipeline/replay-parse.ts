import { isDeepStrictEqual } from 'node:util'
import { isRealRevision } from '../dedupe/revision.ts'
import type { Article } from '../model/article.ts'
import { joinPages } from '../parse/join-pages.ts'
import type { ReplayArticle } from '../store/replays.ts'
import { linksToAdd } from './choose-links.ts'
import type { Difference } from './replay-difference.ts'
import type { ReplayWorld } from './world.ts'

/** The fields whose gain, loss or change is told. */
const told = [
  'title',
  'kicker',
  'subtitle',
  'published',
  'modified',
  'byline',
  'editors',
  'outlet',
  'text',
  'summary',
  'language',
  'previous',
  'next',
  'images',
  'related',
] as const satisfies (keyof Article)[]

/** Reads the stored pages of an article anew, with the time of the fetch as "now", and puts the reading in the old one's place. */
export async function replayParse(
  world: ReplayWorld,
  stored: ReplayArticle,
  dryRun: boolean,
): Promise<Difference | null> {
  const state = await world.store.findSource(stored.sourceId)
  if (!state) return null
  const { source } = state

  const readings: Article[] = []
  for (const pageId of [stored.pageId, ...stored.furtherPageIds]) {
    const page = await world.store.findPage(pageId)
    const reading =
      page &&
      (await world.reading.readArticle({
        page,
        zone: source.zone,
        language: source.language,
        listed: null,
        articleRules: source.article,
      }))
    if (!reading) return null
    // What was an article and is none any more is told and kept: a rule that lost pages is to be mended first.
    if (reading.kind !== 'article')
      return { counted: ['no article any more'], told: [Object.values(reading.outcome).join(': ')] }
    readings.push(reading.article)
  }

  const article = keepListed(
    readings.length > 1 ? joinPages(readings) : readings[0]!,
    stored.article,
  )
  const difference = compare(stored.article, article)
  if (!difference || dryRun) return difference

  const saved = await world.store.rereadArticle({
    articleId: stored.id,
    pageId: stored.pageId,
    article,
    related: linksToAdd(
      source,
      article.related.flatMap(list => list.links),
      1,
      world.now(),
      world.config().twins,
    ),
    depth: 1,
    isRevision: before => isRealRevision(before, article),
  })
  if (saved && saved.change !== 'unchanged') world.queue.wake('publish')
  return difference
}

/** What only the listing had said is not lost because the page is read without it. */
function keepListed(article: Article, before: Article): Article {
  const fromPage = article.published && article.published.evidence !== 'address'
  const listed = before.published?.evidence === 'list' ? before.published : null
  return { ...article, published: fromPage ? article.published : (listed ?? article.published) }
}

function compare(before: Article, after: Article): Difference | null {
  const difference: Difference = { counted: [], told: [] }
  for (const field of told) {
    // The database gives the keys of an object back in an order of its own.
    if (isDeepStrictEqual(before[field], after[field])) continue
    const [old, now] = [shown(before[field]), shown(after[field])]
    const kind = old === '–' ? 'gained' : now === '–' ? 'lost' : 'changed'
    difference.counted.push(`field ${kind}: ${field}`)
    difference.told.push(`${field}: ${shorten(old)} → ${shorten(now)}`)
  }
  return difference.told.length ? difference : null
}

function shown(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
