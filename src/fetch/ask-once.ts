import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import type { AllowList } from './allow-list.ts'
import { explainFailure } from './explain-failure.ts'
import { guardedConnector, type Resolve } from './guarded-connect.ts'
import { orAbort } from './or-abort.ts'
import { Refusal } from './refusal.ts'

/** All header lines of a response together. */
const MAX_HEADER_BYTES = 32 * 1024

/** No byte for this long, before the headers or within the body, ends a request. */
const IDLE_MS = 15_000

/** What one request needs beside its address. */
export type Asking = {
  allowList: AllowList
  resolve: Resolve
  headers: Record<string, string>
  /** Sent by POST when there is one. */
  post?: string | undefined
  /** Fires at the deadline, when the caller gives up, and when the door closes. */
  signal: AbortSignal
}

/** A response whose body has not been read. */
export type Answer = {
  status: number
  headers: Record<string, string>
  body: AsyncIterable<Buffer>
}

/**
 * Sends one GET, or one POST, over a connection of its own and hands the answer to `read`; when that is done the connection is
 * gone, read to the end or not. A connection is never used twice, so nothing that a server sends unasked can be
 * taken for the answer to a later request. Throws a Refusal for whatever the network did.
 */
export async function askOnce<T>(
  url: URL,
  { allowList, resolve, headers, post, signal }: Asking,
  read: (answer: Answer) => Promise<T>,
): Promise<T> {
  let socketError: Error | undefined
  const watch = (socket: Socket) => socket.on('error', error => (socketError ??= error))
  const client = new Client(url.origin, {
    connect: guardedConnector(allowList, resolve, { onSocket: watch }),
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: IDLE_MS,
    bodyTimeout: IDLE_MS,
  })
  let phase: 'before-headers' | 'in-body' = 'before-headers'
  try {
    signal.throwIfAborted()
    const response = await client.request({
      method: post === undefined ? 'GET' : 'POST',
      path: url.pathname + url.search,
      headers,
      body: post ?? null,
      signal,
      reset: true,
    })
    phase = 'in-body'
    // What is left of a body that nobody reads is dropped with the connection, without a word.
    response.body.on('error', () => {})
    const reading = read({
      status: response.statusCode,
      headers: flatHeaders(response.headers),
      body: wholeBody(response.body, () => socketError),
    })
    return await orAbort(reading, signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw explainFailure(error, phase)
  } finally {
    client.destroy().catch(() => {})
  }
}

/** A body without a length ends with its connection; when that was reset, the body did not end. */
async function* wholeBody(body: AsyncIterable<Buffer>, socketError: () => Error | undefined) {
  yield* body
  const code = (socketError() as { code?: string } | undefined)?.code
  if (code !== 'ECONNRESET') return
  throw new Refusal({ kind: 'retry', reason: 'truncated', detail: 'the connection was reset' })
}

/** Lower-case names, one value each. Cookies are not taken in. */
function flatHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === '__proto__' || name.startsWith('set-cookie')) continue
    flat[name.toLowerCase()] = Array.isArray(value) ? joinValues(name, value) : value
  }
  return flat
}

/** Of a header that may stand only once the last counts; the others are lists (RFC 9110, 5.3). */
function joinValues(name: string, values: string[]): string {
  const isSingle = ['content-type', 'location', 'etag', 'last-modified', 'retry-after'].includes(
    name,
  )
  return isSingle ? values.at(-1)! : values.join(', ')
}
