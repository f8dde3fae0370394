import type { Logger } from 'pino'
import type { Config } from '../config/load-config.ts'
import type { StoryIndex } from '../dedupe/story-index.ts'
import type { Crawler } from '../fetch/crawler.ts'
import type { Fetcher } from '../fetch/fetcher.ts'
import type { ImageDoor } from '../fetch/image-door.ts'
import type { Poster } from '../fetch/poster.ts'
import type { Meter } from '../metrics/meter.ts'
import type { Settings } from '../model/settings.ts'
import type { Tracer } from '../model/tracer.ts'
import type { Mailer } from '../notify/mailer.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { Queue } from '../queue/queue.ts'
import type { Lexicon } from '../series/lexicon.ts'
import type { CrawlStore } from '../store/doors/crawling.ts'
import type { OperateStore } from '../store/doors/operating.ts'
import type { ReplayStore } from '../store/doors/replaying.ts'
import type { Store } from '../store/store.ts'
import type { Redact } from '../text/redact.ts'
import type { TopicTable } from '../topics/topic-table.ts'
import type { Handover } from './handover.ts'
import type { KnownFigures } from './known-figures.ts'
import type { PageSaver } from './page-saver.ts'
import type { ReadingPool } from './reading-pool.ts'
import type { RenderTopic } from './rendered-topic.ts'

/** The configuration, with what is built from it once. */
export type LiveConfig = Config & { topicTable: TopicTable; series: Lexicon | null }

/**
 * Everything a step of the story may use. A step declares which doors it takes, and which one of the store:
 * `Pick<World<PublishStore>, 'store' | 'queue'>`.
 */
export type World<Door = Store> = {
  settings: Settings
  /** The configuration as it is now; it changes when an operator edits a file. */
  config: () => LiveConfig
  store: Door
  queue: Queue
  fetcher: Fetcher
  crawler: Crawler
  /** Messages to those who asked for them. */
  poster: Poster
  /** Absent where no server for mail is set. */
  mailer?: Mailer
  /** Messages to people. */
  notifier: Notifier
  /** Pictures for readers, where the operator wants them passed on. */
  images?: ImageDoor
  /** Our own feeds, as the server serves them. */
  renderTopic: RenderTopic
  reading: ReadingPool
  saver: PageSaver
  handover: Handover
  /** What reading threads have read of market figures. */
  figures: KnownFigures
  /** A cache of the stored fingerprints; the store is the truth. */
  index: StoryIndex
  /** What this process counts of its work. */
  meter: Meter
  /** Tells a collector how jobs went, where one is named. */
  tracer: Tracer
  /** How far the database's clock is ahead of this machine's. */
  skewMs: () => number
  log: Logger
  /** Takes the secrets of the settings out of what is told. */
  redact: Redact
  /** The clock, handed in so that tests can set it. */
  now: () => Date
}

/** What a round of a source may use. */
export type CrawlWorld = World<CrawlStore>
/** What running a stage again may use. */
export type ReplayWorld = World<ReplayStore>
/** What an operator's command may use. */
export type OperateWorld = World<OperateStore>
