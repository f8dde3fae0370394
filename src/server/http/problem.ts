import { commonHeaders } from './document.ts'

/** What a client did wrong, or what is not there: thrown by a handler, answered as problem+json. */
export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly headers: Record<string, string>

  constructor(
    status: number,
    title: string,
    detail?: string,
    headers: Record<string, string> = {},
  ) {
    super(detail ?? title)
    this.name = 'Problem'
    this.status = status
    this.title = title
    this.headers = headers
  }
}

/** An error as RFC 9457 has it. */
export function answerProblem(problem: Problem): Response {
  const body = JSON.stringify({
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    ...(problem.message !== problem.title && { detail: problem.message }),
  })
  return new Response(body, {
    status: problem.status,
    headers: {
      ...commonHeaders,
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
      ...problem.headers,
    },
  })
}

export const badRequest = (detail: string) => new Problem(400, 'Bad request', detail)
export const notFound = (detail: string) => new Problem(404, 'Not found', detail)
