import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { examine } from '../../../src/cli/doctor-findings.ts'
import { readSettings } from '../../../src/config/read-settings.ts'
import {
  chooseEngine,
  describeChoice,
  type EngineChoice,
} from '../../../src/store/embedded/open-embedded.ts'
import { findPrograms } from '../../../src/store/embedded/programs.ts'
import { openStore } from '../../../src/store/open-store.ts'

const folders: string[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cw-choice-'))
  folders.push(folder)
  return folder
}

describe('where there are no programs of PostgreSQL', () => {
  const find = (links: string) => findPrograms(links, 'sunos-x64')

  test('PGlite takes its place, and the log says why', async () => {
    const choice = await chooseEngine({ path: makeFolder(), isOurs: true }, find)
    expect(describeChoice(choice)).toBe(
      'the database is PGlite: PostgreSQL cannot run here (npm has no PostgreSQL for sunos-x64)',
    )
  })

  test('a directory that PostgreSQL has written is not begun anew beside it', async () => {
    const path = makeFolder()
    mkdirSync(join(path, 'postgres'))
    writeFileSync(join(path, 'postgres/PG_VERSION'), '18')
    await expect(chooseEngine({ path, isOurs: true }, find)).rejects.toThrow(
      /needs PostgreSQL, and PostgreSQL cannot run here \(npm has no PostgreSQL for sunos-x64\): start it as the user who made it/,
    )
  })
})

test('a directory that PGlite has written stays PGlite, and is told how to move', async () => {
  const path = makeFolder()
  mkdirSync(join(path, 'database'))
  writeFileSync(join(path, 'database/PG_VERSION'), '17')
  expect(describeChoice(await chooseEngine({ path, isOurs: true }))).toMatch(
    /^the database is PGlite: the data directory holds one: "carbonwire move-data"/,
  )
})

/** Programs by their names alone, without what makes user namespaces. */
function pathWithoutNamespaces(): string {
  const folder = makeFolder()
  const shell = (process.env.PATH ?? '')
    .split(delimiter)
    .map(each => join(each, 'sh'))
    .find(each => existsSync(each))
  symlinkSync(shell!, join(folder, 'sh'))
  return folder
}

test.skipIf(process.getuid?.() !== 0)(
  'root in a closed home, where no other user gets in and there are no namespaces, has PGlite; the log and the doctor say why',
  async () => {
    const home = makeFolder()
    chmodSync(home, 0o700)
    vi.stubEnv('PATH', pathWithoutNamespaces())
    const dataDir = join(home, 'data')
    const made: EngineChoice[] = []
    const { store, engine } = await openStore({
      ...{ databaseUrl: null, dataDir, onEngine: choice => made.push(choice) },
    })
    expect(await store.lastSequence()).toBe(0)
    await store.close()
    expect(engine).toBe('pglite')
    expect(made.map(describeChoice)).toEqual([
      expect.stringMatching(/^the database is PGlite: PostgreSQL cannot run here \(.+\)$/),
    ])

    rmSync(join(dataDir, 'database'), { recursive: true })
    const found = await examine(readSettings({ DATA_DIR: dataDir, PORT: '0' }), { offline: true })
    expect(found.find(({ name }) => name === 'database')).toMatchObject({
      state: 'note',
      says: expect.stringMatching(/^PGlite in .+: PostgreSQL cannot run here \(.+\)$/),
    })
  },
)
