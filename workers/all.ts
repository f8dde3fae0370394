import { runWorker } from '../src/cli/run-worker.ts'

/** Everything in one process: crawls, publishes and serves. */
await runWorker('all')
