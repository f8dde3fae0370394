import { expect, test } from 'vitest'
import { chooseDate } from '../../src/dedupe/choose-date.ts'
import type { Published } from '../../src/model/published.ts'

const spelled = (date: string | null): Published | null => {
  if (date === null) return null
  const seen = { zone: 'Asia/Shanghai', evidence: 'visible' as const }
  return date.includes('T')
    ? { ...seen, precision: 'minute', at: new Date(date) }
    : { ...seen, precision: 'day', day: date }
}

test.each<[string, lead: string | null, others: (string | null)[], dated: string | null]>([
  ['the lead when it is the earliest', '2026-03-01', ['2026-03-02'], '2026-03-01'],
  [
    'the earliest when the lead came later',
    '2026-03-03',
    ['2026-03-02', '2026-03-01'],
    '2026-03-01',
  ],
  ['the lead when others say its day', '2026-03-01', ['2026-03-01T02:00:00Z'], '2026-03-01'],
  ['the earlier minute', '2026-03-01T02:00:00Z', ['2026-03-01T01:00:00Z'], '2026-03-01T01:00:00Z'],
  [
    'the minute before the bare day',
    '2026-03-05',
    ['2026-03-01', '2026-03-01T02:00:00Z'],
    '2026-03-01T02:00:00Z',
  ],
  ['whoever has a date', null, [null, '2026-03-02'], '2026-03-02'],
  ['nobody where none has one', null, [null], null],
  ['the lead where another is of another time', '2026-03-01', ['2019-05-01'], '2026-03-01'],
  [
    'a minute of the evening before in UTC as its day in the zone',
    '2026-03-02',
    ['2026-03-01T17:00:00Z'],
    '2026-03-02',
  ],
])('the first is %s', (_, lead, others, dated) => {
  const articles = [lead, ...others].map(date => ({ date, published: spelled(date) }))
  expect(chooseDate(articles, articles[0]!)?.date ?? null).toBe(dated)
})
