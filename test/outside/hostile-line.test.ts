import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedQueue, openQueue } from '../../src/queue/open-queue.ts'
import { openStore } from '../../src/store/open-store.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { end } from '../children.ts'
import { startProcess } from '../faults/processes.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort, hasPostgres, startPostgres } from '../services.ts'
import {
  type Bench,
  type Endpoint,
  hasBench,
  impoliteness,
  type LogEntry,
  type Manifest,
  type RobotsHost,
  startBench,
} from './hostile-bench.ts'

const limitMs = Number(process.env.HOSTILE_MINUTES ?? 12) * 60_000
/** Rounds that a list gets which is to come in the end: it may fail in the first ones. */
const ROUNDS = 4
/** A round takes 45 s and what it has begun a minute more, however slow the machine; its lists and articles are among it. */
const ROUND_S = 120
/** What a process of the line may hold at most while it reads what is meant to fill it, readings in threads and all. */
const MOST_MB = 1_200

/** What the store holds of one source in the end. */
type Held = {
  links: { url_key: string; url: string; title: string; ended: string | null }[]
  /** How each of its entries ended in its last round. */
  entries: Record<string, string>
  longest_s: number
  alarms: number
}

const idOf = (name: string) => `${name.replace(/[^a-z0-9]+/g, '-')}.example`

/** An article is come to by the list of its host; all else is an entry itself. */
function toSource({ name, kind, url }: Endpoint) {
  const address = kind === 'article' ? new URL('/', url).href : url
  return sourceOf(idOf(name), [
    kind === 'feed' || kind === 'sitemap'
      ? { kind, url: address }
      : { kind: 'listing', url: address, maxPages: 2 },
  ])
}

/** Each path of a robots host is an entry: so it is asked for whether or not a list names it. */
const robotsSource = ({ name, origin, allow, deny }: RobotsHost) =>
  sourceOf(
    idOf(`robots-${name}`),
    [...new Set([...allow, ...deny])].map(path => ({
      ...{ kind: 'listing', url: origin + path, maxPages: 1 },
    })),
  )

const sourceOf = (id: string, entries: object[]) => ({
  ...{ id, name: id, language: 'en', zone: 'UTC', relevance: 'all', intervalMinutes: 10_080 },
  // A failure is asked about again when this says so, and not by the rhythm.
  ...{ rhythm: false, entries, depth: 0, maxAgeDays: 3650 },
  // Below the bench's 500 ms a gap counts as impolite; a busy machine delivers late.
  politeness: { gapMs: 560, concurrency: 1 },
})

const HELD = `
  select s.id, (select count(*)::integer from carbonwire.alarm a where a.source_id = s.id) as alarms,
    (select coalesce(max(extract(epoch from r.ended_at - r.started_at)), 0)::float
      from carbonwire.round r where r.source_id = s.id) as longest_s,
    (select r.counts -> 'entries' from carbonwire.round r
      where r.source_id = s.id and (r.counts ->> 'asked')::boolean order by started_at desc limit 1) as entries,
    coalesce((select jsonb_agg(jsonb_build_object('url_key', l.url_key, 'url', l.url, 'title', g.title,
        'ended', nullif(concat_ws(':', l.outcome ->> 'kind', l.outcome ->> 'reason'), '')))
      from carbonwire.sighting g join carbonwire.link l on l.id = g.link_id where g.source_id = s.id), '[]') as links
  from carbonwire.source s`

describe.skipIf(!hasBench || !hasPostgres)('the hostile bench through the whole line', () => {
  const opened = new AsyncDisposableStack()
  let bench: Bench
  let manifest: Manifest
  let base: string
  let child: ChildProcess
  let client: pg.Pool
  let queue: OpenedQueue
  let said = ''
  let held: Map<string, Held>
  let log: LogEntry[]

  beforeAll(async () => {
    bench = opened.use(
      await startBench(['--hosts', '2', '--articles', '5', '--max-hang', '25', '--tls']),
    )
    manifest = await bench.manifest()
    const sources = [...manifest.hostile.map(toSource), ...manifest.robots.map(robotsSource)]
    const config = opened.use(makeConfig(sources))
    const postgres = opened.use(await startPostgres())
    const port = await freePort()
    base = `http://127.0.0.1:${port}`
    child = startProcess(['workers/all.ts'], {
      ...{ DATABASE_URL: postgres.url, CONFIG_DIR: config.dir, PORT: String(port) },
      ...{ ALLOW_ADDRESSES: '127.0.0.2-127.0.30.255', CRAWLER_AGENT: 'NewsBench/1.0' },
    })
    child.stderr!.on('data', bytes => {
      said += bytes
    })
    // Opened once the process has made it what it is.
    while (!(await fetch(`${base}/health/live`).catch(() => null))?.ok) await sleep(500)
    const { store, pool } = await openStore({ databaseUrl: postgres.url, dataDir: '' })
    opened.defer(() => store.close())
    client = pool
    const until = Date.now() + limitMs
    const count = async (what: string) =>
      Number((await client.query(`select count(*) as n from carbonwire.${what}`)).rows[0].n)
    const untilNone = async (what: string) => {
      while ((await count(what).catch(() => 1)) && Date.now() < until) await sleep(1000)
    }
    const asked = `(select 1 from carbonwire.round r where r.source_id = s.id and (r.counts ->> 'asked')::boolean`
    while ((await count('source').catch(() => 0)) < sources.length) await sleep(500)
    await untilNone(`source s where not exists ${asked})`)
    const openedQueue = await openQueue({
      ...{ redisUrl: null, pool: client, log: pino({ level: 'silent' }) },
    })
    queue = openedQueue
    for (let turn = 2; turn <= ROUNDS && Date.now() < until; turn++) {
      held = await readHeld()
      const ids = manifest.hostile
        .filter(each => each.outcome === 'items' && lost(each).length)
        .map(({ name }) => idOf(name))
      if (!ids.length) break
      const { rows } = await client.query('select clock_timestamp() as at')
      await queue.add(
        'crawl',
        ids.map(sourceId => ({ sourceId, slot: `asked-${turn}` })),
      )
      await untilNone(
        `source s where id in (${ids.map(id => `'${id}'`)}) and not exists ${asked} and r.started_at > '${rows[0].at.toISOString()}')`,
      )
    }
    await untilNone(`link where state = 'open' and outcome is null`)
    held = await readHeld()
    log = await bench.log()
  }, limitMs + 120_000)

  afterAll(async () => {
    await queue?.close()
    if (child) await end(child, 'SIGKILL')
    await opened.disposeAsync()
  }, 60_000)

  async function readHeld(): Promise<Map<string, Held>> {
    const { rows } = await client.query(HELD)
    return new Map(
      rows.map(({ id, links, entries, longest_s, alarms }) => [
        id,
        {
          ...{ links, longest_s, alarms },
          entries: Object.fromEntries(
            (entries ?? []).map(({ url, outcome, detail }: Record<string, string>) => [
              url,
              [outcome, detail].filter(Boolean).join(' '),
            ]),
          ),
        },
      ]),
    )
  }

  const heldOf = (name: string) => held.get(idOf(name))!
  const saidOf = (name: string) => Object.values(heldOf(name).entries).join(', ') || 'no round'

  /** What the list is to show and the store does not hold, under its address and its title. */
  function lost({ name, items }: Endpoint): string[] {
    const links = new Map<string | null, Held['links'][number]>(
      heldOf(name).links.map(link => [link.url_key, link]),
    )
    return items
      .filter(({ title, extra }) => title || !extra)
      .filter(({ url, title, extra }) => {
        const link = links.get(urlKey(url))
        return !link || (!extra && link.title !== title)
      })
      .map(({ url }) => new URL(url).pathname)
  }

  test('the process stood, and every source had its round', () => {
    expect(child.exitCode).toBeNull()
    const without = [...held].filter(([, { entries }]) => !Object.keys(entries).length)
    expect(without.map(([id]) => id)).toEqual([])
    expect(held.size).toBe(manifest.hostile.length + manifest.robots.length)
  })

  test('what must come comes, what must fail leaves nothing, and each says why', () => {
    const wrong = manifest.hostile.flatMap(each => {
      const { links, alarms } = heldOf(each.name)
      const missing = lost(each)
      const told = `${each.name} (${each.outcome}): ${saidOf(each.name)}`
      const isFailed = /^(?:retry|failed|blocked|gone|forbidden|notArticle)/.test(saidOf(each.name))
      if (each.outcome === 'items') return missing.length ? [`${told}: lost ${missing}`] : []
      if (each.outcome.startsWith('fail'))
        return links.length ? [`${told}: took ${links.map(({ url }) => url).slice(0, 3)}`] : []
      return !links.length && !isFailed && !alarms ? [`${told}: nothing, without a word`] : []
    })
    expect(wrong).toEqual([])
  })

  test('every link that was taken has come to an end with a name', () => {
    const without = [...held.values()].flatMap(({ links }) => links.filter(({ ended }) => !ended))
    expect(without.map(({ url }) => url)).toEqual([])
  })

  test('every form of robots.txt is kept to', () => {
    const wrong = manifest.robots.flatMap(({ name, origin, host, allow, deny }) => {
      const { entries } = heldOf(`robots-${name}`)
      const isAsked = (path: string) => log.some(each => each.host === host && each.path === path)
      const isKeptOut = (path: string) => /robots/.test(entries[origin + path] ?? '')
      const isLetIn = (path: string) =>
        isAsked(path) || /crawl-delay/.test(entries[origin + path] ?? '')
      return [
        ...allow.filter(path => !isLetIn(path)).map(path => `${name} lets in ${path}`),
        ...deny
          .filter(path => isAsked(path) || !isKeptOut(path))
          .map(path => `${name} keeps out of ${path}: ${entries[origin + path]}`),
      ]
    })
    expect(wrong).toEqual([])
  })

  test('nothing internal was asked for, and nothing of it is told', async () => {
    expect(await bench.baitHits()).toBe(0)
    const links = [...held.values()].flatMap(each => each.links)
    const odd = links.filter(({ url }) => !/^https?:\/\/[^/@]+\//.test(url))
    expect(odd).toEqual([])
  })

  test('no address was held longer than it may be, and no round was', () => {
    const limits = new Map(manifest.hostile.map(each => [each.host, each.max_s]))
    const late = log
      .filter(({ host }) => limits.has(host))
      .map(({ host, path, t0, t1 }) => ({ host, path, seconds: ((t1 ?? Date.now()) - t0) / 1000 }))
      .filter(({ host, seconds }) => seconds > limits.get(host)!)
    expect(late).toEqual([])
    const slow = [...held].filter(([, { longest_s }]) => longest_s > ROUND_S)
    expect(slow.map(([id, { longest_s }]) => `${id} ${longest_s}`)).toEqual([])
  })

  test('memory stays within its bound', () => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const most = Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024
    console.log(`at most ${most.toFixed(0)} MB`)
    expect(most).toBeLessThan(MOST_MB)
  })

  test('no fault of ours was met, nor logged', () => {
    const faults = [...held].flatMap(([id, { links, entries }]) =>
      [...links.map(({ ended }) => ended ?? ''), ...Object.values(entries)]
        .filter(ended => /own-fault|reader-fault/.test(ended))
        .map(ended => `${id} ${ended}`),
    )
    expect(faults).toEqual([])
    const lines = said.split('\n').filter(Boolean)
    // On a busy machine a lock may be lost: the job runs twice, and its source's lease keeps the second from doing anything.
    const lost = lines.filter(line => line.includes('could not renew lock'))
    console.log(`${lost.length} locks were lost`)
    expect(lines.filter(line => !lost.includes(line))).toEqual([])
  })

  test('what is served is well formed, harmless, and knows nothing of what failed', async () => {
    const args = ['--scope', 'hostile', '--out', `${base}/feed.json`, '--html', `${base}/`]
    const { problems } = await bench.check('check-completeness.mjs', args)
    // Whether a list was read whole is judged above; here copies of one text are one story.
    const told = Object.entries(problems as Record<string, { must: boolean; examples: string[] }>)
      .filter(
        ([name, { must }]) => must && !/^(?:missing|title-|date-wrong|date-missing)/.test(name),
      )
      .map(([name, { examples }]) => [name, examples.slice(0, 3)])
    expect(told).toEqual([])
  })

  test('the log of the server shows no impolite request', async () => {
    expect(await impoliteness(bench)).toEqual([])
  })
})
