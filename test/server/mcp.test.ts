import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerControl } from '../../src/cli/control-commands.ts'
import { openControlSocket } from '../../src/cli/control-socket.ts'
import type { World } from '../../src/pipeline/world.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

/** How a client begins: as the revision of 2026-07-28 has it, or with `initialize` as before. */
const eras = {
  'of 2026-07-28': { mode: { pin: '2026-07-28' } },
  'of 2025-11-25': { mode: 'legacy' },
} as const
const transports = ['HTTP', 'standard input'] as const
type Era = keyof typeof eras

let opened: OpenedStore
let served: Served
let keys: { plain: string; explaining: string }
const dataDir = mkdtempSync(join(tmpdir(), 'carbonwire-mcp-'))
const closing = new AsyncDisposableStack()

beforeAll(async () => {
  opened = await openFilledStore()
  const { parts } = fixtureParts([])
  const world = {
    ...parts,
    store: opened.store,
    now: () => new Date(),
    settings: { publicUrl: 'https://wire.example' },
    freshForMs: 0,
    limits: { anonymous: 600, keyed: 600 },
  }
  served = await serve(buildServer(world), { host: '127.0.0.1', port: 0 })
  const socket = await openControlSocket(dataDir, request =>
    answerControl(world as unknown as World, request),
  )
  const addKey = async (scopes: string[], text: string, perMinute: number | null) => {
    await opened.store.addApiKey({ name: text, scopes, perMinute, text }, new Date())
    return text
  }
  keys = {
    plain: await addKey([], 'cw_plain-key-of-a-test', 5),
    explaining: await addKey(['explain'], 'cw_explaining-key-of-a-test', null),
  }
  closing.defer(async () => {
    await socket[Symbol.asyncDispose]()
    await served.close()
    await opened.store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
})
afterAll(() => closing.disposeAsync())

async function connect(era: Era, transport: (typeof transports)[number], key?: string) {
  const client = new Client({ name: 'a test', version: '1' }, { versionNegotiation: eras[era] })
  const headers: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {}
  await client.connect(
    transport === 'HTTP'
      ? new StreamableHTTPClientTransport(new URL('/mcp', served.url), { requestInit: { headers } })
      : new StdioClientTransport({
          command: process.execPath,
          args: ['bin/carbonwire.mjs', 'mcp'],
          env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir },
        }),
  )
  return client
}

type Answer = Record<string, never[]> & Record<string, unknown>
async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: args })
  const [first] = content as unknown as [{ text: string }]
  return { answer: structuredContent as Answer, text: first.text, isError: isError === true }
}

const cases = (Object.keys(eras) as Era[]).flatMap(era =>
  transports.map(transport => ({ era, transport })),
)
describe.each(cases)('a client $era over $transport', ({ era, transport }) => {
  let client: Client
  beforeAll(async () => {
    client = await connect(era, transport)
    // What a client knows of the answers it checks from now on.
    await client.listTools()
  })
  afterAll(() => client.close())

  test('is told every tool, its arguments in words, and that it only reads', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).toSorted()).toEqual([
      'get_series_points',
      'get_story',
      'list_changes',
      'list_series',
      'list_series_changes',
      'list_sources',
      'list_topics',
      'search_stories',
    ])
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
    const search = tools.find(({ name }) => name === 'search_stories')!
    expect(search.inputSchema.properties).toMatchObject({ q: { description: expect.any(String) } })
    expect(client.getInstructions()).toContain('Dates are told as publishers print them')
    expect(client.getServerVersion()?.name).toBe('carbonwire')
  })

  test('finds stories by words, and the newest without', async () => {
    const found = await call(client, 'search_stories', { q: '風電' })
    expect(found.answer.stories).toMatchObject([
      {
        title: '青石湾海上风电场全部并网',
        url: 'https://news.example.org/a/wind.html',
        matched: ['风电'],
        reports: 1,
      },
    ])
    expect(JSON.parse(found.text)).toEqual(found.answer)
    const first = await call(client, 'search_stories', { limit: 2 })
    const second = await call(client, 'search_stories', { limit: 2, cursor: first.answer.next })
    expect([first.answer.stories!.length, second.answer.stories!.length]).toEqual([2, 1])
    const english = await call(client, 'search_stories', { lang: ['en'], topic: ['policy'] })
    expect(english.answer.stories).toMatchObject([{ published: null, language: 'en' }])
  })

  test('reads a story with its reports, their dates and what joined them', async () => {
    const [story] = (await call(client, 'search_stories', { topic: ['carbon-market'] })).answer
      .stories as unknown as { id: string; reports: number }[]
    expect(story!.reports).toBe(2)
    const { answer } = await call(client, 'get_story', { id: story!.id, maxCharacters: 10 })
    expect(answer).toMatchObject({
      story: { truncated: true, published: { at: '2026-03-02T01:00:00Z' } },
      reports: [{}, {}],
    })
    expect((answer as unknown as { story: { text: string } }).story.text).toHaveLength(11)
    const rules = (answer.reports as unknown as { rule: string | null }[]).map(({ rule }) => rule)
    expect(rules).toContain('copy')
  })

  test('follows the changes without a hole', async () => {
    const seen: number[] = []
    let args: Record<string, unknown> = { limit: 2 }
    for (let more = true; more; ) {
      const { answer } = await call(client, 'list_changes', args)
      seen.push(...(answer.changes as unknown as { sequence: number }[]).map(c => c.sequence))
      args = { limit: 2, after: answer.next, epoch: answer.epoch }
      more = answer.more as unknown as boolean
    }
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b))
    const old = await call(client, 'list_changes', { epoch: 'another' })
    expect(old).toMatchObject({ isError: true, text: expect.stringMatching(/log/) })
  })

  test('is told topics, the health of sources, and series', async () => {
    const { answer: topics } = await call(client, 'list_topics')
    expect(topics.topics).toMatchObject([{ id: 'carbon-market', stories: 1 }, {}, {}])
    const { answer: sources } = await call(client, 'list_sources', { id: ['wire.example'] })
    expect(sources).toMatchObject({ sources: [{ id: 'wire.example', alarms: [] }], total: 1 })
    expect((await call(client, 'list_sources', { limit: 1 })).answer.next).toBe(1)
    expect((await call(client, 'list_series')).answer).toEqual({ series: [], sequence: 0 })
    const { answer: points } = await call(client, 'get_series_points', { market: ['cn-ets'] })
    expect(points).toEqual({ points: [], next: null })
    const followed = { market: ['cn-ets'], corrected: true }
    const { answer: log } = await call(client, 'list_series_changes', followed)
    expect(log).toMatchObject({ changes: [], next: 0, more: false })
    const ahead = await call(client, 'list_series_changes', { after: 7, epoch: log.epoch })
    expect(ahead).toMatchObject({ isError: true, text: expect.stringMatching(/go on after 0/) })
  })

  test.each([
    ['an unknown topic', 'search_stories', { topic: ['wether'] }, /wether/],
    ['no such story', 'get_story', { id: '00000000-0000-4000-8000-000000000000' }, /no such story/],
    ['no id', 'get_story', { id: '../keys' }, /no id of a story/],
    ['a day that is none', 'get_series_points', { since: 'soon' }, /expected a day/],
    ['an argument of the wrong kind', 'search_stories', { limit: 'many' }, /limit/],
  ])('is told what is wrong: %s', async (_, name, args, says) => {
    const { isError, text } = await call(client, name, args)
    expect(isError).toBe(true)
    expect(text).toMatch(says)
  })
})

describe('over HTTP', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(new URL('/mcp', served.url), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }
  const auth = (key: string) => ({ Authorization: `Bearer ${key}` })

  test('why a story is relevant is told to keys with the scope for it alone', async () => {
    const plain = await connect('of 2026-07-28', 'HTTP')
    const keyed = await connect('of 2026-07-28', 'HTTP', keys.explaining)
    const [story] = (await call(plain, 'search_stories', { q: '风电' })).answer
      .stories as unknown as { id: string }[]
    const asked = { id: story!.id, why: true }
    expect(await call(plain, 'get_story', asked)).toMatchObject({
      isError: true,
      text: expect.stringContaining('API key'),
    })
    const { answer } = await call(keyed, 'get_story', asked)
    expect(answer.why).toMatchObject({ verdict: expect.any(String), relevance: { terms: [] } })
    await Promise.all([plain.close(), keyed.close()])
  })

  test('a key counts its own requests, and an unknown one is refused', async () => {
    const answer = await post(list, auth(keys.plain))
    expect(answer.headers.get('ratelimit-policy')).toBe('"minute";q=5;w=60')
    let last = answer
    for (let at = 0; at < 6; at++) last = await post(list, auth(keys.plain))
    expect(last.status).toBe(429)
    expect(last.headers.get('retry-after')).not.toBeNull()
    expect((await post(list, auth('cw_nobody-has-this-key'))).status).toBe(401)
  })

  test('a page of another site may ask', async () => {
    const asked = await fetch(new URL('/mcp', served.url), { method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/MCP-Protocol-Version/)
    expect((await post(list)).headers.get('access-control-allow-origin')).toBe('*')
  })

  test.each<[string, unknown, number]>([
    ['no JSON', '{', 400],
    ['several messages at once', [list, list], 400],
    ['a body that is too long', `{"a":"${'x'.repeat(200_000)}"}`, 413],
  ])('what it does not take is refused: %s', async (_, body, status) => {
    expect((await post(body)).status).toBe(status)
  })

  test('no connection is held for who only listens', async () => {
    const answer = await fetch(new URL('/mcp', served.url), {
      headers: { Accept: 'text/event-stream' },
    })
    expect(answer.status).toBe(405)
  })
})
