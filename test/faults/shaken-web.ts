import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the web answers for a page; changed while it runs. */
export type Mood =
  | 'well'
  | 'forbidden'
  | 'captcha'
  | 'redirects'
  | 'gone'
  | 'missing'
  | 'broken'
  | 'busy'
  | 'slow'
  | 'cut'
  | 'reset'
  | 'poison'

export type ShakenWeb = AsyncDisposable & {
  port: number
  /** `http://HOST.localhost:PORT` and the path. */
  at(path: string, site?: number): string
  /** How all pages of articles answer, but for those with a mood of their own. */
  mood: Mood
  moods: Map<string, Mood>
  /** Articles a site lists. */
  articles: number
  /** Articles that were corrected, as `SITE/N`, and how often: title and text say so. */
  corrected: Map<string, number>
  /** When set, what is asked for fails now and then, lists too. */
  fault: Fault | null
  /** Paths asked for, as `HOST/path`. */
  asked: string[]
}

/** A share of all addresses that fail when they are first asked for, `times` in a row, each in one of these ways. */
export type Fault = { rate: number; times: number; moods: Mood[] }

export type ShakenWebOptions = { articles?: number }

const subjects = [
  '全国碳市场',
  '绿色电力证书',
  '碳捕集项目',
  '抽水蓄能电站',
  '光伏制氢基地',
  '碳足迹核算',
]
const deeds = [
  '启动试运行',
  '公布年度报告',
  '完成首笔交易',
  '通过专家评审',
  '开工建设',
  '发布征求意见稿',
]
const places = ['青澜', '白芷', '云渡', '石桥', '南屏', '松陵', '河洲', '临川']

/** The title of an article, which no other has, after so many corrections. */
export const titleOf = (site: number, n: number, corrected = 0): string =>
  `${corrected ? `（更正${corrected}）` : ''}${places[(n + site) % places.length]}${subjects[n % subjects.length]}${deeds[Math.floor(n / 6) % deeds.length]}：第${site * 1000 + n}号公告`

/**
 * A news web of invented sites on loopback that can block, break, slow down, lie and come back. Its articles tell of different
 * things, so that none is a copy of another.
 */
export async function openShakenWeb({ articles = 12 }: ShakenWebOptions = {}): Promise<ShakenWeb> {
  const failed = new Map<string, number>()
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0]!
    const site = Number(/\d+/.exec(host)?.[0] ?? 0)
    const path = (request.url ?? '/').split('?')[0]!
    web.asked.push(`${host}${request.url}`)
    const failing = failureOf(web, failed, `${host}${path}`)
    if (failing) return answer(response, failing, articlePage(site, 0, 0))
    const n = Number(/^\/2026\/11\/20\/t(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN)
    if (path === '/list/' || path === '/') return send(response, 200, listPage(site, web))
    if (!(n < web.articles)) return send(response, 404, '')
    const page = articlePage(site, n, web.corrected.get(`${site}/${n}`) ?? 0)
    answer(response, web.moods.get(`${site}/${n}`) ?? web.mood, page)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const web: ShakenWeb = {
    port,
    at: (path, site = 0) => `http://s${site}.localhost:${port}${path}`,
    mood: 'well',
    moods: new Map(),
    articles,
    corrected: new Map(),
    fault: null,
    asked: [],
    async [Symbol.asyncDispose]() {
      const closed = new Promise(done => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
  return web
}

/** What a mood answers at once: a status and a body. */
const bodies = {
  forbidden: [403, '<h1>403</h1>'],
  gone: [410, ''],
  missing: [404, ''],
  broken: [500, ''],
  busy: [503, ''],
  captcha: [
    200,
    '<html><head><title>安全验证</title></head><body><h1>安全验证</h1><p>您的访问过于频繁，请完成验证后继续访问。</p></body></html>',
  ],
  poison: [200, '<div><b>'.repeat(9000)],
} as const satisfies Partial<Record<Mood, [number, string]>>

/** How an address fails this time; null when it is well. The same addresses fail in every run. */
function failureOf(web: ShakenWeb, failed: Map<string, number>, address: string): Mood | null {
  if (!web.fault) return null
  const number = createHash('sha256').update(address).digest().readUInt32LE()
  const before = failed.get(address) ?? 0
  if (number / 2 ** 32 >= web.fault.rate || before >= web.fault.times) return null
  failed.set(address, before + 1)
  return web.fault.moods[(number + before) % web.fault.moods.length]!
}

function answer(response: ServerResponse, mood: Mood, page: string): void {
  const [status, body] = bodies[mood as keyof typeof bodies] ?? []
  if (status) send(response, status, body)
  else if (mood === 'redirects') response.writeHead(302, { location: '/list/' }).end()
  else if (mood === 'slow') setTimeout(() => send(response, 200, page), 1500).unref()
  else if (mood === 'reset') response.socket?.resetAndDestroy()
  else if (mood === 'cut') sendHalf(response, Buffer.from(page))
  else send(response, 200, page)
}

function sendHalf(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': bytes.length,
  })
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
}

function send(response: ServerResponse, status: number, body: string): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
}

function listPage(site: number, { articles, corrected }: ShakenWeb): string {
  const rows = Array.from(
    { length: articles },
    (_, n) =>
      `<li><a href="/2026/11/20/t${n}.html">${titleOf(site, n, corrected.get(`${site}/${n}`))}</a><span>2026-11-20</span></li>`,
  )
  return `<html><head><title>要闻 - ${site}号站</title></head><body><ul class="list">${rows.join('')}</ul></body></html>`
}

/** The page of an article, after so many corrections. */
export function articlePage(site: number, n: number, corrected = 0): string {
  const title = titleOf(site, n, corrected)
  const figures = Array.from(
    { length: 6 },
    (_, at) => (site * 7919 + n * 104_729 + at * 611_953 + (at === 2 ? corrected : 0)) % 99_991,
  )
  const lines = figures.map(
    (figure, at) =>
      `<p>${places[(figure + at) % places.length]}方面介绍，${subjects[(figure + n) % subjects.length]}第${at + 1}项指标为${figure}吨二氧化碳当量，比上一期变化${figure % 97}个单位，编号${site * 1000 + n}-${figure}。</p>`,
  )
  return `<html><head><title>${title}_${site}号站</title></head><body><div class="article"><h1>${title}</h1>
<div class="info">2026-11-20 09:${String(n % 60).padStart(2, '0')} 来源：${site}号站</div><div class="content">${lines.join('\n')}</div></div></body></html>`
}
