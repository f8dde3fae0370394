import type { Relevance } from '../model/relevance.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import type { PublishStore } from '../store/doors/publishing.ts'
import { followSeries, type Issue } from '../topics/follow-series.ts'
import type { RelevanceMode } from '../topics/judge-tier.ts'
import { matchTopics } from '../topics/match-topics.ts'
import { readTemplate } from '../topics/read-template.ts'
import type { TopicTable } from '../topics/topic-table.ts'

/** What an article is about, and the series that it is an issue of. */
export type Judged = { relevance: Relevance; template: string | null }

type Judging = {
  store: Pick<PublishStore, 'judgedIssues'>
  topicTable: TopicTable
  modeOf: (sourceId: string) => RelevanceMode
}

/** Judges articles one after the other; an issue of a series with the issues of its source that were judged. */
export async function openJudge({ store, topicTable, modeOf }: Judging, articles: StoredArticle[]) {
  const templates = new Map(articles.map(({ id, article }) => [id, readTemplate(article.title)]))
  const known = new Map<string, Map<string, Issue>>()
  const issuesOf = (sourceId: string, template: string) => {
    const key = `${sourceId}\n${template}`
    return known.get(key) ?? known.set(key, new Map()).get(key)!
  }
  const asked = articles.flatMap(({ id, sourceId }) => {
    const template = templates.get(id)
    return template ? [{ sourceId, template }] : []
  })
  for (const { sourceId, template, articleId, ...issue } of await store.judgedIssues(asked))
    issuesOf(sourceId, template).set(articleId, issue)

  return (stored: StoredArticle): Judged => {
    const own = matchTopics(stored.article, topicTable, modeOf(stored.sourceId))
    const template = templates.get(stored.id) ?? null
    if (template === null) return { relevance: own, template }
    const issues = issuesOf(stored.sourceId, template)
    const others = [...issues].filter(([id]) => id !== stored.id).map(([, issue]) => issue)
    issues.set(stored.id, { own: own.tier, topics: own.topics })
    return { relevance: followSeries(own, template, others), template }
  }
}
