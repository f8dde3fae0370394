/**
 * What an answer costs beside the bare HTTP server of the runtime: CPU of the serving process a request, so that other work on the
 * machine matters little. A 304 and a warm feed of 50 full-text items; rounds alternate, the best of each counts.
 *
 *   npx node bench/server.ts [requests a round]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { buildServer } from '../src/server/build-server.ts'
import { serve } from '../src/server/http/serve.ts'
import { fixtureParts, manyItems } from '../test/server/fixture-parts.ts'

const requests = Number(process.argv[2] ?? 10_000)
const ROUNDS = 5
const CONNECTIONS = 20

if (process.send) await serveHere(process.argv[3] ?? 'ours')
else await measure()

/** In a child: serves, tells its port, and answers every message with the CPU microseconds it has used. */
async function serveHere(kind: string): Promise<void> {
  const port = kind === 'ours' ? await serveOurs() : await serveBare()
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send!({ cpu: user + system })
  })
  process.send!({ port })
}

async function serveOurs(): Promise<number> {
  const { parts } = fixtureParts(manyItems(60))
  const app = buildServer({ ...parts, freshForMs: 1000, now: () => new Date() })
  return (await serve(app, { host: '127.0.0.1', port: 0 })).port
}

/** The same headers and a body of the same size, with nothing in between. */
async function serveBare(): Promise<number> {
  const { parts } = fixtureParts(manyItems(60))
  const answer = await buildServer(parts).request('http://127.0.0.1/feed.xml')
  const body = Buffer.from(await answer.arrayBuffer())
  const headers = Object.fromEntries(answer.headers)
  const server = createServer((request, response) => {
    const isSame = request.headers['if-none-match'] === headers.etag
    const { 'content-length': _, ...same } = headers
    response.writeHead(isSame ? 304 : 200, isSame ? same : headers).end(isSame ? undefined : body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

type Child = { pool: Pool; cpu(): Promise<number>; end(): void }

async function start(kind: string): Promise<Child> {
  const child = fork(import.meta.filename, ['0', kind])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS, pipelining: 1 })
  return {
    pool,
    async cpu() {
      child.send('cpu')
      const [{ cpu }] = (await once(child, 'message')) as [{ cpu: number }]
      return cpu
    },
    end() {
      pool.destroy()
      child.kill()
    },
  }
}

async function run(
  child: Child,
  headers: Record<string, string>,
): Promise<{ each: number; p99: number }> {
  const before = await child.cpu()
  const times: number[] = []
  let left = requests
  const one = async () => {
    while (left-- > 0) {
      const started = performance.now()
      const { body } = await child.pool.request({ path: '/feed.xml', method: 'GET', headers })
      await body.dump({ limit: 10_000_000 })
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  times.sort((a, b) => a - b)
  return {
    each: ((await child.cpu()) - before) / requests,
    p99: times[Math.floor(times.length * 0.99)]!,
  }
}

async function measure(): Promise<void> {
  const children = { bare: await start('bare'), ours: await start('ours') }
  const etagOf = async ({ pool }: Child) => {
    const { headers, body } = await pool.request({ path: '/feed.xml', method: 'GET' })
    await body.dump()
    return String(headers.etag)
  }
  const etags = { bare: await etagOf(children.bare), ours: await etagOf(children.ours) }
  for (const name of ['304', '200'] as const) {
    const best = { bare: Number.POSITIVE_INFINITY, ours: Number.POSITIVE_INFINITY }
    let p99 = Number.POSITIVE_INFINITY
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of ['bare', 'ours'] as const) {
        const asked: Record<string, string> = name === '304' ? { 'if-none-match': etags[kind] } : {}
        const result = await run(children[kind], asked)
        best[kind] = Math.min(best[kind], result.each)
        if (kind === 'ours') p99 = Math.min(p99, result.p99)
      }
    }
    const ratio = (best.bare / best.ours).toFixed(2)
    console.log(
      `${name}: bare ${best.bare.toFixed(1)} µs, ours ${best.ours.toFixed(1)} µs of CPU a request, ratio ${ratio}, p99 ${p99.toFixed(1)} ms at ${CONNECTIONS} connections`,
    )
  }
  for (const child of Object.values(children)) child.end()
}
