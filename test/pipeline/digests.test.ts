import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Digest, digestSchema } from '../../src/model/digest.ts'
import { type Mailer, openMailer } from '../../src/notify/mailer.ts'
import { makeDigests } from '../../src/pipeline/make-digests.ts'
import { sendDigests } from '../../src/pipeline/send-digests.ts'
import type { World } from '../../src/pipeline/world.ts'
import { buildServer } from '../../src/server/build-server.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { startSmtp } from '../notify/smtp-server.ts'
import { openFilledStore } from '../server/filled-store.ts'
import { fixtureParts } from '../server/fixture-parts.ts'

let opened: OpenedStore
let smtp: Awaited<ReturnType<typeof startSmtp>>
let answers: Record<string, number> = {}
beforeAll(async () => {
  opened = await openFilledStore()
  smtp = await startSmtp(to => answers[to] ?? 250)
})
afterAll(async () => {
  await smtp.close()
  await opened.store.close()
})

/** A process that looks after these digests at a time. */
function openProcess(digests: object[], now: string, mailer: Mailer | null = null) {
  const { parts } = fixtureParts([])
  const config = { ...parts.config(), digests: digests.map(each => digestSchema.parse(each)) }
  const doors = {
    ...parts,
    store: opened.store,
    config: () => config,
    settings: { publicUrl: 'https://wire.example' },
    now: () => new Date(now),
    mailer: mailer ?? openMailer({ url: smtp.url, from: 'Carbonwire <wire@wire.example>' }),
  } as unknown as World
  return {
    look: async () => {
      await makeDigests(doors)
      await sendDigests(doors)
    },
    ask: (path: string) => buildServer({ ...doors, poster: undefined! }).request(path),
  }
}
const digest = (id: string, more: Partial<Digest> = {}) => ({
  id,
  title: '日报',
  titleEn: 'Daily',
  every: 'day',
  at: '20:00',
  mail: [`${id}@reader.example`],
  ...more,
})
const mailsTo = (id: string) => smtp.messages.filter(({ to }) => to === `${id}@reader.example`)
const plainOf = (data: string) =>
  [...data.matchAll(/base64\n\n([A-Za-z0-9+/=\n]+)/g)]
    .map(([, body]) => Buffer.from(body!, 'base64').toString())
    .join('\n')

// The stories of the store are first seen on 2 March 2026, before 20:00 in Shanghai.
const EVENING = '2026-03-02T12:30:00Z'

test('a digest goes out once at its hour, whoever looks how often and in how many processes', async () => {
  const early = openProcess([digest('once')], '2026-03-02T11:00:00Z')
  await early.look()
  const [a, b] = [openProcess([digest('once')], EVENING), openProcess([digest('once')], EVENING)]
  await Promise.all([a.look(), b.look(), a.look()])
  await openProcess([digest('once')], '2026-03-03T11:59:00Z').look()

  expect(mailsTo('once')).toHaveLength(1)
  const { data } = mailsTo('once')[0]!
  expect(data).toMatch(/^Message-ID: <digest\.once\.20260302T120000Z@wire\.example>/im)
  expect(data).toMatch(/^List-Id: <once\.wire\.example>/im)
  expect(data.match(/^List-Archive:/gim)).toHaveLength(1)
  const text = plainOf(data)
  expect(text).toMatch(/1\. 全国碳市场开盘价上涨百分之三\n {3}示例日报 · 03-02 09:00 · 2 家报道/)
  expect(text).toContain('https://news.example.org/a/market.html')
})

test('an issue waits a minute for what is just being published', async () => {
  await openProcess([digest('settled')], '2026-03-02T12:00:30Z').look()
  expect(mailsTo('settled')).toEqual([])
  await openProcess([digest('settled')], '2026-03-02T12:01:00Z').look()
  expect(mailsTo('settled')).toHaveLength(1)
})

test('nothing is sent when there is nothing, unless that is wanted; the day after is told what is new alone', async () => {
  const quiet = digest('quiet', { query: { topic: ['ccus'] } })
  const polite = digest('polite', { query: { topic: ['ccus'] }, whenEmpty: 'send' })
  await openProcess([quiet, polite], EVENING).look()
  expect(mailsTo('quiet')).toEqual([])
  expect(plainOf(mailsTo('polite')[0]!.data)).toContain('没有新消息')

  await openProcess([digest('next')], EVENING).look()
  await openProcess([digest('next')], '2026-03-03T12:30:00Z').look()
  expect(mailsTo('next')).toHaveLength(1)
})

test('after days of silence one issue catches up', async () => {
  await openProcess([digest('late')], '2026-02-27T12:30:00Z').look()
  await openProcess([digest('late')], '2026-03-05T13:00:00Z').look()
  expect(mailsTo('late')).toHaveLength(1)
  expect(await opened.store.listDigestIssues('late', 9)).toHaveLength(1)
})

test('a server that is busy is asked again, a reader who is refused is not', async () => {
  answers = { 'busy@reader.example': 451, 'gone@reader.example': 550 }
  const both = [digest('busy'), digest('gone')]
  await openProcess(both, EVENING).look()
  answers = {}
  await openProcess(both, EVENING).look()
  expect(mailsTo('busy')).toEqual([])
  await openProcess(both, '2026-03-02T12:40:00Z').look()
  expect([mailsTo('busy').length, mailsTo('gone').length]).toEqual([1, 0])
})

test('a server that is away is asked again later', async () => {
  const away = openMailer({ url: 'smtp://127.0.0.1:1', from: 'wire@wire.example' })
  await openProcess([digest('away')], EVENING, away).look()
  await openProcess([digest('away')], '2026-03-02T12:40:00Z').look()
  expect(mailsTo('away')).toHaveLength(1)
})

test('who could not be reached for days gets the last one', async () => {
  const away = openMailer({ url: 'smtp://127.0.0.1:1', from: 'wire@wire.example' })
  const wanted = [digest('days', { whenEmpty: 'send' })]
  for (const day of ['02', '03', '04'])
    await openProcess(wanted, `2026-03-${day}T12:30:00Z`, away).look()
  await openProcess(wanted, '2026-03-04T13:00:00Z').look()
  expect(mailsTo('days').map(({ data }) => /Message-ID: <(.*)@/.exec(data)![1])).toEqual([
    'digest.days.20260304T120000Z',
  ])
})

test('a process that dies while it sends leaves nobody with two', async () => {
  const dying: Mailer = { send: () => Promise.reject(new Error('the process ends')) }
  await expect(openProcess([digest('dying')], EVENING, dying).look()).rejects.toThrow()
  await openProcess([digest('dying')], '2026-03-02T13:00:00Z').look()
  expect(mailsTo('dying')).toEqual([])
  const { rows } = await opened.pool.query(
    "select state, error from carbonwire.digest_delivery where digest_id = 'dying'",
  )
  expect(rows).toEqual([{ state: 'failed', error: expect.stringContaining('may have arrived') }])
})

test('each digest is a feed in every format, and each issue a page', async () => {
  const made = [digest('feed', { language: 'en', mail: [] })]
  const { look, ask } = openProcess(made, EVENING)
  await look()
  const json = (await (await ask('/digests/feed/feed.json')).json()) as {
    title: string
    items: { id: string; url: string; title: string; content_html: string }[]
  }
  expect(json.title).toBe('Daily · Carbonwire')
  expect(json.items).toMatchObject([
    {
      title: 'Daily · 2 Mar',
      url: 'https://wire.example/digests/feed/20260302T120000Z',
      content_html: expect.stringContaining('2 reports'),
    },
  ])
  expect(await (await ask('/digests/feed/feed.xml')).text()).toContain('<item>')
  expect(await (await ask('/digests/feed/feed.atom')).text()).toContain(json.items[0]!.id)
  const page = await (await ask(new URL(json.items[0]!.url).pathname)).text()
  expect(page).toContain('<h1>Daily · 2 Mar</h1>')
  expect((await ask('/digests/feed')).headers.get('location')).toBe(
    '/digests/feed/20260302T120000Z',
  )
  expect(await (await ask('/digests')).text()).toContain('Daily · 2 Mar')
  expect(await (await ask('/digests/feed/feed')).text()).toContain('2 reports')
  expect(await (await ask('/feeds')).text()).toContain('/digests/feed/feed.atom')
  expect(await (await ask('/opml')).text()).toMatch(
    /<outline text="简报"[^>]*>\s*<outline[^>]*xmlUrl="https:\/\/wire\.example\/digests\/feed\/feed\.xml"/,
  )
  expect(await (await ask('/api/v1/digests')).json()).toMatchObject({
    digests: [{ id: 'feed', every: 'day', on: null, at: '20:00', language: 'en' }],
  })
  expect(await (await ask('/api/v1/digests/feed/issues')).json()).toMatchObject({
    issues: [
      { title: 'Daily · 2 Mar', until: '2026-03-02T12:00:00Z', stories: [{ reports: 2 }, {}, {}] },
    ],
  })
  expect((await ask('/api/v1/digests/none/issues')).status).toBe(404)
  for (const path of ['/digests/none/feed.xml', '/digests/feed/yesterday', '/digests/none'])
    expect((await ask(path)).status).toBe(404)
})

test('before its first issue a digest has a page that says so', async () => {
  const { ask } = openProcess([digest('unmade')], EVENING)
  const first = await ask('/digests/unmade')
  expect(first.headers.get('location')).toBe('/digests/unmade/feed')
  expect(await (await ask('/digests/unmade/feed')).text()).toContain('还没有出过')
})

test('what is taken out stands in no issue any more', async () => {
  await openProcess([digest('kept', { mail: [] })], EVENING).look()
  const titles = async () => {
    const [issue] = await opened.store.listDigestIssues('kept', 1)
    return issue!.content.entries.map(({ url }) => url)
  }
  const before = await titles()
  const url = before.find(each => each.endsWith('wind.html'))!
  await opened.store.removeAddresses(['news.example.org/a/wind.html'], null, new Date(EVENING))
  expect(await titles()).toEqual(before.filter(each => each !== url))
})
