import pg from 'pg'
import { lastMigration } from './migrate.ts'
import { sessionName } from './older-sessions.ts'

/** Each worker of the queue keeps one connection to listen; the others are for statements. */
const CONNECTIONS = 16
const CONNECT_LIMIT_MS = 10_000
/** Longer than what looks into the database now and then leaves between two looks: a new connection costs more than they do. */
const IDLE_MS = 45_000

/**
 * What we depend on, whatever the database, the role or the environment say: the driver reads dates of the ISO style alone. `search_path` is
 * that of the queue's tables; ours are always named with their schema. Statements, because poolers refuse them as startup parameters.
 */
const SETTINGS =
  "set datestyle = 'ISO, MDY'; set timezone = 'UTC'; set search_path = bullmq, public"

/** A pool of connections to a Postgres; as many of them as usual unless told. */
export function openPool(address: pg.PoolConfig, connections = CONNECTIONS): pg.Pool {
  const onConnect = async (client: pg.ClientBase) => {
    // The pool listens to idle clients alone: a lent one whose connection is cut fails the statements of whoever has it, and no more.
    client.on('error', () => undefined)
    await client.query(SETTINGS)
  }
  const pool = new pg.Pool({
    ...address,
    max: connections,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    application_name: sessionName(lastMigration()),
    // Waited for before the client is lent out; its type does not say so.
    onConnect,
  })
  // A lost connection comes with all that is known of it, which is nothing for a log.
  pool.on('error', error => {
    delete (error as { client?: unknown }).client
  })
  return pool
}
