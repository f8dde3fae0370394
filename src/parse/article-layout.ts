import type { PageElement } from './build-tree.ts'

/** Where the parts of an article stand on its page; what the readers of single fields look around. */
export type ArticleLayout = {
  /** The title as read; empty when there is none. */
  title: string
  /** Index in `page.lines` of the line that shows the title nearest above the body, when one does. */
  titleLine: number | null
  /** The elements that hold the body. */
  roots: PageElement[]
  /** Indexes in `page.lines` of the first line of the body and the one after its last. */
  bodyStart: number
  bodyEnd: number
}
