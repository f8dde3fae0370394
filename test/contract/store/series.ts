import { expect, test } from 'vitest'
import type { HeldPoint } from '../../../src/store/series.ts'
import type { Store } from '../../../src/store/store.ts'
import { tellWindAndSteel } from '../invented-news.ts'

/** What the store knows of market figures: what is told, what is held back, and how it changed. */
export function testSeries(open: () => Store): void {
  const point = (day: string, value: number, more: Partial<HeldPoint> = {}): HeldPoint => ({
    ...{ market: 'cn-ets', instrument: 'CEA', day, measure: 'close', value, unit: 'CNY/t' },
    ...{ where: 'sentence', quote: '收盘价', printed: String(value), isCorrection: false },
    ...{ held: null, ...more },
  })
  /** Two articles that may say figures. */
  const prepare = async () => {
    const store = open()
    const { first, second } = await tellWindAndSteel(store)
    const save = (articleId: string, points: HeldPoint[]) =>
      store.savePoints([{ articleId, revision: 1, points }])
    return { store, first, second, save }
  }
  const told = async (store: Store, query: Parameters<Store['listPoints']>[0] = {}) =>
    (await store.listPoints(query, 9)).points.map(({ day, value }) => `${day} ${value}`)

  test('figures are told once a key, the newest day first, page by page, with how many agree', async () => {
    const { store, first, second, save } = await prepare()
    await save(first, [
      point('2026-03-02', 90),
      point('2026-03-03', 91),
      point('2026-03-04', 92, { isCorrection: true }),
    ])
    await save(second, [point('2026-03-03', 91), point('2026-03-04', 99)])
    const page = await store.listPoints({}, 2)
    expect(page.points).toMatchObject([
      { day: '2026-03-04', value: 92, reports: 1, conflicts: 1 },
      { day: '2026-03-03', value: 91, reports: 2, conflicts: 0 },
    ])
    const rest = await store.listPoints({}, 2, page.next!)
    expect(rest).toMatchObject({ points: [{ day: '2026-03-02', value: 90 }], next: null })
    expect(await told(store, { since: '2026-03-03', until: '2026-03-03' })).toEqual([
      '2026-03-03 91',
    ])
    expect(await told(store, { market: ['eu-ets'] })).toEqual([])
    expect(await told(store, { instrument: ['CEA'], measure: ['close'] })).toHaveLength(3)
  })

  test('series are told with their first and last day, without what is held back', async () => {
    const { store, first, save } = await prepare()
    expect(await store.listSeries()).toEqual([])
    await save(first, [
      point('2026-03-02', 90),
      point('2026-03-04', 92),
      point('2026-03-05', 920, { held: 'jump' }),
      point('2026-03-04', 1200, { measure: 'volume_total', unit: 't' }),
    ])
    expect(await store.listSeries()).toEqual([
      {
        ...{ market: 'cn-ets', instrument: 'CEA', measure: 'close', unit: 'CNY/t' },
        ...{ first: '2026-03-02', last: '2026-03-04', points: 2 },
      },
      {
        ...{ market: 'cn-ets', instrument: 'CEA', measure: 'volume_total', unit: 't' },
        ...{ first: '2026-03-04', last: '2026-03-04', points: 1 },
      },
    ])
  })

  test('the close of a day near by is another day’s of another article, within a fortnight, and none that is held back', async () => {
    const { store, first, second, save } = await prepare()
    await save(first, [
      point('2026-03-02', 90),
      point('2026-03-09', 95),
      point('2026-03-10', 950, { held: 'implausible' }),
    ])
    const near = (day: string, of = second) => store.nearClose('cn-ets', 'CEA', day, of)
    expect(await near('2026-03-03')).toBe(90)
    expect(await near('2026-03-09')).toBe(90)
    expect(await near('2026-03-11')).toBe(95)
    expect(await near('2026-03-23')).toBe(95)
    expect(await near('2026-03-24')).toBeNull()
    expect(await near('2026-03-03', first)).toBeNull()
    expect(await store.nearClose('eu-ets', 'EUA', '2026-03-03', second)).toBeNull()
  })

  test('what is held back is told when it is released, and stays so when its article is read again', async () => {
    const { store, first, save } = await prepare()
    const jump = point('2026-03-03', 180, { held: 'jump' })
    await save(first, [point('2026-03-02', 90), jump])
    const { market, instrument, day, measure } = jump
    const key = { market, instrument, day, measure }
    expect(await told(store)).toEqual(['2026-03-02 90'])
    expect(await told(store, { withHeld: true })).toEqual(['2026-03-03 180', '2026-03-02 90'])
    expect(await told(store, { onlyHeld: true })).toEqual(['2026-03-03 180'])
    const before = await store.lastSeriesSequence()

    expect(await store.releasePoints({ ...key, day: '2026-03-08' })).toBe(0)
    expect(await store.releasePoints(key)).toBe(1)
    expect(await store.releasePoints(key)).toBe(0)
    expect(await told(store)).toEqual(['2026-03-03 180', '2026-03-02 90'])
    expect(await store.listSeriesChanges({}, before, 9)).toMatchObject([
      { day: '2026-03-03', was: null, value: 180 },
    ])
    await save(first, [point('2026-03-02', 90), jump])
    expect(await told(store)).toEqual(['2026-03-03 180', '2026-03-02 90'])
  })

  test('figures that were told otherwise before are told apart from new ones, the last first', async () => {
    const { store, first, save } = await prepare()
    await save(first, [point('2026-03-02', 90), point('2026-03-03', 91)])
    expect(await store.lastSeriesChanges(9)).toEqual([])
    await save(first, [point('2026-03-02', 90.5), point('2026-03-03', 91)])
    await save(first, [point('2026-03-02', 90.5)])
    const changes = await store.lastSeriesChanges(9)
    expect(changes).toMatchObject([
      { day: '2026-03-03', was: 91, value: null },
      { day: '2026-03-02', was: 90, value: 90.5 },
    ])
    expect(await store.lastSeriesChanges(1)).toEqual(changes.slice(0, 1))
    expect(await store.lastSeriesSequence()).toBe(changes[0]!.sequence)
    const since = await store.listSeriesChanges({ onlyChanged: true }, changes[1]!.sequence, 9)
    expect(since).toEqual(changes.slice(0, 1))
  })
}
