import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import cliProgress from 'cli-progress'
import { stringify } from 'yaml'
import { type DemoWeb, openDemoWeb } from '../../demo/web.ts'
import { isIdle } from '../pipeline/until-idle.ts'
import type { SourceSummary } from '../store/store.ts'
import type { OpenWorld } from '../world.ts'
import { renderSummary } from './demo-summary.ts'
import { startProcess } from './run-process.ts'
import { withOptions } from './start.ts'
import { aborted, untilStopped } from './until-stopped.ts'

export type DemoOptions = { once?: boolean; json?: boolean; data: string; port?: number }

/** Kept beside the data, so that a later run serves the same web: the same addresses, the same dates. */
type Birth = { port: number; bornAt: string }

/** The first choice for the invented web's port; any free one when it is taken. */
const WEB_PORT = 8411
/** What `carbonwire demo` finds in the checkout. */
const CHECKOUT = resolve(import.meta.dirname, '../..')

/** `carbonwire demo`: the whole line over a small invented web on this machine, with nothing from outside. */
export async function demo(options: DemoOptions): Promise<void> {
  const stop = untilStopped()
  const say = options.json ? () => {} : (text: string) => console.log(text)
  const startedAt = performance.now()
  const { web, configDir } = await prepareDemo(options.data)
  await using closing = new AsyncDisposableStack()
  closing.defer(() => web.close())

  const settings = withOptions(
    {
      LOG_LEVEL: 'warn',
      ...process.env,
      CONFIG_DIR: configDir,
      ALLOW_ADDRESSES: '127.0.0.1',
      CRAWLER_CONTACT: process.env.CRAWLER_CONTACT ?? 'demo@example.org',
    },
    { port: options.port, data: join(options.data, 'store') },
  )
  const running = closing.use(await startProcess(settings))
  say(
    `An invented news web of ${web.sources.length} sites with ${web.articles} articles, crawled from ${settings.dataDir}`,
  )

  const before = await running.world.store.lastSequence()
  await crawlDemo(running.world, web, stop, !options.json)
  if (stop.aborted) return leave(closing)
  const after = await running.world.store.lastSequence()
  const summary = {
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    newChanges: after - before,
    sources: await running.world.store.summarizeSources(),
    feeds: ['feed.xml', 'feed.atom', 'feed.json'].map(name => `${running.url}/${name}`),
  }
  if (options.json) console.log(JSON.stringify(summary, null, 2))
  say(renderSummary(summary))

  if (!options.once) {
    say(`\nReader pages and all feeds: ${running.url}/   (Ctrl-C ends it)`)
    await aborted(stop)
  }
  await leave(closing)
}

export type DemoSummary = {
  seconds: number
  /** Changes that this run brought to the readers. */
  newChanges: number
  sources: SourceSummary[]
  feeds: string[]
}

async function leave(closing: AsyncDisposableStack): Promise<void> {
  await closing.disposeAsync()
  process.exit(0)
}

/** Opens the web as it was before, and writes its sources where the line reads its configuration. */
async function prepareDemo(dataDir: string): Promise<{ web: DemoWeb; configDir: string }> {
  mkdirSync(dataDir, { recursive: true })
  const birthFile = join(dataDir, 'birth.json')
  const birth = existsSync(birthFile)
    ? (JSON.parse(readFileSync(birthFile, 'utf8')) as Birth)
    : null
  const bornAt = birth ? new Date(birth.bornAt) : new Date()
  const web = birth ? await openDemoWeb({ port: birth.port, bornAt }) : await openFirst(bornAt)
  writeFileSync(birthFile, JSON.stringify({ port: web.port, bornAt: bornAt.toISOString() }))

  const configDir = join(dataDir, 'config')
  rmSync(configDir, { recursive: true, force: true })
  cpSync(join(CHECKOUT, 'config'), configDir, { recursive: true })
  rmSync(join(configDir, 'sources'), { recursive: true, force: true })
  mkdirSync(join(configDir, 'sources'))
  for (const { id, source } of web.sources)
    writeFileSync(join(configDir, 'sources', `${id}.yaml`), stringify(source))
  return { web, configDir }
}

const openFirst = (bornAt: Date) =>
  openDemoWeb({ port: WEB_PORT, bornAt }).catch(() => openDemoWeb({ port: 0, bornAt }))

/** One round of every site, with a bar while it runs when a person is looking. */
async function crawlDemo(
  world: OpenWorld,
  web: DemoWeb,
  stop: AbortSignal,
  show: boolean,
): Promise<void> {
  const ids = web.sources.map(({ id }) => id)
  const since = world.now()
  const bar =
    show && process.stdout.isTTY
      ? new cliProgress.SingleBar({
          format: '{bar} {value} of {total} links · {published} stories',
          hideCursor: true,
        })
      : null
  bar?.start(1, 0, { published: 0 })
  await world.queue.add(
    'crawl',
    ids.map(sourceId => ({ sourceId, slot: `asked-${since.getTime()}` })),
  )
  let told = 0
  while (!stop.aborted) {
    const summary = await world.store.summarizeSources()
    const sum = (read: (source: SourceSummary) => number) =>
      summary.reduce((total, each) => total + read(each), 0)
    const [links, open, stories] = [
      sum(each => each.links),
      sum(each => each.open),
      sum(each => each.stories),
    ]
    bar?.setTotal(Math.max(links, 1))
    bar?.update(links - open, { published: stories })
    if (show && !bar && performance.now() - told > 1000) {
      told = performance.now()
      console.log(`  ${links - open} of ${links} links read, ${stories} stories`)
    }
    if (await isIdle(world, ids, since)) break
    await sleep(500, undefined, { signal: stop }).catch(() => {})
  }
  bar?.stop()
}
