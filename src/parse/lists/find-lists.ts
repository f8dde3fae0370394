import type { AnyNode } from 'domhandler'
import type { Link, LinkList, ListExplanation } from '../../model/link.ts'
import type { DateOptions } from '../../text/read-dates.ts'
import type { ReadContext } from '../context.ts'
import { dateOptions } from '../date-options.ts'
import { type PageDocument, PageElement } from '../document.ts'
import { cutTitleStem, isCutTitle } from './clean-title.ts'
import { isCreditLink } from './credit-link.ts'
import { findRows } from './find-rows.ts'
import { findStrips, type Strip } from './find-strips.ts'
import { type DraftRow, judgeList, type Verdict, whyNotLooked } from './judge-list.ts'
import { findHeading, kindOf } from './list-heading.ts'
import { type FittedRules, isRemoved, ruledDate, ruledRows, ruledTitle } from './listing-rules.ts'
import { measurePage, type PageMeasure } from './measure-page.ts'
import { type Anchor, findAnchors, widthOf } from './page-anchors.ts'
import { isPaidRow } from './paid-row.ts'
import { readPieces, readRowTitle } from './row-title.ts'
import { dateRows, type RowDate } from './strip-dates.ts'

/** A list that was found, with where it stands. */
export type FoundList = {
  heading: string | null
  /** What the page itself calls it; null when it does not say. */
  announced: LinkList['kind'] | null
  links: Link[]
  /** What holds all of its rows; null for a list that came as data. */
  root: Strip['root'] | null
  /** Document order of its first row. */
  order: number
}

/** More rows than any page of news has: kept, and looked into. */
const MAX_ROWS = 3000
const MAX_LOOKS = 12_000
/** The line under a headline has no more links than these. */
const CREDITS = 4

export type ListOptions = {
  /** True for rows that an operator's rule names: they are a list whatever they look like. */
  isForced?: (row: PageElement) => boolean
  /** An operator's rules for rows, links, titles and dates. */
  rules?: FittedRules | null
  /** Hears of every list that was looked at, why it was taken or left. */
  note?: ((explanation: ListExplanation) => void) | undefined
}

/** Finds every list of links to news on a page, dated or not, in document order. */
export function findLists(
  page: PageDocument,
  ctx: ReadContext,
  { isForced = () => false, rules = null, note }: ListOptions = {},
): FoundList[] {
  const anchors = findAnchors(page).filter(anchor => isCounted(anchor, page, rules))
  const measure = measurePage(page, anchors)
  const options = dateOptions(page, ctx)
  const lists: FoundList[] = []
  let left = MAX_ROWS
  let looks = MAX_LOOKS
  const rows = rules?.rows ? ruledRows(rules, anchors) : findRows(page, anchors)
  for (const strip of findStrips(rows)) {
    if (left <= 0 || looks <= 0) break
    const forced =
      Boolean(rules?.rows ?? rules?.links) || strip.rows.every(row => isForced(row.element))
    const idle = forced ? null : whyNotLooked(strip, measure)
    if (idle) {
      note?.(explain(strip, { isNews: false, why: idle }))
      continue
    }
    strip.events = firstRows(strip, Math.min(left, looks))
    looks -= strip.rows.length
    const list = readList(strip, measure, options, { forced, rules, note })
    if (!list) continue
    lists.push(list)
    left -= list.links.length
  }
  return lists
}

/** Without rules every link counts; a rule for links leaves only its own. */
function isCounted(anchor: Anchor, page: PageDocument, rules: FittedRules | null): boolean {
  if (!rules) return true
  if (isRemoved(anchor.element, page)) return false
  if (!rules.links || rules.rows) return true
  const counts = rules.links.includes(anchor.element)
  anchor.names ||= counts
  return counts
}

function firstRows(strip: Strip, most: number): Strip['events'] {
  if (strip.rows.length <= most) return strip.events
  strip.rows = strip.rows.slice(0, most)
  let rows = 0
  const end = strip.events.findIndex(event => event.kind === 'row' && ++rows > most)
  return strip.events.slice(0, end)
}

function readList(
  strip: Strip,
  measure: PageMeasure,
  options: DateOptions,
  {
    forced,
    rules,
    note,
  }: { forced: boolean; rules: FittedRules | null; note: ListOptions['note'] },
): FoundList | null {
  const rows = strip.events.flatMap(event => (event.kind === 'row' ? [event] : []))
  const ruled = rules && rows.map(row => ruledDate(row.row.element, rules, options))
  const dates = dateRows(strip, measure, options, ruled)
  const mayBeCredits = !forced && rows.length <= CREDITS
  const framed = forced ? new Set() : framingRows(strip.rows, dates)
  const paid = forced ? new Set() : paidRows(rows)
  const drafts = rows.flatMap((row, at) => {
    if (framed.has(row.row) || paid.has(row.row)) return []
    if (mayBeCredits && isCreditLink(row.row.anchors[0]!.element)) return []
    const link = readLink(row.row, row.nodes, dates[at] ?? null)
    const title = rules && ruledTitle(row.row.element, rules)
    const draft = draftRow(title ? { ...link, ...titled(title) } : link, dates[at] ?? null)
    // A picture or an arrow that nothing names is no row.
    return /[\p{L}\d]/u.test(draft.link.title) ? [draft] : []
  })
  const heading = findHeading(strip, measure)
  const announced = kindOf(heading, strip)
  const told = { heading, announced: announced !== null }
  const verdict = forced
    ? { isNews: true, why: 'a rule of the source names it' }
    : judgeList(drafts, strip, measure, told)
  note?.(explain(strip, verdict, heading, drafts))
  if (!verdict.isNews) return null
  const links = drafts.map(({ link }) => link)
  const order = strip.rows[0]?.element.order ?? 0
  return { heading, announced, links, root: strip.root, order }
}

/**
 * What stands around rows that all have their dates, in an element of another name or class: the menu above a column and the
 * line below it are its brothers where the rows stand in the page's body itself.
 */
function framingRows(rows: Strip['rows'], dates: (RowDate | null)[]): Set<Strip['rows'][number]> {
  const kindOf = ({ element }: Strip['rows'][number]) =>
    `${element.name} ${element.attribs.class ?? ''}`
  const isDated = (at: number) => dates[at]?.published.evidence === 'list'
  const first = rows.findIndex((_, at) => isDated(at))
  const last = rows.findLastIndex((_, at) => isDated(at))
  if (first < 0 || last - first < 2) return new Set()
  const inner = rows.slice(first, last + 1)
  const kinds = new Set(inner.map(kindOf))
  if (!inner.every((_, at) => isDated(first + at))) return new Set()
  return new Set(
    [...rows.slice(0, first), ...rows.slice(last + 1)].filter(row => !kinds.has(kindOf(row))),
  )
}

/** Advertisements among the news. Where most rows look so, it is their name for something else. */
function paidRows(rows: { row: Strip['rows'][number]; nodes: AnyNode[] }[]): Set<unknown> {
  const paid = rows.filter(({ row, nodes }) => isPaidRow(row, nodes))
  return new Set(paid.length * 2 < rows.length ? paid.map(({ row }) => row) : [])
}

/** At most three rows are told of each list. */
const explain = (
  strip: Strip,
  { isNews, why }: Verdict,
  heading: string | null = null,
  drafts: DraftRow[] = [],
): ListExplanation => ({
  heading,
  rows: strip.rows.length,
  taken: isNews,
  why,
  examples: strip.rows.slice(0, 3).map((row, at) => ({
    title: drafts[at]?.link.title || row.anchors[0]!.text,
    date: dateTold(drafts[at]),
  })),
})

function dateTold(draft: DraftRow | undefined): string | null {
  const published = draft?.link.published
  if (!published) return null
  return published.evidence === 'address' ? 'from its address' : 'printed'
}

const titled = (title: string) => ({ title, truncated: isCutTitle(title) })

function draftRow(link: Link, date: RowDate | null): DraftRow {
  const isPrinted = date?.published.evidence === 'list'
  // A date glued to one headline may be part of what it says.
  const isSure =
    isPrinted && (date?.candidate ? date.candidate.score >= 2 && !date.candidate.glued : true)
  return { link, isPrinted, isSure }
}

function readLink(row: Strip['rows'][number], nodes: AnyNode[], date: RowDate | null): Link {
  const { title, truncated } = readRowTitle(row, nodes, date?.candidate ?? null)
  const url = row.anchors.find(anchor => anchor.names)!.url
  return {
    url,
    title,
    truncated,
    published: date?.published ?? null,
    ...readAside(nodes, title, date),
  }
}

const outletLabel = /(?:来源|來源|稿源|出处|来自|转自|source)\s?[:：]\s?([^\s:：|｜,，;；]{2,24})/i

/** Outlet and summary, where a row prints them beside the headline. */
function readAside(nodes: AnyNode[], title: string, date: RowDate | null) {
  if (!nodes.some(node => node instanceof PageElement)) return { outlet: null, summary: null }
  const pieces = readPieces(nodes, date?.candidate?.node ?? null).filter(
    piece => !piece.text.startsWith(title) && !title.startsWith(cutTitleStem(piece.text)),
  )
  const outlet = pieces.map(piece => outletLabel.exec(piece.text)?.[1]).find(Boolean)
  const summary = pieces
    .filter(piece => widthOf(piece.text) >= 40 && !piece.isHeading)
    .sort((a, b) => b.text.length - a.text.length)[0]
  return { outlet: outlet ?? null, summary: summary?.text ?? null }
}
