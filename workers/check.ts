import { checkWorker } from '../src/cli/check-worker.ts'

/** The health check of a worker that serves nothing: exits 0 when it can do its work, 1 with the reasons when it cannot. */
await checkWorker(process.env)
