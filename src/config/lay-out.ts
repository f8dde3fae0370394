import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/** The configuration that ships: of the checkout, or of the installed package. */
export const SHIPPED_CONFIG = join(dirname(findPackageJSON(import.meta.url)!), 'config')

/** Whether a directory holds no configuration yet: without its vocabulary nothing can be judged. */
export const isBare = (dir: string): boolean => !existsSync(join(dir, 'topics.yaml'))

/** Copies what ships, but for its sources, to where no configuration is yet. A file that is there stays as it is. */
export async function layOutConfig(dir: string): Promise<void> {
  const sources = join(SHIPPED_CONFIG, 'sources')
  await cp(SHIPPED_CONFIG, dir, {
    ...{ recursive: true, force: false },
    filter: from => from !== sources,
  })
}
