import type { Page } from '../model/page.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import { articleColumns, toStoredArticle } from './articles.ts'
import { findPage } from './pages.ts'
import type { Db } from './schema.ts'

/** An article as it was read, and the page that it was read from. */
export type RecentPage = { stored: StoredArticle; page: Page }

/** The articles of a source that were fetched last and stand on one page, with their pages. */
export async function findRecentPages(
  db: Db,
  sourceId: string,
  limit: number,
): Promise<RecentPage[]> {
  const rows = await db
    .selectFrom('article')
    .select(articleColumns)
    .where('source_id', '=', sourceId)
    .where('gone_at', 'is', null)
    .orderBy('fetched_at', 'desc')
    .limit(limit)
    .execute()
  const found = await Promise.all(
    rows.map(async row => ({
      stored: toStoredArticle(row),
      page: await findPage(db, row.page_id),
    })),
  )
  return found.flatMap(({ stored, page }) =>
    page && stored.article.furtherPages.length === 0 ? [{ stored, page }] : [],
  )
}
