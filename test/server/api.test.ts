import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiError, type Client, openClient } from '../../src/client/client.ts'
import { openPoster } from '../../src/fetch/poster.ts'
import { articleSchema } from '../../src/model/api/articles.ts'
import {
  changesSchema,
  hitsSchema,
  storiesSchema,
  storySchema,
  storyViewSchema,
} from '../../src/model/api/stories.ts'
import { problemSchema } from '../../src/model/api/values.ts'
import { addKey } from '../../src/server/api/keys.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

let opened: OpenedStore
let served: Served
let client: Client
let base: string
beforeAll(async () => {
  opened = await openFilledStore()
  const { parts } = fixtureParts([])
  const clock = () => new Date('2026-03-03T00:00:00Z')
  const poster = openPoster({ agent: 'Carbonwire-Test/1', allowAddresses: [] })
  served = await serve(buildServer({ ...parts, store: opened.store, poster, now: clock }), {
    host: '127.0.0.1',
    port: 0,
  })
  base = `http://127.0.0.1:${served.port}`
  client = openClient({ base })
})
afterAll(async () => {
  await served.close(100)
  await opened.store.close()
})

test('an article is explained to whoever has a key for it', async () => {
  const [head] = (await client.articles({ limit: 1 })).articles
  const address = `${base}/api/v1/articles/${head!.id}?explain=true`
  expect((await fetch(address)).status).toBe(401)
  const asked = { name: 'operator', scopes: ['explain'], perMinute: null }
  const { key } = await addKey(opened.store, asked, new Date('2026-03-03T00:00:00Z'))
  const answer = await fetch(address, { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(200)
  expect(articleSchema.parse(await answer.json()).explanation).toMatchObject({
    verdict: expect.any(String),
    relevance: { mode: expect.any(String), terms: expect.any(Array) },
  })
})

test('every operation that changes something names the scope that its key must have', async () => {
  const answer = await fetch(`${base}/openapi.json`)
  type Operation = { operationId: string; security?: { key?: string[] }[] }
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> }
  const writes = Object.values(paths).flatMap(methods =>
    Object.entries(methods).filter(([method]) => method !== 'get' && method !== 'head'),
  )
  expect(writes.length).toBeGreaterThan(5)
  for (const [, { operationId, security }] of writes)
    expect([operationId, security?.[0]?.key?.length]).toEqual([operationId, 1])
})

describe('stories', () => {
  test('come with the last published first, and page by page', async () => {
    const all = await client.stories()
    expect(storiesSchema.parse(all)).toEqual(all)
    expect(all.stories.map(story => story.title)).toEqual([
      'Northbank Steel lights its first hydrogen furnace',
      '全国碳市场开盘价上涨百分之三',
      '青石湾海上风电场全部并网',
    ])
    expect(all.next).toBeNull()

    const first = await client.stories({ limit: 1 })
    const second = await client.stories({ limit: 1, before: first.next! })
    expect([first, second].flatMap(page => page.stories)).toEqual(all.stories.slice(0, 2))
  })

  test('are narrowed by topic, source, language and words', async () => {
    const titles = async (filter: Parameters<Client['stories']>[0]) =>
      (await client.stories(filter)).stories.map(story => story.title)
    expect(await titles({ topic: ['carbon-market'] })).toEqual(['全国碳市场开盘价上涨百分之三'])
    expect(await titles({ lang: ['en'] })).toHaveLength(1)
    expect(await titles({ q: '風電' })).toEqual(['青石湾海上风电场全部并网'])
  })

  test('tell a date as it is, and give their texts on demand', async () => {
    const [steel, market] = (await client.stories({ content: 'full' })).stories
    expect(steel!.published).toBeNull()
    expect(market!.published).toEqual({
      precision: 'minute',
      at: '2026-03-02T01:00:00Z',
      zone: 'Asia/Shanghai',
      evidence: 'meta',
    })
    expect(market!.html).toContain('<p>')
    expect((await client.stories()).stories[0]!.html).toBeUndefined()
  })

  test('one is shown with its articles, copies and what they were put together by', async () => {
    const [story] = (await client.stories({ topic: ['carbon-market'] })).stories
    expect(story!.copies).toHaveLength(1)
    const view = await client.story(story!.id)
    expect(storyViewSchema.parse(view)).toEqual(view)
    expect(view.members.map(member => member.place).toSorted()).toEqual(['copies', 'starts'])
    expect(view.members.find(member => member.place === 'copies')!.rule).toBe('copy')
    expect(await client.story(story!.id.replace('urn:uuid:', ''))).toEqual(view)
  })
})

describe('articles', () => {
  test('bring the related list of their page, with the ids of articles that were read', async () => {
    const { articles } = await client.articles({ source: ['news.example.org'] })
    const { id } = articles.find(({ title }) => title.includes('碳市场'))!
    const article = await client.article(id)
    expect(articleSchema.parse(article)).toEqual(article)
    const [wind, other] = article.related[0]!.links
    expect(wind).toMatchObject({
      title: '青石湾海上风电场全部并网',
      published: { precision: 'day', day: '2026-03-01' },
    })
    expect(articles.map(found => found.id)).toContain(wind!.articleId)
    expect(other!.articleId).toBeNull()
    expect(article.previous!.articleId).toBe(wind!.articleId)
  })

  test('keep what they said before', async () => {
    const { articles } = await client.articles()
    const { id } = articles.find(({ title }) => title.includes('海上风电'))!
    const revisions = await client.revisions(id)
    expect(revisions).toHaveLength(2)
    expect(revisions[0]!.text).not.toContain('更正')
    expect(revisions[1]!.text).toContain('更正')
  })
})

describe('changes', () => {
  test('are told in order, none missing, from any number on', async () => {
    const seen: number[] = []
    let after = 0
    for (;;) {
      const page = await client.changes({ after, limit: 2 })
      expect(changesSchema.parse(page)).toEqual(page)
      seen.push(...page.changes.map(change => change.sequence))
      after = page.next
      if (!page.more) break
    }
    const { sequence } = await client.stories()
    expect(seen).toEqual(Array.from({ length: sequence }, (_, at) => at + 1))
  })

  test('arrive as events, and a listener that was cut off goes on where it was', async () => {
    const stop = new AbortController()
    const seen: number[] = []
    for await (const change of client.listen(1, stop.signal)) {
      seen.push(change.sequence)
      if (seen.length === 3) break
    }
    stop.abort()
    expect(seen).toEqual([2, 3, 4])

    const again = await fetch(`${base}/api/v1/events?after=0`, {
      headers: { 'Last-Event-ID': '4' },
    })
    const reader = again.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('id: 5')) text += (await reader.read()).value ?? ''
    expect(text).not.toContain('id: 4')
    await reader.cancel()
  })
})

test('a search marks what it found, in both scripts', async () => {
  const answer = await client.search('碳市場')
  expect(hitsSchema.parse(answer)).toEqual(answer)
  expect(answer.total).toBe(1)
  expect(answer.hits[0]!.title).toContainEqual({ text: '碳市场', found: true })
  expect((await client.search('hydrogen furnace')).hits[0]!.snippet.some(part => part.found)).toBe(
    true,
  )
})

test('days, topics, outlets and sources are counted', async () => {
  const days = await client.days({ from: '2026-03-01', to: '2026-03-02' })
  expect(days.days.reduce((sum, day) => sum + day.stories, 0)).toBe(3)
  expect(days.days.at(-1)!.topics).toMatchObject({ 'carbon-market': 1 })
  const topics = await client.topics()
  expect(topics.map(({ id, stories }) => [id, stories])).toEqual([
    ['carbon-market', 1],
    ['policy', 2],
    ['ccus', 0],
  ])
  expect((await client.outlets())[0]).toMatchObject({ name: '示例日报', stories: 1 })
  const sources = await client.sources()
  expect(sources.map(({ id }) => id)).toContain('news.example.org')
  expect(await client.source('news.example.org')).toMatchObject({ active: true, articles: 2 })
})

test('everything can be taken out as lines', async () => {
  const stories = await Array.fromAsync(client.exportStories())
  expect(stories).toHaveLength(3)
  expect(storySchema.parse(stories[0]).text!.length).toBeGreaterThan(20)
  const changes = await Array.fromAsync(client.exportChanges(2))
  expect(changes[0]!.sequence).toBe(3)
})

test.each([
  ['/stories?topic=nonsense', 400],
  ['/stories?limit=0', 400],
  ['/stories?offset=2', 400],
  ['/stories/not-an-id', 404],
  ['/stories/urn:uuid:00000000-0000-5000-8000-000000000000', 404],
  ['/articles/00000000-0000-5000-8000-000000000000', 404],
  ['/changes?after=-1', 400],
  ['/changes?after=one', 400],
  ['/search', 400],
  ['/days?zone=Mars/Base', 400],
  ['/days?from=2026-02-30', 400],
  ['/days?from=2020-01-01&to=2026-01-01', 400],
  ['/events', 400],
  ['/export/changes.ndjson?before=1', 400],
  ['/nothing', 404],
])('%s is refused with status %i and a problem', async (path, status) => {
  const answer = await fetch(`${base}/api/v1${path}`)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const problem = problemSchema.parse(await answer.json())
  expect(problem.status).toBe(status)
})

test('the client tells what the server said', async () => {
  const failed = await client.stories({ topic: ['carbon-markt'] }).catch(error => error)
  expect(failed).toBeInstanceOf(ApiError)
  expect(failed.message).toBe('topic "carbon-markt" is not known, did you mean carbon-market?')
})

test('whoever asks too often is told when to come again', async () => {
  const { parts } = fixtureParts([])
  const limits = { anonymous: 3, keyed: 100 }
  const app = buildServer({ ...parts, store: opened.store, limits })
  const statuses: number[] = []
  for (let asked = 0; asked < 5; asked++)
    statuses.push((await app.request('/api/v1/topics')).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  expect((await app.request('/api/v1/topics')).headers.get('retry-after')).toBe('20')
  expect((await app.request('/feed.xml')).status).toBe(200)
})

test('the OpenAPI document names every operation, and the page shows it without scripts', async () => {
  const document = (await (await fetch(`${base}/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, { get: { operationId: string } }>
  }
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths).length).toBeGreaterThan(13)
  const page = await (await fetch(`${base}/api`)).text()
  for (const path of Object.keys(document.paths)) expect(page).toContain(path)
  expect(page.match(/<script/g)).toHaveLength(1)
  // Code is shown as code, and everything has words in Chinese (`pages/api-words.ts`).
  expect(page.replace(/<code>[^<]*<\/code>/g, '')).not.toContain('`')
  expect(page.match(/<span lang="en">[^<]*/g) ?? []).toEqual([])
})

/**
 * Generators of clients make a member of each value: what is not Latin, or differs in its signs alone, becomes one name
 * (findings/openapi-han-enums.sh).
 */
test('no two values of an enumeration of the API have one name in a generated client', async () => {
  const document: unknown = await (await fetch(`${base}/openapi.json`)).json()
  const lists = JSON.stringify(document).matchAll(/"enum":(\[[^\]]*\])/g)
  const values = [...lists].map(([, list]) => JSON.parse(list!) as unknown[])
  expect(values.length).toBeGreaterThan(5)
  for (const list of values) {
    const names = list.map(value =>
      String(value)
        .replace(/[^\w]+/g, '_')
        .toLowerCase(),
    )
    expect(names.every(name => /^\w*[a-z0-9]/.test(name))).toBe(true)
    expect(new Set(names).size).toBe(list.length)
  }
})
