import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenedQueue, openQueue } from '../../src/queue/open-queue.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { fixtureParts } from './fixture-parts.ts'

const PASSWORD = 'correct horse battery'
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const hasBrowser = existsSync(executablePath)

let opened: OpenedStore
let queue: OpenedQueue
let served: Served
beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const log = { warn: () => undefined, error: () => undefined }
  queue = await openQueue({ redisUrl: null, pool: opened.pool, log })
  await queue.add('crawl', [{ sourceId: 'news.example', slot: 'asked-1' }])
  await opened.store.setPassword(PASSWORD, new Date())
  const { parts } = fixtureParts([])
  const app = buildServer({
    ...{ ...parts, store: opened.store, queue, operate: queue },
    now: () => new Date(),
  })
  served = await serve(app, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await served?.close(100)
  await queue?.close()
  await opened?.store.close()
})

const at = (path: string) => `http://127.0.0.1:${served.port}${path}`

async function login(): Promise<string> {
  const body = new URLSearchParams({ password: PASSWORD })
  const answer = await fetch(at('/admin/login'), { method: 'POST', body, redirect: 'manual' })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

test('nobody sees the jobs without the password', async () => {
  for (const path of ['/admin/queues', '/admin/queues/api/queues', '/admin/queues/static/x.js']) {
    const answer = await fetch(at(path), { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/admin')
  }
})

test('operators see each job, and can change none', async () => {
  const headers = { cookie: await login() }
  const board = await fetch(at('/admin/queues/api/queues?activeQueue=crawl&status=latest'), {
    headers,
  })
  const { queues } = (await board.json()) as { queues: { name: string; readOnlyMode: boolean }[] }
  expect(queues.map(({ name }) => name)).toEqual(['crawl', 'publish', 'deliver', 'replay'])
  expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true)
  expect(JSON.stringify(queues)).toContain('news.example')
  const emptied = await fetch(at('/admin/queues/api/queues/crawl/empty'), {
    method: 'PUT',
    headers,
  })
  expect(emptied.status).toBe(405)
  expect(await queue.counts()).toMatchObject({ crawl: { waiting: 1 } })
})

test.skipIf(!hasBrowser)(
  'its page runs under a policy that fetches nothing from elsewhere',
  async () => {
    await using browser = await chromium.launch({
      executablePath,
      timeout: 120_000,
      args: ['--no-sandbox'],
    })
    const page = await browser.newPage()
    const asked: string[] = []
    page.on('response', answer => asked.push(new URL(answer.url()).host))
    await page.goto(at('/admin'))
    await page.fill('input[name=password]', PASSWORD)
    await page.click('button[type=submit]')
    await page.goto(at('/admin/queues/queue/crawl'))
    await page.getByText('news.example').first().waitFor({ timeout: 60_000 })
    expect(new Set(asked)).toEqual(new Set([`127.0.0.1:${served.port}`]))
  },
)
