import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, type Article, articlePage, articlesUntil, type ListSite } from './site.ts'

export type ListSites = AsyncDisposable & {
  port: number
  articles: Map<string, Article[]>
  /** Every request, as host and path. */
  asked: string[]
  addressOf(site: ListSite, path: string): string
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

/** Serves these sites on loopback, told apart by host; `around` answers what a site itself does not. */
export async function openListSites(
  sites: ListSite[],
  now: Date,
  around: (site: ListSite, path: string, articles: Article[]) => Answer | null = () => null,
): Promise<ListSites> {
  const articles = new Map(sites.map(site => [site.id, articlesUntil(now, site.zone)]))

  const asked: string[] = []
  const answer = async (request: IncomingMessage): Promise<Answer | null> => {
    const id = (request.headers.host ?? '').replace(/\.localhost.*$/, '')
    const site = sites.find(each => each.id === id)
    if (!site) return null
    const url = new URL(request.url ?? '/', `http://${id}.localhost`)
    asked.push(`${id}${url.pathname}`)
    const question = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body: await bodyOf(request),
      referer: request.headers.referer ?? '',
    }
    const own = articles.get(id)!
    const found = site.answer(question, own)
    if (found) return found
    const article = own.find(each => site.articlePath(each) === url.pathname + url.search)
    return article ? { body: articlePage(article, site.language) } : around(site, url.pathname, own)
  }

  const server = createServer((request, response) => {
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
  return {
    port,
    articles,
    asked,
    addressOf: (site, path) => `http://${site.id}.localhost:${port}${path}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
