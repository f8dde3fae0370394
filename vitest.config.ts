import { defineConfig } from 'vitest/config'
import { TellTime } from './test/faults/tell-time.ts'

/**
 * What measures against pages, benches and checklists that stand beside the project, in ../shared, and are no part of it. Run alone by
 * `npx vitest run --mode outside`, never with the suite.
 */
const outside = 'test/outside/**/*.test.ts'

/** Real processes that are killed, slowed down and lied to for minutes: `npm run test:faults`. A short part of it is in the suite. */
const faults = 'test/faults/**/*.test.ts'
/** What a test of the suite's own end interrupts: it never ends by itself. */
const hanging = 'test/interrupted/starts-and-hangs.ts'

/** Many processes on several machines that are none, for half an hour or more: `npm run test:scale`. */
const scale = 'test/scale/**/*.test.ts'
const chosen: Record<string, string> = { outside, faults, hanging, scale }

export default defineConfig(({ mode }) => ({
  test: {
    include: [chosen[mode] ?? 'test/**/*.test.ts'],
    exclude: mode in chosen ? [] : Object.values(chosen),
    setupFiles: ['test/ends-with-vitest.ts'],
    // The suites start real databases, workers and a browser: two at a time is what a small machine bears. Those of faults mostly wait.
    maxWorkers: mode === 'faults' ? 4 : 2,
    ...(mode === 'faults' && { reporters: ['default', new TellTime()] }),
    // Limits are there to end what hangs, not to judge a slow or busy machine.
    testTimeout: 180_000,
    hookTimeout: 360_000,
    expect: { poll: { timeout: 60_000 } },
    // The command line speaks the language of whoever runs the suite; the tests read English.
    env: { TZ: process.env.TZ ?? 'America/New_York', LC_ALL: '', LC_MESSAGES: 'C' },
  },
}))
