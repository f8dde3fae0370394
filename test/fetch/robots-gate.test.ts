import { expect, test } from 'vitest'
import { Refusal } from '../../src/fetch/refusal.ts'
import { openRobotsGate, type RobotsReading } from '../../src/fetch/robots-gate.ts'
import { openRobotsMemory } from '../../src/fetch/robots-memory.ts'

const HOUR = 3_600_000
const page = new URL('http://site.example/a')

/** A gate with a clock that the test turns, over a server that answers what the test sets. */
function openTestGate(first: RobotsReading) {
  const cache = openRobotsMemory()
  const state = { now: Date.parse('2026-03-01T00:00:00Z'), answer: first, asked: 0 }
  const read = async () => {
    state.asked++
    return state.answer
  }
  const gate = openRobotsGate(cache, 'carbonwire', () => state.now)
  const pass = (url = page) =>
    gate.pass(url, read).then(
      () => 'pass',
      error => (error instanceof Refusal ? error.outcome.reason : Promise.reject(error)),
    )
  return { state, pass, cache, gate, read }
}

const closed: RobotsReading = { kind: 'read', text: 'User-agent: *\nDisallow: /a' }

test('a robots.txt is read once a day', async () => {
  const { state, pass } = openTestGate(closed)
  expect(await pass()).toBe('robots')
  expect(await pass(new URL('http://site.example/b'))).toBe('pass')
  state.now += 23 * HOUR
  await pass()
  expect(state.asked).toBe(1)
  state.now += 2 * HOUR
  state.answer = { kind: 'absent' }
  expect(await pass()).toBe('pass')
  expect(state.asked).toBe(2)
})

test('many pages at once ask once', async () => {
  const { state, pass } = openTestGate(closed)
  await Promise.all(Array.from({ length: 20 }, () => pass()))
  expect(state.asked).toBe(1)
})

test('origins do not share their rules', async () => {
  const { state, pass } = openTestGate(closed)
  await pass()
  await pass(new URL('https://site.example/a'))
  await pass(new URL('http://site.example:8080/a'))
  expect(state.asked).toBe(3)
})

test.each<[string, RobotsReading, string]>([
  ['a file that is not there allows everything', { kind: 'absent' }, 'pass'],
  [
    'a server error forbids everything',
    { kind: 'serverError', detail: 'HTTP 500' },
    'robots-unreachable',
  ],
  [
    'no answer forbids everything',
    { kind: 'unreachable', detail: 'ECONNREFUSED' },
    'robots-unreachable',
  ],
])('%s', async (_, answer, expected) => {
  expect(await openTestGate(answer).pass()).toBe(expected)
})

test('a failure is not asked about again at once, but soon', async () => {
  const { state, pass } = openTestGate({ kind: 'unreachable', detail: 'reset' })
  await pass()
  await pass()
  expect(state.asked).toBe(1)
  state.now += 61_000
  state.answer = { kind: 'absent' }
  expect(await pass()).toBe('pass')
})

test('old rules go on holding while the file cannot be read, for a week', async () => {
  const { state, pass } = openTestGate(closed)
  await pass()
  state.answer = { kind: 'serverError', detail: 'HTTP 503' }
  state.now += 25 * HOUR
  expect(await pass()).toBe('robots')
  expect(await pass(new URL('http://site.example/b'))).toBe('pass')
  state.now += 7 * 24 * HOUR
  expect(await pass(new URL('http://site.example/b'))).toBe('robots-unreachable')
})

test('what another process has read is taken from the cache', async () => {
  const { cache, pass, state } = openTestGate(closed)
  await cache.save('http://site.example', {
    verdict: 'rules',
    body: 'User-agent: *\nDisallow:',
    fetchedAt: new Date(state.now),
    expiresAt: new Date(state.now + HOUR),
  })
  expect(await pass()).toBe('pass')
  expect(state.asked).toBe(0)
})

test('a text with NUL characters is kept without them', async () => {
  const { cache, pass } = openTestGate({ kind: 'read', text: 'User-agent: *\0\nDisallow: /a\0' })
  await pass()
  expect((await cache.find('http://site.example'))?.body).toBe('User-agent: *\nDisallow: /a')
})

test('a crawl-delay of days is taken for five minutes', async () => {
  const text = 'User-agent: *\nCrawl-delay: 86400000'
  const { gate, read } = openTestGate({ kind: 'read', text })
  expect((await gate.pass(page, read)).crawlDelayMs).toBe(300_000)
})
