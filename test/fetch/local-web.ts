import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createRawServer, type Socket } from 'node:net'
import { type FetcherOptions, openFetcher } from '../../src/fetch/fetcher.ts'
import { openPace } from '../../src/fetch/pace.ts'
import { openRobotsMemory } from '../../src/fetch/robots-memory.ts'
import type { FetchRequest, FetchResult } from '../../src/model/fetch.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A server on loopback; every `*.localhost` name leads to it. */
export type LocalSite = {
  port: number
  /** `http://site.localhost:PORT` and a path. */
  at(path: string, host?: string): string
  /** Paths asked for so far, robots.txt included. */
  asked: string[]
  requests: IncomingMessage[]
  close(): Promise<void>
}

/** Serves pages by path. A path that is not there answers 404, robots.txt too. */
export async function openSite(pages: Record<string, Handler>): Promise<LocalSite> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    const path = request.url!.split('?')[0]!
    const page = pages[path]
    if (page) return page(request, response)
    response.writeHead(404).end()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    at: (path, host = 'site.localhost') => `http://${host}:${port}${path}`,
    get asked() {
      return requests.map(request => request.url!)
    },
    requests,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Answers each connection by hand; robots.txt is not there. */
export async function openRawSite(answer: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createRawServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', data => {
      if (!data.toString('latin1').startsWith('GET /robots.txt')) return answer(socket)
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://raw.localhost:${port}/page`,
    close: () =>
      new Promise<void>(done => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** The door as the tests open it: loopback is let through, hosts need no pause. */
export function openTestFetcher(options: Partial<FetcherOptions> = {}) {
  return openFetcher({
    agent: 'Carbonwire/0.1',
    contact: 'desk@example.org',
    pace: openPace(),
    robots: openRobotsMemory(),
    allowAddresses: ['127.0.0.1'],
    ...options,
  })
}

export const unhurried = { gapMs: 0, concurrency: 4 }

export function pageRequest(url: string, more: Partial<FetchRequest> = {}): FetchRequest {
  return { url, accept: 'page', politeness: unhurried, ...more }
}

/** A result in a few words: `page`, `unchanged`, or kind and reason of the refusal. */
export function inShort(result: FetchResult): string {
  if (result.kind !== 'refused') return result.kind
  return `${result.outcome.kind} ${result.outcome.reason}`
}

export const html =
  (body: string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(body)
  }

export const redirect =
  (location: string, status = 302): Handler =>
  (_request, response) => {
    response.writeHead(status, { location }).end()
  }
