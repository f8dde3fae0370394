import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { UnavailableError } from '../../model/unavailable-error.ts'
import type { Database } from '../database.ts'
import { migrate } from '../migrate.ts'
import { takeDataDirectory } from './data-directory.ts'
import { clusterOf, openNativeDatabase } from './native-database.ts'
import { pgliteOf } from './open-embedded.ts'
import { findPrograms } from './programs.ts'
import { findServerUser } from './server-user.ts'

export type MoveProgress = (table: string, rows: number, of: number) => void

/** Rows that are carried at one time. */
const BATCH = 200

/**
 * Moves what PGlite keeps in a data directory over to a PostgreSQL of its own, and compares every table on both sides. The old database stays
 * beside it as `database.moved`. Cut short, it has changed nothing. Jobs are left behind: the store knows what is open.
 */
export async function moveData(dataDir: string, onProgress: MoveProgress): Promise<string> {
  const directory = takeDataDirectory(dataDir)
  try {
    const from = pgliteOf(directory.path)
    const cluster = clusterOf(directory.path)
    if (existsSync(cluster)) return `${directory.path} has a PostgreSQL of its own already`
    if (!existsSync(join(from, 'PG_VERSION'))) return `${directory.path} holds no PGlite database`

    const programs = findPrograms(join(directory.path, 'lib'))
    const user = await findServerUser(programs, directory.path, directory.isOurs)
    const draft = `${cluster}.moving`
    rmSync(draft, { recursive: true, force: true })
    const { openPgliteDatabase } = await import('./pglite-database.ts')
    const old = await openPgliteDatabase(directory.path)
    let rows = 0
    try {
      const fresh = await openNativeDatabase({ programs, user, cluster: draft })
      try {
        rows = await copyAll(old, fresh, onProgress)
      } finally {
        await fresh.close()
      }
    } finally {
      await old.close()
    }
    renameSync(draft, cluster)
    renameSync(from, `${from}.moved`)
    return `${rows} rows moved and compared; the old database lies in ${from}.moved and may be deleted`
  } finally {
    directory.release()
  }
}

async function copyAll(old: Database, fresh: Database, onProgress: MoveProgress): Promise<number> {
  await migrate(old.pool)
  await migrate(fresh.pool)
  const [reader, writer] = await Promise.all([old.pool.connect(), fresh.pool.connect()])
  let rows = 0
  try {
    for (const client of [reader, writer])
      await client.query("set timezone = 'UTC'; set extra_float_digits = 1; begin")
    // Rows come table by table: what they refer to may come later.
    await writer.query("set local session_replication_role = 'replica'")
    for (const table of await tablesOf(reader))
      rows += await copyTable(reader, writer, table, onProgress)
    await copySequences(reader, writer)
    await writer.query('commit')
    await reader.query('commit')
  } finally {
    reader.release()
    writer.release()
  }
  await fresh.pool.query('analyze')
  return rows
}

async function tablesOf(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query(
    "select format('carbonwire.%I', tablename) as name from pg_tables where schemaname = 'carbonwire' order by 1",
  )
  return rows.map(({ name }) => name)
}

async function copyTable(
  reader: pg.PoolClient,
  writer: pg.PoolClient,
  table: string,
  onProgress: MoveProgress,
): Promise<number> {
  const [{ columns }] = (
    await writer.query(
      "select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
      [table],
    )
  ).rows
  const picked = columns.replace(/(^|, )/g, '$1(r).')
  const before = await fingerprint(reader, table)
  await writer.query(`delete from ${table}`)
  await reader.query(`declare moving cursor for select t::text as row from ${table} t`)
  for (let done = 0; ; ) {
    const { rows } = await reader.query(`fetch ${BATCH} from moving`)
    if (!rows.length) break
    await writer.query(
      `insert into ${table} (${columns}) overriding system value select ${picked} from (select line::${table} as r from unnest($1::text[]) line) x`,
      [rows.map(({ row }) => row)],
    )
    done += rows.length
    onProgress(table, done, before.rows)
  }
  await reader.query('close moving')

  const after = await fingerprint(writer, table)
  if (after.rows !== before.rows || after.sum !== before.sum)
    throw new UnavailableError(
      `${table} did not arrive as it left (${before.rows} rows, ${after.rows} arrived): nothing was changed`,
    )
  return before.rows
}

/** How many rows there are, and a sum over what they say. */
async function fingerprint(client: pg.PoolClient, table: string) {
  const { rows } = await client.query(
    `select count(*)::integer as rows, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text as sum from ${table} t`,
  )
  return rows[0] as { rows: number; sum: string }
}

async function copySequences(reader: pg.PoolClient, writer: pg.PoolClient): Promise<void> {
  const { rows } = await reader.query(
    "select format('carbonwire.%I', sequencename) as name, last_value from pg_sequences where schemaname = 'carbonwire' and last_value is not null",
  )
  for (const { name, last_value } of rows)
    await writer.query('select setval($1::regclass, $2::bigint)', [name, last_value])
}
