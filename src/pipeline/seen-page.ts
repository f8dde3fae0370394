import type { Page } from '../model/page.ts'
import type { Entry } from '../model/source.ts'
import { decodeBytes } from '../parse/decode-bytes.ts'
import { parseDocument, TooComplexError } from '../parse/document.ts'
import { isFeed } from '../parse/parse-feed.ts'
import { isSitemap } from '../parse/parse-sitemap.ts'
import { readSiteSigns, type SiteSigns } from '../parse/site-signs.ts'

/** What kind of place a page is, by its content. */
export function kindOf(page: Page): Entry['kind'] {
  const text = textOfPage(page)
  if (isFeed(text, page.headers['content-type'] ?? null)) return 'feed'
  if (isSitemap(text)) return 'sitemap'
  return /^\s*[[{]/.test(text) || /^\s*[\w.$]{1,60}\(\s*[[{]/.test(text) ? 'json' : 'listing'
}

/** A page as text, in the encoding that it declares or shows. */
export const textOfPage = (page: Page): string =>
  decodeBytes(page.bytes, { contentType: page.headers['content-type'] ?? null, kind: 'html' }).text

/** What a page tells of its site, or null where it is too complex to be read. */
export function signsOf(page: Page): SiteSigns | null {
  try {
    return readSiteSigns(parseDocument(textOfPage(page), page.finalUrl))
  } catch (error) {
    if (error instanceof TooComplexError) return null
    throw error
  }
}
