import type { Published } from '../model/published.ts'
import type { ArticleRules, DataRules, ListingRules } from '../model/source.ts'
import type { OutletTable } from '../text/outlet-table.ts'

/** What a reader must know beside the page itself. There is no clock in parse: `now` is when the page was fetched. */
export type ReadContext = {
  /** The address that answered, after redirects. */
  url: string
  /** When the page was fetched; relative and yearless dates are read against it. */
  now: Date
  /** IANA zone that times without one are read in. */
  zone: string
  /** BCP 47 tag the source is known to write in, when it is known. */
  language: string | null
  outlets: OutletTable
  /** What the listing that led here printed: a title that may be cut, a date. Evidence `list`. */
  listed?: { title: string; truncated: boolean; published: Published | null } | null
  /** An operator's rules for this source. */
  articleRules?: ArticleRules
  listingRules?: ListingRules
  dataRules?: DataRules
  /** Tells of every list of a listing why it was taken or left. */
  explainLists?: boolean
  /** How the page was asked for, where that is more than its address; see `writeRequest`. */
  request?: string
}
