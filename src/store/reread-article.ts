import { isDeepStrictEqual } from 'node:util'
import { instantOfPublished } from '../feeds/feed-dates.ts'
import type { Article } from '../model/article.ts'
import { addLinks } from './add-links.ts'
import type { SavedArticle } from './doors/crawling.ts'
import type { RereadArticle } from './doors/replaying.ts'
import { keepText } from './revisions.ts'
import type { Db } from './schema.ts'
import { readArticle, toJson, toText } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** See `Store.rereadArticle`. */
export async function rereadArticle(db: Db, request: RereadArticle): Promise<SavedArticle | null> {
  const { articleId, article, pageId } = request
  return inTransaction(db, async tx => {
    const before = await tx
      .selectFrom('article')
      .select(['revision', 'content', 'page_id', 'source_id', 'fetched_at'])
      .where('id', '=', articleId)
      .forUpdate()
      .executeTakeFirst()
    // A newer fetch came in between: what it said stands.
    if (!before || before.page_id !== pageId) return null

    const unchanged = { articleId, revision: before.revision, change: 'unchanged' as const }
    const old = readArticle(before.content)
    if (isDeepStrictEqual(old, asStored(article))) return unchanged

    const isRevised = request.isRevision(old)
    const revision = before.revision + (isRevised ? 1 : 0)
    if (isRevised) await keepText(tx, articleId)
    await tx
      .updateTable('article')
      .set({
        ...{ revision, url: toText(article.url), title: toText(article.title) },
        outlet: article.outlet ? toText(article.outlet.name) : null,
        language: article.language,
        published_at: instantOfPublished(article.published),
        content: toJson(article),
        // What readers see may differ though the text does not: it is published again.
        published_revision: revision - 1,
      })
      .where('id', '=', articleId)
      .execute()
    const { related: links, depth } = request
    await addLinks(tx, [{ sourceId: before.source_id, links, depth, at: before.fetched_at }])
    return { articleId, revision, change: 'revised' }
  })
}

/** What the database would hand back. */
const asStored = (article: Article): Article => readArticle(JSON.parse(toJson(article)))
