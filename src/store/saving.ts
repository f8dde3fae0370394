import type { PackedPage } from './pages.ts'
import type { SaveArticle } from './store.ts'

/** One request on its way: its pages packed, its article's id known. */
export type Saving = {
  request: SaveArticle
  page: PackedPage
  furtherPages: PackedPage[]
  linkId: string
  articleId: string
}
