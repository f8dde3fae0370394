import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { end } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'
import { allTitles, readEverything, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 3
/** So many that a fast machine has not read them all before the disk is full. */
const ARTICLES = 60
const whole = SITES * ARTICLES
const MB = 1024 * 1024

/** A file system of its own in memory; null where none may be mounted. */
function mountDisk(megabytes: number): ({ dir: string } & Disposable) | null {
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir], {
      stdio: 'ignore',
    })
  } catch {
    rmSync(dir, { recursive: true })
    return null
  }
  return {
    dir,
    [Symbol.dispose]() {
      execFileSync('umount', ['--lazy', dir])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const canMount = (() => {
  using disk = mountDisk(1)
  return disk !== null
})()

/** Writes until a disk has only so many bytes left, or none at all. */
function fill(disk: string, leave: number): string {
  const path = join(disk, 'ballast')
  const file = openSync(path, 'a')
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(disk)
      const left = bavail * bsize - leave
      if (left <= 0) break
      writeSync(file, Buffer.alloc(Math.min(left, 4 * MB)))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
  return path
}

type Health = { status: string; store: { room?: string; error?: string } }

test.skipIf(!canMount).each([
  { left: 'little', leave: 8 * MB },
  { left: 'nothing at all', leave: 0 },
])(
  `while the disk has $left left, the crawl pauses and says so, and goes on by itself${canMount ? '' : ' (skipped: nothing may be mounted here)'}`,
  { timeout: 300_000 },
  async ({ leave }) => {
    using disk = mountDisk(400)!
    await using web = await openShakenWeb({ articles: ARTICLES })
    using config = makeConfig(sourcesOf(web, SITES))
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    const data = join(disk.dir, 'data')
    mkdirSync(data)
    const child = startProcess(['bin/carbonwire.mjs', 'start'], {
      ...{ CONFIG_DIR: config.dir, DATA_DIR: data, PORT: String(port) },
      ...{ ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' },
    })
    const health = async () => {
      const answer = await fetch(`${base}/health`).catch(() => null)
      return answer && ((await answer.json()) as Health)
    }
    const untilHealth = async (status: string) => {
      for (;;) {
        const found = await health()
        if (found?.status === status) return found
        await sleep(200)
      }
    }
    try {
      await untilWhole(base, 5)
      const ballast = fill(disk.dir, leave)
      const told = await untilHealth('degraded')
      expect(told.store.room ?? told.store.error).toMatch(/full|room/)
      // What was under way ends; then nobody is asked for what could not be kept.
      let asked = -1
      while (asked !== web.asked.length) {
        asked = web.asked.length
        await sleep(5000)
      }
      expect((await fetch(`${base}/feed.json`)).status).toBe(200)
      const meanwhile = await readEverything(base)
      expect(meanwhile!.titles.length).toBeLessThan(whole)

      rmSync(ballast)
      const held = await untilWhole(base, whole)
      expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
      expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
      expect(held.kinds).toEqual(['added'])
      await untilHealth('ok')
      expect(await end(child, 'SIGTERM')).toBe(0)
    } finally {
      await end(child, 'SIGKILL')
    }
  },
)
