import { isText } from 'domhandler'
import type { PageDocument } from '../document.ts'

/** Characters of script that are looked through for addresses. */
const MAX_SCRIPT = 400_000

/** The text of every script that stands in the page itself. */
export function inlineScripts(page: PageDocument): string[] {
  const codes: string[] = []
  let left = MAX_SCRIPT
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.src) continue
    const code = script.children.map(child => (isText(child) ? child.data : '')).join('')
    if (code.length > left) continue
    left -= code.length
    codes.push(code)
  }
  return codes
}
