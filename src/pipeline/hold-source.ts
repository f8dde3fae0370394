import { outcomeRules } from '../model/outcome-rules.ts'
import type { Hold, SourceState } from '../model/source-state.ts'
import { type Round, raiseAlarm } from './round.ts'
import type { CrawlWorld } from './world.ts'

const hour = 3_600_000

/** How long a source is left alone before the next probe, by how many probes have met the wall. */
const holdsForMs = [hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour]

/** Pages in a row that end at a wall before the source is held back; more where others were read: some of its pages may be for subscribers. */
const WALLS_IN_ROW = 5
const WALLS_IN_ROW_BESIDE_READ = 10

/** Ends that a wall may have caused: they are tried again when it is gone. */
const wallEnds = outcomeRules
  .filter(({ isWall }) => isWall)
  .map(({ kind, reason }) => `${kind}:${reason}`)

/** Ends that an operator who asks for a crawl wants tried again at once. */
const passingEnds = [
  ...outcomeRules
    .filter(({ again }) => ['ours', 'outage', 'wall', 'late', 'unfinished', 'rule'].includes(again))
    .map(({ kind, reason }) => `${kind}:${reason}`),
  'failed:too-many-tries',
]
const ASKED_REACHES_BACK_MS = 30 * 24 * hour

/** True when so many pages in a row ended at a wall that the next will too. */
export const isWalledOff = ({ walls, articles }: Round): boolean =>
  walls.inRow >= (articles > 0 ? WALLS_IN_ROW_BESIDE_READ : WALLS_IN_ROW)

/** Holds the source back: from now on one page is asked for at growing gaps, instead of all of them. */
export async function holdBack(
  world: CrawlWorld,
  round: Round,
  before: Hold | null,
): Promise<void> {
  const now = world.now()
  const level = before ? before.level + 1 : 0
  const hold: Hold = {
    since: before?.since ?? round.startedAt,
    until: new Date(now.getTime() + (holdsForMs[level] ?? holdsForMs.at(-1)!)),
    level,
    reason: round.walls.last || before?.reason || '',
  }
  await world.store.holdSource(round.source.id, hold)
  tellHeld(round, hold)
}

/** An alarm as long as the source is held back. */
export function tellHeld(round: Round, { reason, until }: Hold): void {
  raiseAlarm(round, {
    kind: 'walled',
    where: round.source.id,
    message: `its pages end ${reason}: held back, the next one is tried after ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  })
}

/** The wall is gone: what ended at it is due at once. */
export async function letGo(world: CrawlWorld, sourceId: string, { since }: Hold): Promise<void> {
  await world.store.holdSource(sourceId, null)
  await world.store.reopenLinks(sourceId, wallEnds, since, world.now())
}

/** An operator asked for this source: what may have passed is tried again now, a wall included. */
export async function takeUpAgain(world: CrawlWorld, state: SourceState): Promise<Hold | null> {
  const now = world.now()
  const { source, held } = state
  const since = new Date(now.getTime() - ASKED_REACHES_BACK_MS)
  await world.store.reopenLinks(source.id, passingEnds, since, now)
  if (!held || held.until <= now) return held
  const open = { ...held, until: now }
  await world.store.holdSource(source.id, open)
  return open
}
