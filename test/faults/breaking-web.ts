import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import tls from 'node:tls'
import { titleOf } from './shaken-web.ts'

/** How a site is broken; `well` when it is not. */
export type Break =
  | 'well'
  | 'forbidden'
  | 'captcha'
  | 'captcha-on-articles'
  | 'login'
  | 'home'
  | 'emptied'
  | 'half-dates'
  | 'no-text'
  | 'gambling'
  | 'moved'
  | 'gone'
  | 'robots'
  | 'down'

/** One invented site: what it has published in its lists `/list/` and `/other/`, and how it is now. */
export type Site = { name: string; published: Date[]; other: Date[]; mood: Break }

export type BreakingWeb = AsyncDisposable & {
  /** An address of a site. That of `cert` is a secure one. */
  at(name: string, path: string): string
  site(name: string): Site
  /** Sets the certificate of the secure site that has run out in the place of the good one. */
  spendCertificate(): void
  renewCertificate(): void
  /** Takes the whole web off, and puts it back under the same ports. */
  off(): Promise<void>
  on(): Promise<void>
}

const ROWS = 6
/** A list is full when it is first read. */
const backlog = () =>
  Array.from({ length: ROWS }, (_, n) => new Date(Date.now() - (ROWS - n) * 3_600_000))
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../fixtures/tls', `${name}.pem`))

/** A news web on loopback whose sites are broken one by one while it runs. Every `*.localhost` name leads to it. */
export async function openBreakingWeb(): Promise<BreakingWeb> {
  const sites = new Map<string, Site>()
  const site = (name: string): Site => {
    const known = sites.get(name) ?? { name, published: backlog(), other: backlog(), mood: 'well' }
    sites.set(name, known)
    return known
  }
  const answer: RequestListener = (request, response) => {
    const [name] = (request.headers.host ?? '').split('.')
    show(site(name!), request.url ?? '/', response)
  }
  const good = { key: fixture('key'), cert: fixture('good') }
  // Our own authority is believed by this process alone.
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), good.cert.toString()])
  const [plain, secure] = [createServer(answer), createSecureServer(good, answer)]
  const servers: Server[] = [plain, secure]
  const listen = (server: Server, port: number) =>
    new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  await Promise.all(servers.map(server => listen(server, 0)))
  const ports = servers.map(server => (server.address() as AddressInfo).port)
  const off = async () => {
    await Promise.all(
      servers.map(server => {
        const closed = new Promise(done => server.close(done))
        server.closeAllConnections()
        return closed
      }),
    )
  }
  return {
    site,
    at: (name, path) =>
      name === 'cert'
        ? `https://cert.localhost:${ports[1]}${path}`
        : `http://${name}.localhost:${ports[0]}${path}`,
    spendCertificate() {
      secure.setSecureContext({ key: good.key, cert: fixture('expired') })
      secure.closeAllConnections()
    },
    renewCertificate: () => secure.setSecureContext(good),
    off,
    on: async () =>
      void (await Promise.all(servers.map((server, at) => listen(server, ports[at]!)))),
    [Symbol.asyncDispose]: off,
  }
}

function show(site: Site, url: string, response: ServerResponse): void {
  const path = url.split('?')[0]!
  const { status, location, body } = answerOf(site, path, response.socket?.localPort ?? 0)
  const headers = { 'content-type': 'text/html; charset=utf-8', ...(location && { location }) }
  response.writeHead(status, headers).end(body)
}

type Shown = { status: number; body: string; location?: string }
const page = (body: string, status = 200): Shown => ({ status, body })
const lead = (location: string, status = 302): Shown => ({ status, body: '', location })

function answerOf(site: Site, path: string, port: number): Shown {
  const { mood } = site
  const isArticle = path.startsWith('/2026/')
  if (path === '/robots.txt')
    return page(`User-agent: *\nDisallow:${mood === 'robots' ? ' /' : ''}\n`)
  // Not 503, after which a host is left alone for some seconds of real time.
  if (mood === 'down') return page('<h1>Bad Gateway</h1>', 502)
  if (mood === 'forbidden') return page('<h1>403 Forbidden</h1>', 403)
  if (mood === 'captcha' || (mood === 'captcha-on-articles' && isArticle)) return page(wall)
  if (mood === 'login') return page(login)
  if (path === '/') return page(homePage(site))
  if (isArticle) return articlePage(site, path)
  if (mood === 'gone') return page('<h1>404</h1>', 404)
  if (mood === 'home') return lead('/')
  if (mood === 'moved') return lead(`http://elsewhere.localhost:${port}/list/`, 301)
  return page(listPage(site, path === '/other/' ? 'o' : 't'))
}

const wall =
  '<html><head><title>安全验证</title></head><body><h1>安全验证</h1><p>您的访问过于频繁，请拖动滑块完成验证后继续访问。</p></body></html>'
const login =
  '<html><head><title>用户登录</title></head><body><h1>请先登录</h1><form action="/login" method="post"><input name="user"><input type="password" name="password"><button>登录</button></form></body></html>'

const pad = (n: number) => String(n).padStart(2, '0')
/** The wall clock of Shanghai. */
function stampOf(at: Date) {
  const wall = new Date(at.getTime() + 8 * 3_600_000)
  const day = wall.toISOString().slice(0, 10)
  return { day, time: `${pad(wall.getUTCHours())}:${pad(wall.getUTCMinutes())}` }
}

const numberOf = (name: string) => [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
const datesOf = (site: Site, mark: string) => (mark === 'o' ? site.other : site.published)
const hasDate = ({ mood }: Site, n: number) => mood !== 'half-dates' || n % 2 === 0

function listPage(site: Site, mark: 'o' | 't'): string {
  const dates = datesOf(site, mark)
  const numbers = dates.map((_, n) => n).slice(-ROWS)
  const rows = numbers.reverse().map(n => {
    const { day } = stampOf(dates[n]!)
    const date = hasDate(site, n) ? `<span>${day}</span>` : ''
    return `<li><a href="/2026/${mark}${n}.html">${titleOf(numberOf(site.name + mark), n)}</a>${date}</li>`
  })
  const sold = Array.from(
    { length: ROWS },
    (_, n) =>
      `<li><a href="/2026/x${n}.html">澳门新葡京娱乐城第${n}期注册送彩金百家乐投注</a><span>2026-01-01</span></li>`,
  )
  const shown = site.mood === 'emptied' ? [] : site.mood === 'gambling' ? sold : rows
  return `<html><head><title>要闻 - ${site.name}</title></head><body><ul class="list">${shown.join('')}</ul></body></html>`
}

const homePage = ({ name }: Site) =>
  `<html><head><title>${name}</title></head><body><nav><a href="/list/">要闻</a> <a href="/about/">关于我们</a></nav><p>欢迎访问。</p></body></html>`

function articlePage(site: Site, path: string): Shown {
  const [, mark = 't', number] = /([ot])(\d+)\.html/.exec(path) ?? []
  const n = Number(number)
  const at = datesOf(site, mark)[n]
  if (!at) return page('<h1>404</h1>', 404)
  const title = titleOf(numberOf(site.name + mark), n)
  const { day, time } = stampOf(at)
  const info = hasDate(site, n) ? `${day} ${time} ` : ''
  const lines = Array.from(
    { length: 6 },
    (_, line) =>
      `<p>负责人介绍，第${n * 7 + line}项工作已经完成，覆盖企业${(n * 977 + line * 61) % 1999}家，核算边界与上一期一致，编号${numberOf(site.name + mark)}-${n}-${line}。</p>`,
  )
  const text = site.mood === 'no-text' ? '' : lines.join('\n')
  return page(`<html><head><title>${title}_${site.name}</title></head><body><div class="article"><h1>${title}</h1>
<div class="info">${info}来源：${site.name}</div><div class="content">${text}</div></div></body></html>`)
}
