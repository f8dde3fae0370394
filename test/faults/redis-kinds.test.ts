import { afterEach, expect, test } from 'vitest'
import { hasOpenssl, makeCertificates } from '../certificates.ts'
import { end } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { endAll, hostsOf, startBehindTls, startCluster, startWatched } from '../redis-kinds.ts'
import { freePort, hasPostgres, hasRedis, type Service, startPostgres } from '../services.ts'
import { allTitles, readEverything, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 3
const ARTICLES = 20
const can = hasPostgres && hasRedis
const why = can ? '' : ' (skipped: no postgres or no redis-server here)'

const services: Service[] = []
const opened = new DisposableStack()
afterEach(() => endAll(services))

/** The settings of a process that finds it, and what happens to it in the middle of the crawl. */
type Kind = { env: Record<string, string>; disturb?: () => Promise<unknown> }

async function behindTls(): Promise<Kind> {
  const made = opened.use(makeCertificates())
  const { server, url } = await startBehindTls(made)
  services.push(server)
  const own = { REDIS_CERT_FILE: made.cert, REDIS_KEY_FILE: made.key }
  return { env: { REDIS_URL: url, REDIS_CA_FILE: made.ca, ...own } }
}

async function watched(): Promise<Kind> {
  const servers: Service[] = []
  const sentinels: Service[] = []
  await startWatched('wire', { servers, sentinels })
  services.push(...sentinels, ...servers)
  return {
    env: { REDIS_URL: `redis://${hostsOf(sentinels)}?sentinel=wire`, REDIS_PASSWORD: 'wire' },
    disturb: () => servers[0]!.kill(),
  }
}

async function cluster(): Promise<Kind> {
  const nodes: Service[] = []
  await startCluster(nodes)
  services.push(...nodes)
  return { env: { REDIS_URL: `redis://${hostsOf(nodes)}` } }
}

const kinds = [
  ['behind TLS, with certificates on both sides', behindTls, hasOpenssl],
  ['that Sentinels watch, whose master dies in the middle of the crawl', watched, true],
  ['Cluster', cluster, true],
] as const

for (const [name, start, has] of kinds)
  test.skipIf(!can || !has)(
    `the whole line, as processes of their own, on a Redis ${name}: everything comes once${why}`,
    { timeout: 400_000 },
    async () => {
      await using web = await openShakenWeb({ articles: ARTICLES })
      await using postgres = await startPostgres()
      const { env: redis, disturb } = await start()
      using config = makeConfig(sourcesOf(web, SITES))
      const port = await freePort()
      const env = {
        ...{ DATABASE_URL: postgres.url, CONFIG_DIR: config.dir, ALLOW_ADDRESSES: '127.0.0.1' },
        ...{ PORT: String(port), ...redis },
      }
      const processes = ['server', 'publish', 'crawl', 'crawl'].map(kind =>
        startProcess([`workers/${kind}.ts`], env),
      )
      try {
        const base = `http://127.0.0.1:${port}`
        if (disturb) {
          await untilWhole(base, 5)
          await disturb()
        }
        const held = await untilWhole(base, SITES * ARTICLES)
        expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
        expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
        expect(held.kinds).toEqual(['added'])
        expect(await Promise.all(processes.map(child => end(child, 'SIGTERM')))).toEqual([
          ...[0, 0, 0, 0],
        ])
        expect(await readEverything(base)).toBeNull()
      } finally {
        await Promise.all(processes.map(child => end(child, 'SIGKILL')))
      }
    },
  )
