import type { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import type { SessionLock } from './session-lock.ts'

type Callback = (error: Error | null, result?: unknown) => void

/**
 * Builds the class of clients for a `pg.Pool` over one PGlite. They share its one session: each statement takes the lock unless
 * its client holds it already, and gives it back when no transaction is left open. An idle client (one that listens) holds nothing.
 */
function buildEmbeddedClient(db: PGlite, lock: SessionLock): typeof pg.Client {
  const clients = new Set<pg.Client>()
  db.onNotification((channel, payload) => {
    for (const client of clients) {
      client.emit('notification', { channel, payload, processId: 0, length: 0 })
    }
  })

  class EmbeddedClient extends pg.Client {
    #tail: Promise<unknown> = Promise.resolve()

    constructor() {
      super(createPgConfig(gatherMessages(db)) as unknown as pg.ClientConfig)
      clients.add(this)
    }

    // pg overloads this name eight times; what is passed on is what was passed in.
    override query(...given: unknown[]): never {
      const callback = typeof given.at(-1) === 'function' ? (given.pop() as Callback) : null
      if (typeof (given[0] as { submit?: unknown } | null)?.submit === 'function') {
        throw new Error('The embedded database takes statements, not cursors or streams')
      }
      const answer = this.#inTurn(() => this.#speak(given))
      if (!callback) return answer as never

      answer.then(
        result => process.nextTick(callback, null, result),
        error => process.nextTick(callback, error),
      )
      return undefined as never
    }

    /** Undoes a transaction that was left open, before the pool lends the client out again. */
    abandon(): void {
      this.#inTurn(async () => {
        if (lock.isOwnedBy(this)) await this.#speak(['ROLLBACK'])
      }).catch(() => undefined)
    }

    override async end(callback?: unknown): Promise<void> {
      await this.#tail
      clients.delete(this)
      const ended = super.end()
      if (typeof callback === 'function') ended.then(() => callback(), callback as () => void)
      await ended
    }

    // The session tells every client above; what comes back with one's own statement would double it.
    _handleNotification(): void {}

    #inTurn<T>(work: () => Promise<T>): Promise<T> {
      const answer = this.#tail.then(work)
      this.#tail = answer.catch(() => undefined)
      return answer
    }

    async #speak(given: unknown[]): Promise<unknown> {
      await lock.take(this)
      try {
        return await (super.query as (...values: unknown[]) => Promise<unknown>)(...given)
      } finally {
        if (!db.isInTransaction()) lock.giveBack(this)
      }
    }
  }
  return EmbeddedClient
}

/** Parse, Bind, Describe, Execute, Close: what the database answers only when Sync or Flush follows (PostgreSQL protocol 3.0, 54.2.3). */
const gathered = new Set([0x50, 0x42, 0x44, 0x45, 0x43])

/**
 * The database as a client speaks to it, with the messages of one statement handed over together: each call into the database costs
 * more than the message in it.
 */
function gatherMessages(db: PGlite): PGlite {
  let waiting: Uint8Array[] = []
  const speaker: Pick<PGlite, 'waitReady' | 'execProtocolStream'> = {
    waitReady: db.waitReady,
    async execProtocolStream(message, options) {
      waiting.push(message)
      if (gathered.has(message[0]!)) return []
      const together = Buffer.concat(waiting)
      waiting = []
      return db.execProtocolStream(together, options)
    },
  }
  return speaker as PGlite
}

/** A pool of such clients. `search_path` is that of the session, set where the database is opened. */
export function openEmbeddedPool(db: PGlite, lock: SessionLock): pg.Pool {
  const Client = buildEmbeddedClient(db, lock)
  // Clients are objects in this process: many of them cost nothing, and each worker keeps one to listen.
  const pool = new pg.Pool({ Client, max: 64, idleTimeoutMillis: 0 } as pg.PoolConfig)
  pool.on('release', (_error, client) => (client as unknown as { abandon(): void }).abandon())
  return pool
}
