import type { Context } from 'hono'
import { htmlHead } from '../pages/page-routes.ts'
import { renderProblemPage } from '../pages/problem-page.ts'
import { readVisit } from '../pages/visit.ts'
import { chooseUi } from '../pages/words.ts'
import type { ServerParts } from '../parts.ts'
import { baseUrl } from './base-url.ts'
import { answerProblem, badRequest, Problem } from './problem.ts'

/** What a request could not be answered for: a problem of its own, what the store cannot read, or a store that is away. */
export function toProblem(error: unknown, c: Context, parts: Pick<ServerParts, 'log'>): Problem {
  if (error instanceof Problem) return error
  // Class 22 of SQL: a value that no column can hold was asked for. The route should have said so itself.
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)) {
    parts.log.warn({ err: error, path: c.req.path }, 'a request that the store cannot read')
    return badRequest('what was asked cannot be read')
  }
  parts.log.error({ err: error, path: c.req.path }, 'request failed')
  return new Problem(503, 'Not available', 'the store does not answer, please try again', {
    'Retry-After': '30',
  })
}

/** A page for people who ask for one, a problem document (RFC 9457) for everybody else. */
export async function answerError(
  problem: Problem,
  c: Context,
  parts: Pick<ServerParts, 'settings' | 'isStatic' | 'now'>,
): Promise<Response> {
  if (!wantsPage(c)) return answerProblem(problem)
  const ui = chooseUi(c.req.query('ui'), c.req.header('accept-language'))
  const base = baseUrl(parts.settings.publicUrl, c.req.header('host'))
  const view = { ...readVisit(c), now: parts.now() }
  const isStatic = parts.isStatic ?? false
  const head = { ui, base, isStatic, view, topicName: (id: string) => id }
  const { headers } = htmlHead(null)
  const body = await renderProblemPage(head, pathOf(c), problem)
  return new Response(c.req.method === 'HEAD' ? null : body, {
    status: problem.status,
    headers: {
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept, Accept-Language, Cookie',
      ...problem.headers,
    },
  })
}

/** The address asked for, so that the same page can be had in the other language. */
function pathOf(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`.slice(0, 500)
}

/** Where machines alone ask: a feed reader that says it takes pages as well wants none instead of a feed. */
const forMachines = /^\/api\/v1(?:\/|$)|\/feed\.[a-z]+$|^\/(?:hub|health)$/

const wantsPage = (c: Context) =>
  !forMachines.test(c.req.path) && /\btext\/html\b/i.test(c.req.header('accept') ?? '')
