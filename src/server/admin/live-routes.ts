import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, Hono } from 'hono'
import { commonHeaders } from '../http/document.ts'
import { openPlaces } from '../http/places.ts'
import { Problem } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'
import type { AdminDoor } from './admin-door.ts'
import { editScript, editScriptPath } from './edit-script.ts'
import { liveScript, liveScriptPath } from './live-script.ts'

/** How often is looked whether something changed. */
const LOOK_EVERY_MS = 3_000
/** Pages that are open at one time. */
const PLACES = { all: 20, each: 8 }

/** The scripts of the pages, and the stream that tells it when to fetch them anew. */
export function addLiveRoutes(
  app: Hono,
  parts: ServerParts,
  { findSession }: AdminDoor,
  callerOf: (c: Context) => string,
): void {
  const places = openPlaces(PLACES)
  const scripts = { [liveScriptPath]: liveScript, [editScriptPath]: editScript }
  for (const [path, text] of Object.entries(scripts))
    app.get(path, c =>
      c.body(text, 200, {
        ...commonHeaders,
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    )
  app.get('/admin/live', async c => {
    if (!(await findSession(c))) throw new Problem(401, 'Unauthorized', 'log in at /admin')
    const giveBack = places.take(callerOf(c))
    const stop = new AbortController()
    stop.signal.addEventListener('abort', giveBack, { once: true })
    c.req.raw.signal.addEventListener('abort', () => stop.abort(), { once: true })
    const isIn = async () => (await findSession(c)) !== null
    return new Response(openStream(parts, isIn, stop), {
      headers: {
        ...commonHeaders,
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      },
    })
  })
}

/** Tells the state again and again, also as a sign of life; ends with the session. */
function openStream(
  parts: ServerParts,
  isIn: () => Promise<boolean>,
  stop: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let begun = false
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (begun) await sleep(LOOK_EVERY_MS, undefined, { signal: stop.signal, ref: false })
        if (begun && !(await isIn())) stop.abort()
        if (stop.signal.aborted) return controller.close()
        const start = begun ? '' : 'retry: 5000\n\n'
        begun = true
        const state = await digestState(parts)
        controller.enqueue(encoder.encode(`${start}event: state\ndata: ${state}\n\n`))
      } catch (error) {
        const wasStopped = stop.signal.aborted
        stop.abort()
        if (wasStopped) controller.close()
        else controller.error(error)
      }
    },
    cancel: () => stop.abort(),
  })
}

/** A word that differs when what the pages show does. */
async function digestState({ store, queue }: ServerParts): Promise<string> {
  const [sources, incidents, sequence, [action], counts] = await Promise.all([
    store.listSources(),
    store.listIncidents({ open: true }),
    store.lastSequence(),
    store.listActions(1),
    queue?.counts() ?? null,
  ])
  return createHash('sha256')
    .update(JSON.stringify([sources, incidents.map(({ id }) => id), sequence, action?.id, counts]))
    .digest('base64url')
    .slice(0, 16)
}
