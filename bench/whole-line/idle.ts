import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, pssOf } from './processes.ts'
import type { Row } from './row.ts'
import { expectPublished } from './side-by-side.ts'
import { type BenchLine, startLine } from './started-line.ts'
import { HOSTS, startWeb } from './started-web.ts'

const SETTLED_MS = 8_000
/** Some time within this V8 goes once through all of the memory, to give back what the work before took. */
const GIVEN_BACK_MS = 150_000
const LOOKED_MS = 30_000

/** What a process costs that has nothing to do: at first, while it gives its memory back, and from then on. */
export async function measureIdle(tell: (row: Row) => void): Promise<void> {
  const web = await startWeb(20, { main: [0, 20] })
  const line = await startLine({ shape: 'embedded', web })
  try {
    await line.crawl('main')
    await expectPublished(line, 20 * HOSTS.length)
    await sleep(SETTLED_MS)
    tell({ name: 'idle at first', ...(await look(line)) })
    await sleep(GIVEN_BACK_MS)
    tell({ name: 'idle', ...(await look(line)) })
  } finally {
    await line.end()
    web.close()
  }
}

async function look({ roots }: BenchLine) {
  const before = cpuOf(roots)
  await sleep(LOOKED_MS)
  const spent = ((cpuOf(roots) - before) * 1000) / LOOKED_MS
  return {
    'CPU ms a second': Math.round(spent * 10) / 10,
    'MB of all processes': Math.round(pssOf(roots.slice(0, 1))),
  }
}
