import type { Queue as BullQueue } from 'bullmq'
import { Hono } from 'hono'
import { Problem } from '../http/problem.ts'
import type { AdminDoor } from './admin-door.ts'

const PATH = '/admin/queues'

/** Its own scripts, styles and pictures, and nothing from elsewhere: the letters that it would fetch from another host are left out. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'"

/**
 * `/admin/queues`: Bull Board over the jobs, for operators, to be looked at only: what is to be done again is decided by the store, not by
 * its jobs. Its packages are loaded when it is first asked for; where they are missing the answer says how to get them.
 */
export function addQueueBoard(
  app: Hono,
  queues: Record<string, BullQueue>,
  { findSession }: AdminDoor,
): void {
  let board: Promise<Hono> | undefined
  const show = async (request: Request) => {
    board ??= openBoard(Object.values(queues))
    return (await board).fetch(request)
  }
  const isAsset = (path: string) => path.startsWith(`${PATH}/static/`)
  app.on(['GET', 'HEAD'], [PATH, `${PATH}/*`], async c => {
    if (!(await findSession(c))) return c.redirect('/admin', 303)
    const answer = await show(c.req.raw)
    const headers = new Headers(answer.headers)
    headers.set('Content-Security-Policy', POLICY)
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Cache-Control', isAsset(c.req.path) ? 'private, max-age=86400' : 'no-store')
    return new Response(answer.body, { status: answer.status, headers })
  })
}

async function openBoard(queues: BullQueue[]): Promise<Hono> {
  const [api, adapters, { HonoAdapter }, { serveStatic }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/hono'),
    import('@hono/node-server/serve-static'),
  ]).catch(() => {
    throw new Problem(
      501,
      'Not Implemented',
      'Bull Board is not installed: npm install @bull-board/api @bull-board/ui @bull-board/hono',
    )
  })
  const adapter = new HonoAdapter(serveStatic).setBasePath(PATH)
  api.createBullBoard({
    queues: queues.map(queue => new adapters.BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Carbonwire' } },
  })
  return new Hono().route(PATH, adapter.registerPlugin())
}
