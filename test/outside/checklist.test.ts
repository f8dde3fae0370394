import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { readyItem } from '../../src/feeds/ready-item.ts'
import { renderOpml } from '../../src/feeds/render-opml.ts'
import { renderers } from '../../src/feeds/renderers.ts'
import { openPoster } from '../../src/fetch/poster.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { serve } from '../../src/server/http/serve.ts'
import { hostileItems } from '../feeds/hostile-items.ts'
import { sampleItem } from '../feeds/sample-item.ts'
import { openFilledStore } from '../server/filled-store.ts'
import { fixtureParts } from '../server/fixture-parts.ts'

// A checklist for feeds that was written by others than those who write ours: used where it is present.
const checklist = '../shared/eval/feeds/check-feed.py'

const check = (args: string[]) =>
  new Promise<string>(resolve => {
    execFile('python3', [checklist, ...args], (_, output) => resolve(output))
  })

const head = {
  id: 'https://wire.example.org/feed',
  title: '碳中和新闻 & more',
  description: 'Everything <new>',
  language: 'zh',
  ttlMinutes: 30,
  base: 'https://wire.example.org',
}
const names: Record<string, string> = { 'carbon-market': '碳市场', policy: '政策 & 法规' }

describe.skipIf(!existsSync(checklist))('the independent checklist finds nothing', () => {
  test.each([
    ['in plain items', Array.from({ length: 8 }, (_, at) => sampleItem(at + 1))],
    ['in hostile items', hostileItems()],
  ])('%s', async (_, items) => {
    const dir = mkdtempSync(join(tmpdir(), 'carbonwire-feeds-'))
    try {
      const ready = items
        .map(item => readyItem(item, { content: 'full', topicName: id => names[id] ?? id }))
        .filter(item => item !== null)
      const files = (['xml', 'atom', 'json'] as const).map(format => {
        const links = {
          self: `https://wire.example.org/feed.${format}?limit=2&topic=policy`,
          home: head.id,
          hub: 'https://wire.example.org/hub',
          next: `https://wire.example.org/feed.${format}?before=3`,
          archive: null,
        }
        const file = join(dir, `feed.${format}`)
        writeFileSync(
          file,
          Buffer.from(renderers[format].render(buildFeed(head, ready, new Date()), links)),
        )
        return file
      })
      const opml = join(dir, 'feeds.opml')
      const feed = { xmlUrl: 'https://wire.example.org/feed.xml', htmlUrl: head.id, language: 'zh' }
      const groups = [{ title: '全部 & "all"', feeds: [{ title: 'A\u0001 <b>', ...feed }] }]
      writeFileSync(opml, renderOpml('Feeds', groups))
      const told = await check(['--require', 'hub,content', '--file', ...files, opml])
      expect(told.split('\n').filter(line => line.startsWith('FAIL'))).toEqual([])
      expect(told).toMatch(/\d\d passed, 0 failed/)
    } finally {
      rmSync(dir, { recursive: true })
    }
  })

  test('over HTTP', async () => {
    const { store } = await openFilledStore()
    const { parts } = fixtureParts([])
    const poster = openPoster({ agent: 'Carbonwire-Test/1', allowAddresses: [] })
    const now = () => new Date('2026-03-03T00:00:00Z')
    const served = await serve(buildServer({ ...parts, store, poster, now }), {
      host: '127.0.0.1',
      port: 0,
    })
    try {
      const base = `http://127.0.0.1:${served.port}`
      const wanted = ['--openapi', '/openapi.json', '--require', 'hub,content,br']
      const told = await check([base, ...wanted, '--opml', '/opml'])
      expect(told.split('\n').filter(line => line.startsWith('FAIL'))).toEqual([])
      expect(told).toMatch(/\d{3} passed, 0 failed/)
    } finally {
      await served.close(100)
      await store.close()
    }
  })
})
