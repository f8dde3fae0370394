import { sql } from 'kysely'
import type { SavedArticle } from './doors/crawling.ts'
import type { Saving } from './saving.ts'
import type { Tx } from './schema.ts'

/**
 * Ends the links that led to something that was taken out, or that belong to a source that was: nothing of them is stored. The first are never
 * asked for again either.
 */
export async function endBarred(tx: Tx, savings: Saving[]): Promise<Map<Saving, SavedArticle>> {
  const ids = savings.flatMap(({ articleId, linkId }) => [articleId, linkId])
  const sources = savings.map(({ request }) => request.sourceId)
  const { rows } = await sql<{ barred: string }>`
    select id::text as barred from carbonwire.removal where id = any(${ids}::uuid[])
    union select id from carbonwire.source where id = any(${sources}::text[]) and removed_at is not null`.execute(
    tx,
  )
  if (!rows.length) return new Map()
  const names = new Set(rows.map(({ barred }) => barred))
  const barred = savings.filter(
    ({ articleId, linkId, request }) =>
      names.has(articleId) || names.has(linkId) || names.has(request.sourceId),
  )
  const links = barred.map(({ linkId }) => linkId)
  await sql`
    update carbonwire.link set state = 'removed', due_at = null, title = '', published = null, summary = null, page_id = null,
      outcome = '{"kind":"skipped","reason":"removed"}'
    where id = any(${links}::uuid[])`.execute(tx)
  return new Map(
    barred.map(saving => [
      saving,
      { articleId: saving.articleId, revision: 0, change: 'barred' as const },
    ]),
  )
}
