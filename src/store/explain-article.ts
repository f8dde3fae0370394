import { explainPair, type PairExplained } from '../dedupe/explain-pair.ts'
import { dayNumber, fingerprint } from '../dedupe/fingerprint.ts'
import type { StoryIndex } from '../dedupe/story-index.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import type { Comparable } from '../model/story.ts'
import { explainRelevance, type RelevanceExplained } from '../topics/explain-relevance.ts'
import { followSeries } from '../topics/follow-series.ts'
import { readTemplate } from '../topics/read-template.ts'
import type { TopicTable } from '../topics/topic-table.ts'
import { hostOf } from './comparables.ts'
import type { Store } from './store.ts'

/** Another article that one was, or might have been, put together with. */
export type NearArticle = PairExplained & {
  articleId: string
  title: string
  url: string
  storyId: string | null
  sameStory: boolean
}

/** Why an article is (not) in the feed, and why it stands where it stands. */
export type ArticleExplained = {
  articleId: string
  title: string
  url: string
  storyId: string | null
  /** In a sentence. */
  verdict: string
  relevance: RelevanceExplained
  near: NearArticle[]
}

type Doors = {
  store: Pick<Store, 'findArticle' | 'findSource' | 'findStory' | 'judgedIssues'>
  topicTable: TopicTable
  /** Finds those of other stories as well; without it the articles of its own story are compared. */
  index?: StoryIndex
}

const MOST_NEAR = 12

/** Judges a stored article again, with all that it was judged by. Nothing is changed. */
export async function explainArticle(
  { store, topicTable, index }: Doors,
  stored: StoredArticle,
): Promise<ArticleExplained> {
  const source = await store.findSource(stored.sourceId)
  const mode = source?.source.relevance ?? 'general'
  const relevance = await explainIssue(
    store,
    stored,
    explainRelevance(stored.article, topicTable, mode),
  )
  const own = toComparable(stored)
  const story = stored.storyId ? await store.findStory(stored.storyId) : null
  const members = story?.members.map(({ article }) => article) ?? []
  const found = index?.candidates(own.fingerprint) ?? []
  const others = await Promise.all(
    found.filter(id => !members.some(member => member.id === id)).map(id => store.findArticle(id)),
  )
  const near = [...members, ...others.filter(other => other !== null)]
    .filter(({ id }) => id !== stored.id)
    .map(other => describeNear(own, stored, other))
    .sort((a, b) => b.figures.containment - a.figures.containment)
  return {
    articleId: stored.id,
    title: stored.article.title,
    url: stored.article.url,
    storyId: stored.storyId,
    verdict: verdictOf(stored, relevance),
    relevance,
    near: near.slice(0, MOST_NEAR),
  }
}

/** An issue of a series is judged as the others of its source were. */
async function explainIssue(
  store: Doors['store'],
  { id, sourceId, article }: StoredArticle,
  own: RelevanceExplained,
): Promise<RelevanceExplained> {
  const template = readTemplate(article.title)
  if (template === null) return own
  const issues = await store.judgedIssues([{ sourceId, template }])
  const others = issues.filter(({ articleId }) => articleId !== id)
  const { tier, score, topics, series } = followSeries(
    { ...own, evidence: own.terms },
    template,
    others,
  )
  return { ...own, tier, score, topics, ...(series && { series }) }
}

function describeNear(own: Comparable, stored: StoredArticle, other: StoredArticle): NearArticle {
  return {
    articleId: other.id,
    title: other.article.title,
    url: other.article.url,
    storyId: other.storyId,
    sameStory: other.storyId !== null && other.storyId === stored.storyId,
    ...explainPair(own, toComparable(other)),
  }
}

function verdictOf({ storyId, gone }: StoredArticle, { tier }: RelevanceExplained): string {
  if (gone) return 'its page was taken down'
  if (tier === 'off') return 'not in the feeds: nothing in it is about the subject'
  if (!storyId) return 'in no story: it was not published, or its text is that of the site'
  if (tier === 'adjacent')
    return 'in the feeds only where adjacent news is asked for: it touches the subject'
  return 'in the feeds: it is about the subject'
}

function toComparable({ id, urlKey, article, firstFetchedAt, storyId }: StoredArticle): Comparable {
  const { title, text, published } = article
  const day = dayNumber(published, firstFetchedAt)
  return {
    id,
    urlKey,
    title,
    text,
    outlet: article.outlet?.name ?? null,
    host: hostOf(article.url),
    fingerprint: fingerprint({ urlKey, title, text, day }),
    storyId,
    storyNumber: null,
    startsStory: false,
  }
}
