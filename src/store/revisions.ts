import { sql } from 'kysely'
import type { Revision } from '../model/stored-article.ts'
import type { Db, Tx } from './schema.ts'
import { readArticle } from './stored-values.ts'

/** See `Store.revisions`. */
export async function revisions(db: Db, articleId: string): Promise<Revision[]> {
  const article = await db
    .selectFrom('article')
    .select(['revision', 'content', 'fetched_at', 'first_fetched_at', 'page_id', 'gone_at'])
    .where('id', '=', articleId)
    .executeTakeFirst()
  if (!article) return []
  const rows = await db
    .selectFrom('revision')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('revision', '<=', article.revision)
    .orderBy('revision')
    .execute()
  const found = rows.map(row => ({
    revision: row.revision,
    kind: row.kind,
    at: row.at,
    pageId: row.page_id,
    article: row.content ? readArticle(row.content) : null,
  }))
  const last = found.at(-1)
  const current = { at: article.fetched_at, pageId: article.page_id }
  if (last?.revision !== article.revision)
    return [
      ...found,
      {
        ...current,
        revision: article.revision,
        kind: 'text',
        article: readArticle(article.content),
      },
    ]
  // What stands under the present number is a tombstone or a return: only the latter has a text.
  return last.kind === 'back'
    ? [...found.slice(0, -1), { ...last, article: readArticle(article.content) }]
    : found
}

/** Puts the present text of an article into its history, before another takes its place or its page is taken down. */
export async function keepText(tx: Tx, articleId: string): Promise<void> {
  await sql`
    insert into carbonwire.revision (article_id, revision, kind, at, page_id, content)
    select id, revision, 'text', fetched_at, page_id, content from carbonwire.article where id = ${articleId}
    on conflict (article_id, revision) do update set page_id = excluded.page_id, content = excluded.content`.execute(
    tx,
  )
}
