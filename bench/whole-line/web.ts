import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { articlePage, listingPage, pathOf } from './pages.ts'

/**
 * The invented web, in a process of its own so that its cost is nobody's: three hosts on loopback addresses. Started with the number of
 * articles a host carries and lists by name as JSON (`{"warm":[0,20]}`: from, to), which are empty until they are opened;
 * tells its port, and when asked when each article was last given out (path by host, in milliseconds since 1970).
 */
const total = Number(process.argv[2])
const lists = JSON.parse(process.argv[3] ?? '{}') as Record<string, [number, number]>

export const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3']
const open = new Set<string>()
const cache = new Map<string, Buffer>()
const served = new Map<string, number>()

function build(host: number, path: string): string | null {
  const [, name, page] = /^\/list\/([a-z0-9-]+)\/(\d+)\.html$/.exec(path) ?? []
  if (name && lists[name]) {
    const [from, to] = open.has(name) ? lists[name] : [0, 0]
    const numbers = Array.from({ length: to - from }, (_, at) => from + at)
    return listingPage(host, name, numbers, Number(page))
  }
  const number = Number(/\/a(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN) - 100_000
  if (!(number >= 0 && number < total) || pathOf({ host, number }) !== path) return null
  return articlePage({ host, number }, total)
}

const server = createServer((request, response) => {
  const host = HOSTS.indexOf((request.headers.host ?? '').split(':')[0]!)
  const path = request.url ?? '/'
  const key = `${host} ${path}`
  const text = cache.get(key) ?? build(host, path)
  if (!text || host < 0) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('none')
    return
  }
  const body = Buffer.isBuffer(text) ? text : Buffer.from(text)
  if (!path.startsWith('/list/')) cache.set(key, body)
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
  })
  response.end(body, () => served.set(key, Date.now()))
})
server.keepAliveTimeout = 30_000
server.listen(0, '0.0.0.0', () => {
  // Made beforehand, so that nobody waits for it.
  for (const host of HOSTS.keys())
    for (let number = 0; number < Math.min(total, 3_000); number++) {
      const path = pathOf({ host, number })
      cache.set(`${host} ${path}`, Buffer.from(build(host, path)!))
    }
  process.send!({ port: (server.address() as AddressInfo).port })
})
process.on('message', (message: { open?: string }) => {
  if (message.open) open.add(message.open)
  process.send!({ served: message.open ? [] : [...served] })
})
process.on('disconnect', () => process.exit(0))
