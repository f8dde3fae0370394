import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { end } from '../children.ts'
import { run } from '../cli/run-command.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'
import { openArchiveWeb } from './archive-web.ts'
import { startProcess, untilWhole } from './processes.ts'

const PAGES = 8
const ON_PAGE = 6
const whole = PAGES * ON_PAGE
/** What the source takes by itself: not older than a month. */
const YOUNG = 5
const KILLS = 3

type Told = { state: string; articles: number; open: number }

test('a source that is read back while its process is killed again and again comes to the day that was asked for, and no article is lost or doubled', {
  timeout: 400_000,
}, async () => {
  await using web = await openArchiveWeb(PAGES, ON_PAGE, 200)
  const source = {
    ...{ id: 's0.example', name: '档案', language: 'zh-Hans', zone: 'UTC', relevance: 'all' },
    ...{ intervalMinutes: 10_080, maxAgeDays: 28 },
    entries: [{ kind: 'listing', url: web.list, maxPages: 1 }],
    politeness: { gapMs: 50, concurrency: 2 },
  }
  using config = makeConfig([source])
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-back-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...{ CONFIG_DIR: config.dir, DATA_DIR: join(dir, 'data'), PORT: String(port) },
    ALLOW_ADDRESSES: '127.0.0.1',
  }
  const start = () => startProcess(['bin/carbonwire.mjs', 'start'], env)
  const ask = async (...more: string[]) =>
    JSON.parse((await run(['backfill', source.id, '--json', ...more], { env })).out) as Told
  let child = start()
  try {
    await untilWhole(base, YOUNG)
    const since = new Date(Date.now() - (web.days + 10) * 86_400_000).toISOString().slice(0, 10)
    expect(await ask('--since', since)).toMatchObject({ state: 'running' })
    for (let kill = 1; kill <= KILLS; kill++) {
      // Some more each time, and never all of it.
      await untilWhole(base, YOUNG + kill * 6)
      await end(child, 'SIGKILL')
      child = start()
    }
    const held = await untilWhole(base, whole)
    expect(new Set(held.titles).size).toBe(whole)
    expect(held.titles).toHaveLength(whole)
    expect(held.kinds).toEqual(['added'])
    let told = await ask()
    while (told.state === 'running') {
      await sleep(500)
      told = await ask()
    }
    expect(told).toMatchObject({ state: 'done', open: 0, articles: whole - YOUNG })
    // A kill costs what was under way, and no more.
    const pages = web.asked.filter(path => path.startsWith('/a/'))
    expect(pages.length).toBeLessThanOrEqual(whole + KILLS * 4)
    expect(await end(child, 'SIGTERM')).toBe(0)
  } finally {
    await end(child, 'SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
})
