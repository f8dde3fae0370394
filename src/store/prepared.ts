import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A statement is prepared when a connection is given it for this time: what comes once is not worth its memory. */
const FROM_TIME = 3
/** Prepared statements of one connection; each keeps its plan in memory. */
const MOST = 120
/** Statements that are counted before: lists of every length are statements of their own. */
const MOST_COUNTED = 1_000

/** What one connection was given. */
type Known = { times: Map<string, number>; names: Map<string, string> }

/**
 * The same pool for whoever sends the same statements again and again: each connection keeps them prepared, so that the database neither reads
 * nor plans them anew, which costs as much as carrying most of them out. Only for a database that we reach without a pooler
 * between: behind one, a statement may meet another connection than the one it was prepared on.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, Known>()
  const knownBy = (client: pg.PoolClient): Known => {
    const found = known.get(client) ?? { times: new Map(), names: new Map() }
    known.set(client, found)
    return found
  }
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    async connect() {
      const client = await pool.connect()
      const mine = wrapped.get(client) ?? wrap(client, knownBy(client))
      wrapped.set(client, mine)
      return mine
    },
    end: () => pool.end(),
  }
}

function wrap(client: pg.PoolClient, known: Known): PostgresPoolClient {
  const query = (text: string, values: unknown[]): Promise<unknown> => {
    const name = values.length ? nameOf(text, known) : null
    return name ? client.query({ name, text, values }) : client.query(text, values)
  }
  // Nobody here asks by cursors, the other kind that the type knows.
  return { query: query as never, release: () => client.release() }
}

/** The name under which this connection keeps a statement; null while it comes too seldom. */
function nameOf(text: string, { times, names }: Known): string | null {
  const name = names.get(text)
  if (name) return name
  const time = (times.get(text) ?? 0) + 1
  if (times.size >= MOST_COUNTED) times.clear()
  times.set(text, time)
  if (time < FROM_TIME || names.size >= MOST) return null
  times.delete(text)
  const fresh = `s${names.size}`
  names.set(text, fresh)
  return fresh
}
