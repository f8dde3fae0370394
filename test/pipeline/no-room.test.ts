import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allTitles, sourcesOf } from '../faults/processes.ts'
import { openShakenWeb } from '../faults/shaken-web.ts'
import { makeConfig, startLineFor } from './start-line.ts'

const ARTICLES = 40

test('a round ends where the disk is full, what it had is asked for again as before, and all of it comes once there is room', {
  timeout: 240_000,
}, async () => {
  await using web = await openShakenWeb({ articles: ARTICLES })
  using config = makeConfig(
    sourcesOf(web, 1).map(source => ({ ...source, politeness: { gapMs: 300, concurrency: 1 } })),
  )
  await using running = await startLineFor(config.dir, { ALLOW_ADDRESSES: '127.0.0.1' })
  const { store } = running.world
  let isFull = false
  store.room = async () => (isFull ? { ok: false, reason: 'the disk is full' } : { ok: true })

  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await sleep(100)
  }
  await until(async () => web.asked.length > 5)
  isFull = true
  // The round has seen it when it has been ended and its source is free.
  await until(async () => (await store.listSources())[0]!.lastRoundAt !== null)
  const asked = web.asked.length
  expect(asked).toBeLessThan(ARTICLES)
  // The sweep looks every ten seconds.
  await sleep(11_000)
  expect(web.asked.length).toBe(asked)
  expect((await store.listSources())[0]!.outcomes).not.toHaveProperty('retry:own-fault')

  isFull = false
  await until(async () => (await store.readFeed({}, 200)).length === ARTICLES)
  const titles = (await store.readFeed({}, 200)).map(({ title }) => title)
  expect(titles.sort()).toEqual(allTitles(1, ARTICLES))
  expect(new Set(web.asked).size).toBe(web.asked.length)
})
