import type { Queue as BullQueue } from 'bullmq'
import type { Logger } from 'pino'
import type { Config } from '../config/load-config.ts'
import type { ImageDoor } from '../fetch/image-door.ts'
import type { Poster } from '../fetch/poster.ts'
import type { Meter } from '../metrics/meter.ts'
import type { Keep } from '../model/settings.ts'
import type { Queue } from '../queue/queue.ts'
import type { ReadStore } from '../store/doors/reading.ts'
import type { Store } from '../store/store.ts'
import type { Redact } from '../text/redact.ts'
import type { SourceFiles } from './admin/source-files.ts'
import type { LastFeeds } from './feeds/last-feeds.ts'
import type { TrustedProxies } from './http/caller.ts'
import type { RateLimits } from './http/rate-limit.ts'
import type { ImageSettings } from './pages/image-address.ts'

/** What a process is there for. Its readiness is judged by what its duties need. */
export type Duty = 'serve' | 'crawl' | 'publish'

/** What operators set going, and BullMQ's own queues for those who look at the jobs. */
export type Operate = Pick<Queue, 'add' | 'takeUp'> & { queues?: Record<string, BullQueue> }

/** What the server works with. It reads the store and never crawls. */
export type ServerParts<Door = Store> = {
  store: Door
  /** For the counts of `/health`. Null where another process works the queue and none is at hand. */
  queue: Pick<Queue, 'counts' | 'oldestWaiting'> | null
  /** Without it there is no `/admin`. */
  operate?: Operate
  /** The files of the sources, to be edited in `/admin`; without them they are not. */
  sourceFiles?: SourceFiles
  /** The configuration as it is now; it changes when an operator edits a file. */
  config: () => Config
  settings: ImageSettings & {
    trustedProxies?: TrustedProxies
    metricsPort?: number | null
    /** Where the embedded database lies, and how long what grows is kept: shown to operators. */
    dataDir?: string
    keep?: Keep
  }
  /** For the hub's questions to callbacks. Without it there is no hub, and feeds name none. */
  poster?: Poster
  /** For pictures whose addresses this server has signed. */
  images?: ImageDoor
  /** Made for files: nothing that a server would have to answer (searches, pages of pages, the API) is linked. */
  isStatic?: boolean
  /** Where feeds are kept that serve while the store is away. */
  lastFeeds?: LastFeeds
  /** What this process counts of its own work. */
  meter?: Meter
  /** What this process is there for; serving readers unless told. */
  duties?: readonly Duty[]
  /** How far the database's clock is ahead of this machine's. */
  skewMs?: () => number
  log: Logger
  /** Takes the secrets of the settings out of what is told. */
  redact?: Redact
  now: () => Date
  /** How long the number of the last change is believed before the store is asked again; 150 ms unless told. */
  freshForMs?: number
  /** How often the API may be asked; `defaultLimits` unless told. */
  limits?: Partial<RateLimits>
}

/** What the rooms work with that only show what there is. */
export type ReadParts = ServerParts<ReadStore>
