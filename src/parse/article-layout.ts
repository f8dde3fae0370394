import type { PageElement } from './build-tree.ts'
import type { PageDocument } from './document.ts'

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

/** The visible lines from the title (or some lines above the body) to the body's first: where dates and names stand. */
export function headLines(page: PageDocument, layout: ArticleLayout) {
  const from = layout.titleLine ?? Math.max(0, layout.bodyStart - 15)
  return page.lines.slice(Math.min(from, layout.bodyStart), layout.bodyStart)
}
