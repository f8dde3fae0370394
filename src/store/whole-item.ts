import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { FeedItem } from '../model/feed.ts'

/** A story's item with the text of its lead article, which is stored with the article alone. */
export const wholeItem = sql<unknown>`story.item || coalesce((
  select jsonb_build_object('html', lead.content -> 'html', 'text', lead.content -> 'text')
  from carbonwire.article as lead where lead.id = story.lead_id), '{}')`

/** What is stored of an item: all but its text, which is known by its hash. */
export function slimItem({ html, text, ...item }: FeedItem): { item: object; body_hash: string } {
  return { item, body_hash: bodyHash({ html, text }) }
}

export function bodyHash({ html, text }: Pick<FeedItem, 'html' | 'text'>): string {
  return createHash('sha1').update(html).update('\0').update(text).digest('base64')
}
