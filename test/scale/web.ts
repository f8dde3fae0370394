import { createServer, type IncomingMessage } from 'node:http'
import type { Asked } from '../politeness/check-politeness.ts'
import { buildAnswer, hostsOf } from './invented-web.ts'

/**
 * An invented web in a process of its own: `web.ts HOSTS PAGES`, so many articles for each host. Told `count` it answers with the
 * number of article pages given out and who asked for them, told `log` with all that it was asked for.
 */
const hosts = hostsOf(Number(process.argv[2]))
const pages = Number(process.argv[3])
const asked: Asked[] = []
const times = new Map<string, number>()

export type Counted = { articles: number; by: Record<string, number> }
const counted: Counted = { articles: 0, by: {} }

const server = createServer((request, response) => {
  const noted = note(request)
  const answer = buildAnswer(
    hosts.indexOf(noted.host),
    noted.path,
    pages,
    countOnce(noted),
    request.headers['if-none-match'],
  )
  noted.status = answer.status
  const seconds = Number(answer.headers['retry-after'] ?? 0)
  setTimeout(() => {
    if (seconds) noted.leaveUntil = Date.now() + seconds * 1_000
    response.writeHead(answer.status, {
      'content-type': noted.path.endsWith('.txt') ? 'text/plain' : 'text/html; charset=utf-8',
      ...answer.headers,
    })
    response.end(answer.body, () => end(noted))
  }, answer.afterMs)
})

function note({ url, headers, socket }: IncomingMessage): Asked {
  const noted: Asked = {
    host: headers.host ?? '',
    path: url ?? '/',
    from: Date.now(),
    until: null,
    by: (socket.remoteAddress ?? '').replace('::ffff:', ''),
    status: 0,
    agent: headers['user-agent'] ?? '',
    conditional: 'if-none-match' in headers || 'if-modified-since' in headers,
    cookie: headers.cookie ?? '',
    secret: 'authorization' in headers,
    traced: 'traceparent' in headers,
    leaveUntil: null,
  }
  asked.push(noted)
  return noted
}

function countOnce({ host, path }: Asked): number {
  const before = times.get(`${host}${path}`) ?? 0
  times.set(`${host}${path}`, before + 1)
  return before
}

function end(noted: Asked): void {
  noted.until = Date.now()
  if (noted.status !== 200 || !/^\/(?:news|moved)\//.test(noted.path)) return
  counted.articles++
  counted.by[noted.by] = (counted.by[noted.by] ?? 0) + 1
}

server.listen(80, () => process.send!('ready'))
process.on('message', wanted => process.send!(wanted === 'log' ? asked : counted))
process.on('disconnect', () => process.exit(0))
