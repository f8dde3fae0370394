import type pg from 'pg'

/** What the store runs on: a server elsewhere, a PostgreSQL of our own beside the data, or PostgreSQL compiled into this process. */
export type Engine = 'server' | 'native' | 'pglite'

/** An open database. Closing it ends the connections, and the database itself where it is ours. */
export type Database = { pool: pg.Pool; engine: Engine; close(): Promise<void> }
