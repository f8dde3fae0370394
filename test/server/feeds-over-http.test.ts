import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import { fixtureParts, manyItems } from './fixture-parts.ts'

const { parts, state } = fixtureParts(manyItems(130))
let served: Served
beforeAll(async () => {
  served = await serve(buildServer(parts), { host: '127.0.0.1', port: 0 })
})
afterAll(() => served.close())

/** No coding unless a test asks for one; `fetch` would ask by itself. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${served.port}${path}`, {
    method,
    headers: { 'Accept-Encoding': 'identity', ...headers },
    redirect: 'manual',
  })

const idsOf = async (path: string): Promise<string[]> => {
  const feed = (await (await get(path)).json()) as { items: { id: string }[] }
  return feed.items.map(item => item.id)
}

const archives = (text: string) => [
  ...text.matchAll(/rel="prev-archive" href="http:\/\/[^/]+([^"]+)"/g),
]
const guids = (text: string) => [...text.matchAll(/<guid[^>]*>([^<]+)</g)].map(found => found[1]!)

describe('the archive of a feed (RFC 5005)', () => {
  test.each([['/feed.xml'], ['/topics/policy/feed.xml'], ['/sources/wire.example/feed.xml']])(
    '%s and its archive hold every item once',
    async path => {
      const { parts: many } = fixtureParts(manyItems(730))
      const app = buildServer(many)
      const seen: string[] = []
      let next: string | undefined = path
      for (let documents = 0; next && documents < 20; documents++) {
        const text = await (await app.request(`http://wire.example.org${next}`)).text()
        expect(text.includes('<fh:archive/>')).toBe(documents > 0)
        seen.push(...guids(text))
        next = archives(text)[0]?.[1]
      }
      const wanted = path.includes('/sources/') ? 243 : 730
      expect(seen).toHaveLength(wanted)
      expect(new Set(seen).size).toBe(wanted)
    },
  )

  test('a document that was given out never changes, whatever happens to its stories', async () => {
    const { parts: many, state: changing } = fixtureParts(manyItems(400))
    const path = 'http://wire.example.org/archive/200/feed.atom'
    const ask = async () => (await buildServer(many).request(path)).text()
    const before = await ask()
    changing.items = changing.items
      .filter(item => item.firstSequence !== 150)
      .map(item => (item.firstSequence === 160 ? { ...item, title: '改了', sequence: 900 } : item))
    expect(await ask()).toBe(before)
    expect(before).toContain('Emissions list no. 160')
  })

  test('what is not closed yet has no document', async () => {
    const app = buildServer(fixtureParts(manyItems(400)).parts)
    for (const number of [360, 400, 345, 9000]) {
      const answer = await app.request(`http://wire.example.org/archive/${number}/feed.xml`)
      expect(answer.status).toBe(404)
    }
  })
})

describe('a feed over HTTP', () => {
  test.each([
    ['/feed.xml', 'application/rss+xml; charset=utf-8'],
    ['/feed.atom', 'application/atom+xml; charset=utf-8'],
    ['/feed.json', 'application/feed+json; charset=utf-8'],
    ['/topics/carbon-market/feed.atom', 'application/atom+xml; charset=utf-8'],
    ['/sources/wire.example/feed.xml', 'application/rss+xml; charset=utf-8'],
    [
      '/outlets/%E7%A4%BA%E4%BE%8B%E6%97%A5%E6%8A%A5/feed.json',
      'application/feed+json; charset=utf-8',
    ],
    ['/languages/zh/feed.xml', 'application/rss+xml; charset=utf-8'],
    ['/channels/market-en/feed.xml', 'application/rss+xml; charset=utf-8'],
    ['/topics/ccus/feed.xml', 'application/rss+xml; charset=utf-8'],
    ['/feed', 'text/html; charset=utf-8'],
    ['/topics/policy/feed', 'text/html; charset=utf-8'],
    ['/feeds.opml', 'text/x-opml; charset=utf-8'],
  ])('%s is served as %s', async (path, type) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(type)
  })

  test('is revalidated by its ETag, which differs from coding to coding', async () => {
    const plain = await get('/feed.xml')
    const zipped = await get('/feed.xml', { 'Accept-Encoding': 'gzip' })
    const [tag, zippedTag] = [plain.headers.get('etag')!, zipped.headers.get('etag')!]
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    expect(zippedTag).not.toBe(tag)
    expect(await zipped.text()).toBe(await plain.text())

    const again = await get('/feed.xml', { 'If-None-Match': `"other", W/${tag}` })
    expect(again.status).toBe(304)
    expect(again.headers.get('etag')).toBe(tag)
    expect(again.headers.get('vary')).toBe('Accept-Encoding')
    const coded = { 'Accept-Encoding': 'gzip', 'If-None-Match': zippedTag }
    expect((await get('/feed.xml', coded)).status).toBe(304)
  })

  test('If-Modified-Since counts only where no ETag is sent', async () => {
    const modified = (await get('/feed.json')).headers.get('last-modified')!
    expect((await get('/feed.json', { 'If-Modified-Since': modified })).status).toBe(304)
    const both = { 'If-Modified-Since': modified, 'If-None-Match': '"other"' }
    expect((await get('/feed.json', both)).status).toBe(200)
    expect((await get('/feed.json', { 'If-Modified-Since': 'some day' })).status).toBe(200)
  })

  test('HEAD says what GET says, and other methods are refused', async () => {
    const head = await get('/feed.xml', {}, 'HEAD')
    expect(head.headers.get('etag')).toBe((await get('/feed.xml')).headers.get('etag'))
    expect(await head.text()).toBe('')
    const post = await get('/feed.xml', {}, 'POST')
    expect(post.status).toBe(405)
    expect(post.headers.get('allow')).toContain('GET')
  })

  test('names the address it was fetched at, with its parameters', async () => {
    const path = '/feed.json?limit=2&topic=policy'
    const feed = (await (await get(path)).json()) as { feed_url: string; items: unknown[] }
    expect(feed.feed_url).toBe(`http://127.0.0.1:${served.port}${path}`)
    expect(feed.items).toHaveLength(2)
  })

  test('leads through all its items, page by page, none twice', async () => {
    const seen: string[] = []
    let path: string | undefined = '/feed.json'
    while (path) {
      const feed = (await (await get(path)).json()) as {
        next_url?: string
        items: { id: string }[]
      }
      seen.push(...feed.items.map(item => item.id))
      path = feed.next_url && new URL(feed.next_url).pathname + new URL(feed.next_url).search
    }
    expect(seen).toHaveLength(130)
    expect(new Set(seen).size).toBe(130)
  })

  test('answers one question alike however it is spelled', async () => {
    const one = await idsOf('/feed.json?topic=policy,ccus&lang=en&limit=5')
    expect(await idsOf('/feed.json?limit=5&lang=en&topic=ccus&topic=policy')).toEqual(one)
    expect(one).toHaveLength(5)
  })

  test.each([
    ['limit=0'],
    ['limit=1e9'],
    ['limit=501'],
    ['limit='],
    ['limit=%00'],
    ['limit=%D9%A3'],
    ['topic=polisy'],
    ['source=nobody'],
    ['since=2026-02-30'],
    ['since=2026-03-02&until=2026-03-01'],
    ['tier=off'],
    ['content=some'],
    ['q='],
    ['lang=!!'],
    ['nonsense=1'],
    ['limit=1&limit=2'],
  ])('?%s is refused with a problem that says what was expected', async search => {
    const answer = await get(`/feed.xml?${search}`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(((await answer.json()) as { detail: string }).detail.length).toBeGreaterThan(10)
  })

  test.each([
    ['/topics/none/feed.xml'],
    ['/sources/none/feed.atom'],
    ['/outlets/none/feed.json'],
    ['/x'],
  ])('%s is not there', async path => {
    expect((await get(path)).status).toBe(404)
  })

  test('content=summary and script=hant change the text and no id', async () => {
    const ids = await idsOf('/feed.json?limit=9')
    expect(await idsOf('/feed.json?limit=9&content=summary&script=hant')).toEqual(ids)
    const text = await (await get('/feed.json?limit=9&script=hant')).text()
    expect(text).toContain('重點排放單位')
    expect(text).not.toContain('重点排放单位')
  })
})

test('the first page advertises the feed in every format', async () => {
  const page = await (await get('/', { 'Accept-Language': 'en' })).text()
  for (const type of ['application/rss+xml', 'application/atom+xml', 'application/feed+json']) {
    expect(page).toContain(`<link rel="alternate" type="${type}"`)
  }
  expect(page).toContain('<html lang="en"')
  // One script, of our own, that pages work without.
  expect(page.match(/<script[^>]*>/g)).toEqual([
    expect.stringMatching(/^<script src="\/assets\/keys-[0-9a-f]+\.js" defer>$/),
  ])
  expect(page).not.toMatch(/style="|onclick/)
})

test('health tells of store and sources, and is never kept', async () => {
  const answer = await get('/health')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toMatchObject({
    status: 'ok',
    store: { ok: true, sequence: 130 },
    sources: { active: 2, articles: 6 },
  })
})

test('a change is seen at once, and what did not change keeps its ETag', async () => {
  const before = await get('/topics/carbon-market/feed.xml')
  const english = (await get('/sources/wire.example/feed.xml')).headers.get('etag')
  const first = state.items[0]!
  state.items.push({
    ...first,
    id: 'urn:uuid:new',
    sequence: 131,
    firstSequence: 131,
    title: '新消息',
  })
  const after = await get('/topics/carbon-market/feed.xml')
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
  expect(await after.text()).toContain('新消息')
  expect((await get('/sources/wire.example/feed.xml')).headers.get('etag')).toBe(english)
})

test('while the store is away the last good feed is served, and health says so', async () => {
  const before = await (await get('/feed.xml')).text()
  state.down = true
  try {
    const answer = await get('/feed.xml')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(before)
    expect((await get('/health')).status).toBe(503)
    expect((await get('/feed.xml?limit=7')).status).toBe(503)
  } finally {
    state.down = false
  }
})

test('gzip of an answer holds the whole document', async () => {
  const { request } = await import('node:http')
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const asked = request(
      `http://127.0.0.1:${served.port}/feed.xml`,
      { headers: { 'Accept-Encoding': 'gzip' } },
      answer => {
        const chunks: Buffer[] = []
        answer
          .on('data', chunk => chunks.push(chunk))
          .on('end', () => resolve(Buffer.concat(chunks)))
      },
    )
    asked.on('error', reject).end()
  })
  expect(gunzipSync(bytes).toString()).toMatch(/<\/rss>\n$/)
})

test('a change is shown a moment later at the latest, and nobody waits for it', async () => {
  const { parts: some, state: changing } = fixtureParts(manyItems(5))
  let at = 0
  const app = buildServer({ ...some, freshForMs: 1000, now: () => new Date(at) })
  const ask = async () => (await app.request('http://wire.example.org/feed.xml')).text()
  const before = await ask()
  const [first] = changing.items
  changing.items.push({ ...first!, id: 'urn:uuid:new', sequence: 6, firstSequence: 6, title: '新' })
  at = 1500
  expect(await ask()).toBe(before)
  await expect.poll(ask).toContain('<title>新</title>')
  at = 60_000
  changing.items.push({
    ...first!,
    id: 'urn:uuid:late',
    sequence: 7,
    firstSequence: 7,
    title: '晚',
  })
  expect(await ask()).toContain('<title>晚</title>')
})
