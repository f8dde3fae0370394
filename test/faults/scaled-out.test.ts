import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { end, hasEnded } from '../children.ts'
import { allTitles, openScaledOut, seeded, untilWhole, whyNotScaledOut } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 6
const ARTICLES = 20
const KILLS = Number(process.env.FAULT_KILLS ?? 30)

test.skipIf(whyNotScaledOut)(
  `processes killed ${KILLS} times, Redis killed and emptied, Postgres killed: nothing lost or doubled${whyNotScaledOut}`,
  { timeout: 300_000 + KILLS * 3_000 },
  async () => {
    await using web = await openShakenWeb({ articles: ARTICLES })
    await using line = await openScaledOut(web, SITES)
    const { base, postgres, redis, processes, kinds, start } = line
    /** What an orchestrator does: whoever has ended is started again. */
    const tend = () => {
      for (const [at, child] of processes.entries())
        if (hasEnded(child)) processes[at] = start(kinds[at]!)
    }
    const random = seeded(11)
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(200 + random() * 800)
      await end(processes[Math.floor(random() * processes.length)]!, 'SIGKILL')
      if (kill % 10 === 3) {
        await redis.kill()
        await sleep(500)
        await redis.restart()
      }
      if (kill % 10 === 6) {
        const client = new Redis(redis.url)
        client.on('error', () => {})
        await client.flushall()
        client.disconnect()
      }
      if (kill % 10 === 9) {
        await postgres.kill()
        await sleep(500)
        await postgres.restart()
      }
      tend()
    }
    const tending = setInterval(tend, 1000)
    const held = await untilWhole(base, SITES * ARTICLES).finally(() => clearInterval(tending))
    expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
    expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
    expect(held.kinds).toEqual(['added'])
  },
)
