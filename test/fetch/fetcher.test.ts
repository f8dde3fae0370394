import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fetcher } from '../../src/fetch/fetcher.ts'
import { openPace } from '../../src/fetch/pace.ts'
import type { FetchRequest } from '../../src/model/fetch.ts'
import type { Pace } from '../../src/model/pace.ts'
import {
  type Handler,
  html,
  inShort,
  type LocalSite,
  openSite,
  openTestFetcher,
  pageRequest,
  redirect,
} from './local-web.ts'

let fetcher: Fetcher
let site: LocalSite
beforeEach(() => {
  fetcher = openTestFetcher()
})
afterEach(async () => {
  await fetcher.close()
  await site?.close()
})

const serve = async (pages: Record<string, Handler>) => {
  site = await openSite(pages)
  return site
}
const get = (path: string, more: Partial<FetchRequest> = {}) =>
  fetcher.fetch(pageRequest(site.at(path), more))
const bytesOf = async (path: string, more: Partial<FetchRequest> = {}) => {
  const result = await get(path, more)
  if (result.kind !== 'page') throw new Error(inShort(result))
  return Buffer.from(result.page.bytes).toString()
}

describe('a page', () => {
  test('comes with its bytes, headers and addresses', async () => {
    await serve({ '/a': html('<p>碳达峰</p>', { etag: '"1"', 'set-cookie': 'sid=1' }) })
    const result = await get('/a#part')
    if (result.kind !== 'page') throw new Error(inShort(result))

    expect(Buffer.from(result.page.bytes).toString()).toBe('<p>碳达峰</p>')
    expect(result.page).toMatchObject({
      url: site.at('/a#part'),
      finalUrl: site.at('/a'),
      status: 200,
    })
    expect(result.page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(result.page.headers).not.toHaveProperty('set-cookie')
    expect(result.validators).toEqual({ etag: '"1"', lastModified: null })
    expect(result.redirects).toEqual([])
  })

  test('is asked for under our name, with no cookies, after robots.txt', async () => {
    await serve({ '/a': html('a', { 'set-cookie': 'sid=1' }) })
    await get('/a')
    await get('/a')
    expect(site.asked).toEqual(['/robots.txt', '/a', '/a'])
    const { headers } = site.requests.at(-1)!
    expect(headers['user-agent']).toBe('Carbonwire/0.1 (+desk@example.org)')
    expect(headers.accept).toContain('text/html')
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('referer')
  })

  test('is asked for without a contact when there is none', async () => {
    await fetcher.close()
    fetcher = openTestFetcher({ contact: null })
    await serve({ '/a': html('a') })
    await get('/a')
    expect(site.requests.at(-1)!.headers['user-agent']).toBe('Carbonwire/0.1')
  })
})

describe('content codings', () => {
  const text = '<p>'.padEnd(5000, '碳')
  test.each<[string, Record<string, string>, (text: string) => Buffer]>([
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync],
    ['x-gzip in capitals', { 'content-encoding': 'X-GZIP' }, gzipSync],
    ['deflate', { 'content-encoding': 'deflate' }, deflateSync],
    ['deflate without its wrapping', { 'content-encoding': 'deflate' }, deflateRawSync],
    ['br', { 'content-encoding': 'br' }, brotliCompressSync],
    ['zstd', { 'content-encoding': 'zstd' }, zstdCompressSync],
    ['identity', { 'content-encoding': 'identity' }, Buffer.from],
    ['two at once', { 'content-encoding': 'gzip, br' }, body => brotliCompressSync(gzipSync(body))],
    [
      'several gzip members',
      { 'content-encoding': 'gzip' },
      body => Buffer.concat([gzipSync(body.slice(0, 9)), gzipSync(body.slice(9))]),
    ],
  ])('%s is taken off', async (_, headers, encode) => {
    await serve({ '/a': html(encode(text), headers) })
    expect(await bytesOf('/a')).toBe(text)
  })

  test.each<[string, Record<string, string>, Buffer, string]>([
    ['gzip cut in half', { 'content-encoding': 'gzip' }, half(gzipSync(text)), 'retry truncated'],
    [
      'br cut in half',
      { 'content-encoding': 'br' },
      half(brotliCompressSync(noise())),
      'retry truncated',
    ],
    [
      'deflate cut in half',
      { 'content-encoding': 'deflate' },
      half(deflateSync(text)),
      'retry truncated',
    ],
    [
      'zstd cut in half',
      { 'content-encoding': 'zstd' },
      half(zstdCompressSync(noise())),
      'retry truncated',
    ],
    ['gzip that is none', { 'content-encoding': 'gzip' }, Buffer.from(text), 'failed bad-encoding'],
    [
      'an unknown coding',
      { 'content-encoding': 'x-secret' },
      Buffer.from(text),
      'failed bad-encoding',
    ],
    [
      'three codings',
      { 'content-encoding': 'gzip, gzip, gzip' },
      Buffer.from(text),
      'failed bad-encoding',
    ],
  ])('%s is refused', async (_, headers, body, expected) => {
    await serve({ '/a': html(body, headers) })
    expect(inShort(await get('/a'))).toBe(expected)
  })
})

describe('size and kind', () => {
  const mebibytes = (n: number) => Buffer.alloc(n * 1024 * 1024, 'a')
  test.each<[string, Record<string, string>, () => Buffer]>([
    ['more than 8 MiB', {}, () => mebibytes(9)],
    [
      'little that becomes more than 8 MiB',
      { 'content-encoding': 'gzip' },
      () => gzipSync(mebibytes(24)),
    ],
    [
      'little that becomes little that becomes more',
      { 'content-encoding': 'gzip, gzip' },
      () => gzipSync(gzipSync(mebibytes(24))),
    ],
    ['the same in br', { 'content-encoding': 'br' }, () => brotliCompressSync(mebibytes(24))],
    ['the same in zstd', { 'content-encoding': 'zstd' }, () => zstdCompressSync(mebibytes(24))],
  ])('%s is refused', async (_, headers, body) => {
    await serve({ '/a': html(body(), headers) })
    expect(inShort(await get('/a'))).toBe('failed too-large')
  })

  test('8 MiB are taken', async () => {
    await serve({ '/a': html(mebibytes(8)) })
    expect(inShort(await get('/a'))).toBe('page')
  })

  test('an answer that declares too much is not read', async () => {
    await serve({
      '/a': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '99999999' })
        response.write('begin')
      },
    })
    expect(inShort(await get('/a'))).toBe('failed too-large')
  })

  test.each([
    ['image/jpeg', 'page', 'notArticle not-html'],
    ['video/mp4', 'page', 'notArticle not-html'],
    ['application/pdf', 'page', 'notArticle not-html'],
    ['TEXT/HTML; CHARSET=UTF-8', 'page', 'page'],
    ['application/xhtml+xml', 'page', 'page'],
    ['text/html;;; charset==utf-8"', 'page', 'page'],
    ['', 'page', 'page'],
    ['nonsense', 'page', 'page'],
    ['application/rss+xml', 'feed', 'page'],
    ['application/feed+json', 'feed', 'page'],
    ['text/html', 'feed', 'page'],
    ['image/png', 'feed', 'failed wrong-type'],
    ['application/octet-stream', 'sitemap', 'page'],
    ['image/png', 'image', 'page'],
    ['text/html', 'image', 'failed wrong-type'],
  ] as const)('the type %s for a %s ends as %s', async (type, accept, expected) => {
    await serve({ '/a': html('<p>text</p>', { 'content-type': type }) })
    expect(inShort(await get('/a', { accept }))).toBe(expected)
  })

  test.each([
    ['an empty answer', '', 'notArticle empty'],
    ['a zip file called html', 'PK\x03\x04rest', 'notArticle not-html'],
    ['a PDF called html', '%PDF-1.7', 'notArticle not-html'],
  ])('%s is no page', async (_, body, expected) => {
    await serve({ '/a': html(Buffer.from(body, 'latin1')) })
    expect(inShort(await get('/a'))).toBe(expected)
  })

  test('a sitemap may be a gzip file', async () => {
    await serve({
      '/s.xml.gz': html(gzipSync('<urlset/>'), { 'content-type': 'application/x-gzip' }),
    })
    expect(await bytesOf('/s.xml.gz', { accept: 'sitemap' })).toBe('<urlset/>')
  })
})

describe('a status', () => {
  test.each([
    [204, 'failed http-other'],
    [206, 'failed http-other'],
    [300, 'failed http-other'],
    [304, 'failed http-other'],
    [400, 'failed http-4xx'],
    [401, 'blocked http-401'],
    [403, 'blocked http-403'],
    [404, 'gone http-404'],
    [408, 'retry http-408'],
    [410, 'gone http-410'],
    [418, 'failed http-4xx'],
    [429, 'retry http-429'],
    [451, 'blocked http-451'],
    [500, 'retry http-5xx'],
    [503, 'retry http-5xx'],
    [999, 'failed http-other'],
  ])('%i ends as %s', async (status, expected) => {
    await serve({ '/a': (_request, response) => void response.writeHead(status).end() })
    const result = await get('/a')
    expect(inShort(result)).toBe(expected)
    expect(result).toMatchObject({ status })
  })

  test('the body of an error is not read', async () => {
    await serve({
      '/a': (_request, response) => {
        response.writeHead(500)
        const flood = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536))) {}
          response.once('drain', flood)
        }
        flood()
      },
    })
    expect(inShort(await get('/a'))).toBe('retry http-5xx')
  })
})

describe('Retry-After', () => {
  const busy =
    (status: number, header?: string): Handler =>
    (_request, response) =>
      void response.writeHead(status, header ? { 'retry-after': header } : {}).end()

  test.each([
    [429, '120', 120_000],
    [503, '30', 30_000],
    [429, '3155760000', 86_400_000],
    [429, undefined, 60_000],
    [429, 'soon', 60_000],
    [503, undefined, 5000],
    [500, undefined, undefined],
    [404, '120', undefined],
  ])('%i with %s is told as %s ms', async (status, header, expected) => {
    await serve({ '/a': busy(status, header) })
    expect(await get('/a')).toMatchObject(
      expected === undefined ? { kind: 'refused' } : { retryAfterMs: expected },
    )
  })

  test('the whole host is left alone meanwhile, but no longer than an hour', async () => {
    await serve({ '/a': busy(429, '86400'), '/b': html('b') })
    await get('/a')
    const result = await get('/b', { maxWaitMs: 1000 })
    expect(inShort(result)).toBe('retry host-busy')
    const { retryAfterMs } = result as { retryAfterMs: number }
    expect(retryAfterMs).toBeGreaterThan(3_500_000)
    expect(retryAfterMs).toBeLessThanOrEqual(3_600_000)
    expect(site.asked).not.toContain('/b')
  })
})

describe('a redirect', () => {
  test('is followed, and its addresses are told', async () => {
    await serve({ '/a': redirect('/b', 301), '/b': redirect('c?x=1', 308), '/c': html('c') })
    const result = await get('/a')
    expect(result).toMatchObject({
      kind: 'page',
      redirects: [site.at('/b'), site.at('/c?x=1')],
      page: { url: site.at('/a'), finalUrl: site.at('/c?x=1') },
    })
  })

  test('is followed five times and no more', async () => {
    const step: Handler = (request, response) => {
      const left = Number(request.url!.split('?')[1])
      if (left === 0) return void html('end')(request, response)
      response.writeHead(302, { location: `/a?${left - 1}` }).end()
    }
    await serve({ '/a': step })
    expect(inShort(await get('/a?5'))).toBe('page')
    expect(inShort(await get('/a?6'))).toBe('forbidden too-many-redirects')
    expect(site.asked.filter(path => path !== '/robots.txt')).toHaveLength(12)
  })

  test('in a circle ends at once', async () => {
    await serve({ '/a': redirect('/b'), '/b': redirect('/a#other') })
    expect(inShort(await get('/a'))).toBe('forbidden redirect-loop')
    expect(site.asked).toEqual(['/robots.txt', '/a', '/b'])
  })

  test.each([
    ['without a word', '', 'forbidden redirect-without-location'],
    ['to a file', 'file:///etc/hosts', 'forbidden scheme'],
    ['to text in itself', 'data:text/html,x', 'forbidden scheme'],
    ['with a password', 'http://a:b@site.localhost/', 'forbidden credentials'],
    ['to a port of mail', 'http://site.localhost:25/', 'forbidden port'],
    ['to nonsense', 'http://[::1', 'forbidden bad-address'],
    ['to a private address', 'http://10.0.0.1/', 'forbidden private-address'],
    ['to a private address in disguise', 'http://0xa9fea9fe/', 'forbidden private-address'],
    ['to a private address in IPv6', 'http://[::ffff:10.0.0.1]/', 'forbidden private-address'],
  ])('%s is refused', async (_, location, expected) => {
    await serve({ '/a': redirect(location) })
    expect(inShort(await get('/a'))).toBe(expected)
  })

  test('is judged by the robots.txt of where it leads', async () => {
    await serve({
      '/robots.txt': (request, response) =>
        response.end(
          request.headers.host!.startsWith('closed') ? 'User-agent: *\nDisallow: /b' : '',
        ),
      '/a': (_request, response) =>
        void response.writeHead(302, { location: site.at('/b', 'closed.localhost') }).end(),
      '/b': html('b'),
    })
    expect(inShort(await get('/a'))).toBe('forbidden robots')
    expect(site.asked).toEqual(['/robots.txt', '/a', '/robots.txt'])
  })

  test('that leaves the known hosts is told and not followed', async () => {
    await serve({
      '/a': (_request, response) =>
        void response.writeHead(302, { location: site.at('/b', 'other.localhost') }).end(),
    })
    const result = await get('/a', { allowHosts: ['site.localhost', '*.site.localhost'] })
    expect(inShort(result)).toBe('skipped other-host')
    expect(result.redirects).toEqual([site.at('/b', 'other.localhost')])
    expect(site.asked).toEqual(['/robots.txt', '/a'])
  })

  test('with bare letters in its address arrives', async () => {
    await serve({
      '/a': (_request, response) => {
        const location = Buffer.from('/碳市场?期=1 a').toString('latin1')
        response.writeHead(302, { location }).end()
      },
      '/%E7%A2%B3%E5%B8%82%E5%9C%BA': html('here'),
    })
    expect(await bytesOf('/a')).toBe('here')
  })

  test('carries no cookie on', async () => {
    await serve({
      '/a': (_request, response) =>
        void response.writeHead(302, { location: '/b', 'set-cookie': 'sid=1' }).end(),
      '/b': html('b'),
    })
    await get('/a')
    expect(site.requests.at(-1)!.headers).not.toHaveProperty('cookie')
  })
})

describe('asking whether something has changed', () => {
  const conditional: Handler = (request, response) => {
    const { 'if-none-match': etag, 'if-modified-since': since } = request.headers
    const isSame = etag === '"v1"' || since === 'Sun, 01 Mar 2026 12:00:00 GMT'
    if (isSame) return void response.writeHead(304, { etag: '"v1"' }).end()
    html('new', { etag: '"v1"' })(request, response)
  }

  test('an ETag answers "unchanged"', async () => {
    await serve({ '/a': conditional })
    const result = await get('/a', { validators: { etag: '"v1"', lastModified: null } })
    expect(result).toMatchObject({
      kind: 'unchanged',
      validators: { etag: '"v1"', lastModified: null },
    })
  })

  test('a date answers "unchanged", and is kept when the answer leaves it out', async () => {
    await serve({ '/a': conditional })
    const lastModified = 'Sun, 01 Mar 2026 12:00:00 GMT'
    const result = await get('/a', { validators: { etag: null, lastModified } })
    expect(result).toMatchObject({ kind: 'unchanged', validators: { etag: '"v1"', lastModified } })
  })

  test('other validators bring the page', async () => {
    await serve({ '/a': conditional })
    const validators = { etag: '"v0"', lastModified: null }
    expect(inShort(await get('/a', { validators }))).toBe('page')
  })

  test('"not modified" without having asked is an error', async () => {
    await serve({ '/a': (_request, response) => void response.writeHead(304).end() })
    expect(inShort(await get('/a'))).toBe('failed http-other')
  })

  test('validators beyond all measure are neither kept nor sent', async () => {
    const etag = `"${'x'.repeat(4096)}"`
    await serve({ '/a': html('a', { etag }) })
    const result = await get('/a', { validators: { etag, lastModified: null } })
    expect(result).toMatchObject({ kind: 'page', validators: { etag: null } })
    expect(site.requests.at(-1)!.headers).not.toHaveProperty('if-none-match')
  })
})

describe('robots.txt', () => {
  const rules =
    (text: string): Handler =>
    (_request, response) =>
      void response.end(text)

  test('forbids', async () => {
    await serve({ '/robots.txt': rules('User-agent: carbonwire\nDisallow: /a'), '/a': html('a') })
    expect(inShort(await get('/a'))).toBe('forbidden robots')
    expect(site.asked).toEqual(['/robots.txt'])
  })

  test('is read through five redirects', async () => {
    await serve({
      '/robots.txt': (request, response) => {
        const step = Number(request.url!.split('?')[1] ?? 0)
        if (step === 5) return void response.end('User-agent: *\nDisallow: /a')
        response.writeHead(302, { location: `/robots.txt?${step + 1}` }).end()
      },
    })
    expect(inShort(await get('/a'))).toBe('forbidden robots')
  })

  test('that redirects for ever counts as absent', async () => {
    await serve({ '/robots.txt': redirect('/robots.txt'), '/a': html('a') })
    expect(inShort(await get('/a'))).toBe('page')
  })

  test.each([
    [404, 'page'],
    [403, 'page'],
    [500, 'retry robots-unreachable'],
    [503, 'retry robots-unreachable'],
    [429, 'retry robots-unreachable'],
  ])('answering %i lets a page end as %s', async (status, expected) => {
    await serve({
      '/robots.txt': (_request, response) => void response.writeHead(status).end(),
      '/a': html('a'),
    })
    expect(inShort(await get('/a'))).toBe(expected)
  })

  test('is read to 500 KiB, compressed or not', async () => {
    const filler = '# nothing to see here\n'
    const early = `User-agent: *\n${filler.repeat(23_000)}Disallow: /a\n`
    const late = `User-agent: *\n${filler.repeat(24_000)}Disallow: /a\n`
    const endless = `User-agent: *\nDisallow: /a\n${filler.repeat(900_000)}`
    for (const [text, expected] of [
      [early, 'forbidden robots'],
      [late, 'page'],
      [endless, 'forbidden robots'],
    ] as const) {
      await site?.close()
      await serve({
        '/robots.txt': (_request, response) => {
          response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text))
        },
        '/a': html('a'),
      })
      expect(inShort(await get('/a'))).toBe(expected)
    }
  })

  test('with a crawl-delay holds back the next page', async () => {
    await serve({ '/robots.txt': rules('User-agent: *\nCrawl-delay: 30'), '/a': html('a') })
    const result = await get('/a', { maxWaitMs: 500 })
    expect(inShort(result)).toBe('retry crawl-delay')
    const { retryAfterMs } = result as { retryAfterMs: number }
    expect(retryAfterMs).toBeGreaterThan(15_000)
  })
})

describe('the address of a connection', () => {
  test('of a name is judged before anything is sent', async () => {
    await serve({ '/a': html('a') })
    await fetcher.close()
    fetcher = openTestFetcher({ allowAddresses: [] })
    expect(inShort(await get('/a'))).toBe('forbidden private-address')
    expect(site.asked).toEqual([])
  })

  test('is refused when one of several is private', async () => {
    await serve({ '/a': html('a') })
    await fetcher.close()
    fetcher = openTestFetcher({
      allowAddresses: [],
      resolve: async () => [
        { address: '192.0.1.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    })
    const result = await fetcher.fetch(pageRequest(site.at('/a', 'news.example')))
    expect(inShort(result)).toBe('forbidden private-address')
    expect(site.asked).toEqual([])
  })

  test('is the judged one, whatever the name service says a moment later', async () => {
    await serve({ '/a': html('a') })
    await fetcher.close()
    let asked = 0
    fetcher = openTestFetcher({
      allowAddresses: ['127.0.0.1'],
      resolve: async () => [{ address: ++asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    })
    const url = site.at('/a', 'rebind.example')
    expect(inShort(await fetcher.fetch(pageRequest(url)))).toBe('forbidden private-address')
    expect(site.asked).toEqual(['/robots.txt'])
  })

  test('is the second one when the first does not answer', async () => {
    await serve({ '/a': html('a') })
    await fetcher.close()
    fetcher = openTestFetcher({
      allowAddresses: ['127.0.0.0/8'],
      resolve: async () => [
        { address: '127.99.99.99', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    })
    const result = await fetcher.fetch(pageRequest(site.at('/a', 'two.example')))
    expect(inShort(result)).toBe('page')
  })

  test('of a name that nobody knows is asked for again later', async () => {
    site = await openSite({})
    await fetcher.close()
    fetcher = openTestFetcher({
      resolve: async host => {
        throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
      },
    })
    const result = await fetcher.fetch(pageRequest('http://unknown.example/a'))
    expect(inShort(result)).toBe('retry robots-unreachable')
    expect(result).toMatchObject({ outcome: { detail: expect.stringContaining('ENOTFOUND') } })
  })
})

describe('waiting', () => {
  test('ends with the signal', async () => {
    await serve({ '/a': () => {} })
    const signal = AbortSignal.timeout(50)
    const result = await fetcher.fetch(pageRequest(site.at('/a')), signal)
    expect(inShort(result)).toBe('skipped aborted')
  })

  test('ends when the door is closed', async () => {
    const asked = Promise.withResolvers<void>()
    await serve({ '/a': () => asked.resolve() })
    const result = get('/a')
    await asked.promise
    await fetcher.close()
    expect(inShort(await result)).toBe('skipped aborted')
  })

  test('of a closed door is over when every turn has been given back', async () => {
    let out = 0
    const asked = Promise.withResolvers<void>()
    const release = async () => {
      await new Promise(done => setTimeout(done, 30))
      out--
    }
    const slowPace: Pace = {
      async takeTurn() {
        out++
        return { kind: 'turn', release }
      },
      async holdOff() {},
    }
    await fetcher.close()
    fetcher = openTestFetcher({ pace: slowPace })
    await serve({ '/a': () => asked.resolve() })
    const result = get('/a')
    await asked.promise
    await fetcher.close()
    expect(out).toBe(0)
    expect(inShort(await result)).toBe('skipped aborted')
  })

  test('ends at the deadline, however busily a server drips', async () => {
    await fetcher.close()
    fetcher = openTestFetcher({ deadlineMs: 300 })
    await serve({
      '/a': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      },
    })
    expect(inShort(await get('/a'))).toBe('retry timeout')
  })

  test('for a place among large pages ends at the deadline too', async () => {
    await fetcher.close()
    fetcher = openTestFetcher({ deadlineMs: 2_000 })
    const stall: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.write(Buffer.alloc(2 * 1024 * 1024, 'a'))
    }
    await serve({ '/a': stall, '/b': html('b') })
    const urls = Array.from({ length: 20 }, (_, i) => site.at('/a', `h${i}.localhost`))
    const results = await Promise.all(urls.map(url => fetcher.fetch(pageRequest(url))))
    expect(new Set(results.map(inShort))).toEqual(new Set(['retry timeout']))
    expect(inShort(await get('/b'))).toBe('page')
  })

  test('gives the turn back: the next request is not kept waiting', async () => {
    const pace = openPace()
    await fetcher.close()
    fetcher = openTestFetcher({ pace, deadlineMs: 200 })
    await serve({ '/a': () => {}, '/b': html('b'), '/c': redirect('/b') })
    const politeness = { gapMs: 0, concurrency: 1 }
    expect(inShort(await get('/a', { politeness }))).toBe('retry timeout')
    expect(inShort(await get('/c', { politeness, maxWaitMs: 100 }))).toBe('page')
  })
})

test('a page that needs a browser is refused in so many words', async () => {
  site = await openSite({})
  const result = await get('/a', { rendered: true })
  expect(inShort(result)).toBe('skipped needs-browser')
  expect(site.asked).toEqual([])
})

test('an exception of the operator that cannot be read is an error', () => {
  expect(() => openTestFetcher({ allowAddresses: ['10.0.0.0/40'] })).toThrow('10.0.0.0/40')
})

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1)
}

/** Text that does not compress to a single block. */
function noise(): string {
  let seed = 1
  return Array.from({ length: 50_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return String.fromCharCode(97 + (seed % 26))
  }).join('')
}
