import pg from 'pg'

/** Each worker of the queue keeps one connection to listen; the others are for statements. */
const CONNECTIONS = 16
const CONNECT_LIMIT_MS = 10_000

/** A pool of connections to a Postgres. `search_path` is that of the queue's tables; ours are always named with their schema. */
export function openPool(address: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...address,
    options: '-c search_path=bullmq,public',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: 'carbonwire',
  })
  // A lost connection comes with all that is known of it, which is nothing for a log.
  pool.on('error', error => {
    delete (error as { client?: unknown }).client
  })
  return pool
}
