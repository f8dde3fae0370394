import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Running } from '../../src/cli/run-process.ts'
import { crawlSource } from '../../src/pipeline/crawl-source.ts'
import { replayStage } from '../../src/pipeline/replay-stage.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { articlePage, openShakenWeb, type ShakenWeb, titleOf } from '../faults/shaken-web.ts'
import { makeConfig, startLineFor } from './start-line.ts'

const ARTICLES = 12
const moods = ['forbidden', 'captcha', 'redirects', 'missing', 'broken'] as const
const sources = [...moods, 'replayed', 'regained']

let web: ShakenWeb
let running: Running & { url: string }
const opened = new AsyncDisposableStack()
const never = new AbortController().signal
let turn = 0

beforeAll(async () => {
  web = opened.use(await openShakenWeb({ articles: ARTICLES }))
  const config = opened.use(
    makeConfig(
      sources.map((id, site) => ({
        id,
        name: id,
        language: 'zh-Hans',
        zone: 'Asia/Shanghai',
        relevance: 'all',
        // Far off, so that every round of the test is one that it asks for.
        intervalMinutes: 10_080,
        entries: [{ kind: 'listing', url: web.at('/list/', site), maxPages: 1 }],
        maxAgeDays: 3650,
        politeness: { gapMs: 0, concurrency: 1 },
      })),
    ),
  )
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' }
  // Nobody crawls but the test.
  running = opened.use(await startLineFor(config.dir, env, { publish: 1 }))
})
afterAll(() => opened.disposeAsync())

/** A round that an operator asks for. */
async function crawl(sourceId: string): Promise<void> {
  await crawlSource(running.world, { sourceId, slot: `asked-${++turn}` }, never)
}

const articlesOf = async (id: string) => (await running.world.store.findSource(id))!.articles
const heldOf = async (id: string) => (await running.world.store.findSource(id))!.held
const askedOf = (site: number) =>
  web.asked.filter(path => path.startsWith(`s${site}.`) && path.includes('/t')).length

describe('a wall before the articles of a source', () => {
  test.each(moods.map((mood, site) => [mood, site] as const))(
    '%s: it passes, and every article is there',
    async (mood, site) => {
      const id = sources[site]!
      web.mood = mood
      const before = askedOf(site)
      await crawl(id)
      expect(await articlesOf(id)).toBe(0)
      const isWall = ['forbidden', 'captcha', 'redirects'].includes(mood)
      if (isWall) {
        expect(await heldOf(id)).not.toBeNull()
        // The wall is met by a few pages and not by all; whoever asks again meets it once.
        expect(askedOf(site) - before).toBeLessThanOrEqual(ARTICLES / 2)
        const met = askedOf(site)
        await crawl(id)
        expect(askedOf(site) - met).toBe(1)
        expect(
          (await running.world.store.findSource(id))!.alarms.map(({ kind }) => kind),
        ).toContain('walled')
      }
      web.mood = 'well'
      // An address that was not there is looked at a second time by itself, an hour later; a link is due by then.
      if (mood === 'missing')
        await running.world.store.reopenLinks(id, ['gone:http-404'], new Date(0), new Date())
      await crawl(id)
      expect(await articlesOf(id)).toBe(ARTICLES)
      expect(await heldOf(id)).toBeNull()
    },
  )
})

test('a page that was kept without an article is read by replay, and nobody is asked', async () => {
  const site = sources.indexOf('replayed')
  web.mood = 'captcha'
  await crawl('replayed')
  const asked = askedOf(site)
  const { store } = running.world
  const replay = await store.askReplay(
    { stage: 'parse', sourceId: 'replayed', since: null, dryRun: true },
    new Date(),
  )
  await replayStage(running.world, { replayId: replay.id }, never)
  expect((await store.findReplay(replay.id))!.total).toBeGreaterThan(0)
  expect((await store.findReplay(replay.id))!.done).toBe((await store.findReplay(replay.id))!.total)
  expect(askedOf(site)).toBe(asked)
})

test('replay gains an article from a page that was kept and gave none, and readers have it, though nobody is asked', async () => {
  const { store } = running.world
  const id = 'regained'
  const site = sources.indexOf(id)
  const address = web.at('/2026/11/20/t3.html', site)
  web.mood = 'captcha'
  await crawl(id)
  expect(await articlesOf(id)).toBe(0)
  // An earlier version could make nothing of the page, and kept it.
  const bytes = new TextEncoder().encode(articlePage(site, 3))
  await store.endLink({
    urlKey: urlKey(address)!,
    ...{ outcome: { kind: 'notArticle', reason: 'no-text' }, attempts: 5, nextAttemptAt: null },
    at: new Date(),
    page: {
      ...{ url: address, finalUrl: address, status: 200, bytes, fetchedAt: new Date() },
      headers: { 'content-type': 'text/html; charset=utf-8' },
    },
  })
  const asked = askedOf(site)
  const replayOf = async (dryRun: boolean) => {
    const wanted = { stage: 'parse', sourceId: id, since: null, dryRun } as const
    const replay = await store.askReplay(wanted, new Date())
    await replayStage(running.world, { replayId: replay.id }, never)
    return (await store.findReplay(replay.id))!
  }
  expect((await replayOf(true)).counts).toMatchObject({ 'article found': 1 })
  expect(await articlesOf(id)).toBe(0)
  await replayOf(false)
  expect(await articlesOf(id)).toBe(1)
  expect(askedOf(site)).toBe(asked)
  const titles = async () => {
    const answer = await fetch(`${running.url}/sources/${id}/feed.json`)
    return ((await answer.json()) as { items: { title: string }[] }).items.map(each => each.title)
  }
  await expect.poll(titles).toEqual([titleOf(site, 3)])
})
