import { sql } from 'kysely'
import type { Tx } from './schema.ts'

/** Issues that were made forget the stories of these articles: what is taken out stands nowhere. */
export async function dropFromDigests(tx: Tx, articleIds: string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with told as (select story_id from carbonwire.member where article_id = any(${articleIds}::uuid[]))
    select story_id as id from told
    union select id from carbonwire.story where into_id in (select story_id from told)`.execute(tx)
  const storyIds = rows.map(({ id }) => id)
  if (storyIds.length === 0) return
  await sql`
    update carbonwire.digest_issue set content = jsonb_set(content, '{entries}', coalesce((
      select jsonb_agg(entry order by place)
      from jsonb_array_elements(content -> 'entries') with ordinality as told(entry, place)
      where entry ->> 'storyId' <> all(${storyIds}::text[])), '[]'))
    where exists (
      select from jsonb_array_elements(content -> 'entries') as entry
      where entry ->> 'storyId' = any(${storyIds}::text[]))`.execute(tx)
}
