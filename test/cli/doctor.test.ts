import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import type { Diagnosis } from '../../src/cli/diagnose.ts'
import { renderFindings } from '../../src/cli/doctor.ts'
import { examine, lookAtNetwork, lookAtRunning } from '../../src/cli/doctor-findings.ts'
import { readSettings } from '../../src/config/read-settings.ts'
import { sourceSchema } from '../../src/model/source.ts'

const look = async (env: Record<string, string> = {}) => {
  const settings = readSettings({ DATA_DIR: 'memory://', PORT: '0', ...env })
  const found = await examine(settings, { offline: true })
  return Object.fromEntries(found.map(finding => [finding.name, finding]))
}

test('a machine that is in order is told line by line', async () => {
  const found = await look()
  for (const name of [
    'version',
    'settings',
    'sources',
    'database',
    'disk',
    'zones',
    'guard',
    'port',
  ])
    expect(found[name]?.says, name).toBeTruthy()
  expect(found.sources).toMatchObject({ state: 'ok' })
  expect(found.guard).toMatchObject({ state: 'ok', says: 'no private address is fetched' })
  expect(found.settings?.says).toContain('"pagesDays":180')
  expect(found.network).toBeUndefined()
  expect(renderFindings(Object.values(found))).toMatch(/^ {2}version {3}Carbonwire /)
})

test('what is out of order is marked', async () => {
  await using server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const found = await look({
    PORT: String(port),
    ALLOW_ADDRESSES: '10.0.0.0/8',
    CONFIG_DIR: '/nowhere/at/all',
  })
  expect(found.port).toMatchObject({ state: 'bad' })
  expect(found.sources).toMatchObject({ state: 'bad' })
  expect(found.guard).toMatchObject({
    state: 'note',
    says: 'private addresses may be fetched: 10.0.0.1',
  })
})

test('no password of a database is told', async () => {
  const found = await look({ DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/news' })
  expect(JSON.stringify(found)).not.toContain('geheim')
  expect(found.store).toMatchObject({ state: 'bad' })
})

const jobs = { waiting: 0, active: 0, delayed: 0, failed: 0 }
const well: Diagnosis = {
  ...{ skewMs: 12.3, waiting: 40, held: [], late: [] },
  queue: { crawl: { ...jobs, active: 1 }, publish: jobs, deliver: jobs, replay: jobs } as never,
  sizes: [
    { kind: 'pages', bytes: 300 * 1024 ** 2, rows: 9 },
    { kind: 'articles', bytes: 20 * 1024 ** 2, rows: 9 },
  ],
}

test.each<[string, Partial<Diagnosis>, string, string, RegExp]>([
  ['a clock that is right', {}, 'clock', 'ok', /^12 ms from the database's$/],
  ['a clock that is off', { skewMs: -61_000 }, 'clock', 'bad', /^-61000 ms from/],
  ['the jobs of the queue', {}, 'queue', 'ok', /^waiting\+running: crawl 0\+1, publish 0\+0, /],
  [
    'jobs that failed',
    { queue: { crawl: { ...jobs, failed: 3 } } as never },
    'queue',
    'ok',
    /crawl 0\+0 \(3 failed\)/,
  ],
  ['links that wait', {}, 'line', 'ok', /^40 links wait; held back: none; late: none$/],
  ['too many links that wait', { waiting: 4000 }, 'line', 'note', /^4000 links wait/],
  ['sources behind a wall', { held: ['a.example'] }, 'line', 'ok', /held back: a\.example/],
  ['sources whose round is late', { late: ['b.example'] }, 'line', 'note', /late: b\.example/],
  ['what takes room', {}, 'room', 'ok', /^320 MB in all \(pages 300, articles 20\)$/],
])('%s', (_, change, name, state, says) => {
  const found = lookAtRunning({ ...well, ...change })
  expect(found.find(each => each.name === name)).toMatchObject({
    state,
    says: expect.stringMatching(says),
  })
})

test('where nothing runs it says how to start it', () => {
  expect(lookAtRunning(null)).toMatchObject([
    { name: 'process', state: 'note', says: expect.stringContaining('carbonwire start') },
  ])
})

test('names of sources that cannot be looked up are named, and no network at all is out of order', async () => {
  const sourceAt = (host: string) =>
    sourceSchema.parse({
      ...{ id: host, name: host, language: 'en', zone: 'UTC' },
      entries: [{ kind: 'feed', url: `http://${host}/feed` }],
    })
  const [here, nowhere] = [sourceAt('127.0.0.1'), sourceAt('news.invalid')]
  expect(await lookAtNetwork({ sources: [here] })).toMatchObject({ state: 'ok' })
  expect(await lookAtNetwork({ sources: [here, nowhere] })).toMatchObject({
    ...{ name: 'network', state: 'note' },
    says: expect.stringMatching(/^1 of 2 names were found, not news\.invalid/),
  })
  expect(await lookAtNetwork({ sources: [nowhere] })).toMatchObject({
    state: 'bad',
    says: expect.stringContaining('no name can be looked up (news.invalid)'),
  })
})
