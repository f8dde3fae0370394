/** An entry as a feed prints it, before addresses are resolved and dates are read. */
export type FeedEntry = {
  title: string | null
  /** True when the format says that the title is markup (Atom `type="html"`). */
  titleIsHtml: boolean
  link: string | null
  guid: string | null
  /** RSS: the guid is an address unless it says otherwise. */
  guidIsAddress: boolean
  /** The fields that may tell when it was published, the surest first: the first that can be read counts. */
  published: string[]
  updated: string[]
  byline: string[]
  outlet: string | null
  /** HTML as given, or null. */
  summary: string | null
  content: string | null
  /** What its link is resolved against by `xml:base`, as given. */
  base: string | null
  /** The same of its content, where that has one of its own. */
  contentBase: string | null
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
  published: [],
  updated: [],
  byline: [],
  outlet: null,
  summary: null,
  content: null,
  base: null,
  contentBase: null,
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

type TextField = 'link' | 'outlet' | 'summary' | 'content'
type DateField = 'published' | 'updated'

/** Elements of an entry that hold one plain field, by their usual prefixed name in lower case. */
const textFields = new Map<string, TextField>([
  ['link', 'link'],
  ['source', 'outlet'],
  ['description', 'summary'],
  ['summary', 'summary'],
  ['content:encoded', 'content'],
  ['content', 'content'],
])

/** Elements that tell a date, without their prefix. */
const dateFields = new Map<string, DateField>([
  ['pubdate', 'published'],
  ['published', 'published'],
  ['issued', 'published'],
  ['created', 'published'],
  ['publicationdate', 'published'],
  ['date', 'published'],
  ['updated', 'updated'],
  ['modified', 'updated'],
])

/** Writes what an element says into its entry. The first of each kind stands; of dates all are kept. */
export function writeField(
  entry: FeedEntry,
  name: string,
  value: string,
  attributes: Record<string, string>,
): void {
  const field = textFields.get(name)
  const dateField = dateFields.get(name.replace(/^.*:/, ''))
  if (dateField) entry[dateField].push(value)
  else if (field) entry[field] ??= value
  else if (name === 'title' && entry.title === null) {
    entry.title = value
    entry.titleIsHtml = (attributes.type ?? '').includes('html')
  } else if ((name === 'guid' || name === 'id') && entry.guid === null) {
    entry.guid = value
    entry.guidIsAddress = attributes.ispermalink !== 'false'
  } else if (name === 'author' || name === 'name' || name === 'dc:creator') entry.byline.push(value)
}
