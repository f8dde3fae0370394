import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedQueue } from '../../src/queue/open-queue.ts'
import type { Jobs } from '../../src/queue/queue.ts'

/** A second queue over the same jobs, as another process would open it. */
export type OpenQueue = () => Promise<OpenedQueue>

const minute = 60_000
const soon = (ms: number) => new Date(Date.now() + ms)

/** What every implementation of the queue must do. `empty` takes every job and schedule out. */
export function describeQueue(name: string, open: OpenQueue, empty: () => Promise<void>): void {
  describe(`the queue on ${name}`, () => {
    const opened: OpenedQueue[] = []
    const start = async () => {
      const queue = await open()
      opened.push(queue)
      return queue
    }
    beforeEach(empty)
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(queue => queue.close()))
    })

    test('jobs that were added run once each', async () => {
      const queue = await start()
      const ran: string[] = []
      await queue.add(
        'replay',
        Array.from({ length: 30 }, (_, n) => ({ replayId: `r${n}` })),
      )
      queue.work(
        'replay',
        async job => {
          ran.push(job.replayId)
          return { kind: 'saved' }
        },
        { concurrency: 4 },
      )
      await expect.poll(() => ran.length, { timeout: 60_000 }).toBe(30)
      expect(new Set(ran).size).toBe(30)
    })

    test('a job that waits is not added again, one of another turn is', async () => {
      const queue = await start()
      const job = { replayId: 'a:1' }
      await queue.add('replay', [job, job])
      await queue.add('replay', [job])
      await queue.add('replay', [{ ...job, turn: 'again' }])
      expect((await queue.counts()).replay.waiting).toBe(2)
    })

    test('what is no job of the queue is refused', async () => {
      const queue = await start()
      const wrong = { replayId: 1 } as unknown as Jobs['replay']
      await expect(queue.add('replay', [wrong])).rejects.toThrow('"replay" is not usable')
      expect((await queue.counts()).replay.waiting).toBe(0)
    })

    test('a kind that is woken often, by several processes, has one job that waits', async () => {
      const queues = [await start(), await start()]
      for (const queue of queues) for (let n = 0; n < 5; n++) queue.wake('publish')
      const [queue] = queues as [OpenedQueue, OpenedQueue]
      await expect.poll(async () => (await queue.counts()).publish.waiting).toBe(1)
      queue.wake('publish')
      await sleep(500)
      expect((await queue.counts()).publish.waiting).toBe(1)
    })

    test('one that is woken while it runs runs once more, and again the next time', async () => {
      const queue = await start()
      let runs = 0
      const first = Promise.withResolvers<void>()
      const began = Promise.withResolvers<void>()
      queue.work(
        'publish',
        async () => {
          runs++
          began.resolve()
          await first.promise
          return { kind: 'published' }
        },
        { concurrency: 1 },
      )
      queue.wake('publish')
      await began.promise
      const other = await start()
      for (const each of [queue, other]) for (let n = 0; n < 3; n++) each.wake('publish')
      // What this process was asked meanwhile is passed on a moment later.
      await sleep(500)
      expect(runs).toBe(1)
      first.resolve()
      await expect.poll(() => runs, { timeout: 60_000 }).toBe(2)
      await expect.poll(async () => (await queue.counts()).publish.active).toBe(0)
      expect(runs).toBe(2)
      other.wake('publish')
      await expect.poll(() => runs, { timeout: 60_000 }).toBe(3)
    })

    test('a source that has a job waiting gets no other, however often and by whomever it is taken up', async () => {
      const queues = [await start(), await start()] as [OpenedQueue, OpenedQueue]
      const ids = Array.from({ length: 40 }, (_, n) => `s${n}.example`)
      await queues[0].schedule([{ sourceId: ids[0]!, intervalMs: minute, nextAt: soon(-5_000) }])
      for (let again = 0; again < 3; again++)
        await Promise.all(queues.map(queue => queue.takeUp(ids, 'sweep')))
      await queues[1].takeUp(ids.slice(0, 9), 'more')
      expect((await queues[0].counts()).crawl.waiting).toBe(ids.length)
    })

    test('a source that is taken up while its job runs has one more run, and later ones again', async () => {
      const queue = await start()
      const slots: string[] = []
      const gate = Promise.withResolvers<void>()
      queue.work(
        'crawl',
        async ({ slot }) => {
          slots.push(slot)
          await gate.promise
          return { kind: 'saved' }
        },
        { concurrency: 2 },
      )
      await queue.takeUp(['a.example'], 'sweep')
      await expect.poll(() => slots.length, { timeout: 60_000 }).toBe(1)
      for (let again = 0; again < 3; again++) await queue.takeUp(['a.example'], 'more')
      gate.resolve()
      await expect.poll(() => slots, { timeout: 60_000 }).toEqual(['sweep', 'more'])
      await expect.poll(async () => (await queue.counts()).crawl.active).toBe(0)
      await queue.takeUp(['a.example'], 'more')
      await expect.poll(() => slots.length, { timeout: 60_000 }).toBe(3)
    })

    test('schedules that were lost are made anew, and those that stand keep their time', async () => {
      const queue = await start()
      const round = (sourceId: string) => ({ sourceId, intervalMs: minute, nextAt: soon(minute) })
      const rounds = [round('a.example'), round('b.example'), round('c.example')]
      await queue.schedule(rounds)
      await empty()
      await queue.restore(rounds)
      expect((await queue.counts()).crawl).toMatchObject({ delayed: 3, waiting: 0 })
      await queue.restore(rounds.map(each => ({ ...each, nextAt: soon(5 * minute) })))
      expect((await queue.counts()).crawl).toMatchObject({ delayed: 3, waiting: 0 })
    })

    test('a source has one schedule, however often it is told', async () => {
      const queue = await start()
      const rounds = [{ sourceId: 'a.example', intervalMs: minute, nextAt: soon(minute) }]
      for (let again = 0; again < 3; again++) await queue.schedule(rounds)
      const other = await start()
      await other.schedule(rounds)
      expect((await queue.counts()).crawl).toMatchObject({ delayed: 1, waiting: 0 })
    })

    test('the schedule of a source that is gone goes too, and its job with it', async () => {
      const queue = await start()
      const round = (sourceId: string) => ({ sourceId, intervalMs: minute, nextAt: soon(minute) })
      await queue.schedule([round('a.example'), round('b.example')])
      await queue.schedule([round('b.example')])
      expect((await queue.counts()).crawl).toMatchObject({ delayed: 1, waiting: 0 })
      await queue.schedule([])
      expect((await queue.counts()).crawl).toMatchObject({ delayed: 0, waiting: 0 })
    })

    test('the first round comes at its time, then one every interval, each in a slot of its own', async () => {
      const queue = await start()
      const rounds: { slot: string; at: number }[] = []
      const nextAt = soon(400)
      await queue.schedule([{ sourceId: 'a.example', intervalMs: 500, nextAt }])
      queue.work(
        'crawl',
        async ({ slot, sourceId }) => {
          expect(sourceId).toBe('a.example')
          rounds.push({ slot, at: Date.now() })
          return { kind: 'saved' }
        },
        { concurrency: 1 },
      )
      await expect.poll(() => rounds.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(3)
      expect(rounds[0]!.at).toBeGreaterThanOrEqual(nextAt.getTime() - 20)
      expect(new Set(rounds.map(({ slot }) => slot)).size).toBe(rounds.length)
    })

    test('a round that is due runs at once, and a new time replaces the old', async () => {
      const queue = await start()
      const round = { sourceId: 'a.example', intervalMs: minute }
      await queue.schedule([{ ...round, nextAt: soon(minute) }])
      await queue.schedule([{ ...round, nextAt: soon(-5_000) }])
      expect((await queue.counts()).crawl).toMatchObject({ waiting: 1, delayed: 0 })
    })

    test('a handler that throws fails its job, and the others go on', async () => {
      const queue = await start()
      const ran: string[] = []
      queue.work(
        'replay',
        async ({ replayId }) => {
          ran.push(replayId)
          if (replayId === 'r1') throw new Error('a bug')
          return { kind: 'saved' }
        },
        { concurrency: 1 },
      )
      await queue.add('replay', [{ replayId: 'r1' }, { replayId: 'r2' }])
      await expect.poll(() => ran.sort(), { timeout: 60_000 }).toEqual(['r1', 'r2'])
      await expect.poll(async () => (await queue.counts()).replay.failed).toBe(1)
    })

    test('a running job that ends soon is let finish when the workers stop', async () => {
      const queue = await start()
      let ended = false
      const { promise: began, resolve: begin } = Promise.withResolvers<void>()
      queue.work(
        'replay',
        async () => {
          begin()
          await sleep(100)
          ended = true
          return { kind: 'saved' }
        },
        { concurrency: 1 },
      )
      await queue.add('replay', [{ replayId: 'r1' }])
      await began
      await queue.stopWorkers(4_000)
      expect(ended).toBe(true)
      expect((await queue.counts()).replay).toMatchObject({ waiting: 0, active: 0 })
    })

    test('a long one is asked to end, is given back, and runs again elsewhere', async () => {
      const queue = await start()
      const { promise: began, resolve: begin } = Promise.withResolvers<void>()
      queue.work(
        'replay',
        async (_job, signal) => {
          begin()
          await new Promise(resolve => signal.addEventListener('abort', resolve))
          return { kind: 'skipped', reason: 'aborted' }
        },
        { concurrency: 1 },
      )
      await queue.add('replay', [{ replayId: 'r1' }])
      await began
      const stoppedAt = performance.now()
      await queue.stopWorkers(2_000)
      expect(performance.now() - stoppedAt).toBeLessThan(45_000)
      expect((await queue.counts()).replay).toMatchObject({ waiting: 1, active: 0 })

      const other = await start()
      const { promise: again, resolve: runAgain } = Promise.withResolvers<string>()
      other.work(
        'replay',
        async ({ replayId }) => {
          runAgain(replayId)
          return { kind: 'saved' }
        },
        { concurrency: 1 },
      )
      expect(await again).toBe('r1')
    })

    test('a job that hears nothing is left behind at the deadline', async () => {
      const queue = await start()
      const { promise: began, resolve: begin } = Promise.withResolvers<void>()
      const { promise: never, resolve: end } = Promise.withResolvers<void>()
      queue.work(
        'replay',
        async () => {
          begin()
          await never
          return { kind: 'saved' }
        },
        { concurrency: 1 },
      )
      await queue.add('replay', [{ replayId: 'r1' }])
      await began
      const stoppedAt = performance.now()
      await queue.stopWorkers(400)
      expect(performance.now() - stoppedAt).toBeLessThan(45_000)
      end()
    })
  })
}
