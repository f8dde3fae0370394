import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { FileCheck, SourceFiles } from '../../src/server/admin/source-files.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { link, listing, source, start, tell, wind } from '../contract/invented-news.ts'
import { emptyStore } from '../contract/store-contract.ts'
import { fixtureParts } from './fixture-parts.ts'

const PASSWORD = 'correct horse battery'
const key = { name: 'op', perMinute: null, text: 'cw_0123456789abcdef', scopes: ['operate'] }
let opened: OpenedStore
let written: string | null
let answer: FileCheck
beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
})
beforeEach(async () => {
  await emptyStore(opened)
  written = null
  answer = { problem: null, pages: 0, differing: [] }
  await opened.store.syncSources([source()], start)
  await opened.store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
  const index = new StoryIndex()
  await tell(opened.store, index, 'news.example/1', wind)
  await tell(opened.store, index, 'news.example/2', wind)
  await opened.store.setPassword(PASSWORD, start)
})
afterAll(() => opened?.store.close())

const sourceFiles: SourceFiles = {
  read: async id => (id === 'news.example' ? (written ?? 'id: news.example\nname: 报社\n') : null),
  check: async () => answer,
  save: async (_, text) => {
    written = text
  },
}

/** A browser that has logged in. */
async function openBrowser() {
  const { parts } = fixtureParts([])
  const operate = { add: async () => {}, takeUp: async () => {} }
  const now = () => new Date(start)
  const app = buildServer({
    ...parts,
    ...{ store: opened.store, queue: null, operate, sourceFiles, now },
  })
  const login = await app.request('/admin/login', {
    method: 'POST',
    body: new URLSearchParams({ password: PASSWORD }),
  })
  const cookie = login.headers.get('set-cookie')!.split(';')[0]!
  const get = async (path: string) => {
    const answered = await app.request(path, { headers: { cookie, 'accept-language': 'en' } })
    return { status: answered.status, text: await answered.text(), headers: answered.headers }
  }
  const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/admin')).text)![1]!
  const post = async (path: string, form: Record<string, string>) => {
    const body = new URLSearchParams({ csrf, ...form })
    const answered = await app.request(path, {
      method: 'POST',
      body,
      headers: { cookie, 'accept-language': 'en' },
    })
    return {
      status: answered.status,
      text: await answered.text(),
      location: answered.headers.get('location'),
    }
  }
  return { app, get, post, cookie }
}

const field = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
const actions = async () =>
  (await opened.store.listActions(5)).map(({ action, subject }) => `${action} ${subject}`)

test('a story is shown with why its articles stand together, and is divided for good', async () => {
  const { get, post } = await openBrowser()
  const { text: list } = await get('/admin/stories')
  const story = /\/admin\/stories\/show\?of=([^"]+)/.exec(list)![1]!
  const { text: page } = await get(`/admin/stories/show?of=${story}`)
  const ids = [...page.matchAll(/name="b" value="([^"]+)"/g)].map(([, id]) => id!)
  expect(ids).toHaveLength(2)

  const [a, b] = ids as [string, string]
  expect((await post('/admin/stories/split', { a, b: a })).status).toBe(404)
  expect((await post('/admin/stories/split', { a, b })).status).toBe(303)
  const [first, second] = await Promise.all(ids.map(id => opened.store.findArticle(id)))
  expect(first!.storyId).not.toBe(second!.storyId)
  expect(await actions()).toEqual([`split ${a} ${b}`])
  expect((await post('/admin/stories/never-merge', { a, b })).status).toBe(303)
  expect((await get(`/admin/stories/show?of=${a}`)).text).not.toContain('name="b"')
  expect((await get('/admin/stories/show?of=nothing')).status).toBe(404)
})

test('a file is saved when what it changes was seen, and not over a newer one', async () => {
  const { get, post } = await openBrowser()
  const path = '/admin/sources/news.example/file'
  const was = field((await get(path)).text, 'was')
  const text = 'id: news.example\r\nname: 新报社\r\n'

  answer = {
    ...{ problem: null, pages: 2 },
    differing: [
      {
        ...{ url: 'https://news.example/1', why: null },
        differences: [{ field: 'outlet', kind: 'changed', before: '报社', after: '新报社' }],
      },
    ],
  }
  const checked = await post(path, { text, was, seen: '' })
  expect(written).toBeNull()
  expect(checked.text).toContain('<del>- name: 报社')
  expect(checked.text).toContain('<ins>+ name: 新报社')
  expect(checked.text).toContain('outlet changed')
  expect(await actions()).toEqual([])

  const seen = field(checked.text, 'seen')
  const other = await post(path, { text: `${text}# more\r\n`, was, seen })
  expect(written).toBeNull()
  expect(other.text).toContain('<ins>+ # more')

  expect((await post(path, { text, was, seen })).status).toBe(303)
  expect(written).toBe('id: news.example\nname: 新报社\n')
  expect(await actions()).toEqual(['file news.example'])
  const late = await post(path, { text: 'id: news.example\n', was, seen: '' })
  expect(late.text).toContain('changed elsewhere')
  expect((await get('/admin/sources/other.example/file')).status).toBe(404)
})

test('a file that is wrong is not saved, and the place is told', async () => {
  const { get, post } = await openBrowser()
  const path = '/admin/sources/news.example/file'
  const was = field((await get(path)).text, 'was')
  answer = { problem: 'config/sources/news.example.yaml:2:7: zone is "x"', pages: 0, differing: [] }
  const told = await post(path, { text: 'id: news.example\nzone: x\n', was, seen: '' })
  expect(told.text).toContain('news.example.yaml:2:7')
  expect(told.text).toContain('zone: x')
  expect(written).toBeNull()
})

test('subscribers are shown with their deliveries, without their secrets, and switched off and on', async () => {
  const made = await opened.store.saveSubscriber(
    {
      ...{
        kind: 'webhook',
        callback: 'https://service.example/hook',
        topic: null,
        secret: 'geheim',
      },
      ...{ filter: {}, cursor: 0, leaseUntil: null, ownerId: null },
    },
    'active',
    start,
  )
  const { get, post } = await openBrowser()
  const { text: list } = await get('/admin/subscribers')
  expect(list).toContain('https://service.example/hook')
  const path = `/admin/subscribers/${made.id}`
  expect((await get(path)).text).not.toContain('geheim')
  await post(`${path}/switch-off`, {})
  expect((await opened.store.findSubscriber(made.id))?.state).toBe('disabled')
  await post(`${path}/switch-on`, {})
  expect((await opened.store.findSubscriber(made.id))?.state).toBe('active')
  await post(`${path}/remove-subscriber`, {})
  expect((await get(path)).status).toBe(404)
  expect(await actions()).toHaveLength(3)
})

test('the stream tells a state to those who are logged in, and the page allows its own script alone', async () => {
  const { app, get, cookie } = await openBrowser()
  expect((await app.request('/admin/live')).status).toBe(401)
  const stream = await app.request('/admin/live', { headers: { cookie } })
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  const reader = stream.body!.getReader()
  const { value } = await reader.read()
  expect(new TextDecoder().decode(value)).toMatch(/event: state\ndata: \S{16}\n\n/)
  await reader.cancel()

  const { text, headers } = await get('/admin')
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  const script = /<script src="([^"]+)"/.exec(text)![1]!
  expect((await get(script)).headers.get('content-type')).toContain('text/javascript')
})

test('every new page asks for the login, and every action for the token of the session', async () => {
  const { app, cookie } = await openBrowser()
  for (const path of ['/admin/stories', '/admin/subscribers', '/admin/sources/news.example/file'])
    expect((await app.request(path)).status, path).toBe(401)
  for (const path of [
    '/admin/stories/split',
    '/admin/stories/never-merge',
    '/admin/sources/news.example/file',
    '/admin/subscribers/x/switch-off',
  ]) {
    const forged = await app.request(path, {
      method: 'POST',
      body: new URLSearchParams({ csrf: 'other' }),
      headers: { cookie },
    })
    expect(forged.status, path).toBe(403)
  }
  await opened.store.addApiKey(key, start)
  const authorization = `Bearer ${key.text}`
  expect((await app.request('/admin/stories', { headers: { authorization } })).status).toBe(200)
})
