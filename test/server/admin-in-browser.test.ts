import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { tell as tellReason } from '../../src/health/reason-words.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { link, listing, source, start, tell, wind } from '../contract/invented-news.ts'
import { fixtureParts } from './fixture-parts.ts'

const PASSWORD = 'correct horse battery'
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

let opened: OpenedStore
let served: Served
let browser: Browser
beforeAll(async () => {
  if (!existsSync(executablePath)) return
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const { store } = opened
  await store.syncSources([source()], start)
  await store.saveListing(listing([link('news.example/1')]))
  await tell(store, new StoryIndex(), 'news.example/1', wind)
  const where = 'https://news.example/column/of/news/with/a/long/address/index.html?channel=1121'
  const reason = `${where}: ${tellReason('{} of its {} links sell something else than news: the site was taken over', 10, 12)}`
  const finding = {
    ...({ kind: 'hijacked', reason, isAlarm: true, where } as const),
    ...{ before: tellReason('{} links, {} with a date', 12, 12), now: 'blocked:challenge' },
    ...{ pageId: null, goodPageId: null },
  }
  const report = { sourceId: 'news.example', at: start, reach: null, keep: [], end: [] }
  await store.saveHealth({ ...report, state: { state: 'hijacked', reason }, open: [finding] })
  await store.setPassword(PASSWORD, start)
  const { parts } = fixtureParts([])
  const operate = { add: async () => {}, takeUp: async () => {} }
  const app = buildServer({ ...parts, store, queue: null, operate, now: () => start })
  served = await serve(app, { host: '127.0.0.1', port: 0 })
  const args = ['--no-sandbox']
  browser = await chromium.launch({ executablePath, args, timeout: 120_000 })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close(100)
  await opened?.store.close()
})

const pages = ['', '/incidents', '/sources/news.example', '/stories', '/store', '/actions']

describe.skipIf(!existsSync(executablePath))('the pages of operators in Chinese', () => {
  test.each([
    ['a phone', 390, 844],
    ['a desk', 1280, 900],
  ])('on %s', { timeout: 120_000 }, async (_, width, height) => {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const faults: string[] = []
    page.on('pageerror', error => faults.push(String(error)))
    const at = (path: string) => `http://127.0.0.1:${served.port}/admin${path}`
    await page.goto(at(''))
    await page.fill('input[name=password]', PASSWORD)
    await page.click('button[type=submit]')
    for (const path of pages) {
      await page.goto(at(path))
      expect(await page.locator('html').getAttribute('lang'), path).toMatch(/^zh/)
      expect(await page.locator('h1').textContent(), path).toMatch(/\p{sc=Han}/u)
      // Nothing is pushed over the edge but within tables, and no cell is broken letter by letter.
      const measured = await page.evaluate<{ over: number; tallest: number }>(`({
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        tallest: Math.max(0, ...[...document.querySelectorAll('tr')].map(row => row.clientHeight)),
      })`)
      expect(measured.over, path).toBe(0)
      expect(measured.tallest, path).toBeLessThan(260)
    }
    await page.goto(at(''))
    expect(await page.locator('table').textContent()).toContain(
      'index.html?channel=1121: 12 个链接中有 10 个在推销别的东西：网站被劫持了',
    )
    await page.goto(at('/incidents'))
    await page.locator('a[href*="/admin/incidents/"]').first().click()
    await page
      .getByRole('button', { name: '我来处理' })
      .or(page.getByText('admin'))
      .first()
      .waitFor()
    expect(faults).toEqual([])
    await context.close()
  })
})
