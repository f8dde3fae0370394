/** An entry as a feed prints it, before addresses are resolved and dates are read. */
export type FeedEntry = {
  title: string | null
  /** True when the format says that the title is markup (Atom `type="html"`). */
  titleIsHtml: boolean
  link: string | null
  guid: string | null
  /** RSS: the guid is an address unless it says otherwise. */
  guidIsAddress: boolean
  published: string | null
  updated: string | null
  byline: string[]
  outlet: string | null
  /** HTML as given, or null. */
  summary: string | null
  content: string | null
  /** `xml:base` of the entry, as given. */
  base: string | null
}

/** A feed as printed. */
export type FeedSheet = {
  title: string | null
  titleIsHtml: boolean
  base: string | null
  next: string | null
  hubs: string[]
  entries: FeedEntry[]
  whole: boolean
}

/** More entries than any reader needs from one document; the newest stand first. */
export const MAX_ENTRIES = 5000

export const emptyEntry = (): FeedEntry => ({
  title: null,
  titleIsHtml: false,
  link: null,
  guid: null,
  guidIsAddress: false,
  published: null,
  updated: null,
  byline: [],
  outlet: null,
  summary: null,
  content: null,
  base: null,
})

export const emptySheet = (): FeedSheet => ({
  title: null,
  titleIsHtml: false,
  base: null,
  next: null,
  hubs: [],
  entries: [],
  whole: true,
})

type TextField = 'link' | 'published' | 'updated' | 'outlet' | 'summary' | 'content'

/** Elements of an entry that hold one plain field, by their usual prefixed name in lower case. */
const textFields = new Map<string, TextField>([
  ['link', 'link'],
  ['pubdate', 'published'],
  ['published', 'published'],
  ['issued', 'published'],
  ['dc:date', 'published'],
  ['updated', 'updated'],
  ['modified', 'updated'],
  ['source', 'outlet'],
  ['description', 'summary'],
  ['summary', 'summary'],
  ['content:encoded', 'content'],
  ['content', 'content'],
])

/** Writes what an element says into its entry. The first of each kind stands. */
export function writeField(
  entry: FeedEntry,
  name: string,
  value: string,
  attributes: Record<string, string>,
): void {
  const field = textFields.get(name)
  if (field) entry[field] ??= value
  else if (name === 'title' && entry.title === null) {
    entry.title = value
    entry.titleIsHtml = (attributes.type ?? '').includes('html')
  } else if ((name === 'guid' || name === 'id') && entry.guid === null) {
    entry.guid = value
    entry.guidIsAddress = attributes.ispermalink !== 'false'
  } else if (name === 'author' || name === 'name' || name === 'dc:creator') entry.byline.push(value)
}
