import { sql } from 'kysely'
import type { Tx } from './schema.ts'

/** Removes every page that was ever fetched at these addresses or that their articles were read from; bytes that no other page has go too. */
export async function removePages(tx: Tx, addressIds: string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with own as (select * from carbonwire.article where id = any(${addressIds}::uuid[])),
      linked as (select * from carbonwire.link where id = any(${addressIds}::uuid[]))
    select page_id as id from own union select unnest(further_page_ids) from own
    union select page_id from carbonwire.revision where article_id in (select id from own) and page_id is not null
    union select page_id from linked where page_id is not null
    union select page.id from carbonwire.page join (select url from own union select url from linked) as known
      on known.url <> '' and known.url in (page.url, page.final_url)`.execute(tx)
  return deletePages(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Deletes these pages, and the bytes that no other page has. */
export async function deletePages(tx: Tx, pageIds: string[]): Promise<number> {
  if (!pageIds.length) return 0
  const { rows } = await sql<{ body_hash: Buffer }>`
    delete from carbonwire.page where id = any(${pageIds}::uuid[]) returning body_hash`.execute(tx)
  const hashes = rows.map(({ body_hash }) => body_hash.toString('hex'))
  await sql`
    delete from carbonwire.body where hash in (select decode(hash, 'hex') from unnest(${hashes}::text[]) as hash)
      and not exists (select from carbonwire.page where page.body_hash = body.hash)`.execute(tx)
  return rows.length
}
