import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isLogGone, openClient } from '../../src/client/client.ts'
import { end } from '../children.ts'
import { run } from '../cli/run-command.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'
import { allTitles, readEverything, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 3
const ARTICLES = 16

test('a backup that is written beside a crawl and put back later holds all there was, begins the log anew, and the line goes on from there', {
  timeout: 400_000,
}, async () => {
  await using web = await openShakenWeb({ articles: ARTICLES })
  using config = makeConfig(sourcesOf(web, SITES))
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-beside-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...{ CONFIG_DIR: config.dir, DATA_DIR: join(dir, 'data'), PORT: String(port) },
    ALLOW_ADDRESSES: '127.0.0.1',
  }
  const file = join(dir, 'kept.backup')
  web.mood = 'slow'
  const child = startProcess(['bin/carbonwire.mjs', 'start'], env)
  try {
    const before = await untilWhole(base, 5)
    const { epoch } = await openClient({ base }).changes()
    const asked = web.asked.length
    const backup = await run(['backup', file], { env })
    expect([backup.code, backup.err]).toEqual([0, ''])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    // The crawl went on beside it.
    while (web.asked.length === asked) await sleep(100)

    web.mood = 'well'
    const whole = await untilWhole(base, SITES * ARTICLES)
    const follower = openClient({ base })
    const place = await follower.changes({ after: whole.sequences.length })

    web.mood = 'slow'
    const restore = await run(['restore', file], { env })
    expect([restore.code, restore.err]).toEqual([0, ''])
    expect(restore.out).toContain('told to begin again')
    const held = (await readEverything(base))!
    expect(held.titles).toEqual(expect.arrayContaining(before.titles))
    expect((await follower.changes()).epoch).not.toBe(epoch)
    const ahead = follower.changes({ after: place.next, epoch: place.epoch })
    expect(isLogGone(await ahead.catch(error => error))).toBe(true)

    // What was read after the backup is open again, and is read again.
    web.mood = 'well'
    const again = await untilWhole(base, SITES * ARTICLES)
    expect(again.titles).toEqual(allTitles(SITES, ARTICLES))
    expect(again.sequences).toEqual([...new Set(again.sequences)].sort((a, b) => a - b))
    expect(await end(child, 'SIGTERM')).toBe(0)
  } finally {
    await end(child, 'SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
})
