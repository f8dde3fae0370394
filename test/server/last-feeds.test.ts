import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildServer } from '../../src/server/build-server.ts'
import { openLastFeeds } from '../../src/server/feeds/last-feeds.ts'
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
