import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { carriedBySite } from './carried.ts'
import { buildSite, type DemoDocument, type DemoSite } from './site.ts'
import { carbonTable } from './sites/carbon-table.ts'
import { greenPortal } from './sites/green-portal.ts'
import { gridPost } from './sites/grid-post.ts'
import { ledger } from './sites/ledger.ts'
import { provinceOffice } from './sites/province-office.ts'
import { riverDaily } from './sites/river-daily.ts'

/** The sites of the invented web, each a host of its own. */
const demoSites: DemoSite[] = [
  greenPortal,
  riverDaily,
  carbonTable,
  provinceOffice,
  ledger,
  gridPost,
]

export type DemoWeb = {
  port: number
  /** The sources as an operator would write them. */
  sources: { id: string; source: object }[]
  articles: number
  close(): Promise<void>
}

/**
 * Serves the invented web on loopback, told apart by host. `bornAt` is the day the dates count from: the same one gives the same
 * pages. Throws when the port is taken.
 */
export async function openDemoWeb({
  port = 0,
  bornAt,
}: {
  port?: number
  bornAt: Date
}): Promise<DemoWeb> {
  const sites = new Map<string, Map<string, DemoDocument>>()
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const path = new URL(request.url ?? '/', 'http://demo.localhost').pathname
    const found = sites.get(host)?.get(path)
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      response.end('<title>404</title><h1>页面不存在</h1>')
      return
    }
    const etag = `"${found.body.length.toString(36)}-${bornAt.getTime().toString(36)}"`
    if (found.status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end()
      return
    }
    response.writeHead(found.status, {
      ...found.headers,
      ...(found.status === 200 ? { etag } : {}),
    })
    response.end(found.body)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  const bound = (server.address() as AddressInfo).port
  const origin = (site: DemoSite) => `http://${site.host}:${bound}`
  for (const site of demoSites) {
    sites.set(site.host, buildSite(site, carriedBySite[site.id] ?? [], bornAt, origin(site)))
  }

  return {
    port: bound,
    sources: demoSites.map(site => ({ id: site.id, source: site.source(origin(site)) })),
    articles: demoSites.reduce((sum, site) => sum + (carriedBySite[site.id]?.length ?? 0), 0),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
