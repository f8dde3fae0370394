import type { Row } from './row.ts'
import { startLine } from './started-line.ts'
import { HOSTS, startWeb } from './started-web.ts'

/** SIGTERM in the middle of a crawl. */
export async function measureStop(pages: number, tell: (row: Row) => void): Promise<void> {
  const all = pages * 4
  const web = await startWeb(all, { main: [0, all] })
  const line = await startLine({ shape: 'embedded', web })
  try {
    await line.crawl('main')
    await line.untilPublished(Math.floor((pages * HOSTS.length) / 4), 120_000)
    const { ms, code } = await line.terminate()
    tell({ name: 'SIGTERM under full load', ms, exit: code })
  } finally {
    await line.end()
    web.close()
  }
}
