#!/usr/bin/env node
// Plain JavaScript on purpose: an old Node must be told apart before a .ts file is loaded.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// Node strips no types below node_modules: an installed package runs what "npm run build" made, a checkout its sources.
const has = (...path) => existsSync(join(root, ...path))
const isInstalled = root.split(sep).includes('node_modules') || (has('dist') && !has('src'))

if (Number.parseInt(process.versions.node, 10) >= needed) {
  // Keeps what was compiled and stripped of types beside the packages: a later start takes half the time.
  // NODE_COMPILE_CACHE names another place; where neither can be written to, nothing is kept.
  const packages = isInstalled ? join(root, '..') : join(root, 'node_modules')
  nodeModule.enableCompileCache(join(packages, '.cache', 'carbonwire'))
  const { main } = await import(isInstalled ? '../dist/src/cli/main.js' : '../src/cli/main.ts')
  await main(process.argv.slice(2))
} else {
  // `npm ci` brings a Node of its own; `npm run` and `npx` find it first, a bare call of this file does not.
  const folders = [join(root, 'node_modules'), ...(isInstalled ? [join(root, '..')] : [])]
  const own = folders
    .flatMap(folder => ['node', 'node.exe'].map(name => join(folder, 'node', 'bin', name)))
    .find(path => existsSync(path))
  if (!own) {
    tooOld(
      isInstalled
        ? `Let npm run the script of its package "node", or install Node ${needed}.`
        : 'Run "npm ci" in the checkout: it brings a Node of its own.',
    )
  }

  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error =>
    tooOld(
      `The one that "npm ci" brought does not run here (${error.message}): install Node ${needed}.`,
    ),
  )
  child.on('exit', (code, signal) => {
    if (code !== null) process.exit(code)
    // What ended the child ends us, so that a shell sees the same.
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

function tooOld(advice) {
  console.error(
    `carbonwire: this is Node ${process.version}, and ${needed} or newer is needed. ${advice}`,
  )
  process.exit(1)
}
