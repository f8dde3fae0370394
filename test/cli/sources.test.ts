import stringWidth from 'string-width'
import { afterEach, expect, test, vi } from 'vitest'
import {
  type DetailRow,
  renderSource,
  renderSources,
  type SourceRow,
} from '../../src/cli/sources.ts'
import { tell } from '../../src/health/reason-words.ts'
import { sourceSchema } from '../../src/model/source.ts'

afterEach(() => vi.unstubAllEnvs())

const source = sourceSchema.parse({
  ...{ id: 'news.example', name: '青石晚报', language: 'zh-Hans', zone: 'Asia/Shanghai' },
  entries: [{ kind: 'listing', url: 'https://news.example/list/' }],
})
const usual = tell('usually about {} a working day', 12)
const state: SourceRow = {
  ...{ source, active: true, removedAt: null, outcomes: {}, articles: 41, openLinks: 3 },
  ...{ held: null, alarms: [], lastOutcome: { kind: 'saved' } },
  lastRoundAt: '2026-03-03T01:40:00.000Z',
  nextRoundAt: '2026-03-03T02:02:00.000Z',
  health: {
    state: 'healthy',
    reason: tell('as usual: {}', usual),
    since: '2026-03-01T00:00:00.000Z',
  },
  plan: {
    ...{ nextAt: '2026-03-03T02:02:00.000Z', minutes: 22 },
    reason: tell(
      '{}; at {} h on {} about {} an hour: every {} (its file says {}, bounds {} to {} minutes)',
      ...[usual, '09', tell('a working day' as never), '2', tell('{} minutes', 22), 30, 15, 240],
    ),
  },
}
const detail: DetailRow = {
  hours: Array.from({ length: 24 }, (_, hour) => (hour > 8 && hour < 18 ? 2 : 0)),
  days: [{ day: '2026-03-02', rounds: 30, requests: 44, fresh: 12, articles: 12 }],
  ...{ perDay: 12, incidents: [] },
}
const inEnglish = () => {
  vi.stubEnv('LC_ALL', 'C')
  vi.stubEnv('NO_COLOR', '1')
}
const inChinese = () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
  vi.stubEnv('NO_COLOR', '1')
}

test('one source is told with its rhythm, and with when it is asked next and why then', () => {
  inEnglish()
  const told = renderSource(state, detail)
  expect(told).toContain('state     healthy since 2026-03-01 00:00 UTC: as usual')
  expect(told).toMatch(/rhythm {4}12\.0 a working day; by hour \(Asia\/Shanghai\) \| {9}█{9} {6}\|/)
  expect(told.replace(/\s+/g, ' ')).toContain(
    'next 2026-03-03 02:02 UTC: usually about 12 a working day; at 09 h on a working day about 2 an hour: every 22 minutes (its file says 30, bounds 15 to 240 minutes)',
  )
  expect(told).toMatch(/2026-03-02 +30 +44 +12 +12/)
  for (const line of told.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(100)
})

test('and in Chinese for who reads Chinese', () => {
  inChinese()
  const told = renderSource(state, detail)
  expect(told).toContain('正常')
  expect(told.replace(/\s+/g, '')).toContain('平时每个工作日约12篇')
  expect(told).not.toMatch(/\b[a-z]{2,} [a-z]{2,}\b/)
  for (const line of told.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(100)
})

test.each([
  ['quiet', '沉寂'],
  ['degraded', '质量下降'],
  ['blocked', '被拦截'],
  ['broken', '失效'],
  ['hijacked', '被劫持'],
])('a source that is %s stands below the table with its reason', (name, chinese) => {
  const reason = tell('nothing new for {} days, {}', 4, usual)
  const ill = { ...state, health: { ...state.health!, state: name, reason } }
  inEnglish()
  expect(renderSources([ill])).toMatch(
    new RegExp(`! news\\.example: ${name}: nothing new for 4 days, usually about 12`),
  )
  inChinese()
  expect(renderSources([ill])).toContain(`! news.example: ${chinese}: 4 天没有新内容`)
})

test('notes that say no more than the state are left out, of one source too', () => {
  inEnglish()
  const where = source.entries[0]!.url
  const since = new Date()
  const alarms = [
    { kind: 'entry-failed', where, message: 'blocked: challenge', since },
    { kind: 'rule-miss', where, message: 'the rule "row" matches nothing there', since },
  ]
  const told = renderSource({ ...state, alarms }, detail)
  expect(told).not.toContain('entry-failed')
  expect(told).toContain('the rule "row" matches nothing there')
})
