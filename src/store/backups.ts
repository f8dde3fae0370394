import { stat } from 'node:fs/promises'
import type pg from 'pg'
import { type BackupHead, checkBackupFile, sumRows, writeBackupFile } from './backup-file.ts'
import { restoreBackup } from './restore-backup.ts'

/** What a backup or a restore has carried. */
export type BackupReport = { rows: number; tables: number; bytes: number; madeAt: Date }

/** Copies of everything, while everybody goes on. */
export interface Backups {
  /** Writes all there is at one moment into a file, reads it back and compares. Throws `UnavailableError` when it cannot. */
  backup(path: string, now: Date): Promise<BackupReport>
  /**
   * Puts a backup in the place of what is there, in one moment, after every table was compared; the change log begins a new epoch. When it
   * throws nothing has changed.
   */
  restore(path: string): Promise<BackupReport>
}

/** Rows that are carried at one time; a page as fetched can be megabytes. */
const BATCH = 100
/** Worth nothing later: who works on what, and whose turn it is at a host. */
const passing = ['carbonwire.lease', 'carbonwire.turn']

/** The store's part for backups. `afterRestore` brings what an older version wrote up to date. */
export function buildBackups(pool: pg.Pool, afterRestore: () => Promise<void>): Backups {
  return {
    async backup(path, now) {
      await writeBackup(pool, path, now)
      const { rows, tables } = await checkBackupFile(path)
      return { rows, tables, bytes: (await stat(path)).size, madeAt: now }
    },
    async restore(path) {
      const { head, rows, tables } = await checkBackupFile(path)
      await restoreBackup(pool, path)
      await afterRestore()
      return { rows, tables, bytes: (await stat(path)).size, madeAt: new Date(head.madeAt) }
    },
  }
}

async function writeBackup(pool: pg.Pool, path: string, now: Date): Promise<void> {
  const writer = await writeBackupFile(path)
  const client = await pool.connect()
  try {
    // One moment for all tables, whatever is written meanwhile.
    await client.query('begin isolation level repeatable read read only')
    await client.query("set local bytea_output = 'hex'; set local extra_float_digits = 1")
    await writer.write(await readHead(client, now))
    const tables = await tablesInOrder(client)
    for (const table of tables) await writeTable(client, table, writer.write)
    await writer.write({ kind: 'end', tables: tables.length })
    await client.query('commit')
    await writer.finish()
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    await writer.abandon()
    throw error
  } finally {
    client.release()
  }
}

async function readHead(client: pg.PoolClient, now: Date): Promise<BackupHead> {
  const { rows } = await client.query('select max(number) as number from carbonwire.migration')
  const sequences = await client.query(
    "select format('carbonwire.%I', sequencename) as name, last_value::text as value from pg_sequences where schemaname = 'carbonwire' and last_value is not null",
  )
  return {
    carbonwire: 'backup',
    format: 1,
    madeAt: now.toISOString(),
    migration: rows[0].number,
    sequences: Object.fromEntries(sequences.rows.map(({ name, value }) => [name, value])),
  }
}

/** Our tables, each behind those that its rows refer to. */
async function tablesInOrder(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers: string[] }>(`
    select format('carbonwire.%I', relname) as name, coalesce((
      select array_agg(format('carbonwire.%I', target.relname)) from pg_constraint
        join pg_class as target on target.oid = confrelid
      where contype = 'f' and conrelid = pg_class.oid and confrelid <> conrelid), '{}') as refers
    from pg_class where relnamespace = 'carbonwire'::regnamespace and relkind = 'r' order by 1`)
  const ordered: string[] = []
  let left = rows.filter(({ name }) => !passing.includes(name) && name !== 'carbonwire.migration')
  while (left.length) {
    const ready = left.filter(({ refers }) => refers.every(name => ordered.includes(name)))
    if (!ready.length) throw new Error('tables refer to each other in a circle')
    ordered.push(...ready.map(({ name }) => name))
    left = left.filter(table => !ready.includes(table))
  }
  return ordered
}

async function writeTable(
  client: pg.PoolClient,
  table: string,
  write: (line: unknown) => Promise<void>,
): Promise<void> {
  const sum = sumRows()
  // The cursor is read to its end and closed with the transaction at the latest.
  await client.query(`declare backup no scroll cursor for select t::text as row from ${table} t`)
  await write({ kind: 'begin', table })
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from backup`)
    for (const { row } of rows) {
      sum.add(row)
      await write(row)
    }
    if (rows.length < BATCH) break
  }
  await client.query('close backup')
  await write({ kind: 'table', sum: sum.of(table) })
}
