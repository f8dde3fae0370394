import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { end, hasEnded } from '../children.ts'
import { faketime } from '../clock.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'
import { allTitles, seeded, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb, type ShakenWeb } from './shaken-web.ts'

const SITES = 4
const ARTICLES = 20
const KILLS = Number(process.env.FAULT_KILLS ?? 20)
const whole = SITES * ARTICLES
const limit = { timeout: 240_000 + KILLS * 3_000 }

const opened = new AsyncDisposableStack()
let web: ShakenWeb
let configDir: string
beforeAll(async () => {
  web = opened.use(await openShakenWeb({ articles: ARTICLES }))
  configDir = opened.use(makeConfig(sourcesOf(web, SITES))).dir
})
afterAll(() => opened.disposeAsync())

/** A data directory of its own, and how a line over it is started. */
async function openLine(more: Record<string, string> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-faults-'))
  opened.defer(() => rmSync(dir, { recursive: true, force: true }))
  const port = await freePort()
  const env = {
    CONFIG_DIR: configDir,
    DATA_DIR: join(dir, 'data'),
    PORT: String(port),
    ALLOW_ADDRESSES: '127.0.0.1',
    ...more,
  }
  const start = (before?: string[]) => startProcess(['bin/carbonwire.mjs', 'start'], env, before)
  return { dir, env, start, base: `http://127.0.0.1:${port}` }
}

/** Nothing lost, nothing doubled, every number given once, and nothing told twice. */
async function expectWhole(base: string): Promise<void> {
  const held = await untilWhole(base, whole)
  expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
  expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
  expect(held.kinds).toEqual(['added'])
}

test(
  'undisturbed, every article is there once, and nothing is told as updated',
  limit,
  async () => {
    const { start, base } = await openLine()
    const child = start()
    await expectWhole(base)
    expect(await end(child, 'SIGTERM')).toBe(0)
  },
)

test(
  `killed ${KILLS} times within one crawl, it ends like one that was left alone`,
  limit,
  async () => {
    const { start, base } = await openLine()
    const random = seeded(7)
    for (let kill = 0; kill < KILLS; kill++) {
      const child = start()
      await sleep(300 + random() * 3200)
      await end(child, 'SIGKILL')
    }
    const child = start()
    await expectWhole(base)
    expect(await end(child, 'SIGTERM')).toBe(0)
  },
)

test('a second start on one directory is refused, and the first goes on', limit, async () => {
  const { start, env, base } = await openLine()
  const first = start()
  await sleep(3000)
  const second = startProcess(['bin/carbonwire.mjs', 'start'], { ...env, PORT: '0' })
  while (!hasEnded(second)) await sleep(100)
  expect(second.exitCode).toBe(1)
  await expectWhole(base)
  expect(await end(first, 'SIGTERM')).toBe(0)
})

test(
  'a web that breaks, cuts, stalls and blocks by turns delays articles and loses none',
  limit,
  async () => {
    const { start, env, base } = await openLine()
    const moods = ['broken', 'cut', 'slow', 'forbidden'] as const
    for (let n = 0; n < ARTICLES; n += 5) web.moods.set(`0/${n}`, moods[(n / 5) % moods.length]!)
    const child = start()
    await untilWhole(base, whole - 4)
    web.moods.clear()
    // An operator asks for the source again; by itself it would be asked for within hours.
    const asked = startProcess(['bin/carbonwire.mjs', 'crawl', 's0.example'], {
      CONFIG_DIR: configDir,
      DATA_DIR: env.DATA_DIR,
      ALLOW_ADDRESSES: '127.0.0.1',
    })
    while (!hasEnded(asked)) await sleep(100)
    await expectWhole(base)
    await end(child, 'SIGTERM')
  },
)

test.skipIf(!faketime)(
  'a clock that jumps by hours both ways loses and doubles nothing',
  limit,
  async () => {
    const { dir, start, base } = await openLine({
      LD_PRELOAD: faketime!,
      FAKETIME_TIMESTAMP_FILE: join(tmpdir(), `carbonwire-clock-${process.pid}`),
      // Timers are not to jump: the clock on the wall is.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_NO_CACHE: '1',
    })
    const clock = join(tmpdir(), `carbonwire-clock-${process.pid}`)
    opened.defer(() => rmSync(clock, { force: true }))
    writeFileSync(clock, '+0\n')
    const child = start()
    // In the midst of the crawl, each time.
    const before = web.asked.length
    for (const [part, offset] of ['+2h', '-3h', '+5h', '+0'].entries()) {
      while (web.asked.length - before < (whole * (part + 1)) / 5) await sleep(50)
      writeFileSync(clock, `${offset}\n`)
    }
    await expectWhole(base)
    await end(child, 'SIGKILL')
    expect(existsSync(dir)).toBe(true)
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
      const { start, base } = await openLine()
      const child = start(['/usr/bin/taskset', '-c', core])
      await expectWhole(base)
      await end(child, 'SIGTERM')
    } finally {
      await end(busy, 'SIGKILL')
    }
  },
)
