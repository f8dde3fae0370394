import { runWorker } from '../src/cli/run-worker.ts'

/** Decides what articles mean to readers, tells those who asked to be told, and runs stages again. One is enough; a second one waits its turn in the store. */
await runWorker('publish', { roles: { publish: 1, deliver: 1, replay: 1 }, serves: false })
