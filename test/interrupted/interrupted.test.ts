import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startChild } from '../children.ts'

const root = join(import.meta.dirname, '../..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'a suite that is ended by %s leaves no process behind',
  async signal => {
    const folder = mkdtempSync(join(tmpdir(), 'cw-interrupted-'))
    const told = join(folder, 'started.json')
    const suite = startChild(process.execPath, [vitest, 'run', '--mode', 'hanging'], {
      cwd: root,
      env: { ...process.env, STARTED_FILE: told, TZ: 'UTC' },
      stdio: 'ignore',
    })
    await expect.poll(() => existsSync(told), { timeout: 150_000 }).toBe(true)
    const started = JSON.parse(readFileSync(told, 'utf8')) as { suite: number; pids: number[] }
    expect(started.pids.filter(isAlive)).toEqual(started.pids)

    const ended = once(suite, 'exit')
    suite.kill(signal)
    await ended
    await expect.poll(() => started.pids.filter(isAlive), { timeout: 60_000 }).toEqual([])
    await expect.poll(() => isAlive(started.suite), { timeout: 60_000 }).toBe(false)
    rmSync(folder, { recursive: true })
  },
)

test('every process that a suite starts ends with it', () => {
  const files = globSync('test/**/*.ts', { cwd: root })
  const starting = files.filter(file =>
    /(?<![\w.])(?:spawn|fork)\(/.test(readFileSync(file, 'utf8')),
  )
  expect(starting).toEqual(['test/children.ts'])
})
