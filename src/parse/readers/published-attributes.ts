import { readEpoch } from '../../text/epoch.ts'
import { type DateOptions, type Moment, readDate } from '../../text/read-dates.ts'
import type { ArticleLayout } from '../article-layout.ts'
import { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'
import { titlePlace } from './credit-lines.ts'
import { dateEvidence } from './date-evidence.ts'
import { nameScore, namesAround } from './date-surroundings.ts'
import { candidateOf, type DateCandidate } from './published-candidate.ts'

const STAMPS = new Set([
  'data-time',
  'data-timestamp',
  'data-date',
  'data-datetime',
  'data-published',
  'data-publish-time',
  'data-pubtime',
  'data-epoch',
])
const ATTRIBUTES = ['datetime', 'content', ...STAMPS]
const PROPERTY = /date(?:published|created|modified)$/i
/** Class names of the hAtom microformat. */
const HATOM = /(?:^|\s)(?:published|updated|entry-date)(?:$|\s)/
/** More dated elements than this are the rows of a list. */
const MOST = 200
/** Elements above the title and below the body's beginning that still belong to its head. */
const ABOVE = 60
const BELOW = 40

type Stamp = { element: PageElement; said: string; property: string; isModified: boolean }

function stampOf(element: PageElement): Stamp | null {
  const { attribs, name } = element
  if (name === 'meta') return null
  const property = dateProperty(attribs.itemprop ?? attribs.property ?? '')
  if (name === 'time' || property !== '') {
    const key = ATTRIBUTES.find(attribute => attribs[attribute] !== undefined)
    const said = (key && attribs[key]) || (name === 'data' && attribs.value) || attribs.title || ''
    return { element, said, property, isModified: /modified$/i.test(property) }
  }
  const said = stampedText(attribs)
  return said === null ? null : { element, said, property, isModified: false }
}

/** An element may have several properties (HTML, 5.2.3, `itemprop`): one date for first print and for change is the first. */
function dateProperty(names: string): string {
  if (names === '') return ''
  const dates = names.split(/\s+/).filter(name => PROPERTY.test(name))
  return dates.find(name => !/modified$/i.test(name)) ?? dates[0] ?? ''
}

/** What an element that is neither a time nor microdata carries in `data-time` and the like, or in its title by hAtom. */
function stampedText(attribs: Record<string, string>): string | null {
  for (const key in attribs) {
    if (key.startsWith('data-') && STAMPS.has(key)) return attribs[key]!
    if (key === 'title' && HATOM.test(attribs.class ?? '')) return attribs.title!
  }
  return null
}

/** Dates that elements carry in an attribute: `time[datetime]`, microdata, `data-timestamp`. */
export function attributeDates(
  page: PageDocument,
  layout: ArticleLayout,
  options: DateOptions,
): DateCandidate[] {
  const reading = { ...options, compact: true, relative: false, yearless: false }
  const body = page.lines[layout.bodyStart]?.order ?? Number.POSITIVE_INFINITY
  const title = page.lines[titlePlace(page, layout)]?.order ?? 0
  const candidates: DateCandidate[] = []
  let seen = 0
  for (const element of page.elements) {
    const stamp = stampOf(element)
    if (!stamp) continue
    if (++seen > MOST) break
    const moment = momentOf(stamp.said, reading)
    if (!moment) continue

    const isHead = element.order >= title && element.order <= body
    const isNear = element.order > title - ABOVE && element.order < body + BELOW
    const row = stamp.property
      ? 'microdata'
      : element.name === 'time'
        ? 'timeElement'
        : 'stampedElement'
    const isOther = isOfOtherItem(element, page, layout)
    const base = dateEvidence[row].trust
    let score: number = base
    if (isHead) score += 1
    else if (!isNear) score -= element.order > body ? 3 : 2
    const names = namesAround(element)
    if (element.attribs.pubdate !== undefined || /pub|entry-date|posted/.test(names)) score += 0.6
    score += Math.min(0, nameScore(element, isHead || isNear))
    if (isInLink(element) && !isHead) score -= 2
    if (score < 2.5) continue
    candidates.push(
      candidateOf(isOther ? 'otherElement' : row, {
        moment,
        role: stamp.isModified || /updat|modif/.test(names) ? 'modified' : 'published',
        from: `${element.name} ${stamp.property || 'attribute'}`,
        more: isOther ? 0 : score - base,
      }),
    )
  }
  return candidates
}

/** Items whose dates are their own, wherever they stand (schema.org types in microdata). */
const OTHER_ITEM =
  /\/(?:User)?(?:Comment|Answer|Person|Organization|ImageObject|VideoObject|AudioObject|ListItem|Offer|Review|Event|Product)s?$/i

/** An item of a type that is neither a page nor a part of one: the book, the film, the dish that a text is about. */
const isThing = (itemtype: string): boolean =>
  itemtype !== '' &&
  !/\/(?:[A-Za-z]*Page|Web[A-Za-z]*|WP[A-Za-z]+|CreativeWork|Thing|SiteNavigationElement|BreadcrumbList|[A-Za-z]*Article|[A-Za-z]*Posting|Report|Blog)$/i.test(
    itemtype,
  )

/** What holds what readers wrote, as systems call it; the counter beside a date is a link to it. */
const COMMENT =
  /(?:^|[\s_-])(?:comments?|comment-?(?:list|item|body|meta|content|time|date|thread|area|section|wrap(?:per)?)|repl(?:y|ies)|disqus|pinglun|guestbook|liuyan)(?:$|[\s_-])/i

/** True for a date inside an item or an `article` that holds neither the title nor the beginning of the text. */
export function isOfOtherItem(
  element: PageElement,
  page: PageDocument,
  layout: ArticleLayout,
): boolean {
  const title = layout.titleLine === null ? null : page.lines[layout.titleLine]!.order
  const body = page.lines[layout.bodyStart]?.order ?? null
  const holds = (outer: PageElement, order: number | null) =>
    order !== null && order >= outer.order && order <= outer.end
  let at: unknown = element
  for (let up = 0; up < 30 && at instanceof PageElement; up++, at = at.parent) {
    const { itemscope, itemtype = '', class: className = '', id = '' } = at.attribs
    if (holds(at, title) || holds(at, body)) return false
    if (COMMENT.test(`${className} ${id}`)) return true
    const isItem = itemscope !== undefined || at.name === 'article'
    if (!isItem) continue
    if (OTHER_ITEM.test(itemtype) || (itemscope !== undefined && isThing(itemtype))) return true
    if (at.name === 'article' || /(?:Article|Posting)$/.test(itemtype)) return true
  }
  return false
}

function momentOf(said: string, options: DateOptions): Moment | null {
  const at = readEpoch(said, options.now)
  if (at) return { precision: 'minute', at, zone: 'UTC' }
  return said.length < 60 ? readDate(said, options) : null
}

function isInLink(element: PageElement): boolean {
  let at: unknown = element
  for (let up = 0; up < 8 && at instanceof PageElement; up++, at = at.parent) {
    if (at.name === 'a') return true
  }
  return false
}
