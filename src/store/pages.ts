import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { Page } from '../model/page.ts'
import { addressId } from './names.ts'
import type { Db } from './schema.ts'
import { toJson, toText } from './stored-values.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** A page ready to be written: packing it takes no part in a transaction. */
export type PackedPage = { id: string; page: Page; hash: Buffer; bytes: Buffer }

/** Compresses a page's bytes and gives it its id: one address at one time is one page. */
export async function packPage(page: Page): Promise<PackedPage> {
  return {
    id: addressId(`${page.fetchedAt.toISOString()} ${page.url}`),
    page,
    hash: createHash('sha256').update(page.bytes).digest(),
    bytes: await compress(page.bytes),
  }
}

/** Keeps a page; bytes that are there already are not written again. */
export async function insertPage(db: Db, { id, page, hash, bytes }: PackedPage): Promise<void> {
  await db
    .insertInto('body')
    .values({ hash, bytes, size: page.bytes.length })
    .onConflict(conflict => conflict.column('hash').doNothing())
    .execute()
  await db
    .insertInto('page')
    .values({
      id,
      url: toText(page.url),
      final_url: toText(page.finalUrl),
      status: page.status,
      headers: toJson(page.headers),
      fetched_at: page.fetchedAt,
      body_hash: hash,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
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
