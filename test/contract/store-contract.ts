import { beforeEach, describe } from 'vitest'
import type { OpenedStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { testBackfills } from './store/backfills.ts'
import { testBackups } from './store/backups.ts'
import { testCrawling } from './store/crawling.ts'
import { testDigests } from './store/digests.ts'
import { testHandingOver } from './store/handing-over.ts'
import { testIncidents } from './store/incidents.ts'
import { testKeeping } from './store/keeping.ts'
import { testOperating } from './store/operating.ts'
import { testPublishing } from './store/publishing.ts'
import { testReading } from './store/reading.ts'
import { testRemovals } from './store/removals.ts'
import { testReplaying } from './store/replaying.ts'
import { testSeries } from './store/series.ts'
import { testSessions } from './store/sessions.ts'
import { testSources } from './store/sources.ts'
import { testSubscribing } from './store/subscribing.ts'
import { testTending } from './store/tending.ts'

/** Empties a store without making it anew, which takes seconds. */
export async function emptyStore({ pool }: OpenedStore): Promise<void> {
  const { rows } = await pool.query(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'carbonwire' and tablename not in ('migration', 'wire')",
  )
  const tables = rows.map(({ name }) => `carbonwire.${name}`).join(', ')
  await pool.query(`truncate ${tables}`)
  await pool.query('update carbonwire.wire set last_sequence = 0, last_print = 0')
}

/** What every implementation of the store must do, door by door (`src/store/doors`). Opening and closing it is the caller's. */
export function describeStore(name: string, opened: () => OpenedStore): void {
  describe(`the store on ${name}`, () => {
    beforeEach(() => emptyStore(opened()))
    const store = (): Store => opened().store

    describe('for crawling', () => testCrawling(store))
    describe('for its sources', () => testSources(store))
    describe('for publishing', () => testPublishing(store))
    describe('for replaying', () => testReplaying(store))
    describe('for tending', () => {
      testTending(store)
      testKeeping(opened)
      testIncidents(store)
    })
    describe('for handing over', () => testHandingOver(store))
    describe('for reading', () => testReading(store))
    describe('for market figures', () => testSeries(store))
    describe('for subscribing', () => {
      testSubscribing(store)
      testDigests(store)
    })
    describe('for operating', () => {
      testOperating(store)
      testSessions(store)
      testRemovals(opened)
      testBackfills(store)
      testBackups(store)
    })
  })
}
