import { sql } from 'kysely'
import { refreshStories } from './refresh-story.ts'
import type { Tx } from './schema.ts'
import { toJson } from './stored-values.ts'
import { lockWire, saveWire } from './wire.ts'
import { forgetWords } from './word-index.ts'

/**
 * Takes articles out of their stories before they are deleted. A story that has others goes on, with the next of them as its first; one
 * that has none is told as removed and forgotten, and so is what the archive kept of it. Counts the latter.
 */
export async function dropFromStories(tx: Tx, articleIds: string[], now: Date): Promise<number> {
  const { rows: left } = await sql<{ story_id: string }>`
    delete from carbonwire.member where article_id = any(${articleIds}::uuid[]) returning story_id`.execute(
    tx,
  )
  const stories = [...new Set(left.map(({ story_id }) => story_id))]
  if (!stories.length) return 0

  const wire = await lockWire(tx, now)
  await chooseStarters(tx, stories, articleIds)
  const { rows: dead } = await sql<{ id: string }>`
    select id from unnest(${stories}::text[]) as id
    where not exists (select from carbonwire.member where story_id = id)`.execute(tx)
  const deadIds = dead.map(({ id }) => id)
  const others = await endSiblings(tx, deadIds)
  const touched = [...stories, ...others.filter(id => !deadIds.includes(id))]
  await refreshStories(wire, new Map(touched.map(id => [id, ''])), new Map())
  await saveWire(wire)
  await forgetStories(tx, stories, deadIds, articleIds)
  return deadIds.length
}

/** Where the article that started a story leaves, the one that joined next starts it, and what was copied from the former from that. */
async function chooseStarters(tx: Tx, stories: string[], leaving: string[]): Promise<void> {
  await sql`
    update carbonwire.member set place = ${toJson({ kind: 'starts' })}::jsonb
    where article_id in (
      select distinct on (story_id) article_id from carbonwire.member
      where story_id = any(${stories}::text[])
        and not exists (select from carbonwire.member as first where first.story_id = member.story_id and first.place ->> 'kind' = 'starts')
      order by story_id, joined_at, article_id)`.execute(tx)
  await sql`
    update carbonwire.story set started_by = member.article_id
    from carbonwire.member
    where story.id = any(${stories}::text[]) and member.story_id = story.id and member.place ->> 'kind' = 'starts'`.execute(
    tx,
  )
  await sql`
    update carbonwire.member set place = jsonb_set(place, '{articleId}', to_jsonb(story.started_by::text))
    from carbonwire.story
    where member.story_id = any(${stories}::text[]) and story.id = member.story_id
      and member.place ->> 'articleId' = any(${leaving}::text[])`.execute(tx)
}

async function endSiblings(tx: Tx, dead: string[]): Promise<string[]> {
  const { rows } = await sql<{ other_id: string }>`
    delete from carbonwire.sibling where story_id = any(${dead}::text[]) or other_id = any(${dead}::text[])
    returning case when story_id = any(${dead}::text[]) then other_id else story_id end as other_id`.execute(
    tx,
  )
  return [...new Set(rows.map(({ other_id }) => other_id))]
}

/** The change log goes on saying that there was a story; what it said is nowhere any more. */
async function forgetStories(
  tx: Tx,
  stories: string[],
  dead: string[],
  articleIds: string[],
): Promise<void> {
  const named = sql`into_id = any(${stories}::text[])`
  const { rows: deleted } = await sql<{ place: number }>`
    delete from carbonwire.story where id = any(${dead}::text[]) or into_id = any(${dead}::text[])
    returning first_sequence as place`.execute(tx)
  await forgetWords(
    tx,
    deleted.map(({ place }) => place),
  )
  await sql`update carbonwire.story set item = '{}' where ${named} and started_by = any(${articleIds}::uuid[])`.execute(
    tx,
  )
  // Documents of the archive are made anew of what there is.
  await sql`
    delete from carbonwire.archive_document where exists (
      select from jsonb_array_elements(items) as item where item ->> 'id' = any(${stories}::text[]))`.execute(
    tx,
  )
}
