import { describe, expect, test } from 'vitest'
import { addDays, buildCalendar } from '../../src/health/calendar.ts'
import { judgeSource } from '../../src/health/judge-source.ts'
import { settleIncidents } from '../../src/health/settle-incidents.ts'
import { emptyDay, tallyDay } from '../../src/health/tally-day.ts'
import {
  countedFields,
  type EntryCounts,
  type Finding,
  type RoundCounts,
  type RoundRecord,
  type SourceFacts,
  type SourceHistory,
} from '../../src/model/health.ts'

const url = 'https://news.example/list/'
const first = '2026-03-02'
const calendar = buildCalendar(null)
const source: SourceFacts = {
  ...{ id: 'news.example', zone: 'UTC', isAsked: true, intervalMinutes: 30 },
  ...{ relevance: 'general', entries: [{ url }], held: null },
}
/** As many as the store hands to a judgement. */
const ROUNDS_KEPT = 80
const HOUR_MS = 3_600_000

type Change = Partial<RoundCounts> & { entry?: Partial<EntryCounts> }

/** A round with four articles. */
function roundAt(index: number, { entry, ...change }: Change): RoundRecord {
  const whole: EntryCounts = {
    ...{ url, outcome: 'saved', status: 200, rows: 20, dated: 20, offHost: 0, strange: 0 },
    ...{ fresh: 4, newest: null, pageId: null },
  }
  return {
    startedAt: new Date(Date.parse(`${first}T00:30:00Z`) + index * HOUR_MS),
    outcomes: {},
    counts: {
      ...{ asked: true, entries: [{ ...whole, ...entry }], articles: 4, fields: fields({}) },
      ...{ bodyChars: [900, 1000, 1100, 1200], judged: 4, relevant: 4, requests: 5 },
      ...{ notModified: 0, bytes: 60_000, statuses: {}, examples: {}, ends: { saved: 4 } },
      ...change,
    },
  }
}
const fields = (some: Partial<RoundCounts['fields']>) =>
  ({
    ...Object.fromEntries(countedFields.map(field => [field, 4])),
    ...some,
  }) as RoundCounts['fields']

/** Runs rounds through a judgement each, as the line does; gives back what was told. */
function watch() {
  const history: SourceHistory = { rounds: [], days: [] }
  const events: string[] = []
  let open: { id: string; openedAt: Date; finding: Finding }[] = []
  let index = 0
  const round = (change: Change) => {
    const next = roundAt(index++, change)
    const day = addDays(first, Math.floor((index - 1) / 24))
    if (history.days.at(-1)?.day !== day) history.days.push(emptyDay(day))
    history.days.push(tallyDay(history.days.pop()!, next, 'UTC'))
    history.rounds = [...history.rounds, next].slice(-ROUNDS_KEPT)
    const told = open.map(({ openedAt, finding }) => ({ ...finding, openedAt }))
    const now = new Date(next.startedAt.getTime() + 1000)
    const judged = judgeSource(source, { ...history, told }, calendar, now)
    const known = open.map(({ id, finding }) => ({ id, kind: finding.kind, where: finding.where }))
    const changes = settleIncidents(known, judged, false)
    for (const { id, finding } of changes.keep) open.find(each => each.id === id)!.finding = finding
    open = open.filter(({ id }) => !changes.end.includes(id))
    events.push(...changes.end.map(() => 'ended'))
    for (const finding of changes.open) {
      open.push({ id: String(index), openedAt: now, finding })
      events.push(`opened ${finding.measure?.of ?? finding.kind}`)
    }
  }
  return {
    events,
    rounds(count: number, change: (index: number) => Change = () => ({})) {
      for (let each = 0; each < count; each++) round(change(each))
    },
  }
}

const gone: [string, (index: number) => Change][] = [
  ...countedFields.flatMap((field): [string, (index: number) => Change][] => [
    [field, () => ({ fields: fields({ [field]: 1 }) })],
    [field, index => ({ fields: fields({ [field]: index % 3 === 1 ? 3 : 1 }) })],
  ]),
  ['length', () => ({ bodyChars: [90, 80, 85, 100] })],
  [
    'pages',
    () => ({ articles: 1, ends: { saved: 1, 'notArticle:no-text': 3 }, fields: fieldsOf(1) }),
  ],
  ['subject', () => ({ relevant: 0 })],
  ['degraded', () => ({ entry: { dated: 4 } })],
  ['degraded', () => ({ entry: { rows: 3, dated: 3 } })],
  [
    'broken',
    () => ({
      entry: { offHost: 19, fresh: 0 },
      articles: 0,
      fields: fieldsOf(0),
      bodyChars: [],
      judged: 0,
      relevant: 0,
    }),
  ],
]
const fieldsOf = (count: number) =>
  Object.fromEntries(countedFields.map(field => [field, count])) as RoundCounts['fields']

describe('what was told goes on for as long as it is so, and is told once', () => {
  test.each(gone)('%s', (of, change) => {
    const { events, rounds } = watch()
    rounds(24 * 6)
    expect(events).toEqual([])
    // Twice as many rounds as are kept, so that nothing is known of the beginning.
    rounds(2 * ROUNDS_KEPT, change)
    expect(events).toEqual([`opened ${of}`])
    rounds(24)
    expect(events).toEqual([`opened ${of}`, 'ended'])
    rounds(48)
    expect(events).toHaveLength(2)
  })
})
