import { pino } from 'pino'
import { ConfigError, renderProblem } from './config/config-error.ts'
import { keepLastGood } from './config/keep-last-good.ts'
import { type Config, loadConfig } from './config/load-config.ts'
import { secretsOfSettings } from './config/secrets-of-settings.ts'
import { watchConfig } from './config/watch-config.ts'
import { StoryIndex } from './dedupe/story-index.ts'
import { parseAllowList } from './fetch/allow-list.ts'
import { openCrawler } from './fetch/crawler.ts'
import { openFetcher } from './fetch/fetcher.ts'
import { openImageDoor } from './fetch/image-door.ts'
import { openLastingPace } from './fetch/lasting-pace.ts'
import { openPoster } from './fetch/poster.ts'
import { joinWatches } from './metrics/join-watches.ts'
import { openMeter } from './metrics/meter.ts'
import { openTracer } from './metrics/open-tracer.ts'
import { openPolitenessBook } from './metrics/politeness-book.ts'
import { renderLogLine } from './metrics/render-log-line.ts'
import type { Settings } from './model/settings.ts'
import { openMailer } from './notify/mailer.ts'
import { openNotifier } from './notify/notifier.ts'
import { openHandover } from './pipeline/handover.ts'
import { openKnownFigures } from './pipeline/known-figures.ts'
import { openPageSaver } from './pipeline/page-saver.ts'
import { openReadingPool, type ReadingTables } from './pipeline/reading-pool.ts'
import type { LiveConfig, World } from './pipeline/world.ts'
import { openQueue } from './queue/open-queue.ts'
import { buildLexicon } from './series/lexicon.ts'
import { openTopicRenderer } from './server/feeds/render-topic.ts'
import { tableOf } from './server/topic-tables.ts'
import { version } from './server/version.ts'
import { describeChoice } from './store/embedded/open-embedded.ts'
import { type OpenedDatabase, openDatabase } from './store/open-database.ts'
import { openStore } from './store/open-store.ts'
import { openRedaction } from './text/redact.ts'

export type OpenWorld = World & AsyncDisposable

export type WorldOptions = {
  log?: World['log']
  /** False for a process that publishes nothing: it does not hold the index of stories. */
  publishes?: boolean
  /** The database, where it is being opened already; it is closed with the world, and when that cannot be opened. */
  database?: Promise<OpenedDatabase>
  /** Called when an operator has edited the configuration and it was taken up. */
  onConfig?: (world: World) => void
}

const redactionOf = (settings: Settings) => openRedaction(secretsOfSettings(settings, process.env))

/** An edit is taken up this long after the system has told of it. */
const CONFIG_EVERY_MS = 3_000

/** A bad file is told again so often until it is mended. */
const REMIND_EVERY_MS = 3_600_000

/**
 * The log of a process, on standard error, so that standard output is the command's own: one JSON line an event, or a line for people
 * where standard error is a terminal.
 */
export const openLog = (settings: Settings): World['log'] =>
  pino(
    {
      level: settings.logLevel,
      base: { pid: process.pid },
      // Errors carry more than they say: that of a Redis which refuses a password holds the password.
      hooks: { streamWrite: redactionOf(settings) },
    },
    process.stderr.isTTY
      ? { write: line => void process.stderr.write(renderLogLine(line, process.stderr)) }
      : pino.destination(2),
  )

/**
 * Opens every door from the settings. The only place that knows all implementations. Throws `ConfigError` when there is no usable
 * topics.yaml, `UnavailableError` when the database, the queue or the data directory cannot be had.
 */
export async function openWorld(
  settings: Settings,
  options: WorldOptions = {},
): Promise<OpenWorld> {
  await using opened = new AsyncDisposableStack()
  // It starts while the configuration is read.
  const database = options.database ?? openDatabase(settings)
  const orNone = database.catch(() => null)
  opened.defer(async () => (await orNone)?.close())
  const log = options.log ?? openLog(settings)
  let config = buildConfig(await loadConfig(settings.configDir), log)

  checkAllowances(settings)
  const meter = openMeter()
  const tracer = await openTracer(process.env, version, log)
  opened.defer(() => tracer.close())
  const { store, pool, pace, hosts, robots, engine, now } = await openStore({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    database,
    onEngine: choice => log.info(describeChoice(choice)),
    onQuery: meter.queryEnded,
    onError: error => log.warn({ err: error }, 'a database connection was lost'),
    onUnshelved: error => log.warn({ err: error }, 'words of new stories could not be indexed yet'),
  })
  opened.defer(() => store.close())
  const isAlone = engine !== 'server'
  const ownPace = isAlone
    ? await openLastingPace(hosts, error =>
        log.warn({ err: error }, 'when hosts were asked could not be kept'),
      )
    : null
  if (ownPace) opened.defer(() => ownPace.close())
  const queue = await openQueue({
    redisUrl: settings.redisUrl,
    redisAccess: settings.redisAccess,
    pool,
    isAlone,
    // Where the database is on this machine both go by one clock, and one that is set is not seen by both at once.
    ...(engine === 'server' && { now }),
    log,
  })
  opened.defer(() => queue.close())
  const book = openPolitenessBook(
    days => store.addPoliteness(days),
    error => log.warn({ err: error }, 'the politeness report could not be kept'),
  )
  opened.defer(() => book.stop())
  const fetcher = openFetcher({
    agent: settings.crawlerAgent,
    contact: contactOf(settings),
    watch: joinWatches([meter.watch, book.watch]),
    pace: ownPace ?? pace,
    robots,
    allowAddresses: settings.allowAddresses,
    browser: { chromium: settings.chromiumPath },
    log,
    now,
  })
  opened.defer(() => fetcher.close())
  const crawler = openCrawler({ fetcher })
  opened.defer(() => crawler.close())
  const figures = openKnownFigures()
  const reading = openReadingPool(tablesOf(config), log, {
    onRead: meter.pageRead,
    // Nobody else would ask this process for them.
    ...((options.publishes ?? true) && { onFigures: figures.note }),
  })
  opened.defer(() => reading.close())

  const poster = openPoster({
    agent: settings.crawlerAgent,
    allowAddresses: settings.allowAddresses,
  })

  const { smtpUrl, mailFrom } = settings
  const mailer = smtpUrl && mailFrom ? openMailer({ url: smtpUrl, from: mailFrom }) : null

  const images = settings.imageProxySecret
    ? openImageDoor({
        agent: settings.crawlerAgent,
        contact: settings.crawlerContact,
        allowAddresses: settings.allowAddresses,
      })
    : null
  if (images) opened.defer(() => images.close())

  const index = new StoryIndex()
  // Whoever publishes has it at hand; elsewhere it stays empty, and memory does not grow with what was ever published.
  if (options.publishes ?? true) await store.loadIndex(index)

  const handover = openHandover(store, () => queue.wake('publish'))

  const world: World = {
    settings,
    config: () => config,
    store,
    queue,
    fetcher,
    crawler,
    poster,
    ...(mailer && { mailer }),
    notifier: openNotifier(request => poster.send({ ...request, method: 'POST' }), process.env),
    ...(images && { images }),
    renderTopic: openTopicRenderer({
      store,
      config: () => config,
      settings,
      log,
      now,
    }),
    reading,
    handover,
    figures,
    saver: openPageSaver(store, handover.stored),
    index,
    meter,
    tracer,
    skewMs: () => now().getTime() - Date.now(),
    log,
    redact: redactionOf(settings),
    now,
  }
  const takeUp = (loaded: Config) => {
    // A bad edit is told and changes nothing: what was good before goes on, file by file.
    config = buildConfig(keepLastGood(config, loaded), log)
    reading.useTables(tablesOf(config))
    options.onConfig?.(world)
  }
  const watch = await watchConfig(settings.configDir, takeUp, { everyMs: CONFIG_EVERY_MS })
  opened.use(watch)
  const reminder = setInterval(() => reportProblems(config, log), REMIND_EVERY_MS).unref()
  opened.defer(() => clearInterval(reminder))

  const doors = opened.move()
  return { ...world, [Symbol.asyncDispose]: () => doors.disposeAsync() }
}

/** What reading threads must know of the configuration. */
const tablesOf = ({ outlets, seriesConfig }: LiveConfig): ReadingTables => ({
  outlets: outlets.entries,
  series: seriesConfig,
})

/** Where publishers who wonder find us: what the operator says, or the report of what the crawler did to their hosts. */
const contactOf = ({ crawlerContact, publicUrl }: Settings): string | null =>
  crawlerContact ?? (publicUrl && `${publicUrl}/politeness`)

function buildConfig(loaded: Config, log: World['log']): LiveConfig {
  if (!loaded.topics) {
    const problem = loaded.problems.find(({ file }) => file.endsWith('topics.yaml'))
    const why = problem ? renderProblem(problem) : 'topics.yaml cannot be used'
    throw new ConfigError(
      `${why}: without its topics nothing can be judged (carbonwire add ADDRESS --yes lays out a configuration)`,
    )
  }
  reportProblems(loaded, log)
  return {
    ...loaded,
    topicTable: tableOf(loaded.topics),
    series: loaded.seriesConfig && buildLexicon(loaded.seriesConfig),
  }
}

/** Throws `ConfigError` when an exception to the address guard is none. */
function checkAllowances({ allowAddresses }: Settings): void {
  try {
    parseAllowList(allowAddresses)
  } catch (error) {
    throw new ConfigError(`ALLOW_ADDRESSES: ${(error as Error).message}`, { cause: error })
  }
}

function reportProblems({ problems }: Config, log: World['log']): void {
  for (const problem of problems) log.error(`ConfigError: ${renderProblem(problem)}`)
}
