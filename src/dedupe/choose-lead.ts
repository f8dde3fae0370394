import type { LeadCandidate } from '../model/story.ts'

/**
 * Chooses the article that stands for a story: the page of the publication that the copies name as the origin, when it
 * was crawled; else a copy that names it; else the fullest; else the earliest. Throws on a story without articles.
 */
export function chooseLead<Candidate extends LeadCandidate>(articles: Candidate[]): Candidate {
  const origin = findOrigin(articles)
  const rank = ({ outlet, hostOutlet }: LeadCandidate) =>
    origin === null ? 0 : hostOutlet === origin ? 2 : outlet === origin ? 1 : 0
  const [first, ...rest] = articles
  if (!first) throw new Error('a story without articles has no lead')

  return rest.reduce((lead, article) => {
    const order =
      rank(article) - rank(lead) ||
      fullness(article, lead) ||
      lead.at - article.at ||
      (article.id < lead.id ? 1 : -1)
    return order > 0 ? article : lead
  }, first)
}

/** A text is fuller when it is longer by more than credits and an editor's name. */
const FULLER = 1.1

function fullness(article: LeadCandidate, lead: LeadCandidate): number {
  if (article.tokens > lead.tokens * FULLER) return 1
  return lead.tokens > article.tokens * FULLER ? -1 : 0
}

/** The publication most of the articles name as their origin; of equally many the one named first. */
function findOrigin(articles: LeadCandidate[]): string | null {
  const named = new Map<string, { count: number; at: number }>()
  for (const { outlet, at } of articles) {
    if (outlet === null) continue
    const known = named.get(outlet)
    named.set(outlet, { count: (known?.count ?? 0) + 1, at: Math.min(known?.at ?? at, at) })
  }
  const ranked = [...named].sort(
    ([a, one], [b, other]) => other.count - one.count || one.at - other.at || (a < b ? -1 : 1),
  )
  return ranked[0]?.[0] ?? null
}
