import type { StoryView } from './doors/reading.ts'
import { readMembers } from './members.ts'
import type { Db } from './schema.ts'
import { readFeedItem } from './stored-values.ts'

/** The id of the story that this one is now; null when there is none. */
async function livingStoryId(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('story')
    .select(['id', 'into_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? (row.into_id ?? row.id) : null
}

/** See `Store.findStory`. The id of a story that became part of another finds that one. */
export async function findStory(db: Db, id: string): Promise<StoryView | null> {
  const living = await livingStoryId(db, id)
  if (!living) return null
  const row = await db
    .selectFrom('story')
    .select(['item', 'lead_id', 'removed'])
    .where('id', '=', living)
    .executeTakeFirstOrThrow()
  const members = await readMembers(db, living)
  const lead = members.find(({ article }) => article.id === row.lead_id)
  if (row.removed || !lead) return null

  const { html, text } = lead.article.article
  const item = { ...readFeedItem(row.item), html, text }
  return {
    item,
    lead: lead.article,
    members: members.map(({ article, place }) => ({
      article,
      place,
      rule: place.kind === 'copies' ? place.rule : null,
      figures: place.kind === 'copies' ? place.figures : null,
    })),
    siblings: await readSiblingTitles(db, item.siblings),
  }
}

async function readSiblingTitles(db: Db, ids: string[]): Promise<StoryView['siblings']> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('story')
    .select(['id', 'item'])
    .where('id', 'in', ids)
    .orderBy('first_sequence')
    .execute()
  return rows.map(({ id, item }) => ({ id, title: item.title, url: item.url }))
}
