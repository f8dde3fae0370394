import type { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'
import type { Measures } from '../measure.ts'
import type { Judgement } from './judge.ts'
import { looksLikeFurniture } from './names.ts'

const neverText = new Set('nav footer aside form button input select menu dialog iframe'.split(' '))
const linkBlocks = new Set('ul ol div section table dl p li article'.split(' '))

/** The elements inside a body that are no part of the text: by kind, by name, or because they are all links. */
export function pruneBody(
  page: PageDocument,
  root: PageElement,
  { weight, linkWeight }: Measures,
  { worth }: Judgement,
): Set<PageElement> {
  const dropped = new Set<PageElement>()
  const whole = weight[root.order]!
  for (let at = root.order + 1; at <= root.end; at++) {
    const element = page.elements[at]!
    const own = weight[at]!
    const { class: className = '', id = '', style = '', hidden } = element.attribs
    const isSmall = own < whole * 0.4
    const drop =
      (isSmall && neverText.has(element.name)) ||
      (isSmall && looksLikeFurniture(className, id)) ||
      hidden !== undefined ||
      /display\s*:\s*none/i.test(style) ||
      (linkBlocks.has(element.name) && own > 0 && linkWeight[at]! / own > 0.65 && worth[at]! <= 0)
    if (drop) {
      dropped.add(element)
      at = element.end
    }
  }
  return dropped
}
