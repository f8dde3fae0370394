import { expect, test } from 'vitest'
import { buildDigest } from '../../src/feeds/digest/build-digest.ts'
import { chooseStories } from '../../src/feeds/digest/choose-stories.ts'
import { issueSpan } from '../../src/feeds/digest/issue-span.ts'
import { renderDigestHtml, renderDigestText } from '../../src/feeds/digest/render-digest.ts'
import { digestSchema } from '../../src/model/digest.ts'
import type { FeedItem } from '../../src/model/feed.ts'
import { issueName, readIssueName } from '../../src/text/issue-name.ts'
import { sampleItem } from './sample-item.ts'

const daily = { every: 'day', on: 'monday', at: '08:00', zone: 'Asia/Shanghai' } as const
const weekly = { ...daily, every: 'week', on: 'friday' } as const
const summer = { ...daily, at: '02:30', zone: 'Europe/Berlin' } as const

test.each([
  [
    'the first one covers a day',
    daily,
    null,
    '2026-03-02T00:00Z',
    '2026-03-01T00:00Z',
    '2026-03-02T00:00Z',
  ],
  [
    'before its hour yesterday’s counts',
    daily,
    null,
    '2026-03-01T23:59Z',
    '2026-02-28T00:00Z',
    '2026-03-01T00:00Z',
  ],
  [
    'the next goes on where the last ended',
    daily,
    '2026-03-01T00:00Z',
    '2026-03-02T05:00Z',
    '2026-03-01T00:00Z',
    '2026-03-02T00:00Z',
  ],
  [
    'after an outage there is one over all of it',
    daily,
    '2026-02-27T00:00Z',
    '2026-03-02T05:00Z',
    '2026-02-27T00:00Z',
    '2026-03-02T00:00Z',
  ],
  [
    'but not over half a year',
    daily,
    '2025-09-01T00:00Z',
    '2026-03-02T05:00Z',
    '2026-02-23T00:00Z',
    '2026-03-02T00:00Z',
  ],
  [
    'an hour that was moved leaves nothing out',
    daily,
    '2026-03-01T06:00Z',
    '2026-03-02T05:00Z',
    '2026-03-01T06:00Z',
    '2026-03-02T00:00Z',
  ],
  [
    'a weekly one has its day',
    weekly,
    null,
    '2026-03-08T10:00Z',
    '2026-02-27T00:00Z',
    '2026-03-06T00:00Z',
  ],
  [
    'on the day itself',
    weekly,
    null,
    '2026-03-06T00:00Z',
    '2026-02-27T00:00Z',
    '2026-03-06T00:00Z',
  ],
  [
    'and before the hour of the day',
    weekly,
    null,
    '2026-03-05T23:00Z',
    '2026-02-20T00:00Z',
    '2026-02-27T00:00Z',
  ],
  [
    'an hour that the clocks leave out',
    summer,
    null,
    '2026-03-29T03:00Z',
    '2026-03-28T01:30Z',
    '2026-03-29T01:30Z',
  ],
] as const)('%s', (_, plan, last, now, since, until) => {
  const span = issueSpan(plan, last && new Date(last), new Date(now))
  expect(span).toEqual({ since: new Date(since), until: new Date(until) })
})

test('an issue that was made is not due again', () => {
  const made = new Date('2026-03-02T00:00Z')
  expect(issueSpan(daily, made, new Date('2026-03-02T00:00Z'))).toBeNull()
  expect(issueSpan(daily, made, new Date('2026-03-02T23:59Z'))).toBeNull()
  // A clock that was set back makes nothing twice.
  expect(issueSpan(daily, made, new Date('2026-03-01T05:00Z'))).toBeNull()
})

const since = new Date('2026-03-01T00:00Z')
const copies = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `报社${at}`,
    url: `https://paper${at}.example/a`,
    title: '转载',
  }))
const story = (at: number, more: Partial<FeedItem> = {}): FeedItem => ({
  ...sampleItem(at),
  id: `urn:uuid:00000000-0000-4000-8000-00000000000${at}`,
  published: { precision: 'day', day: '2026-03-01', zone: 'Asia/Shanghai', evidence: 'meta' },
  alsoReportedBy: [],
  siblings: [],
  gone: false,
  outlet: null,
  ...more,
})
const order = (items: FeedItem[], most = 9) =>
  chooseStories(items, since, most).chosen.map(({ item }) => Number(item.id.at(-1)))

test('what most publishers carry stands first, then originators, then the newer', () => {
  const borrowed = { outlet: { name: '别家', url: null } }
  expect(
    order([story(1), story(2, borrowed), story(3, { alsoReportedBy: copies(2) }), story(4)]),
  ).toEqual([3, 4, 1, 2])
})

test('stories of one event are told once, by the best, and count together', () => {
  const event = [
    story(1, { siblings: [story(2).id], outlet: { name: '别家', url: null } }),
    story(2, { alsoReportedBy: copies(1) }),
    story(3, { siblings: [story(2).id, 'urn:uuid:not-of-this-time'] }),
    story(5, { alsoReportedBy: copies(2) }),
  ]
  const { chosen, total } = chooseStories(event, since, 9)
  expect(chosen.map(({ item, reports }) => [Number(item.id.at(-1)), reports])).toEqual([
    [2, 4],
    [5, 3],
  ])
  expect(total).toBe(2)
})

test('what is old by its own date or gone is no news; what has no date is', () => {
  const old = { precision: 'day', day: '2026-01-05', zone: 'UTC', evidence: 'meta' } as const
  expect(order([story(1, { published: old }), story(2, { gone: true })])).toEqual([])
  expect(order([story(3, { published: null })])).toEqual([3])
})

const digest = (more: object = {}) =>
  digestSchema.parse({
    id: 'd',
    title: '日报',
    titleEn: 'Daily',
    every: 'day',
    at: '08:00',
    ...more,
  })
const span = { since, until: new Date('2026-03-02T00:00Z') }

test('an issue speaks the reader’s language and gives each story’s address, origin and date', () => {
  const items = [
    story(1, { title: '<b>甲</b> & 乙', alsoReportedBy: copies(2), summary: '摘要'.repeat(200) }),
    story(2, { published: null }),
    story(3, { url: 'javascript:alert(1)' }),
  ]
  const zh = buildDigest(digest(), items, span)
  expect(zh.title).toBe('日报 · 3月2日')
  expect(zh.entries).toHaveLength(2)
  const text = renderDigestText(zh)
  expect(text).toContain('03-01 · 3 家报道')
  expect(text).toContain('未标日期')
  expect(text).toContain(items[0]!.url)
  const html = renderDigestHtml(buildDigest(digest({ language: 'en' }), items, span))
  expect(html).toContain('3 reports')
  expect(html).not.toMatch(/<b>|javascript:/)
  expect(html).toContain('&amp; 乙')
  expect(html).toContain('…</p>')
})

test('a week is named by its days, an instant by the clocks of the zone', () => {
  const at = {
    precision: 'minute',
    at: new Date('2026-02-28T23:30Z'),
    zone: 'UTC',
    evidence: 'meta',
  } as const
  const week = { since: new Date('2026-02-23T00:00Z'), until: new Date('2026-03-02T00:00Z') }
  const content = buildDigest(
    digest({ every: 'week', language: 'en' }),
    [story(1, { published: at })],
    week,
  )
  expect(content.title).toBe('Daily · 23 Feb – 2 Mar')
  expect(content.entries[0]!.date).toBe('03-01 07:30')
})

test('what is left out is counted, and nothing is said to be nothing', () => {
  const many = buildDigest(digest({ stories: 1 }), [story(1), story(2), story(4)], span)
  expect(renderDigestText(many)).toContain('另有 2 条')
  expect(renderDigestText(buildDigest(digest(), [], span))).toContain('没有新消息')
})

test.each([
  ['an hour that is none', { at: '24:00' }],
  ['a channel and a query', { channel: 'a', query: {} }],
  ['a name before the @ that servers refuse', { mail: ['用户@a.example'] }],
  ['a limit of the search', { query: { limit: 5 } }],
])('%s is refused', (_, more) => {
  expect(digestSchema.safeParse({ ...digest(), ...more }).success).toBe(false)
})

test('the name of an issue is its hour', () => {
  expect(issueName(span.until)).toBe('20260302T000000Z')
  expect(readIssueName('20260302T000000Z')).toEqual(span.until)
  expect(readIssueName('20261399T000000Z')).toBeNull()
  expect(readIssueName('latest')).toBeNull()
})
