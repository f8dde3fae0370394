import { createServer } from 'node:http'
import { articlePage, listingPage, pathOf } from '../../bench/whole-line/pages.ts'

/**
 * An invented web in a process of its own: `web.ts ADDRESSES PAGES`, so many articles for each of these hosts. Told anything it
 * answers with what was asked for: `[host, path, from, until, whose address, has a traceparent]`.
 */
export type Asked = [
  host: number,
  path: string,
  from: number,
  until: number,
  by: string,
  traced: boolean,
]

const hosts = process.argv[2]!.split(',')
const pages = Number(process.argv[3])
const asked: Asked[] = []
/** What a page takes to be made. */
const LATENCY_MS = 40

function build(host: number, path: string): string | null {
  if (path === '/robots.txt') return 'User-agent: *\nDisallow: /closed/\n'
  const [, page] = /^\/list\/all\/(\d+)\.html$/.exec(path) ?? []
  const numbers = Array.from({ length: pages }, (_, at) => at)
  if (page) return listingPage(host, 'all', numbers, Number(page))
  const number = Number(/\/a(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN) - 100_000
  if (!(number >= 0 && number < pages) || pathOf({ host, number }) !== path) return null
  return articlePage({ host, number }, pages)
}

const server = createServer((request, response) => {
  const from = Date.now()
  const host = hosts.indexOf(request.headers.host ?? '')
  const path = request.url ?? '/'
  const by = (request.socket.remoteAddress ?? '').replace('::ffff:', '')
  const traced = 'traceparent' in request.headers
  setTimeout(() => {
    const text = host < 0 ? null : build(host, path)
    response.writeHead(text === null ? 404 : 200, {
      'content-type': path.endsWith('.txt') ? 'text/plain' : 'text/html; charset=utf-8',
    })
    response.end(text ?? 'none', () => asked.push([host, path, from, Date.now(), by, traced]))
  }, LATENCY_MS)
})
server.listen(80, () => process.send!('ready'))
process.on('message', () => process.send!(asked))
process.on('disconnect', () => process.exit(0))
