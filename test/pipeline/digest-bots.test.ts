import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPoster } from '../../src/fetch/poster.ts'
import { digestSchema } from '../../src/model/digest.ts'
import { openNotifier } from '../../src/notify/notifier.ts'
import { makeDigests } from '../../src/pipeline/make-digests.ts'
import { sendDigests } from '../../src/pipeline/send-digests.ts'
import type { World } from '../../src/pipeline/world.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openFilledStore } from '../server/filled-store.ts'
import { fixtureParts } from '../server/fixture-parts.ts'

const SECRET = 'SEC-of-the-group'
const KEY = 'k3y-in-the-address'
type Manner = 'well' | 'busy' | 'away' | 'hangs up' | 'refuses' | 'gateway'

let opened: OpenedStore
let manner: Manner = 'well'
/** What each bot took and showed to its group, by its path. */
let shown: Record<string, string[]> = {}
let asked: Record<string, number> = {}
let lines: string[] = []
let port: number
const server = createServer(async (request, response) => {
  let body = ''
  for await (const part of request) body += part
  const url = new URL(request.url!, 'http://bots.example')
  const kind = url.pathname.split('/')[1]!
  asked[kind] = (asked[kind] ?? 0) + 1
  const answer = answerAs(kind, url, JSON.parse(body))
  if (answer === 'took it and hangs up' || answer[1].includes('"ok"') || answer[1] === 'ok')
    shown[kind] = [...(shown[kind] ?? []), body]
  if (answer === 'took it and hangs up') return request.socket.destroy()
  response.writeHead(answer[0]).end(answer[1])
})

const hmac = (key: string, message: string) =>
  createHmac('sha256', key).update(message).digest('base64')

/** As the services do: what is wrong is told with status 200. */
function answerAs(
  kind: string,
  url: URL,
  said: { timestamp?: string; sign?: string },
): [number, string] | 'took it and hangs up' {
  if (manner === 'away') return [503, 'away']
  if (manner === 'gateway') return [504, `waited for ${url.pathname}${url.search}`]
  if (manner === 'hangs up') return 'took it and hangs up'
  if (manner === 'refuses')
    return kind === 'slack'
      ? [404, `no_service ${url.pathname}`]
      : [200, `{"errcode":93000,"errmsg":"invalid webhook url ${url.search}"}`]
  if (manner === 'busy')
    return {
      wecom: [200, '{"errcode":45009,"errmsg":"api freq out of limit"}'] as [number, string],
      dingtalk: [200, '{"errcode":130101,"errmsg":"send too fast"}'] as [number, string],
      feishu: [200, '{"code":9499,"msg":"too many request"}'] as [number, string],
      slack: [429, 'rate_limited'] as [number, string],
    }[kind]!
  const { timestamp, sign } = Object.fromEntries(url.searchParams)
  if (kind === 'dingtalk' && sign !== hmac(SECRET, `${timestamp}\n${SECRET}`))
    return [200, '{"errcode":310000,"errmsg":"sign not match"}']
  if (kind === 'feishu' && said.sign !== hmac(`${said.timestamp}\n${SECRET}`, ''))
    return [200, '{"code":19021,"msg":"sign match fail"}']
  return kind === 'slack' ? [200, 'ok'] : [200, '{"errcode":0,"code":0,"errmsg":"ok","msg":"ok"}']
}

beforeAll(async () => {
  opened = await openFilledStore()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise(done => server.close(done))
  await opened.store.close()
})
beforeEach(() => {
  manner = 'well'
  shown = {}
  asked = {}
  lines = []
})

const kinds = ['wecom', 'dingtalk', 'feishu', 'slack']
const digest = (id: string, more: object = {}) => ({
  id,
  title: '日报',
  titleEn: 'Daily',
  every: 'day',
  at: '20:00',
  bots: kinds.map(kind => ({
    kind,
    name: `${kind}-group`,
    url: `http://127.0.0.1:${port}/${kind}/\${GROUP_HOOK}?key=\${GROUP_HOOK}`,
    ...((kind === 'dingtalk' || kind === 'feishu') && { secret: `\${GROUP_SECRET}` }),
  })),
  ...more,
})

/** A process that looks after these digests at a time. */
function openProcess(digests: object[], now: string, environment: Record<string, string> = {}) {
  const { parts } = fixtureParts([])
  const config = { ...parts.config(), digests: digests.map(each => digestSchema.parse(each)) }
  const poster = openPoster({ agent: 'test', allowAddresses: ['127.0.0.1'] })
  const log = new Writable({
    write(line, _, done) {
      lines.push(String(line))
      done()
    },
  })
  const doors = {
    ...parts,
    store: opened.store,
    config: () => config,
    settings: { publicUrl: 'https://wire.example' },
    now: () => new Date(now),
    log: pino(log),
    notifier: openNotifier(request => poster.send({ ...request, method: 'POST' }), {
      GROUP_HOOK: KEY,
      GROUP_SECRET: SECRET,
      ...environment,
    }),
  } as unknown as World
  return {
    look: async () => {
      await makeDigests(doors)
      await sendDigests(doors)
    },
  }
}
const counts = () => kinds.map(kind => shown[kind]?.length ?? 0)

// The stories of the store are first seen on 2 March 2026, before 20:00 in Shanghai.
const EVENING = '2026-03-02T12:30:00Z'

test('each group is told once at the hour, without any server for mail, whoever looks how often', async () => {
  await openProcess([digest('once')], '2026-03-02T11:00:00Z').look()
  expect(counts()).toEqual([0, 0, 0, 0])
  const [a, b] = [openProcess([digest('once')], EVENING), openProcess([digest('once')], EVENING)]
  await Promise.all([a.look(), b.look(), a.look()])
  await openProcess([digest('once')], '2026-03-03T11:59:00Z').look()
  expect(counts()).toEqual([1, 1, 1, 1])
  for (const kind of kinds) {
    expect(shown[kind]![0]).toContain('全国碳市场开盘价上涨百分之三')
    expect(shown[kind]![0]).toContain('https://wire.example/digests/once/20260302T120000Z')
  }
})

test('a digest in English is told in English', async () => {
  await openProcess([digest('english', { language: 'en' })], EVENING).look()
  for (const kind of kinds) expect(shown[kind]![0]).toContain('Daily · 2 Mar')
})

test.each([
  ['busy', '2026-03-02T12:35:00Z', '2026-03-02T12:45:00Z'],
  ['away', '2026-03-02T12:30:02Z', '2026-03-02T12:45:00Z'],
] as const)(
  'a bot that is %s is asked again later, and then told once',
  async (how, soon, later) => {
    const own = [digest(`again-${how}`)]
    manner = how
    await openProcess(own, EVENING).look()
    await openProcess(own, soon).look()
    if (how === 'away') expect(asked).toEqual(Object.fromEntries(kinds.map(kind => [kind, 1])))
    else expect(asked).toMatchObject({ wecom: 1, dingtalk: 1, feishu: 1 })
    manner = 'well'
    await openProcess(own, later).look()
    await openProcess(own, later).look()
    await openProcess(own, '2026-03-03T11:00:00Z').look()
    expect(counts()).toEqual([1, 1, 1, 1])
  },
)

test('a bot that took the message and hung up, or stands behind a gateway that waited in vain, is not told twice', async () => {
  manner = 'hangs up'
  await openProcess([digest('hung')], EVENING).look()
  manner = 'gateway'
  await openProcess([digest('gateway')], EVENING).look()
  manner = 'well'
  await openProcess([digest('hung'), digest('gateway')], '2026-03-03T11:00:00Z').look()
  expect(counts()).toEqual([1, 1, 1, 1])
})

test('what cannot be reached at all is tried again and told once it is there', async () => {
  const bots = (at: number) => [{ kind: 'slack', name: 'a', url: `http://127.0.0.1:${at}/slack` }]
  await openProcess([digest('nowhere', { bots: bots(1) })], EVENING).look()
  await openProcess([digest('nowhere', { bots: bots(port) })], '2026-03-02T12:40:00Z').look()
  await openProcess([digest('nowhere', { bots: bots(port) })], '2026-03-02T12:50:00Z').look()
  expect(shown.slack).toHaveLength(1)
})

test('a bot that refuses is given up for this issue, and no secret stands in the log', async () => {
  manner = 'refuses'
  await openProcess([digest('refused')], EVENING).look()
  manner = 'well'
  await openProcess([digest('refused')], '2026-03-03T11:00:00Z').look()
  expect(counts()).toEqual([0, 0, 0, 0])
  const log = lines.join('')
  expect(log).toContain('93000')
  expect(log).toContain('bot:slack-group')
  expect(log).not.toContain(KEY)
  expect(log).not.toContain(SECRET)
})

test('a secret that is not there is named, and the next issue goes out when it is', async () => {
  const bot = { kind: 'wecom', name: 'a', url: `http://127.0.0.1:${port}/wecom?key=\${OTHER_KEY}` }
  const own = [digest('secretless', { bots: [bot], whenEmpty: 'send' })]
  await openProcess(own, EVENING).look()
  expect(lines.join('')).toContain('OTHER_KEY is not set')
  await openProcess(own, '2026-03-03T12:30:00Z', { OTHER_KEY: 'x' }).look()
  expect(shown.wecom).toHaveLength(1)
})

test('a group whose bot was taken out of the file meanwhile is told no more', async () => {
  manner = 'away'
  await openProcess([digest('left')], EVENING).look()
  manner = 'well'
  await openProcess([digest('left', { bots: [] })], '2026-03-02T12:45:00Z').look()
  expect(counts()).toEqual([0, 0, 0, 0])
  expect(lines.join('')).toContain('there is no bot')
})
