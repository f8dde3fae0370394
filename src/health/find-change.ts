import type { ArticleMeasure, ToldIncident } from '../model/health.ts'

/** One round's successes among so many tries. */
export type Trial = { hits: number; tries: number; at: Date; example: string | undefined }

/** Successes among tries, of all days before. */
export type Known = { hits: number; tries: number }

/** How a change is told from chance: how sure one must be, how long it must have lasted, and what is as usual and what is worse. */
export type Proof = {
  sure: number
  lastsMs?: number
  isCommon?: true
  /** A share is never taken for surer than this, and is worse when this part of it is left. */
  surest?: number
  left?: number
  /** What one batch may say at most, as a part of the proof. */
  batch?: number
  /** So many misses, one after the other over some hours and twice what was sound, are no batch of another make: they are proof enough. */
  flood?: number
  /** More than this part of the usual share is no breakage, however sure it is that there are fewer. */
  most?: number
}

/** A share that has fallen: what was usual, what it is now, and of how many rounds, the last ones. */
export type Change = {
  usual: number
  hits: number
  tries: number
  example: string | undefined
  rounds: number
}

/** Tries that must be known before a change of the share means something. */
export const ENOUGH = 8
/** One page in a hundred is odd. */
const SUREST = 0.99
/** What is given by fewer is missing for many reasons. */
const COMMON = 0.6
/** Articles of one morning may be of another make: alone they speak for no change, whatever their number is. */
export const BATCH_MS = 7 * 3_600_000
const BATCH_SPEAKS = 0.6
/** What has gathered is bounded, so that a repair is seen soon; what was told goes on until so much of the proof is left. */
const GATHERS = 1.2
const GOES_ON = 0.5
/** So much must speak for the share as it was, in a row, before what was told is over: a dozen of sound tries. */
const OVER = 9
/** Fewer misses are no change. */
export const FEW_MISSES = 3
const FLOOD_ROUNDS = 4
const FLOOD_MS = 2.5 * 3_600_000
/** A change seen in one round alone may be one odd batch; so many misses are none. */
const MANY_MISSES = 10
/** This part of a flood is without. */
const FLOOD_SHARE = 2 / 3
/** A day with less than this part of the usual share is no usual day. */
const WORSE = 0.7

/**
 * What the days before come to without those that were much worse than the others: a breakage that lasts must not become what is usual
 * before it is mended. Days that are worse and as many as the others are what is usual.
 */
export function usualDays(days: Known[]): Known {
  const sum = (some: Known[]): Known => ({
    hits: some.reduce((total, { hits }) => total + hits, 0),
    tries: some.reduce((total, { tries }) => total + tries, 0),
  })
  const counted = days.filter(({ tries }) => tries > 0)
  const shares = counted.map(({ hits, tries }) => hits / tries).sort((a, b) => a - b)
  const middleShare = shares[Math.floor(shares.length / 2)] ?? 0
  return sum(
    counted.filter(({ hits, tries }) => tries < FEW_MISSES || hits / tries >= middleShare * WORSE),
  )
}

/**
 * A change for the worse that goes on: one that is found in the trials, or one that was told and is not over, though the trials that
 * showed its beginning are forgotten.
 */
export function findChange(
  before: Known,
  trials: Trial[],
  proof: Proof,
  told?: ToldIncident,
): Change | null {
  const change = findBeginning(before, trials, proof)
  if (change || !told?.measure) return change
  return goesOn(told.measure, told.openedAt, trials, proof)
}

/** What was told, until what came since speaks for the share as it was. */
function goesOn(
  { usual }: ArticleMeasure,
  since: Date,
  trials: Trial[],
  proof: Proof,
): Change | null {
  const first = trials.findIndex(({ at }) => at > since)
  const later = first < 0 ? [] : trials.slice(first)
  const share = Math.min(usual, proof.surest ?? SUREST)
  let sum = 0
  for (const trial of later) {
    sum = Math.max(0, sum - speaksForLess(trial, share, proof))
    if (sum >= OVER) return null
  }
  return {
    usual,
    hits: later.reduce((total, { hits }) => total + hits, 0),
    tries: later.reduce((total, { tries }) => total + tries, 0),
    example: later.findLast(({ example }) => example)?.example,
    rounds: later.length,
  }
}

/** Tries under suspicion: what speaks for a change, in all and of the batch that began last. */
type Suspect = Omit<Change, 'usual' | 'rounds'> & {
  sum: number
  batchAt: number
  batchSum: number
  roundsWithMisses: number
  from: number
  isTold: boolean
}

const nothing: Suspect = {
  ...{ sum: 0, batchAt: 0, batchSum: 0, hits: 0, tries: 0, roundsWithMisses: 0, from: 0 },
  ...{ isTold: false, example: undefined },
}

/**
 * A one-sided cumulative sum: each try speaks for the share as it was or for a part of it, and when what speaks for the part has
 * gathered, something has changed. Tries under suspicion do not count to the share as it was.
 */
function findBeginning(before: Known, trials: Trial[], proof: Proof): Change | null {
  let { hits, tries } = before
  let suspect = nothing
  for (const [index, trial] of trials.entries()) {
    if (!trial.tries) continue
    const usual = usualShare(hits, tries, proof)
    if (tries < ENOUGH || usual < COMMON) {
      hits += trial.hits
      tries += trial.tries
      continue
    }
    const next = suspectMore(suspect, trial, index, usual, proof)
    if (next.sum > 0) {
      const lastedMs = trial.at.getTime() - trials[next.from]!.at.getTime()
      suspect = { ...next, isTold: isProven(next, lastedMs, usual, proof) }
      continue
    }
    hits += suspect.hits + trial.hits
    tries += suspect.tries + trial.tries
    suspect = nothing
  }
  if (!suspect.isTold) return null
  return {
    usual: usualShare(hits, tries, { sure: proof.sure, isCommon: true }),
    ...{ hits: suspect.hits, tries: suspect.tries, example: suspect.example },
    rounds: trials.length - suspect.from,
  }
}

/** How much a trial speaks for a part of the usual share, and not for that itself. */
function speaksForLess({ hits, tries }: Known, usual: number, { left = 0.5 }: Proof): number {
  const worse = usual * left
  return hits * Math.log(left) + (tries - hits) * Math.log((1 - worse) / (1 - usual))
}

function suspectMore(
  suspect: Suspect,
  trial: Trial,
  index: number,
  usual: number,
  proof: Proof,
): Suspect {
  const { hits, tries, at, example } = trial
  const { sure, lastsMs = 0, batch = BATCH_SPEAKS } = proof
  const step = speaksForLess(trial, usual, proof)
  const isOfBatch = suspect.tries > 0 && at.getTime() - suspect.batchAt < BATCH_MS
  const batchSum = isOfBatch ? suspect.batchSum : 0
  const may = lastsMs ? Math.max(0, sure * batch - batchSum) : step
  const speaks = Math.min(step, may)
  return {
    sum: Math.min(suspect.sum + speaks, sure * GATHERS),
    batchAt: isOfBatch ? suspect.batchAt : at.getTime(),
    batchSum: batchSum + speaks,
    hits: suspect.hits + hits,
    tries: suspect.tries + tries,
    roundsWithMisses: suspect.roundsWithMisses + (tries > hits ? 1 : 0),
    from: suspect.tries ? suspect.from : index,
    example: example ?? suspect.example,
    isTold: suspect.isTold,
  }
}

/** What has been told goes on until much speaks against it: a share between both is no end and no new beginning. */
function isProven(suspect: Suspect, lastedMs: number, usual: number, proof: Proof): boolean {
  const { sum, isTold, hits, tries, roundsWithMisses } = suspect
  const { sure, lastsMs = 0, most = 1 } = proof
  if (isTold) return sum >= sure * GOES_ON
  if (hits > tries * usual * most) return false
  const missed = tries - hits
  const isSeenTwice = roundsWithMisses >= 2 || missed >= MANY_MISSES
  if (missed < FEW_MISSES || !isSeenTwice) return false
  return (sum >= sure && lastedMs >= lastsMs) || isFlood(suspect, lastedMs, proof)
}

/** What is of another make comes at once; what has broken is missed piece by piece. */
const isFlood = (
  { hits, tries, roundsWithMisses }: Suspect,
  lastedMs: number,
  { flood = Number.POSITIVE_INFINITY }: Proof,
) =>
  tries - hits >= flood &&
  tries - hits >= tries * FLOOD_SHARE &&
  roundsWithMisses >= FLOOD_ROUNDS &&
  lastedMs >= FLOOD_MS

/** The share as it was: of what articles need not have, the lowest that few tries leave open. */
function usualShare(hits: number, tries: number, { isCommon, surest = SUREST }: Proof): number {
  if (isCommon) return Math.min(surest, (hits + 0.5) / (tries + 1))
  const doubt = 4
  const share = (hits + doubt / 2) / (tries + doubt)
  return Math.min(surest, share - 2 * Math.sqrt((share * (1 - share)) / (tries + doubt)))
}
