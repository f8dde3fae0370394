import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { add } from '../../src/cli/add.ts'
import type { Running } from '../../src/cli/run-process.ts'
import { dataSites } from '../pipeline/list-sites/data.ts'
import { aroundList } from '../pipeline/list-sites/home.ts'
import { type ListSites, openListSites } from '../pipeline/list-sites/open-sites.ts'
import { pageSites } from '../pipeline/list-sites/pages.ts'
import { crawlAll, makeConfig, startLineFor } from '../pipeline/start-line.ts'

const sites = [...pageSites, ...dataSites]
/** An interface by itself has no home page that leads to it; every other family is drafted from its home page, and some from the list. */
const fromList = new Set(['bare', 'rest', 'trs', 'column', 'trade', 'paper'])

let web: ListSites
let running: Running
let config: ReturnType<typeof makeConfig>
const printed: string[] = []

const withEnvironment = async (env: Record<string, string>, run: () => Promise<void>) => {
  const before = { ...process.env }
  const write = process.stdout.write
  const log = console.log
  Object.assign(process.env, env)
  process.stdout.write = (text: string | Uint8Array) => Boolean(printed.push(String(text)))
  console.log = (text: unknown) => printed.push(String(text))
  try {
    await run()
  } finally {
    process.env = before
    process.stdout.write = write
    console.log = log
  }
}

const environment = () => ({
  CONFIG_DIR: config.dir,
  ALLOW_ADDRESSES: '127.0.0.1',
  CRAWLER_CONTACT: 'tests@example.org',
})

beforeAll(async () => {
  web = await openListSites(sites, new Date(), aroundList)
  config = makeConfig([])
  // Where nothing is configured yet, the first source brings what ships.
  rmSync(join(config.dir, 'topics.yaml'))
  await withEnvironment(environment(), async () => {
    for (const site of sites)
      await add(web.addressOf(site, fromList.has(site.id) ? site.list : '/'), { yes: true })
  })
  running = await startLineFor(config.dir, { ALLOW_ADDRESSES: '127.0.0.1' })
  await crawlAll(running, 500_000)
}, 720_000)

afterAll(async () => {
  await running?.[Symbol.asyncDispose]()
  await web?.[Symbol.asyncDispose]()
  config?.[Symbol.dispose]()
})

test('of ten sites nine are drafted so that every article is fetched, with no hand on the file', async () => {
  const states = await running.world.store.summarizeSources()
  const whole = sites.filter(site => {
    const state = states.find(each => each.id.startsWith(`${site.id}.localhost`))
    return (
      Number((state as { articles?: number } | undefined)?.articles) >=
      web.articles.get(site.id)!.length
    )
  })
  const missing = sites.filter(site => !whole.includes(site)).map(({ id }) => id)
  expect(whole.length, `not whole: ${missing.join(', ')}`).toBeGreaterThanOrEqual(
    sites.length * 0.9,
  )
})

test('a draft is short, says how sure it is of each field, and writes no rule that could lose an article', () => {
  const files = readdirSync(join(config.dir, 'sources'))
  expect(files).toHaveLength(sites.length)
  for (const file of files) {
    const text = readFileSync(join(config.dir, 'sources', file), 'utf8')
    expect(text.split('\n').length, text).toBeLessThan(30)
    expect(text).toMatch(/^zone: \S+ {2}# (?:sure|likely|guess): /m)
    expect(parse(text)).toMatchObject({ zone: 'Asia/Shanghai', relevance: 'dedicated' })
    expect(parse(text)).not.toHaveProperty('include')
  }
})

test('what was read stands beside the draft: the lists, their rows and three articles', () => {
  const all = printed.join('\n')
  expect(all).toMatch(/✓ {2}listing +40 +40 +4 /)
  expect(all).toContain('云岭海上风电场全部机组并网运行')
  expect(all).toContain('示例日报')
})

test('a list that a source has already is not drafted again', async () => {
  await withEnvironment(environment(), async () => {
    const trs = web.addressOf(sites[0]!, sites[0]!.list)
    await expect(add(trs, { yes: true })).rejects.toThrow(/trs\.localhost-\d+ lists it already/)
  })
})

test('--json tells the draft, its YAML and what was read, and writes nothing without --yes', async () => {
  using bare = makeConfig([])
  const site = sites.find(({ id }) => id === 'blog')!
  const from = printed.length
  await withEnvironment({ ...environment(), CONFIG_DIR: bare.dir }, () =>
    // Nothing speaks https there.
    add(web.addressOf(site, site.list).replace('http://', ''), { json: true }),
  )
  const told = JSON.parse(printed.slice(from).join(''))
  expect(told).toMatchObject({
    asked: web.addressOf(site, site.list),
    written: null,
    draft: {
      zone: { value: expect.any(String), confidence: expect.any(String), why: expect.any(String) },
    },
  })
  expect(parse(told.yaml)).toMatchObject({ id: told.draft.id })
  expect(told.articles).toHaveLength(3)
  expect(told.places[0]).toMatchObject({ kind: 'listing', rows: 40 })
  expect(readdirSync(join(bare.dir, 'sources'))).toEqual([])
})

test('--file drafts each of its lines; one that gives nothing is told at the end and keeps no other back', async () => {
  using bare = makeConfig([])
  const [first, second] = ['trs', 'blog'].map(id => sites.find(site => site.id === id)!)
  const dead = web.addressOf(first!, '/nowhere/at/all/')
  const file = join(bare.dir, 'addresses.txt')
  const lines = [
    ...['# 两个来源和一个打不开的', web.addressOf(first!, first!.list), '', dead],
    `${web.addressOf(second!, second!.list)}  # its news`,
  ]
  writeFileSync(file, lines.join('\r\n'))
  const chinese = { ...environment(), CONFIG_DIR: bare.dir, LC_ALL: 'zh_CN.UTF-8' }
  await withEnvironment(chinese, async () => {
    await expect(add(undefined, { file, yes: true })).rejects.toThrow(dead)
    await expect(add(undefined, { file: `${file}.none` })).rejects.toThrow(/cannot be read/)
    await expect(add(dead, { file })).rejects.toThrow(/expected an address, or --file/)
  })
  const written = readdirSync(join(bare.dir, 'sources')).map(name =>
    name.replace(/-\d+\.yaml$/, ''),
  )
  expect(written).toEqual(expect.arrayContaining(['blog.localhost', 'trs.localhost']))
  expect(written).toHaveLength(2)
  // Who runs it in Chinese reads Chinese comments.
  for (const name of readdirSync(join(bare.dir, 'sources'))) {
    const text = readFileSync(join(bare.dir, 'sources', name), 'utf8')
    const comments = text.match(/# .*$/gm)!.slice(1)
    expect(comments.length).toBeGreaterThan(4)
    expect(comments.filter(each => !/\p{sc=Han}/u.test(each))).toEqual([])
    expect(text).toMatch(/^zone: \S+ {2}# (?:确定|大概|猜测): /m)
  }
})
