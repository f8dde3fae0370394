import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** Whoever still holds a connection then is a job that was left behind. */
const LIMIT_MS = 2_000

/** Lets a pool be ended though a client was never given back: `end` alone would wait for it for ever. */
export function endableInTime(pool: pg.Pool): () => Promise<void> {
  const clients = new Set<pg.PoolClient>()
  let allGone = () => {}
  // Each queue and each worker of BullMQ listens for errors of its own.
  pool.setMaxListeners(64)
  pool.on('connect', client => clients.add(client))
  pool.on('remove', client => {
    clients.delete(client)
    if (!clients.size) allGone()
  })

  return async () => {
    // The pool is done as soon as its clients have been told; a server that is stopped then would cut them off.
    const gone = new Promise<void>(resolve => {
      allGone = resolve
      if (!clients.size) resolve()
    })
    const ended = Promise.all([pool.end(), gone])
    const stop = new AbortController()
    const late = sleep(LIMIT_MS, undefined, { signal: stop.signal }).catch(() => undefined)
    await Promise.race([ended, late])
    stop.abort()
    for (const client of clients) {
      client.on('error', () => undefined)
      ;(client as unknown as pg.Client).end().catch(() => undefined)
    }
    clients.clear()
  }
}
