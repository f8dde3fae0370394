import { buildCalendar } from '../health/calendar.ts'
import { readHabit } from '../health/habit.ts'
import { judgeNetwork, type NetworkState } from '../health/judge-network.ts'
import { hasReached, judgeSource } from '../health/judge-source.ts'
import { boundsOf, planRound } from '../health/plan-round.ts'
import { settleIncidents } from '../health/settle-incidents.ts'
import type {
  Finding,
  HealthState,
  Incident,
  Judgement,
  Plan,
  RoundRecord,
  SourceFacts,
} from '../model/health.ts'
import type { SourceState } from '../model/source-state.ts'
import type { SourceReach } from '../store/health.ts'
import type { CrawlWorld } from './world.ts'

type Doors = Pick<CrawlWorld, 'store' | 'config' | 'log' | 'now'>

/** Outages of this machine that the rounds at hand may have seen. */
const OUTAGES_READ = 5

/** What a judgement needs to know of a source. */
const factsOf = ({ source, active, held }: SourceState): SourceFacts => ({
  ...{ id: source.id, zone: source.zone, isAsked: active && source.enabled },
  ...{ intervalMinutes: source.intervalMinutes, relevance: source.relevance },
  entries: source.entries.map(({ url, label }) => ({ url, ...(label && { label }) })),
  held: held && { since: held.since, reason: held.reason },
})

/** When a source is asked next, after this round. */
export async function planNext(
  world: Doors,
  { source }: SourceState,
  round: RoundRecord,
  retryAfterMs: number,
): Promise<Plan> {
  const now = world.now()
  const { rounds, days } = await world.store.readRounds(source.id)
  const habit = readHabit(source.zone, days, buildCalendar(world.config().holidays), now)
  return planRound(
    source.zone,
    boundsOf(source),
    [...rounds, round],
    habit,
    round.startedAt,
    retryAfterMs,
  )
}

/** Judges a source after its round: its state, and the alarms that begin or end. */
export async function judgeHealth(world: Doors, sourceId: string): Promise<HealthState | null> {
  const state = await world.store.findSource(sourceId)
  if (!state) return null
  const open = await world.store.listIncidents({ sourceId, open: true })
  const outages = await world.store.listIncidents({ sourceId: null, limit: OUTAGES_READ })
  const history = { ...(await world.store.readRounds(sourceId)), told: open, outages }
  const now = world.now()
  const judgement = judgeSource(
    factsOf(state),
    history,
    buildCalendar(world.config().holidays),
    now,
  )
  const reach = hasReached(history)
  const reaches = (await world.store.listReaches()).filter(each => each.sourceId !== sourceId)
  const own = reach && { sourceId, entries: state.source.entries.map(({ url }) => url), ...reach }
  const network = await judgeMachine(world, own ? [...reaches, own] : reaches)

  const isHeldBack = network.suspects.includes(sourceId)
  const changes = settleIncidents(open, judgement, isHeldBack)
  const findings = await withPages(world, sourceId, changes.open)
  const { opened, ended } = await world.store.saveHealth({
    ...{ sourceId, at: now, state: isHeldBack && leftAsItWas(judgement) ? null : judgement, reach },
    ...{ ...changes, open: findings },
  })
  tell(world, opened, ended)
  return judgement.state
}

/** An outage that may be our own is no state of a source: it stays what it was. */
const leftAsItWas = ({ state }: Judgement) => state === 'broken' || state === 'blocked'

/** Whether this machine reaches anything; an alarm of its own when it does not. */
async function judgeMachine(world: Doors, reaches: SourceReach[]): Promise<NetworkState> {
  const network = judgeNetwork(
    reaches.map(({ entries, ...reach }) => ({
      ...reach,
      hosts: entries.flatMap(entry => URL.parse(entry)?.host ?? []),
    })),
  )
  const open = await world.store.listIncidents({ sourceId: null, open: true })
  if (network.kind === 'doubtful' || (network.kind === 'fine' && !open.length)) return network
  const findings = network.kind === 'out' ? [network.finding] : []
  const { opened, ended } = await world.store.saveHealth({
    ...{ sourceId: null, at: world.now(), state: null, reach: null },
    ...settleIncidents(open, { findings }, false),
  })
  tell(world, opened, ended)
  return network
}

/** The pages of a finding about an article: as fetched, from what is stored. */
async function withPages(
  { store }: Doors,
  sourceId: string,
  findings: Finding[],
): Promise<Finding[]> {
  return Promise.all(
    findings.map(async finding => {
      if (finding.pageId || !finding.where || !URL.canParse(finding.where)) return finding
      const pages = await store.findEvidence(finding.where, sourceId)
      return {
        ...finding,
        pageId: pages.pageId,
        goodPageId: finding.goodPageId ?? pages.goodPageId,
      }
    }),
  )
}

/** The log is the channel that is always there. */
function tell({ log }: Doors, opened: Incident[], ended: Incident[]): void {
  for (const { id, sourceId, kind, reason } of opened)
    log.warn({ incident: id, source: sourceId, kind }, reason)
  for (const { id, sourceId, kind, reason } of ended)
    log.warn({ incident: id, source: sourceId, kind, ended: true }, `over: ${reason}`)
}
