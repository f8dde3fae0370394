import type { StoredArticle } from '../model/stored-article.ts'
import type { SaveArticle, SavedArticle } from './doors/crawling.ts'
import { pageIdOf } from './pages.ts'
import { toText } from './stored-values.ts'

/** Articles that are kept: as many as wait for the publisher at one time, and more. */
const MOST = 64

/**
 * Articles that this process has stored, until it publishes them: to read back what was just written costs the database and the driver more than
 * to judge it. Only a first revision is kept, of which nothing else can be known yet; whoever takes it has asked the store that it is still the last.
 */
export type FreshArticles = {
  /** What was asked to be stored, and what has become of it. */
  note(requests: SaveArticle[], saved: SavedArticle[]): void
  /** The article as it would be read, when this revision of it, read from this page, is at hand. It is given out once. */
  take(id: string, revision: number, pageId: string): StoredArticle | null
  /** The article was read anew from its page. */
  forget(id: string): void
}

export function openFreshArticles(): FreshArticles {
  const kept = new Map<string, StoredArticle>()
  return {
    note(requests, saved) {
      for (const [at, { articleId, revision, change }] of saved.entries()) {
        // The database keeps some characters out of texts: such a one is read as it lies there.
        const { title } = requests[at]!.article
        if (change !== 'new' || revision !== 1 || toText(title) !== title) continue
        kept.set(articleId, firstRevision(articleId, requests[at]!))
        if (kept.size > MOST) kept.delete(kept.keys().next().value!)
      }
    },
    take(id, revision, pageId) {
      const found = kept.get(id)
      kept.delete(id)
      return found?.revision === revision && found.pageId === pageId ? found : null
    },
    forget: id => void kept.delete(id),
  }
}

const firstRevision = (id: string, request: SaveArticle): StoredArticle => ({
  ...{ id, urlKey: request.articleKey, sourceId: request.sourceId, revision: 1 },
  article: request.article,
  ...{ fetchedAt: request.page.fetchedAt, firstFetchedAt: request.page.fetchedAt },
  pageId: pageIdOf(request.page),
  ...{ gone: false, relevance: null, storyId: null },
})
