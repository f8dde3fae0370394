import { expect, test } from 'vitest'
import { buildCalendar, wallDay } from '../../src/health/calendar.ts'
import { judgeNetwork } from '../../src/health/judge-network.ts'
import { judgeSource } from '../../src/health/judge-source.ts'
import { settleIncidents } from '../../src/health/settle-incidents.ts'
import { isForeignTitle, isStrangeTitle } from '../../src/health/strange-titles.ts'
import { emptyDay, tallyDay } from '../../src/health/tally-day.ts'
import {
  countedFields,
  type DayCounts,
  type EntryCounts,
  type RoundRecord,
  type SourceFacts,
  type SourceHistory,
} from '../../src/model/health.ts'

const url = 'https://news.example/list/'
const start = Date.parse('2026-03-02T01:00:00Z')
const calendar = buildCalendar(null)
const source: SourceFacts = {
  ...{ id: 'news.example', zone: 'Asia/Shanghai', isAsked: true, intervalMinutes: 30 },
  ...{ relevance: 'general', entries: [{ url }], held: null },
}
const good: EntryCounts = {
  ...{ url, outcome: 'saved', status: 200, rows: 20, dated: 20, offHost: 0, strange: 0, fresh: 2 },
  ...{ newest: null, pageId: 'good' },
}

function round(
  index: number,
  entry: Partial<EntryCounts>,
  articles: Partial<RoundRecord['counts']> = {},
): RoundRecord {
  return {
    startedAt: new Date(start + index * 30 * 60_000),
    outcomes: { saved: 2 },
    counts: {
      ...{ asked: true, entries: [{ ...good, ...entry }], articles: 2 },
      fields: Object.fromEntries(
        countedFields.map(field => [field, 2]),
      ) as RoundRecord['counts']['fields'],
      ...{
        bodyChars: [900, 1100],
        judged: 2,
        relevant: 2,
        requests: 3,
        notModified: 0,
        bytes: 60_000,
      },
      ...{ statuses: { 200: 3 }, examples: {} },
      ...articles,
    },
  }
}

/** The days of rounds, as the source has them. */
function daysOf(rounds: RoundRecord[]): DayCounts[] {
  const days: DayCounts[] = []
  for (const each of rounds) {
    const { day } = wallDay(source.zone, each.startedAt)
    if (days.at(-1)?.day !== day) days.push(emptyDay(day))
    days.push(tallyDay(days.pop()!, each, source.zone))
  }
  return days
}

const judge = (rounds: RoundRecord[], facts = source) =>
  judgeSource(facts, { rounds, days: daysOf(rounds) }, calendar, rounds.at(-1)!.startedAt)
const usual = (count: number) => Array.from({ length: count }, (_, index) => round(index, {}))

test.each<[string, Partial<EntryCounts>, string]>([
  ['refusals', { outcome: 'blocked:http-403', status: 403, rows: null }, 'blocked'],
  ['a captcha', { outcome: 'blocked:challenge', rows: null }, 'blocked'],
  ['robots.txt that turned', { outcome: 'forbidden:robots', status: null, rows: null }, 'blocked'],
  ['a redirect to the home page', { finalUrl: 'https://news.example/', fresh: 0 }, 'blocked'],
  ['an emptied list', { rows: 0, dated: 0, fresh: 0 }, 'broken'],
  ['a list that is gone', { outcome: 'gone:http-404', status: 404, rows: null }, 'broken'],
  [
    'a certificate that ran out',
    { outcome: 'retry:tls', detail: 'certificate has expired', status: null, rows: null },
    'broken',
  ],
  ['a site that moved', { finalUrl: 'https://other.test/list/', offHost: 20, fresh: 0 }, 'broken'],
  ['gambling', { strange: 14 }, 'hijacked'],
  ['a list without its dates', { dated: 0 }, 'degraded'],
])('%s: said at the first round, told at the second', (_, entry, state) => {
  const first = judge([...usual(8), round(8, entry)])
  expect(first.findings.some(({ isAlarm }) => isAlarm)).toBe(false)
  const second = judge([...usual(8), round(8, entry), round(9, entry)])
  expect(second.state).toBe(state)
  expect(second.findings.filter(({ isAlarm }) => isAlarm)).toHaveLength(1)
  expect(second.findings[0]).toMatchObject({ where: url, goodPageId: 'good' })
  expect(judge([...usual(8), round(8, entry), round(9, entry), round(10, {})]).state).toBe(
    'healthy',
  )
})

test('a list of three that had twenty on its first day is told after a night', () => {
  const stump = { rows: 3, dated: 3 }
  const isTold = (from: number, count: number) => {
    const rounds = Array.from({ length: count }, (_, index) => round(from + index, stump))
    return judge([...usual(from), ...rounds]).findings.some(({ isAlarm }) => isAlarm)
  }
  expect(isTold(8, 2)).toBe(false)
  expect(isTold(8, 26)).toBe(true)
})

test('a server that is down for an hour is no alarm, for half a day it is', () => {
  const down = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      round(8 + index, { outcome: 'retry:http-5xx', status: 502, rows: null, fresh: 0 }),
    )
  expect(judge([...usual(8), ...down(3)]).findings.some(({ isAlarm }) => isAlarm)).toBe(false)
  expect(judge([...usual(8), ...down(20)]).findings.filter(({ isAlarm }) => isAlarm)).toHaveLength(
    1,
  )
})

test.each(countedFields.filter(field => field === 'published' || field === 'body'))(
  'half of the articles without %s degrade the source, with an example',
  field => {
    const half = (index: number) =>
      round(
        index,
        {},
        {
          fields: { ...round(0, {}).counts.fields, [field]: 1 },
          examples: { [field]: 'https://news.example/1.html' },
        },
      )
    const judged = judge([
      ...usual(8),
      ...Array.from({ length: 30 }, (_, index) => half(8 + index)),
    ])
    expect(judged.state).toBe('degraded')
    expect(judged.findings[0]).toMatchObject({
      isAlarm: true,
      where: 'https://news.example/1.html',
    })
  },
)

test('what was told goes on while half of it is mended, and is not told anew', () => {
  const dated = (index: number, published: number) =>
    round(index, {}, { fields: { ...round(0, {}).counts.fields, published } })
  const series = (from: number, shares: number[]) =>
    shares.map((published, index) => dated(from + index, published))
  const isTold = (rounds: RoundRecord[]) => judge(rounds).findings.some(({ isAlarm }) => isAlarm)
  const broken = [...usual(10), ...series(10, [0, 0, 0, 0, 0])]
  expect(isTold(broken)).toBe(true)
  expect(isTold([...broken, ...series(15, [2, 2])])).toBe(true)
  expect(isTold([...broken, ...series(15, new Array(12).fill(2))])).toBe(false)
})

test('a list that could not be read once is no end of its silence', () => {
  const silence = { id: '1', kind: 'stopped', where: url } as const
  const failed = judge([...usual(8), round(8, { outcome: 'retry:timeout', rows: null, fresh: 0 })])
  expect(failed.findings).toMatchObject([{ kind: 'broken', isAlarm: false }])
  expect(settleIncidents([silence], failed, false)).toEqual({ open: [], keep: [], end: [] })
  expect(settleIncidents([silence], judge(usual(9)), false).end).toEqual(['1'])
})

test('a batch of articles without a text is nothing, piece by piece for hours it is told', () => {
  const fields = { ...round(0, {}).counts.fields, body: 0 }
  const without = (count: number) =>
    Array.from({ length: count }, (_, index) => round(20 + index, {}, { fields }))
  const isTold = (rounds: RoundRecord[]) => judge(rounds).findings.some(({ isAlarm }) => isAlarm)
  expect(isTold([...usual(20), ...without(3)])).toBe(false)
  expect(isTold([...usual(20), ...without(7)])).toBe(true)
})

test('one page of many without a date is nothing', () => {
  const odd = round(8, {}, { fields: { ...round(0, {}).counts.fields, published: 1 } })
  expect(judge([...usual(8), odd, ...usual(3)]).state).toBe('healthy')
})

test('one of two lists that is refused degrades the source', () => {
  const other = 'https://news.example/b/'
  const both = (index: number, entry: Partial<EntryCounts>) => {
    const whole = round(index, entry)
    whole.counts.entries.push({ ...good, url: other })
    return whole
  }
  const facts = { ...source, entries: [{ url }, { url: other }] }
  const judged = judge(
    [both(0, {}), ...[1, 2].map(index => both(index, { outcome: 'blocked:http-403', rows: null }))],
    facts,
  )
  expect(judged.state).toBe('degraded')
})

test('a list that is silent for longer than usual is quiet before it is an alarm, and healthy with its next piece', () => {
  // From morning to evening one piece every other hour, for six weeks; then nothing.
  const lastNew = 24 * 39 + 10
  const hourly = Array.from({ length: 24 * 46 }, (_, index) => {
    const isDay = index % 24 >= 8 && index % 24 < 20
    const whole = round(0, { fresh: isDay && index <= lastNew && index % 2 === 0 ? 1 : 0 })
    whole.startedAt = new Date(Date.parse('2026-03-01T16:30:00Z') + index * 3_600_000)
    return whole
  })
  const days: DayCounts[] = []
  const judged = hourly.map((each, index) => {
    const { day } = wallDay(source.zone, each.startedAt)
    if (days.at(-1)?.day !== day) days.push(emptyDay(day))
    days.push(tallyDay(days.pop()!, each, source.zone))
    if (index < lastNew) return null
    const rounds = hourly.slice(Math.max(0, index - 79), index + 1)
    return judgeSource(source, { rounds, days: structuredClone(days) }, calendar, each.startedAt)
  })
  const after = judged.flatMap(each => each ?? [])
  const states = after.map(({ state, findings }) =>
    findings.some(({ isAlarm }) => isAlarm) ? `${state}, told` : state,
  )
  const order = states.filter((each, index) => each !== states[index - 1])
  expect(order).toEqual(['healthy', 'quiet', 'quiet, told'])
  const quiet = after[states.indexOf('quiet')]!
  expect(quiet.reason).toMatch(/^nothing new for .*, usually about 6 a working day/)

  const news = round(0, { fresh: 1 })
  news.startedAt = hourly[lastNew + states.indexOf('quiet') + 1]!.startedAt
  const until = hourly.slice(lastNew - 60, lastNew + states.indexOf('quiet') + 1)
  const again = judgeSource(source, { rounds: [...until, news], days }, calendar, news.startedAt)
  expect(again.state).toBe('healthy')
})

test('a source that is switched off is paused', () => {
  expect(judge(usual(2), { ...source, isAsked: false }).state).toBe('paused')
})

test('many hosts out of reach at one time are one fault of this machine', () => {
  const reach = (index: number, reached: boolean) => ({
    ...{
      sourceId: `s${index}`,
      hosts: [`s${index}.example`],
      at: new Date(start + index),
      since: new Date(start + index),
      reached,
    },
  })
  const all = Array.from({ length: 30 }, (_, index) => reach(index, false))
  expect(judgeNetwork(all)).toMatchObject({ kind: 'out' })
  expect(judgeNetwork([...all.slice(0, 29), reach(29, true)])).toEqual({
    kind: 'fine',
    suspects: [],
  })
  // One that failed before the others is under suspicion as well, for as long as nothing answers.
  const early = { ...reach(0, false), since: new Date(start - 10) }
  const answered = { ...reach(1, true), at: new Date(start - 5) }
  expect(judgeNetwork([early, answered, ...all.slice(2)])).toMatchObject({
    kind: 'out',
    suspects: expect.arrayContaining(['s0', 's2']),
  })
  expect(judgeNetwork([reach(1, false)])).toEqual({ kind: 'fine', suspects: [] })
  // One whose certificate ran out fails for days while others answer: that is no fault of ours, however lately it failed.
  const spent = { ...reach(1, false), at: new Date(start + 99) }
  expect(judgeNetwork([spent, reach(2, true)])).toEqual({ kind: 'fine', suspects: [] })
})

test.each([
  ['澳门新葡京娱乐城注册送彩金', true],
  ['Slot gacor maxwin hari ini', true],
  ['바카라 사이트 추천', true],
  ['彩票公益金支持乡村光伏项目', false],
  ['上海碳市场CEA收盘价每吨82元', false],
  ['Better cement: betting on hydrogen'.replace('betting', 'counting'), false],
])('%s: sells something else is %s', (title, expected) => {
  expect(isStrangeTitle(title)).toBe(expected)
})

test('a title in the letters of another language is foreign', () => {
  expect(isForeignTitle('Situs judi terpercaya', 'zh-Hans')).toBe(true)
  expect(isForeignTitle('EU ETS 收盘', 'zh-Hans')).toBe(false)
  expect(isForeignTitle('日経平均が上昇した', 'ja')).toBe(false)
})

test.each([
  // From nine in the morning in Shanghai.
  ['by day is told at once', 8, 2, true],
  ['after midnight may show what is of today, and is not told in the night', 29, 4, false],
  ['after midnight is told when it is so in the morning too', 29, 26, true],
])('a list that is emptied on its first day %s', (_, from, count, told) => {
  const empty = Array.from({ length: count }, (_, index) =>
    round(from + index, { rows: 0, dated: 0, fresh: 0 }),
  )
  const { findings } = judge([...usual(from), ...empty])
  expect(findings.some(({ isAlarm }) => isAlarm)).toBe(told)
})

test('what a list brought while it was taken over is no news of the source', () => {
  const sold = Array.from({ length: 10 }, (_, index) => round(index, { strange: 14, fresh: 9 }))
  const [day] = daysOf([...sold, round(10, {})])
  expect(day).toMatchObject({ fresh: 2, entries: { [url]: { fresh: 2 } } })
  expect(day!.entries[url]!.firstNewAt).toBe(round(10, {}).startedAt.toISOString())
})

test('some videos among the articles of a morning are nothing, most of them without a text are told', () => {
  const of = (missing: number[]) =>
    missing.map((none, index) =>
      round(20 + index, {}, { fields: { ...round(0, {}).counts.fields, body: 2 - none } }),
    )
  const isTold = (missing: number[]) =>
    judge([...usual(20), ...of(missing)]).findings.some(({ isAlarm }) => isAlarm)
  expect(isTold([1, 1, 1, 1, 1, 1])).toBe(false)
  expect(isTold([2, 1, 2, 2, 2, 2])).toBe(true)
})

test('a server that fails once beside a list that is empty in the night has not failed since the evening', () => {
  const growing = Array.from({ length: 20 }, (_, index) => round(index, { rows: 1 + index }))
  const empty = Array.from({ length: 24 }, (_, index) =>
    round(20 + index, { rows: 0, dated: 0, fresh: 0 }),
  )
  const fails = { outcome: 'retry:http-5xx', status: 502, rows: null, fresh: 0 }
  const isTold = (rounds: RoundRecord[]) => judge(rounds).findings.some(({ isAlarm }) => isAlarm)
  const failing = Array.from({ length: 9 }, (_, index) => round(44 + index, fails))
  expect(isTold([...growing, ...empty, failing[0]!])).toBe(false)
  expect(isTold([...growing, ...empty, ...failing])).toBe(true)
  // And an empty list is not forgotten over a failure.
  const later = Array.from({ length: 26 }, (_, index) =>
    round(45 + index, { rows: 0, dated: 0, fresh: 0 }),
  )
  expect(isTold([...growing, ...empty, failing[0]!, ...later])).toBe(true)
})

test('a list that shows what is of today may be empty in the night, and not for a day', () => {
  const growing = Array.from({ length: 20 }, (_, index) => round(index, { rows: 1 + index }))
  const empty = (count: number) =>
    Array.from({ length: count }, (_, index) => round(20 + index, { rows: 0, dated: 0, fresh: 0 }))
  const isTold = (rounds: RoundRecord[]) =>
    judge(rounds).findings.some(({ isAlarm, kind }) => isAlarm && kind === 'broken')
  expect(isTold([...growing, ...empty(12)])).toBe(false)
  expect(isTold([...growing, ...empty(60)])).toBe(true)
})

test('a list that shows what is of today stays empty over a holiday, and is told when people have been back for a day', () => {
  const holidays = (zone: string, day: string) =>
    day >= '2026-03-04' && day <= '2026-03-10' ? ('feast' as const) : calendar(zone, day)
  const hourly = (from: number, count: number, rows: number) =>
    Array.from({ length: count }, (_, index) => {
      const at = from + index
      const shown = rows && 1 + (at % 20)
      return {
        ...round(0, { rows: shown, dated: shown, fresh: shown ? 1 : 0 }),
        startedAt: new Date(start + at * 3_600_000),
      }
    })
  const isTold = (hours: number) => {
    // From the midnight after two days.
    const rounds = [...hourly(0, 39, 1), ...hourly(39, hours - 39, 0)]
    const history = { rounds: rounds.slice(-80), days: daysOf(rounds) }
    const now = rounds.at(-1)!.startedAt
    const { findings } = judgeSource(source, history, holidays, now)
    return findings.some(({ isAlarm, kind }) => isAlarm && kind === 'broken')
  }
  expect(isTold(5 * 24)).toBe(false)
  // The first morning behind it.
  expect(isTold(8 * 24 + 18)).toBe(false)
  expect(isTold(9 * 24 + 18)).toBe(true)
})

test('a day of articles without a writer is nothing, two days of them are told', () => {
  const fields = { ...round(0, {}).counts.fields, byline: 0 }
  const without = (count: number) =>
    Array.from({ length: count }, (_, index) => round(30 + index, {}, { fields }))
  const isTold = (rounds: RoundRecord[]) => judge(rounds).findings.some(({ isAlarm }) => isAlarm)
  expect(isTold([...usual(30), ...without(47)])).toBe(false)
  expect(isTold([...usual(30), ...without(30), ...usual(100).slice(60)])).toBe(false)
  expect(isTold([...usual(30), ...without(60)])).toBe(true)
})

test('all lists of a source that are silent together are told before each of them is', () => {
  const other = 'https://news.example/b/'
  const facts = { ...source, entries: [{ url }, { url: other }] }
  // From morning to evening one list and the other bring something in turns; then nothing comes.
  const hourly = Array.from({ length: 24 * 42 }, (_, index) => {
    const isDay = index % 24 >= 8 && index % 24 < 20
    const isTurn = (turn: number) => isDay && index < 24 * 39 + 10 && index % 2 === turn
    const whole = round(0, { fresh: isTurn(0) ? 1 : 0 })
    whole.startedAt = new Date(Date.parse('2026-03-01T16:30:00Z') + index * 3_600_000)
    whole.counts.entries.push({ ...good, url: other, fresh: isTurn(1) ? 1 : 0 })
    return whole
  })
  const days: DayCounts[] = []
  const toldAt = hourly.findIndex((each, index) => {
    const { day } = wallDay(source.zone, each.startedAt)
    if (days.at(-1)?.day !== day) days.push(emptyDay(day))
    days.push(tallyDay(days.pop()!, each, source.zone))
    const rounds = hourly.slice(Math.max(0, index - 79), index + 1)
    if (index < 24 * 39) return false
    const judged = judgeSource(facts, { rounds, days }, calendar, each.startedAt)
    return judged.findings.some(
      ({ isAlarm, reason }) => isAlarm && reason.startsWith('nothing new'),
    )
  })
  // The next day, and not in the night.
  expect(Math.floor(toldAt / 24)).toBe(40)
  expect(toldAt % 24).toBeGreaterThan(8)
})

test('what failed while this machine reached nothing does not count to what a server failed for', () => {
  const fails = (index: number, outcome: string) =>
    round(index, { outcome, status: null, rows: null, fresh: 0 })
  // Five hours without a network, then the server does not answer once.
  const rounds = [
    ...usual(8),
    ...Array.from({ length: 10 }, (_, index) => fails(8 + index, 'retry:dns')),
    fails(18, 'retry:timeout'),
  ]
  const days = [
    rounds.reduce((day, each) => tallyDay(day, each, source.zone), emptyDay('2026-03-02')),
  ]
  const isTold = (outages: SourceHistory['outages'] & object) =>
    judgeSource(
      source,
      { rounds, days, outages },
      calendar,
      rounds.at(-1)!.startedAt,
    ).findings.some(({ isAlarm }) => isAlarm)
  expect(isTold([])).toBe(true)
  const [openedAt, endedAt] = [rounds[9]!.startedAt, rounds[17]!.startedAt]
  expect(isTold([{ openedAt, endedAt }])).toBe(false)
})
