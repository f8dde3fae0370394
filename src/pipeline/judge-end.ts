import type { Outcome } from '../model/outcome.ts'
import { scheduleOf } from '../model/outcome-rules.ts'
import type { DueLink, LinkEnd } from '../store/doors/crawling.ts'

/** What is tried again is given up at last so long after it was first seen, whatever it ended with meanwhile. */
const GIVE_UP_AFTER_MS = 30 * 86_400_000

/** What becomes of a link whose fetch ended so: when it is asked for again by the table of outcomes, or how it is closed. */
export function judgeEnd(
  link: Pick<DueLink, 'attempts' | 'lastOutcome' | 'firstSeenAt'>,
  outcome: Outcome,
  now: Date,
  retryAfterMs = 0,
): Pick<LinkEnd, 'outcome' | 'attempts' | 'nextAttemptAt'> {
  const schedule = scheduleOf(outcome)
  const attempts = schedule.counts ? triesSoFar(link, schedule.name) + 1 : link.attempts
  const goesOn = schedule.endless
  const isOld = now.getTime() - link.firstSeenAt.getTime() > GIVE_UP_AFTER_MS
  const waitMs =
    schedule.waitsMs[Math.max(0, attempts - 1)] ?? (goesOn ? schedule.waitsMs.at(-1) : undefined)
  if (waitMs === undefined || (isOld && !goesOn))
    return { outcome: givenUp(outcome), attempts, nextAttemptAt: null }

  return {
    outcome,
    attempts,
    nextAttemptAt: new Date(now.getTime() + Math.max(waitMs, retryAfterMs)),
  }
}

/** Tries in a row that ended by the same schedule; a turn that the host did not have is between them and counts for nothing. */
function triesSoFar(
  { attempts, lastOutcome }: Pick<DueLink, 'attempts' | 'lastOutcome'>,
  name: string,
) {
  if (!lastOutcome) return attempts
  const last = scheduleOf(lastOutcome)
  return last.name === name || !last.counts ? attempts : 0
}

const givenUp = (outcome: Outcome): Outcome =>
  outcome.kind === 'retry'
    ? { kind: 'failed', reason: 'too-many-tries', detail: outcome.reason }
    : outcome
