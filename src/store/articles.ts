import { sql } from 'kysely'
import type { Outcome } from '../model/outcome.ts'
import type { Relevance } from '../model/relevance.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import { isUuid } from '../text/uuid.ts'
import type { FreshArticles } from './fresh-articles.ts'
import { resolveId } from './links.ts'
import { addressId } from './names.ts'
import { keepText } from './revisions.ts'
import type { Db, Stored, Tables } from './schema.ts'
import { readArticle, toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

export const articleColumns = [
  'id',
  'url_key',
  'source_id',
  'revision',
  'content',
  'fetched_at',
  'first_fetched_at',
  'page_id',
  'gone_at',
  'relevance',
  'story_id',
] as const satisfies (keyof Tables['article'])[]

type ArticleRow = {
  id: string
  url_key: string
  source_id: string
  revision: number
  content: unknown
  fetched_at: Date
  first_fetched_at: Date
  page_id: string
  gone_at: Date | null
  relevance: Stored<Relevance> | null
  story_id: string | null
}

export function toStoredArticle(row: ArticleRow): StoredArticle {
  return {
    id: row.id,
    urlKey: row.url_key,
    sourceId: row.source_id,
    revision: row.revision,
    article: readArticle(row.content),
    fetchedAt: row.fetched_at,
    firstFetchedAt: row.first_fetched_at,
    pageId: row.page_id,
    gone: row.gone_at !== null,
    relevance: row.relevance,
    storyId: row.story_id,
  }
}

/** Those of these articles that are stored, in no order. */
async function findArticles(db: Db, ids: string[]): Promise<StoredArticle[]> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('article')
    .select(articleColumns)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return rows.map(toStoredArticle)
}

/** See `Store.findArticle`. */
export async function findArticle(db: Db, id: string): Promise<StoredArticle | null> {
  if (!isUuid(id)) return null
  const [article] = await findArticles(db, [id])
  return article ?? null
}

/** See `Store.findArticleByKey`. An article of its own under this key goes before an alias. */
export async function findArticleByKey(db: Db, urlKey: string): Promise<StoredArticle | null> {
  const own = addressId(urlKey)
  const found = await findArticles(db, [own, await resolveId(db, urlKey)])
  return found.find(({ id }) => id === own) ?? found[0] ?? null
}

/** See `Store.unpublished`. */
export async function unpublished(db: Db, limit: number) {
  const rows = await db
    .selectFrom('article')
    .select(['id', 'revision'])
    .whereRef('published_revision', '<', 'revision')
    .orderBy('first_fetched_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, revision }) => ({ articleId: id, revision }))
}

/** See `Store.stillUnpublished`. */
export async function stillUnpublished(db: Db, articleIds: string[]): Promise<string[]> {
  if (!articleIds.length) return []
  const rows = await db
    .selectFrom('article')
    .select('id')
    .where(sql<boolean>`id = any(${articleIds}::uuid[])`)
    .whereRef('published_revision', '<', 'revision')
    .execute()
  return rows.map(({ id }) => id)
}

/** See `Store.unpublishedArticles`. Those that are at hand are not read again. */
export async function unpublishedArticles(
  db: Db,
  limit: number,
  except: string[],
  fresh: FreshArticles,
): Promise<StoredArticle[]> {
  const waiting = await db
    .selectFrom('article')
    .select(['id', 'revision', 'page_id'])
    .whereRef('published_revision', '<', 'revision')
    .where(sql<boolean>`id <> all(${except}::uuid[])`)
    .orderBy('first_fetched_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  const atHand = waiting.map(row => fresh.take(row.id, row.revision, row.page_id))
  const missing = waiting.filter((_, at) => !atHand[at]).map(({ id }) => id)
  const read = new Map((await findArticles(db, missing)).map(article => [article.id, article]))
  return waiting
    .map(({ id }, at) => atHand[at] ?? read.get(id))
    .filter(article => article !== undefined)
}

/** See `Store.markGone`. The tombstone is a revision: it is published like one. */
export async function markGone(db: Db, urlKey: string, outcome: Outcome, at: Date) {
  return inTransaction(db, async tx => {
    const linkId = addressId(urlKey)
    const link = await tx
      .updateTable('link')
      .set({ state: 'done', due_at: null, outcome: toJson(outcome), ended_at: at, attempts: 0 })
      .where('id', '=', linkId)
      .where('state', '<>', 'removed')
      .returning('article_id')
      .executeTakeFirst()
    const article = await tx
      .selectFrom('article')
      .select(['id', 'revision', 'gone_at'])
      .where('id', '=', link?.article_id ?? linkId)
      .forUpdate()
      .executeTakeFirst()
    if (!article) return null
    if (article.gone_at) return { articleId: article.id, revision: article.revision }

    const revision = article.revision + 1
    await keepText(tx, article.id)
    await tx
      .updateTable('article')
      .set({ gone_at: at, gone_outcome: toJson(outcome), revision })
      .where('id', '=', article.id)
      .execute()
    await tx
      .insertInto('revision')
      .values({ article_id: article.id, revision, kind: 'gone', at, page_id: null, content: null })
      .execute()
    return { articleId: article.id, revision }
  })
}
