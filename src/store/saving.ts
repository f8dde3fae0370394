import type { SaveArticle } from './doors/crawling.ts'
import type { PackedPage } from './pages.ts'

/** One request on its way: its pages packed, its article's id known. */
export type Saving = {
  request: SaveArticle
  page: PackedPage
  furtherPages: PackedPage[]
  linkId: string
  articleId: string
}
