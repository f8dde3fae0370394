import { load } from 'cheerio/slim'
import type { AnyNode } from 'domhandler'
import { PageElement } from './build-tree.ts'
import type { PageDocument } from './document.ts'

/** The elements that a CSS selector finds on the page or below an element, in page order. A broken selector finds none. */
export function selectAll(page: PageDocument, selector: string, within?: AnyNode): PageElement[] {
  try {
    const find = load(page.root)
    const found = within ? find(within).find(selector) : find(selector)
    return found.toArray().filter(node => node instanceof PageElement)
  } catch {
    return []
  }
}
