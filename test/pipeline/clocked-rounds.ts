import { vi } from 'vitest'
import { crawlSource } from '../../src/pipeline/crawl-source.ts'
import { publishWaiting } from '../../src/pipeline/publish-waiting.ts'
import type { World } from '../../src/pipeline/world.ts'

/** Hours between rounds, one after the other, such that every try that follows a failure, and every visit, falls into them. */
export const HOURS_UNTIL_SETTLED = [1, 1, 5, 24, 24, 170]

const HOUR_MS = 3_600_000
const never = new AbortController().signal

/** A clock that goes on as it does and that rounds put forward, until it is disposed. */
export function openClock(now: number): Disposable {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now })
  return { [Symbol.dispose]: () => void vi.useRealTimers() }
}

/** Asks every source once, some hours later, and publishes what came, in a line that nobody crawls but the test. */
export function roundsOf(world: World, sourceIds: string[]): (afterHours: number) => Promise<void> {
  let turn = 0
  return async afterHours => {
    vi.setSystemTime(Date.now() + afterHours * HOUR_MS)
    for (const sourceId of sourceIds)
      await crawlSource(world, { sourceId, slot: `asked-${++turn}` }, never)
    await publishWaiting(world, {}, never)
  }
}
