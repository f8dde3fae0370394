import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { vi } from 'vitest'
import { stringify } from 'yaml'
import type { Running } from '../../src/cli/run-process.ts'
import type { Incident } from '../../src/model/health.ts'
import { crawlSource } from '../../src/pipeline/crawl-source.ts'
import { tellIncidents } from '../../src/pipeline/tell-incidents.ts'
import { makeConfig, startLineFor } from '../pipeline/start-line.ts'
import { type BreakingWeb, openBreakingWeb } from './breaking-web.ts'

type Told = { event: 'opened' | 'ended'; incident: Incident }

/** A line over a web whose sites break, an operator's hook that hears of it, and a clock that is set ahead from round to round. */
export type WatchedLine = AsyncDisposable & {
  web: BreakingWeb
  world: Running['world']
  /** What the hook has accepted, and the status it answers with. */
  told: Told[]
  hook: { status: number }
  setClock(at: number): void
  /** One round at a time, after so many new pieces of news in the first list and in the other. */
  round(id: string, at: number, news: number, others?: number): Promise<void>
  rounds(id: string, count: number, news: number, everyMs?: number): Promise<void>
  toldOf(id: string | null): Told[]
  eventsOf(id: string | null): Told['event'][]
  stateOf(id: string): Promise<{ state: string; reason: string }>
}

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** A Monday morning in Shanghai. */
const monday = Date.parse('2025-08-25T01:00:00Z')
const SECRET = 'a secret of the hook'
const never = new AbortController().signal

/** Sources with one list each, by their names; those of `twoLists` have another. Only `round` asks them. */
export async function openWatchedLine(
  names: string[],
  twoLists: string[] = [],
): Promise<WatchedLine> {
  const opened = new AsyncDisposableStack()
  // The clock goes on as it does.
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: monday })
  opened.defer(() => void vi.useRealTimers())
  const web = opened.use(await openBreakingWeb())
  const told: Told[] = []
  const hook = { status: 204 }
  const url = await openHook(opened, told, hook)
  const config = opened.use(
    makeConfig(
      names.map(id => ({
        ...{ id, name: id, language: 'zh-Hans', zone: 'Asia/Shanghai', relevance: 'all' },
        ...{ intervalMinutes: 10_080, maxAgeDays: 3650 },
        entries: (twoLists.includes(id) ? ['/list/', '/other/'] : ['/list/']).map(path => ({
          ...{ kind: 'listing', url: web.at(id, path), maxPages: 1 },
        })),
        politeness: { gapMs: 0, concurrency: 4 },
      })),
    ),
  )
  const channel = { kind: 'webhook', name: 'hook', secret: SECRET, url }
  writeFileSync(join(config.dir, 'alarms.yaml'), stringify({ channels: [channel] }))
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' }
  const { world } = opened.use(await startLineFor(config.dir, env, {}))

  let turn = 0
  const setClock = (at: number) => void vi.setSystemTime(Math.max(at, Date.now()))
  const round: WatchedLine['round'] = async (id, at, news, others = 0) => {
    setClock(at)
    const { published, other } = web.site(id)
    for (let each = 0; each < news; each++) published.push(new Date(Date.now() - 60_000))
    for (let each = 0; each < others; each++) other.push(new Date(Date.now() - 60_000))
    await crawlSource(world, { sourceId: id, slot: `asked-${++turn}` }, never)
    await tellIncidents(world)
  }
  const toldOf = (id: string | null) => told.filter(({ incident }) => incident.sourceId === id)
  return {
    ...{ web, world, told, hook, setClock, round, toldOf },
    async rounds(id, count, news, everyMs = HOUR_MS / 2) {
      for (let each = 0; each < count; each++) await round(id, Date.now() + everyMs, news)
    },
    eventsOf: id => toldOf(id).map(({ event }) => event),
    stateOf: async id => (await world.store.findSource(id))!.health!,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** What is not signed as agreed is refused. */
async function openHook(
  opened: AsyncDisposableStack,
  told: Told[],
  hook: { status: number },
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const signature = createHmac('sha256', SECRET).update(body).digest('hex')
    const isSigned = request.headers['x-carbonwire-signature'] === `sha256=${signature}`
    if (isSigned && hook.status < 300)
      told.push(...(JSON.parse(body) as { notices: Told[] }).notices)
    response.writeHead(isSigned ? hook.status : 401).end()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  opened.defer(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
