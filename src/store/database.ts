import type pg from 'pg'

/** What the store runs on: a server elsewhere, a PostgreSQL of our own beside the data, or PostgreSQL compiled into this process. */
export type Engine = 'server' | 'native' | 'pglite'

/** An open database. Closing it ends the connections, and the database itself where it is ours. */
export type Database = {
  pool: pg.Pool
  /** Connections for what is said with every page, where it has some of its own; null where all is said through `pool`. */
  line: pg.Pool | null
  engine: Engine
  close(): Promise<void>
}
