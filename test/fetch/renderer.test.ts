import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fetcher } from '../../src/fetch/fetcher.ts'
import {
  html,
  inShort,
  type LocalSite,
  openSite,
  openTestFetcher,
  pageRequest,
} from './local-web.ts'

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

describe.skipIf(!chromium)(
  'pages that only a browser shows (skipped where there is no Chromium)',
  () => {
    let site: LocalSite
    let other: LocalSite
    let fetcher: Fetcher
    const json: Parameters<typeof openSite>[0][string] = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('["风电并网再创新高"]')

    beforeAll(async () => {
      other = await openSite({ '/stolen': html('x'), '/lib.js': html('x') })
      const elsewhere = `http://elsewhere.test:${other.port}`
      site = await openSite({
        '/robots.txt': html('User-agent: *\nDisallow: /closed', { 'content-type': 'text/plain' }),
        '/app.js': html(
          `fetch('/data').then(r => r.json()).then(([title]) => { document.body.innerHTML = '<h1>' + title + '</h1>' })
         for (const to of ['${elsewhere}/stolen', 'http://127.0.0.1:${other.port}/stolen', 'http://localhost:${other.port}/stolen']) {
           fetch(to, { mode: 'no-cors' }).catch(() => {}); new Image().src = to; navigator.sendBeacon(to, 'x')
           try { new WebSocket(to.replace('http', 'ws')) } catch {}
         }`,
          { 'content-type': 'text/javascript' },
        ),
        '/data': json,
        '/shell': html(
          '<title>x</title><body><div id="app"></div><script src="/app.js"></script></body>',
        ),
        '/leads-away': html(`<script>location.href = '${elsewhere}/stolen'</script>`),
        '/leads-to-closed': html(`<script>location.href = '/closed'</script>`),
        '/leads-to-file': html(
          `<script>location.href = 'file:///etc/hostname'</script><p>here</p>`,
        ),
        '/closed': html('<p>closed</p>'),
        '/gone': (_, response) =>
          response.writeHead(404, { 'content-type': 'text/html' }).end('<p>none</p>'),
      })
      fetcher = openTestFetcher({ browser: { chromium: chromium ?? null } })
    })
    afterAll(async () => {
      await fetcher?.close()
      await site?.close()
      await other?.close()
    })
    const show = (path: string) => fetcher.fetch(pageRequest(site.at(path), { rendered: true }))

    test('is what its scripts made of it, asked for under our own name', {
      timeout: 120_000,
    }, async () => {
      const result = await show('/shell')
      if (result.kind !== 'page') throw new Error(inShort(result))
      expect(Buffer.from(result.page.bytes).toString()).toContain('<h1>风电并网再创新高</h1>')
      const agents = site.requests
        .filter(({ url }) => url !== '/robots.txt')
        .map(({ headers }) => headers['user-agent'])
      expect(new Set(agents)).toEqual(new Set([expect.stringMatching(/^Carbonwire/)]))
      // What the page asked of other hosts never left.
      expect(other.asked).toEqual([])
    })

    test.each([
      ['/closed', 'forbidden robots'],
      ['/leads-to-closed', 'forbidden robots'],
      ['/gone', 'gone http-404'],
    ])('%s is refused: %s', { timeout: 120_000 }, async (path, expected) => {
      expect(inShort(await show(path))).toBe(expected)
    })

    test.each(['/leads-away', '/leads-to-file'])(
      '%s goes nowhere',
      { timeout: 120_000 },
      async path => {
        const result = await show(path)
        expect(result.kind === 'page' ? result.page.finalUrl : site.at(path)).toBe(site.at(path))
        expect(other.asked).toEqual([])
      },
    )

    test('a private address is refused before a browser is asked', async () => {
      const result = await fetcher.fetch(pageRequest('http://10.0.0.1/', { rendered: true }))
      expect(inShort(result)).not.toContain('page')
    })
  },
)

test('without a browser the outcome says what is needed', async () => {
  await using stack = new AsyncDisposableStack()
  const site = stack.adopt(await openSite({ '/a': html('x') }), each => each.close())
  const fetcher = stack.adopt(openTestFetcher({ browser: { chromium: null } }), each =>
    each.close(),
  )
  const plain = stack.adopt(openTestFetcher(), each => each.close())
  expect(inShort(await plain.fetch(pageRequest(site.at('/a'), { rendered: true })))).toBe(
    'skipped needs-browser',
  )
  // Data and feeds of the same source come without one.
  const data = await fetcher.fetch(pageRequest(site.at('/a'), { rendered: true, accept: 'json' }))
  expect(data.kind).toBe('page')
})
