import { expect, test } from 'vitest'
import { type Outcome, outcomeReasons } from '../../src/model/outcome.ts'
import { findRule } from '../../src/model/outcome-rules.ts'
import { judgeEnd } from '../../src/pipeline/judge-end.ts'

const hour = 3_600_000
const start = new Date('2026-03-02T01:00:00Z')

/** The hours after which a link is asked for again that always ends so, until it is given up. */
function hoursOf(outcome: Outcome, most = 9): number[] {
  let link = { attempts: 0, lastOutcome: null as Outcome | null, firstSeenAt: start }
  let now = start
  const hours: number[] = []
  while (hours.length < most) {
    const end = judgeEnd(link, outcome, now)
    if (!end.nextAttemptAt) return hours
    hours.push((end.nextAttemptAt.getTime() - now.getTime()) / hour)
    now = end.nextAttemptAt
    link = { ...link, attempts: end.attempts, lastOutcome: end.outcome }
  }
  return hours
}

test.each([
  ['a wall is tried five times over two weeks', 'blocked', 'http-403', [3, 12, 36, 96, 192]],
  ['a captcha is a wall', 'blocked', 'challenge', [3, 12, 36, 96, 192]],
  ['a redirect to the list is a wall', 'blocked', 'redirect', [3, 12, 36, 96, 192]],
  ['a legal block is a wall', 'blocked', 'http-451', [3, 12, 36, 96, 192]],
  ['a page that was read too slowly is read again', 'failed', 'parse-timeout', [0.5, 6, 24]],
  ['an address that is not there is looked at once more', 'gone', 'http-404', [1]],
  ['what was taken down is gone', 'gone', 'http-410', []],
  ['a page too large stays too large', 'failed', 'too-large', []],
  ['a page on another host is none of ours', 'skipped', 'other-host', []],
  ['an old page stays old', 'skipped', 'too-old', []],
] as const)('%s', (_, kind, reason, hours) => {
  expect(hoursOf({ kind, reason })).toEqual(hours)
})

test('a server that is out of order for a week is still asked in the second one', () => {
  const hours = hoursOf({ kind: 'retry', reason: 'http-5xx' })
  expect(hours.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(12 * 24)
})

test('what is our own fault is never given up, and a turn that a host did not have is no try', () => {
  expect(hoursOf({ kind: 'retry', reason: 'own-fault' }, 20)).toHaveLength(20)
  const link = { attempts: 2, lastOutcome: null, firstSeenAt: start }
  expect(judgeEnd(link, { kind: 'retry', reason: 'host-busy' }, start).attempts).toBe(2)
})

test('an end of another kind begins to count anew, but a link is given up after thirty days', () => {
  const link = {
    attempts: 5,
    lastOutcome: { kind: 'retry', reason: 'timeout' } as const,
    firstSeenAt: start,
  }
  const wall = { kind: 'blocked', reason: 'http-403' } as const
  expect(judgeEnd(link, wall, start)).toMatchObject({ attempts: 1, outcome: wall })
  const late = new Date(start.getTime() + 31 * 24 * hour)
  expect(judgeEnd(link, wall, late).nextAttemptAt).toBeNull()
})

test('what a server asks for is the least wait, and given up is told as such', () => {
  const link = { attempts: 0, lastOutcome: null, firstSeenAt: start }
  const busy = { kind: 'retry', reason: 'http-429' } as const
  expect(judgeEnd(link, busy, start, 2 * hour).nextAttemptAt?.getTime()).toBe(
    start.getTime() + 2 * hour,
  )
  expect(judgeEnd({ ...link, attempts: 7, lastOutcome: busy }, busy, start)).toMatchObject({
    outcome: { kind: 'failed', reason: 'too-many-tries', detail: 'http-429' },
    nextAttemptAt: null,
  })
})

/** Ends of jobs and of entry points, which are no ends of links. */
const notOfLinks = new Set([
  ...['skipped:running', 'skipped:article-gone', 'skipped:source-gone', 'skipped:not-due'],
  ...['skipped:aborted', 'skipped:already-known', 'failed:invalid-feed', 'failed:invalid-sitemap'],
  ...['skipped:no-room', 'failed:no-links', 'failed:too-many-tries'],
])

test('every way in which a link can end stands in the table', () => {
  const all = Object.entries(outcomeReasons).flatMap(([kind, reasons]) =>
    reasons.map(reason => ({ kind, reason }) as Outcome),
  )
  const missing = all
    .filter(outcome => !findRule(outcome))
    .map(({ kind, reason }) => `${kind}:${reason}`)
  expect(missing.filter(name => !notOfLinks.has(name))).toEqual([])
})
