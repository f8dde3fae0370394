import { expect, test } from 'vitest'
import type { Keep } from '../../../src/model/settings.ts'
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
  wind,
} from '../invented-news.ts'

const keep: Keep = {
  pagesDays: 100,
  listingsDays: 3,
  emptyPagesDays: 30,
  revisionsDays: 200,
  deliveriesDays: 30,
}
const never = new AbortController().signal
const days = (count: number) => later(count * 1440 + 600)

/** What every store must do to hold no more than it is to. */
export function testKeeping(opened: () => OpenedStore): void {
  const pagesLeft = async () =>
    (
      await opened().pool.query(
        'select url, fetched_at from carbonwire.page order by fetched_at, url collate "C"',
      )
    ).rows.map(row => row.url)

  test('pages go by their kind and age; what they gave stays', async () => {
    const { store, pool } = opened()
    await store.syncSources([source()], start)
    const list = (at: Date) =>
      listing([link('news.example/1'), link('news.example/2')], {
        page: page('https://news.example/list/', `<html>${at.getTime()}</html>`, at),
      })
    await store.saveListing(list(start))
    await store.saveListing(list(later(30)))
    await saveOne(store, reading('news.example/1', wind))
    // A visit that found the same text leaves a page that nobody refers to any more, and one that found another a revision.
    const visit = (minutes: number, title: string) => ({
      ...reading('news.example/1', { ...wind, title }),
      page: page('https://news.example/1', `<html>${minutes}</html>`, later(minutes)),
    })
    await saveOne(store, { ...visit(60, wind.title!), isRevision: () => false })
    await saveOne(store, { ...visit(90, '改题'), isRevision: () => true })
    await store.endLink({
      urlKey: 'news.example/2',
      outcome: { kind: 'notArticle', reason: 'no-text' },
      attempts: 9,
      nextAttemptAt: null,
      at: later(5),
      page: page('https://news.example/2', '<html></html>', later(5)),
    })
    const [first, second, lists] = [
      'https://news.example/1',
      'https://news.example/2',
      'https://news.example/list/',
    ]
    expect(await pagesLeft()).toEqual([first, lists, second, lists, first, first])

    await store.tidy(keep, days(1), never)
    expect(await pagesLeft()).toHaveLength(6)
    // The first page of the article was let go by the visit that found the same.
    expect(await store.tidy(keep, days(4), never)).toMatchObject({ pages: 2, revisions: 0 })
    expect(await pagesLeft()).toEqual([second, lists, first, first])
    expect(await store.tidy(keep, days(31), never)).toMatchObject({ pages: 1 })
    expect(await pagesLeft()).toEqual([lists, first, first])
    expect(await store.tidy(keep, days(101), never)).toMatchObject({ pages: 2 })
    expect(await pagesLeft()).toEqual([lists])
    const { rows } = await pool.query('select count(*)::integer as bodies from carbonwire.body')
    expect(rows).toEqual([{ bodies: 1 }])
    expect(await store.tidy(keep, days(201), never)).toMatchObject({ revisions: 1 })

    const article = await store.findArticleByKey('news.example/1')
    expect(article?.article.title).toBe('改题')
    expect(await store.findPage(article!.pageId)).toBeNull()
    const states = await store.revisions(article!.id)
    expect(states.map(({ revision, kind, article }) => [revision, kind, article?.title])).toEqual([
      [1, 'text', undefined],
      [2, 'text', '改题'],
    ])
    // Identities are never forgotten.
    expect(await store.saveListing(list(days(202)))).toMatchObject({ fresh: 0 })
  })

  test('what is kept for good is kept, and one that is stopped ends', async () => {
    const { store } = opened()
    await store.syncSources([source()], start)
    await store.saveListing(listing([link('news.example/1')]))
    await saveOne(store, reading('news.example/1', wind))
    const forever = { ...keep, pagesDays: null, listingsDays: null }
    expect(await store.tidy(forever, days(9_999), never)).toMatchObject({ pages: 0 })
    expect(await store.tidy(keep, days(9_999), AbortSignal.abort())).toMatchObject({ pages: 0 })
  })

  test('the room that each kind takes is told', async () => {
    const sizes = await opened().store.readSizes()
    const kinds = sizes.map(({ kind }) => kind)
    expect(kinds).toEqual(
      expect.arrayContaining(['pages', 'articles', 'stories', 'links', 'rounds']),
    )
    expect(sizes.every(({ bytes }) => bytes > 0)).toBe(true)
    expect(sizes.map(({ bytes }) => bytes)).toEqual(
      sizes.map(({ bytes }) => bytes).sort((a, b) => b - a),
    )
  })
}
