import type { SeriesRelevance } from '../model/relevance.ts'
import type { ArticleExplained } from '../store/explain-article.ts'
import { reachStore } from './reach-store.ts'
import { renderTable } from './table.ts'
import { inLanguage, say } from './words/say.ts'

/** `carbonwire stories why URL`: why an article is (not) in the feed, and what it was compared with. */
export async function showWhy(article: string, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const explained = await reached.ask<ArticleExplained>('why', { article })
  console.log(json ? JSON.stringify(explained, null, 2) : renderWhy(explained))
}

/** What `stories why` prints. */
export function renderWhy({
  title,
  url,
  storyId,
  verdict,
  relevance,
  near,
}: ArticleExplained): string {
  const { tier, score, topics, mode, roundup, terms, series } = relevance
  const found = terms.map(({ effect, where, topic, term, words }) => [
    effect,
    where,
    topic,
    term,
    words,
  ])
  return [
    `${title}\n${url}\n${storyId ?? say`no story`}`,
    `\n${inLanguage(verdict)}`,
    say`\n${tier}, score ${score}, judged as of a ${mode} source${roundup ? say`, a round-up` : ''}: ${topics.join(', ') || say`no topic`}`,
    ...(series ? [renderSeries(series)] : []),
    found.length
      ? renderTable(['effect', 'where', 'topic', 'term', 'words'], found)
      : say`no term of a topic was found`,
    ...near.flatMap(renderNear),
  ].join('\n')
}

const renderSeries = ({ template, own, issues, relevant }: SeriesRelevance) =>
  say`an issue of the series "${template}": ${own} by what is found in it alone, ${relevant} of ${issues} other issues are about the subject`

function renderNear({
  title,
  url,
  sameStory,
  rule,
  figures,
  vetoes,
  shared,
}: ArticleExplained['near'][number]): string[] {
  const { containment, jaccard, titleJaccard, numberClash, numberSlots, daysApart } = figures
  const against = vetoes.length
    ? say`against it: ${vetoes.join('; ')}`
    : say`nothing speaks against it`
  return [
    `\n${sameStory ? say`in the same story` : say`in another story`}: ${title}\n  ${url}`,
    `  ${rule ? say`a copy by the rule "${rule}"` : say`no copy`}; ${against}`,
    say`  c ${containment.toFixed(2)} J ${jaccard.toFixed(2)} title ${titleJaccard.toFixed(2)} numbers ${numberClash.toFixed(2)} of ${numberSlots}, ${daysApart} days apart`,
    ...shared.map(sentence => say`  both: ${sentence}`),
  ]
}
