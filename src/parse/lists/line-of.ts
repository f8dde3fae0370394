import { type AnyNode, isTag, isText } from 'domhandler'
import { PageElement, walk } from '../document.ts'
import { inlineTags, silentTags } from '../scan-lines.ts'
import { cleanTitle } from './clean-title.ts'

/** The text of a node as one clean line: parted at blocks, without what is not shown. */
export function lineOf(node: AnyNode): string {
  if (isText(node)) return cleanTitle(node.data)
  if (!(node instanceof PageElement)) return readLine(node)
  node.line ??= readLine(node)
  return node.line
}

function readLine(node: AnyNode): string {
  let text = ''
  walk(node, {
    enter(inner) {
      if (isText(inner)) text += inner.data
      else if (isTag(inner)) {
        if (silentTags.has(inner.name)) return false
        if (!inlineTags.has(inner.name)) text += ' '
      }
      return true
    },
  })
  return cleanTitle(text)
}
