import { sql } from 'kysely'
import type { StoredArticle } from '../model/stored-article.ts'
import type { Place } from '../model/story.ts'
import { articleColumns, toStoredArticle } from './articles.ts'
import type { Member } from './build-item.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

export type StoryMember = Member & { place: Place }

/** The articles of a story: the one that started it, then the copies in the order they joined. */
export async function readMembers(db: Db, storyId: string): Promise<StoryMember[]> {
  return (await readMembersOf(db, [storyId], new Map())).get(storyId) ?? []
}

/** The articles of several stories, by story. Those that are at hand are not read again. */
export async function readMembersOf(
  db: Db,
  storyIds: string[],
  atHand: ReadonlyMap<string, StoredArticle>,
): Promise<Map<string, StoryMember[]>> {
  if (!storyIds.length) return new Map()
  const known = [...atHand.keys()]
  const rows = await db
    .selectFrom('member')
    .innerJoin('article', 'article.id', 'member.article_id')
    .leftJoin('source', 'source.id', 'article.source_id')
    .select(
      articleColumns
        .filter(column => column !== 'content')
        .map(column => `article.${column}` as const),
    )
    .select(
      sql<unknown>`case when article.id = any(${known}::uuid[]) then null else article.content end`.as(
        'content',
      ),
    )
    .select(['member.place', 'member.joined_at', 'article.host_outlet', 'source.config'])
    .select('member.story_id as in_story')
    .where(sql<boolean>`member.story_id = any(${storyIds}::text[])`)
    .orderBy(sql`member.place ->> 'kind' <> 'starts'`)
    .orderBy('member.joined_at')
    .orderBy('article.id')
    .execute()
  const found = rows.map(row => ({
    article: atHand.get(row.id) ?? toStoredArticle(row),
    source: row.config,
    hostOutlet: row.host_outlet,
    joinedAt: row.joined_at,
    place: inStory(row.place as Place, row.in_story),
  }))
  return new Map(
    Object.entries(Object.groupBy(found, (_, at) => rows[at]!.in_story)).map(([id, members]) => [
      id,
      members!,
    ]),
  )
}

/** Puts articles into stories, or moves them there; one that is there already only gets the place. */
export async function putMembers(
  tx: Tx,
  members: { articleId: string; storyId: string; place: Place }[],
  now: Date,
): Promise<void> {
  if (!members.length) return
  const rows = members.map(({ articleId, storyId, place }) => ({
    ...{ article_id: articleId, story_id: storyId, place },
  }))
  await sql`
    with r as (select * from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(article_id uuid, story_id text, place jsonb)),
      moved as (
        update carbonwire.article set story_id = r.story_id from r
        where article.id = r.article_id and article.story_id is distinct from r.story_id)
    insert into carbonwire.member (article_id, story_id, place, joined_at)
    select r.article_id, r.story_id, r.place, ${now} from r
    on conflict (article_id) do update set story_id = excluded.story_id, place = excluded.place`.execute(
    tx,
  )
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
