import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildServer } from '../../src/server/build-server.ts'
import { openLastFeeds } from '../../src/server/feeds/last-feeds.ts'
import { openServer } from '../../src/server/open-server.ts'
import { buildStandby, openFront } from '../../src/server/standby.ts'
import { fixtureParts, manyItems } from './fixture-parts.ts'

const dir = mkdtempSync(join(tmpdir(), 'carbonwire-last-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const keeper = () => openLastFeeds(dir, Date.now)

test('a server that has just begun serves the last good feed while the store is away', async () => {
  const before = buildServer({ ...fixtureParts(manyItems(5)).parts, lastFeeds: keeper() })
  const good = await (await before.request('/feed.json')).text()
  // It is written beside the answer.
  await expect.poll(() => keeper().find('/feed.json')).not.toBeNull()

  const { parts, state } = fixtureParts(manyItems(5))
  state.down = true
  const after = buildServer({ ...parts, lastFeeds: keeper() })
  const answer = await after.request('/feed.json')
  expect([answer.status, await answer.text()]).toEqual([200, good])
  expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
  expect((await after.request('/feed.json?limit=3')).status).toBe(503)
})

test('while the database was never there, the feeds of before are served and all else asks to come again', async () => {
  const before = buildServer({ ...fixtureParts(manyItems(5)).parts, lastFeeds: keeper() })
  const good = await (await before.request('/feed.json')).text()
  await expect.poll(() => keeper().find('/feed.json')).not.toBeNull()

  const app = buildStandby(keeper(), { publicUrl: null })
  const feed = await app.request('/feed.json')
  expect([feed.status, await feed.text()]).toEqual([200, good])
  const etag = feed.headers.get('etag')!
  const again = await app.request('/feed.json', { headers: { 'If-None-Match': etag } })
  expect(again.status).toBe(304)

  for (const path of ['/', '/feed.json?limit=3', '/feed.atom', '/api/v1/stories', '/health']) {
    const answer = await app.request(path)
    expect([path, answer.status]).toEqual([path, 503])
  }
  const page = await app.request('/', { headers: { Accept: 'text/html' } })
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '30'])
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  expect((await app.request('/health/live')).status).toBe(200)
})

test('what a server served last is what the next one begins with, once and when nobody else was there', async () => {
  const own = mkdtempSync(join(dir, 'own-'))
  const settings = { publicUrl: null, host: '127.0.0.1', port: 0, dataDir: own, databaseUrl: null }
  const { parts, state } = fixtureParts(manyItems(5))
  const server = await openServer({ ...parts, settings: { ...parts.settings, ...settings } })
  await (await fetch(`${server.url}/feed.json`)).text()
  state.items = manyItems(6)
  await server.close()

  const front = await openFront(settings)
  const answer = await fetch(`${front!.url}/feed.json`)
  expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(6)
  const other = await fetch(`${front!.url}/topics/carbon-market/feed.json`)
  expect([other.status, other.headers.get('retry-after')]).toEqual([503, '2'])

  front!.use(buildServer(fixtureParts(manyItems(3)).parts))
  const after = await fetch(`${front!.url}/feed.json`)
  expect(((await after.json()) as { items: unknown[] }).items).toHaveLength(3)
  await front!.close()
  expect(await openFront(settings)).toBeNull()
})
