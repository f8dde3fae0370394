import type { DayCounts, Finding, RoundRecord, ToldIncident } from '../model/health.ts'
import { type Change, FEW_MISSES, findChange, type Trial, usualDays } from './find-change.ts'
import { tell } from './reason-words.ts'
import { wasTakenOver } from './taken-over.ts'
import { goOn, percent, tellOfArticles } from './tell-finding.ts'

const noArticle = new Set(['notArticle', 'blocked', 'gone', 'failed'])
const isNoArticle = (end: string) => noArticle.has(end.split(':', 1)[0]!)
function countNone(ends: Record<string, number>): number {
  let sum = 0
  for (const end in ends) if (isNoArticle(end)) sum += ends[end]!
  return sum
}

/** How the links ended that had given no article before. */
const endsOf = ({ counts, outcomes }: RoundRecord) => counts.ends ?? outcomes
const trialOf = (articles: number, ends: Record<string, number>) => ({
  hits: articles,
  tries: articles + countNone(ends),
})

/** Pages of the list that gave articles and give none any more. */
export function judgePages(
  all: RoundRecord[],
  past: DayCounts[],
  told: ToldIncident | undefined,
): Finding[] {
  const missed = all.reduce((sum, round) => sum + countNone(endsOf(round)), 0)
  if (missed < FEW_MISSES && !told) return []
  const rounds = all.filter(round => !wasTakenOver(round))
  const before = usualDays(past.map(({ articles, outcomes }) => trialOf(articles, outcomes)))
  const trials = rounds.map(round => ({
    at: round.startedAt,
    ...trialOf(round.counts.articles, endsOf(round)),
    example: round.counts.examples.refused,
  }))
  const change =
    findChange(before, trials, { sure: 10, isCommon: true }, told) ??
    (past.length ? null : neverAny(trials))
  if (!change) return []
  if (!change.tries) return goOn(told)
  return [tellPages(change, rounds, told)]
}

function tellPages(change: Change, rounds: RoundRecord[], told: ToldIncident | undefined): Finding {
  const { usual, hits, tries, example } = change
  const worst = worstEnd(rounds.slice(-change.rounds))
  const isRefused = worst.startsWith('blocked')
  return {
    ...tellOfArticles(
      { of: 'pages', usual },
      tell(
        isRefused
          ? '{} of the last {} pages of its articles were refused ({}), before {}: look with "carbonwire read"'
          : '{} of the last {} pages of its articles gave no article ({}), before {}: look with "carbonwire read"',
        ...[tries - hits, tries, worst, percent(1 - usual)],
      ),
      example ?? told?.where ?? null,
      tell('{} of the pages gave an article', percent(usual)),
      tell('{} of the pages give one', percent(hits / tries)),
    ),
    kind: isRefused ? 'blocked' : hits / tries < 0.2 ? 'broken' : 'degraded',
  }
}

/** How most of the pages without an article ended. */
function worstEnd(rounds: RoundRecord[]): string {
  const ends: Record<string, number> = {}
  for (const round of rounds)
    for (const [end, count] of Object.entries(endsOf(round)))
      if (isNoArticle(end)) ends[end] = (ends[end] ?? 0) + count
  return Object.entries(ends).sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'unknown'
}

/** A source whose pages have never given an article in two rounds. */
function neverAny(trials: Trial[]): Change | null {
  const some = trials.filter(({ tries }) => tries > 0)
  const tries = some.reduce((sum, trial) => sum + trial.tries, 0)
  if (some.length < 2 || tries < 6 || some.some(({ hits }) => hits > 0)) return null
  return { usual: 1, hits: 0, tries, example: some.at(-1)!.example, rounds: trials.length }
}
