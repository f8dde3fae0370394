import { describe, expect, test } from 'vitest'
import { openHandover } from '../../src/pipeline/handover.ts'

const never = new AbortController().signal
const LONG_MS = 60_000

/** A handover whose store says of these that they are unpublished. */
function open(unpublished: Set<string> = new Set()) {
  const woken: string[] = []
  const store = { stillUnpublished: async (ids: string[]) => ids.filter(id => unpublished.has(id)) }
  return { woken, handover: openHandover(store, () => woken.push('woken')) }
}

describe('what is stored', () => {
  test('wakes a publisher when none listens here', () => {
    const { handover, woken } = open()
    handover.stored()
    expect(woken).toHaveLength(1)
  })

  test('is told to the one that listens, and nobody else is woken', async () => {
    const { handover, woken } = open()
    using listener = handover.listen()
    handover.stored()
    handover.stored()
    expect(await listener.next(LONG_MS, never)).toBe(true)
    const next = listener.next(LONG_MS, never)
    handover.stored()
    expect(await next).toBe(true)
    expect(woken).toHaveLength(0)
  })

  test.each([
    ['has waited for long enough', 1, never],
    ['is to stop', LONG_MS, AbortSignal.abort()],
  ])('wakes one again when the listener %s', async (_, patienceMs, signal) => {
    const { handover, woken } = open()
    using listener = handover.listen()
    expect(await listener.next(patienceMs, signal)).toBe(false)
    handover.stored()
    expect(woken).toHaveLength(1)
  })

  test('wakes one again when the listener broke off', () => {
    const { handover, woken } = open()
    {
      using _listener = handover.listen()
    }
    handover.stored()
    expect(woken).toHaveLength(1)
  })
})

describe('the crawl waits', () => {
  test('until the article is published in this process', async () => {
    const { handover } = open()
    using _listener = handover.listen()
    let isOver = false
    const waiting = handover.untilPublished('a', never).then(() => {
      isOver = true
    })
    handover.published(['b'])
    await Promise.resolve()
    expect(isOver).toBe(false)
    handover.published(['a'])
    await waiting
  })

  test('until another process has published it', async () => {
    const unpublished = new Set(['a'])
    const { handover } = open(unpublished)
    const waiting = handover.untilPublished('a', never)
    unpublished.delete('a')
    await waiting
  })

  test('not for a publisher that does not come', async () => {
    const { handover } = open(new Set(['a']))
    await handover.untilPublished('a', never)
  })

  test('not when it is to stop', async () => {
    const { handover } = open(new Set(['a']))
    await handover.untilPublished('a', AbortSignal.abort())
  })
})
