import { PageElement } from '../build-tree.ts'
import { type PageDocument, textOf } from '../document.ts'
import type { Measures } from '../measure.ts'
import { holdsAnnexes } from './annexes.ts'
import { isDataTable } from './blocks.ts'
import { findOffers } from './find-offers.ts'
import { pictureTags } from './images.ts'
import type { Judgement } from './judge.ts'
import {
  countAway,
  countHeadlines,
  type Digest,
  isLabelledLink,
  isToldList,
} from './linked-lines.ts'
import { furnitureKind, isHiddenByClass } from './names.ts'
import { isOffer } from './site-lines.ts'
import { datePattern } from './trim-patterns.ts'

const neverText = new Set('nav footer aside form button input select menu dialog iframe'.split(' '))
const paragraphTags = new Set('p h1 h2 h3 h4 h5 h6 li'.split(' '))
/** Around a picture stand these, and little else. */
const frameTags = new Set(['a', 'figure', 'picture', 'span'])
/** A picture that is no part of the text by its own class; other words there tell how it opens or where it is used too. */
const furniturePicture =
  /(?:^|[\s_-])(?:avatar|gravatar|emoji|smiley|smilies|qr-?code|erweima|ewm|logo|icons?|btn|button|share-?(?:btn|button|icon)|tracking|tracker|pixel)(?:$|[\s_-])/i
const listTags = new Set(['ul', 'ol', 'dl'])
const linkBlocks = new Set('ul ol div section table dl p li article'.split(' '))

/** The elements inside a body that are no part of the text: by kind, by name, or because they are all links. */
export function pruneBody(
  page: PageDocument,
  roots: PageElement[],
  measures: Measures,
  judgement: Judgement,
  digest: Digest = false,
): Set<PageElement> {
  const { worth } = judgement
  const whole = roots.reduce((sum, root) => sum + worth[root.order]!, 0)
  const dropped = pruneAll(page, roots, whole, measures, judgement, { byName: true, digest })
  let lost = 0
  for (const element of dropped) lost += Math.max(0, worth[element.order]!)
  // Names that take most of a text away are not meant as they are read here.
  return lost <= whole * 0.6
    ? dropped
    : pruneAll(page, roots, whole, measures, judgement, { byName: false, digest })
}

function pruneAll(
  page: PageDocument,
  roots: PageElement[],
  whole: number,
  measures: Measures,
  judgement: Judgement,
  { byName, digest }: { byName: boolean; digest: Digest },
): Set<PageElement> {
  const dropped = new Set<PageElement>()
  for (const box of findOffers(page, roots))
    if (judgement.worth[box.order]! < whole * 0.4) dropped.add(box)
  for (const root of roots) {
    const captionsAreText = captionWorth(page, root, judgement.worth) > whole * 0.5
    const context = {
      page,
      whole: Math.max(1, whole),
      byName,
      digest,
      captionsAreText,
      measures,
      judgement,
    }
    for (let at = root.order + 1; at <= root.end; at++) {
      const element = page.elements[at]!
      if (!isFurniture(element, context)) continue
      dropped.add(element)
      at = element.end
    }
  }
  return dropped
}

type PruneContext = {
  whole: number
  /** False where names have proved to mislead on this page. */
  byName: boolean
  /** Whose headlines the article consists of. */
  digest: Digest
  captionsAreText: boolean
  page: PageDocument
  measures: Measures
  judgement: Judgement
}

function isFurniture(element: PageElement, context: PruneContext): boolean {
  const { weight, linkWeight } = context.measures
  const { order, name } = element
  const { style = '', hidden } = element.attribs
  const own = weight[order]!
  const worth = context.judgement.worth[order]!
  const share = worth / context.whole
  if (neverText.has(name) && share < 0.3) return true
  if (context.byName && isNamedFurniture(element, share, context.captionsAreText, context.page))
    return true
  if ((hidden !== undefined || /display\s*:\s*none/i.test(style)) && share < 0.3) return true
  if (share < 0.45 && own > 0 && isHiddenByClass(element.attribs.class ?? '', '')) return true
  if (isCardList(element, weight, linkWeight)) return true
  if (own === 0) return false
  if (share < 0.3 && isNamedOffer(element, own, () => textOf(element))) return true
  const linkShare = linkWeight[order]! / own
  if (linkShare <= 0.5 || isLinkedText(element, context.page)) return false
  const list = name === 'li' && element.parent instanceof PageElement ? element.parent : element
  if (isToldList(list, context.page)) return false
  if (context.digest && countAway(context.page, [element]) > 0) return false
  if (context.digest === 'all' && countHeadlines(context.page, element).count > 0) return false
  if (listTags.has(name)) return true
  return linkBlocks.has(name) && linkShare > 0.65 && worth <= 0
}

/** A line that asks for a subscription or a follower, in an element that is called for it. */
function isNamedOffer({ attribs }: PageElement, weight: number, text: () => string): boolean {
  if (weight > LONGEST_OFFER) return false
  if (!OFFER_NAME.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`)) return false
  return isOffer(text())
}
const OFFER_NAME =
  /pay-?wall|reg-?wall|paid|plus|premium|abo(?:$|[\s_-])|subscri|member|meter|piano|upsell|offer|unlock|locked|login|cta|upgrade|signup|sign-up/i
/** Letters of the longest of them. */
const LONGEST_OFFER = 240

/** Links that are a part of the text: what a notice hands out, and the names in a table of figures. */
const isLinkedText = (element: PageElement, page: PageDocument): boolean =>
  holdsAnnexes(element, page) ||
  (element.name === 'table' && holdsFigures(element, page)) ||
  (!listTags.has(element.name) && isLabelledLink(textOf(element)))

/** A figure that leads nowhere, or pictures that open in front of the page, whatever their box is called. */
function showsPictures(element: PageElement, page: PageDocument, kind: string): boolean {
  const names = `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`
  // What bears words of its own below a picture shows that, also where it is called a promotion.
  if ((isCaptioned(element) ? NEVER_PICTURE_BOX : NO_PICTURE_BOX).test(names)) return false
  if (element.end - element.order > MOST_IN_FRAME) return false
  const inside = page.elements.slice(element.order + 1, element.end + 1)
  if (!inside.some(({ name }) => pictureTags.has(name))) return false
  const links = inside.filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined)
  const opens = ({ attribs }: PageElement) => PICTURE_FILE.test(attribs.href ?? '')
  const leadsNowhere = element.name === 'figure' || (kind === 'weak' && isFrameOf(element))
  return leadsNowhere ? links.every(opens) : links.length > 0 && links.every(opens)
}
/** Pictures and a line of words at most. */
const isFrameOf = (element: PageElement): boolean =>
  element.end - element.order <= 6 && textOf(element).length <= LONGEST_CAPTION
const LONGEST_CAPTION = 120
const isCaptioned = ({ name, children }: PageElement): boolean =>
  name === 'figure' &&
  children.some(
    child =>
      child instanceof PageElement &&
      child.name === 'figcaption' &&
      textOf(child).length >= SHORTEST_CAPTION,
  )
const SHORTEST_CAPTION = 4
const MOST_IN_FRAME = 80
const NO_PICTURE_BOX =
  /(?:^|[\s_-])(?:ads?|adv|advert\w*|sponsor\w*|promo\w*|banner-?ads?|qr-?code|erweima|ewm|avatar|authors?|bio|logo|share\w*|social|comments?)(?:$|[\s_-])/i
const NEVER_PICTURE_BOX =
  /(?:^|[\s_-])(?:ads?|adv|advert\w*|sponsor\w*(?!-free)|banner-?ads?|qr-?code|erweima|ewm|avatar|authors?|bio|logo|share\w*(?![_-]{1,2}(?:photo|image|img|pic))|social|comments?|(?:related|recommend)[a-z]*(?![_-]{1,2}(?:photo|image|img|pic|figure)))(?:$|[\s_-])/i
const PICTURE_FILE = /\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])/i

function isNamedFurniture(
  element: PageElement,
  share: number,
  captionsAreText: boolean,
  page: PageDocument,
): boolean {
  const { name, attribs } = element
  if (pictureTags.has(name)) return furniturePicture.test(attribs.class ?? '')
  const kind = furnitureKind(attribs.class ?? '', attribs.id ?? '')
  if (kind !== null && showsPictures(element, page, kind)) return false
  if (kind === 'strong') return share < 0.3
  // What opens a picture in front of the page is named so on its own frame.
  if (kind === 'weak' && frameTags.has(name)) return false
  if (kind === 'weak') return share < 0.1 && !paragraphTags.has(name)
  return kind === 'caption' && share < 0.1 && !captionsAreText
}

/** What the captions hold: where that is most of the text, the article is told in them. */
function captionWorth(page: PageDocument, root: PageElement, worth: Float64Array): number {
  let sum = 0
  for (let at = root.order + 1; at <= root.end; at++) {
    const element = page.elements[at]!
    const { class: className = '', id = '' } = element.attribs
    if (furnitureKind(className, id) !== 'caption') continue
    sum += Math.max(0, worth[at]!)
    at = element.end
  }
  return sum
}

/**
 * Several siblings of one class, each with a link or a linked picture and few words: teasers of other pages. Paragraphs,
 * items and cells repeat by nature and are not judged by this.
 */
function isCardList(element: PageElement, weight: Float64Array, linkWeight: Float64Array): boolean {
  if (element.children.length < 3) return false
  const cards = element.children.filter(
    (child): child is PageElement => child instanceof PageElement && !paragraphTags.has(child.name),
  )
  const [first] = cards
  const className = first?.attribs.class
  if (cards.length < 3 || !className) return false
  const alike = cards.filter(card => card.name === first.name && card.attribs.class === className)
  if (alike.length < 3 || alike.length < cards.length * 0.7) return false
  const linked = alike.filter(card => linkWeight[card.order]! >= 6 && weight[card.order]! < 400)
  const words = alike.reduce((sum, card) => sum + weight[card.order]!, 0)
  const linkWords = alike.reduce((sum, card) => sum + linkWeight[card.order]!, 0)
  return (
    linked.length >= alike.length * 0.8 &&
    linkWords >= words * 0.2 &&
    words >= weight[element.order]! * 0.7
  )
}

/** A table of data whose rows hold, beside their links, figures that are no dates. */
function holdsFigures(table: PageElement, page: PageDocument): boolean {
  if (!isDataTable(page, table)) return false
  const cells = page.elements
    .slice(table.order + 1, table.end + 1)
    .filter(({ name }) => name === 'td' || name === 'th')
  const isLinked = (cell: PageElement) =>
    page.elements.slice(cell.order + 1, cell.end + 1).some(({ name }) => name === 'a')
  const figures = cells.filter(cell => !isLinked(cell) && /\d/.test(textOf(cell)))
  const dates = figures.filter(cell => datePattern.test(textOf(cell)))
  return figures.length >= 2 && dates.length * 2 < figures.length
}
