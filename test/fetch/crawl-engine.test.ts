import { afterEach, expect, test, vi } from 'vitest'
import { startEngine } from '../../src/fetch/crawl-engine.ts'

afterEach(() => void vi.useRealTimers())

test('when the clock is set back by hours, a domain that was asked before is asked again at once', async () => {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true })
  const engine = startEngine(4)
  const ask = () =>
    engine.submit({
      ...{ name: 'round', url: 'https://news.example/1', signal: AbortSignal.timeout(20_000) },
      run: async () => 'ended',
    })
  expect(await ask()).toBe('ended')
  vi.setSystemTime(Date.now() - 5 * 3_600_000)
  expect(await ask()).toBe('ended')
  await engine.close()
})
