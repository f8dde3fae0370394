import type { Article } from '../../model/article.ts'
import type { Page } from '../../model/page.ts'
import type { Replays } from '../replays.ts'
import type { CrawlStore, LinkToAdd, SavedArticle } from './crawling.ts'
import type { PublishStore } from './publishing.ts'

/** What new rules read on a page that is stored. */
export type RereadArticle = {
  articleId: string
  /** The page that was read: when the article has a newer one by now, nothing happens. */
  pageId: string
  article: Article
  related: LinkToAdd[]
  depth: number
  /** True when the text differs for a reader: the old one goes into the history. */
  isRevision: (before: Article) => boolean
}

/** What running a stage again asks of the store: what is found anew is saved and published as ever. */
export interface ReplayStore extends Replays, CrawlStore, PublishStore {
  findPage(pageId: string): Promise<Page | null>
  /**
   * Puts a new reading of a stored page in the place of the old one, and has it published again when anything differs. Null when the article
   * is gone from the store or was fetched anew meanwhile.
   */
  rereadArticle(request: RereadArticle): Promise<SavedArticle | null>
}
