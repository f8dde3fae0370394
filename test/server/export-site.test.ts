import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { exportSite, fileOf } from '../../src/server/pages/export-site.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { later, tell } from '../contract/invented-news.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

const base = 'https://wire.example.org'
const dir = mkdtempSync(join(tmpdir(), 'carbonwire-export-'))
const { parts } = fixtureParts([])
let opened: OpenedStore
beforeAll(async () => {
  opened = await openFilledStore()
})
afterAll(async () => {
  await opened.store.close()
  rmSync(dir, { recursive: true })
})
const run = () =>
  exportSite({ ...parts, store: opened.store, now: () => later(200) }, { dir, base, ui: 'zh' })
const read = (file: string) => readFileSync(join(dir, file), 'utf8')

test('feeds and pages become files whose links lead to files', async () => {
  const { written } = await run()
  expect(written).toBeGreaterThan(40)
  expect(JSON.parse(read('feed.json')).feed_url).toBe(`${base}/feed.json`)
  expect(read('topics/policy/feed.xml')).toContain('<rss version="2.0"')
  expect(read('outlets/示例日报/index.html')).toContain('<h1>')

  const missing = new Set<string>()
  for (const file of globSync('**/*.html', { cwd: dir })) {
    for (const [, href] of read(file).matchAll(/(?:href|src)="(\/[^"#]*)"/g)) {
      if (!existsSync(join(dir, fileOf(href!)))) missing.add(`${file}: ${href}`)
    }
  }
  expect([...missing]).toEqual([])
})

test('a second export writes nothing that has not changed, a later one what has', async () => {
  const at = statSync(join(dir, 'feed.xml')).mtimeMs
  expect(await run()).toMatchObject({ written: 0, removed: 0 })
  expect(statSync(join(dir, 'feed.xml')).mtimeMs).toBe(at)

  await tell(opened.store, new StoryIndex(), 'news.example.org/late', {
    title: '新的一条消息',
    text: '这一条消息在导出之后才发布，讲的是一座新的储能电站。'.repeat(4),
  })
  const { written, unchanged } = await run()
  expect(written).toBeGreaterThan(5)
  expect(unchanged).toBeGreaterThan(10)
  expect(read('feed.xml')).toContain('新的一条消息')
})

test.each([
  ['/', 'index.html'],
  ['/feed.xml', 'feed.xml'],
  ['/topics/x/feed', 'topics/x/feed/index.html'],
  ['/outlets/%E7%A4%BA', 'outlets/示/index.html'],
  ['/outlets/..%2F..%2Fetc', 'outlets/%2E%2E%2F%2E%2E%2Fetc/index.html'],
  ['/outlets/..', 'outlets/%2E%2E/index.html'],
])('%s goes to %s', (path, file) => {
  expect(fileOf(path)).toBe(file)
})
