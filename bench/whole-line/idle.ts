import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, pssOf } from './processes.ts'
import type { Row } from './row.ts'
import { expectPublished } from './side-by-side.ts'
import { startLine } from './started-line.ts'
import { HOSTS, startWeb } from './started-web.ts'

const SETTLED_MS = 8_000
const LOOKED_MS = 30_000

/** What a process costs that has nothing to do. */
export async function measureIdle(tell: (row: Row) => void): Promise<void> {
  const web = await startWeb(20, { main: [0, 20] })
  const line = await startLine({ shape: 'embedded', web })
  try {
    await line.crawl('main')
    await expectPublished(line, 20 * HOSTS.length)
    await sleep(SETTLED_MS)
    const [own] = line.roots
    const before = cpuOf(line.roots)
    await sleep(LOOKED_MS)
    const spent = ((cpuOf(line.roots) - before) * 1000) / LOOKED_MS
    tell({
      name: 'idle',
      'CPU ms a second': Math.round(spent * 10) / 10,
      'MB of all processes': Math.round(pssOf([own!])),
    })
  } finally {
    await line.end()
    web.close()
  }
}
