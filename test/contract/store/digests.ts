import { expect, test } from 'vitest'
import type { DigestEntry, DigestIssue } from '../../../src/model/digest.ts'
import type { Store } from '../../../src/store/store.ts'
import { later, start } from '../invented-news.ts'

const issue = (until: Date, more: Partial<DigestIssue> = {}): DigestIssue => ({
  digestId: 'daily',
  since: later(-1_440),
  until,
  madeAt: until,
  content: { title: '每日摘要', language: 'zh', zone: 'Asia/Shanghai', total: 3, entries: [] },
  ...more,
})
/** The store keeps what a digest tells as it is given. */
const told = { total: 1, entries: [{ title: '碳价上涨' } as unknown as DigestEntry] }

/** What digests ask of the store: each issue is made once, each message sent once. */
export function testDigests(open: () => Store): void {
  test('an issue is made once, and the last one tells where the next begins', async () => {
    const store = open()
    expect(await store.lastDigestIssue('daily')).toBeNull()
    const first = issue(start)
    const made = await Promise.all([1, 2].map(() => store.saveDigestIssue(first, ['a@b.example'])))
    expect(made.toSorted()).toEqual([false, true])
    const second = issue(later(1_440), { content: { ...first.content, ...told } })
    expect(await store.saveDigestIssue(second, [])).toBe(true)
    expect(await store.lastDigestIssue('daily')).toEqual(second.until)
    expect(await store.findDigestIssue('daily', start)).toEqual(first)
    expect(await store.findDigestIssue('daily', later(1))).toBeNull()
    // One that tells nothing is in no feed.
    expect(await store.listDigestIssues('daily', 9)).toEqual([second])
  })

  test('a message is taken by one process, tried again when its time comes, and sent once', async () => {
    const store = open()
    await store.saveDigestIssue(issue(start), ['one@b.example', 'two@b.example'])
    expect(await store.takeDigestDeliveries(later(-1), 9)).toEqual([])
    const taken = await Promise.all([1, 2].map(() => store.takeDigestDeliveries(later(1), 1)))
    expect(new Set(taken.flat().map(({ receiver }) => receiver)).size).toBe(2)
    expect(await store.takeDigestDeliveries(later(2), 9)).toEqual([])

    const [sent, failed] = taken.flat()
    const none = { error: null, nextAttemptAt: null }
    await store.endDigestDelivery(sent!, { ...none, state: 'sent' })
    await store.endDigestDelivery(failed!, {
      ...{ state: 'waiting', error: '451', nextAttemptAt: later(30) },
    })
    expect(await store.takeDigestDeliveries(later(29), 9)).toEqual([])
    expect(await store.takeDigestDeliveries(later(30), 9)).toMatchObject([
      { receiver: failed!.receiver, attempts: 2, issue: { until: start } },
    ])
  })

  test('what a process took that died is given up, for it may have been sent; of several issues that wait the last one is', async () => {
    const store = open()
    await store.saveDigestIssue(issue(start), ['one@b.example'])
    await store.takeDigestDeliveries(later(1), 9)
    expect(await store.giveUpDigestDeliveries(later(10))).toEqual([])
    expect(await store.giveUpDigestDeliveries(later(20))).toEqual([
      { digestId: 'daily', receiver: 'one@b.example' },
    ])
    expect(await store.giveUpDigestDeliveries(later(21))).toEqual([])

    for (const day of [1, 2])
      await store.saveDigestIssue(issue(later(day * 1_440)), ['two@b.example'])
    const due = await store.takeDigestDeliveries(later(9_999), 9)
    expect(due.map(({ issue: { until } }) => until)).toEqual([later(2 * 1_440)])
  })
}
