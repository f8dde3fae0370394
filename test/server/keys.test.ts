import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerControl } from '../../src/cli/control-commands.ts'
import { openPoster } from '../../src/fetch/poster.ts'
import type { World } from '../../src/pipeline/world.ts'
import { addKey } from '../../src/server/api/keys.ts'
import { buildServer } from '../../src/server/build-server.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { later } from '../contract/invented-news.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

let opened: OpenedStore
let app: ReturnType<typeof buildServer>
const now = () => later(300)
/** The real time: a text of a key that others have followed ends by the database's clock. */
const world = () => ({ store: opened.store, now: () => new Date() }) as unknown as World

beforeAll(async () => {
  opened = await openFilledStore()
  const { parts } = fixtureParts([])
  const poster = openPoster({ agent: 'Test/1', allowAddresses: ['127.0.0.1'] })
  app = buildServer({ ...parts, store: opened.store, poster, now })
})
afterAll(() => opened.store.close())

const keyFor = async (name: string, scopes: string[]) =>
  (await addKey(opened.store, { name, scopes, perMinute: null }, now())).key

async function ask(key: string, method: string, path: string, body?: object) {
  const answer = await app.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, told: text ? JSON.parse(text) : null }
}

test('whatever a key changes stands in the operators’ log, by whom and on what, without a secret', async () => {
  const finding = {
    ...{ kind: 'blocked' as const, reason: 'refused', where: 'https://news.example.org/list/' },
    ...{ isAlarm: true, pageId: null, goodPageId: null, before: '12', now: '0' },
  }
  const { opened: incidents } = await opened.store.saveHealth({
    ...{ sourceId: 'news.example.org', at: now(), state: null, reach: null },
    ...{ open: [finding], keep: [], end: [] },
  })
  const key = await keyFor('desk', ['webhooks', 'keys', 'operate'])
  const url = 'http://127.0.0.1/T0/secret-part'
  const changes: [
    operation: string,
    method: string,
    path: (id: string) => string,
    body?: object,
  ][] = [
    ['createWebhook', 'POST', () => '/webhooks', { url }],
    ['changeWebhook', 'POST', () => '/webhooks', { url, filter: { topic: ['policy'] } }],
    ['replayWebhook', 'POST', id => `/webhooks/${id}/replay`, { after: 0 }],
    ['removeWebhook', 'DELETE', id => `/webhooks/${id}`],
    ['makeKey', 'POST', () => '/keys', { name: 'another', scopes: ['webhooks'] }],
    ['revokeKey', 'DELETE', id => `/keys/${id}`],
    ['acknowledgeIncident', 'POST', () => `/incidents/${incidents[0]!.id}/acknowledge`],
  ]
  let id = ''
  for (const [operation, method, path, body] of changes) {
    const { status, told } = await ask(key, method, path(id), body)
    expect([operation, status < 300]).toEqual([operation, true])
    if (told?.id && told.id !== incidents[0]!.id) id = told.id
    const [noted] = await opened.store.listActions(1)
    expect(noted).toMatchObject({ actor: 'desk', action: operation, subject: expect.any(String) })
  }
  expect(JSON.stringify(await opened.store.listActions(50))).not.toMatch(/secret-part|whsec_|cw_/)

  // And there is no other way by which a key changes anything.
  const { paths } = (await (await app.request('/openapi.json')).json()) as {
    paths: Record<string, Record<string, object>>
  }
  const writes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap(method => (method === 'get' ? [] : [`${method} ${path}`])),
  )
  const shown = changes.map(([, method, path]) => `${method.toLowerCase()} ${path('{id}')}`)
  const known = shown.map(each => each.replace(incidents[0]!.id, '{id}'))
  expect(writes.filter(each => !known.includes(each))).toEqual([])
})

test('what is refused stands in no log', async () => {
  const key = await keyFor('weak', ['webhooks'])
  const before = await opened.store.listActions(1)
  expect((await ask(key, 'POST', '/webhooks', { url: 'http://10.0.0.1/x' })).status).toBe(400)
  expect((await ask(key, 'POST', '/keys', { name: 'x', scopes: [] })).status).toBe(403)
  expect((await ask(key, 'DELETE', `/webhooks/${crypto.randomUUID()}`)).status).toBe(404)
  expect(await opened.store.listActions(1)).toEqual(before)
})

test('a key is given another text without a gap: both count while services change over, then the old one ends', async () => {
  const first = await keyFor('reader', ['webhooks'])
  const works = async (key: string) => (await ask(key, 'GET', '/webhooks')).status === 200
  /** Somebody who asks all the time with what he has. */
  let asking = true
  const answers: boolean[] = []
  const asked = (async () => {
    while (asking) answers.push(await works(first))
  })()
  const rotate = (hours: number) =>
    answerControl(world(), { command: 'rotateKey', args: { key: 'reader', hours } }) as Promise<{
      key: string
      oldUntil: Date
    }>
  const second = await rotate(24)
  expect(second.oldUntil.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  expect([await works(first), await works(second.key)]).toEqual([true, true])
  asking = false
  await asked
  expect(answers.length).toBeGreaterThan(0)
  expect(answers).not.toContain(false)

  const third = await rotate(0)
  expect([await works(first), await works(second.key), await works(third.key)]).toEqual([
    ...[false, false, true],
  ])
  const [noted] = await opened.store.listActions(1)
  expect(noted).toMatchObject({ action: 'rotateKey', subject: 'reader' })
  expect(JSON.stringify(noted)).not.toContain(third.key)
})
