import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { end } from '../children.ts'
import { clockOffBy } from '../clock.ts'
import { ARTICLES, cases, limit, openClockedLine, SITES, whyNoClock } from './clocked-line.ts'
import { allTitles, untilWhole } from './processes.ts'

test.skipIf(whyNoClock).each(cases('+1d', '-3h'))(
  `a crawler whose clock is off by %s and that is killed leaves its jobs in %s to the others${whyNoClock}`,
  limit,
  async (offset, jobs) => {
    await using line = await openClockedLine(jobs)
    line.web.mood = 'slow'
    line.start('server')
    line.start('publish')
    const wrong = line.start('crawl', clockOffBy(offset))
    while (line.web.asked.length < SITES * 2) await sleep(100)
    await end(wrong, 'SIGKILL')
    line.web.mood = 'well'
    line.start('crawl')
    const held = await untilWhole(line.base, SITES * ARTICLES)
    expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
    expect(held.kinds).toEqual(['added'])
  },
)
