import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  type ApiNewWebhook,
  type ApiSeriesChange,
  type Client,
  isLogGone,
  openClient,
} from '../../src/client/client.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { openPoster } from '../../src/fetch/poster.ts'
import { openMeter } from '../../src/metrics/meter.ts'
import { seriesSchema } from '../../src/model/series.ts'
import type { StoredArticle } from '../../src/model/stored-article.ts'
import { deliverChanges } from '../../src/pipeline/deliver-changes.ts'
import { addKey } from '../../src/server/api/keys.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { openTopicRenderer } from '../../src/server/feeds/render-topic.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { signBody } from '../../src/text/signatures.ts'
import { closeOf, later, publishKey, relevant, tell } from '../contract/invented-news.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

type Heard = { method: string; url: URL; headers: IncomingMessage['headers']; body: string }

let opened: OpenedStore
let served: Served
let listener: Server
let callback: string
let client: Client
const heard: Heard[] = []
let answers: number[] = []
let confirms = true
let now = later(200)
/** Called when the log tells of a subscription past the limit. */
let refusing = () => {}
const { parts } = fixtureParts([])
const seriesConfig = seriesSchema.parse(
  parse(readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')),
)
const quiet = pino({ level: 'silent' })
const settings = { publicUrl: null }

/** The library of Standard Webhooks would have signed it so. (What it verifies must be of the last minutes, and these are of a fixed day.) */
const expectSigned = (secret: string, { headers, body }: Heard) => {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  const signature = new Webhook(secret).sign(String(headers['webhook-id']), at, body)
  expect(headers['webhook-signature']).toBe(signature)
}

/** Everybody's address is on loopback here, which the door refuses unless it is told otherwise. */
const poster = openPoster({ agent: 'Carbonwire-Test/1', allowAddresses: ['127.0.0.1'] })

beforeAll(async () => {
  opened = await openFilledStore()
  const config = () => ({ ...parts.config(), seriesConfig })
  const log = pino(
    { level: 'warn' },
    { write: line => void (line.includes('past the limit') && refusing()) },
  )
  const app = buildServer({ ...parts, config, log, store: opened.store, poster, now: () => now })
  served = await serve(app, { host: '127.0.0.1', port: 0 })
  listener = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://listener.example')
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push({ method: request.method!, url, headers: request.headers, body })
    const challenge = url.searchParams.get('hub.challenge')
    if (challenge) return response.writeHead(confirms ? 200 : 404).end(confirms ? challenge : '')
    response.writeHead(answers.shift() ?? 200).end()
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  callback = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  const key = await addKey(
    opened.store,
    { name: 'test', scopes: ['webhooks'], perMinute: null },
    now,
  )
  client = openClient({ base: `http://127.0.0.1:${served.port}`, key: key.key })
})
afterAll(async () => {
  await served.close(100)
  listener.close()
  await opened.store.close()
})
beforeEach(async () => {
  heard.length = 0
  answers = []
  confirms = true
  for (const { id } of await opened.store.listSubscribers()) await opened.store.removeSubscriber(id)
})

const deliver = () =>
  deliverChanges(
    {
      store: opened.store,
      poster,
      meter: openMeter(),
      now: () => now,
      log: quiet,
      renderTopic: openTopicRenderer({
        now: () => now,
        store: opened.store,
        config: parts.config,
        settings,
        log: quiet,
      }),
    },
    {},
    new AbortController().signal,
  )
let told = 0
const publish = () => {
  told++
  return tell(opened.store, new StoryIndex(), `news.example.org/new/${told}`, {
    title: `新消息第${told}条`,
    text: `今天发布的第${told}条消息讲的是${'甲乙丙丁戊己庚辛壬癸'.repeat(told)}的事情。`.repeat(3),
  })
}

const topic = () => `http://127.0.0.1:${served.port}/topics/carbon-market/feed.atom`
const ask = (fields: Record<string, string>) =>
  fetch(`http://127.0.0.1:${served.port}/hub`, {
    method: 'POST',
    body: new URLSearchParams(
      Object.entries(fields).map(([name, value]): [string, string] => [`hub.${name}`, value]),
    ),
  })
const subscribed = () => opened.store.listSubscribers('websub')

describe('the hub', () => {
  const subscribe = (more: Record<string, string> = {}) =>
    ask({ mode: 'subscribe', topic: topic(), callback: `${callback}/cb?a=1`, ...more })

  test('is named by every feed, in the document and in the header', async () => {
    const answer = await fetch(topic())
    const hub = `http://127.0.0.1:${served.port}/hub`
    expect(await answer.text()).toContain(`<link rel="hub" href="${hub}"/>`)
    expect(answer.headers.get('link')).toBe(`<${topic()}>; rel="self", <${hub}>; rel="hub"`)
  })

  test('asks the callback, and sends it the feed, signed, when something changes', async () => {
    expect((await subscribe({ secret: 'geheim', lease_seconds: '86400' })).status).toBe(202)
    await expect.poll(subscribed).toHaveLength(1)
    const [question] = heard
    expect(question!.url.searchParams.get('a')).toBe('1')
    expect(question!.url.searchParams.get('hub.mode')).toBe('subscribe')
    expect(question!.url.searchParams.get('hub.topic')).toBe(topic())
    expect(question!.url.searchParams.get('hub.lease_seconds')).toBe('86400')

    await deliver()
    expect(heard).toHaveLength(1)
    await publish()
    await deliver()
    expect(heard).toHaveLength(2)
    const { headers, body, method } = heard[1]!
    expect(method).toBe('POST')
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(headers.link).toContain('rel="hub"')
    expect(headers['x-hub-signature']).toBe(signBody('geheim', Buffer.from(body)))
    expect(body).toContain(`新消息第${told}条`)
  })

  test('believes nobody who does not confirm', async () => {
    confirms = false
    expect((await subscribe()).status).toBe(202)
    await expect.poll(() => heard.length).toBe(1)
    expect(await subscribed()).toEqual([])

    confirms = true
    await subscribe()
    await expect.poll(subscribed).toHaveLength(1)
    confirms = false
    await ask({ mode: 'unsubscribe', topic: topic(), callback: `${callback}/cb?a=1` })
    await expect.poll(() => heard.length).toBe(3)
    expect(await subscribed()).toHaveLength(1)
    confirms = true
    await ask({ mode: 'unsubscribe', topic: topic(), callback: `${callback}/cb?a=1` })
    await expect.poll(subscribed).toEqual([])
  })

  test('sends nothing when nothing of the feed has changed, or the lease is over', async () => {
    await ask({
      mode: 'subscribe',
      topic: `http://127.0.0.1:${served.port}/topics/ccus/feed.xml`,
      callback: `${callback}/ccus`,
    })
    await subscribe({ lease_seconds: '300' })
    await expect.poll(subscribed).toHaveLength(2)
    heard.length = 0
    const before = now
    now = new Date(now.getTime() + 400_000)
    await publish()
    await deliver()
    now = before
    expect(heard).toEqual([])
  })

  test.each([
    [
      { mode: 'subscribe', topic: 'https://elsewhere.example/x', callback: 'https://a.example/' },
      400,
    ],
    [{ mode: 'dance', topic: '', callback: 'https://a.example/' }, 400],
    [{ mode: 'subscribe', topic: '', callback: 'ftp://a.example/' }, 400],
  ])('refuses %j', async (fields, status) => {
    expect((await ask(fields)).status).toBe(status)
  })

  test('keeps so many subscriptions of one host whatever others have, and renews those it has', async () => {
    const save = (address: string) =>
      opened.store.saveSubscriber(
        {
          ...{ kind: 'websub', callback: address, topic: topic(), secret: null, filter: {} },
          ...{ cursor: 0, leaseUntil: later(300), ownerId: null },
        },
        'active',
        later(200),
      )
    for (let n = 0; n < 499; n++) await save(`${callback}/cb?a=1&n=${n}`)
    for (let n = 0; n < 9; n++) await save(`https://other.example/${n}`)
    const own = async () => (await subscribed()).filter(each => each.callback.startsWith(callback))

    await subscribe({ callback: `${callback}/the-last` })
    await expect.poll(own).toHaveLength(500)
    const warned = new Promise<void>(resolve => {
      refusing = resolve
    })
    await subscribe({ callback: `${callback}/one-more` })
    await warned
    await subscribe({ callback: `${callback}/cb?a=1&n=7`, lease_seconds: '86400' })
    const renewed = async () => (await own()).find(each => each.callback.endsWith('&n=7'))!
    await expect.poll(async () => (await renewed()).leaseUntil! > later(300)).toBe(true)
    expect(await own()).toHaveLength(500)
  })

  test('takes no endless request', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(new Uint8Array(10_000).fill(97)),
    })
    const answer = await fetch(`http://127.0.0.1:${served.port}/hub`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: endless,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      // The server may hang up before it has been told everything.
      () => 413,
    )
    expect(answer).toBe(413)
  })

  test('asks and tells no private address', async () => {
    const strict = openPoster({ agent: 'Carbonwire-Test/1', allowAddresses: [] })
    for (const url of [`${callback}/x`, 'http://localhost/', 'http://[::1]/', 'http://10.0.0.1/']) {
      const answer = await strict.send({ url, method: 'POST', headers: {}, body: 'x' })
      expect(answer.kind, url).toBe('failed')
    }
    expect(heard).toEqual([])
  })
})

describe('a webhook', () => {
  test('is told of each change in order, signed as Standard Webhooks has it', async () => {
    const hook = await client.createWebhook({ url: `${callback}/hook`, after: 0 })
    await deliver()
    const { sequence } = await client.stories()
    expect(heard.map(({ body }) => JSON.parse(body).data.sequence)).toEqual(
      Array.from({ length: sequence }, (_, at) => at + 1),
    )
    const { headers, body } = heard[0]!
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(hook.secret.replace('whsec_', ''), 'base64')
    const signature = createHmac('sha256', key).update(signed).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signature}`)
    expectSigned(hook.secret, heard[0]!)
    expect(JSON.parse(body)).toMatchObject({ type: 'story.added', data: { kind: 'added' } })
    expect((await client.webhook(hook.id)).cursor).toBe(sequence)
  })

  test('that fails is tried again later with the same id, and holds its order', async () => {
    const hook = await client.createWebhook({ url: `${callback}/hook`, after: 0 })
    answers = [500]
    await deliver()
    expect(heard).toHaveLength(1)
    const failing = await client.webhook(hook.id)
    expect(failing).toMatchObject({ attempts: 1, state: 'active', cursor: 0 })
    const before = now
    now = new Date(new Date(failing.nextAttemptAt!).getTime() + 1000)
    await deliver()
    now = before
    expect(heard[1]!.headers['webhook-id']).toBe(heard[0]!.headers['webhook-id'])
    const [first] = (await client.deliveries(hook.id)).toReversed()
    expect(first).toMatchObject({ ok: false, status: 500, sequence: 1 })
    expect((await client.webhook(hook.id)).attempts).toBe(0)
  })

  test('is given up with a reason after days of failure, and takes everything up again by a replay', async () => {
    const hook = await client.createWebhook({ url: `${callback}/hook`, after: 0 })
    const before = now
    for (let day = 0; day < 20 && (await client.webhook(hook.id)).state === 'active'; day++) {
      answers = [503]
      await deliver()
      now = new Date(now.getTime() + 25 * 3_600_000)
    }
    now = before
    const given = await client.webhook(hook.id)
    expect(given).toMatchObject({ state: 'disabled', reason: 'status 503' })
    heard.length = 0
    await client.replayWebhook(hook.id, 2)
    await deliver()
    expect(JSON.parse(heard[0]!.body).data.sequence).toBe(3)
  })

  test('that answers 410 is told nothing any more', async () => {
    const hook = await client.createWebhook({ url: `${callback}/hook`, after: 0 })
    answers = [410]
    await deliver()
    await deliver()
    expect(heard).toHaveLength(1)
    expect((await client.webhook(hook.id)).state).toBe('disabled')
  })

  test('hears only what it asked for', async () => {
    await client.createWebhook({ url: `${callback}/hook`, after: 0, filter: { language: ['en'] } })
    await deliver()
    expect(heard.map(({ body }) => JSON.parse(body).data.story.language)).toEqual(['en'])
  })
})

describe('a webhook of market figures', () => {
  /** The one article that says them: it replaces what it said before. */
  let speaker: StoredArticle | undefined
  const say = async (value: number, more: { market?: string; instrument?: string } = {}) => {
    speaker ??= (await opened.store.listArticles({}, 1)).articles[0]
    await opened.store.savePoints([closeOf(speaker!, value, more)])
  }
  const bodies = () =>
    heard.map(({ body }) => JSON.parse(body) as { type: string; data: ApiSeriesChange })

  test('is told of each figure that is new, set right or told no more, signed, with the numbers of their log', async () => {
    const hook = await client.createWebhook({ url: `${callback}/figures`, series: {} })
    const begun = hook.cursor
    await say(81)
    await say(80.5)
    await say(12, { market: 'nz', instrument: 'NZU' })
    await deliver()
    expect(bodies().map(({ type, data }) => [type, data.market, data.was, data.value])).toEqual([
      ['series.added', 'cn-ets', null, 81],
      ['series.changed', 'cn-ets', 81, 80.5],
      ['series.withdrawn', 'cn-ets', 80.5, null],
      ['series.added', 'nz', null, 12],
    ])
    const { headers, body } = heard[0]!
    const id = `msg_${hook.id}_${begun + 1}`
    const key = Buffer.from(hook.secret.replace('whsec_', ''), 'base64')
    const signed = `${id}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-id']).toBe(id)
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    )
    expectSigned(hook.secret, heard[0]!)
    expect((await client.webhook(hook.id)).cursor).toBe(begun + 4)
    expect((await client.deliveries(hook.id)).map(({ sequence }) => sequence)).toContain(begun + 1)
  })

  test('hears only the markets, instruments and measures that it asked for, and passes over the rest', async () => {
    const series = { market: ['cn-ets'], measure: ['close' as const], changed: true as const }
    const hook = await client.createWebhook({ url: `${callback}/figures`, series })
    expect(hook).toMatchObject({ series, filter: {} })
    await say(55, { market: 'nz', instrument: 'NZU' })
    await say(82)
    await say(83)
    await deliver()
    expect(bodies().map(({ data }) => [data.was, data.value])).toEqual([[82, 83]])
    const { cursor } = await client.webhook(hook.id)
    expect(cursor).toBe(await opened.store.lastSeriesSequence())
  })

  test('that fails is tried again in its place, and is told everything again on demand', async () => {
    const hook = await client.createWebhook({ url: `${callback}/figures`, series: {} })
    answers = [500]
    await say(84)
    await deliver()
    const failing = await client.webhook(hook.id)
    expect(failing).toMatchObject({ attempts: 1, cursor: hook.cursor })
    await client.replayWebhook(hook.id, 0)
    heard.length = 0
    const before = now
    now = new Date(now.getTime() + 1000)
    await deliver()
    now = before
    const log = await opened.store.listSeriesChanges({}, 0, 100)
    expect(bodies().map(({ data }) => data.sequence)).toEqual(log.map(({ sequence }) => sequence))
    await expect(client.replayWebhook(hook.id, 5_000_000)).rejects.toThrow('begin again')
  })

  test('stands beside one of stories at the same address, and each is told of its own', async () => {
    const stories = await client.createWebhook({ url: `${callback}/both` })
    const figures = await client.createWebhook({ url: `${callback}/both`, series: {} })
    expect(figures.id).not.toBe(stories.id)
    const listed = new Map((await client.webhooks()).map(({ id, series }) => [id, series]))
    expect([listed.get(stories.id), listed.get(figures.id)]).toEqual([null, {}])
    await publish()
    await say(85)
    await deliver()
    expect(
      bodies()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['series.changed', 'story.added'])
  })

  test.each([
    ['a market that is not known', { series: { market: ['cn-etz'] } }, 'did you mean cn-ets'],
    ['a measure that is none', { series: { measure: ['price'] } }, 'series.measure'],
    ['stories and figures at once', { filter: {}, series: {} }, 'filter (of stories) or series'],
  ])('refuses %s, with the reason', async (_, wanted, reason) => {
    const asked = { url: `${callback}/figures`, ...wanted } as ApiNewWebhook
    await expect(client.createWebhook(asked)).rejects.toThrow(reason)
  })
})

describe('what leaves a filter, and a log that began anew', () => {
  test('a story that an update takes out of a webhook\u2019s filter is told as removed there, once', async () => {
    await client.createWebhook({ url: `${callback}/market`, filter: { topic: ['carbon-market'] } })
    const key = `news.example.org/leaving/${++told}`
    const article = {
      title: '将要离开主题的消息',
      text: '这条消息起初讲的是碳市场的成交情况。'.repeat(6),
    }
    const index = new StoryIndex()
    await tell(opened.store, index, key, article)
    await deliver()
    const elsewhere = { relevance: { ...relevant, topics: ['policy'] } }
    await publishKey(opened.store, index, key, elsewhere)
    await deliver()
    await publishKey(opened.store, index, key, { relevance: { ...relevant, topics: ['ccus'] } })
    await deliver()
    const bodies = heard.map(
      ({ body }) => JSON.parse(body) as { type: string; data: { story: unknown } },
    )
    expect(bodies.map(({ type }) => type)).toEqual(['story.added', 'story.removed'])
    expect(bodies[1]!.data.story).toBeNull()
  })

  test('a story that an update takes out of a channel is gone from the feed that its subscribers are sent, once', async () => {
    const channel = `http://127.0.0.1:${served.port}/channels/market-en/feed.json`
    await ask({ mode: 'subscribe', topic: channel, callback: `${callback}/channel` })
    await expect.poll(subscribed).toHaveLength(1)
    heard.length = 0
    const key = `news.example.org/leaving/${++told}`
    const index = new StoryIndex()
    const title = 'A report that leaves the channel'
    const text = 'The ministry published its rules for allowances of the harbour. '.repeat(6)
    const within = { relevance: { ...relevant, topics: ['policy'] } }
    await tell(opened.store, index, key, { title, text, language: 'en' }, within)
    await deliver()
    await publishKey(opened.store, index, key, { relevance: { ...relevant, topics: ['ccus'] } })
    await deliver()
    await publishKey(opened.store, index, key, { relevance: { ...relevant, topics: ['hydrogen'] } })
    await deliver()
    expect(heard.map(({ body }) => body.includes(title))).toEqual([true, false])
  })

  test('a place ahead of the log, or of another epoch, is answered 410 with what to do', async () => {
    const page = await client.changes()
    expect(await client.changes({ after: page.next, epoch: page.epoch })).toMatchObject({
      more: false,
    })
    const hook = await client.createWebhook({ url: `${callback}/hook` })
    const other = '00000000-0000-4000-8000-000000000000'
    const asked = [
      () => client.changes({ after: 5_000_000 }),
      () => client.changes({ after: 1, epoch: other }),
      () => client.replayWebhook(hook.id, 5_000_000),
      () => client.createWebhook({ url: `${callback}/other`, after: 5_000_000 }),
      () => Array.fromAsync(client.exportChanges(5_000_000)),
      () => Array.fromAsync(client.listen(5_000_000)),
    ]
    for (const ask of asked) {
      const error = await ask().then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(isLogGone(error)).toBe(true)
      expect(String(error)).toContain('begin again with after=0')
    }
    const before = page.epoch
    const after = await opened.store.beginEpoch()
    expect(after).not.toBe(before)
    await expect(client.changes({ after: 1, epoch: before })).rejects.toThrow('begin again')
  })
})

describe('keys', () => {
  const base = () => `http://127.0.0.1:${served.port}`

  test('are asked for, known, and have scopes', async () => {
    const statusOf = async (key?: string) =>
      openClient({ base: base(), ...(key && { key }) })
        .webhooks()
        .then(
          () => 200,
          error => error.problem.status,
        )
    const none = await addKey(opened.store, { name: 'none', scopes: [], perMinute: null }, now)
    expect(await statusOf()).toBe(401)
    expect(await statusOf('cw_0123456789abcdef')).toBe(401)
    expect(await statusOf(none.key)).toBe(403)
    expect(await client.webhooks()).toEqual([])
  })

  test('are made and revoked by whoever may', async () => {
    const master = await addKey(
      opened.store,
      { name: 'op', scopes: ['keys'], perMinute: null },
      now,
    )
    const operator = openClient({ base: base(), key: master.key })
    const made = await operator.createKey({ name: 'service', scopes: ['webhooks'] })
    expect(await openClient({ base: base(), key: made.key }).webhooks()).toEqual([])
    await operator.revokeKey(made.id)
    await expect(openClient({ base: base(), key: made.key }).webhooks()).rejects.toThrow(
      'not known',
    )
    expect(JSON.stringify(await operator.keys())).not.toContain(made.key)
    const noted = await opened.store.listActions(2)
    expect(noted.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'op revokeKey',
      'op makeKey',
    ])
  })

  test("one key's webhook is nobody else's", async () => {
    const hook = await client.createWebhook({ url: `${callback}/hook` })
    const other = await addKey(
      opened.store,
      { name: 'o', scopes: ['webhooks'], perMinute: null },
      now,
    )
    const stranger = openClient({ base: base(), key: other.key })
    expect(await stranger.webhooks()).toEqual([])
    await expect(stranger.removeWebhook(hook.id)).rejects.toThrow('no such webhook')
    await client.removeWebhook(hook.id)
    expect(await client.webhooks()).toEqual([])
  })
})
