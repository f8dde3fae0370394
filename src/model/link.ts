import type { Published } from './published.ts'

/** One row of a listing: an address with what the page prints beside it. */
export type Link = {
  /** Absolute, as found (resolved against the page, never canonicalised). */
  url: string
  /** The full title where the page gives one (title attribute, alt of the image); else the visible text. */
  title: string
  /** True when the page shows only the beginning of the title (…). */
  truncated: boolean
  /** What the row says, or null. A row without a date stays: the article page often has one. */
  published: Published | null
  /** Outlet and summary as printed in the row, when they are. */
  outlet: string | null
  summary: string | null
}

/** One list of links that belong together, under its heading: an index, or a related, latest or hot box of an article. */
export type LinkList = {
  heading: string | null
  kind: 'index' | 'related' | 'latest' | 'hot'
  links: Link[]
}

/** Why a list of links on a page was taken for news or left. */
export type ListExplanation = {
  heading: string | null
  rows: number
  taken: boolean
  why: string
  /** The first rows: what they are called, and whether their date is printed or stands in the address. */
  examples: { title: string; date: string | null }[]
}

/** What a listing page says. */
export type Listing = {
  lists: LinkList[]
  /** All links of the lists that tell of news, each address once, in page order. */
  links: Link[]
  /** The listing page that comes after this one (older items), or null at the end. */
  nextPage: string | null
  /** Where the page has its lists when it shows none: requests for data, as `writeRequest` writes them. */
  data: string[]
  /** Every list of links that was looked at, when it was asked for. */
  explanations?: ListExplanation[]
  /** Rules of the operator that match nothing here, by name (`row`, `link`, `date` …); the reader found its own way. */
  ruleMisses: string[]
}
