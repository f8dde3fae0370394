/** How politely one host is to be asked. Of several settings for one host the strictest holds. */
export type Politeness = {
  /** Least time between the starts of two requests. */
  gapMs: number
  /** Requests under way at one time. */
  concurrency: number
}

/** However long one address asks to be left alone, its host is not closed to the others for longer than this. */
export const LONGEST_HOLD_MS = 3_600_000

/** How long the strictest setting for a host holds after it was last used; then the host is forgotten. */
export const STRICT_FOR_MS = 24 * 3_600_000

/** Why a host is left alone for a while: it asked for it, or it does not answer. */
export type HoldReason = 'retry-after' | 'overloaded'

/** The right to send one request now. It ends by itself when its holder dies. */
export type Turn = {
  kind: 'turn'
  /**
   * Says that the request has ended, and how long ago the host had certainly received it: the gap counts from
   * there when that is later than the turn's own start, as it is where a connection takes its time. A second call
   * does nothing.
   */
  release(sinceReceivedMs?: number): Promise<void>
}

/** No turn within the time one was ready to wait. */
export type Later = {
  kind: 'later'
  /** The earliest moment, from now, at which asking again makes sense. */
  afterMs: number
  reason: HoldReason | 'busy'
}

export type TurnOptions = {
  /** The longest wait for a turn; without it, as long as it takes. */
  maxWaitMs?: number
  signal?: AbortSignal
}

/**
 * The door to the hosts' budgets: one host (name and port, `example.org:443`) has one gap and one number of
 * requests under way, across every source, worker and machine that shares the implementation.
 */
export interface Pace {
  /**
   * Waits for the host's next turn. Answers `later`, at once, when the turn cannot come within `maxWaitMs`
   * because the host is held off or its gap is longer than that. Rejects with the signal's reason when it fires;
   * a turn that was waited for is then given back. Nothing scarce (a database connection) is held while waiting.
   */
  takeTurn(host: string, politeness: Politeness, options?: TurnOptions): Promise<Turn | Later>
  /** Nobody gets a turn on this host before that time (epoch milliseconds). A later time given before stays. */
  holdOff(host: string, untilMs: number, reason: HoldReason): Promise<void>
}

/** What is known of a host beside who asks it just now. Times are epoch milliseconds, 0 where there is none. */
export type HostMark = {
  host: string
  /** The strictest setting that was used of late, and until when it holds. */
  gapMs: number
  concurrency: number
  strictUntil: number
  lastStart: number
  heldUntil: number
  holdReason: HoldReason
}

/** What a process tells the next one of hosts, where no two of them run at one time. */
export interface HostMemory {
  /** What the last process knew; `isWhole` is false when it was cut short: it may have asked a host of which nothing was kept. */
  recall(): Promise<{ marks: HostMark[]; isWhole: boolean }>
  /** Keeps what is known of some hosts; `isLasting` when it must be on the disk before this resolves. */
  keep(marks: HostMark[], isLasting: boolean): Promise<void>
  /** Nothing is known that was not kept. */
  end(): Promise<void>
}
