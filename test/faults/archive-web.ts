import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { articlePage, titleOf } from './shaken-web.ts'

const DAY_MS = 86_400_000
const APART_DAYS = 5

export type ArchiveWeb = AsyncDisposable & {
  /** Its first page; each names the one behind it. */
  list: string
  /** Paths asked for. */
  asked: string[]
  /** How old its oldest article is. */
  days: number
}

/** An archive on loopback of one article every five days, some to a page; each answer takes its time. */
export async function openArchiveWeb(
  pages: number,
  onPage: number,
  slowMs: number,
): Promise<ArchiveWeb> {
  const begun = Date.now()
  const dayOf = (n: number) => new Date(begun - (n + 1) * APART_DAYS * DAY_MS).toISOString()
  const asked: string[] = []
  const row = (n: number) =>
    `<li><a href="/a/t${n}.html">${titleOf(0, n)}</a><span>${dayOf(n).slice(0, 10)}</span></li>`
  const listPage = (page: number) => {
    const rows = Array.from({ length: onPage }, (_, at) => row((page - 1) * onPage + at))
    const next = page < pages ? `<a rel="next" href="/list/${page + 1}">下一页</a>` : ''
    return `<html><head><title>要闻</title></head><body><ul class="list">${rows.join('')}</ul>${next}</body></html>`
  }
  const show = (path: string): string | null => {
    const n = /^\/a\/t(\d+)\.html$/.exec(path)?.[1]
    if (n) return articlePage(0, Number(n)).replace('2026-11-20', dayOf(Number(n)).slice(0, 10))
    const page = /^\/list\/(\d*)$/.exec(path)?.[1]
    return page === undefined ? null : listPage(Number(page || 1))
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const body = show(path)
    setTimeout(() => {
      if (response.destroyed) return
      response.writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(body ?? '')
    }, slowMs)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    list: `http://s0.localhost:${port}/list/`,
    asked,
    days: pages * onPage * APART_DAYS,
    async [Symbol.asyncDispose]() {
      const closed = new Promise(done => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}
