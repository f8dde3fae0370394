import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Brings a request's address into the spelling that the standards want: people type `?q=碳市场` as it is, and a backslash. False
 * when it cannot be read at all.
 */
export function tidyRequest(request: IncomingMessage): boolean {
  const { host } = request.headers
  if (host !== undefined && !isHost(host)) return false
  request.url = spell(request.url ?? '/')
  const address = request.url.startsWith('/') ? `http://host.example${request.url}` : request.url
  return URL.canParse(address) || request.url === '*'
}

/** An address of which every byte is one character, with what must not stand in one encoded. */
export const spell = (address: string): string =>
  address
    .replace(/[\x00-\x20\x7f-\xff\\]/g, byte => `%${hex(byte)}`)
    .replace(/%(?![0-9a-f]{2})/gi, '%25')

const isHost = (host: string) =>
  /^[A-Za-z0-9._:[\]-]*$/.test(host) && URL.canParse(`http://${host || 'host.example'}/`)

const hex = (byte: string) => byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')

const unreadable = JSON.stringify({
  type: 'about:blank',
  title: 'Bad request',
  status: 400,
  detail: 'the request cannot be read',
})
const head = {
  'Content-Type': 'application/problem+json; charset=utf-8',
  'Content-Length': String(Buffer.byteLength(unreadable)),
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
}

/** Answers a request that cannot be read. */
export const answerUnreadable = (response: ServerResponse): void =>
  void response.writeHead(400, head).end(unreadable)

/** Answers what is no HTTP, if somebody still listens. */
export function answerNoise(socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  socket.end(`HTTP/1.1 400 Bad Request\r\n${renderHeaders(head)}\r\n\r\n${unreadable}`)
}

export const renderHeaders = (headers: Record<string, string>): string =>
  Object.entries({ ...headers, Connection: 'close' })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')
