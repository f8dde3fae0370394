import { afterEach, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import {
  openReadingPool,
  type ReadingLimits,
  type ReadingPool,
  type ReadingRequest,
  type ReadingTables,
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

test('a page past the limits of the tree is told as such, and is no fault of the reader', async () => {
  const pool = open({ threads: 1 })
  const deep = request('<div><b>'.repeat(9000))
  const expected = { kind: 'failed', outcome: { kind: 'failed', reason: 'too-complex' } }
  expect(await pool.readArticle(deep)).toMatchObject(expected)
  expect(await pool.readEntry(deep, 'listing')).toMatchObject(expected)
  expect(errors).toEqual([])
})
