import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdCompress, zstdCompressSync, zstdDecompress } from 'node:zlib'
import { sql } from 'kysely'
import type { Page } from '../model/page.ts'
import { addressId } from './names.ts'
import type { Db } from './schema.ts'
import { toJson } from './stored-values.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/**
 * A page of this size is packed in a millisecond: to hand it to another thread and take it back costs twice as much of the processor, and as
 * much of this thread as the packing itself.
 */
const AT_ONCE_BYTES = 128_000

/** A page ready to be written: packing it takes no part in a transaction. */
export type PackedPage = { id: string; page: Page; hash: Buffer; bytes: Buffer }

/** One address at one time is one page. */
export const pageIdOf = ({ url, fetchedAt }: Page): string =>
  addressId(`${fetchedAt.toISOString()} ${url}`)

/** Compresses a page's bytes and gives it its id. */
export async function packPage(page: Page): Promise<PackedPage> {
  return {
    id: pageIdOf(page),
    page,
    hash: hash('sha256', page.bytes, 'buffer'),
    bytes: await pack(page.bytes),
  }
}

const pack = (bytes: Uint8Array): Buffer | Promise<Buffer> =>
  bytes.length <= AT_ONCE_BYTES ? zstdCompressSync(bytes) : compress(bytes)

/** Keeps pages; bytes that are there already are not written again. In the order of their hashes, so that no two writers wait for each other. */
export async function insertPages(db: Db, pages: PackedPage[]): Promise<void> {
  const sorted = pages.toSorted((a, b) => Buffer.compare(a.hash, b.hash))
  await db
    .insertInto('body')
    .values(sorted.map(({ hash, bytes, page }) => ({ hash, bytes, size: page.bytes.length })))
    .onConflict(conflict => conflict.column('hash').doNothing())
    .execute()
  const rows = sorted.map(({ id, page, hash }) => ({
    ...{ id, url: page.url, final_url: page.finalUrl, status: page.status, headers: page.headers },
    ...{ fetched_at: page.fetchedAt, body_hash: hash.toString('hex') },
  }))
  await sql`
    insert into carbonwire.page (id, url, final_url, status, headers, fetched_at, body_hash)
    select r.id, r.url, r.final_url, r.status, r.headers, r.fetched_at, decode(r.body_hash, 'hex')
    from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as r(id uuid, url text, final_url text, status integer, headers jsonb, fetched_at timestamptz, body_hash text)
    on conflict (id) do nothing`.execute(db)
}

/** See `Store.keepPage`. */
export async function keepPage(db: Db, page: Page): Promise<string> {
  const packed = await packPage(page)
  await insertPages(db, [packed])
  return packed.id
}

export async function findPage(db: Db, pageId: string): Promise<Page | null> {
  const row = await db
    .selectFrom('page')
    .innerJoin('body', 'body.hash', 'page.body_hash')
    .select(['url', 'final_url', 'status', 'headers', 'fetched_at', 'bytes'])
    .where('page.id', '=', pageId)
    .executeTakeFirst()
  if (!row) return null

  return {
    url: row.url,
    finalUrl: row.final_url,
    status: row.status,
    headers: row.headers,
    bytes: new Uint8Array(await decompress(row.bytes)),
    fetchedAt: row.fetched_at,
  }
}
