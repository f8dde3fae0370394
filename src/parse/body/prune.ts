import { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'
import type { Measures } from '../measure.ts'
import type { Judgement } from './judge.ts'
import { furnitureKind } from './names.ts'

const neverText = new Set('nav footer aside form button input select menu dialog iframe'.split(' '))
const paragraphTags = new Set('p h1 h2 h3 h4 h5 h6 li'.split(' '))
const listTags = new Set(['ul', 'ol', 'dl'])
const linkBlocks = new Set('ul ol div section table dl p li article'.split(' '))

/** The elements inside a body that are no part of the text: by kind, by name, or because they are all links. */
export function pruneBody(
  page: PageDocument,
  roots: PageElement[],
  measures: Measures,
  judgement: Judgement,
): Set<PageElement> {
  const dropped = new Set<PageElement>()
  const whole = roots.reduce((sum, root) => sum + judgement.worth[root.order]!, 0)
  for (const root of roots) pruneBelow(page, root, Math.max(1, whole), measures, judgement, dropped)
  return dropped
}

function pruneBelow(
  page: PageDocument,
  root: PageElement,
  wholeWorth: number,
  { weight, linkWeight }: Measures,
  { worth }: Judgement,
  dropped: Set<PageElement>,
): void {
  for (let at = root.order + 1; at <= root.end; at++) {
    const element = page.elements[at]!
    const own = weight[at]!
    const { class: className = '', id = '', style = '', hidden } = element.attribs
    const share = worth[at]! / wholeWorth
    const kind = furnitureKind(className, id)
    const drop =
      (neverText.has(element.name) && share < 0.3) ||
      (kind === 'strong' && share < 0.3) ||
      (kind === 'weak' && share < 0.1 && !paragraphTags.has(element.name)) ||
      (kind === 'caption' && share < 0.1) ||
      ((hidden !== undefined || /display\s*:\s*none/i.test(style)) && share < 0.3) ||
      isCardList(element, weight, linkWeight) ||
      (linkBlocks.has(element.name) &&
        own > 0 &&
        linkWeight[at]! / own > 0.65 &&
        worth[at]! <= 0) ||
      (listTags.has(element.name) && own > 0 && linkWeight[at]! / own > 0.5)
    if (drop) {
      dropped.add(element)
      at = element.end
    }
  }
}

/**
 * Several siblings of one class, each with a link or a linked picture and few words: teasers of other pages. Paragraphs,
 * items and cells repeat by nature and are not judged by this.
 */
function isCardList(element: PageElement, weight: Float64Array, linkWeight: Float64Array): boolean {
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
