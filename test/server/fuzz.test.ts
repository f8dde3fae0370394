import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openPoster } from '../../src/fetch/poster.ts'
import { openMeter } from '../../src/metrics/meter.ts'
import { digestsSchema } from '../../src/model/digest.ts'
import { seriesSchema } from '../../src/model/series.ts'
import { addKey } from '../../src/server/api/keys.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { defaultLimits } from '../../src/server/http/rate-limit.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { later } from '../contract/invented-news.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

let opened: OpenedStore
let app: Hono
let served: Served
let key: string
const failures: string[] = []

beforeAll(async () => {
  opened = await openFilledStore()
  const { parts } = fixtureParts([])
  const log = pino({ level: 'error' }, { write: line => void failures.push(line) })
  const poster = openPoster({ agent: 'Test/1', allowAddresses: [] })
  const digest = { id: 'daily', title: '早报', every: 'day', at: '08:00' }
  const config = {
    ...parts.config(),
    digests: digestsSchema.parse([digest]),
    seriesConfig: seriesSchema.parse(
      parse(readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')),
    ),
  }
  const limits = Object.fromEntries(Object.keys(defaultLimits).map(name => [name, 1_000_000]))
  app = buildServer({
    ...{ ...parts, store: opened.store, poster, log, limits, meter: openMeter() },
    ...{ config: () => config, now: () => later(300) },
    operate: { add: async () => {}, takeUp: async () => {} },
    sourceFiles: {
      read: async () => null,
      check: async () => ({ problem: null, pages: 0, differing: [] }),
      save: async () => {},
    },
    // Pictures have a door of their own; none is fetched here.
    images: { fetch: async () => ({ kind: 'refused' }) } as never,
  })
  served = await serve(app, { host: '127.0.0.1', port: 0 })
  const scopes = ['webhooks', 'keys', 'operate', 'alarms', 'explain']
  key = (await addKey(opened.store, { name: 'fuzz', scopes, perMinute: null }, later(0))).key
})
afterAll(async () => {
  await served.close(100)
  await opened.store.close()
})

/** What visitors, scanners and broken programs put where a value is expected; spelled for an address. */
const values = [
  '',
  '%00',
  'a%00b',
  '0',
  '-1',
  '1.5',
  '1e9',
  '2147483648',
  '999999999999999999999',
  'NaN',
  '9999-12-31',
  '0000-01-01',
  '2026-02-30',
  '2026-13-01T99:99:99Z',
  '%C3%28',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '%E7%A2%B3%E5%B8%82%E5%9C%BA',
  "'%22%3C%3E%26;--",
  '%5C..%5C..%5Cetc',
  '..%2F..%2Fetc%2Fpasswd',
  '%25%25%25s%25n',
  '(((((',
  '%22unclosed',
  'x'.repeat(3000),
  ','.repeat(60),
  'urn:uuid:00000000-0000-0000-0000-000000000000',
  'Etc%2FUnknown',
  '__proto__',
  '%E2%80%AE%EF%BB%BF',
]

/** Enough where a value is taken for a name alone, and where operators alone ask. */
const fewValues = [
  '%00',
  '-1',
  '2147483648',
  '%C3%28',
  "'%22%3C%3E%26;--",
  '%5C..%5Cetc',
  '__proto__',
]
const isSimple = (path: string) => /^\/(?:admin|health|assets|digests|hub)\b/.test(path)

const pageParams = [
  'q',
  'topic',
  'lang',
  'offset',
  'limit',
  'before',
  'ui',
  'since',
  'until',
  'nosuch',
]
const feedParams = [
  'q',
  'topic',
  'source',
  'outlet',
  'lang',
  'since',
  'until',
  'tier',
  'limit',
  'before',
  'content',
  'script',
]
/** What the routes take that the API's description does not tell of; all others are asked for the language and for a word of no meaning. */
const queries: [route: RegExp, params: string[]][] = [
  [/^\/feed$|^\/topics\/x\/feed$|^\/search$/, pageParams],
  [/^\/feed\.xml$/, feedParams],
  [/^\/topics\/x\/feed\.xml$/, ['limit', 'before']],
  [/^\/opml$/, ['set', 'lead', 'topic']],
  [/^\/(?:series|charts)$/, ['ui', 'market', 'instrument', 'measure', 'since', 'until']],
  [/^\/politeness$/, ['host', 'ui']],
  [/^\/incidents\/feed\.xml$/, ['key', 'source']],
  [/^\/admin\/stories\/show$/, ['of']],
  [/^\/admin\//, ['before', 'q', 'state']],
  [/\/events$/, ['after', 'epoch', 'topic', 'market', 'q']],
]
/** The fields of a form, with values that would do. */
const forms: [route: RegExp, fields: Record<string, string>][] = [
  [/^\/settings$/, { zone: 'UTC', back: '/' }],
  [
    /^\/hub$/,
    {
      ...{ 'hub.mode': 'subscribe', 'hub.topic': '', 'hub.secret': 's' },
      ...{ 'hub.callback': 'https://hooks.example/x', 'hub.lease_seconds': '300' },
    },
  ],
  [/^\/admin\/stories\//, { a: crypto.randomUUID(), b: crypto.randomUUID() }],
  [/^\/admin\/login$/, { password: 'guess' }],
  [/^\/admin\/sources\/x\/file$/, { text: 'id: x', step: 'check' }],
  [/^\/admin\//, { csrf: '', reason: '', hours: '1' }],
]
const bodies = ['', '[]', 'null', '"x"', '{', '{"a":"\\u0000"}', '{"__proto__":1}', '1e999']
const fieldsOf = (path: string) => forms.find(([route]) => route.test(path))?.[1] ?? {}

type Asked = { method: string; address: string; body?: string | URLSearchParams }

/** Every route of the server as it was put together, with one odd value in one place. */
async function listQuestions(): Promise<{ routes: string[]; asked: Asked[] }> {
  const description = (await (await app.request('/openapi.json')).json()) as {
    paths: Record<string, { get?: { parameters?: { name: string; in: string }[] } }>
  }
  const ofApi = new Map(
    Object.entries(description.paths).map(([path, { get }]) => [
      `/api/v1${path.replaceAll('{id}', 'x')}`,
      (get?.parameters ?? []).filter(each => each.in === 'query').map(({ name }) => name),
    ]),
  )
  const routes = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))]
    .filter(route => !route.endsWith('*'))
    .map(route => route.replace(/^ALL/, 'POST'))
  const asked = routes.flatMap(route => {
    const [method, path] = route.split(/ (.*)/s) as [string, string]
    const plain = spell(path, 'x')
    const own = isSimple(plain) ? fewValues : values
    const params = ofApi.get(plain) ?? queries.find(([of]) => of.test(plain))?.[1] ?? ['ui']
    const inPath = own.map(value => ({ method, address: spell(path, value || '%20') }))
    const addresses = path.includes('/:') ? inPath : []
    if (method === 'GET')
      return [
        ...addresses,
        ...[plain, ...params.flatMap(name => own.map(value => `${plain}?${name}=${value}`))].map(
          address => ({ method, address }),
        ),
      ]
    const fields = fieldsOf(plain)
    const inForm = Object.keys(fields).flatMap(name =>
      own.map(value => new URLSearchParams({ ...fields, [name]: decoded(value) })),
    )
    return [...addresses, ...[...inForm, ...bodies].map(body => ({ method, address: plain, body }))]
  })
  return { routes, asked }
}

/** An address of a route: what it takes any word for has this one, what it knows is as it may be. */
const spell = (path: string, value: string) =>
  path
    .replace(/:kind\{[^}]+\}/, 'topics')
    .replace(/:file\{[^}]+\}/, 'feed.xml')
    .replace(/:(?:number|year)\{.*?\}(?=\/|$)/, '2026')
    .replace(/:day\{.*?\}(?=\/|$)/, '2026-03-01')
    .replace(/:\w+(?:\{.*?\})?(?=\/|$)/g, value)

/** In a form it is the text itself that is odd. */
const decoded = (value: string) => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

async function ask({ method, address, body }: Asked) {
  const headers: Record<string, string> = { authorization: `Bearer ${key}` }
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  const answer = await app.request(address, { method, headers, ...(body && { body }) })
  const type = answer.headers.get('content-type') ?? ''
  await answer.body?.cancel()
  return { status: answer.status, type }
}

/** Machines are told in a problem document, people at the forms of `/admin` on a page, and who speaks MCP in its own words. */
function isTold(address: string, type: string): boolean {
  if (type.startsWith('application/problem+json')) return true
  if (address.startsWith('/mcp')) return type.startsWith('application/json')
  return address.startsWith('/admin') && type.startsWith('text/html')
}

describe('whatever is typed', () => {
  test('no value in any place of any route ends in a fault, and each error is a problem document or a page', {
    timeout: 900_000,
  }, async () => {
    const { routes, asked } = await listQuestions()
    for (const path of ['/series', '/charts', '/digests', '/sitemap.xml', '/politeness', '/admin'])
      expect(routes).toContain(`GET ${path}`)
    for (const path of ['/hub', '/mcp', '/settings']) expect(routes).toContain(`POST ${path}`)
    const wrong: string[] = []
    for (const question of asked) {
      const { status, type } = await ask(question)
      if (status >= 500 || (status >= 400 && !isTold(question.address, type)))
        wrong.push(
          `${status} ${type} ${question.method} ${question.address} ${question.body ?? ''}`,
        )
    }
    expect(wrong).toEqual([])
    expect(failures).toEqual([])
  })

  test.each([
    ['a page that is not there', '/nowhere', 404],
    ['a story that is not there', '/stories/x', 404],
    ['a day at the end of time', '/days/9999-12-31', 404],
    ['a zero byte', '/search?q=%00', 400],
    ['a parameter that is none', '/feed?nosuch=1', 400],
  ])('%s is told to people on a page', async (_, address, status) => {
    const answer = await app.request(address, { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ])
    expect(await answer.text()).toMatch(/<h1>[^<]+<\/h1>/)
  })

  test.each([
    ['after', { after: 2_147_483_648 }],
    ['after', { after: -1 }],
    ['after', { after: 1e300 }],
  ])('a webhook that wants %s %j is refused', async (_, more) => {
    const answer = await app.request('/api/v1/webhooks', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://hooks.example/x', ...more }),
    })
    expect(answer.status).toBe(400)
  })

  test.each([
    ['{"url":"https://hooks.example/\\u0000"}'],
    ['{"url":"https://hooks.example/x","filter":{"outlet":["\\ud800"]}}'],
    ['{"url":"https://hooks.example/x","filter":{"topic":["carbon-markt"]}}'],
    ['{"url":"https://hooks.example/x","filter":{"source":["nobody"]}}'],
    ['{"url":"http://10.0.0.1/x"}'],
    ['{"url":"http://localhost/x"}'],
    ['{"url":"http://[::ffff:127.0.0.1]/x"}'],
    ['{"url":"http://user:pass@hooks.example/x"}'],
    ['{"url":"ftp://hooks.example/x"}'],
    ['{"url":"http://hooks.example:25/x"}'],
    ['[]'],
    ['"'],
  ])('a webhook that would never fire is refused with the reason: %s', async body => {
    const answer = await app.request('/api/v1/webhooks', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { detail: string }).detail).not.toBe('')
  })
})

/** Sends bytes as they are and gives what comes back. */
function sendRaw(bytes: Buffer | string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(served.port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', chunk => {
      text += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

const get = (path: string, host = 'wire.example') =>
  sendRaw(Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))

describe('on the wire', () => {
  test.each([
    ['words as people type them', '/api/v1/search?q=碳市场', 200],
    ['words in a feed', '/feed.json?q=碳市场', 200],
    ['a backslash in a path', '/feeds\\..\\x', 404],
    ['a percent sign by itself', '/search?q=100%', 200],
    ['two slashes', '//feed.json', 404],
    ['bytes that are no UTF-8', `/search?q=${Buffer.from([0xcc, 0xbc]).toString('latin1')}`, 200],
  ])('%s', async (_, path, status) => {
    const answer = await get(path)
    expect(answer.split('\r\n')[0]).toContain(` ${status} `)
  })

  test.each([
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['what is no HTTP', 'hello\r\n\r\n'],
    ['a zero byte in the address', 'GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s is answered with a problem document', async (_, bytes) => {
    const answer = await sendRaw(bytes)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('application/problem+json')
  })
})
