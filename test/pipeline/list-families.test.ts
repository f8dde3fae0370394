import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Running } from '../../src/cli/run-process.ts'
import { crawlSource } from '../../src/pipeline/crawl-source.ts'
import { dataSites, edition, guarded } from './list-sites/data.ts'
import { type ListSites, openListSites } from './list-sites/open-sites.ts'
import { pageSites } from './list-sites/pages.ts'
import type { ListSite } from './list-sites/site.ts'
import { crawlAll, makeConfig, startLineFor } from './start-line.ts'

const sites = [...pageSites, ...dataSites, guarded]
let web: ListSites
let running: Running
let config: ReturnType<typeof makeConfig>

/** What an operator writes who knows the address of a list; politeness only so that the test need not wait. */
const sourceOf = (site: ListSite, port: number) => ({
  id: `${site.id}.localhost`,
  name: site.id,
  language: site.language,
  zone: site.zone,
  relevance: 'all',
  entries: [
    {
      ...{ kind: site.kind ?? 'listing', ...(site.headers && { headers: site.headers }) },
      url: `http://${site.id}.localhost:${port}${site.list}`,
    },
  ],
  politeness: { gapMs: 0, concurrency: 4 },
})

beforeAll(async () => {
  web = await openListSites(sites, new Date())
  config = makeConfig(sites.map(site => sourceOf(site, web.port)))
  running = await startLineFor(config.dir, { ALLOW_ADDRESSES: '127.0.0.1' })
  await crawlAll(running, 400_000)
}, 420_000)

afterAll(async () => {
  await running?.[Symbol.asyncDispose]()
  await web?.[Symbol.asyncDispose]()
  config?.[Symbol.dispose]()
})

test.each(sites.map(site => [site.id, site] as const))(
  'a list of the family "%s" is read whole by its address and kind alone',
  async (id, site) => {
    const states = await running.world.store.summarizeSources()
    const state = states.find(each => each.id === `${id}.localhost`)
    expect(state, JSON.stringify(states)).toMatchObject({
      articles: web.articles.get(site.id)!.length,
    })
  },
)

test('data whose name changes when its column is republished is found again through the shell', async () => {
  const articles = web.articles.get('agency')!
  const [newest] = articles
  edition.name = '5c77d0'
  const title = '青川海上风电场第二期开工'
  articles.unshift({ ...newest!, number: newest!.number + 1, title })
  const asked = { sourceId: 'agency.localhost', slot: 'asked-1' }
  await crawlSource(running.world, asked, new AbortController().signal)
  const states = await running.world.store.summarizeSources()
  expect(states.find(({ id }) => id === 'agency.localhost')).toMatchObject({
    articles: articles.length,
  })
})
