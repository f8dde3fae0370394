import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Article } from '../../src/model/article.ts'
import type { Relevance } from '../../src/model/relevance.ts'
import { publishRequest } from '../../src/pipeline/publish-waiting.ts'
import type { SaveArticle } from '../../src/store/doors/crawling.ts'
import { openStore } from '../../src/store/open-store.ts'
import { articlePage, paragraphsOf, titleOf } from './pages.ts'

const BATCH = 50
/** Far from the numbers of the pages that are crawled. */
const FIRST_SEED = 1_000_000
const DAY_MS = 86_400_000

/** Stores and publishes so many invented articles, as the line would have over the last months; returns the bytes that each took. */
export async function fillStore(dataDir: string, articles: number): Promise<number> {
  const { store, pool } = await openStore({ databaseUrl: null, dataDir })
  const index = new StoryIndex()
  const relevance: Relevance = {
    tier: 'relevant',
    score: 1,
    topics: ['carbon-market'],
    evidence: [],
  }
  const config = () => ({ outlets: { findByHost: () => null } }) as never
  try {
    for (let from = 0; from < articles; from += BATCH) {
      const now = new Date(Date.now() - (1 - from / articles) * 90 * DAY_MS)
      const numbers = Array.from({ length: Math.min(BATCH, articles - from) }, (_, n) => from + n)
      await store.saveArticles(numbers.map(number => requestOf(number, now)))
      const unpublished = await store.unpublishedArticles(BATCH, [])
      const requests = unpublished.map(article =>
        publishRequest({ config, now: () => now }, article, { relevance, template: null }),
      )
      await store.publish(requests, index)
    }
    const { rows } = await pool.query(`
      select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname = 'carbonwire' and relkind = 'r'`)
    return Number(rows[0].bytes) / articles
  } finally {
    await store.close()
  }
}

export function requestOf(number: number, fetchedAt: Date): SaveArticle {
  const seed = FIRST_SEED + number
  const key = `filled.example/a${seed}`
  const url = `https://${key}`
  const paragraphs = paragraphsOf(seed)
  const article: Article = {
    ...{
      url,
      canonicalUrl: null,
      ampUrl: null,
      title: titleOf(seed),
      kicker: null,
      subtitle: null,
    },
    published: { zone: 'Asia/Shanghai', evidence: 'visible', precision: 'minute', at: fetchedAt },
    ...{ modified: null, byline: [], editors: [], outlet: null, summary: null, images: [] },
    html: paragraphs.map(text => `<p>${text}</p>`).join(''),
    text: paragraphs.join('\n'),
    ...{
      language: 'zh-Hans',
      keywords: [],
      previous: null,
      next: null,
      related: [],
      furtherPages: [],
    },
  }
  const bytes = Buffer.from(articlePage({ host: 0, number: seed }, seed + 20))
  return {
    ...{ urlKey: key, articleKey: key, sourceId: 'filled', furtherPages: [], encoding: 'utf-8' },
    page: { url, finalUrl: url, status: 200, headers: {}, bytes, fetchedAt },
    ...{ article, validators: { etag: null, lastModified: null }, related: [], depth: 1 },
    ...{ isRevision: () => false, nextVisitAt: null, outcome: { kind: 'saved' } },
  }
}
