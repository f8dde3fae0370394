import { type EvidenceRow, isOwnEvidence } from './evidence-row.ts'

type BylineRow = EvidenceRow<'writer' | 'role' | 'by' | 'author' | 'none'>

/**
 * Everything that may name who wrote an article, the surest first. What stands in the text at 8 and more is put together, for pages
 * name reporters in several places. What describes another thing never wins: nobody is better than the writer of another text.
 */
export const bylineEvidence = {
  rule: {
    what: 'the rule for the byline',
    thing: 'this page',
    label: 'writer',
    trust: 100,
    reason: 'an operator looked at the page',
  },
  writerLabel: {
    what: 'label of a writer',
    thing: 'this page',
    label: 'writer',
    trust: 9,
    reason: 'with names behind it that are surely names',
  },
  dateline: {
    what: 'dateline with a reporter',
    thing: 'this page',
    label: 'role',
    trust: 9,
    reason: '（…記者…電）: nothing else is written so',
  },
  mark: {
    what: 'mark of a paper before names',
    thing: 'this page',
    label: 'none',
    trust: 9,
    reason: '□ begins the credit line of papers',
  },
  role: {
    what: 'role before names',
    thing: 'this page',
    label: 'role',
    trust: 8.5,
    reason: '记者 and its kin, in brackets, at an edge or in a short line',
  },
  creditLine: {
    what: 'line of nothing but roles and names',
    thing: 'this page',
    label: 'role',
    trust: 8,
    reason: 'a line of its own',
  },
  writerNote: {
    what: 'note on the writer',
    thing: 'this page',
    label: 'writer',
    trust: 8,
    reason: '（作者…系…）',
  },
  ownArticle: {
    what: 'json-ld author',
    thing: 'this page',
    label: 'author',
    trust: 7.5,
    reason: 'written for machines, about this article (schema.org)',
  },
  roleBehind: {
    what: 'role behind names',
    thing: 'this page',
    label: 'role',
    trust: 7.2,
    reason: '기자 and 記者 stand behind the name, and in quotations too',
  },
  eastLabel: {
    what: 'label of a writer, in Japanese or Korean',
    thing: 'this page',
    label: 'writer',
    trust: 7.2,
    reason: '文＝, 글・: short labels, which captions use as well',
  },
  eastDateline: {
    what: 'dateline with a reporter, in Japanese',
    thing: 'this page',
    label: 'none',
    trust: 7,
    reason: '【place＝name】',
  },
  bareLabel: {
    what: 'label without a mark',
    thing: 'this page',
    label: 'writer',
    trust: 7,
    reason: 'a line of label and names',
  },
  beforeEntered: {
    what: 'name before 입력',
    thing: 'this page',
    label: 'none',
    trust: 6.6,
    reason: 'Korean heads set the writer before the label of the date',
  },
  looseLabel: {
    what: 'label of a writer before a name of any form',
    thing: 'this page',
    label: 'writer',
    trust: 6.5,
    reason: 'pen names and foreign names; systems put an account there',
  },
  meta: {
    what: 'meta of the author',
    thing: 'this page',
    label: 'author',
    trust: 6.5,
    reason: 'describes the page; some systems name whoever entered the text',
  },
  aboveJob: {
    what: 'name above its job',
    thing: 'this page',
    label: 'role',
    trust: 6.4,
    reason: 'two lines of a box on the writer',
  },
  collector: {
    what: 'label of whoever put it together',
    thing: 'this page',
    label: 'writer',
    trust: 6.2,
    reason: '整理: asked where no writer is named',
  },
  relAuthor: {
    what: 'rel=author',
    thing: 'this page',
    label: 'author',
    trust: 6.2,
    reason: 'HTML 4.6.7.2: the author of the nearest article, or of the page',
  },
  itemAuthor: {
    what: 'itemprop=author',
    thing: 'this page',
    label: 'author',
    trust: 6,
    reason: 'microdata; nested items are not told apart here',
  },
  nameAndDeed: {
    what: 'name and what it did, in a line of its own',
    thing: 'this page',
    label: 'role',
    trust: 6,
    reason: '…报道, …撰',
  },
  underTitleSigned: {
    what: 'name with its role or in brackets under the title',
    thing: 'this page',
    label: 'role',
    trust: 6,
    reason: 'how Japanese papers sign',
  },
  authorPage: {
    what: "link to an author's page",
    thing: 'this page',
    label: 'author',
    trust: 5.6,
    reason: 'its address says so; boxes on other writers hold such links too',
  },
  card: {
    what: 'meta twitter:data',
    thing: 'this page',
    label: 'author',
    trust: 5.6,
    reason: 'what a card for sharing prints behind Written by',
  },
  by: {
    what: 'By …',
    thing: 'this page',
    label: 'by',
    trust: 5.5,
    reason: 'a line of its own; teasers have such lines too',
  },
  closingAlone: {
    what: 'names alone in brackets behind the text',
    thing: 'this page',
    label: 'none',
    trust: 5.5,
    reason: 'how papers sign',
  },
  closingNames: {
    what: 'brackets at the end of the text',
    thing: 'this page',
    label: 'none',
    trust: 5,
    reason: 'how papers sign; a bracket may explain something',
  },
  authorElement: {
    what: 'element named for the writer',
    thing: 'this page',
    label: 'author',
    trust: 5,
    reason: 'its class is the label; jobs and places stand there too',
  },
  westLabel: {
    what: 'label of a writer in another language',
    thing: 'this page',
    label: 'writer',
    trust: 5,
    reason: 'Author:, Autor:, Text: with one name',
  },
  handle: {
    what: 'link to an account',
    thing: 'this page',
    label: 'author',
    trust: 5,
    reason: '/@name is a writer’s page, or a reader’s',
  },
  address: {
    what: 'address element',
    thing: 'this page',
    label: 'author',
    trust: 4.8,
    reason: 'HTML 4.3.10: whom to write to about the nearest article',
  },
  posted: {
    what: 'Posted … by …',
    thing: 'this page',
    label: 'by',
    trust: 4.6,
    reason: 'blogs; comments below are signed so too',
  },
  underTitle: {
    what: 'name alone under the title',
    thing: 'this page',
    label: 'none',
    trust: 4.5,
    reason: 'sections and places look alike',
  },
  besideDate: {
    what: 'name beside the date',
    thing: 'this page',
    label: 'none',
    trust: 4.4,
    reason: 'the line of the date names it without a label',
  },
  reportingBy: {
    what: 'Reporting by …',
    thing: 'this page',
    label: 'by',
    trust: 4.2,
    reason: 'wires sign so below the text; who is named in its head wrote it',
  },
  signature: {
    what: 'signature',
    thing: 'this page',
    label: 'none',
    trust: 4,
    reason: 'a dash and a name below the text, which a quotation has too',
  },
  nameAndPlace: {
    what: 'name with a job or a place under the title',
    thing: 'this page',
    label: 'role',
    trust: 3.9,
    reason: 'may be whom the text is about',
  },
  script: {
    what: 'data of a script',
    thing: 'this page',
    label: 'author',
    trust: 3,
    reason: 'the record that the page is made from; asked when nobody is shown',
  },
  editorOfSystem: {
    what: 'declared name that the page shows as its editor',
    thing: 'another thing',
    label: 'author',
    trust: 0,
    reason: 'systems put whoever entered the text into author',
  },
  otherWork: {
    what: 'JSON-LD of another thing',
    thing: 'another thing',
    label: 'author',
    trust: 0,
    reason: 'another article, a clip or a review: its headline and address are not the page’s',
  },
} as const satisfies Record<string, BylineRow>

export type BylineEvidence = keyof typeof bylineEvidence

/** Names that something on the page gives as its writers, and how far that is believed. `line` is -1 for what is not shown. */
export type Credit = {
  row: BylineEvidence
  names: string[]
  from: string
  score: number
  line: number
}

/** A candidate of a row; `more` is what its place adds or takes. */
export const creditFrom = (
  row: BylineEvidence,
  names: string[],
  line: number,
  { from = bylineEvidence[row].what as string, more = 0 } = {},
): Credit => ({ row, names, from, score: bylineEvidence[row].trust + more, line })

/** True for who may be the article's writer at all. */
export const isOfThisPage = ({ row }: Credit): boolean => isOwnEvidence(bylineEvidence[row])
