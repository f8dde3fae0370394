import { totalmem } from 'node:os'
import { BasicCrawler, type BasicCrawlerOptions } from '@crawlee/basic'
import {
  Configuration,
  EventManager,
  type EventTypeName,
  type IRequestManager,
  Log,
  LogLevel,
} from '@crawlee/core'
import { MemoryRequests } from './memory-requests.ts'

/** Tries of one request, the first included. */
const TRIES = 2

/** Crawlee's own limit on a handler: out of the way, because everything inside it has a limit of its own. */
const HANDLER_LIMIT_SECONDS = 24 * 3600

/**
 * It is told when there is a task, and looks again when one has ended. What else it does by a clock, several times a second unless told,
 * is a third of what wakes a process that has nothing to do.
 */
const QUIET = {
  maybeRunIntervalSecs: 2,
  snapshotterOptions: { eventLoopSnapshotIntervalSecs: 2, clientSnapshotIntervalSecs: 60 },
}

/** How a task ended: by itself, or because its signal fired before it could. */
export type TaskEnd = 'ended' | 'dropped'

/** One request as the engine sees it. */
export type Task = {
  /** The round it belongs to. */
  name: string
  url: string
  signal: AbortSignal
  /** `again` asks for another try, which the last one does not get. */
  run(isLastTry: boolean): Promise<TaskEnd | 'again'>
}

export type Engine = {
  /**
   * Runs a task when there is a place; rejects with what the task threw. A task that has no place yet when its
   * signal fires is dropped at once.
   */
  submit(task: Task): Promise<TaskEnd>
  /** Stops taking tasks. Those that run are not waited for. */
  close(): Promise<void>
}

type Ticket = {
  task: Task
  isRunning: boolean
  end: (how: TaskEnd) => void
  fail: (error: unknown) => void
}

/**
 * Starts the one Crawlee crawler of the process: it schedules, retries and scales; fetching, robots.txt, delays,
 * sessions, storage and logs are not its own. Nothing is written to disk.
 */
export function startEngine(concurrency: number): Engine {
  const tickets = new Map<string, Ticket>()
  const requests = new MemoryRequests()
  const running = Promise.withResolvers<void>()
  let sequence = 0

  // How much memory there is would be asked of a `ps` otherwise.
  const memoryMbytes = Math.ceil(totalmem() / 1024 ** 2)
  const configuration = new Configuration({
    ...{ persistStorage: false, purgeOnStart: false },
    memoryMbytes,
  })
  // Its storage is in memory and holds nothing; the teardown would keep the process alive for a second.
  Object.assign(configuration.getStorageClient(), { teardown: undefined })
  configuration.useEventManager(new QuietEvents(configuration, running.resolve))

  const crawler = new LineCrawler(
    requests,
    {
      keepAlive: true,
      useSessionPool: false,
      maxRequestRetries: TRIES - 1,
      requestHandlerTimeoutSecs: HANDLER_LIMIT_SECONDS,
      statisticsOptions: { persistenceOptions: { enable: false }, logIntervalSecs: 86_400 },
      statusMessageLoggingInterval: 86_400,
      maxConcurrency: concurrency,
      // Work waits on the network most of the time: begin with all places and let a blocked event loop take some.
      minConcurrency: Math.min(8, concurrency),
      autoscaledPoolOptions: {
        desiredConcurrency: concurrency,
        loggingIntervalSecs: null,
        ...QUIET,
      },
      log: new Log({ level: LogLevel.OFF }),
      async requestHandler({ request }) {
        const ticket = tickets.get(request.uniqueKey)
        if (!ticket) return
        const isLastTry = request.retryCount >= TRIES - 1
        ticket.isRunning = true
        const next = await ticket.task.run(isLastTry).catch((error: unknown) => {
          ticket.fail(error)
          return 'ended' as const
        })
        ticket.isRunning = false
        // One message for all: Crawlee counts errors by their text and keeps every new one.
        if (next === 'again' && !isLastTry) throw new Error('asked for another try')
        tickets.delete(request.uniqueKey)
        ticket.end(next === 'again' ? 'ended' : next)
      },
    },
    configuration,
  )

  let stopped: unknown = null
  const stop = (reason: unknown) => {
    stopped = reason
    for (const { fail } of tickets.values()) fail(reason)
    tickets.clear()
  }
  const run = crawler.run().then(() => stop(new Error('the crawler is closed')), stop)

  return {
    submit(task) {
      if (stopped) return Promise.reject(stopped)
      const { promise, resolve, reject } = Promise.withResolvers<TaskEnd>()
      const uniqueKey = `${task.name} ${++sequence} ${task.url}`
      const ticket: Ticket = { task, isRunning: false, end: resolve, fail: reject }
      tickets.set(uniqueKey, ticket)
      const drop = () => {
        if (ticket.isRunning) return
        tickets.delete(uniqueKey)
        resolve('dropped')
      }
      if (task.signal.aborted) drop()
      task.signal.addEventListener('abort', drop, { once: true })
      const url = URL.canParse(task.url) ? task.url : 'http://address.invalid/'
      void requests.addRequest({ url, uniqueKey }).then(() => crawler.autoscaledPool?.notify())
      return promise.finally(() => task.signal.removeEventListener('abort', drop))
    },

    async close() {
      await Promise.race([running.promise, run])
      await crawler.autoscaledPool?.abort()
      await run
    },
  }
}

/** The option `requestManager` is declared but refused by Crawlee 3.18's own check, so it is set from within. */
class LineCrawler extends BasicCrawler {
  constructor(requests: IRequestManager, options: BasicCrawlerOptions, config: Configuration) {
    super(options, config)
    this.requestManager = requests
  }

  /**
   * The hosts' turns are the fetcher's matter. Crawlee's own delay, which is none, becomes as long as the clock was set back: every domain
   * that was asked before stands still for those hours (`findings/crawlee-clock-back.sh`).
   */
  protected override delayRequest(): boolean {
    return false
  }
}

/** Crawlee's events without its system probes, which would start a `ps` every second. */
class QuietEvents extends EventManager {
  readonly #onRunning: () => void

  constructor(configuration: Configuration, onRunning: () => void) {
    super(configuration)
    this.#onRunning = onRunning
  }

  override on(event: EventTypeName, listener: (...args: unknown[]) => unknown): void {
    super.on(event, listener)
    // The crawler subscribes to this one right after it took hold of Ctrl-C, which belongs to the program.
    if (event !== 'migrating') return
    giveBackInterrupt()
    this.#onRunning()
  }
}

function giveBackInterrupt(): void {
  for (const listener of process.listeners('SIGINT')) {
    if (listener.name === 'sigintHandler') process.off('SIGINT', listener)
  }
}
