import type { HoldReason } from './pace.ts'

/** One request that was sent to a host, when it has ended. */
export type Asked = {
  /** Name and port, as the host's budget has it. */
  host: string
  what: 'page' | 'robots'
  /** When it was sent. */
  at: Date
  /** How long its turn was waited for. */
  waitedMs: number
  tookMs: number
  /** The gap that the host was promised. */
  gapMs: number
  /** Validators went with it. */
  conditional: boolean
  /** Null when no answer came. */
  status: number | null
  /** Of the body, as they came over the wire. */
  bytes: number
}

/** Told of what the fetch door does to hosts. Never throws. */
export interface FetchWatch {
  asked(asked: Asked): void
  /** An address was not asked for, because robots.txt forbids it or cannot be read. */
  denied(host: string, reason: 'robots' | 'robots-unreachable', at: Date): void
  /** The host asked to be left alone until then, or does not answer. */
  held(host: string, until: Date, reason: HoldReason, at: Date): void
}
