import { expect, test } from 'vitest'
import type { Finding } from '../../../src/model/health.ts'
import type { HealthReport } from '../../../src/store/health.ts'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, page, reading, round, saveOne, source, start } = news

const finding: Finding = {
  ...{ kind: 'blocked', reason: 'the site refuses us', where: 'https://news.example/list/' },
  ...{ isAlarm: true, pageId: null, goodPageId: null, before: '12', now: '0' },
}
const report = (more: Partial<HealthReport> = {}): HealthReport => ({
  ...{ sourceId: 'news.example', at: start, state: null, reach: null },
  ...{ open: [], keep: [], end: [] },
  ...more,
})

/** What the watch over sources asks of the store: how they are, what broke, and who was told of it. */
export function testIncidents(open: () => Store): void {
  const prepare = async () => {
    const store = open()
    await store.syncSources([source()], start)
    return store
  }
  const openOne = async (store: Store) => {
    const state = { state: 'blocked' as const, reason: 'refused' }
    const { opened } = await store.saveHealth(report({ state, open: [finding] }))
    return opened[0]!
  }

  test('an incident is opened, kept, taken up and ended, each told once', async () => {
    const store = await prepare()
    const { id } = await openOne(store)
    expect((await store.findSource('news.example'))!.health).toMatchObject({ state: 'blocked' })
    const again = { ...finding, now: '1' }
    await store.saveHealth(report({ at: later(5), keep: [{ id, finding: again }] }))
    expect(await store.findIncident(id)).toMatchObject({ lastSeenAt: later(5), endedAt: null })
    expect(await store.acknowledgeIncident(id, 'Li', later(6))).toMatchObject({
      acknowledgedBy: 'Li',
    })
    expect(await store.acknowledgeIncident(crypto.randomUUID(), 'Li', later(6))).toBeNull()

    const { ended } = await store.saveHealth(report({ at: later(9), end: [id] }))
    expect(ended.map(each => each.id)).toEqual([id])
    expect((await store.saveHealth(report({ at: later(10), end: [id] }))).ended).toEqual([])
    expect(await store.listIncidents({ open: true })).toEqual([])
    expect(await store.listIncidents({ sourceId: 'news.example' })).toMatchObject([
      { id, endedAt: later(9) },
    ])
  })

  test('each channel has one notice of a beginning, tried again when it failed, and one of the end after it', async () => {
    const store = await prepare()
    const { id } = await openOne(store)
    const take = (minutes: number) => store.takeNotices(['mail', 'hook'], start, later(minutes))
    const notices = await take(1)
    expect(notices.map(({ channel, event }) => `${event} ${channel}`).sort()).toEqual([
      'opened hook',
      'opened mail',
    ])
    const of = (channel: string) => notices.filter(notice => notice.channel === channel)
    const untold = { toldAt: null, error: 'refused' }
    await store.endNotices({ ...untold, notices: of('mail'), nextAttemptAt: later(30) })
    const told = { toldAt: later(1), nextAttemptAt: null, error: null }
    await store.endNotices({ ...told, notices: of('hook') })
    expect(await take(2)).toEqual([])
    expect(await take(30)).toMatchObject([{ channel: 'mail', event: 'opened', attempts: 1 }])

    await store.saveHealth(report({ at: later(31), end: [id] }))
    // Who never heard of its beginning does not hear of its end.
    expect(await take(32)).toMatchObject([{ channel: 'hook', event: 'ended', incident: { id } }])
  })

  test('the last rounds and days of a source are read the oldest first', async () => {
    const store = await prepare()
    for (const minutes of [30, 0])
      await store.endRound(
        round({
          ...{ startedAt: later(minutes), endedAt: later(minutes + 1) },
          outcomes: { saved: minutes },
        }),
      )
    const { rounds } = await store.readRounds('news.example')
    expect(rounds.map(({ startedAt }) => startedAt)).toEqual([later(0), later(30)])
  })

  test('whether the hosts of a source are reached is kept with the time since when', async () => {
    const store = await prepare()
    const reach = { at: later(2), reached: false, since: start }
    await store.saveHealth(report({ at: later(2), reach }))
    expect(await store.listReaches()).toEqual([
      { sourceId: 'news.example', entries: ['https://news.example/list/'], ...reach },
    ])
  })

  test('the evidence of an address is its last page, and the last good article before it', async () => {
    const store = await prepare()
    await saveOne(store, reading('news.example/1'))
    const good = await store.findArticleByKey('news.example/1')
    const bad = await store.keepPage(page('https://news.example/2', '<h1>403</h1>', later(5)))
    expect(await store.keepPage(page('https://news.example/2', '<h1>403</h1>', later(5)))).toBe(bad)
    expect(Buffer.from((await store.findPage(bad))!.bytes).toString()).toBe('<h1>403</h1>')
    const { pageId } = await store.findEvidence('https://news.example/1', 'news.example')
    expect(pageId).toBe(good!.pageId)
    // A page that was refused is not kept: the last good one stands alone.
    expect(await store.findEvidence('https://news.example/3', 'news.example')).toEqual({
      pageId: null,
      goodPageId: good!.pageId,
    })
  })
}
