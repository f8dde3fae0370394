import type { ListingRules } from '../../model/source.ts'
import { datePattern } from '../../text/date-format.ts'
import { type DateOptions, type FoundDate, readDates } from '../../text/read-dates.ts'
import { isInside, type PageDocument, type PageElement } from '../document.ts'
import { selectAll } from '../select.ts'
import type { Row } from './find-rows.ts'
import { lineOf } from './line-of.ts'
import type { Anchor } from './page-anchors.ts'

/** Rows that a rule may name on one page. */
const MAX_ROWS = 1000

type FieldName = 'row' | 'link' | 'title' | 'date'

/** An operator's rules for a listing, as they fit one page. A field whose rule matches nothing is null. */
export type FittedRules = {
  rows: PageElement[] | null
  links: PageElement[] | null
  titles: PageElement[] | null
  dates: PageElement[] | null
  dateFormat: RegExp | null
  /** Names of rules that match nothing on this page. */
  misses: string[]
}

/** Looks up every rule on the page once. `remove` takes its elements off the page first. */
export function fitRules(page: PageDocument, rules: ListingRules): FittedRules {
  const misses: string[] = []
  removeAll(page, rules.remove ?? [], misses)
  const rows = findField(page, rules, 'row', null, misses)
  return {
    rows,
    links: findField(page, rules, 'link', rows, misses),
    titles: findField(page, rules, 'title', rows, misses),
    dates: findField(page, rules, 'date', rows, misses),
    dateFormat: rules.dateFormat ? datePattern(rules.dateFormat) : null,
    misses,
  }
}

function findField(
  page: PageDocument,
  rules: ListingRules,
  field: FieldName,
  rows: PageElement[] | null,
  misses: string[],
): PageElement[] | null {
  const selector = rules[field]
  if (!selector) return null
  // `> a` and `:scope > a` speak of the row; the others are looked up once on the whole page.
  const isRelative = /^\s*(?:>|\+|~|:scope)/.test(selector)
  const found =
    isRelative && rows
      ? rows.flatMap(row => selectAll(page, selector, row))
      : selectAll(page, selector)
  const within = rows ? found.filter(element => rows.some(row => isInside(element, row))) : found
  if (within.length > 0) return within
  misses.push(field)
  return null
}

function removeAll(page: PageDocument, selectors: string[], misses: string[]): void {
  const elements = selectors.flatMap(selector => selectAll(page, selector))
  if (selectors.length > 0 && elements.length === 0) misses.push('remove')
  for (const element of elements) {
    const siblings = element.parent?.children
    const at = siblings?.indexOf(element) ?? -1
    if (!siblings || at < 0) continue
    siblings.splice(at, 1)
    if (element.prev) element.prev.next = element.next
    if (element.next) element.next.prev = element.prev
    element.parent = null
  }
}

/** True for elements that `remove` took off the page; they stay in the page's list of elements. */
export function isRemoved(element: PageElement, page: PageDocument): boolean {
  let at: PageElement['parent'] | PageElement = element
  while (at?.parent) at = at.parent
  return at !== page.root
}

/** The rows that the rules name, each with the link that counts. A row without a link is none. */
export function ruledRows(rules: FittedRules, anchors: Anchor[]): Row[] {
  return (rules.rows ?? []).slice(0, MAX_ROWS).flatMap(element => {
    const inside = anchors.filter(anchor => isInside(anchor.element, element))
    const named = rules.links
      ? inside.filter(anchor => rules.links?.includes(anchor.element))
      : inside.filter(anchor => anchor.names)
    const best = (named.length > 0 ? named : inside).toSorted((a, b) => b.width - a.width)[0]
    if (!best || !element.parent) return []
    best.names = true
    const same = inside.filter(anchor => anchor.key === best.key)
    return [
      { element, container: element.parent as Row['container'], key: best.key, anchors: same },
    ]
  })
}

/** The first of these elements that stands in the row. */
function inRow(row: PageElement, elements: PageElement[] | null): PageElement | null {
  return elements?.find(element => isInside(element, row)) ?? null
}

/** What the rule for titles finds in a row. */
export function ruledTitle(row: PageElement, rules: FittedRules): string | null {
  const element = inRow(row, rules.titles)
  return element ? lineOf(element) || null : null
}

/** What the rule for dates finds in a row, read by the rule's format or as any date. */
export function ruledDate(
  row: PageElement,
  rules: FittedRules,
  options: DateOptions,
): FoundDate | null {
  const element = inRow(row, rules.dates)
  const text = element ? (element.attribs.datetime ?? lineOf(element)) : null
  if (rules.dateFormat) {
    const found = readFormatted(text ?? lineOf(row), rules.dateFormat, options)
    if (found) return found
  }
  return text ? (readDates(text, { ...options, compact: true })[0] ?? null) : null
}

function readFormatted(text: string, format: RegExp, options: DateOptions): FoundDate | null {
  const parts = format.exec(text)?.groups
  if (!parts?.month || !parts.day) return null
  const year = parts.year ?? (parts.short ? `20${parts.short}` : null)
  const day = `${year ? `${year}年` : ''}${Number(parts.month)}月${Number(parts.day)}日`
  const clock = parts.hour ? ` ${parts.hour}:${parts.minute ?? '00'}` : ''
  return readDates(`${day}${clock}`, options)[0] ?? null
}
