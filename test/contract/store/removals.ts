import { expect, test } from 'vitest'
import { StoryIndex } from '../../../src/dedupe/story-index.ts'
import type { OpenedStore } from '../../../src/store/open-store.ts'
import {
  later,
  link,
  listing,
  page,
  reading,
  saveOne,
  source,
  start,
  steel,
  tell,
  tellWindAndSteel,
  wind,
} from '../invented-news.ts'

/** Every text of the database in which these words stand. */
async function findWords({ pool }: OpenedStore, words: string): Promise<string[]> {
  const { rows: tables } = await pool.query(
    "select tablename as name from pg_tables where schemaname = 'carbonwire'",
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `select 1 from carbonwire.${name} as row where to_jsonb(row)::text like $1 limit 1`,
      [`%${words}%`],
    )
    if (rows.length) found.push(name)
  }
  return found
}

/** What every store must do when something is to be taken out. */
export function testRemovals(opened: () => OpenedStore): void {
  test('what is taken out is told to followers, nowhere any more, and never asked for again', async () => {
    const { store, pool } = opened()
    const index = new StoryIndex()
    await store.syncSources([source()], start)
    await store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
    const { storyId } = await tell(store, index, 'news.example/1', wind)
    await saveOne(store, {
      ...reading('news.example/1', { ...wind, title: '青石湾海上风电场（修订）' }),
      page: page('https://news.example/1', '<html>青石湾改</html>', later(5)),
      isRevision: () => true,
    })
    await store.keepArchiveDocument('all', 1, await store.readFeed({}, 9))
    const other = await tell(store, index, 'news.example/2', steel)
    const sequence = await store.lastSequence()

    const done = await store.removeAddresses(['news.example/1'], '出版方要求', later(10))
    expect(done).toMatchObject({ articles: 1, stories: 1, pages: 2, addresses: 1 })
    expect(await store.changesAfter(sequence, 9)).toMatchObject([{ kind: 'removed', storyId }])
    expect(await store.findStory(storyId!)).toBeNull()
    expect(await store.findArticleByKey('news.example/1')).toBeNull()
    expect((await store.readFeed({}, 9)).map(({ id }) => id)).toEqual([other.storyId])
    expect(await findWords(opened(), '青石湾')).toEqual([])
    const { rows } = await pool.query(
      "select url_key, reason from carbonwire.removal where url_key = 'news.example/1'",
    )
    expect(rows).toEqual([{ url_key: 'news.example/1', reason: '出版方要求' }])
    expect((await store.findSource('news.example'))?.articles).toBe(1)

    // Lists go on printing it, and a fetch that was under way comes back.
    await store.saveListing(listing([link('news.example/1', { title: '青石湾' })]))
    expect(await store.dueLinks('news.example', later(99_999), 9)).toMatchObject([
      { urlKey: 'news.example/2' },
    ])
    expect((await saveOne(store, reading('news.example/1', wind))).change).toBe('barred')
    await store.endLink({
      urlKey: 'news.example/1',
      outcome: { kind: 'retry', reason: 'timeout' },
      attempts: 1,
      nextAttemptAt: later(11),
      at: later(10),
    })
    expect(await store.dueLinks('news.example', later(12), 9)).toHaveLength(0)
    expect(await store.removeAddresses(['news.example/1'], null, later(12))).toMatchObject({
      articles: 0,
      stories: 0,
    })
  })

  test('another address that leads to what was taken out is barred when it is met', async () => {
    const { store } = opened()
    await store.syncSources([source()], start)
    await store.removeAddresses(['news.example/1'], null, start)
    await store.saveListing(listing([link('m.news.example/1')]))
    const led = { ...reading('m.news.example/1', wind), articleKey: 'news.example/1' }
    expect((await saveOne(store, led)).change).toBe('barred')
    expect(await store.dueLinks('news.example', later(99_999), 9)).toEqual([])
    expect(await findWords(opened(), '青石湾')).toEqual([])
  })

  test('a figure that only it has told is withdrawn, one that another tells too is told by that one', async () => {
    const { store } = opened()
    const { first, second } = await tellWindAndSteel(store)
    const close = (day: string, value: number) => ({
      ...{ market: 'cn-ets', instrument: 'CEA', day, measure: 'close' as const, value },
      ...{ unit: 'CNY/t', where: 'sentence' as const, quote: '收盘价', printed: String(value) },
      // A correction is told before what others say.
      ...{ isCorrection: value === 91, held: null },
    })
    await store.savePoints([
      {
        ...{ articleId: first, revision: 1 },
        points: [close('2026-03-02', 90), close('2026-03-03', 91)],
      },
      { articleId: second, revision: 1, points: [close('2026-03-03', 92)] },
    ])
    const [last] = (await store.listSeriesChanges({}, 0, 9)).slice(-1)

    await store.removeAddresses(['news.example/1'], null, later(3))
    const told = await store.listSeriesChanges({}, last!.sequence, 9)
    expect(told.map(({ day, was, value, articleId }) => ({ day, was, value, articleId }))).toEqual([
      { day: '2026-03-02', was: 90, value: null, articleId: null },
      { day: '2026-03-03', was: 91, value: 92, articleId: second },
    ])
    expect(
      (await store.listSeriesChanges({}, 0, 9)).filter(({ articleId }) => articleId === first),
    ).toEqual([])
  })

  test('a story with other articles goes on with the next of them', async () => {
    const { store } = opened()
    const index = new StoryIndex()
    await store.syncSources([source()], start)
    const { storyId } = await tell(store, index, 'news.example/1', wind)
    await tell(store, index, 'news.example/2', wind, { now: later(1) })
    await tell(store, index, 'news.example/3', wind, { now: later(2) })
    expect((await store.findStory(storyId!))?.members).toHaveLength(3)

    expect(await store.removeAddresses(['news.example/1'], null, later(3))).toMatchObject({
      articles: 1,
      stories: 0,
    })
    const view = await store.findStory(storyId!)
    const starter = view?.members.find(({ place }) => place.kind === 'starts')
    expect(starter?.article.urlKey).toBe('news.example/2')
    expect(view?.members.find(({ place }) => place.kind === 'copies')?.place).toMatchObject({
      articleId: starter?.article.id,
    })
    expect(view?.item.url).not.toBe('https://news.example/1')
  })

  test('a barred address is asked for again when it is allowed', async () => {
    const { store } = opened()
    await store.syncSources([source()], start)
    await store.saveListing(listing([link('news.example/1')]))
    await store.removeAddresses(['news.example/1'], null, start)
    expect(await store.listRemovals(9)).toEqual([
      { urlKey: 'news.example/1', reason: null, at: start },
    ])
    expect(await store.allowAddress('news.example/1', later(1))).toBe(true)
    expect(await store.allowAddress('news.example/1', later(1))).toBe(false)
    expect(await store.dueLinks('news.example', later(2), 9)).toHaveLength(1)
  })

  test('a source that is taken out stays out while its file is there, until it is allowed', async () => {
    const { store } = opened()
    const index = new StoryIndex()
    await store.syncSources([source(), source('second.example')], start)
    await store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
    await tell(store, index, 'news.example/1', wind)
    expect(await store.withdrawSource('nobody', null, later(1))).toBeNull()
    expect(await store.withdrawSource('news.example', null, later(1))).toMatchObject({
      articles: 1,
      addresses: 2,
      stories: 1,
    })
    await store.syncSources([source(), source('second.example')], later(2))
    expect(await store.findSource('news.example')).toMatchObject({
      active: false,
      removedAt: later(1),
      articles: 0,
    })
    expect((await store.plannedRounds(later(3))).map(({ sourceId }) => sourceId)).toEqual([
      'second.example',
    ])
    expect((await saveOne(store, reading('news.example/9', steel))).change).toBe('barred')
    expect(await findWords(opened(), '青石湾')).toEqual([])
    expect(await store.allowSource('news.example', later(4))).toBe(true)
    expect((await store.findSource('news.example'))?.active).toBe(true)
  })

  test('a source whose file is gone can be purged; what another one follows too stays as its own', async () => {
    const { store, pool } = opened()
    const index = new StoryIndex()
    const both = [source(), source('second.example')]
    await store.syncSources(both, start)
    await store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
    await store.saveListing({ ...listing([link('news.example/2')]), sourceId: 'second.example' })
    await tell(store, index, 'news.example/1', wind)
    await tell(store, index, 'news.example/2', steel)
    await store.removeAddresses(['news.example/3'], null, start)
    expect(await store.purgeSource('news.example', later(1))).toBeNull()

    await store.syncSources([source('second.example')], later(2))
    expect(await store.purgeSource('news.example', later(3))).toMatchObject({
      articles: 1,
      stories: 1,
    })
    expect(await store.findSource('news.example')).toBeNull()
    expect(await findWords(opened(), '青石湾')).toEqual([])
    const kept = await store.readFeed({ source: ['second.example'] }, 9)
    expect(kept.map(({ url }) => url)).toEqual(['https://news.example/2'])
    const { rows } = await pool.query('select url_key from carbonwire.removal')
    expect(rows).toEqual([{ url_key: 'news.example/3' }])
    // Whoever writes its file again begins anew.
    await store.syncSources(both, later(4))
    await store.saveListing(listing([link('news.example/1')]))
    expect(await store.dueLinks('news.example', later(5), 9)).toHaveLength(1)
  })
}
