import type { ApiKeys } from './api-keys.ts'
import type { ArchiveDocuments } from './archive-documents.ts'
import type { Digests } from './digests.ts'
import type { OperateStore } from './doors/operating.ts'
import type { ReadStore } from './doors/reading.ts'
import type { ReplayStore } from './doors/replaying.ts'
import type { TendStore } from './doors/tending.ts'
import type { HealthStore } from './health.ts'
import type { PolitenessStore } from './politeness.ts'
import type { SeriesStore } from './series.ts'
import type { Subscribers } from './subscribers.ts'

/**
 * The whole store; each story takes the door it uses. Every method may run twice: writes are upserts on an identity. Throws on an
 * outage only.
 */
export interface Store
  extends ReplayStore,
    TendStore,
    ReadStore,
    OperateStore,
    HealthStore,
    SeriesStore,
    Digests,
    ArchiveDocuments,
    Subscribers,
    ApiKeys,
    PolitenessStore {
  close(): Promise<void>
}
