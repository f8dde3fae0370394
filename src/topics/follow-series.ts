import type { Relevance, Tier } from '../model/relevance.ts'

/** An issue of a series by what was found in it alone. */
export type Issue = { own: Tier; topics: string[] }

/** So many issues, and half of them, must be about the subject before one that says nothing of it is taken for it. */
const FEWEST = 2
const HALF = 0.5
/** Of one that touches the subject, nearly all the others must at least touch it too. */
const MOST = 0.75
/** So many issues without a word of the subject, and a word in a text no longer makes the next one news of it. */
const MANY = 4
const MOST_TOPICS = 3

/**
 * Judges an issue of a series as the others were: what was decided for them counts. A title that speaks of the subject itself is
 * never put back.
 */
export function followSeries(relevance: Relevance, template: string, others: Issue[]): Relevance {
  if (others.length === 0) return relevance
  const about = others.filter(({ own }) => own === 'relevant')
  const touching = others.filter(({ own }) => own !== 'off')
  const { tier: own } = relevance
  const tier = tierAmong(relevance, about.length, touching.length, others.length)
  const series = { template, own, issues: others.length, relevant: about.length }
  if (tier === own) return { ...relevance, series }
  if (tier !== 'relevant')
    return { ...relevance, tier, score: Math.min(relevance.score, 0.49), series }
  const topics = relevance.topics.length ? relevance.topics : topicsOf(about)
  return { ...relevance, tier, score: Math.max(relevance.score, 0.5), topics, series }
}

function tierAmong(
  { tier, evidence }: Relevance,
  about: number,
  touching: number,
  all: number,
): Tier {
  if (tier === 'relevant') {
    const isSaid = evidence.some(({ where }) => where === 'title')
    return !isSaid && all >= MANY && touching === 0 ? 'adjacent' : tier
  }
  if (about >= FEWEST && about >= all * HALF) return 'relevant'
  return tier === 'adjacent' && about > 0 && touching >= all * MOST ? 'relevant' : tier
}

/** The topics of the issues before, the most frequent first. */
function topicsOf(issues: Issue[]): string[] {
  const counts = new Map<string, number>()
  for (const topic of issues.flatMap(({ topics }) => topics))
    counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_TOPICS)
    .map(([topic]) => topic)
}
