import { once } from 'node:events'
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type AllowList, matchesHost } from './allow-list.ts'
import { guardedConnector, type Resolve } from './guarded-connect.ts'

/** Bytes that one page may load with all that belongs to it. */
const MOST_BYTES = 40 * 1024 * 1024
const MOST_REQUESTS = 400

export type BrowserProxy = { port: number; close(): Promise<void> }

/**
 * The one way out for a page that a browser shows: a proxy on loopback that lets through only these hosts, and connects
 * only where the address guard allows. Redirects, workers, sockets and prefetches of the page all come by it.
 */
export async function openBrowserProxy(
  hosts: string[],
  allowList: AllowList,
  resolve: Resolve,
): Promise<BrowserProxy> {
  const sockets = new Set<Socket>()
  let bytes = 0
  let requests = 0
  const connect = guardedConnector(allowList, resolve)

  const open = (hostname: string, port: number): Promise<Socket> => {
    if (++requests > MOST_REQUESTS || bytes > MOST_BYTES) throw new Error('too much for one page')
    if (!hosts.some(pattern => matchesHost(hostname, pattern)))
      throw new Error('not a host of this page')
    const options = { hostname, host: hostname, port: String(port), protocol: 'http:' }
    return new Promise((done, fail) =>
      connect(options, (error, socket) => {
        if (error) return fail(error)
        track(socket!)
        socket!.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MOST_BYTES) socket!.destroy()
        })
        done(socket!)
      }),
    )
  }
  const track = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }

  const server = createServer((request, response) => {
    pass(request, response, open).catch(() => response.writeHead(403).end())
  })
  server.on('connection', track)
  server.on('connect', async (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const target = URL.parse(`http://${request.url}`)
    try {
      if (!target) throw new Error('no address')
      const far = await open(target.hostname, Number(target.port) || 443)
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      far.write(head)
      far.pipe(socket).pipe(far)
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Headers that end with the connection to the browser (RFC 9110, 7.6.1). */
const hopHeaders = [
  'proxy-connection',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'upgrade',
]

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  open: (host: string, port: number) => Promise<Socket>,
): Promise<void> {
  const url = URL.parse(request.url ?? '')
  if (url?.protocol !== 'http:') throw new Error('no address')
  const socket = await open(url.hostname, Number(url.port) || 80)
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !hopHeaders.includes(name)),
  )
  const options = {
    method: request.method ?? 'GET',
    path: url.pathname + url.search,
    headers: { ...headers, host: url.host, connection: 'close' },
    createConnection: () => socket,
  }
  const far = forward(options, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  far.on('error', () => response.destroy())
  request.pipe(far)
}
