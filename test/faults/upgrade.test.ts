import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { end, hasEnded } from '../children.ts'
import { run } from '../cli/run-command.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'
import { hasHistory, oldTree } from './old-tree.ts'
import { allTitles, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 2
const ARTICLES = 10
const whole = SITES * ARTICLES
type Item = { id: string; title: string }

test.skipIf(!hasHistory)(
  `a data directory that 0.1.0 made is taken over as it is, and moved to PostgreSQL by a command: the same stories under the same ids${hasHistory ? '' : ' (skipped: no history of 0.1.0 here)'}`,
  { timeout: 500_000 },
  async () => {
    using old = oldTree()
    await using web = await openShakenWeb({ articles: ARTICLES })
    using config = makeConfig(sourcesOf(web, SITES))
    rmSync(join(old.path, 'config/sources'), { recursive: true, force: true })
    cpSync(join(config.dir, 'sources'), join(old.path, 'config/sources'), { recursive: true })
    const dir = mkdtempSync(join(tmpdir(), 'carbonwire-upgrade-'))
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    const env = {
      ...{ DATA_DIR: join(dir, 'data'), PORT: String(port), ALLOW_ADDRESSES: '127.0.0.1' },
      CRAWLER_CONTACT: 'tests@example.org',
    }
    const items = async () => {
      const answer = await fetch(`${base}/feed.json?limit=100`)
      const { items } = (await answer.json()) as { items: Item[] }
      return items.map(({ id, title }) => ({ id, title })).sort((a, b) => (a.id < b.id ? -1 : 1))
    }
    const startNew = () =>
      startProcess(['bin/carbonwire.mjs', 'start'], { ...env, CONFIG_DIR: config.dir })
    try {
      const before = startProcess([join(old.path, 'workers/all.ts')], {
        ...env,
        CONFIG_DIR: join(old.path, 'config'),
      })
      while ((await items().catch(() => [])).length < whole) await sleep(500)
      const known = await items()
      expect(await end(before, 'SIGTERM')).toBe(0)
      expect(existsSync(join(dir, 'data/database/PG_VERSION'))).toBe(true)

      const after = startNew()
      await untilWhole(base, whole)
      expect(await items()).toEqual(known)
      // And it goes on from there.
      web.articles++
      const asked = startProcess(['bin/carbonwire.mjs', 'crawl'], {
        ...env,
        CONFIG_DIR: config.dir,
      })
      while (!hasEnded(asked)) await sleep(100)
      await untilWhole(base, whole + SITES)
      const grown = await items()
      expect(grown).toEqual(expect.arrayContaining(known))
      expect(await end(after, 'SIGTERM')).toBe(0)

      const moved = await run(['move-data'], { env: { ...env, CONFIG_DIR: config.dir } })
      expect([moved.code, moved.err]).toEqual([0, expect.not.stringMatching(/rror/)])
      const native = startNew()
      const held = await untilWhole(base, whole + SITES)
      expect(held.titles).toEqual(allTitles(SITES, ARTICLES + 1))
      expect(await items()).toEqual(grown)
      expect(await end(native, 'SIGTERM')).toBe(0)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
)
