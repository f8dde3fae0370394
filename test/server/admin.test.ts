import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { link, listing, source, start, tell, wind } from '../contract/invented-news.ts'
import { emptyStore } from '../contract/store-contract.ts'
import { fixtureParts } from './fixture-parts.ts'

const PASSWORD = 'correct horse battery'
let opened: OpenedStore
let asked: unknown[]
let now = new Date(start)
beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
})
beforeEach(async () => {
  asked = []
  now = new Date(start)
  await emptyStore(opened)
  await opened.store.syncSources([source()], start)
  await opened.store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
  await tell(opened.store, new StoryIndex(), 'news.example/1', wind)
  await opened.store.endLink({
    urlKey: 'news.example/2',
    outcome: { kind: 'blocked', reason: 'http-403' },
    attempts: 6,
    nextAttemptAt: null,
    at: start,
  })
  await opened.store.setPassword(PASSWORD, start)
})
afterAll(() => opened?.store.close())

function openApp() {
  const { parts } = fixtureParts([])
  const operate = {
    add: async (...given: unknown[]) => void asked.push(given),
    takeUp: async (...given: unknown[]) => void asked.push(given),
  }
  const app = buildServer({ ...parts, store: opened.store, queue: null, operate, now: () => now })
  const post = (path: string, form: Record<string, string>, cookie = '') =>
    app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: { cookie } })
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
  return { app, post, get }
}

async function login({ post, get }: ReturnType<typeof openApp>) {
  const answer = await post('/admin/login', { password: PASSWORD })
  expect(answer.status).toBe(303)
  const set = answer.headers.get('set-cookie')!
  expect(set).toMatch(/HttpOnly/)
  expect(set).toMatch(/SameSite=Strict/)
  const cookie = set.split(';')[0]!
  const page = await (await get('/admin/sources/news.example?ui=en', { cookie })).text()
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)![1]!
  return { cookie, csrf, page }
}

test('nothing is shown without the password, and guessing it is slow', async () => {
  const app = openApp()
  for (const path of ['/admin', '/admin/sources/news.example', '/admin/store', '/admin/actions']) {
    const answer = await app.get(path)
    expect(answer.status, path).toBe(401)
    expect(await answer.text()).not.toContain('报社')
  }
  expect((await app.post('/admin/sources/news.example/run', {})).status).toBe(401)
  expect((await app.post('/admin/login', { password: 'wrong' })).status).toBe(403)
  const tries = Array.from({ length: 12 }, () => app.post('/admin/login', { password: 'x' }))
  expect((await Promise.all(tries)).map(({ status }) => status)).toContain(429)
})

test('a source is shown with what gave nothing and what was read, in both languages', async () => {
  const app = openApp()
  const { cookie, page } = await login(app)
  expect(page).toContain('blocked:http-403')
  expect(page).toContain('青石湾海上风电场全部并网')
  const home = await app.get('/admin?ui=zh', { cookie })
  expect(home.headers.get('cache-control')).toBe('no-store')
  expect(await home.text()).toContain('来源')
  const id = /\/admin\/articles\/([0-9a-f-]+)/.exec(page)![1]
  const article = await (await app.get(`/admin/articles/${id}`, { cookie })).text()
  expect(article).toContain('&lt;html&gt;')
  expect((await app.get('/admin/store', { cookie })).status).toBe(200)
})

test('what grows is told with its size, how long it is kept, what is free and what waits, in both languages', async () => {
  const { parts } = fixtureParts([])
  const keep = { pagesDays: 180, listingsDays: 14, emptyPagesDays: 30, revisionsDays: null }
  const settings = { publicUrl: null, dataDir: '.', keep } as never
  const jobs = { waiting: 4, active: 1, delayed: 2, failed: 3 }
  const queue = { counts: async () => ({ crawl: jobs }) } as never
  const operate = { add: async () => {}, takeUp: async () => {} }
  const doors = { store: opened.store, queue, operate, settings }
  const app = buildServer({ ...parts, ...doors, now: () => now })
  const key = { name: 'op', perMinute: null, text: 'cw_0123456789abcdef' }
  await opened.store.addApiKey({ ...key, scopes: ['operate'] }, start)
  const authorization = { authorization: `Bearer ${key.text}` }
  const shown = async (ui: string) =>
    (await (await app.request(`/admin/store?ui=${ui}`, { headers: authorization })).text())
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
  const english = await shown('en')
  expect(english).toMatch(/\d+ MB · \S[^:]*: \d+\.\d GB/)
  for (const kind of ['articles', 'pages', 'links', 'rounds', 'deliveries', 'earlier texts'])
    expect(english).toMatch(new RegExp(` ${kind} \\d+\\.\\d \\d+ `))
  expect(english).toMatch(/ pages of articles 180 /)
  expect(english).toMatch(/ lists as fetched 14 /)
  expect(english).toMatch(/ earlier texts, and this log for good /)
  expect(english).toMatch(/ crawl 4 1 2 3 /)
  const chinese = await shown('zh')
  for (const words of ['文章的原页面 180', '抓取的列表 14', '旧版正文和操作记录 永久'])
    expect(chinese).toContain(words)
})

test('an action wants the token of the session, is done once, and stands in the log', async () => {
  const app = openApp()
  const { cookie, csrf } = await login(app)
  const path = '/admin/sources/news.example'
  expect((await app.post(`${path}/run`, { csrf: 'other' }, cookie)).status).toBe(403)
  expect(asked).toEqual([])
  for (const [action, form] of [
    ['run', {}],
    ['hold', {}],
    ['release', {}],
    ['retry', { reason: 'blocked:http-403' }],
    ['replay', {}],
  ] as const)
    expect((await app.post(`${path}/${action}`, { csrf, ...form }, cookie)).status, action).toBe(
      303,
    )
  expect(asked).toHaveLength(3)
  expect(await opened.store.dueLinks('news.example', start, 9)).toHaveLength(1)
  const log = await (await app.get('/admin/actions', { cookie })).text()
  for (const word of ['run', 'hold', 'release', 'retry', 'replay']) expect(log).toContain(word)

  expect((await app.post('/admin/logout', { csrf }, cookie)).status).toBe(303)
  expect((await app.get('/admin', { cookie })).status).toBe(401)
})

test('a session ends by itself, with a new password, and not at all for a key', async () => {
  const app = openApp()
  const { cookie } = await login(app)
  now = new Date(start.getTime() + 13 * 3_600_000)
  expect((await app.get('/admin', { cookie })).status).toBe(401)
  now = new Date(start)
  await opened.store.setPassword('another long password', start)
  expect((await app.get('/admin', { cookie })).status).toBe(401)

  const key = { name: 'op', perMinute: null, text: 'cw_0123456789abcdef' }
  await opened.store.addApiKey({ ...key, scopes: ['operate'] }, start)
  const authorization = { authorization: `Bearer ${key.text}` }
  expect((await app.get('/admin', authorization)).status).toBe(200)
})

test('a password of the proxy in front is no key, and what a key does bears its name', async () => {
  const app = openApp()
  const { cookie, csrf } = await login(app)
  const proxied = { cookie, authorization: 'Basic b3BzOnNlY3JldA==' }
  expect((await app.get('/admin', proxied)).status).toBe(200)
  const path = '/admin/sources/news.example/run'
  const post = (headers: Record<string, string>, form: Record<string, string>) =>
    app.app.request(path, { method: 'POST', body: new URLSearchParams(form), headers })
  expect((await post(proxied, {})).status).toBe(403)
  expect((await post(proxied, { csrf })).status).toBe(303)

  const key = { name: 'night shift', perMinute: null, text: 'cw_0123456789abcdef' }
  await opened.store.addApiKey({ ...key, scopes: ['operate'] }, start)
  const authorization = `Bearer ${key.text}`
  expect((await post({ authorization }, {})).status).toBe(303)
  const actors = (await opened.store.listActions(9)).map(({ actor }) => actor)
  expect(actors).toEqual(['night shift', 'admin'])
  const [used] = await opened.store.listApiKeys()
  expect(used!.lastUsedAt).not.toBeNull()
})

async function breakSource() {
  const { store } = opened
  const article = await store.findArticle(
    (await store.listArticles({ source: ['news.example'] }, 1)).articles[0]!.id,
  )
  const finding = {
    ...({ kind: 'broken', reason: 'the list is empty: it had 20 links', isAlarm: true } as const),
    ...{ where: 'https://news.example/list', before: '20 links', now: '0 links' },
    ...{ pageId: article!.pageId, goodPageId: article!.pageId },
  }
  const report = { sourceId: 'news.example', at: start, reach: null, keep: [], end: [] }
  const state = { state: 'broken' as const, reason: finding.reason }
  return (await store.saveHealth({ ...report, state, open: [finding] })).opened[0]!
}

test('what broke is listed with its evidence, and taken up by who works on it', async () => {
  const { id } = await breakSource()
  const app = openApp()
  const { cookie, csrf } = await login(app)
  expect(await (await app.get('/admin?ui=zh', { cookie })).text()).toContain('失效')
  const list = await (await app.get('/admin/incidents?ui=en', { cookie })).text()
  expect(list).toContain('the list is empty: it had 20 links')
  const path = `/admin/incidents/${id}`
  const shown = await (await app.get(path, { cookie })).text()
  expect(shown.match(/&lt;html&gt;/g)).toHaveLength(2)
  expect((await app.post(`${path}/acknowledge`, {}, cookie)).status).toBe(403)
  expect((await app.post(`${path}/acknowledge`, { csrf }, cookie)).status).toBe(303)
  expect((await opened.store.findIncident(id))!.acknowledgedBy).toBe('admin')
  expect((await app.get('/admin/incidents/none', { cookie })).status).toBe(404)
})

test.each([
  ['GET', '/admin/incidents/ID'],
  ['GET', '/admin/subscribers/ID'],
  ['GET', '/admin/articles/ID'],
  ['GET', '/admin/stories/show?of=ID'],
  ['POST', '/api/v1/incidents/ID/acknowledge'],
  ['GET', '/api/v1/webhooks/ID'],
  ['DELETE', '/api/v1/keys/ID'],
])('%s %s is nowhere for what is no id', async (method, path) => {
  const { app } = openApp()
  const key = { name: 'op', perMinute: null, text: 'cw_0123456789abcdef' }
  await opened.store.addApiKey({ ...key, scopes: ['operate', 'webhooks', 'keys'] }, start)
  const headers = { authorization: `Bearer ${key.text}` }
  for (const id of ['none', '-'.repeat(36), `${'a'.repeat(35)}-`]) {
    const answer = await app.request(path.replace('ID', id), { method, headers })
    expect(answer.status, id).toBe(404)
  }
})

test('incidents are a feed for those who have a key, and stand in no other', async () => {
  await breakSource()
  const app = openApp()
  const keyOf = async (scope: string) => {
    const text = `key-for-${scope}-1234567890`
    await opened.store.addApiKey({ name: scope, scopes: [scope], perMinute: null, text }, start)
    return text
  }
  expect((await app.get('/incidents/feed.xml')).status).toBe(401)
  expect((await app.get(`/incidents/feed.xml?key=${await keyOf('webhooks')}`)).status).toBe(401)
  const key = await keyOf('alarms')
  const answer = await app.get(`/incidents/feed.xml?key=${key}`)
  expect(answer.headers.get('cache-control')).toMatch(/^private/)
  const feed = await answer.text()
  expect(feed).toContain('the list is empty: it had 20 links')
  expect(feed).not.toContain(key)
  const json = await app.get('/incidents/feed.json', { authorization: `Bearer ${key}` })
  expect(((await json.json()) as { items: unknown[] }).items).toHaveLength(1)
  for (const path of ['/feed.json', '/feeds.opml', '/'])
    expect(await (await app.get(path)).text(), path).not.toContain('the list is empty')
})
