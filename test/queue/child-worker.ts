import { openQueue } from '../../src/queue/open-queue.ts'
import { openStore } from '../../src/store/open-store.ts'

// A worker process of its own, `node child-worker.ts DATABASE_URL [REDIS_URL]`: it takes one job up, says so, and never ends it.
const [databaseUrl = '', redisUrl] = process.argv.slice(2)
const { pool, now } = await openStore({ databaseUrl, dataDir: '' })
const log = { warn: () => undefined, error: () => undefined }
const queue = await openQueue({ redisUrl: redisUrl ?? null, pool, now, log })
queue.work(
  'replay',
  async () => {
    process.stdout.write('took\n')
    return new Promise(() => undefined)
  },
  { concurrency: 1 },
)
