import type { html } from 'hono/html'
import type { Visit } from './visit.ts'
import type { Ui } from './words.ts'

/** HTML that is safe to stand in a page. */
export type Markup = ReturnType<typeof html>

export type PageHead = {
  ui: Ui
  /** Absolute, without a slash at the end. */
  base: string
  /** What a topic is called in the interface's language. */
  topicName: (id: string) => string
  /** Made for files: what only a server can answer is not linked. */
  isStatic?: boolean
  view: PageView
  /** The page's own path with its query. */
  path: string
  title: string
  description?: string
  /** Feeds that browsers and readers find on this page: the path before `/feed.xml`, and a title. */
  feeds?: { path: string; search?: string; title: string }[]
  /** Columns of short entries fill more of a wide screen than a text does. */
  layout?: 'broad'
  /** What those who show a link to this page are told beside its title. */
  article?: { published: Date; image: string | null }
  /** Nothing that search engines should keep. */
  isPassing?: true
}

/** What a page knows of its reader. */
export type PageView = Visit & {
  /** When it is read; null where it is kept as a file. */
  now: Date | null
}

/** What a page is given by whoever serves it. */
export type PageBase = Pick<PageHead, 'ui' | 'base' | 'topicName' | 'isStatic' | 'view'>
