import { runWorker } from '../src/cli/run-worker.ts'

/** Decides what articles mean to readers. One is enough; a second one waits its turn in the store. */
await runWorker('publish', { roles: { publish: 1 }, serves: false })
