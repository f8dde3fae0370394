import { sql } from 'kysely'
import { instantOfPublished } from '../feeds/feed-dates.ts'
import { addLinks } from './add-links.ts'
import { resolveId, writeAlias } from './links.ts'
import { addressId } from './names.ts'
import { insertPage, type PackedPage, packPage } from './pages.ts'
import { keepText } from './revisions.ts'
import type { Db, Tx } from './schema.ts'
import { countArticle } from './sightings.ts'
import type { SaveArticle, SavedArticle } from './store.ts'
import { readArticle, toJson, toText } from './stored-values.ts'
import { inTransaction, lockSource } from './transaction.ts'

/** See `Store.saveArticle`: pages, text, related links and the link's own state in one transaction. */
export async function saveArticle(db: Db, request: SaveArticle): Promise<SavedArticle> {
  const [page, ...furtherPages] = await Promise.all(
    [request.page, ...request.furtherPages].map(packPage),
  )
  return inTransaction(db, async tx => {
    await lockSource(tx, request.sourceId)
    await writeAlias(tx, request.urlKey, request.articleKey)
    for (const each of [page!, ...furtherPages]) await insertPage(tx, each)
    const articleId = await resolveId(tx, request.articleKey)
    const saved = await writeArticle(tx, request, articleId, page!, furtherPages)
    await closeLink(tx, request, articleId)
    if (saved.change === 'new') await countArticle(tx, articleId, request.sourceId)
    await addLinks(tx, {
      sourceId: request.sourceId,
      links: request.related,
      depth: request.depth,
      at: request.page.fetchedAt,
    })
    return saved
  })
}

async function writeArticle(
  tx: Tx,
  request: SaveArticle,
  articleId: string,
  page: PackedPage,
  furtherPages: PackedPage[],
): Promise<SavedArticle> {
  const fields = articleFields(request, page, furtherPages)
  const inserted = await tx
    .insertInto('article')
    .values({
      id: articleId,
      url_key: toText(request.articleKey),
      source_id: request.sourceId,
      revision: 1,
      first_fetched_at: request.page.fetchedAt,
      ...fields,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { articleId, revision: 1, change: 'new' }

  return reviseArticle(tx, request, articleId, fields)
}

type ArticleFields = ReturnType<typeof articleFields>

function articleFields(request: SaveArticle, page: PackedPage, furtherPages: PackedPage[]) {
  const { article } = request
  const publishedAt = instantOfPublished(article.published)
  return {
    url: toText(article.url),
    title: toText(article.title),
    outlet: article.outlet ? toText(article.outlet.name) : null,
    language: article.language,
    published_at: publishedAt,
    content: toJson(article),
    encoding: request.encoding,
    page_id: page.id,
    further_page_ids: furtherPages.map(({ id }) => id),
    fetched_at: request.page.fetchedAt,
    gone_at: null,
    gone_outcome: null,
  }
}

/** An older fetch never overwrites what a newer one said; a text that reads the same stays as it is. */
async function reviseArticle(
  tx: Tx,
  request: SaveArticle,
  articleId: string,
  fields: ArticleFields,
): Promise<SavedArticle> {
  const before = await tx
    .selectFrom('article')
    .select(['revision', 'content', 'fetched_at', 'page_id', 'gone_at'])
    .where('id', '=', articleId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const unchanged = { articleId, revision: before.revision, change: 'unchanged' as const }
  if (before.fetched_at > request.page.fetchedAt) return unchanged

  const isBack = before.gone_at !== null && request.page.fetchedAt > before.gone_at
  if (before.gone_at && !isBack) return unchanged
  const isRevised = request.isRevision(readArticle(before.content))
  if (!isBack && !isRevised) {
    await tx
      .updateTable('article')
      .set({ fetched_at: fields.fetched_at, page_id: fields.page_id })
      .where('id', '=', articleId)
      .execute()
    return unchanged
  }

  const revision = before.revision + 1
  // The text of a page that was taken down went into the history then.
  if (!isBack) await keepText(tx, articleId)
  await tx
    .updateTable('article')
    .set({ ...fields, revision })
    .where('id', '=', articleId)
    .execute()
  if (isBack) {
    await tx
      .insertInto('revision')
      .values({
        article_id: articleId,
        revision,
        kind: 'back',
        at: fields.fetched_at,
        page_id: fields.page_id,
        content: null,
      })
      .execute()
  }
  return { articleId, revision, change: 'revised' }
}

/**
 * Writes how the fetch of the link ended, and the row of the article's own address where that is another. An article is asked for
 * again under one address only: the one it was first read at.
 */
async function closeLink(tx: Tx, request: SaveArticle, articleId: string): Promise<void> {
  const linkId = addressId(request.urlKey)
  const other = await tx
    .selectFrom('link')
    .select('id')
    .where('article_id', '=', articleId)
    .where('id', '!=', linkId)
    .where('due_at', 'is not', null)
    .executeTakeFirst()
  const dueAt = other ? null : request.nextVisitAt
  await sql`${insertLink(request, linkId, request.urlKey, articleId, dueAt)}
    on conflict (id) do update set state = 'done', attempts = 0, page_id = null, etag = excluded.etag, last_modified = excluded.last_modified,
      visits = link.visits + (link.article_id is not null and link.ended_at is distinct from excluded.ended_at)::integer,
      outcome = excluded.outcome, article_id = excluded.article_id, due_at = excluded.due_at, ended_at = excluded.ended_at`.execute(
    tx,
  )
  if (linkId === articleId) return

  await sql`${insertLink(request, articleId, request.articleKey, articleId, null)}
    on conflict (id) do update set state = 'done', article_id = excluded.article_id, due_at = null
    where link.article_id is null`.execute(tx)
}

function insertLink(
  { page, sourceId, depth, article, validators, outcome }: SaveArticle,
  id: string,
  urlKey: string,
  articleId: string,
  dueAt: Date | null,
) {
  const at = page.fetchedAt
  return sql`
    insert into carbonwire.link (id, url_key, url, source_id, state, depth, position, title, truncated, etag, last_modified,
      outcome, article_id, due_at, first_seen_at, ended_at)
    values (${id}, ${toText(urlKey)}, ${toText(page.finalUrl)}, ${sourceId}, 'done', ${depth}, 0, ${toText(article.title)},
      false, ${validators.etag}, ${validators.lastModified}, ${toJson(outcome)}::jsonb, ${articleId}, ${dueAt}, ${at}, ${at})`
}
