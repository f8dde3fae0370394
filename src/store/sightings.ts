import { sql } from 'kysely'
import type { Db, Tx } from './schema.ts'

/** Sources that list these articles and follow their links, sorted. */
export async function readSightedBy(db: Db, articleIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ source_id: string }>`
    select distinct source_id from carbonwire.sighting where followed and link_id in (
      select unnest(${articleIds}::uuid[])
      union select id from carbonwire.link where article_id = any(${articleIds}::uuid[]))`.execute(
    db,
  )
  return rows.map(({ source_id }) => source_id).sort()
}

/** An article is new: it counts for whoever lists it. `sourceId` is the one that it was fetched for. */
export async function countArticle(tx: Tx, articleId: string, sourceId: string): Promise<void> {
  const sources = new Set([sourceId, ...(await readSightedBy(tx, [articleId]))])
  await sql`update carbonwire.source set articles = articles + 1 where id in (
    select id from carbonwire.source where id = any(${[...sources]}::text[]) order by id for update)`.execute(
    tx,
  )
}

/**
 * Puts the articles of these links, where they have been read already, into the feed of a source that has just listed them. For the
 * readers of other feeds nothing has changed, so no change is told.
 */
export async function addToFeed(tx: Tx, sourceId: string, linkIds: string[]): Promise<void> {
  const { rows } = await sql<{ id: string; story_id: string | null; source_id: string }>`
    select article.id, article.story_id, article.source_id from carbonwire.link
      join carbonwire.article on article.id = link.article_id
    where link.id = any(${linkIds}::uuid[]) and article.source_id <> ${sourceId}`.execute(tx)
  if (!rows.length) return

  await sql`update carbonwire.source set articles = articles + ${rows.length}
    where id = ${sourceId}`.execute(tx)
  const stories = rows.flatMap(({ story_id }) => story_id ?? []).sort()
  await sql`
    update carbonwire.story set sources = array_append(sources, ${sourceId}),
      item = jsonb_set(item, '{sources}', to_jsonb(array_append(sources, ${sourceId})))
    where id = any(${stories}::text[]) and not ${sourceId} = any(sources)`.execute(tx)
}
