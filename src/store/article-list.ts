import { sql } from 'kysely'
import { isUuid } from '../text/uuid.ts'
import type { ArticlePage, ArticleQuery, KnownAddress } from './archive.ts'
import { articleColumns, toStoredArticle } from './articles.ts'
import { addressId } from './names.ts'
import type { Db } from './schema.ts'

/** See `Archive.listArticles`. A cursor that is none is taken for the beginning. */
export async function listArticles(
  db: Db,
  query: ArticleQuery,
  limit: number,
  cursor?: string,
): Promise<ArticlePage> {
  const after = readCursor(cursor)
  let rows = db.selectFrom('article').select(articleColumns)
  if (query.source?.length) rows = rows.where('source_id', 'in', query.source)
  if (query.outlet?.length) rows = rows.where('outlet', 'in', query.outlet)
  if (query.language?.length) rows = rows.where('language', 'in', query.language)
  if (query.tier?.length) rows = rows.where('tier', 'in', query.tier)
  if (query.since) rows = rows.where('first_fetched_at', '>=', query.since)
  if (query.until) rows = rows.where('first_fetched_at', '<', query.until)
  if (query.inStory !== undefined)
    rows = rows.where('story_id', query.inStory ? 'is not' : 'is', null)
  if (after)
    rows = rows.where(
      sql<boolean>`(first_fetched_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('first_fetched_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const articles = found.slice(0, limit).map(toStoredArticle)
  const last = articles.at(-1)
  return {
    articles,
    next: last && found.length > limit ? `${last.firstFetchedAt.getTime()}.${last.id}` : null,
  }
}

function readCursor(cursor: string | undefined): { at: Date; id: string } | null {
  const found = /^(\d{1,15})\.(.+)$/.exec(cursor ?? '')
  return found && isUuid(found[2]!) ? { at: new Date(Number(found[1])), id: found[2]! } : null
}

/** See `Archive.findAddresses`. */
export async function findAddresses(db: Db, urlKeys: string[]): Promise<Map<string, KnownAddress>> {
  const keys = new Map(urlKeys.map(key => [addressId(key), key]))
  if (!keys.size) return new Map()
  const { rows } = await sql<{ asked: string; id: string; story_id: string | null }>`
    select asked.id as asked, article.id, article.story_id
    from unnest(${[...keys.keys()]}::uuid[]) as asked (id)
      left join carbonwire.alias on alias.id = asked.id
      join carbonwire.article on article.id = asked.id or article.id = alias.target_id
    order by article.id = asked.id`.execute(db)
  return new Map(
    rows.map(row => [keys.get(row.asked)!, { articleId: row.id, storyId: row.story_id }]),
  )
}
