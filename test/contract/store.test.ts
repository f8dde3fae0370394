import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { hasPostgres, needing, type Service, startPostgres } from '../services.ts'
import { describePace } from './pace-contract.ts'
import { describeStore } from './store-contract.ts'

describeStore('PGlite', () => openStore({ databaseUrl: null, dataDir: 'memory://' }))

describe.skipIf(!hasPostgres)(needing('on a server', 'postgres', hasPostgres), () => {
  let postgres: Service
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.[Symbol.asyncDispose]())
  const open = () => openStore({ databaseUrl: postgres.url, dataDir: 'unused' })

  describeStore('Postgres', open)
  describePace('Postgres', async pace => {
    const [one, other] = [
      await open(),
      await openStore({ databaseUrl: postgres.url, dataDir: '', pace }),
    ]
    await one.pool.query('truncate carbonwire.host, carbonwire.turn')
    return {
      pace: other.pace,
      other: one.pace,
      close: async () => {
        await one.store.close()
        await other.store.close()
      },
    }
  })
})
