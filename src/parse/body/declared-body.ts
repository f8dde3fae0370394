import type { PageDocument, PageElement } from '../document.ts'
import { findJsonLdArticle } from '../json-ld.ts'
import { textWeight } from '../measure.ts'
import type { Block } from './blocks.ts'
import { escapeHtml } from './escape-html.ts'

/** A declared text shorter than this is a summary, whatever it is called. */
const LEAST = 300
/** What the page shows is kept unless the declared text is this many times as long. */
const TIMES_LONGER = 2.5

/**
 * The text that the page declares in JSON-LD as its `articleBody`, as paragraphs, where it is much more than what the
 * page shows. It is the last resort: declared texts are often cut, glued or out of date.
 */
export function declaredBody(page: PageDocument, shown: Block[]): Block[] | null {
  const declared = findJsonLdArticle(page.jsonLd)?.articleBody
  if (typeof declared !== 'string') return null
  const weight = textWeight(declared)
  const shownWeight = shown.reduce((sum, block) => sum + textWeight(block.text), 0)
  if (weight < LEAST || weight < shownWeight * TIMES_LONGER) return null
  return declaredBlocks(page, declared)
}

/** A text that is only declared, with or without tags, as paragraphs. */
export function declaredBlocks(page: PageDocument, declared: string): Block[] | null {
  const element = page.elements[0]
  return element ? toParagraphs(declared).map(text => paragraph(text, element)) : null
}

function toParagraphs(declared: string): string[] {
  return declared
    .slice(0, 200_000)
    .replace(/<(?:br|\/?(?:p|div|li|h[1-6]))\b[^<>]{0,200}>/gi, '\n')
    .replace(/<[a-z/!][^<>]{0,400}>/gi, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;|&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
}

const paragraph = (text: string, element: PageElement): Block => ({
  tag: 'p',
  wrappers: [],
  html: escapeHtml(text),
  text,
  element,
  node: null,
  linkLength: 0,
  image: null,
})
