import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { end, startChild } from '../children.ts'
import { sourcesOf } from '../faults/processes.ts'
import { openShakenWeb } from '../faults/shaken-web.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'

const folder = mkdtempSync(join(tmpdir(), 'carbonwire-package-'))
const packages = join(folder, 'node_modules')
const installed = join(packages, 'carbonwire')
const tsc = resolve('node_modules/typescript/bin/tsc')
let files: string[] = []

/** Packs and unpacks as npm does; what the package needs is linked, so that no registry is asked. */
beforeAll(() => {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'))
  if (!tarball) throw new Error(`no tarball: ${packed}`)
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed])
  for (const name of readdirSync('node_modules'))
    if (!name.startsWith('.')) symlinkSync(resolve('node_modules', name), join(packages, name))
  files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the package holds what runs and its configuration, no sources and no tests', () => {
  for (const name of [
    'dist/src/cli/main.js',
    'dist/workers/all.js',
    'config/topics.yaml',
    'LICENSE',
  ])
    expect(files).toContain(name)
  expect(files.some(name => /^dist\/src\/store\/migrations\/\d+.*\.sql$/.test(name))).toBe(true)
  expect(files.filter(name => /^(src|test|bench|data|node_modules)\//.test(name))).toEqual([])
  expect(files.filter(name => /(?<!\.d)\.ts$|(^|\/)\.env/.test(name))).toEqual([])
})

test('the demo runs in an empty folder from the installed package', () => {
  const args = [join(installed, 'bin/carbonwire.mjs'), 'demo', '--once', '--json', '--port', '0']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error' },
    encoding: 'utf8',
  })
  expect(stderr).not.toContain('ERR_')
  expect(status).toBe(0)
  expect(JSON.parse(stdout).newChanges).toBeGreaterThan(0)
}, 240_000)

test('a program that imports carbonwire/client passes the type check, those of libraries included', () => {
  writeFileSync(
    join(folder, 'follow.mts'),
    `import { isLogGone, openClient, type Place } from 'carbonwire/client'
export async function titles(place: Place, signal: AbortSignal): Promise<string[]> {
  const client = openClient({ base: 'https://wire.example' })
  const found: string[] = []
  try {
    for await (const followed of client.follow(place, signal)) {
      const title: string | undefined = followed.change.story?.title
      if (title) found.push(title)
      place = followed.place
    }
  } catch (error) {
    if (!isLogGone(error)) throw error
  }
  for await (const story of client.exportStories({ topic: ['ets'] })) found.push(story.title)
  // @ts-expect-error stories have no such field
  client.stories().then(page => page.stories[0]?.nonsense)
  return found
}
`,
  )
  const options = ['--strict', '--noEmit', '--skipLibCheck', 'false', '--types', '']
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const { stdout, status } = spawnSync(
      process.execPath,
      [
        tsc,
        ...options,
        ...['--target', 'es2022', '--lib', 'es2023,dom,dom.iterable,dom.asynciterable'],
        ...['--module', module!, '--moduleResolution', resolution!, 'follow.mts'],
      ],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(stdout).toBe('')
    expect(status).toBe(0)
  }
})

test('what the package does not offer cannot be imported', () => {
  for (const name of ['carbonwire', 'carbonwire/dist/src/store/open-store.js']) {
    const { stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `await import('${name}')`],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  }
})

/** Nothing can be written below it from now on; by root only where it may be mounted so. False where neither is possible. */
function close(path: string): Disposable & { closed: boolean } {
  if (process.getuid?.() !== 0) {
    execFileSync('chmod', ['-R', 'a-w', path])
    return { closed: true, [Symbol.dispose]: () => void execFileSync('chmod', ['-R', 'u+w', path]) }
  }
  const mount = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0
  const isBound = mount('--bind', path, path)
  const closed = isBound && mount('-o', 'remount,bind,ro', path)
  return {
    closed,
    [Symbol.dispose]: () => void (isBound && spawnSync('umount', ['--lazy', path])),
  }
}

test('the installed package runs from where nothing can be written, with its data elsewhere', async ({
  skip,
}) => {
  using ground = close(installed)
  if (!ground.closed) skip('nothing may be mounted here')
  expect(() => writeFileSync(join(installed, 'written'), '')).toThrow()
  await using web = await openShakenWeb({ articles: 3 })
  using config = makeConfig(sourcesOf(web, 1))
  const volume = join(folder, 'volume')
  const port = await freePort()
  const child = startChild(process.execPath, [join(installed, 'bin/carbonwire.mjs'), 'start'], {
    cwd: installed,
    env: {
      ...{ PATH: process.env.PATH, LOG_LEVEL: 'error', ALLOW_ADDRESSES: '127.0.0.1' },
      ...{ CONFIG_DIR: config.dir, DATA_DIR: volume, PORT: String(port) },
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr!.on('data', text => {
    said += text
  })
  try {
    const items = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/feed.json`)
      return ((await answer.json()) as { items: unknown[] }).items
    }
    await expect.poll(items, { timeout: 120_000 }).toHaveLength(3)
    expect(await end(child, 'SIGTERM')).toBe(0)
    expect(said).toBe('')
  } finally {
    await end(child, 'SIGKILL')
  }
}, 180_000)
