import type { RoundRecord } from '../model/health.ts'
import type { Outcome } from '../model/outcome.ts'
import type { SourceState } from '../model/source-state.ts'
import { judgeHealth, planNext } from './judge-health.ts'
import { recordRound } from './record-round.ts'
import { type Round, roundOutcome } from './round.ts'
import type { CrawlWorld } from './world.ts'

/** What follows a round: its report with the time of the next one, how the source is now, and samples of one that is well. */
export async function endRound(
  world: CrawlWorld,
  state: SourceState,
  round: Round,
  { entriesDue, reached }: { entriesDue: boolean; reached: boolean },
): Promise<Outcome> {
  const { source } = state
  const outcome = roundOutcome(round)
  world.meter.roundEnded(outcome, round.outcomes)
  const isWhole = entriesDue && reached
  round.counts.asked = isWhole
  const plan = isWhole ? await planNext(world, state, recordOf(round), round.retryAfterMs) : null
  await world.store.endRound({
    sourceId: source.id,
    startedAt: round.startedAt,
    endedAt: world.now(),
    outcome,
    outcomes: round.outcomes,
    // A round that only took up links says nothing about the entries: what was found about them stays.
    alarms: entriesDue ? round.alarms : [...lasting(state), ...round.alarms],
    counts: round.counts,
    zone: source.zone,
    plan: plan ?? state.plan,
    nextRoundAt: plan?.nextAt ?? state.nextRoundAt ?? round.startedAt,
  })
  const health = await judgeHealth(world, source.id)
  if (health === 'healthy') await recordRound(world, round)
  return outcome
}

/** What earlier rounds found about the entries; whether a wall stands is found anew each time. */
const lasting = ({ alarms }: SourceState) => alarms.filter(({ kind }) => kind !== 'walled')

const recordOf = ({ startedAt, outcomes, counts }: Round): RoundRecord => ({
  startedAt,
  outcomes,
  counts,
})
