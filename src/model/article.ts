import type { LinkList } from './link.ts'
import type { Published } from './published.ts'

/** An image of an article's body. */
export type ArticleImage = {
  url: string
  alt: string | null
  caption: string | null
  width: number | null
  height: number | null
}

/** An address and its title, as an article's page prints them for the neighbours. */
export type Neighbour = { url: string; title: string }

/** The publication that an article originates from. */
export type Outlet = {
  /** As the page prints it: 新华网. */
  printed: string
  /** The canonical name from the outlet table (新华社), or the printed one where the table does not know it. */
  name: string
}

/** What was read from one article page. `null` and the empty list mean that the page does not say. */
export type Article = {
  /** The address as fetched, after redirects. */
  url: string
  /** What the page declares with rel=canonical: a hint, never an identity by itself. */
  canonicalUrl: string | null
  ampUrl: string | null
  title: string
  /** A line above the title (引题, 肩题), apart from it. */
  kicker: string | null
  /** A line below the title (副题), apart from it. */
  subtitle: string | null
  published: Published | null
  /** When the page says that it was changed. */
  modified: Published | null
  /** Writers and reporters, each name by itself; editors are kept apart. */
  byline: string[]
  editors: string[]
  outlet: Outlet | null
  /** Clean, self-contained HTML with absolute addresses: p, headings, lists, tables, quotes, figures. */
  html: string
  /** The body as plain text, a line a block. */
  text: string
  /** What the page gives as its summary. */
  summary: string | null
  /** Only what the page's metas say was read, for its text comes with a script: `text` and `html` are empty. */
  isSummaryOnly?: true
  images: ArticleImage[]
  /** BCP 47 tag: zh-Hans, zh-Hant, en … */
  language: string | null
  keywords: string[]
  previous: Neighbour | null
  next: Neighbour | null
  /** The dated link lists that the page prints beside the article. */
  related: LinkList[]
  /** Addresses of the article's further pages (_2.html, 下一页), in order, when it is split over several. */
  furtherPages: string[]
}

/** Why a page that came with status 200 is no article. */
export type WallReason = 'challenge' | 'login' | 'error-page' | 'empty' | 'listing' | 'not-html'

/** What a page turned out to be. */
export type Reading =
  | { kind: 'article'; article: Article }
  | { kind: 'notArticle'; reason: WallReason }

/** For one field: everything that could have been taken, what was, and why. */
export type FieldExplanation = {
  field: string
  candidates: { value: string; from: string; score: number | null }[]
  chosen: string | null
  reason: string
}
