import type { Context } from 'hono'
import { commonHeaders } from '../http/document.ts'
import { badRequest } from '../http/problem.ts'
import type { ChangeWatch } from './change-watch.ts'

export const EVENT_STREAM = 'text/event-stream'
/** Proxies cut connections that are silent for a minute, some for half of one. */
const HEARTBEAT_MS = 15_000

/** One event: its number is where a listener that was cut off goes on (`Last-Event-ID`). */
export type StreamEvent = { sequence: number; kind: string; data: unknown }

/** The next events after a number, and the number up to which the log was looked through for them. */
export type EventReading = { events: StreamEvent[]; upTo: number }

/** Where a listener wants to begin: `Last-Event-ID`, `after`, or the end of the log for `now`. Throws a 400 Problem on anything else. */
export async function readBeginning(c: Context, end: () => Promise<number>): Promise<number> {
  const given = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
  if (given === 'now') return end()
  if (/^[0-9]{1,9}$/.test(given)) return Number(given)
  throw badRequest(`after "${given.slice(0, 40)}": expected a sequence number, or now`)
}

/**
 * Answers with events as they happen (Server-Sent Events, WHATWG HTML 9.2). The log is read only as fast as the listener takes it.
 * `giveBack` is called once, when the stream has ended.
 */
export function answerEvents(
  c: Context,
  read: (after: number) => Promise<EventReading>,
  watch: ChangeWatch,
  after: number,
  giveBack: () => void,
): Response {
  const stop = new AbortController()
  stop.signal.addEventListener('abort', giveBack, { once: true })
  c.req.raw.signal.addEventListener('abort', () => stop.abort(), { once: true })
  return new Response(openStream(read, watch, after, stop), {
    headers: {
      ...commonHeaders,
      'Content-Type': EVENT_STREAM,
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      // nginx would hold events back to send them together.
      'X-Accel-Buffering': 'no',
    },
  })
}

function openStream(
  read: (after: number) => Promise<EventReading>,
  watch: ChangeWatch,
  after: number,
  stop: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let last = after
  let begun = false

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (!begun) {
          begun = true
          controller.enqueue(encoder.encode('retry: 5000\n\n'))
          return
        }
        const events = await nextEvents()
        if (events === null) return controller.close()
        controller.enqueue(encoder.encode(events))
      } catch (error) {
        stop.abort()
        controller.error(error)
      }
    },
    cancel: () => stop.abort(),
  })

  /** Events, or a comment that keeps the connection open; null at the end. */
  async function nextEvents(): Promise<string | null> {
    while (!stop.signal.aborted) {
      const { events, upTo } = await read(last)
      last = upTo
      if (events.length > 0) return events.map(spell).join('')
      if (!(await watch.wait(last, HEARTBEAT_MS, stop.signal))) {
        return stop.signal.aborted ? null : ': still here\n\n'
      }
    }
    return null
  }
}

const spell = ({ sequence, kind, data }: StreamEvent) =>
  `id: ${sequence}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
