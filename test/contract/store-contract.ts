import { beforeEach, describe } from 'vitest'
import type { OpenedStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { testBackfills } from './store-backfills.ts'
import { testBackups } from './store-backups.ts'
import { testCrawlSide } from './store-crawl.ts'
import { testInstruments } from './store-instruments.ts'
import { testKeeping } from './store-keeping.ts'
import { testReaderSide } from './store-readers.ts'
import { testRemovals } from './store-removals.ts'
import { testServiceSide } from './store-services.ts'
import { testSources } from './store-sources.ts'

/** Empties a store without making it anew, which takes seconds. */
export async function emptyStore({ pool }: OpenedStore): Promise<void> {
  const { rows } = await pool.query(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'carbonwire' and tablename not in ('migration', 'wire')",
  )
  const tables = rows.map(({ name }) => `carbonwire.${name}`).join(', ')
  await pool.query(`truncate ${tables}`)
  await pool.query('update carbonwire.wire set last_sequence = 0, last_print = 0')
}

/** What every implementation of the store must do. Opening and closing it is the caller's. */
export function describeStore(name: string, opened: () => OpenedStore): void {
  describe(`the store on ${name}`, () => {
    beforeEach(() => emptyStore(opened()))
    const store = (): Store => opened().store

    describe('for the crawl', () => testCrawlSide(store))
    describe('for its sources', () => testSources(store))
    describe('for readers', () => testReaderSide(store))
    describe('for what is taken out', () => testRemovals(opened))
    describe('for reading back', () => testBackfills(store))
    describe('for backups', () => testBackups(store))
    describe('for keeping', () => testKeeping(opened))
    describe('for services', () => testServiceSide(store))
    describe('for instruments', () => testInstruments(store))
  })
}
