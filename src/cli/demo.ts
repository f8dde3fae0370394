import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import * as z from 'zod'
import { type DemoWeb, openDemoWeb } from '../../demo/web.ts'
import { ConfigError } from '../config/config-error.ts'
import { layOutConfig } from '../config/lay-out.ts'
import type { OpenWorld } from '../world.ts'
import { answerControl, type CrawlProgress } from './control-commands.ts'
import { renderSummary } from './demo-summary.ts'
import { openProgress } from './progress.ts'
import type { AskedCrawl } from './round-commands.ts'
import { endProcess, startProcess } from './run-process.ts'
import { withOptions } from './start.ts'
import { aborted, untilStopped } from './until-stopped.ts'
import { say } from './words/say.ts'

export type DemoOptions = { once?: boolean; json?: boolean; data: string; port?: number }

/** Kept beside the data, so that a later run serves the same web: the same addresses, the same dates. */
const BIRTH_FILE = 'birth.json'
const birthSchema = z.object({ port: z.int().min(1).max(65_535), bornAt: z.iso.datetime() })
type Birth = z.infer<typeof birthSchema>

/** The first choice for the invented web's port; any free one when it is taken. */
const WEB_PORT = 8411
/** `carbonwire demo`: the whole line over a small invented web on this machine, with nothing from outside. */
export async function demo(options: DemoOptions): Promise<void> {
  const stop = untilStopped()
  const tell = options.json ? () => {} : (text: string) => console.log(text)
  const startedAt = performance.now()
  const { web, configDir } = await prepareDemo(options.data)
  await using closing = new AsyncDisposableStack()
  closing.defer(() => web.close())

  const settings = withOptions(
    {
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
      PORT: process.env.PORT,
      HOST: process.env.HOST,
      // Whatever database, queue and sources an operator has set stay untouched by invented news.
      CONFIG_DIR: configDir,
      ALLOW_ADDRESSES: '127.0.0.1',
      CRAWLER_CONTACT: 'demo@example.org',
    },
    { port: options.port, data: join(options.data, 'store') },
  )
  const running = closing.use(await startProcess(settings))
  tell(
    say`An invented news web of ${web.sources.length} sites with ${web.articles} articles, crawled from ${settings.dataDir}`,
  )

  const before = await running.world.store.lastSequence()
  await crawlDemo(running.world, web, stop, !options.json)
  if (stop.aborted) return endProcess(closing)
  const after = await running.world.store.lastSequence()
  const summary = {
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    newChanges: after - before,
    sources: await running.world.store.summarizeSources(),
    feeds: ['feed.xml', 'feed.atom', 'feed.json'].map(name => `${running.url}/${name}`),
  }
  if (options.json) console.log(JSON.stringify(summary, null, 2))
  tell(renderSummary(summary))

  if (!options.once) {
    tell(say`\nReader pages and all feeds: ${running.url}/   (Ctrl-C ends it)`)
    await aborted(stop)
  }
  await endProcess(closing)
}

/** Opens the web as it was before, and writes its sources where the line reads its configuration. */
async function prepareDemo(dataDir: string): Promise<{ web: DemoWeb; configDir: string }> {
  makeDirectory(dataDir)
  const birth = readBirth(dataDir)
  const bornAt = birth ? new Date(birth.bornAt) : new Date()
  const web = birth
    ? await openDemoWeb({ port: birth.port, bornAt }).catch(error =>
        explainWebPort(error, birth, dataDir),
      )
    : await openFirst(bornAt)
  const born: Birth = { port: web.port, bornAt: bornAt.toISOString() }
  writeFileSync(join(dataDir, BIRTH_FILE), JSON.stringify(born))

  const configDir = join(dataDir, 'config')
  rmSync(configDir, { recursive: true, force: true })
  await layOutConfig(configDir)
  mkdirSync(join(configDir, 'sources'))
  for (const { id, source } of web.sources)
    writeFileSync(join(configDir, 'sources', `${id}.yaml`), stringify(source))
  return { web, configDir }
}

function makeDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (cause) {
    throw new ConfigError(
      `--data ${dataDir}: the directory cannot be written to (${(cause as Error).message}): choose one that this user may write to`,
      { cause },
    )
  }
}

function readBirth(dataDir: string): Birth | null {
  try {
    return birthSchema.parse(JSON.parse(readFileSync(join(dataDir, BIRTH_FILE), 'utf8')))
  } catch {
    // Not there, or cut short by a crash: the web is born anew.
    return null
  }
}

const openFirst = (bornAt: Date) =>
  openDemoWeb({ port: WEB_PORT, bornAt }).catch(() => openDemoWeb({ port: 0, bornAt }))

function explainWebPort(cause: unknown, { port }: Birth, dataDir: string): never {
  throw new ConfigError(
    `--data ${dataDir}: its invented web stands at port ${port}, where another program listens (a demo that still runs?): stop that one, or choose another directory`,
    { cause },
  )
}

/** One round of every site, with a bar while it runs when a person is looking, and a line a second when the output is kept. */
async function crawlDemo(
  world: OpenWorld,
  web: DemoWeb,
  stop: AbortSignal,
  show: boolean,
): Promise<void> {
  const request = { command: 'crawl', args: { sources: web.sources.map(({ id }) => id) } }
  const asked = (await answerControl(world, request)) as AskedCrawl
  using bar = show ? openProgress(process.stdout) : null
  let told = 0
  while (!stop.aborted) {
    const askedAt = performance.now()
    const progress = (await answerControl(world, {
      command: 'progress',
      args: asked,
    })) as CrawlProgress
    bar?.show(progress)
    if (show && !process.stdout.isTTY && performance.now() - told > 1000) {
      told = performance.now()
      const { links, open, stories } = progress
      console.log(say`  ${links - open} of ${links} links read, ${stories} stories`)
    }
    if (progress.done) return
    // To look how far it has come takes a twentieth of the time at most, on a busy machine too.
    const pauseMs = Math.min(2_000, Math.max(250, 20 * (performance.now() - askedAt)))
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => {})
  }
}
