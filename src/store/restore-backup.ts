import type pg from 'pg'
import { UnavailableError } from '../model/unavailable-error.ts'
import {
  type BackupHead,
  type BackupPart,
  compareSums,
  readBackupFile,
  sumOfTable,
} from './backup-file.ts'
import { applyMissing, lastMigration, lockMigrations } from './migrate.ts'

const BATCH = 100

/**
 * Builds what a backup holds beside what is there, under the schema that it was written from, and changes the two in one transaction: everybody
 * else sees the old until the commit and the new from then on.
 */
export async function restoreBackup(pool: pg.Pool, path: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await lockMigrations(client)
    await client.query('drop schema if exists carbonwire_before cascade')
    await client.query('alter schema carbonwire rename to carbonwire_before')
    await fill(client, path)
    await beginAnew(client)
    await applyMissing(client)
    await client.query('commit')
    await client.query('drop schema carbonwire_before cascade')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  await pool.query('analyze')
}

async function fill(client: pg.PoolClient, path: string): Promise<void> {
  let into: TableLoader | null = null
  for await (const part of readBackupFile(path)) {
    if ('carbonwire' in part) await makeSchema(client, path, part)
    else if (part.kind === 'begin') into = await loadTable(client, part.table)
    else if (into) await takePart(client, path, part, into)
  }
}

async function makeSchema(client: pg.PoolClient, path: string, head: BackupHead): Promise<void> {
  if (head.migration > lastMigration())
    throw new UnavailableError(`${path} was written by a newer version of Carbonwire: install that`)
  await applyMissing(client, head.migration)
  for (const [name, value] of Object.entries(head.sequences))
    await client.query('select setval($1::regclass, $2::bigint)', [name, value])
}

type TableLoader = { add(row: string): Promise<void>; finish(): Promise<void> }

async function takePart(
  client: pg.PoolClient,
  path: string,
  part: BackupPart,
  into: TableLoader,
): Promise<void> {
  if (part.kind === 'row') return into.add(part.row)
  if (part.kind !== 'table') return
  await into.finish()
  const { table } = part.sum
  const { rows } = await client.query(sumOfTable(table))
  compareSums(path, part.sum, { table, ...rows[0] })
}

async function loadTable(client: pg.PoolClient, table: string): Promise<TableLoader> {
  const { rows } = await client.query(
    "select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
    [table],
  )
  const columns: string = rows[0].columns
  const picked = columns.replace(/(^|, )/g, '$1(r).')
  // The migrations have put rows into some.
  await client.query(`delete from ${table}`)
  let waiting: string[] = []
  const finish = async () => {
    if (waiting.length)
      await client.query(
        `insert into ${table} (${columns}) overriding system value
         select ${picked} from (select line::${table} as r from unnest($1::text[]) line) x`,
        [waiting],
      )
    waiting = []
  }
  return {
    async add(row) {
      waiting.push(row)
      if (waiting.length >= BATCH) await finish()
    },
    finish,
  }
}

/**
 * Numbers go on behind those that were given meanwhile, so that no number ever stands for two changes; and whoever follows the log is told
 * to begin again.
 */
const beginAnew = (client: pg.PoolClient) =>
  client.query(`
    update carbonwire.wire set epoch = gen_random_uuid(), cluster = before.cluster,
      last_sequence = greatest(wire.last_sequence, before.last_sequence) + 1,
      last_print = greatest(wire.last_print, before.last_print)
    from carbonwire_before.wire as before`)
