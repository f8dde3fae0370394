import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answerControl, type ControlCommand } from '../../src/cli/control-commands.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { World } from '../../src/pipeline/world.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { noTwins } from '../../src/text/url-twins.ts'
import { later, link, listing, source, start, tell, wind } from '../contract/invented-news.ts'
import { emptyStore } from '../contract/store-contract.ts'

let opened: OpenedStore
let asked: string[]
beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
})
beforeEach(async () => {
  await emptyStore(opened)
  asked = []
  await opened.store.syncSources([source()], start)
  await opened.store.saveListing(
    listing(['news.example/1', 'news.example/2', 'news.example/3'].map(key => link(key))),
  )
})
afterAll(() => opened?.store.close())

/** Commands as the running process answers them, over a queue that only notes what it is asked for. */
function ask<Answer>(command: ControlCommand, args: unknown): Promise<Answer> {
  const world = {
    store: opened.store,
    now: () => later(10),
    config: () => ({ twins: noTwins }),
    queue: {
      wake: (name: string) => asked.push(name),
      schedule: async () => asked.push('schedule'),
      takeUp: async (ids: string[]) => asked.push(...ids),
    },
  } as unknown as World
  return answerControl(world, { command, args }) as Promise<Answer>
}

const refuse = (key: string, reason: 'http-403' | 'login') =>
  opened.store.endLink({
    urlKey: key,
    outcome: { kind: 'blocked', reason },
    attempts: 6,
    nextAttemptAt: null,
    at: later(1),
  })

test('an address, a story and a source are taken out by what they are called', async () => {
  const { storyId } = await tell(opened.store, new StoryIndex(), 'news.example/1', wind)
  expect(
    await ask('remove', { what: 'https://news.example/2?utm_source=x', reason: 'a person' }),
  ).toMatchObject({ kind: 'address', addresses: 1, articles: 0 })
  expect(await ask('remove', { what: storyId, reason: null })).toMatchObject({
    kind: 'story',
    articles: 1,
    stories: 1,
  })
  expect(asked).toEqual(['deliver', 'deliver'])
  await expect(ask('remove', { what: 'new.example', reason: null })).rejects.toThrow(
    'there is no source "new.example", did you mean news.example?',
  )
  expect(await ask('remove', { what: 'news.example', reason: null })).toMatchObject({
    kind: 'source',
    addresses: 1,
  })
  expect(await ask('allow', { what: 'https://news.example/2' })).toBe(
    'https://news.example/2 is asked for again',
  )
  expect((await ask<{ urlKey: string }[]>('removals', null)).map(({ urlKey }) => urlKey)).toEqual(
    expect.arrayContaining(['news.example/1', 'news.example/3']),
  )
  const actions = (await opened.store.listActions(9)).map(({ action, subject }) => [
    action,
    subject,
  ])
  expect(actions).toEqual([
    ['allow', 'https://news.example/2'],
    ['remove', 'news.example'],
    ['remove', storyId],
    ['remove', 'https://news.example/2?utm_source=x'],
  ])
})

test('a source in use is not purged', async () => {
  await expect(ask('purge', { source: 'news.example' })).rejects.toThrow(
    /it is in use; take its file config\/sources\/news\.example\.yaml away first/,
  )
})

test('links that gave nothing are told by reason, and asked for again by reason or address', async () => {
  await refuse('news.example/1', 'http-403')
  await refuse('news.example/2', 'http-403')
  await refuse('news.example/3', 'login')
  const all = { source: 'news.example', limit: 9 }
  expect(await ask('links', { ...all, reason: null })).toMatchObject({
    counts: [
      { reason: 'blocked:http-403', links: 2, due: 0 },
      { reason: 'blocked:login', links: 1, due: 0 },
    ],
    links: [],
  })
  expect(await ask('links', { ...all, reason: 'login' })).toMatchObject({
    links: [{ url: 'https://news.example/3', attempts: 6, dueAt: null }],
  })
  await expect(ask('links', { ...all, reason: 'http-429' })).rejects.toThrow(
    '--reason http-429: blocked:http-429 or retry:http-429?',
  )
  expect(await ask('retry', { what: 'news.example', reason: 'http-403' })).toEqual({
    links: 2,
    source: 'news.example',
  })
  expect(asked).toEqual(['news.example'])
  expect(await opened.store.dueLinks('news.example', later(10), 9)).toHaveLength(2)
  expect(await ask('retry', { what: 'https://news.example/3', reason: null })).toMatchObject({
    links: 1,
  })
  expect(await opened.store.dueLinks('news.example', later(10), 9)).toHaveLength(3)

  await ask('remove', { what: 'https://news.example/3', reason: null })
  await expect(ask('retry', { what: 'https://news.example/3', reason: null })).rejects.toThrow(
    'no list has printed it, or it was taken out',
  )
})
