import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { end, hasEnded } from '../children.ts'
import { ARTICLES, expectWhole, openEmbeddedLine, whole } from './embedded-line.ts'
import { startProcess, untilWhole } from './processes.ts'

const limit = { timeout: 300_000 }

test(
  'a second start on one directory is refused, and the first ends like one that was left alone',
  limit,
  async () => {
    await using line = await openEmbeddedLine()
    const { start, env, base } = line
    const first = start()
    await sleep(3000)
    const second = startProcess(['bin/carbonwire.mjs', 'start'], { ...env, PORT: '0' })
    while (!hasEnded(second)) await sleep(100)
    expect(second.exitCode).toBe(1)
    await expectWhole(base)
    expect(await end(first, 'SIGTERM')).toBe(0)
  },
)

test(
  'a web that breaks, cuts, stalls and blocks by turns delays articles and loses none',
  limit,
  async () => {
    await using line = await openEmbeddedLine()
    const { web, start, env, base } = line
    const moods = ['broken', 'cut', 'slow', 'forbidden'] as const
    for (let n = 0; n < ARTICLES; n += 5) web.moods.set(`0/${n}`, moods[(n / 5) % moods.length]!)
    const child = start()
    await untilWhole(base, whole - 4)
    web.moods.clear()
    // An operator asks for the source again; by itself it would be asked for within hours.
    const asked = startProcess(['bin/carbonwire.mjs', 'crawl', 's0.example'], {
      ...env,
      PORT: '0',
    })
    while (!hasEnded(asked)) await sleep(100)
    await expectWhole(base)
    await end(child, 'SIGTERM')
  },
)

const hasTaskset = existsSync('/usr/bin/taskset')

test.skipIf(!hasTaskset)(
  'on one core beside a busy neighbour it is late and loses nothing',
  limit,
  async () => {
    const core = String(availableParallelism() - 1)
    const busy = startProcess(
      ['-e', 'const end = Date.now() + 180000; while (Date.now() < end);'],
      {},
      ['/usr/bin/taskset', '-c', core],
    )
    try {
      await using line = await openEmbeddedLine()
      const { start, base } = line
      const child = start(['/usr/bin/taskset', '-c', core])
      await expectWhole(base)
      await end(child, 'SIGTERM')
    } finally {
      await end(busy, 'SIGKILL')
    }
  },
)
