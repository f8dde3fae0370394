import { defineConfig } from 'vitest/config'

/**
 * What measures against pages, benches and checklists that stand beside the project, in ../shared, and are no part of it. Run alone by
 * `npx vitest run --mode outside`, never with the suite.
 */
const outside = 'test/outside/**/*.test.ts'

export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === 'outside' ? outside : 'test/**/*.test.ts'],
    exclude: mode === 'outside' ? [] : [outside],
    // The suites start real databases, workers and a browser: two at a time is what a small machine bears.
    maxWorkers: 2,
    // Limits are there to end what hangs, not to judge a slow or busy machine.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    env: { TZ: process.env.TZ ?? 'America/New_York' },
  },
}))
