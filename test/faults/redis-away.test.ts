import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { allTitles, openScaledOut, untilWhole, whyNotScaledOut } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 4
const ARTICLES = 40

test.skipIf(whyNotScaledOut)(
  `while Redis is away no page is told as a fault of ours, and none is fetched a second time${whyNotScaledOut}`,
  { timeout: 400_000 },
  async () => {
    await using web = await openShakenWeb({ articles: ARTICLES })
    await using line = await openScaledOut(web, SITES)
    const { base, postgres, redis } = line
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    const count = async (what: string) =>
      Number((await client.query(`select count(*) as n from carbonwire.${what}`)).rows[0].n)
    const faults = () => count(`link where outcome ->> 'reason' in ('own-fault', 'reader-fault')`)
    try {
      await untilWhole(base, 10)
      for (let outage = 0; outage < 2; outage++) {
        await redis.kill()
        // Rounds that had begun go on, and store what they read.
        const before = await count('article')
        for (let look = 0; look < 10; look++) {
          expect(await faults()).toBe(0)
          await sleep(500)
        }
        expect(await count('article')).toBeGreaterThanOrEqual(before)
        await redis.restart()
      }
      const held = await untilWhole(base, SITES * ARTICLES)
      expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
      expect(held.kinds).toEqual(['added'])
      expect(await faults()).toBe(0)
      const pages = web.asked.filter(path => path.includes('/t'))
      expect(pages.filter((path, at) => pages.indexOf(path) < at)).toEqual([])
    } finally {
      await client.end()
    }
  },
)
