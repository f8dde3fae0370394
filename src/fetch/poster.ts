import { Client } from 'undici'
import { bareHost, parseAllowList } from './allow-list.ts'
import { startDeadline } from './deadline.ts'
import { explainFailure } from './explain-failure.ts'
import {
  guardedConnector,
  judgedAddresses,
  type Resolve,
  resolveBySystem,
} from './guarded-connect.ts'
import { judgeUrl } from './judge-url.ts'
import { Refusal } from './refusal.ts'

/** One message to somebody who asked for it. */
export type Posting = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: Uint8Array | string
}

/** What came back; redirects are not followed. `error` says why nothing did; where a connection stood, the message may have arrived all the same. */
export type PostAnswer =
  | { kind: 'answered'; status: number; headers: { retryAfter: string | null }; text: string }
  | { kind: 'failed'; error: string; mayHaveArrived: boolean }

/** The door for messages to callbacks. They go to public addresses alone, and to those the operator allows. */
export interface Poster {
  /** What the other side does wrong is a `failed` answer; a rejection is a bug of ours. */
  send(posting: Posting, signal?: AbortSignal): Promise<PostAnswer>
  /** Why nothing would ever be sent to this address, or null. A name that does not resolve now may do so later. */
  refuses(url: string): Promise<string | null>
}

/** WebSub wants quick answers, Standard Webhooks counts 15 to 30 s as failed. */
const TIMEOUT_MS = 15_000
/** Of an answer's body no more is read; a challenge is short. */
const MOST_TEXT = 16_384

/** Opens the door. Addresses are judged when the connection is made, as the fetch door does. */
export function openPoster({
  agent,
  allowAddresses,
  resolve = resolveBySystem,
}: {
  agent: string
  allowAddresses: readonly string[]
  resolve?: Resolve
}): Poster {
  const allowList = parseAllowList(allowAddresses)
  const never = new AbortController().signal

  return {
    async refuses(href) {
      try {
        const url = judgeUrl(href)
        const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
        await judgedAddresses(bareHost(url.hostname), port, allowList, resolve)
        return null
      } catch (error) {
        if (!(error instanceof Refusal) || error.outcome.kind !== 'forbidden') return null
        return reasons[error.outcome.reason as keyof typeof reasons] ?? error.outcome.reason ?? null
      }
    },
    async send(posting, signal = never) {
      const deadline = startDeadline(TIMEOUT_MS, signal)
      let mayHaveArrived = false
      try {
        const url = judgeUrl(posting.url)
        const client = new Client(url.origin, {
          connect: guardedConnector(allowList, resolve),
          headersTimeout: TIMEOUT_MS,
          bodyTimeout: TIMEOUT_MS,
        })
        client.once('connect', () => {
          mayHaveArrived = true
        })
        try {
          const response = await client.request({
            method: posting.method,
            path: url.pathname + url.search,
            headers: { 'User-Agent': agent, ...posting.headers },
            body: posting.body ?? null,
            signal: deadline.signal,
            reset: true,
          })
          response.body.on('error', () => {})
          const retryAfter = response.headers['retry-after']
          return {
            kind: 'answered',
            status: response.statusCode,
            headers: { retryAfter: typeof retryAfter === 'string' ? retryAfter : null },
            text: await readText(response.body),
          }
        } finally {
          client.destroy().catch(() => {})
        }
      } catch (error) {
        const failed = (error: string) => ({ kind: 'failed' as const, error, mayHaveArrived })
        if (deadline.hasPassed()) return failed(`no answer in ${TIMEOUT_MS} ms`)
        if (signal.aborted) return failed('aborted')
        const { outcome } = explain(error)
        return failed(outcome.detail ?? outcome.reason ?? outcome.kind)
      } finally {
        deadline.clear()
      }
    },
  }
}

const reasons = {
  'private-address': 'it is on a private network',
  'bad-address': 'it is no address',
  scheme: 'it is neither http nor https',
  credentials: 'it holds a user name or a password',
  port: 'its port belongs to another protocol',
}

const explain = (error: unknown): Refusal =>
  error instanceof Refusal ? error : explainFailure(error, 'before-headers')

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_TEXT) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, MOST_TEXT)
}
