import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Running } from '../../src/cli/run-process.ts'
import { dataSites } from './list-sites/data.ts'
import { pageSites } from './list-sites/pages.ts'
import {
  type Answer,
  type Article,
  articlePage,
  articlesUntil,
  type ListSite,
} from './list-sites/site.ts'
import { crawlAll, makeConfig, startLineFor } from './start-line.ts'

const sites = [...pageSites, ...dataSites]
const now = new Date()
const articles = new Map(sites.map(site => [site.id, articlesUntil(now, site.zone)]))

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

async function answer(request: IncomingMessage): Promise<Answer | null> {
  const id = (request.headers.host ?? '').replace(/\.localhost.*$/, '')
  const site = sites.find(each => each.id === id)
  if (!site) return null
  const url = new URL(request.url ?? '/', `http://${id}.localhost`)
  const asked = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body: await bodyOf(request),
    referer: request.headers.referer ?? '',
  }
  const own = articles.get(id)!
  const found = site.answer(asked, own)
  if (found) return found
  const isArticle = (each: Article) => site.articlePath(each) === url.pathname + url.search
  const article = own.find(isArticle)
  return article ? { body: articlePage(article, site.language) } : null
}

let server: Server
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
    { kind: site.kind ?? 'listing', url: `http://${site.id}.localhost:${port}${site.list}` },
  ],
  politeness: { gapMs: 0, concurrency: 4 },
})

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(found => {
      const type = found?.type ?? 'text/html'
      response.writeHead(found ? (found.status ?? 200) : 404, {
        'content-type': type,
        ...found?.headers,
      })
      response.end(found?.body ?? '<h1>404</h1>')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  config = makeConfig(sites.map(site => sourceOf(site, port)))
  running = await startLineFor(config.dir, { ALLOW_ADDRESSES: '127.0.0.1' })
  await crawlAll(running, 400_000)
}, 420_000)

afterAll(async () => {
  await running?.[Symbol.asyncDispose]()
  server?.close()
  config?.[Symbol.dispose]()
})

test.each(sites.map(site => [site.id, site] as const))(
  'a list of the family "%s" is read whole by its address and kind alone',
  async (id, site) => {
    const states = await running.world.store.summarizeSources()
    const state = states.find(each => each.id === `${id}.localhost`)
    expect(state, JSON.stringify(states)).toMatchObject({ articles: articles.get(site.id)!.length })
  },
)
