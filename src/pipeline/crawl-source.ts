import type { RoundRecord } from '../model/health.ts'
import type { CrawlJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Hold, SourceState } from '../model/source-state.ts'
import type { DueLink } from '../store/doors/crawling.ts'
import { isOutage } from '../store/is-outage.ts'
import { endWhenReached, reachBack } from './backfill.ts'
import { countFetch } from './count-round.ts'
import { crawlEntry } from './crawl-entry.ts'
import { endFaulty, endLink, requestOf } from './crawl-link.ts'
import { holdBack, isWalledOff, letGo, takeUpAgain, tellHeld } from './hold-source.ts'
import { judgeHealth, planNext } from './judge-health.ts'
import { recordRound } from './record-round.ts'
import { openRound, type Round, roundOutcome } from './round.ts'
import type { CrawlWorld } from './world.ts'

/** A round lasts at most this long; links that are left go to the next job. */
const ROUND_MS = 45_000
/** What was sent when the time is over is waited for, and the further pages of an article too. */
const FINISH_MS = 60_000
/** A lease that was not renewed for so long belonged to a process that died. */
const LEASE_MS = 12_000
const RENEW_EVERY_MS = 3_000
/** Links taken from the store at one time. */
const BATCH = 100

/** One round of one source: its entries when they are due, then the links that wait, until the time is over. */
export async function crawlSource(
  world: CrawlWorld,
  job: CrawlJob,
  stop: AbortSignal,
): Promise<Outcome> {
  const state = await world.store.findSource(job.sourceId)
  if (!state?.active || !state.source.enabled) return { kind: 'skipped', reason: 'source-gone' }

  // What cannot be kept is not asked for; the sweep takes up what is left once there is room.
  if (!(await world.store.room()).ok) return { kind: 'skipped', reason: 'no-room' }
  const lease = `source:${job.sourceId}`
  const holder = `${job.slot}:${crypto.randomUUID()}`
  if (!(await world.store.takeLease(lease, holder, LEASE_MS)))
    return { kind: 'skipped', reason: 'running' }

  const now = world.now()
  let renewal: Promise<unknown> = Promise.resolve()
  const full = new AbortController()
  const renewing = setInterval(() => {
    // An outage is met by the round itself; a lease that is lost meanwhile costs a second round, not its content.
    renewal = world.store.takeLease(lease, holder, LEASE_MS).catch(() => {})
    void world.store.room().then(
      room => !room.ok && full.abort(),
      () => {},
    )
  }, RENEW_EVERY_MS)
  const signal = AbortSignal.any([stop, full.signal, AbortSignal.timeout(ROUND_MS)])
  const finish = AbortSignal.any([stop, AbortSignal.timeout(ROUND_MS + FINISH_MS)])
  const since = await world.store.backfillSince(job.sourceId)
  const source = since ? reachBack(state.source, since, now) : state.source
  const round = openRound(holder, source, now, { signal, finish })
  round.isDeep = since !== null
  round.mark = world.tracer.current()
  const isAsked = job.slot.startsWith('asked')
  const entriesDue = isDue(state, now) || isAsked
  let isLeft = false
  try {
    const held = isAsked ? await takeUpAgain(world, state) : state.held
    const reached = await crawlEntries(world, round, entriesDue)
    const left = await crawlPages(world, round, held)
    const outcome = roundOutcome(round)
    world.meter.roundEnded(outcome, round.outcomes)
    const isWhole = entriesDue && reached
    round.counts.asked = isWhole
    const plan = isWhole ? await planNext(world, state, recordOf(round), round.retryAfterMs) : null
    await world.store.endRound({
      sourceId: state.source.id,
      startedAt: round.startedAt,
      endedAt: world.now(),
      outcome,
      outcomes: round.outcomes,
      // A round that only took up links says nothing about the entries: what was found about them stays.
      alarms: entriesDue ? round.alarms : [...lasting(state), ...round.alarms],
      counts: round.counts,
      zone: state.source.zone,
      plan: plan ?? state.plan,
      nextRoundAt: plan?.nextAt ?? state.nextRoundAt ?? now,
    })
    const health = await judgeHealth(world, state.source.id)
    if (health === 'healthy') await recordRound(world, round)
    isLeft = left || !reached
    if (since && !isLeft && entriesDue) await endWhenReached(world, job.sourceId)
    return outcome
  } finally {
    clearInterval(renewing)
    await renewal
    await world.store.releaseLease(lease, holder)
    // The source keeps its place in the queue and not its worker: others have their turn in between.
    if (isLeft && !full.signal.aborted) await world.queue.takeUp([job.sourceId], 'more')
  }
}

/** What earlier rounds found about the entries; whether a wall stands is found anew each time. */
const lasting = ({ alarms }: SourceState) => alarms.filter(({ kind }) => kind !== 'walled')

/** The schedule's clock and the store's differ by the time a job waits: a round that is all but due is due. */
const isDue = ({ nextRoundAt, source }: SourceState, now: Date) =>
  !nextRoundAt || nextRoundAt.getTime() <= now.getTime() + source.intervalMinutes * 6_000

const recordOf = ({ startedAt, outcomes, counts }: Round): RoundRecord => ({
  startedAt,
  outcomes,
  counts,
})

/**
 * Takes up paging where an earlier round left it, then reads the entries that are due from their first page. True when all that
 * were due were come to.
 */
async function crawlEntries(world: CrawlWorld, round: Round, due: boolean): Promise<boolean> {
  const resumes = await world.store.findResumes(round.source.id)
  const reached = await Promise.all(
    round.source.entries.map(async entry => {
      const resume = resumes.find(({ entryUrl }) => entryUrl === entry.url)
      if (resume) await crawlEntry(world, round, entry, resume)
      if (due) await crawlEntry(world, round, entry, null)
      return !due || !round.signal.aborted
    }),
  )
  return reached.every(Boolean)
}

/** Links of any time that wait: one of them is the probe of a source that is held back. */
const FAR = 30 * 24 * 3_600_000

/** Fetches the pages that wait; of a source that is held back none, or one when it is time to look. True when some are left for the next job. */
async function crawlPages(world: CrawlWorld, round: Round, held: Hold | null): Promise<boolean> {
  if (!held) return crawlLinks(world, round)
  const now = world.now()
  if (held.until > now) {
    tellHeld(round, held)
    return false
  }
  const probes = await world.store.dueLinks(round.source.id, new Date(now.getTime() + FAR), 1)
  if (!probes.length) return false

  await crawlBatch(world, round, probes)
  if (round.signal.aborted) return true
  if (round.walls.inRow > 0 || !isAnswered(round)) {
    await holdBack(world, round, held)
    return false
  }
  await letGo(world, round.source.id, held)
  return crawlLinks(world, round)
}

/** True when the probe ended in a way that tells of its page, and not of a host that is out of order. */
const isAnswered = ({ outcomes }: Round) =>
  Object.keys(outcomes).some(key => !key.startsWith('retry') && !key.startsWith('failed'))

/** Fetches the links that wait, batch by batch. True when the time was over before the links were. */
async function crawlLinks(world: CrawlWorld, round: Round): Promise<boolean> {
  const seen = new Set<string>()
  while (!round.signal.aborted) {
    const due = await world.store.dueLinks(round.source.id, world.now(), BATCH)
    const links = due.filter(link => !seen.has(link.urlKey))
    if (!links.length) break
    for (const link of links) seen.add(link.urlKey)
    // What an outage of ours kept from its turn is due as before: the next job has it.
    if (await crawlBatch(world, round, links)) return true
    if (isWalledOff(round)) {
      await holdBack(world, round, null)
      return false
    }
  }
  if (!round.signal.aborted) return false
  const [resumes, due] = await Promise.all([
    world.store.findResumes(round.source.id),
    world.store.dueLinks(round.source.id, world.now(), 1),
  ])
  return resumes.length + due.length > 0
}

/** Fetches these links; the rest of them is left when a wall stands before the source. True when the store was away for some. */
async function crawlBatch(world: CrawlWorld, round: Round, links: DueLink[]): Promise<boolean> {
  const walled = new AbortController()
  const { errors } = await world.crawler.crawl(
    round.id,
    links.map(link => requestOf(round, link)),
    async ({ data }, result) => {
      countFetch(round.counts, result)
      await endLink(world, round, data, result)
      if (isWalledOff(round)) walled.abort()
      return undefined
    },
    AbortSignal.any([round.signal, walled.signal]),
    round.finish,
  )
  const away = errors.filter(({ error }) => isOutage(error))
  const faulty = errors.filter(({ error }) => !isOutage(error))
  for (const { request, error } of faulty) await endFaulty(world, round, request.data, error)
  if (away.length)
    world.log.warn(
      { err: away[0]!.error, source: round.source.id, links: away.length },
      'the store was away: these links wait',
    )
  return away.length > 0
}
