import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())

/** A Node of the machine's own that is too old to run this; `npm` puts a newer one before it. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map(place => join(place, 'node'))
  .find(node => existsSync(node) && versionOf(node) < 24)

function versionOf(node: string): number {
  return Number.parseInt(
    execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }),
    10,
  )
}

const title = oldNode ? 'an old Node' : 'an old Node (skipped: none on this machine)'

test.skipIf(!oldNode)(`${title} hands over to the one that npm brought`, async () => {
  const { code, out, err } = await run(['--version'], { node: oldNode! })
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect([code, err]).toEqual([0, ''])
})

test.skipIf(!oldNode)(`${title} without that one says what to do`, () => {
  const bin = join(folder.path, 'bin')
  mkdirSync(bin)
  copyFileSync('bin/carbonwire.mjs', join(bin, 'carbonwire.mjs'))
  const ended = () =>
    execFileSync(oldNode!, [join(bin, 'carbonwire.mjs'), 'start'], { stdio: 'pipe' })
  expect(ended).toThrow(
    /^Command failed[\s\S]*this is Node v\d+.*24 or newer is needed\. Run "npm ci"/,
  )
})
