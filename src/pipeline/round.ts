import type { RoundCounts } from '../model/health.ts'
import type { Outcome } from '../model/outcome.ts'
import { isWalled } from '../model/outcome-rules.ts'
import type { Source } from '../model/source.ts'
import type { RoundReport } from '../model/source-state.ts'
import type { TraceMark } from '../model/tracer.ts'
import type { Recording } from '../store/recordings.ts'
import type { RecordedRead } from './check-source.ts'
import { openCounts } from './count-round.ts'

type RoundAlarm = RoundReport['alarms'][number]

/** What one round of one source has seen so far. */
export type Round = {
  id: string
  source: Source
  startedAt: Date
  /** Fires when the round's time is over or its worker stops. */
  signal: AbortSignal
  /** Fires some time later: what was sent may come to its end until then. */
  finish: AbortSignal
  /** True while the source is read back further than it keeps: lists are paged through to their end. */
  isDeep: boolean
  /** The job that it runs in. */
  mark: TraceMark | null
  outcomes: Record<string, number>
  alarms: RoundAlarm[]
  /** How each entry ended; the round fails when all did. */
  entries: Outcome[]
  /** Articles that were read. */
  articles: number
  /** Everything that is counted for the judgement of its health. */
  counts: RoundCounts
  /** Pages that are kept when the source is healthy. */
  samples: Recording<RecordedRead>[]
  /** The longest pause that a host of its entries asked for. */
  retryAfterMs: number
  /** Ends at a wall with no page that was read between them, and the last of them. */
  walls: { inRow: number; last: string }
}

export function openRound(
  id: string,
  source: Source,
  startedAt: Date,
  { signal, finish }: Pick<Round, 'signal' | 'finish'>,
): Round {
  return {
    id,
    source,
    startedAt,
    signal,
    finish,
    isDeep: false,
    mark: null,
    outcomes: {},
    alarms: [],
    entries: [],
    articles: 0,
    counts: openCounts(),
    samples: [],
    retryAfterMs: 0,
    walls: { inRow: 0, last: '' },
  }
}

/** Counts how one link ended: once a link, under the same words as in the log and the store. Gives back these words. */
export function countOutcome(round: Round, outcome: Outcome): string {
  const { kind, reason } = outcome
  const key = reason ? `${kind}:${reason}` : kind
  if (isWalled(outcome)) round.walls = { inRow: round.walls.inRow + 1, last: key }
  else if (kind !== 'retry' && kind !== 'failed') round.walls.inRow = 0
  round.outcomes[key] = (round.outcomes[key] ?? 0) + 1
  return key
}

export function raiseAlarm(round: Round, alarm: RoundAlarm): void {
  const known = round.alarms.some(({ kind, where }) => kind === alarm.kind && where === alarm.where)
  if (!known) round.alarms.push(alarm)
}

/** How the round as a whole ended. */
export function roundOutcome(round: Round): Outcome {
  const failed = round.entries.filter(({ kind }) => kind !== 'saved' && kind !== 'unchanged')
  const worst = failed[0]
  if (worst && failed.length === round.entries.length) return worst
  return {
    kind:
      round.entries.some(({ kind }) => kind === 'saved') || round.articles ? 'saved' : 'unchanged',
  }
}
