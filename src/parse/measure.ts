import { isText } from 'domhandler'
import { PageElement } from './build-tree.ts'
import type { PageDocument } from './document.ts'
import { silentTags } from './scan-lines.ts'

/** What stands inside each element, by its `order`. Weights compare lengths across scripts (see `textWeight`). */
export type Measures = {
  weight: Float64Array
  linkWeight: Float64Array
}

/** A Han character or kana says about as much as this many letters. */
const CJK_WEIGHT = 3

/** Length of a text in letters: spaces count nothing, one CJK character or full-width mark as much as three letters. */
export function textWeight(text: string): number {
  let weight = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x2e80) weight += code === 0x3000 || code === 0xfeff ? 0 : CJK_WEIGHT
    else if (code > 32 && code !== 0xa0) weight++
  }
  return weight
}

/** Measures every element once, from the leaves up. */
export function measure(page: PageDocument): Measures {
  const { elements } = page
  const weight = new Float64Array(elements.length)
  const linkWeight = new Float64Array(elements.length)
  for (let at = elements.length - 1; at >= 0; at--) {
    const element = elements[at]!
    if (silentTags.has(element.name)) {
      weight[at] = 0
      linkWeight[at] = 0
      continue
    }
    for (const child of element.children) if (isText(child)) weight[at]! += textWeight(child.data)
    if (element.name === 'a') linkWeight[at] = weight[at]!
    const { parent } = element
    if (parent instanceof PageElement) {
      weight[parent.order]! += weight[at]!
      linkWeight[parent.order]! += linkWeight[at]!
    }
  }
  return { weight, linkWeight }
}
