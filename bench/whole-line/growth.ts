import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillStore } from './fill-store.ts'
import type { Row } from './row.ts'
import { measureLine } from './side-by-side.ts'
import { startWeb } from './started-web.ts'

/** What a page costs when so many articles are stored already, what the whole takes of memory meanwhile, and an article of the disk. */
export async function measureGrowth(
  stored: number[],
  warm: number,
  pages: number,
  tell: (row: Row) => void,
): Promise<void> {
  for (const articles of stored) {
    const dataDir = mkdtempSync(join(tmpdir(), 'carbonwire-bench-'))
    const web = await startWeb(warm + pages, { warm: [0, warm], main: [warm, warm + pages] })
    try {
      const bytes = await fillStore(dataDir, articles)
      const { cpuMsAPage, mostMB } = await measureLine(web, 'embedded', warm, pages, dataDir)
      tell({
        name: `at ${articles} stored articles`,
        ...{ cpuMsAPage, 'most MB': mostMB, 'kB an article': Math.round(bytes / 1024) },
      })
    } finally {
      web.close()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    }
  }
}
