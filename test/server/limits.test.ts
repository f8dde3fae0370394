import type { Context } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/read-settings.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { openCallerOf, type TrustedProxies } from '../../src/server/http/caller.ts'
import { openPlaces } from '../../src/server/http/places.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts, manyItems } from './fixture-parts.ts'

/** A request of a connection from there, with these headers. */
const asked = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({
    env: { incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } } },
    req: { header: (name: string) => headers[name] },
  }) as unknown as Context

const proxy: TrustedProxies = { list: ['10.0.0.0/8', 'fd00::/8', '127.0.0.1'] }

describe('who asks', () => {
  test.each<[string, TrustedProxies, string, Record<string, string>, string]>([
    [
      'nobody else is believed',
      { list: [] },
      '203.0.113.9',
      { 'x-forwarded-for': '198.51.100.1' },
      '203.0.113.9',
    ],
    [
      'a proxy of ours is',
      proxy,
      '10.1.2.3',
      { 'x-forwarded-for': '198.51.100.1' },
      '198.51.100.1',
    ],
    [
      'and what it was told by a stranger is not',
      proxy,
      '10.1.2.3',
      { 'x-forwarded-for': '1.1.1.1, 198.51.100.1' },
      '198.51.100.1',
    ],
    [
      'two of ours in a row',
      proxy,
      '127.0.0.1',
      { 'x-forwarded-for': '198.51.100.1, 10.9.9.9' },
      '198.51.100.1',
    ],
    [
      'an IPv4 address in IPv6 clothes',
      proxy,
      '::ffff:10.1.2.3',
      { 'x-forwarded-for': '198.51.100.1' },
      '198.51.100.1',
    ],
    ['with a port', proxy, '10.1.2.3', { 'x-forwarded-for': '198.51.100.1:4711' }, '198.51.100.1'],
    [
      'Forwarded goes first',
      proxy,
      '10.1.2.3',
      { forwarded: 'for=198.51.100.2;proto=https', 'x-forwarded-for': '1.1.1.1' },
      '198.51.100.2',
    ],
    [
      'Forwarded with IPv6',
      proxy,
      '10.1.2.3',
      { forwarded: 'for="[2001:db8:1:2:3::4]:99"' },
      '2001:db8:1:2::/64',
    ],
    ['nonsense is left out', proxy, '10.1.2.3', { 'x-forwarded-for': 'unknown, <x>' }, '10.1.2.3'],
    [
      'one proxy by number',
      { hops: 1 },
      '192.0.2.1',
      { 'x-forwarded-for': '1.1.1.1, 198.51.100.3' },
      '198.51.100.3',
    ],
    [
      'more by number than there are',
      { hops: 3 },
      '192.0.2.1',
      { 'x-forwarded-for': '198.51.100.3' },
      '198.51.100.3',
    ],
    ['one house is one caller', { list: [] }, '2001:db8::17', {}, '2001:db8:0:0::/64'],
  ])('%s', (_, trusted, peer, headers, caller) => {
    expect(openCallerOf(trusted)(asked(peer, headers))).toBe(caller)
  })

  test.each([
    ['10.0.0.0/8, fd00::1', { list: ['10.0.0.0/8', 'fd00::1'] }],
    ['2', { hops: 2 }],
    ['', { list: [] }],
  ])('TRUSTED_PROXIES=%s', (text, expected) => {
    expect(readSettings({ TRUSTED_PROXIES: text }).trustedProxies).toEqual(expected)
  })

  test.each(['proxy.example', '10.0.0.0/33', '300.1.1.1', '12'])(
    'TRUSTED_PROXIES=%s is refused',
    text => {
      expect(() => readSettings({ TRUSTED_PROXIES: text })).toThrow('TRUSTED_PROXIES')
    },
  )
})

test('one caller holds so many places, and all together so many', () => {
  const places = openPlaces({ all: 3, each: 2 })
  const [first] = [places.take('a'), places.take('a')]
  expect(() => places.take('a')).toThrow('at most 2')
  places.take('b')
  expect(() => places.take('c')).toThrow('too many')
  first()
  first()
  places.take('c')
  expect(() => places.take('d')).toThrow('too many')
})

describe('limits', () => {
  const { parts } = fixtureParts(manyItems(20))
  let opened: OpenedStore
  beforeAll(async () => {
    opened = await openFilledStore()
  })
  afterAll(() => opened.store.close())

  test('feeds and pages that have to be made are counted, those at hand are not', async () => {
    const app = buildServer({ ...parts, freshForMs: 60_000, limits: { made: 3 } })
    const statuses = async (paths: string[]) =>
      Promise.all(paths.map(async path => (await app.request(path)).status))
    expect(await statuses(['/feed.json', '/feed.xml?limit=2', '/feed'])).toEqual([200, 200, 200])
    expect(await statuses(['/feed.json?limit=3', '/search?q=x'])).toEqual([429, 429])
    expect(await statuses(['/feed.json', '/feed.xml?limit=2'])).toEqual([200, 200])
  })

  test('everything together is counted, and health is not', async () => {
    const app = buildServer({ ...parts, limits: { all: 2 } })
    const statuses = []
    for (const path of ['/feeds', '/nowhere', '/feeds', '/health'])
      statuses.push((await app.request(path)).status)
    expect(statuses).toEqual([200, 404, 429, 200])
  })

  test('whoever guesses keys is stopped before the store is asked', async () => {
    let questions = 0
    const store = {
      ...opened.store,
      findApiKey: (text: string) => {
        questions++
        return opened.store.findApiKey(text)
      },
    }
    const operate = { add: async () => {}, takeUp: async () => {} }
    const app = buildServer({ ...parts, store, operate, limits: { wrongKeys: 5 } })
    const guess = async (path: string, at: number) => {
      const headers = { authorization: `Bearer cw_guess_${at}_0123456789` }
      return (await app.request(path, { headers })).status
    }
    const statuses = []
    for (let at = 0; at < 20; at++) statuses.push(await guess('/api/v1/topics', at))
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(new Set(statuses.slice(6))).toEqual(new Set([429]))
    expect(questions).toBeLessThan(8)
    // Nor can the guess go on at another door.
    for (const path of [
      '/admin',
      '/incidents/feed.xml',
      '/incidents/feed.xml?key=cw_guess_0123456789',
    ])
      expect(await guess(path, 30), path).toBe(429)
    expect((await app.request('/api/v1/topics')).status).toBe(200)
  })

  test('an export that nobody reads holds a place, and gives it back when it is ended', async () => {
    const app = buildServer({ ...parts, store: opened.store })
    const ask = () => app.request('/api/v1/export/changes.ndjson')
    const open = [await ask(), await ask()]
    expect((await ask()).status).toBe(429)
    await open[0]!.body!.cancel()
    expect((await ask()).status).toBe(200)
  })
})
