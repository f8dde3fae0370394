import type { CountedField, DayCounts, Finding, RoundRecord } from '../model/health.ts'
import { countedFields } from '../model/health.ts'
import { middle } from './tally-day.ts'

/** One round's successes among so many tries. */
type Trial = { hits: number; tries: number; example: string | undefined }

/** A share that should stay as it was: what is counted, and how sure one must be before it is told. */
type Share = { said: string; hint: string; sure: number; isCommon?: true }

/** Tries that must be known before a change of the share means something. */
const ENOUGH = 8
/** A share is never taken for surer than this: one page in a hundred is odd. */
const SUREST = 0.99
/** What is given by fewer is missing for many reasons. */
const COMMON = 0.6
/** A change seen in one round alone may be one odd batch; so many misses are none. */
const MANY_MISSES = 10
/** Rounds whose lengths are looked at. */
const LENGTH_ROUNDS = 30

const fields: Record<CountedField, Share> = {
  published: { ...share('a date', 'a rule "article.published" may help', 10), isCommon: true },
  minute: share('a time of day', 'a rule "article.published" may help', 16),
  outlet: share('an outlet', 'a rule "article.outlet" may help', 14),
  byline: share('a writer', 'a rule "article.byline" may help', 16),
  body: { ...share('a text', 'a rule "article.body" may help', 10), isCommon: true },
  picture: share('a picture', 'a rule "article.body" may help', 18),
}

function share(said: string, hint: string, sure: number): Share {
  return { said, hint, sure }
}

/** Fields that articles had and have no longer, bodies that became short, pages that are no articles any more. */
export function judgeShares(rounds: RoundRecord[], days: DayCounts[]): Finding[] {
  const first = rounds[0]?.startedAt.toISOString().slice(0, 10) ?? ''
  // What was before the rounds that are at hand; a day may be split between both.
  const past = days.filter(({ day }) => day < first)
  const found = countedFields.flatMap(field => {
    const before = past.map(day => ({ hits: day.fields[field] ?? 0, tries: day.articles }))
    const trials = rounds.map(({ counts }) => ({
      ...{ hits: counts.fields[field] ?? 0, tries: counts.articles },
      example: counts.examples[field],
    }))
    return judgeShare(fields[field], before, trials)
  })
  return [...found, ...judgeLengths(rounds, past), ...judgePages(rounds, past)]
}

function judgeShare(
  share: Share,
  before: { hits: number; tries: number }[],
  trials: Trial[],
): Finding[] {
  const change = findChange(before, trials, share.sure, share.isCommon)
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
  const rounds = all.slice(-LENGTH_ROUNDS)
  const lengths = rounds.flatMap(({ counts }) => counts.bodyChars)
  const known = [
    ...past.flatMap(({ bodyChars }) => bodyChars ?? []),
    ...lengths.slice(0, Math.ceil(lengths.length / 2)),
  ]
  const usual = middle(known)
  if (usual === null || known.length < ENOUGH || usual < 200) return []
  const isShort = (chars: number) => chars < usual * 0.25
  const trials = rounds.map(({ counts }) => ({
    hits: counts.bodyChars.filter(chars => !isShort(chars)).length,
    tries: counts.bodyChars.length,
    example: counts.examples.short,
  }))
  // Days keep the middle of their lengths alone: each is one try.
  const before = past.flatMap(({ bodyChars }) =>
    bodyChars === null ? [] : [{ hits: isShort(bodyChars) ? 0 : 1, tries: 1 }],
  )
  const change = findChange(before, trials, 14)
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

const isNoArticle = ([end]: [string, number]) => /^(?:notArticle|blocked|gone|failed)\b/.test(end)
const countNone = (outcomes: Record<string, number>) =>
  Object.entries(outcomes)
    .filter(isNoArticle)
    .reduce((sum, [, count]) => sum + count, 0)

/** Pages of the list that gave articles and give none any more. */
function judgePages(rounds: RoundRecord[], past: DayCounts[]): Finding[] {
  const trial = (articles: number, outcomes: Record<string, number>) => ({
    hits: articles,
    tries: articles + countNone(outcomes),
  })
  const before = past.map(({ articles, outcomes }) => trial(articles, outcomes))
  const trials = rounds.map(({ counts, outcomes }) => ({
    ...trial(counts.articles, outcomes),
    example: counts.examples.refused,
  }))
  const change = findChange(before, trials, 10, true) ?? (before.length ? null : neverAny(trials))
  if (!change) return []
  const { usual, hits, tries, example } = change
  const ends: Record<string, number> = {}
  for (const { outcomes } of rounds.slice(-change.rounds))
    for (const [end, count] of Object.entries(outcomes).filter(isNoArticle))
      ends[end] = (ends[end] ?? 0) + count
  const [worst] = Object.entries(ends).sort(([, a], [, b]) => b - a)
  const kind = worst?.[0].startsWith('blocked')
    ? 'blocked'
    : hits / tries < 0.2
      ? 'broken'
      : 'degraded'
  return [
    {
      ...finding(
        `${tries - hits} of the last ${tries} pages gave no article (${worst?.[0] ?? 'unknown'}), before ${percent(1 - usual)} did not: look with "carbonwire read"`,
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
  return { usual: 1, hits: 0, tries, example: some.at(-1)!.example, rounds: trials.length }
}

type Change = {
  usual: number
  hits: number
  tries: number
  example: string | undefined
  rounds: number
}

/**
 * A change for the worse that goes on (a one-sided cumulative sum): each try speaks for the share as it was or for half of it, and when
 * what speaks for half of it has gathered, something has changed. Tries under suspicion do not count to the share as it was.
 */
function findChange(
  before: { hits: number; tries: number }[],
  trials: Trial[],
  sure: number,
  isCommon = false,
): Change | null {
  let hits = before.reduce((sum, trial) => sum + trial.hits, 0)
  let tries = before.reduce((sum, trial) => sum + trial.tries, 0)
  const none = {
    sum: 0,
    hits: 0,
    tries: 0,
    roundsWithMisses: 0,
    from: 0,
    example: undefined as string | undefined,
  }
  let suspect = none
  for (const [index, trial] of trials.entries()) {
    if (!trial.tries) continue
    const usual = usualShare(hits, tries, isCommon)
    const missed = trial.tries - trial.hits
    if (tries < ENOUGH || usual < COMMON) {
      hits += trial.hits
      tries += trial.tries
      continue
    }
    const worse = usual / 2
    const step = trial.hits * Math.log(worse / usual) + missed * Math.log((1 - worse) / (1 - usual))
    if (suspect.sum + step <= 0) {
      hits += suspect.hits + trial.hits
      tries += suspect.tries + trial.tries
      suspect = none
      continue
    }
    suspect = {
      // What has gathered is bounded, so that a repair is seen soon.
      sum: Math.min(suspect.sum + step, sure * 1.6),
      hits: suspect.hits + trial.hits,
      tries: suspect.tries + trial.tries,
      roundsWithMisses: suspect.roundsWithMisses + (missed ? 1 : 0),
      from: suspect.tries ? suspect.from : index,
      example: trial.example ?? suspect.example,
    }
  }
  const missed = suspect.tries - suspect.hits
  if (suspect.sum < sure || missed < 3) return null
  if (suspect.roundsWithMisses < 2 && missed < MANY_MISSES) return null
  return { usual: usualShare(hits, tries, true), ...suspect, rounds: trials.length - suspect.from }
}

/** The share as it was: of what articles need not have, the lowest that few tries leave open. */
function usualShare(hits: number, tries: number, isCommon: boolean): number {
  if (isCommon) return Math.min(SUREST, (hits + 0.5) / (tries + 1))
  const doubt = 4
  const share = (hits + doubt / 2) / (tries + doubt)
  return Math.min(SUREST, share - 2 * Math.sqrt((share * (1 - share)) / (tries + doubt)))
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function finding(reason: string, where: string | null, before: string, now: string): Finding {
  return {
    ...{ kind: 'degraded', reason, where, isAlarm: true },
    ...{ pageId: null, goodPageId: null, before, now },
  }
}
