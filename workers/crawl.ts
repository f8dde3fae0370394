import { runWorker } from '../src/cli/run-worker.ts'

/** Fetches and reads. As many of these as there are machines: the store keeps each host's pace over all of them. */
await runWorker('crawl', { roles: { crawl: 12 }, serves: false })
