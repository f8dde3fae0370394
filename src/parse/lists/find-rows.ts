import type { Document } from 'domhandler'
import { remember } from '../../text/remember.ts'
import { type PageDocument, PageElement } from '../document.ts'
import { inlineTags } from '../scan-lines.ts'
import { measurePage, type PageMeasure } from './measure-page.ts'
import { type Anchor, isFurniture } from './page-anchors.ts'

/** The largest part of the page that tells of one address. */
export type Row = {
  element: PageElement
  container: PageElement | Document
  key: string
  /** The links that name the article, in order; a picture's link and the headline's are both of one row. */
  anchors: Anchor[]
}

/** A row does not reach beyond these. */
const rowTags = new Set(['li', 'tr', 'dt', 'dd', 'article'])
const listTags = new Set(['ul', 'ol', 'dl', 'table', 'tbody', 'body', 'html', 'main', 'section'])
/** Text of a row with summary and all; what is longer is a page with one link in it. */
const ROW_TEXT = 1500

/** Finds for every link the row that it stands for. Linear in the page. */
export function findRows(page: PageDocument, anchors: Anchor[]): Row[] {
  promoteNameless(page, anchors)
  const measure = measurePage(page, anchors)
  const rows = new Map<PageElement, Row>()
  for (const anchor of anchors) {
    if (!anchor.names) continue
    const element = climb(anchor, measure)
    const row = rows.get(element)
    if (!row) rows.set(element, startRow(element, anchor))
    else if (row.key === anchor.key) row.anchors.push(anchor)
    else if (anchor.width > row.anchors[0]!.width) rows.set(element, startRow(element, anchor))
  }
  attachPictures(anchors, rows)
  return outermost([...rows.values()].sort((a, b) => a.element.order - b.element.order))
}

/** The links of column and author in a row are no rows of their own. */
function outermost(rows: Row[]): Row[] {
  let end = -1
  return rows.filter(({ element }) => {
    if (element.order <= end) return false
    end = element.end
    return true
  })
}

const startRow = (element: PageElement, anchor: Anchor): Row => ({
  element,
  container: element.parent as PageElement | Document,
  key: anchor.key,
  anchors: [anchor],
})

function climb(anchor: Anchor, measure: PageMeasure): PageElement {
  let at = anchor.element
  while (!rowTags.has(at.name)) {
    const up = at.parent
    if (!(up instanceof PageElement) || up.name === 'body' || up.name === 'html') break
    if (!measure.holdsOnly(up, anchor.key)) break
    // A heading that is not in the link announces the list, or is the page's.
    const announces =
      !/^h[1-6]$/.test(up.name) && measure.headings[up.order]! > measure.headings[at.order]!
    if ((announces && anchor.text !== '') || isTooLong(up, at, measure)) break
    at = up
  }
  return climbLed(at, anchor, measure)
}

function isTooLong(up: PageElement, at: PageElement, measure: PageMeasure): boolean {
  const text = measure.textLength[up.order]!
  return text > ROW_TEXT && text > 3 * measure.textLength[at.order]!
}

/**
 * One headline among short links of column, author and tags: the row goes on to the list item, or to
 * the highest block that has neighbours built alike.
 */
function climbLed(start: PageElement, anchor: Anchor, measure: PageMeasure): PageElement {
  if (rowTags.has(start.name)) return start
  let row = start
  let at = start
  for (let step = 0; step < 8; step++) {
    const up = at.parent
    if (!(up instanceof PageElement) || listTags.has(up.name)) break
    const isLed = measure.isLedBy(up, anchor.key) || measure.isHeadedBy(up, anchor.key)
    if (!isLed || isTooLong(up, start, measure)) break
    // Where its neighbours name articles too, this is the row; on the line of a list item they are column and tags.
    const isOnLine = inlineTags.has(at.name) && rowTags.has(up.name)
    if (!isOnLine && hasTwin(at, twin => !measure.holdsNone(twin))) break
    at = up
    if (rowTags.has(at.name)) return at
    // A heading leads a list item; over a block it may be the name of the column.
    if (!measure.isLedBy(at, anchor.key)) continue
    if (!inlineTags.has(at.name) && hasTwin(at, twin => !measure.holdsNone(twin))) row = at
  }
  return row
}

/** True when a sibling within reach has the same name and class. */
function hasTwin(element: PageElement, isTwin: (sibling: PageElement) => boolean): boolean {
  for (const direction of ['prev', 'next'] as const) {
    let at = element[direction]
    for (let step = 0; at && step < 6; step++, at = at[direction]) {
      if (at instanceof PageElement && shapeOf(at) === shapeOf(element) && isTwin(at)) return true
    }
  }
  return false
}

/** Name and first class of an element, without numbers: `li.item`. */
export const shapeOf = ({ name, attribs }: PageElement): string =>
  `${name}.${firstClass(attribs.class ?? '')}`

const firstClass = remember(classes =>
  (classes.trim().split(/\s+/, 1)[0] ?? '').replace(
    /\d+|odd|even|first|last|active|cur(?:rent)?$/g,
    '',
  ),
)

/**
 * A row whose link says only 阅读全文, or is a picture: the link is taken for the row's when no other names it and the
 * block around it is one of several alike.
 */
function promoteNameless(page: PageDocument, anchors: Anchor[]): void {
  const named = new Set(anchors.filter(anchor => anchor.names).map(anchor => anchor.key))
  if (anchors.every(anchor => anchor.names || named.has(anchor.key))) return
  const measure = measurePage(page, anchors)
  for (const anchor of anchors) {
    if (anchor.names || named.has(anchor.key)) continue
    // The name of a writer or a column is no 阅读全文.
    if (anchor.text !== '' && !isFurniture(anchor.text)) continue
    const block = widestWithout(anchor.element, measure)
    const text = measure.textLength[block.order]! - anchor.text.length
    if (text < 8 || text > ROW_TEXT || inlineTags.has(block.name)) continue
    if (!hasTwin(block, twin => measure.textLength[twin.order]! > 8)) continue
    named.add(anchor.key)
    anchor.names = true
    anchor.text = ''
    anchor.width = 0
  }
}

/** The largest block around a nameless link in which no other link names anything. */
function widestWithout(start: PageElement, measure: PageMeasure): PageElement {
  let at = start
  while (!rowTags.has(at.name)) {
    const up = at.parent
    if (!(up instanceof PageElement) || listTags.has(up.name) || !measure.holdsNone(up)) break
    if (hasTwin(at, twin => measure.textLength[twin.order]! > 8) && !inlineTags.has(at.name)) break
    at = up
  }
  return at
}

/** Pictures and 阅读全文 that lead where a row leads belong to it, for the title they may carry. */
function attachPictures(anchors: Anchor[], rows: Map<PageElement, Row>): void {
  for (const anchor of anchors) {
    if (anchor.names) continue
    for (let at: PageElement | null = anchor.element, up = 0; at && up < 8; up++) {
      const row = rows.get(at)
      if (row?.key === anchor.key) row.anchors.push(anchor)
      if (row) break
      at = at.parent instanceof PageElement ? at.parent : null
    }
  }
}
