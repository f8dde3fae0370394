import { afterEach, describe, expect, test } from 'vitest'
import type { Later, Pace, Turn } from '../../src/model/pace.ts'

/** A pace under test, and a second one over the same books, as another worker would open it. */
export type OpenedPace = { pace: Pace; other: Pace; close(): Promise<void> }

/** `turnLastsMs`: how long a turn lasts whose holder has died. */
export type OpenPace = (options?: { turnLastsMs?: number }) => Promise<OpenedPace>

/** What every implementation of the pace must do. */
export function describePace(name: string, open: OpenPace): void {
  describe(`the pace on ${name}`, () => {
    let opened: OpenedPace | undefined
    afterEach(async () => {
      await opened?.close()
      opened = undefined
    })
    const start = async (options?: { turnLastsMs?: number }) => {
      opened = await open(options)
      return opened
    }

    test('two requests to one host start at least the gap apart', async () => {
      const { pace } = await start()
      const starts: number[] = []
      for (let i = 0; i < 3; i++) {
        const turn = asTurn(await pace.takeTurn('a.example:80', { gapMs: 300, concurrency: 1 }))
        starts.push(performance.now())
        await turn.release()
      }
      expect(smallestGap(starts)).toBeGreaterThan(200)
    })

    test('the gap holds between workers', async () => {
      const { pace, other } = await start()
      const starts: number[] = []
      await Promise.all(
        [pace, other, pace, other].map(async each => {
          const turn = asTurn(await each.takeTurn('a.example:80', { gapMs: 300, concurrency: 4 }))
          starts.push(performance.now())
          await turn.release()
        }),
      )
      expect(smallestGap(starts)).toBeGreaterThan(200)
    })

    test('hosts do not wait for each other, and a port makes another host', async () => {
      const { pace } = await start()
      const polite = { gapMs: 60_000, concurrency: 1 }
      const turns = await Promise.all(
        ['a.example:80', 'a.example:8080', 'b.example:80'].map(host => pace.takeTurn(host, polite)),
      )
      expect(turns.map(turn => turn.kind)).toEqual(['turn', 'turn', 'turn'])
    })

    test('no more requests are under way than allowed, across workers', async () => {
      const { pace, other } = await start()
      const polite = { gapMs: 0, concurrency: 2 }
      let underWay = 0
      let most = 0
      await Promise.all(
        Array.from({ length: 8 }, async (_, i) => {
          const turn = asTurn(await (i % 2 ? pace : other).takeTurn('a.example:80', polite))
          most = Math.max(most, ++underWay)
          await new Promise(done => setTimeout(done, 20))
          underWay--
          await turn.release()
        }),
      )
      expect(most).toBe(2)
    })

    test('a turn given back twice frees one place only', async () => {
      const { pace } = await start()
      const polite = { gapMs: 0, concurrency: 2 }
      const first = asTurn(await pace.takeTurn('a.example:80', polite))
      await pace.takeTurn('a.example:80', polite)
      await first.release()
      await first.release()
      await pace.takeTurn('a.example:80', polite)
      const fourth = await pace.takeTurn('a.example:80', polite, { maxWaitMs: 50 })
      expect(fourth.kind).toBe('later')
    })

    test('of two settings for one host the strictest holds for both', async () => {
      const { pace, other } = await start()
      await asTurn(await pace.takeTurn('a.example:80', { gapMs: 60_000, concurrency: 1 })).release()
      const later = await other.takeTurn(
        'a.example:80',
        { gapMs: 0, concurrency: 8 },
        { maxWaitMs: 100 },
      )
      expect(later.kind).toBe('later')
      expect((later as Later).afterMs).toBeGreaterThan(50_000)
    })

    test('nobody gets a turn on a host that is held off, and the answer says when to come back', async () => {
      const { pace, other } = await start()
      await pace.holdOff('a.example:80', Date.now() + 300_000, 'retry-after')
      const later = await other.takeTurn(
        'a.example:80',
        { gapMs: 0, concurrency: 1 },
        { maxWaitMs: 1000 },
      )
      expect(later).toMatchObject({ kind: 'later', reason: 'retry-after' })
      expect((later as Later).afterMs).toBeGreaterThan(200_000)
      expect((later as Later).afterMs).toBeLessThanOrEqual(300_000)
    })

    test('a shorter hold does not shorten a longer one', async () => {
      const { pace } = await start()
      await pace.holdOff('a.example:80', Date.now() + 30_000, 'retry-after')
      await pace.holdOff('a.example:80', Date.now() + 10, 'overloaded')
      const later = await pace.takeTurn(
        'a.example:80',
        { gapMs: 0, concurrency: 1 },
        { maxWaitMs: 100 },
      )
      expect(later.kind).toBe('later')
    })

    test('a hold that ends lets the waiting on', async () => {
      const { pace } = await start()
      const until = Date.now() + 150
      await pace.holdOff('a.example:80', until, 'retry-after')
      const turn = await pace.takeTurn('a.example:80', { gapMs: 0, concurrency: 1 })
      expect(turn.kind).toBe('turn')
      expect(Date.now()).toBeGreaterThanOrEqual(until - 5)
    })

    test('one who gives up waiting leaves the host to the others', async () => {
      const { pace } = await start()
      const polite = { gapMs: 0, concurrency: 1 }
      const first = asTurn(await pace.takeTurn('a.example:80', polite))
      const giveUp = new AbortController()
      const second = pace.takeTurn('a.example:80', polite, { signal: giveUp.signal })
      giveUp.abort(new Error('no longer wanted'))
      await expect(second).rejects.toThrow('no longer wanted')
      await first.release()
      const third = await pace.takeTurn('a.example:80', polite, { maxWaitMs: 2000 })
      expect(third.kind).toBe('turn')
    })

    test('a signal that has fired already is not waited for', async () => {
      const { pace } = await start()
      const fired = AbortSignal.abort(new Error('too late'))
      const turn = pace.takeTurn('a.example:80', { gapMs: 0, concurrency: 1 }, { signal: fired })
      await expect(turn).rejects.toThrow('too late')
    })

    test('a turn whose holder died ends by itself', async () => {
      const { pace, other } = await start({ turnLastsMs: 200 })
      const polite = { gapMs: 0, concurrency: 1 }
      await pace.takeTurn('a.example:80', polite)
      const turn = await other.takeTurn('a.example:80', polite, { maxWaitMs: 5000 })
      expect(turn.kind).toBe('turn')
    })
  })
}

function asTurn(answer: Turn | Later): Turn {
  if (answer.kind === 'turn') return answer
  throw new Error(`expected a turn, got later: ${answer.reason}, ${answer.afterMs} ms`)
}

function smallestGap(starts: number[]): number {
  const sorted = [...starts].sort((a, b) => a - b)
  return Math.min(...sorted.slice(1).map((start, i) => start - sorted[i]!))
}
