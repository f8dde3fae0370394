import { sql } from 'kysely'
import type { FeedItem } from '../model/feed.ts'
import type { Db } from './schema.ts'
import { readFeedItem, toJson } from './stored-values.ts'

/** The archive as readers were given it. */
export interface ArchiveDocuments {
  /** The items of a closed stretch of a channel as they were first given out; null when nobody has asked for it yet. */
  findArchiveDocument(channel: string, number: number): Promise<FeedItem[] | null>
  /** Keeps the items of a closed stretch for good, and gives what is kept: of two that come together the first counts. */
  keepArchiveDocument(channel: string, number: number, items: FeedItem[]): Promise<FeedItem[]>
}

/** The store's part for documents of the archive. */
export function buildArchiveDocuments(db: Db): ArchiveDocuments {
  const find = async (channel: string, number: number) => {
    const { rows } = await sql<{ items: unknown[] }>`
      select items from carbonwire.archive_document where channel = ${channel} and number = ${number}`.execute(
      db,
    )
    return rows[0]?.items.map(readFeedItem) ?? null
  }
  return {
    findArchiveDocument: find,
    async keepArchiveDocument(channel, number, items) {
      await sql`
        insert into carbonwire.archive_document (channel, number, items) values (${channel}, ${number}, ${toJson(items)}::jsonb)
        on conflict do nothing`.execute(db)
      return (await find(channel, number)) ?? items
    },
  }
}
