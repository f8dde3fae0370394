import type { CountedField, DayCounts, Finding, RoundRecord } from '../model/health.ts'
import { countedFields } from '../model/health.ts'
import { middle } from './tally-day.ts'

/** One round's successes among so many tries. */
type Trial = { hits: number; tries: number; at: Date; example: string | undefined }

/** Successes among tries, of all days before. */
type Known = { hits: number; tries: number }

/** How a change is told from chance: how sure one must be, how long it must have lasted, and what is as usual and what is worse. */
type Proof = {
  sure: number
  lastsMs?: number
  isCommon?: true
  /** A share is never taken for surer than this, and is worse when this part of it is left. */
  surest?: number
  left?: number
}

/** A share that should stay as it was: what is counted, and the proof that it has changed. */
type Share = { said: string; hint: string; proof: Proof }

/** Tries that must be known before a change of the share means something. */
const ENOUGH = 8
/** One page in a hundred is odd. */
const SUREST = 0.99
/** What is given by fewer is missing for many reasons. */
const COMMON = 0.6
const HOUR_MS = 3_600_000
/** Articles of one morning may be of another make: alone they speak for no change, whatever their number is. */
const BATCH_MS = 7 * HOUR_MS
const BATCH_SPEAKS = 0.6
/** What has gathered is bounded, so that a repair is seen soon; what was told goes on until so much of the proof is left. */
const GATHERS = 1.2
const GOES_ON = 0.5
/** Fewer misses are no change. */
const FEW_MISSES = 3
/** A change seen in one round alone may be one odd batch; so many misses are none. */
const MANY_MISSES = 10
/** A day with less than this part of the usual share is no usual day. */
const WORSE = 0.7
/** Rounds whose lengths are looked at. */
const LENGTH_ROUNDS = 30

/** What an article need not have must be missing for longer. */
const optional: Proof = { sure: 26, lastsMs: 12 * HOUR_MS }
const fields: Record<CountedField, Share> = {
  published: {
    ...{ said: 'a date', hint: 'a rule "article.published" may help' },
    proof: { sure: 13, isCommon: true },
  },
  minute: { said: 'a time of day', hint: 'a rule "article.published" may help', proof: optional },
  outlet: { said: 'an outlet', hint: 'a rule "article.outlet" may help', proof: optional },
  byline: { said: 'a writer', hint: 'a rule "article.byline" may help', proof: optional },
  body: {
    ...{ said: 'a text', hint: 'a rule "article.body" may help' },
    // Papers and videos come without a text now and then, some of them on one day.
    proof: { sure: 9, isCommon: true, lastsMs: BATCH_MS, surest: 0.9, left: 1 / 3 },
  },
  picture: { said: 'a picture', hint: 'a rule "article.body" may help', proof: optional },
}

/** Fields that articles had and have no longer, bodies that became short, pages that are no articles any more. */
export function judgeShares(rounds: RoundRecord[], days: DayCounts[]): Finding[] {
  const first = rounds[0]?.startedAt.toISOString().slice(0, 10) ?? ''
  // What was before the rounds that are at hand; a day may be split between both.
  const past = days.filter(({ day }) => day < first)
  const withArticles = rounds.filter(({ counts }) => counts.articles > 0)
  const found = countedFields.flatMap(field => {
    // Most of the time nothing is missing, and this is asked after every round.
    const missed = withArticles.reduce(
      (sum, { counts }) => sum + counts.articles - (counts.fields[field] ?? 0),
      0,
    )
    if (missed < FEW_MISSES) return []
    const before = usualDays(
      past.map(day => ({ hits: day.fields[field] ?? 0, tries: day.articles })),
    )
    const trials = withArticles.map(({ counts, startedAt: at }) => ({
      at,
      ...{ hits: counts.fields[field] ?? 0, tries: counts.articles },
      example: counts.examples[field],
    }))
    return judgeShare(fields[field], before, trials)
  })
  return [...found, ...judgeLengths(rounds, past), ...judgePages(rounds, past)]
}

/**
 * What the days before come to without those that were much worse than the others: a breakage that lasts must not become what is usual
 * before it is mended. Days that are worse and as many as the others are what is usual.
 */
function usualDays(days: Known[]): Known {
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

function judgeShare(share: Share, before: Known, trials: Trial[]): Finding[] {
  const change = findChange(before, trials, share.proof)
  if (!change) return []
  const { usual, hits, tries, example } = change
  return [
    finding(
      `${tries - hits} of the last ${tries} articles have not ${share.said}, before ${percent(usual)} had: ${share.hint}`,
      example ?? null,
      `${percent(usual)} of the articles had ${share.said}`,
      `${percent(hits / tries)} have`,
    ),
  ]
}

/** Bodies of a fraction of the usual length: a teaser, a wall's excerpt, a rule that takes the wrong part. */
function judgeLengths(all: RoundRecord[], past: DayCounts[]): Finding[] {
  const rounds = all.slice(-LENGTH_ROUNDS).filter(({ counts }) => counts.bodyChars.length > 0)
  if (!rounds.length) return []
  const lengths = rounds.flatMap(({ counts }) => counts.bodyChars)
  const known = [
    ...past.flatMap(({ bodyChars }) => bodyChars ?? []),
    ...lengths.slice(0, Math.ceil(lengths.length / 2)),
  ]
  const usual = middle(known)
  if (usual === null || known.length < ENOUGH || usual < 200) return []
  const isShort = (chars: number) => chars < usual * 0.25
  const trials = rounds.map(({ counts, startedAt: at }) => ({
    at,
    hits: counts.bodyChars.filter(chars => !isShort(chars)).length,
    tries: counts.bodyChars.length,
    example: counts.examples.short,
  }))
  // Days keep the middle of their lengths alone: each is one try.
  const middles = past.flatMap(({ bodyChars }) => bodyChars ?? [])
  const whole = middles.filter(chars => !isShort(chars)).length
  const before = { hits: whole, tries: middles.length }
  const change = findChange(before, trials, { sure: 14 })
  if (!change) return []
  const now = middle(lengths.slice(-change.tries)) ?? 0
  return [
    finding(
      `the texts have become short: about ${now} characters, before about ${usual}`,
      change.example ?? null,
      `about ${usual} characters a text`,
      `about ${now}`,
    ),
  ]
}

const noArticle = new Set(['notArticle', 'blocked', 'gone', 'failed'])
const isNoArticle = (end: string) => noArticle.has(end.split(':', 1)[0]!)
const countNone = (outcomes: Record<string, number>) => {
  let sum = 0
  for (const end in outcomes) if (isNoArticle(end)) sum += outcomes[end]!
  return sum
}

/** Pages of the list that gave articles and give none any more. */
function judgePages(rounds: RoundRecord[], past: DayCounts[]): Finding[] {
  const trial = (articles: number, outcomes: Record<string, number>) => ({
    hits: articles,
    tries: articles + countNone(outcomes),
  })
  if (rounds.reduce((sum, { outcomes }) => sum + countNone(outcomes), 0) < FEW_MISSES) return []
  const before = usualDays(past.map(({ articles, outcomes }) => trial(articles, outcomes)))
  const trials = rounds.map(({ counts, outcomes, startedAt: at }) => ({
    at,
    ...trial(counts.articles, outcomes),
    example: counts.examples.refused,
  }))
  const change =
    findChange(before, trials, { sure: 10, isCommon: true }) ??
    (past.length ? null : neverAny(trials))
  if (!change) return []
  const { usual, hits, tries, example } = change
  const ends: Record<string, number> = {}
  for (const { outcomes } of rounds.slice(-change.rounds))
    for (const [end, count] of Object.entries(outcomes))
      if (isNoArticle(end)) ends[end] = (ends[end] ?? 0) + count
  const [worst] = Object.entries(ends).sort(([, a], [, b]) => b - a)
  const kind = worst?.[0].startsWith('blocked')
    ? 'blocked'
    : hits / tries < 0.2
      ? 'broken'
      : 'degraded'
  return [
    {
      ...finding(
        `${tries - hits} of the last ${tries} pages of its articles ${kind === 'blocked' ? 'were refused' : 'gave no article'} (${worst?.[0] ?? 'unknown'}), before ${percent(1 - usual)}: look with "carbonwire read"`,
        example ?? null,
        `${percent(usual)} of the pages gave an article`,
        `${percent(hits / tries)} do`,
      ),
      kind,
    },
  ]
}

/** A source whose pages have never given an article in two rounds. */
function neverAny(trials: Trial[]): Change | null {
  const some = trials.filter(({ tries }) => tries > 0)
  const tries = some.reduce((sum, trial) => sum + trial.tries, 0)
  if (some.length < 2 || tries < 6 || some.some(({ hits }) => hits > 0)) return null
  return {
    usual: 1,
    hits: 0,
    tries,
    example: some.at(-1)!.example,
    rounds: trials.length,
  }
}

type Change = {
  usual: number
  hits: number
  tries: number
  example: string | undefined
  rounds: number
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
 * A change for the worse that goes on (a one-sided cumulative sum): each try speaks for the share as it was or for a part of it, and
 * when what speaks for the part has gathered, something has changed. Tries under suspicion do not count to the share as it was.
 */
function findChange(before: Known, trials: Trial[], proof: Proof): Change | null {
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
      suspect = { ...next, isTold: isProven(next, lastedMs, proof) }
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

function suspectMore(
  suspect: Suspect,
  { hits, tries, at, example }: Trial,
  index: number,
  usual: number,
  { sure, lastsMs = 0, left = 0.5 }: Proof,
): Suspect {
  const worse = usual * left
  const missed = tries - hits
  const step = hits * Math.log(worse / usual) + missed * Math.log((1 - worse) / (1 - usual))
  const isOfBatch = suspect.tries > 0 && at.getTime() - suspect.batchAt < BATCH_MS
  const batchSum = isOfBatch ? suspect.batchSum : 0
  const may = lastsMs ? Math.max(0, sure * BATCH_SPEAKS - batchSum) : step
  const speaks = Math.min(step, may)
  return {
    sum: Math.min(suspect.sum + speaks, sure * GATHERS),
    batchAt: isOfBatch ? suspect.batchAt : at.getTime(),
    batchSum: batchSum + speaks,
    hits: suspect.hits + hits,
    tries: suspect.tries + tries,
    roundsWithMisses: suspect.roundsWithMisses + (missed ? 1 : 0),
    from: suspect.tries ? suspect.from : index,
    example: example ?? suspect.example,
    isTold: suspect.isTold,
  }
}

/** What has been told goes on until much speaks against it: a share between both is no end and no new beginning. */
function isProven(
  { sum, isTold, hits, tries, roundsWithMisses }: Suspect,
  lastedMs: number,
  { sure, lastsMs = 0 }: Proof,
): boolean {
  if (isTold) return sum >= sure * GOES_ON
  const missed = tries - hits
  const isSeenTwice = roundsWithMisses >= 2 || missed >= MANY_MISSES
  return sum >= sure && missed >= FEW_MISSES && isSeenTwice && lastedMs >= lastsMs
}

/** The share as it was: of what articles need not have, the lowest that few tries leave open. */
function usualShare(hits: number, tries: number, { isCommon, surest = SUREST }: Proof): number {
  if (isCommon) return Math.min(surest, (hits + 0.5) / (tries + 1))
  const doubt = 4
  const share = (hits + doubt / 2) / (tries + doubt)
  return Math.min(surest, share - 2 * Math.sqrt((share * (1 - share)) / (tries + doubt)))
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function finding(reason: string, where: string | null, before: string, now: string): Finding {
  return {
    ...{ kind: 'degraded', reason, where, isAlarm: true },
    ...{ pageId: null, goodPageId: null, before, now },
  }
}
