import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RELEASED_COMMIT } from '../store/released.ts'

const root = join(import.meta.dirname, '../..')

/** A copy of this tree without its history does not have the old one. */
export const hasHistory =
  spawnSync('git', ['cat-file', '-e', `${RELEASED_COMMIT}^{commit}`], { cwd: root }).status === 0

/** The tree of 0.1.0, on the packages of today. One is not among them any more: it cleaned pages, and those of this test are clean. */
export function oldTree(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'cw-old-'))
  const tar = execFileSync(
    'git',
    ['archive', RELEASED_COMMIT, 'src', 'workers', 'package.json', 'config'],
    { cwd: root, maxBuffer: 1 << 28 },
  )
  execFileSync('tar', ['-x', '-C', path], { input: tar })
  const packages = join(path, 'node_modules')
  mkdirSync(join(packages, 'sanitize-html'), { recursive: true })
  writeFileSync(join(packages, 'sanitize-html/index.js'), 'module.exports = html => html')
  for (const name of readdirSync(join(root, 'node_modules')))
    symlinkSync(join(root, 'node_modules', name), join(packages, name))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
