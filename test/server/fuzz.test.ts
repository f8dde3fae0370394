import { connect } from 'node:net'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPoster } from '../../src/fetch/poster.ts'
import { addKey } from '../../src/server/api/keys.ts'
import { buildServer } from '../../src/server/build-server.ts'
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
  app = buildServer({
    ...parts,
    store: opened.store,
    poster,
    log,
    now: () => later(300),
    limits: { anonymous: 1_000_000, keyed: 1_000_000, made: 1_000_000 },
  })
  served = await serve(app, { host: '127.0.0.1', port: 0 })
  const scopes = ['webhooks', 'keys']
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
const pages: [path: string, params: string[]][] = [
  ['/', ['ui']],
  ['/feed', pageParams],
  ['/feed.xml', feedParams],
  ['/search', pageParams],
  ['/calendar', ['ui']],
  ['/archive/{id}/feed.json', []],
  ['/topics/{id}/feed.json', ['limit']],
  ['/sources/{id}/feed.atom', []],
  ['/outlets/{id}/feed.xml', []],
  ['/languages/{id}/feed.xml', []],
  ['/channels/{id}/feed.xml', []],
  ['/topics/{id}', ['before']],
  ['/sources/{id}', []],
  ['/stories/{id}', []],
  ['/days/{id}', []],
  ['/calendar/{id}', []],
  ['/images/{id}', ['u', 's']],
  ['/{id}', []],
  ['/health', ['x']],
]

type Route = { path: string; params: string[] }

/** Every route with what it takes: those of the API as its own description has them. */
async function listRoutes(): Promise<Route[]> {
  const description = (await (await app.request('/openapi.json')).json()) as {
    paths: Record<string, { get?: { parameters?: { name: string; in: string }[] } }>
  }
  const api = Object.entries(description.paths)
    .filter(([path, methods]) => methods.get && !path.endsWith('/events'))
    .map(([path, { get }]) => ({
      path: `/api/v1${path}`,
      params: (get!.parameters ?? []).filter(each => each.in === 'query').map(({ name }) => name),
    }))
  return [...api, ...pages.map(([path, params]) => ({ path, params }))]
}

/** All addresses of a route with one odd value in one place. */
function addressesOf({ path, params }: Route): string[] {
  const plain = path.replaceAll('{id}', 'x')
  const inPath = path.includes('{')
    ? values.map(value => path.replace(/\{[^}]+\}/, value || '%20'))
    : []
  const inQuery = params.flatMap(name => values.map(value => `${plain}?${name}=${value}`))
  return [...inPath, ...inQuery]
}

async function ask(address: string, headers: Record<string, string> = {}) {
  const answer = await app.request(address, { headers })
  const type = answer.headers.get('content-type') ?? ''
  await answer.body?.cancel()
  return { status: answer.status, type }
}

describe('whatever is typed', () => {
  test('no value in any place of any route ends in a fault, and each error is a problem document', {
    timeout: 240_000,
  }, async () => {
    const routes = await listRoutes()
    expect(routes.length).toBeGreaterThan(30)
    const wrong: string[] = []
    for (const address of routes.flatMap(addressesOf)) {
      const { status, type } = await ask(address, { authorization: `Bearer ${key}` })
      const isProblem = type.startsWith('application/problem+json')
      if (status >= 500 || (status >= 400 && !isProblem)) wrong.push(`${status} ${type} ${address}`)
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
