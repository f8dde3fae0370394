import { type AnyNode, isText } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import { collapseSpaces, walk } from '../document.ts'

/** The same formula once more, in another notation (MathML 3, 5.1). */
const annotations = new Set(['annotation', 'annotation-xml'])

/** A MathML formula in one line: its parts without the spaces of its source, fractions with a stroke, powers with `^`. */
export function formulaText(math: PageElement): string {
  let text = ''
  const marks = new Map<AnyNode, string>()
  walk(math, {
    enter(node) {
      if (isText(node)) text += collapseSpaces(node.data)
      if (!(node instanceof PageElement)) return true
      if (annotations.has(node.name)) return false
      const mark = betweenParts.get(node.name)
      const parts = mark ? node.children.filter(child => child instanceof PageElement) : []
      for (const part of parts.slice(1, 2)) marks.set(part, mark!)
      text += marks.get(node) ?? ''
      return true
    },
  })
  return text
}

/** What stands between the first and the second part of these elements when they are written in one line. */
const betweenParts = new Map([
  ['mfrac', '/'],
  ['msup', '^'],
  ['msub', '_'],
])
