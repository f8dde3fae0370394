import { renameSync, writeFileSync } from 'node:fs'
import { test } from 'vitest'
import { startChild } from '../children.ts'
import { hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'

const stubborn =
  "for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {}); setInterval(() => {}, 1_000)"

test('starts processes and never ends', async () => {
  const child = startChild(process.execPath, ['-e', stubborn], { stdio: 'inherit' })
  const servers = await Promise.all([
    ...(hasPostgres ? [startPostgres()] : []),
    ...(hasRedis ? [startRedis()] : []),
  ])
  const told = process.env.STARTED_FILE!
  const pids = [child.pid, ...servers.map(({ pid }) => pid)]
  writeFileSync(`${told}.unfinished`, JSON.stringify({ suite: process.pid, pids }))
  renameSync(`${told}.unfinished`, told)
  await new Promise(() => setInterval(() => {}, 1_000))
})
