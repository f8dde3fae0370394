import type { DayCounts, Finding, RoundRecord, ToldIncident } from '../model/health.ts'
import { ENOUGH, findChange } from './find-change.ts'
import { tell } from './reason-words.ts'
import { middle } from './tally-day.ts'
import { goOn, tellOfArticles } from './tell-finding.ts'

/** Rounds whose lengths are looked at. */
const LENGTH_ROUNDS = 30
/** Shorter texts are short news, and no excerpts of longer ones. */
const LEAST_USUAL = 200
/** This part of the usual length is short. */
const SHORT = 0.25

/** Bodies of a fraction of the usual length: a teaser, a wall's excerpt, a rule that takes the wrong part. */
export function judgeLengths(
  all: RoundRecord[],
  past: DayCounts[],
  told: ToldIncident | undefined,
): Finding[] {
  const rounds = all.filter(({ counts }) => counts.bodyChars.length > 0).slice(-LENGTH_ROUNDS)
  if (!rounds.length) return goOn(told)
  const lengths = rounds.flatMap(({ counts }) => counts.bodyChars)
  // Days keep the middle of their lengths alone: each is one try.
  const middles = past.flatMap(({ bodyChars }) => bodyChars ?? [])
  const known = [...middles, ...lengths.slice(0, Math.ceil(lengths.length / 2))]
  const usual = told?.measure?.chars ?? middle(known)
  if (usual === null || known.length < ENOUGH || usual < LEAST_USUAL) return goOn(told)
  const isWhole = (chars: number) => chars >= usual * SHORT
  const trials = rounds.map(({ counts, startedAt: at }) => ({
    at,
    hits: counts.bodyChars.filter(isWhole).length,
    tries: counts.bodyChars.length,
    example: counts.examples.short,
  }))
  const before = { hits: middles.filter(isWhole).length, tries: middles.length }
  const change = findChange(before, trials, { sure: 14 }, told)
  if (!change) return []
  if (!change.tries) return goOn(told)
  const now = middle(lengths.slice(-change.tries)) ?? 0
  return [
    tellOfArticles(
      { of: 'length', usual: change.usual, chars: usual },
      tell('the texts have become short: about {} characters, before about {}', now, usual),
      change.example ?? told?.where ?? null,
      tell('about {} characters a text', usual),
      tell('about {} characters a text', now),
    ),
  ]
}
