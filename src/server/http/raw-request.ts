import type { Socket } from 'node:net'
import type { Hono } from 'hono'
import { answerNoise, renderHeaders, spell } from './tidy-request.ts'

/** What Node's parser tells of a request that it gave up. */
export type ParserError = Error & { code?: string; rawPacket?: Buffer }

/** A request without a body, as one packet: what a browser or a command line sends. */
const REQUEST = /^(GET|HEAD) (\/[^\r\n]*) HTTP\/1\.[01]\r\n((?:[!-9;-~]+:[^\r\n]*\r\n)*)\r\n$/

/**
 * Answers what Node's parser gave up. It wants addresses in ASCII, and people type `?q=碳市场` as it is: such a request is read
 * here and answered like any other, once, on a connection that ends with it.
 */
export async function answerGivenUp(app: Hono, error: ParserError, socket: Socket): Promise<void> {
  if (error.code === 'ECONNRESET') return void socket.destroy()
  const request = error.code === 'HPE_INVALID_URL' ? readRequest(error.rawPacket) : null
  if (!request) return answerNoise(socket)
  const incoming = { socket, headers: Object.fromEntries(request.headers) }
  try {
    const answer = await app.fetch(request, { incoming })
    const body = Buffer.from(await answer.arrayBuffer())
    const headers = { ...Object.fromEntries(answer.headers), 'content-length': String(body.length) }
    const status = `${answer.status} ${answer.statusText || 'Answer'}`
    socket.write(`HTTP/1.1 ${status}\r\n${renderHeaders(headers)}\r\n\r\n`)
    socket.end(request.method === 'HEAD' ? '' : body)
  } catch {
    answerNoise(socket)
  }
}

function readRequest(packet: Buffer | undefined): Request | null {
  const found = packet && REQUEST.exec(packet.toString('latin1'))
  if (!found) return null
  const headers = new Headers()
  for (const line of found[3]!.split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':')
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  const url = URL.parse(spell(found[2]!), `http://${headers.get('host') ?? ''}`)
  // Streams have no end that could be waited for here.
  if (!url || url.pathname.endsWith('/events') || url.pathname.endsWith('.ndjson')) return null
  return new Request(url, { method: found[1]!, headers })
}
