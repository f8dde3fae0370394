import type { Row } from './row.ts'
import { expectPublished } from './side-by-side.ts'
import { startLine } from './started-line.ts'
import { HOSTS, startWeb } from './started-web.ts'

/** Pages a second on one core and on two. The web has its share of the same cores. */
export async function measureCores(
  warm: number,
  pages: number,
  tell: (row: Row) => void,
): Promise<void> {
  const speeds: number[] = []
  for (const cores of ['0', '0,1']) {
    const web = await startWeb(warm + pages, { warm: [0, warm], main: [warm, warm + pages] })
    const line = await startLine({ shape: 'embedded', web, cores })
    try {
      await line.crawl('warm')
      await expectPublished(line, warm * HOSTS.length)
      const startedAt = performance.now()
      await line.crawl('main')
      await expectPublished(line, (warm + pages) * HOSTS.length)
      const speed = (pages * HOSTS.length * 1000) / (performance.now() - startedAt)
      speeds.push(speed)
      tell({ name: `cores ${cores}`, 'pages a second': Math.round(speed * 10) / 10 })
    } finally {
      await line.end()
      web.close()
    }
  }
  tell({ name: 'two beside one', times: Math.round((speeds[1]! / speeds[0]!) * 100) / 100 })
}
