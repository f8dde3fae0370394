import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { problemSchema } from '../../model/api/values.ts'
import { answerDocument, makeDocument } from '../http/document.ts'
import { badRequest, Problem } from '../http/problem.ts'
import { readText } from '../http/read-text.ts'
import { requestHeaders } from '../http/request-headers.ts'
import { requireScope } from './require-scope.ts'

/** One thing the API does: what it takes and what it answers, as the documentation and the checks both have it. */
export type Operation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
> = {
  method?: 'get' | 'post' | 'delete' | 'patch'
  /** Below the API's root, with parameters as `{id}`. */
  path: string
  /** The operation's own name, and the client's method. */
  id: string
  summary: string
  description?: string
  tag: string
  params?: Params
  query?: Query
  body?: z.ZodType
  answer: Answer
  /** Of the answer when it is well; 200 unless told. */
  status?: 200 | 201 | 202 | 204
  /** The scope an API key must have; anyone may ask when it is absent. */
  scope?: string
  /** Seconds that an answer may be shown without asking again. Private operations are never kept. */
  maxAge?: number
}

type Given<Params extends z.ZodObject, Query extends z.ZodObject> = {
  params: z.infer<Params>
  query: z.infer<Query>
  c: Context
}

/** The headers that tell a caller what is left (IETF draft "RateLimit header fields"), and when to come back. */
const limitHeaders = {
  'RateLimit-Policy': {
    description: 'What may be asked: `"minute";q=120;w=60` is 120 in 60 seconds.',
    schema: { type: 'string' as const },
  },
  RateLimit: {
    description: 'What is left: `"minute";r=0;t=12` is nothing for 12 seconds.',
    schema: { type: 'string' as const },
  },
  'Retry-After': {
    description: 'Seconds to wait.',
    schema: { type: 'integer' as const, minimum: 1 },
  },
}

export const problemContent = { 'application/problem+json': { schema: problemSchema } }
/** What everybody may be told who asks too often. */
export const tooMany = {
  description: 'Too many requests; `Retry-After` says when.',
  headers: limitHeaders,
  content: problemContent,
}
const problems = {
  400: {
    description: 'What was asked makes no sense; `detail` says why.',
    content: problemContent,
  },
  404: { description: 'There is no such thing.', content: problemContent },
  410: { description: 'A place in a change log that is gone.', content: problemContent },
  429: tooMany,
  503: { description: 'The store does not answer.', content: problemContent },
}

/**
 * Adds an operation to an app and to its documentation. The one schema checks what is asked, documents it, and checks what is
 * answered: an answer that is not as documented is a fault of ours and fails the request.
 */
export function addOperation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
>(
  api: OpenAPIHono,
  operation: Operation<Params, Query, Answer>,
  handle: (given: Given<Params, Query>) => Promise<z.input<Answer>>,
): void {
  const { method = 'get', path, status = 200, scope } = operation
  document(api, operation)
  api.on(method.toUpperCase(), path.replace(/\{([^}]+)\}/g, ':$1'), async c => {
    if (scope) requireScope(c, scope)
    const given = {
      params: read(operation.params, c.req.param(), 'path'),
      query: read(operation.query, readQuery(c), 'query'),
      c,
    } as Given<Params, Query>
    const answer = operation.answer.parse(await handle(given))
    if (status === 204) return new Response(null, { status })
    return answerJson(c, answer, operation, status)
  })
}

function document(api: OpenAPIHono, operation: Operation<z.ZodObject, z.ZodObject, z.ZodType>) {
  const { method = 'get', path, id, summary, description, tag, params, query, body } = operation
  const status = operation.status ?? 200
  const good =
    status === 204
      ? { description: 'Done.' }
      : {
          description: 'As asked.',
          content: { 'application/json': { schema: operation.answer } },
        }
  api.openAPIRegistry.registerPath({
    method,
    path,
    operationId: id,
    summary,
    ...(description && { description }),
    tags: [tag],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    security: operation.scope ? [{ key: [operation.scope] }] : [],
    responses: {
      [status]: good,
      ...problems,
      ...(operation.scope && {
        401: { description: 'No API key, or one that is not known.', content: problemContent },
        403: { description: 'The key has not this scope.', content: problemContent },
      }),
    },
  })
}

/** A query as an object: a name that is given several times is joined with commas. */
function readQuery(c: Context): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of new URL(c.req.url).searchParams) {
    given[name] = name in given ? `${given[name]},${value}` : value
  }
  return given
}

function read(schema: z.ZodObject | undefined, given: unknown, where: string): unknown {
  if (!schema) return {}
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw badRequest(explain(result.error, where))
}

const MOST_BODY_BYTES = 50_000

/** The body of a request, checked. Throws a 400, 413 or 415 Problem. */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new Problem(415, 'Unsupported media type', 'expected application/json')
  }
  const result = schema.safeParse(parseJson(await readText(c.req.raw, MOST_BODY_BYTES)))
  if (result.success) return result.data
  throw badRequest(explain(result.error, 'body'))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value) => {
      // A zero byte and half a character are no text that could be kept.
      if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
        throw new SyntaxError('no text')
      return value
    })
  } catch {
    throw badRequest('body: expected JSON')
  }
}

/** The first thing that was wrong, with its place. */
export function explain(error: z.ZodError, where: string): string {
  const [issue] = error.issues
  if (!issue) return `the ${where} is not as expected`
  if (issue.code === 'unrecognized_keys') {
    return `${where}: ${issue.keys.map(key => `"${key.slice(0, 40)}"`).join(', ')} is not known`
  }
  return `${where} ${issue.path.join('.')}: ${issue.message}`
}

function answerJson(
  c: Context,
  answer: unknown,
  { scope, maxAge = 0 }: { scope?: string; maxAge?: number },
  status: number,
): Response | Promise<Response> {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    ...(scope && { 'Cache-Control': 'no-store' }),
  }
  const made = makeDocument(`${JSON.stringify(answer)}\n`, {
    mediaType: 'application/json',
    modified: null,
    maxAge,
    headers,
  })
  if (status === 200 && c.req.method === 'GET') return answerDocument(made, requestHeaders(c))
  return new Response(made.bytes, {
    status,
    headers: { ...made.headers, 'Cache-Control': 'no-store' },
  })
}

/** An app for operations. Problems and outages are answered by the app it is mounted in. */
export const openApi = () => new OpenAPIHono()
