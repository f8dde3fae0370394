import type { Article } from './article.ts'
import type { Relevance } from './relevance.ts'

export type StoredArticle = {
  id: string
  urlKey: string
  sourceId: string
  revision: number
  article: Article
  fetchedAt: Date
  /** When a page of it was first fetched. */
  firstFetchedAt: Date
  pageId: string
  gone: boolean
  relevance: Relevance | null
  storyId: string | null
}

/** One state of an article: a text that readers could see, the page taken down, or back again. */
export type Revision = {
  revision: number
  kind: 'text' | 'gone' | 'back'
  at: Date
  pageId: string | null
  article: Article | null
}
