import { fieldsOf, type ReadFields } from '../draft/compare-fields.ts'
import type { Page } from '../model/page.ts'
import type { Listed } from '../pipeline/check-source.ts'
import type { OperateWorld } from '../pipeline/world.ts'

/** A stored page on its way through JSON, and what was read from it. */
export type SentPage = {
  page: Omit<Page, 'bytes' | 'fetchedAt'> & { bytes: string; fetchedAt: string }
  fields: ReadFields
  /** The date that only the list tells. */
  listed: Listed | null
}

/** The pages of a source that were fetched last, with what was read of them. */
export async function sendRecentPages(
  { store }: OperateWorld,
  { sourceId, limit }: { sourceId: string; limit: number },
): Promise<SentPage[]> {
  const recent = await store.findRecentPages(sourceId, limit)
  return recent.map(({ stored, page }) => ({
    page: {
      ...page,
      bytes: Buffer.from(page.bytes).toString('base64'),
      fetchedAt: page.fetchedAt.toISOString(),
    },
    fields: fieldsOf(stored.article),
    listed:
      stored.article.published?.evidence === 'list'
        ? { title: stored.article.title, truncated: false, published: stored.article.published }
        : null,
  }))
}
