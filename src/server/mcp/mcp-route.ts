import type { McpRequestContext } from '@modelcontextprotocol/server'
import type { Context, Hono } from 'hono'
import type { ApiKey } from '../../model/subscriber.ts'
import type { ApiParts } from '../api/api-parts.ts'
import { type GateDoors, openGate } from '../api/gate.ts'
import { badRequest } from '../http/problem.ts'
import { readText } from '../http/read-text.ts'
import { type ApiReader, openApiDoor } from './api-door.ts'

const PATH = '/mcp'
const MOST_BYTES = 100_000

/** What a page of another site may send beside a key. */
const HEADERS = [
  'MCP-Protocol-Version',
  'MCP-Method',
  'MCP-Name',
  'MCP-Session-Id',
  'traceparent',
  'tracestate',
  'baggage',
]

/**
 * The Model Context Protocol over HTTP: its revision 2026-07-28 and, for clients that begin with `initialize`, the older ones. Nothing
 * is kept between requests, so any process behind a balancer answers.
 */
export function addMcpRoute(app: Hono, parts: ApiParts, doors: GateDoors): void {
  const open = openApiDoor(parts)
  const onerror = (error: unknown) => parts.log.debug({ err: error }, 'a request of MCP went wrong')
  const build = async () => {
    const [{ createMcpHandler }, { buildMcpServer }] = await Promise.all([
      import('@modelcontextprotocol/server'),
      import('./mcp-server.ts'),
    ])
    return createMcpHandler(
      context => buildMcpServer(open(readerOf(context)), error => parts.log.error({ err: error })),
      // The tools never change while it runs: nobody need be told.
      { maxSubscriptions: 0, onerror },
    )
  }
  // Loaded when somebody asks for it.
  let handler: ReturnType<typeof build> | null = null
  app.use(PATH, openGate(parts, doors, HEADERS))
  app.all(PATH, async c => {
    const key = (c.get as (name: string) => ApiKey | null)('key')
    handler ??= build()
    const answer = await (await handler).fetch(c.req.raw, {
      ...(c.req.method === 'POST' && { parsedBody: await readMessage(c) }),
      ...(key && {
        authInfo: { token: '', clientId: key.id, scopes: key.scopes },
      }),
    })
    const headers = new Headers(answer.headers)
    headers.set('Access-Control-Allow-Origin', '*')
    headers.set('Cache-Control', 'no-store')
    return new Response(answer.body, { status: answer.status, headers })
  })
}

const readerOf = ({ authInfo, requestInfo }: McpRequestContext): ApiReader => ({
  key: authInfo ? { scopes: authInfo.scopes } : null,
  host: requestInfo?.headers.get('host') ?? undefined,
})

/** The message of a request. Throws a 413 Problem on a long one and a 400 Problem on several: each counts as a request. */
async function readMessage(c: Context): Promise<unknown> {
  const text = await readText(c.req.raw, MOST_BYTES)
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    throw badRequest('body: expected a JSON-RPC message')
  }
  if (Array.isArray(message)) throw badRequest('body: expected one JSON-RPC message, not a batch')
  return message
}
