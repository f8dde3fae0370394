import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { answerGivenUp, type ParserError } from './raw-request.ts'
import { answerUnreadable, tidyRequest } from './tidy-request.ts'

export type Served = {
  /** The port that was bound. */
  port: number
  /** `http://` with host and port, without a slash at the end. */
  url: string
  /** Has requests that come from now on answered by another app. */
  use(app: Hono): void
  /** Takes no new requests and ends open ones within `deadlineMs`. */
  close(deadlineMs?: number): Promise<void>
}

/** A request that is not whole in this time is given up, so that slow clients hold nothing. */
const REQUEST_TIMEOUT_MS = 20_000

/** Serves an app. Port 0 takes any free one. Rejects with the system's error (EADDRINUSE …) when it cannot listen. */
export function serve(app: Hono, { host, port }: { host: string; port: number }): Promise<Served> {
  let current = app
  const server = createAdaptorServer({
    fetch: (...given) => current.fetch(...given),
    serverOptions: { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
    createServer: ((options: ServerOptions, listener: RequestListener) =>
      createServer(options, (request, response) => {
        if (tidyRequest(request)) listener(request, response)
        else answerUnreadable(response)
      })) as typeof createServer,
  }) as import('node:http').Server
  server.on('clientError', (error: ParserError, socket) => {
    void answerGivenUp(current, error, socket as Socket)
  })

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      server.on('error', () => {})
      const { port: bound } = server.address() as AddressInfo
      const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? 'localhost' : host
      resolve({
        port: bound,
        url: `http://${shown === '127.0.0.1' ? 'localhost' : shown}:${bound}`,
        use(next) {
          current = next
        },
        close: (deadlineMs = 3000) => close(server, deadlineMs),
      })
    })
  })
}

function close(server: import('node:http').Server, deadlineMs: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), deadlineMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
