import { sql } from 'kysely'
import type { Db, Tx } from './schema.ts'

/** Sources that list each of these articles and follow its link. */
export async function readSightings(db: Db, articleIds: string[]): Promise<Map<string, string[]>> {
  if (!articleIds.length) return new Map()
  const { rows } = await sql<{ article_id: string; sources: string[] }>`
    select r.article_id, array_agg(distinct sighting.source_id) as sources from (
      select id as article_id, id as link_id from unnest(${articleIds}::uuid[]) as id
      union select article_id, id from carbonwire.link where article_id = any(${articleIds}::uuid[])) as r
    join carbonwire.sighting on sighting.link_id = r.link_id and sighting.followed
    group by r.article_id`.execute(db)
  return new Map(rows.map(row => [row.article_id, row.sources]))
}

/** Articles are new: they count for whoever lists them, and for the sources that they were fetched for. */
export async function countArticles(
  tx: Tx,
  fresh: { articleId: string; sourceId: string }[],
): Promise<void> {
  if (!fresh.length) return
  const sightings = await readSightings(
    tx,
    fresh.map(({ articleId }) => articleId),
  )
  const counts: Record<string, number> = {}
  for (const { articleId, sourceId } of fresh)
    for (const id of new Set([sourceId, ...(sightings.get(articleId) ?? [])]))
      counts[id] = (counts[id] ?? 0) + 1
  await sql`
    update carbonwire.source set articles = articles + (${JSON.stringify(counts)}::jsonb ->> id)::integer where id in (
      select id from carbonwire.source where id = any(${Object.keys(counts)}::text[]) order by id for update)`.execute(
    tx,
  )
}

/**
 * Puts the articles of these links, where they have been read already, into the feeds of sources that have just listed them. For the
 * readers of other feeds nothing has changed, so no change is told.
 */
export async function addToFeeds(
  tx: Tx,
  seen: { link_id: string; source_id: string }[],
): Promise<void> {
  if (!seen.length) return
  const { rows } = await sql<{ story_id: string | null; source_id: string }>`
    select article.story_id, seen.source_id
    from unnest(${seen.map(row => row.link_id)}::uuid[], ${seen.map(row => row.source_id)}::text[]) as seen(link_id, source_id)
      join carbonwire.link on link.id = seen.link_id
      join carbonwire.article on article.id = link.article_id
    where article.source_id <> seen.source_id`.execute(tx)
  const bySource = Object.groupBy(rows, row => row.source_id)
  for (const sourceId of Object.keys(bySource).sort())
    await addToFeed(tx, sourceId, bySource[sourceId]!)
}

async function addToFeed(
  tx: Tx,
  sourceId: string,
  articles: { story_id: string | null }[],
): Promise<void> {
  await sql`update carbonwire.source set articles = articles + ${articles.length}
    where id = ${sourceId}`.execute(tx)
  const stories = articles.flatMap(({ story_id }) => story_id ?? []).sort()
  await sql`
    update carbonwire.story set sources = array_append(sources, ${sourceId}),
      item = jsonb_set(item, '{sources}', to_jsonb(array_append(sources, ${sourceId})))
    where id = any(${stories}::text[]) and not ${sourceId} = any(sources)`.execute(tx)
}
