import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RoundReport } from '../../src/model/source-state.ts'
import { openCounts } from '../../src/pipeline/count-round.ts'
import type { SourceFiles } from '../../src/server/admin/source-files.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const hasBrowser = existsSync(executablePath)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const PASSWORD = 'correct horse battery'
const SOURCE = '/admin/sources/news.example.org'
const sourceFiles: SourceFiles = {
  read: async () => 'id: news.example.org\nname: 报社\nentries:\n  - kind: listing\n',
  check: async () => ({ problem: null, pages: 0, differing: [] }),
  save: async () => {},
}

/** A round that read three articles. */
const endedRound = (startedAt: Date): RoundReport => ({
  ...{ sourceId: 'news.example.org', startedAt, endedAt: startedAt, nextRoundAt: startedAt },
  ...{ outcome: { kind: 'saved' }, outcomes: { saved: 3 }, alarms: [], plan: null },
  ...{ counts: { ...openCounts(), articles: 3, asked: true }, zone: 'Asia/Shanghai' },
})

type Finding = { id: string; nodes: { html: string }[] }

describe.skipIf(!hasBrowser)(
  hasBrowser ? 'pages in a real browser' : 'pages in a real browser (skipped: no Chromium)',
  () => {
    let opened: OpenedStore
    let served: Served
    let browser: Browser
    let story: string
    beforeAll(async () => {
      opened = await openFilledStore()
      const { parts } = fixtureParts([])
      const now = () => new Date('2026-03-02T10:00:00Z')
      const operate = { add: async () => {}, takeUp: async () => {} }
      const app = buildServer({ ...parts, store: opened.store, operate, sourceFiles, now })
      served = await serve(app, { host: '127.0.0.1', port: 0 })
      await opened.store.setPassword(PASSWORD, now())
      await opened.store.endRound(endedRound(now()))
      const [item] = await opened.store.readFeed({ topic: ['policy'], language: ['zh'] }, 1)
      story = `/stories/${item!.id.replace('urn:uuid:', '')}`
      browser = await chromium.launch({
        executablePath,
        timeout: 120_000,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      })
    })
    afterAll(async () => {
      await browser?.close()
      await served?.close(100)
      await opened?.store.close()
    })

    /** A page, and what its console complained of. */
    async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}) {
      const context = await browser.newContext({
        viewport: { width: 1100, height: 800 },
        ...options,
      })
      context.setDefaultTimeout(120_000)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
      const answer = await page.goto(`http://127.0.0.1:${served.port}${path}`)
      return { page, context, complaints, answer }
    }

    /** All rules in the light; in the dark only what differs there, the colours. */
    async function findings(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
      // The policy of our pages lets nothing run: the checker is put in by the browser itself.
      await page.evaluate(axe)
      const options = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}
      const { violations } = await page.evaluate(
        asked =>
          (
            globalThis as unknown as {
              axe: { run(options: object): Promise<{ violations: Finding[] }> }
            }
          ).axe.run(asked),
        options,
      )
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
    }

    const paths = () => [
      '/',
      '/feed',
      '/feeds',
      '/topics/policy',
      story,
      '/search?q=%E9%A3%8E%E7%94%B5',
      '/search?q=nothing+like+it',
      '/calendar/2026',
      '/days/2026-03-02',
      '/charts',
      '/series',
      '/sources',
      '/sources/news.example.org',
      '/outlets',
      '/api',
    ]

    test.each(['light', 'dark'] as const)(
      'are accessible, complain of nothing and stay under 60 kB: %s',
      async colorScheme => {
        const { page, context, complaints } = await open('/', { colorScheme })
        const found: Record<string, string[]> = {}
        for (const path of paths()) {
          const answer = await page.goto(`http://127.0.0.1:${served.port}${path}`)
          expect(answer!.status(), path).toBe(200)
          expect((await answer!.body()).length, path).toBeLessThan(60_000)
          const wrong = await findings(page, colorScheme)
          if (wrong.length > 0) found[path] = wrong
        }
        expect(found).toEqual({})
        expect(complaints).toEqual([])
        await context.close()
      },
    )

    /** What a small screen makes of a page: widths and heights in pixels, and by how much things moved. */
    const measured = `new Promise(resolve => {
      let shift = 0
      new PerformanceObserver(list => list.getEntries().forEach(entry => (shift += entry.value)))
        .observe({ type: 'layout-shift', buffered: true })
      const heads = [...document.querySelectorAll('thead th')].filter(
        head => head.offsetParent && head.textContent.trim().length > 1,
      )
      requestAnimationFrame(() => requestAnimationFrame(() => resolve({
        shift,
        width: document.documentElement.scrollWidth,
        menu: document.querySelector('header.top nav')?.offsetHeight ?? 0,
        narrowest: Math.min(...heads.map(head => head.offsetWidth), 360),
        first: document.querySelector('ul.stories h3')?.getBoundingClientRect().top ?? 0,
      })))
    })`

    test('fit a small screen and do not shift: the menu is one line, no heading stands letter by letter, stories begin on the first screen', async () => {
      const { page, context } = await open('/', { viewport: { width: 360, height: 640 } })
      for (const path of paths()) {
        await page.goto(`http://127.0.0.1:${served.port}${path}`)
        const seen = (await page.evaluate(measured)) as Record<string, number>
        expect(seen.width, path).toBeLessThanOrEqual(360)
        expect(seen.shift, path).toBe(0)
        expect(seen.menu, path).toBeLessThan(60)
        expect(seen.narrowest, path).toBeGreaterThanOrEqual(24)
        if (/feed$|^\/topics/.test(path)) expect(seen.first, path).toBeLessThan(640)
      }
      await context.close()
    })

    test('j and k walk through the stories, o opens the publisher’s page, and a setting ends it', async () => {
      const { page, context } = await open('/feed')
      const focused = () => page.locator('h3 a:focus').textContent()
      const titles = await page.locator('ul.stories h3 a').allTextContents()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      expect(await focused()).toBe(titles[1])
      await page.keyboard.press('k')
      expect(await focused()).toBe(titles[0])
      await page.route(/\.example/, route =>
        route.fulfill({ body: 'there', contentType: 'text/plain' }),
      )
      await page.keyboard.press('o')
      await page.waitForURL(/\.example/)

      await page.goto(`http://127.0.0.1:${served.port}/feed`)
      await page.locator('footer input[name=keys]').uncheck()
      await page.locator('footer button').click()
      await page.waitForURL(/\/feed$/)
      await page.keyboard.press('j')
      expect(await page.locator('h3 a:focus').count()).toBe(0)
      await context.close()
    })

    test('keep their places while pictures come', async () => {
      const { page, context } = await open('/', { viewport: { width: 390, height: 844 } })
      const shift = await page.evaluate(`new Promise(resolve => {
        let sum = 0
        new PerformanceObserver(list => list.getEntries().forEach(entry => (sum += entry.value)))
          .observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)))
      })`)
      expect(shift).toBe(0)
      await context.close()
    })

    test('work without scripts and by keyboard: a search is typed, sent and read', async () => {
      const { page, context } = await open('/search', { javaScriptEnabled: false, locale: 'en-GB' })
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe('Skip to content')
      await page.locator('input[name=q]').fill('furnace')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=furnace/)
      expect(await page.locator('mark').first().textContent()).toBe('furnace')
      expect(await page.locator('#found').textContent()).toBe('1 story found')
      await context.close()
    })

    test('speak the language that the browser asks for', async () => {
      const zh = await open('/', { locale: 'zh-CN' })
      expect(await zh.page.locator('html').getAttribute('lang')).toBe('zh-Hans')
      await zh.page.getByRole('link', { name: 'English' }).click()
      expect(await zh.page.locator('html').getAttribute('lang')).toBe('en')
      await zh.context.close()
    })

    test('a story shows its text, its history and where its list leads', async () => {
      const { page, context } = await open(story, { locale: 'zh-CN' })
      expect(await page.locator('h1').textContent()).toBe('青石湾海上风电场全部并网')
      expect(await page.locator('ins').textContent()).toContain('更正')
      await context.close()
    })

    /** The pages of `/admin` as somebody who has logged in at its form sees them. */
    async function openAdmin(options: Parameters<Browser['newContext']>[0] = {}) {
      const opened = await open('/admin', options)
      await opened.page.getByLabel('Password').fill(PASSWORD)
      await opened.page.getByRole('button').click()
      await opened.page.getByRole('heading', { name: 'Sources' }).waitFor()
      // The login itself answers 401.
      opened.complaints.length = 0
      return opened
    }

    test('of operators are accessible, complain of nothing and fit a phone', async () => {
      const { page, context, complaints } = await openAdmin({
        viewport: { width: 375, height: 740 },
      })
      const found: Record<string, string[]> = {}
      for (const path of [
        ...['/admin', SOURCE, `${SOURCE}/file`, '/admin/incidents', '/admin/stories'],
        ...['/admin/subscribers', '/admin/store', '/admin/actions'],
      ]) {
        const answer = await page.goto(`http://127.0.0.1:${served.port}${path}`)
        expect(answer!.status(), path).toBe(200)
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(375)
        const wrong = await findings(page, 'light')
        if (wrong.length > 0) found[path] = wrong
      }
      expect(found).toEqual({})
      expect(complaints).toEqual([])
      await context.close()
    })

    test('a source shows its articles a day as bars, with the zone of all times', async () => {
      const { page, context } = await openAdmin()
      const row = page.getByRole('row', { name: /示例新闻网/ }).first()
      await row.getByRole('img', { name: 'Articles a day, the most: 3' }).waitFor()
      await page.getByText('All times are in UTC.').waitFor()
      await context.close()
    })

    test('the editor of a source offers the fields and the words that can stand there', async () => {
      const { page, context } = await openAdmin()
      await page.goto(`http://127.0.0.1:${served.port}${SOURCE}/file`)
      const box = page.getByRole('textbox', { name: 'Its file' })
      await box.focus()
      await page.keyboard.press('Control+End')
      await page.keyboard.type('    maxP')
      await page.getByRole('option', { name: /^maxPages/ }).waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.type('3\nrelevance: ')
      await page.keyboard.press('Control+Space')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Tab')
      await page.keyboard.type('\nhost')
      await page.keyboard.press('Escape')
      expect(await page.getByRole('option').count()).toBe(0)
      expect((await box.inputValue()).split('\n').slice(3)).toEqual([
        ...['  - kind: listing', '    maxPages: 3', 'relevance: dedicated', 'host'],
      ])
      await context.close()
    })

    test('nothing of an article can run', async () => {
      const { page, context } = await open(story)
      const policy = (await page.request.get(page.url())).headers()['content-security-policy']
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      await context.close()
    })
  },
)
