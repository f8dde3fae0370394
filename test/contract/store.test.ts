import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { openSqlPace } from '../../src/store/pace.ts'
import { hasPostgres, needing, type Service, startPostgres } from '../services.ts'
import { nativeFolder } from './native-folder.ts'
import { describePace } from './pace-contract.ts'
import { describeStore } from './store-contract.ts'

/** Everything that shares the store's database, on one database: to make one takes seconds. */
function describeDatabase(name: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened?.store.close())

  describeStore(name, () => opened)
  describePace(name, async options => {
    await opened.pool.query('truncate carbonwire.host, carbonwire.turn')
    const [pace, other] = [openSqlPace(opened.db, options), openSqlPace(opened.db, options)]
    return { pace, other, close: async () => {} }
  })

  test('robots.txt is kept by origin, and the last one stands', async () => {
    const at = new Date('2026-03-02T01:00:00Z')
    const entry = {
      verdict: 'rules',
      body: 'User-agent: *\n',
      fetchedAt: at,
      expiresAt: at,
    } as const
    expect(await opened.robots.find('https://a.example')).toBeNull()
    await opened.robots.save('https://a.example', { ...entry, verdict: 'disallow', body: '' })
    await opened.robots.save('https://a.example', entry)
    expect(await opened.robots.find('https://a.example')).toEqual(entry)
    expect(await opened.robots.find('https://a.example:8080')).toBeNull()
  })
}

describe('in this process', () => {
  describeDatabase('PGlite', () => openStore({ databaseUrl: null, dataDir: 'memory://' }))
})

describe('in a data directory', () => {
  const folder = nativeFolder()
  afterAll(() => folder[Symbol.dispose]())
  describeDatabase('the PostgreSQL of npm', folder.open)
})

describe.skipIf(!hasPostgres)(needing('on a server', 'postgres', hasPostgres), () => {
  let postgres: Service
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.[Symbol.asyncDispose]())
  describeDatabase('Postgres', () => openStore({ databaseUrl: postgres.url, dataDir: '' }))
})
