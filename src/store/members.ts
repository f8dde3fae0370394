import { sql } from 'kysely'
import type { Place } from '../model/story.ts'
import { articleColumns, toStoredArticle } from './articles.ts'
import type { Member } from './build-item.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

/** The articles of a story: the one that started it, then the copies in the order they joined. */
export async function readMembers(db: Db, storyId: string): Promise<(Member & { place: Place })[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('article', 'article.id', 'member.article_id')
    .leftJoin('source', 'source.id', 'article.source_id')
    .select(articleColumns.map(column => `article.${column}` as const))
    .select(['member.place', 'member.joined_at', 'article.host_outlet', 'source.config'])
    .where('member.story_id', '=', storyId)
    .orderBy(sql`member.place ->> 'kind' <> 'starts'`)
    .orderBy('member.joined_at')
    .orderBy('article.id')
    .execute()
  return rows.map(row => ({
    article: toStoredArticle(row),
    source: row.config,
    hostOutlet: row.host_outlet,
    joinedAt: row.joined_at,
    place: inStory(row.place as Place, storyId),
  }))
}

/** Puts an article into a story, or moves it there; one that is there already only gets the place. */
export async function putMember(
  tx: Tx,
  articleId: string,
  storyId: string,
  place: Place,
  now: Date,
): Promise<void> {
  const row = { story_id: storyId, place: toJson(place) }
  await tx
    .insertInto('member')
    .values({ article_id: articleId, joined_at: now, ...row })
    .onConflict(conflict => conflict.column('article_id').doUpdateSet(row))
    .execute()
  await tx.updateTable('article').set({ story_id: storyId }).where('id', '=', articleId).execute()
}

/** Takes an article out of its story; returns that story's id, or null when it was in none. */
export async function dropMember(tx: Tx, articleId: string): Promise<string | null> {
  const row = await tx
    .deleteFrom('member')
    .where('article_id', '=', articleId)
    .returning('story_id')
    .executeTakeFirst()
  await tx.updateTable('article').set({ story_id: null }).where('id', '=', articleId).execute()
  return row?.story_id ?? null
}

/** A place names the story as it was when it was written; stories that join go on under one id. */
const inStory = (place: Place, storyId: string): Place =>
  place.kind === 'copies' ? { ...place, storyId } : place
