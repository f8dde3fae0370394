import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type CheckOptions, check } from '../../src/cli/check.ts'
import { aroundList } from '../pipeline/list-sites/home.ts'
import { type ListSites, openListSites } from '../pipeline/list-sites/open-sites.ts'
import { blog, trs } from '../pipeline/list-sites/pages.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { start } from './run-command.ts'

let web: ListSites
let config: ReturnType<typeof makeConfig>
let dataDir: string
const before = { ...process.env }

const sourceOf = (site: typeof trs, more: object = {}) => ({
  id: `${site.id}.localhost`,
  name: site.id,
  language: 'zh-Hans',
  zone: site.zone,
  relevance: 'all',
  entries: [{ kind: 'listing', url: web.addressOf(site, site.list) }],
  ...more,
})
const fileOf = (id: string) => join(config.dir, 'sources', `${id}.yaml`)

/** Runs the command; what it printed, and whether it ended well. */
async function run(ids: string[], options: CheckOptions): Promise<{ text: string; ok: boolean }> {
  const lines: string[] = []
  const log = console.log
  console.log = (line: unknown) => lines.push(String(line))
  process.exitCode = 0
  try {
    await check(ids, options)
    return { text: lines.join('\n'), ok: process.exitCode === 0 }
  } finally {
    console.log = log
    process.exitCode = 0
  }
}

beforeAll(async () => {
  web = await openListSites([trs, blog], new Date(), aroundList)
  dataDir = mkdtempSync(join(tmpdir(), 'carbonwire-check-'))
})

beforeEach(() => {
  config?.[Symbol.dispose]()
  config = makeConfig([sourceOf(trs), sourceOf(blog)])
  process.env = {
    ...before,
    CONFIG_DIR: config.dir,
    DATA_DIR: join(dataDir, 'data'),
    ALLOW_ADDRESSES: '127.0.0.1',
    CRAWLER_CONTACT: 'tests@example.org',
  }
})

afterAll(async () => {
  process.env = before
  await web?.[Symbol.asyncDispose]()
  config?.[Symbol.dispose]()
  rmSync(dataDir, { recursive: true, force: true })
})

test('what a source gives now is told: rows, dates, three articles with their evidence', async () => {
  const { text, ok } = await run(['trs.localhost'], { pages: 0 })
  expect(text).toMatch(/✓ trs\.localhost/)
  expect(text).toMatch(/24 rows, 24 dated, 0 cut titles; \d+ links taken for navigation/)
  expect(text).toMatch(/outlet {4,}示例日报 {2}\(best believed: 来源：/)
  expect(text.match(/^ {2}article /gm)).toHaveLength(3)
  expect(ok).toBe(true)
})

test('pages of a healthy source are kept, and a rule that loses a field is refused before it goes live', async () => {
  await run(['trs.localhost'], { pages: 0 })
  const same = await run(['trs.localhost'], { regress: true })
  expect(same.text).toMatch(/pages kept while it was healthy: read as they were/)
  expect(same.ok).toBe(true)

  const changed = join(dataDir, 'changed.yaml')
  const rule = { article: { body: '.foot' } }
  writeFileSync(changed, JSON.stringify(sourceOf(trs, rule)))
  const worse = await run([], { with: changed, offline: true, strict: true, pages: 0 })
  expect(worse.text).toMatch(/less than before: (?:text|no article any more)/)
  expect(worse.ok).toBe(false)
})

test('rows that a rule of the list loses are told', async () => {
  await run(['trs.localhost'], { pages: 0 })
  const changed = join(dataDir, 'rows.yaml')
  const entries = [{ ...sourceOf(trs).entries[0], rules: { remove: ['li:nth-child(3)'] } }]
  writeFileSync(changed, JSON.stringify(sourceOf(trs, { entries })))
  const { text, ok } = await run([], { with: changed, offline: true, strict: true, pages: 0 })
  expect(text).toMatch(/1 rows less, such as 甘湖/)
  expect(ok).toBe(false)
})

test('--json is one document with the same: problems, rows, fields with their evidence, and no bytes', async () => {
  const { text, ok } = await run(['trs.localhost'], { json: true, pages: 0 })
  const { problems, sources } = JSON.parse(text)
  expect(problems).toEqual([])
  expect(sources).toHaveLength(1)
  const [{ id, now, fallen }] = sources
  expect({ id, fallen, problems: now.problems }).toEqual({
    ...{ id: 'trs.localhost', fallen: [], problems: [] },
  })
  expect(now.entries).toMatchObject([{ dated: 24, cut: 0, why: null }])
  expect(now.entries[0].rows).toHaveLength(24)
  expect(now.articles[0]).toMatchObject({ fields: { outlet: '示例日报' }, why: null })
  expect(now.articles[0].explanations.map((each: { field: string }) => each.field)).toContain(
    'outlet',
  )
  expect(text).not.toContain('"page":')
  expect(ok).toBe(true)
})

test('--watch reads the same pages by each version of the file, and asks nobody again', async () => {
  const { PATH, CONFIG_DIR, DATA_DIR, ALLOW_ADDRESSES, CRAWLER_CONTACT } = process.env
  const env = { PATH, CONFIG_DIR, DATA_DIR, ALLOW_ADDRESSES, CRAWLER_CONTACT, NO_COLOR: '1' }
  const watching = start(['check', 'trs.localhost', '--watch', '--pages', '0'], {
    env: env as Record<string, string>,
  })
  await watching.said('24 rows, 24 dated')
  const asked = () => web.asked.filter(each => each.startsWith('trs/'))
  const before = [...asked()]
  const rules = { include: ['^/nowhere/'] }
  writeFileSync(fileOf('trs.localhost'), JSON.stringify(sourceOf(trs, rules)))
  await watching.said('include ^/nowhere/ meets none of 24 rows')
  expect(asked()).toEqual(before)
  watching.child.kill('SIGINT')
  expect((await watching.ended).code).toBe(0)
})

test('--all writes the day and what was seen into the file, and leaves the rest of it', async () => {
  await run([], { all: true, pages: 0 })
  const text = readFileSync(fileOf('blog.localhost'), 'utf8')
  expect(text).toMatch(
    /^verified: \d{4}-\d\d-\d\d {2}# \d+ rows, \d+ dated; 3 of 3 articles read$/m,
  )
  expect(text).toContain('relevance: all')
})

test('of addresses that are told of an entry, the one that answers takes its place', async () => {
  const url = web.addressOf(trs, '/gone/')
  const right = web.addressOf(trs, trs.list)
  const entries = [{ kind: 'listing', url, alternates: [web.addressOf(trs, '/away/'), right] }]
  writeFileSync(fileOf('trs.localhost'), JSON.stringify(sourceOf(trs, { entries }), null, 2))
  const { text, ok } = await run([], { all: true, pages: 0 })
  expect(text).toContain(`instead ${right}: 12 rows`)
  expect(ok).toBe(false)
  expect(JSON.parse(readFileSync(fileOf('trs.localhost'), 'utf8')).entries[0]).toMatchObject({
    url: right,
    alternates: [web.addressOf(trs, '/away/'), url],
  })
})

test.each([
  [
    'one list in two files',
    { id: 'second.example' },
    /is named in trs\.localhost too|is named in second\.example too/,
  ],
  [
    'a pattern that meets nothing',
    { include: ['^/nowhere/'] },
    /include \^\/nowhere\/ meets none of 24 rows/,
  ],
])('%s is told', async (_, more, expected) => {
  const source = sourceOf(trs, more)
  writeFileSync(fileOf(source.id), JSON.stringify(source))
  const { text, ok } = await run(
    ['trs.localhost', ...(source.id === 'second.example' ? ['second.example'] : [])],
    {
      strict: true,
      pages: 0,
    },
  )
  expect(text).toMatch(expected)
  expect(ok).toBe(false)
})

test('what is wrong is told in the language of whoever looks', async () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
  writeFileSync(fileOf('trs.localhost'), JSON.stringify(sourceOf(trs, { include: ['^/nowhere/'] })))
  const { text } = await run(['trs.localhost'], { pages: 0 })
  vi.unstubAllEnvs()
  expect(text).toContain('include ^/nowhere/ 与 24 行中的任何一行都不符')
  expect(text).toMatch(/ {4}标题 +\S/)
})
