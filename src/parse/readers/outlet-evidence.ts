import { type EvidenceRow, isOwnEvidence } from './evidence-row.ts'

type OutletRow = EvidenceRow<
  'source' | 'first stood' | 'office' | 'account' | 'publisher' | 'writer' | 'none'
>

/**
 * Everything that may name the publication an article comes from, the surest first. What describes another thing stands last and
 * never wins: no outlet is better than that of a picture.
 */
export const outletEvidence = {
  rule: {
    what: 'the rule for the outlet',
    thing: 'this page',
    label: 'source',
    trust: 100,
    reason: 'an operator looked at the page',
  },
  textLabel: {
    what: 'label of the source of a text',
    thing: 'this page',
    label: 'source',
    trust: 9,
    reason: 'names the source of the text and of nothing else',
  },
  plainLabel: {
    what: 'label of the source',
    thing: 'this page',
    label: 'source',
    trust: 8.8,
    reason: 'the usual label; some systems put the writer or the site there',
  },
  westernLabel: {
    what: 'label of the source in another language than Chinese',
    thing: 'this page',
    label: 'source',
    trust: 8.6,
    reason: 'Source:, Quelle:, 출처: between title and text',
  },
  publicAccount: {
    what: 'name of the account of a public-account page',
    thing: 'this page',
    label: 'account',
    trust: 8.6,
    reason: 'its element holds nothing else; a printed source stands above it',
  },
  contentSource: {
    what: 'meta ContentSource',
    thing: 'this page',
    label: 'source',
    trust: 8.5,
    reason: 'the meta that the standard for sites of Chinese offices names (GB/T, 网页标签规范)',
  },
  supplierLine: {
    what: 'line that says who supplied the text',
    thing: 'this page',
    label: 'source',
    trust: 8.2,
    reason: 'Courtesy of, Provided by: without a mark, in a line of its own',
  },
  firstStood: {
    what: 'sentence about where the text first stood',
    thing: 'this page',
    label: 'first stood',
    trust: 8.2,
    reason: 'said of this article in words',
  },
  sourceOrganization: {
    what: 'JSON-LD sourceOrganization',
    thing: 'this page',
    label: 'source',
    trust: 7.6,
    reason: 'the organisation on whose behalf the article was written (schema.org)',
  },
  verbLabel: {
    what: 'label that is a verb',
    thing: 'this page',
    label: 'first stood',
    trust: 7.5,
    reason: '转载自, 来自: also used in sentences',
  },
  basedOn: {
    what: 'publisher of the work that JSON-LD says the article is based on',
    thing: 'this page',
    label: 'first stood',
    trust: 7.4,
    reason: 'an adaptation names its original (schema.org isBasedOn)',
  },
  sourceMeta: {
    what: 'meta named source',
    thing: 'this page',
    label: 'source',
    trust: 7,
    reason: 'filled by most systems, by some with the site itself',
  },
  knownBesideDate: {
    what: 'known publication beside the date',
    thing: 'this page',
    label: 'none',
    trust: 6.8,
    reason: 'the line of the date names it without a label, and the table of outlets knows it',
  },
  sourceElement: {
    what: 'element named for the source of the article',
    thing: 'this page',
    label: 'source',
    trust: 6.6,
    reason: 'its class is the label',
  },
  vagueSourceMeta: {
    what: 'meta of the medium',
    thing: 'this page',
    label: 'source',
    trust: 6.5,
    reason: 'mediaid and og:source name the source or the channel',
  },
  vagueSourceElement: {
    what: 'element named source',
    thing: 'this page',
    label: 'source',
    trust: 6.2,
    reason: 'a shorter name, which other things bear too',
  },
  firstStoodInChinese: {
    what: 'sentence at the end about where the text first stood',
    thing: 'this page',
    label: 'first stood',
    trust: 6.2,
    reason: 'said of this article; a label in its head is nearer',
  },
  libraryMeta: {
    what: 'meta of libraries',
    thing: 'this page',
    label: 'source',
    trust: 6,
    reason: 'dc.source and the journal that holds the article',
  },
  providerElement: {
    what: 'element named for a provider',
    thing: 'this page',
    label: 'publisher',
    trust: 5.4,
    reason: 'platforms name the partner so, or themselves',
  },
  officeLabel: {
    what: 'label of the office that put the text there',
    thing: 'this page',
    label: 'office',
    trust: 5,
    reason: 'the office that put the text there',
  },
  writerLine: {
    what: 'known wire or paper in the line of the writer',
    thing: 'this page',
    label: 'writer',
    trust: 5,
    reason: 'By Jane Doe, Associated Press',
  },
  closingLabel: {
    what: 'label of the source behind the text',
    thing: 'this page',
    label: 'source',
    trust: 5,
    reason: 'the only such line, and below no figure',
  },
  accountElement: {
    what: 'element of the account',
    thing: 'this page',
    label: 'account',
    trust: 4.9,
    reason: 'on platforms the account is the publication, or its writer',
  },
  headLabel: {
    what: 'label of the source, in the head alone',
    thing: 'this page',
    label: 'office',
    trust: 4.8,
    reason: 'the office on government pages; below a figure whose data it is',
  },
  suppliedBy: {
    what: 'name before 提供 or 供稿 in the line of the date',
    thing: 'this page',
    label: 'source',
    trust: 4.8,
    reason: 'what somebody supplied in the head of an article is its text',
  },
  closingSupplier: {
    what: 'line below the text that says who supplied it',
    thing: 'this page',
    label: 'source',
    trust: 4.6,
    reason: 'may be of a picture or a box as well',
  },
  besideDate: {
    what: 'name beside the date',
    thing: 'this page',
    label: 'none',
    trust: 4.6,
    reason: 'where portals print it; sections and accounts stand there too',
  },
  paperSign: {
    what: 'sign of a paper above the text',
    thing: 'this page',
    label: 'none',
    trust: 4.5,
    reason: 'a picture with the name; the site’s own is left out',
  },
  provider: {
    what: 'JSON-LD provider',
    thing: 'this page',
    label: 'publisher',
    trust: 4.4,
    reason: 'who serves the content, often the site',
  },
  closingBrackets: {
    what: 'brackets that end the text',
    thing: 'this page',
    label: 'none',
    trust: 4.3,
    reason: 'how papers and wires sign',
  },
  houseAuthor: {
    what: 'organisation that JSON-LD names as the author',
    thing: 'this page',
    label: 'writer',
    trust: 4.2,
    reason: 'a house that writes, where it is not the site',
  },
  dateline: {
    what: 'dateline',
    thing: 'this page',
    label: 'none',
    trust: 4,
    reason: 'who sent the text; what the page prints as its source may have edited it',
  },
  writerPaper: {
    what: 'name like a paper’s in the line of the writer',
    thing: 'this page',
    label: 'writer',
    trust: 4,
    reason: 'not in the table of outlets, but called Daily, Post or News',
  },
  rightsMeta: {
    what: 'meta of who holds the rights',
    thing: 'this page',
    label: 'publisher',
    trust: 4,
    reason: 'the source or the site',
  },
  publisherMeta: {
    what: 'meta dc.publisher',
    thing: 'this page',
    label: 'publisher',
    trust: 3.5,
    reason: 'mostly the site itself',
  },
  script: {
    what: 'data of a script',
    thing: 'this page',
    label: 'source',
    trust: 3.4,
    reason: 'the record that the page is made from; asked when nothing is shown',
  },
  figureSource: {
    what: 'label of the source of a picture, of figures or of money',
    thing: 'another thing',
    label: 'source',
    trust: 0,
    reason: '图片来源 and its like say where that thing comes from',
  },
  otherWork: {
    what: 'JSON-LD of another thing',
    thing: 'another thing',
    label: 'source',
    trust: 0,
    reason: 'another article, a clip or a review: its headline and address are not the page’s',
  },
} as const satisfies Record<string, OutletRow>

export type OutletEvidence = keyof typeof outletEvidence

/** A publication that something on the page names, and how far it is believed that the article comes from it. */
export type NamedOutlet = {
  row: OutletEvidence
  value: string
  /** The words that announce it, or what the row is. */
  from: string
  score: number
}

/** A candidate of a row; `more` is what its place adds or takes. */
export const outletFrom = (
  row: OutletEvidence,
  value: string,
  { from = outletEvidence[row].what as string, more = 0 } = {},
): NamedOutlet => ({ row, value, from, score: outletEvidence[row].trust + more })

/** True for what may be the article's outlet at all. */
export const isOfThisPage = ({ row }: NamedOutlet): boolean => isOwnEvidence(outletEvidence[row])
