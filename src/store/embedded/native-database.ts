import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import type { Database } from '../database.ts'
import { endableInTime } from '../end-pool.ts'
import { openPool } from '../open-pool.ts'
import { isCluster, makeCluster, ownCluster, ROLE, readPassword } from './cluster.ts'
import { startPostgres } from './postgres-server.ts'
import type { Programs } from './programs.ts'
import type { ServerUser } from './server-user.ts'

/** Where the cluster of a data directory lies. */
export const clusterOf = (dataDir: string) => join(resolve(dataDir), 'postgres')

/**
 * The line says the same few dozen statements all day. A connection that has planned one keeps the plan and what it looked up for it, some
 * 7 MB: few connections plan less and hold less, and more of them would wait for the same rows.
 */
const LINE_CONNECTIONS = 4

export type NativeOptions = {
  programs: Programs
  user: ServerUser
  cluster: string
  onError?: (error: Error) => void
}

/** Starts the PostgreSQL of a data directory, which is made when it is not there, and connects to it. The caller holds the directory's lock. */
export async function openNativeDatabase(options: NativeOptions): Promise<Database> {
  const { programs, user, cluster } = options
  if (isCluster(cluster)) ownCluster(user, cluster)
  else await makeCluster(programs, user, cluster)
  const server = await startPostgres(options)
  const connection = connectTo(cluster)
  return {
    pool: connection.pool,
    line: connection.line,
    engine: 'native',
    async close() {
      await connection.close()
      await server.stop()
    },
  }
}

/** Connects to a server that runs in this cluster, ours or another process's. */
function connectTo(cluster: string): Pick<Database, 'pool' | 'line' | 'close'> {
  const door = socketFolder(cluster)
  const address: pg.PoolConfig = {
    host: door.path,
    port: 5432,
    user: ROLE,
    password: () => readPassword(cluster),
    database: 'postgres',
  }
  const pool = openPool(address)
  const line = openPool(address, LINE_CONNECTIONS)
  const ends = [pool, line].map(endableInTime)
  return {
    ...{ pool, line },
    async close() {
      await Promise.all(ends.map(end => end()))
      door.remove()
    },
  }
}

/** The kernel takes 103 to 107 bytes for the path of a socket. */
const LONGEST_PATH = 100

/** The cluster's own folder, where the socket lies, under a name that is short enough to connect to. */
function socketFolder(cluster: string): { path: string; remove(): void } {
  if (Buffer.byteLength(join(cluster, '.s.PGSQL.5432')) <= LONGEST_PATH)
    return { path: cluster, remove() {} }
  const folder = mkdtempSync(join(tmpdir(), 'carbonwire-'))
  symlinkSync(cluster, join(folder, 'db'))
  return {
    path: join(folder, 'db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
