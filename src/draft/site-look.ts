import type { Article } from '../model/article.ts'
import type { Link } from '../model/link.ts'
import type { Entry } from '../model/source.ts'

/** How a place where a site lists its articles came to be known. */
export type Origin = 'given' | 'column' | 'declared' | 'usual' | 'interface' | 'robots'

/** A place where a site lists its articles, with what it gave when it was gone through page by page. */
export type Place = {
  kind: Entry['kind']
  url: string
  label: string | null
  origin: Origin
  rows: Link[]
  pages: number
  /** True when its last page was come to. */
  ended: boolean
  /** Sitemaps that an index names and that were not read. */
  unread: number
  /** An interface that answers a POST only. */
  isPosted: boolean
}

/** One article that was read to see how the site writes them. */
export type Sample = {
  url: string
  article: Article /** The page's own text, for signs of its zone. */
  html: string
}

/** An article's page that could not be read, and how that ended. */
export type Miss = { url: string; why: string }

/** Everything that was seen of a site. A source file is drafted from this alone. */
export type SiteLook = {
  /** What the operator gave. */
  asked: string
  isHome: boolean
  /** The site stands on this machine or its network: it needs no sparing. */
  isLocal: boolean
  now: Date
  declaredLanguage: string | null
  siteName: string | null
  titles: string[]
  /** Visible text of the pages that list, for signs of place and script. */
  text: string
  /** Data and markup in which dates with an offset may stand. */
  raw: string
  places: Place[]
  samples: Sample[]
  misses: Miss[]
  crawlDelaySeconds: number | null
  /** How many of the judged titles and texts are on the subject. */
  onSubject: { relevant: number; judged: number }
  /** Families of systems whose signs were met, the surest first. */
  families: { id: string; name: string; helps: boolean }[]
}

/** How sure the draft is of a field. */
export type Confidence = 'sure' | 'likely' | 'guess'
export type Judged<T> = { value: T; confidence: Confidence; why: string }
