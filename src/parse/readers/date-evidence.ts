import type { Evidence } from '../../model/published.ts'
import { type EvidenceRow, explainRow } from './evidence-row.ts'

/** What the date is called, by its key or by words before it, is the label. */
export type DateRow = EvidenceRow<'published' | 'created' | 'updated' | 'date' | 'none'> & {
  evidence: Evidence
}

/**
 * Everything that may date an article, the surest first. What describes another thing stands last and never wins: no date is
 * better than another thing's. Between the others trust decides, after the adjustments below.
 */
export const dateEvidence = {
  rule: {
    what: 'the rule for the date',
    evidence: 'visible',
    thing: 'this page',
    label: 'published',
    trust: 100,
    reason: 'an operator looked at the page',
  },
  ownArticle: {
    what: 'JSON-LD article with the headline or address of the page',
    evidence: 'json-ld',
    thing: 'this page',
    label: 'published',
    trust: 9.65,
    reason: 'written for machines, about this article by name (schema.org)',
  },
  unnamedArticle: {
    what: 'JSON-LD article',
    evidence: 'json-ld',
    thing: 'not known',
    label: 'published',
    trust: 9.4,
    reason: 'a page describes its own article far more often than another one',
  },
  ownPage: {
    what: 'JSON-LD page or work with the title or address of the page',
    evidence: 'json-ld',
    thing: 'this page',
    label: 'published',
    trust: 9.15,
    reason: 'dates the page, which may be older than its text',
  },
  publishedMeta: {
    what: 'meta',
    evidence: 'meta',
    thing: 'this page',
    label: 'published',
    trust: 9,
    reason: 'a meta of the head describes the page; its key says publication',
  },
  unnamedPage: {
    what: 'JSON-LD page without a name',
    evidence: 'json-ld',
    thing: 'not known',
    label: 'published',
    trust: 8.9,
    reason: 'says what page it is by standing in it only',
  },
  microdata: {
    what: 'microdata',
    evidence: 'meta',
    thing: 'this page',
    label: 'published',
    trust: 8,
    reason: 'an itemprop of the item that holds the title or the text',
  },
  vagueMeta: {
    what: 'meta without saying which date',
    evidence: 'meta',
    thing: 'this page',
    label: 'date',
    trust: 6.8,
    reason: 'many systems put the day there on which the page was made',
  },
  underTitle: {
    what: 'line under the title',
    evidence: 'visible',
    thing: 'this page',
    label: 'none',
    trust: 6.4,
    reason: 'where most pages print their date',
  },
  timeElement: {
    what: 'time element',
    evidence: 'visible',
    thing: 'this page',
    label: 'none',
    trust: 6,
    reason: 'HTML 4.5.14 lets any date stand in it, so its place decides',
  },
  ownWork: {
    what: 'JSON-LD clip or other work with the title of the page',
    evidence: 'json-ld',
    thing: 'this page',
    label: 'created',
    trust: 6,
    reason: 'the clip of an article is uploaded before or after it; shown dates are nearer',
  },
  aboveTitle: {
    what: 'line above the title',
    evidence: 'visible',
    thing: 'this page',
    label: 'none',
    trust: 5,
    reason: 'a head may begin with the date, or with the date of today',
  },
  ownRecord: {
    what: 'record with the title of the page, in the data of a script',
    evidence: 'meta',
    thing: 'this page',
    label: 'published',
    trust: 5,
    reason: 'the record that the page is made from; asked when nothing is shown',
  },
  inLead: {
    what: 'line in the lead',
    evidence: 'visible',
    thing: 'this page',
    label: 'none',
    trust: 4.4,
    reason: 'a credit line may belong to the body’s beginning',
  },
  scriptVariable: {
    what: 'variable of a script',
    evidence: 'meta',
    thing: 'not known',
    label: 'published',
    trust: 4.2,
    reason: 'named for publication and in no list; asked when nothing is shown',
  },
  stampedElement: {
    what: 'attribute of an element',
    evidence: 'visible',
    thing: 'not known',
    label: 'none',
    trust: 4,
    reason: 'data-time and its like stand on anything',
  },
  atFoot: {
    what: 'line at the foot',
    evidence: 'visible',
    thing: 'this page',
    label: 'none',
    trust: 3.6,
    reason: 'the signature of a notice or a release is below its text',
  },
  listing: {
    what: 'the listing',
    evidence: 'list',
    thing: 'this page',
    label: 'date',
    trust: 3.3,
    reason: 'what the list said of this link; the page knows better when it says anything',
  },
  belowBody: {
    what: 'line below the body',
    evidence: 'visible',
    thing: 'not known',
    label: 'none',
    trust: 3.2,
    reason: 'credits may stand there, and other stories begin',
  },
  address: {
    what: 'the address',
    evidence: 'address',
    thing: 'this page',
    label: 'none',
    trust: 3,
    reason: 'the day on which the page was filed; an id may look like one',
  },
  inBody: {
    what: 'line in the body',
    evidence: 'visible',
    thing: 'not known',
    label: 'none',
    trust: 2,
    reason: 'a text tells of other days',
  },
  elsewhere: {
    what: 'line elsewhere',
    evidence: 'visible',
    thing: 'not known',
    label: 'none',
    trust: 1.3,
    reason: 'menus, lists and foot lines date other things',
  },
  otherThing: {
    what: 'JSON-LD of another thing',
    evidence: 'json-ld',
    thing: 'another thing',
    label: 'published',
    trust: 0,
    reason: 'a clip, a review, another article: its headline and address are not the page’s',
  },
  otherElement: {
    what: 'date inside another item',
    evidence: 'visible',
    thing: 'another thing',
    label: 'none',
    trust: 0,
    reason: 'it stands in an article, comment or list entry that holds neither title nor text',
  },
} as const satisfies Record<string, DateRow>

export type EvidenceName = keyof typeof dateEvidence

/** What keys of one object are worth beside its `datePublished`. */
export const keyWorth = {
  datePublished: 0,
  dateCreated: -1,
  uploadDate: -1.5,
  pubDate: -1.7,
  dateModified: -0.5,
  upDate: -0.5,
} as const

/** The row that decided, in a sentence for whoever asks why. */
export const explainEvidence = (name: EvidenceName): string => explainRow(dateEvidence[name])
