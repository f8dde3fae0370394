import type { AnyNode } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import { isInside, type Line, type PageDocument } from '../document.ts'
import { isOffer } from './site-lines.ts'

/** A box with an offer has no more lines. */
const MOST_LINES = 14
/** Offers of a page that are looked at. */
const MOST_OFFERS = 40
/** Share of its lines that must be offers by their words; the others tell what is to be had. */
const LEAST_SHARE = 0.4

/** The boxes inside a body that offer a subscription, whatever they are called: several lines say so, one after the other. */
export function findOffers(page: PageDocument, roots: PageElement[]): PageElement[] {
  // Most pages offer nothing, and a broken page may have very many roots.
  const asking = page.lines.filter(line => isOffer(line.text)).slice(0, MOST_OFFERS)
  if (asking.length < 2) return []
  return roots
    .filter(root => asking.some(line => holds(root, line)))
    .flatMap(root => findIn(page, root, asking))
}

function findIn(page: PageDocument, root: PageElement, asking: Line[]): PageElement[] {
  const inside = page.lines.filter(line => holds(root, line))
  const offers = asking.filter(line => holds(root, line))
  const boxes: PageElement[] = []
  for (const offer of offers) {
    if (boxes.some(box => holds(box, offer))) continue
    const box = boxOf(offer, inside, offers, root)
    if (box) boxes.push(box)
  }
  return boxes
}

/** The outermost element below the root that is an offer as a whole. */
function boxOf(offer: Line, lines: Line[], offers: Line[], root: PageElement): PageElement | null {
  let box: PageElement | null = null
  let at: AnyNode | null = offer.element
  while (at instanceof PageElement && at !== root && isInside(at, root)) {
    const element: PageElement = at
    const all = lines.filter(line => holds(element, line)).length
    if (all > MOST_LINES) break
    const asking = offers.filter(line => holds(element, line)).length
    if (asking >= 2 && asking >= all * LEAST_SHARE) box = element
    at = element.parent
  }
  return box
}

const holds = (element: PageElement, line: Line) =>
  line.order >= element.order && line.order <= element.end
