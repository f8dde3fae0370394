import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkWorker } from '../../src/cli/check-worker.ts'

let server: Server
let port: number
let answer: { status: number; checks: { name: string; ok: boolean; why?: string }[] }
beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/health/ready' ? answer.status : 404, {
      'content-type': 'application/json',
    })
    response.end(JSON.stringify({ checks: answer.checks }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server?.close())

/** The check as an orchestrator would have it: what it said, and how it ended. */
async function look(env: Record<string, string>): Promise<{ said: string[]; code: number }> {
  const said: string[] = []
  const log = console.error
  console.error = (line: unknown) => said.push(String(line))
  process.exitCode = 0
  try {
    await checkWorker(env)
    return { said, code: Number(process.exitCode) }
  } finally {
    console.error = log
    process.exitCode = 0
  }
}

test('a worker that can do its work is well', async () => {
  answer = { status: 200, checks: [{ name: 'store', ok: true }] }
  for (const host of ['', '0.0.0.0', '127.0.0.1'])
    expect(await look({ METRICS_PORT: String(port), HOST: host })).toEqual({ said: [], code: 0 })
})

test.each([
  ['a queue that is dead', 'the queue does not answer'],
  ['a crawl that is stuck', 'no round has ended for 40 minutes, and the most overdue is 35 late'],
])('%s is told with its reason, and restarts the container', async (_, why) => {
  answer = {
    status: 503,
    checks: [
      { name: 'store', ok: true },
      { name: 'line', ok: false, why },
    ],
  }
  expect(await look({ METRICS_PORT: String(port) })).toEqual({ said: [why], code: 1 })
})

test('a worker that answers nothing is told with the address that was asked', async () => {
  const { said, code } = await look({ METRICS_PORT: '1' })
  expect(code).toBe(1)
  expect(said[0]).toContain('http://127.0.0.1:1/health/ready does not answer')
})

test('it loads nothing of the line: no database, no queue, no parser', () => {
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    await import('./workers/check.ts')
    process.exitCode = 0
    console.log(loaded.filter(url => url.startsWith('file:')).map(url => url.replace(/^.*\\/(?=(?:src|workers|node_modules)\\/)/, '')).join(' '))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, METRICS_PORT: '1' },
  })
  expect(stdout.trim(), stderr).toBe('workers/check.ts src/cli/check-worker.ts')
})
