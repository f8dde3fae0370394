#!/usr/bin/env node
// Plain JavaScript on purpose: an old Node must be told apart before a .ts file is loaded.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24

if (Number.parseInt(process.versions.node, 10) >= needed) {
  const { main } = await import('../src/cli/main.ts')
  await main(process.argv.slice(2))
} else {
  // `npm ci` brings a Node of its own; `npm run` and `npx` find it first, a bare call of this file does not.
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  const own = join(root, 'node_modules', 'node', 'bin', 'node')
  if (!existsSync(own)) {
    console.error(
      `carbonwire: this is Node ${process.version}, and ${needed} or newer is needed. ` +
        'Run "npm ci" in the checkout: it brings a Node of its own.',
    )
    process.exit(1)
  }
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', code => process.exit(code ?? 1))
}
