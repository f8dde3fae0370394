import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMigrations, type Migration } from '../../src/store/migrate.ts'
import { breaksBelow } from '../../src/store/older-sessions.ts'
import { type OpenedDatabase, openDatabase } from '../../src/store/open-database.ts'
import { RELEASED } from './released.ts'
import { findLosses } from './schema-losses.ts'

let database: OpenedDatabase
let client: pg.PoolClient
beforeAll(async () => {
  database = await openDatabase({ databaseUrl: null, dataDir: 'memory://' })
  client = await database.pool.connect()
  await client.query('create schema carbonwire')
  for (const { number, load } of listMigrations())
    if (number <= RELEASED) await client.query(load())
})
afterAll(async () => {
  client?.release()
  await database?.close()
})

const since: Migration[] = listMigrations().filter(({ number }) => number > RELEASED)

test.each<[string, string, string[]]>([
  [
    'a table and a column that may be empty',
    'create table carbonwire.extra (id integer primary key); alter table carbonwire.source add extra text',
    [],
  ],
  [
    'a column that fills itself',
    "alter table carbonwire.source add extra text not null default ''",
    [],
  ],
  [
    'a list of words that grows',
    "alter table carbonwire.link drop constraint link_state_check, add constraint link_state_check check (state in ('open', 'recorded', 'done', 'more'))",
    [],
  ],
  [
    'a unique new column',
    'alter table carbonwire.source add extra text; create unique index on carbonwire.source (extra)',
    [],
  ],
  [
    'an index and other storage',
    'create index extra on carbonwire.link (title); alter table carbonwire.article alter content set storage external',
    [],
  ],
  [
    'a column that is gone',
    'alter table carbonwire.link drop column title',
    ['link.title is gone'],
  ],
  [
    'a column under another name',
    'alter table carbonwire.link rename column title to headline',
    ['link.title is gone', 'link.headline must be written'],
  ],
  [
    'another type',
    'alter table carbonwire.link alter column depth type bigint',
    ['link.depth is bigint, no longer integer'],
  ],
  [
    'a column that must be written',
    'alter table carbonwire.migrated add extra text not null',
    ['migrated.extra must be written'],
  ],
  [
    'a column that must be filled from now on',
    'alter table carbonwire.migrated alter column name set not null',
    ['migrated.name may no longer be null'],
  ],
  [
    'a list of words that shrinks',
    "alter table carbonwire.migrated drop constraint migrated_kind_check, add constraint migrated_kind_check check (kind in ('a', 'c'))",
    ['migrated migrated_kind_check is new or narrower'],
  ],
  [
    'what must be unique from now on',
    'create unique index once on carbonwire.migrated (name)',
    ['carbonwire.once is unique'],
  ],
  [
    'a function that wants more',
    'drop function carbonwire.migrated_one(integer); create function carbonwire.migrated_one(integer, integer) returns integer language sql as $$ select 1 $$',
    ['migrated_one(integer) is gone'],
  ],
])('%s: %s', async (_, statements, losses) => {
  await client.query('begin')
  try {
    await client.query(
      "create table carbonwire.migrated (id integer, name text, kind text check (kind in ('a', 'b'))); create function carbonwire.migrated_one(integer) returns integer language sql as $$ select 1 $$",
    )
    expect(await findLosses(client, statements)).toEqual(losses)
  } finally {
    await client.query('rollback')
  }
})

test.each(since)(
  '$name leaves what the version before works with, or says that it does not',
  async ({ load }) => {
    const losses = await findLosses(client, load())
    if (breaksBelow(load()) === null) expect(losses).toEqual([])
    else expect(losses).not.toEqual([])
  },
)
