import { runWorker } from '../src/cli/run-worker.ts'

/** Serves feeds, API and pages. It never crawls, so that readers do not wait for the crawl. */
await runWorker('server', { roles: {}, serves: true })
