import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPoster } from '../../src/fetch/poster.ts'
import type { AlarmChannel } from '../../src/model/alarms-config.ts'
import type { Finding } from '../../src/model/health.ts'
import { openNotifier } from '../../src/notify/notifier.ts'
import { tellIncidents } from '../../src/pipeline/tell-incidents.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { startSmtp } from './smtp-server.ts'

const SECRET = 'SEC of the bot'
const MINUTE_MS = 60_000
const opened = new AsyncDisposableStack()
const start = Date.parse('2026-03-02T01:00:00Z')
let now = new Date(start)
let store: OpenedStore['store']
let smtp: Awaited<ReturnType<typeof startSmtp>>
let channels: AlarmChannel[]

/** What each bot was told: those that it took. */
const taken: Record<string, string[]> = {}
/** How often each was asked. */
const asked: Record<string, number> = {}
/** Bots that say "too many" now, and those that are gone. */
const busy = new Set<string>()
const away = new Set<string>()

const hmac = (key: string, message: string) =>
  createHmac('sha256', key).update(message).digest('base64')

/** Answers as the services do: what is wrong is told with status 200. */
function answer(bot: string, url: URL, body: string): [number, string] {
  if (away.has(bot)) return [503, 'away']
  const said = JSON.parse(body)
  if (bot === 'dingtalk') {
    const { timestamp, sign } = Object.fromEntries(url.searchParams)
    if (sign !== hmac(SECRET, `${timestamp}\n${SECRET}`))
      return [200, '{"errcode":310000,"errmsg":"sign not match"}']
    if (busy.has(bot))
      return [200, '{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}']
    if (!said.markdown.title || Buffer.byteLength(said.markdown.text) > 20_000)
      return [200, '{"errcode":400401,"errmsg":"miss param"}']
  }
  if (bot === 'feishu' && said.sign !== hmac(`${said.timestamp}\n${SECRET}`, ''))
    return [200, '{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}']
  if (bot === 'wecom') {
    if (busy.has(bot)) return [200, '{"errcode":45009,"errmsg":"api freq out of limit"}']
    if (Buffer.byteLength(said.markdown.content) > 4096)
      return [200, '{"errcode":40058,"errmsg":"markdown.content exceed max length 4096"}']
  }
  if (
    bot === 'slack' &&
    said.blocks.some((block: { text: { text: string } }) => block.text.text.length > 3000)
  )
    return [400, 'invalid_blocks']
  taken[bot]!.push(body)
  return bot === 'slack' ? [200, 'ok'] : [200, '{"errcode":0,"code":0,"errmsg":"ok"}']
}

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const url = new URL(request.url!, 'http://bots.example')
    const bot = url.pathname.slice(1)
    asked[bot] = (asked[bot] ?? 0) + 1
    const [status, text] = answer(bot, url, body)
    response.writeHead(status).end(text)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  opened.defer(() => void server.close())
  smtp = await startSmtp(to => (to.startsWith('gone@') ? 550 : 250))
  opened.defer(() => smtp.close())
  const { port } = server.address() as AddressInfo
  const bot = <Kind extends AlarmChannel['kind']>(kind: Kind) => ({
    ...{ kind, name: kind, language: 'zh' as const, url: `http://127.0.0.1:${port}/${kind}` },
  })
  channels = [
    bot('webhook'),
    bot('wecom'),
    { ...bot('dingtalk'), secret: SECRET },
    { ...bot('feishu'), secret: SECRET },
    bot('slack'),
    {
      ...{ kind: 'mail', name: 'mail', language: 'en', server: smtp.url },
      ...{ from: 'Carbonwire <wire@wire.example>', to: ['desk@a.example', 'gone@a.example'] },
    },
  ]
  for (const { name } of channels) taken[name] = []
  store = (await openStore({ databaseUrl: null, dataDir: 'memory://' })).store
  opened.defer(() => store.close())
})
afterAll(() => opened.disposeAsync())

const poster = openPoster({ agent: 'test', allowAddresses: ['127.0.0.1'] })
const notifier = openNotifier(request => poster.send({ ...request, method: 'POST' }))
const tell = () =>
  tellIncidents({
    ...{ store, notifier, now: () => now, log: pino({ level: 'silent' }) },
    config: () => ({ alarms: { channels } }) as never,
  })
const after = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE_MS)
}
const finding: Finding = {
  ...{ kind: 'broken', reason: '列表是空的 <b>&</b>：原有二十条链接', where: null, isAlarm: true },
  ...{ pageId: null, goodPageId: null, before: '20 links', now: '0 links' },
}
const unchanged = { at: now, state: null, reach: null, open: [], keep: [], end: [] }
const open = async (sourceId: string) =>
  (await store.saveHealth({ ...unchanged, sourceId, at: now, open: [finding] })).opened[0]!

test('a burst of thirty is one message on each channel, and a bot that says "too many" is left alone for ten minutes', async () => {
  busy.add('dingtalk').add('wecom')
  const incidents = []
  for (let each = 0; each < 30; each++) incidents.push(await open(`burst${each}.example`))
  await tell()
  for (const name of ['webhook', 'feishu', 'slack']) expect(taken[name]).toHaveLength(1)
  expect(smtp.messages).toHaveLength(1)
  expect(asked).toMatchObject({ dingtalk: 1, wecom: 1 })
  busy.clear()
  after(5)
  await tell()
  expect(asked).toMatchObject({ dingtalk: 1, wecom: 1, webhook: 1 })
  after(6)
  await tell()
  await tell()
  for (const { name } of channels) if (name !== 'mail') expect(taken[name]).toHaveLength(1)
  expect(JSON.parse(taken.webhook![0]!).notices).toHaveLength(30)
  expect(taken.dingtalk![0]).toContain('+10')

  for (const { id, sourceId } of incidents)
    await store.saveHealth({ ...unchanged, sourceId, at: now, end: [id] })
  await tell()
  for (const { name } of channels) if (name !== 'mail') expect(taken[name]).toHaveLength(2)
})

test('an incident is a thread of mail: its end answers its beginning', async () => {
  const before = smtp.messages.length
  const { id, sourceId } = await open('one.example')
  await tell()
  await store.saveHealth({ ...unchanged, sourceId, at: now, end: [id] })
  await tell()
  const [first, last] = smtp.messages.slice(before).map(({ data }) => data)
  const name = /^Message-ID:\s+(<[^>]+>)/m.exec(first!)![1]!
  expect(name).toBe(`<incident-opened-${id}@wire.example>`)
  expect(first).not.toMatch(/^In-Reply-To/m)
  expect(last!.replaceAll(/\s+/g, ' ')).toContain(`In-Reply-To: ${name} References: ${name}`)
  expect(first).toContain('Auto-Submitted: auto-generated')
})

test('a channel that is away holds nobody else up, and is told when it is back', async () => {
  const counts = Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, all.length]))
  away.add('slack')
  await open('two.example')
  await tell()
  expect(taken.webhook).toHaveLength(counts.webhook! + 1)
  expect(taken.slack).toHaveLength(counts.slack!)
  for (let hour = 0; hour < 5; hour++) {
    after(60)
    await tell()
  }
  away.clear()
  after(6 * 60)
  await tell()
  await tell()
  expect(taken.slack).toHaveLength(counts.slack! + 1)
  expect(taken.webhook).toHaveLength(counts.webhook! + 1)
})

test('a bot that refuses our signature is given up, and the others are told', async () => {
  const before = asked.feishu!
  const wrong = channels.map(each => (each.kind === 'feishu' ? { ...each, secret: 'other' } : each))
  const right = channels
  channels = wrong
  await open('three.example')
  await tell()
  after(24 * 60)
  await tell()
  channels = right
  expect(asked.feishu).toBe(before + 1)
})
