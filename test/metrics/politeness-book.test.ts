import { expect, test } from 'vitest'
import { openPolitenessBook } from '../../src/metrics/politeness-book.ts'
import type { PolitenessDay } from '../../src/model/politeness.ts'

const host = 'news.example:443'
const at = (time: string) => new Date(`2026-11-20T${time}Z`)

function openBook(fails = { next: false }) {
  const saved: PolitenessDay[] = []
  const book = openPolitenessBook(
    async days => {
      if (fails.next) {
        fails.next = false
        throw new Error('the database is away')
      }
      saved.push(...days)
    },
    () => {},
  )
  const ask = (time: string, more: object = {}) =>
    book.watch.asked({
      ...{ host, what: 'page', at: at(time), waitedMs: 0, tookMs: 9, gapMs: 1_000 },
      ...{ conditional: false, status: 200, bytes: 100, ...more },
    })
  return { book, saved, ask, fails }
}

test('requests, gaps and answers of a host are counted by day', async () => {
  const { book, saved, ask } = openBook()
  ask('23:59:57', { what: 'robots' })
  ask('23:59:58.500', { conditional: true, status: 304, bytes: 0 })
  ask('23:59:59')
  book.watch.denied(host, 'robots', at('23:59:59'))
  book.watch.asked({
    ...{ host, what: 'page', at: new Date('2026-11-21T00:00:05Z'), waitedMs: 0, tookMs: 9 },
    ...{ gapMs: 1_000, conditional: false, status: 200, bytes: 1 },
  })
  await book.stop()
  expect(saved).toMatchObject([
    {
      ...{ day: '2026-11-20', host, requests: 3, robotsRequests: 1, conditional: 1, unchanged: 1 },
      ...{ bytes: 200, forbidden: 1, gaps: 2, shortGaps: 1, shortestMs: 500, gapMs: 1_000 },
    },
    { day: '2026-11-21', requests: 1, gaps: 1, shortGaps: 0, shortestMs: 6_000 },
  ])
})

test('a request in a time that a host asked to be left alone for is told', async () => {
  const { book, saved, ask } = openBook()
  ask('08:00:00', { status: 429 })
  book.watch.held(host, at('08:05:00'), 'retry-after', at('08:00:00'))
  ask('08:04:59')
  ask('08:05:00')
  await book.stop()
  expect(saved).toMatchObject([{ retryAfters: 1, early: 1, requests: 3 }])
})

test('what could not be kept is kept with what comes after', async () => {
  const { book, saved, ask, fails } = openBook()
  ask('08:00:00')
  ask('08:00:02')
  fails.next = true
  await book.flush()
  expect(saved).toEqual([])
  ask('08:00:05')
  await book.stop()
  expect(saved).toMatchObject([{ requests: 3, gaps: 2, shortestMs: 2_000 }])
})
