import { startDeadline } from '../fetch/deadline.ts'
import type { CrawlJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Hold, SourceState } from '../model/source-state.ts'
import type { DueLink } from '../store/doors/crawling.ts'
import { isOutage } from '../store/is-outage.ts'
import { endWhenReached, reachBack } from './backfill.ts'
import { countFetch } from './count-round.ts'
import { crawlEntry } from './crawl-entry.ts'
import { endFaulty, endLink, requestOf } from './crawl-link.ts'
import { endRound } from './end-round.ts'
import { holdBack, isWalledOff, letGo, takeUpAgain, tellHeld } from './hold-source.ts'
import { leaseSource } from './lease-source.ts'
import { openRound, type Round } from './round.ts'
import { watchRoom } from './watch-room.ts'
import type { CrawlWorld } from './world.ts'

/** A round lasts at most this long; links that are left go to the next job. */
const ROUND_MS = 45_000
/** What was sent when the time is over is waited for, and the further pages of an article too. */
const FINISH_MS = 60_000
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
  const holder = `${job.slot}:${crypto.randomUUID()}`
  const lease = await leaseSource(world, job.sourceId, holder)
  if (!lease) return { kind: 'skipped', reason: 'running' }

  using room = watchRoom(world)
  let isLeft = false
  try {
    await using _ = lease
    using time = startRoundTime(stop, room.full)
    const round = await beginRound(world, state, holder, time)
    const isAsked = job.slot.startsWith('asked')
    const entriesDue = isDue(state, round.startedAt) || isAsked
    const held = isAsked ? await takeUpAgain(world, state) : state.held
    const reached = await crawlEntries(world, round, entriesDue)
    const left = await crawlPages(world, round, held)
    const outcome = await endRound(world, state, round, { entriesDue, reached })
    isLeft = left || !reached
    if (round.isDeep && !isLeft && entriesDue) await endWhenReached(world, job.sourceId)
    return outcome
  } finally {
    // The source keeps its place in the queue and not its worker: others have their turn in between.
    if (isLeft && !room.full.aborted) await world.queue.takeUp([job.sourceId], 'more')
  }
}

type RoundTime = Pick<Round, 'signal' | 'finish'> & Disposable

/** A round ends with its time, with the process (`stop`), or where there is no room for more. */
function startRoundTime(stop: AbortSignal, full: AbortSignal): RoundTime {
  const round = startDeadline(ROUND_MS, stop, full)
  const finish = startDeadline(ROUND_MS + FINISH_MS, stop)
  return {
    signal: round.signal,
    finish: finish.signal,
    [Symbol.dispose]() {
      round.clear()
      finish.clear()
    },
  }
}

async function beginRound(
  world: CrawlWorld,
  { source }: SourceState,
  holder: string,
  time: RoundTime,
): Promise<Round> {
  const now = world.now()
  const since = await world.store.backfillSince(source.id)
  const round = openRound(holder, since ? reachBack(source, since, now) : source, now, time)
  round.isDeep = since !== null
  round.mark = world.tracer.current()
  return round
}

/** The schedule's clock and the store's differ by the time a job waits: a round that is all but due is due. */
const isDue = ({ nextRoundAt, source }: SourceState, now: Date) =>
  !nextRoundAt || nextRoundAt.getTime() <= now.getTime() + source.intervalMinutes * 6_000

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
