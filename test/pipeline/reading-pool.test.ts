import { afterEach, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import {
  openReadingPool,
  type ReadingLimits,
  type ReadingPool,
  type ReadingRequest,
  type ReadingTables,
  threadsFor,
} from '../../src/pipeline/reading-pool.ts'

const tables: ReadingTables = { outlets: [], series: null }

const opened: ReadingPool[] = []
afterEach(async () => {
  for (const pool of opened.splice(0)) await pool.close()
})

const errors: string[] = []
function open(limits: ReadingLimits): ReadingPool {
  const pool = openReadingPool(tables, { error: (_, message) => errors.push(message) }, limits)
  opened.push(pool)
  return pool
}

function request(html: string, url = 'https://news.example/2026/11/20/t1.html'): ReadingRequest {
  const page: Page = {
    url,
    finalUrl: url,
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    bytes: new TextEncoder().encode(html),
    fetchedAt: new Date('2026-11-20T02:00:00Z'),
  }
  return { page, zone: 'Asia/Shanghai', language: 'zh-Hans', listed: null }
}

const innocent = request(
  `<html><head><title>青澜绿电交易启动</title></head><body><h1>青澜绿电交易启动</h1><div class="content">${'<p>青澜电力交易中心二十日宣布，首批绿电合同已经签订，涉及六家企业。</p>'.repeat(5)}</div></body></html>`,
)

test('the start of a thread does not count: a limit shorter than that reads an innocent page', async () => {
  const pool = open({ threads: 1, deadlineMs: 400 })
  expect(await pool.readArticle(innocent)).toMatchObject({ kind: 'article' })
})

test('threads start with the first page, and anew for other tables alone', async () => {
  let started = 0
  const count = () => started++
  process.on('worker', count)
  const pool = open({ threads: 1 })
  expect(started).toBe(0)
  await pool.readArticle(innocent)
  expect(started).toBe(1)
  pool.useTables({ ...tables })
  await pool.readArticle(innocent)
  expect(started).toBe(1)
  pool.useTables({
    ...tables,
    outlets: [{ name: '青澜日报', aliases: [], hosts: ['daily.example'], agency: false }],
  })
  expect(started).toBe(1)
  await pool.readArticle(innocent)
  expect(started).toBe(2)
  process.off('worker', count)
})

test('a page past its limit costs itself, and the pages behind it are read', async () => {
  const pool = open({ threads: 1, deadlineMs: 1 })
  const slow = request(
    `<html><body>${'<p>各地绿电交易情况汇总如下。</p>'.repeat(40_000)}</body></html>`,
  )
  const readings = [pool.readArticle(slow), pool.readArticle(slow)]
  expect(await Promise.all(readings)).toMatchObject([
    { kind: 'failed', outcome: { reason: 'parse-timeout' } },
    { kind: 'failed', outcome: { reason: 'parse-timeout' } },
  ])
  const again = open({ threads: 1 })
  const mixed = await Promise.all([
    again.readArticle(innocent),
    again.readEntry(innocent, 'listing'),
  ])
  expect(mixed.map(({ kind }) => kind)).toEqual(['article', 'entry'])
})

test('a page that takes too long costs itself alone: those before and behind it in one pool are read', async () => {
  const list = Array.from(
    { length: 45_000 },
    (_, n) =>
      `<li><a href="/2026/11/20/t${n}.html">各地绿电交易情况汇总，第${n}项要闻</a><span>2026-11-20</span></li>`,
  )
  const poison = request(`<html><body><ul>${list.join('')}</ul></body></html>`)
  // What both cost is asked on this machine as it is now; a limit between them is far from both.
  let costMs = 0
  const onRead = (cpuMs: number) => {
    costMs = cpuMs
  }
  const costOf = async (read: (pool: ReadingPool) => Promise<unknown>) => {
    await read(open({ threads: 1, deadlineMs: 600_000, onRead }))
    return costMs
  }
  const cheap = await costOf(pool => pool.readArticle(innocent))
  const dear = await costOf(pool => pool.readEntry(poison, 'listing'))
  expect(dear).toBeGreaterThan(cheap * 4)

  const pool = open({ threads: 1, deadlineMs: Math.sqrt(cheap * dear) })
  const readings = await Promise.all([
    pool.readArticle(innocent),
    pool.readEntry(poison, 'listing'),
    ...Array.from({ length: 5 }, () => pool.readArticle(innocent)),
  ])
  expect(readings.map(({ kind }) => kind)).toEqual([
    'article',
    'failed',
    ...Array(5).fill('article'),
  ])
  expect(readings[1]).toMatchObject({ outcome: { reason: 'parse-timeout' } })
})

const GB = 1024 ** 3

test.each([
  ['one core', 1, 16, 1],
  ['as many as cores', 2, 16, 2],
  ['eight at most', 64, 256, 8],
  ['a small machine with many cores', 8, 2, 2],
  ['a container of half a gigabyte', 4, 0.5, 1],
])('the number of threads by default: %s', (_, cores, gigabytes, threads) => {
  expect(threadsFor({ cores, memory: gigabytes * GB })).toBe(threads)
})

test('a page past the limits of the tree is told as such, and is no fault of the reader', async () => {
  const pool = open({ threads: 1 })
  const deep = request('<div><b>'.repeat(9000))
  const expected = { kind: 'failed', outcome: { kind: 'failed', reason: 'too-complex' } }
  expect(await pool.readArticle(deep)).toMatchObject(expected)
  expect(await pool.readEntry(deep, 'listing')).toMatchObject(expected)
  expect(errors).toEqual([])
})
