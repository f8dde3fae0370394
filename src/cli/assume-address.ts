import type { Page } from '../model/page.ts'
import { decodeBytes } from '../parse/decode-bytes.ts'
import { metaContent, parseDocument, TooComplexError } from '../parse/document.ts'
import { readCanonical } from '../parse/readers/about-page.ts'

/** What was taken for the address of a saved page that was named without one. */
export type AssumedAddress = {
  url: string | null
  from: 'canonical' | 'og:url' | 'base' | 'nothing'
}

/** Stands for an address that nobody knows; deep enough that `../` can be told apart. */
const UNKNOWN = 'http://page.invalid/-/-/-/-/-/-/'
const unknownHost = 'http://page.invalid/'

/** The address that a saved page names as its own. */
export function assumeAddress(bytes: Uint8Array): AssumedAddress {
  const none: AssumedAddress = { url: null, from: 'nothing' }
  try {
    const page = parseDocument(decodeBytes(bytes).text, UNKNOWN)
    const isKnown = (url: string | null): url is string =>
      url !== null && !url.startsWith(unknownHost)
    const canonical = readCanonical(page)
    if (isKnown(canonical))
      return {
        url: canonical,
        from: metaContent(page, 'og:url') === canonical ? 'og:url' : 'canonical',
      }
    return isKnown(page.base) ? { url: page.base, from: 'base' } : none
  } catch (error) {
    // Such a page is refused by its reader, which says so.
    if (error instanceof TooComplexError) return none
    throw error
  }
}

/** The page at a stand-in for the address that it does not name. */
export const atUnknownAddress = (page: Page): Page => ({ ...page, url: UNKNOWN, finalUrl: UNKNOWN })

const relative = /http:\/\/page\.invalid\/((?:-\/)*)([^\s"'<>]*)/g

/** A reading with the addresses that were resolved against the stand-in as the page printed them. */
export function asPrinted<Value>(value: Value, address: string): Value {
  if (typeof value === 'string') return printed(value, address) as Value
  if (Array.isArray(value)) return value.map(item => asPrinted(item, address)) as Value
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, asPrinted(item, address)]),
  ) as Value
}

function printed(text: string, address: string): string {
  if (!text.includes(unknownHost)) return text
  if (text === UNKNOWN) return address
  const depth = UNKNOWN.slice(unknownHost.length).length / 2
  return text.replace(relative, (_, dashes: string, rest: string) => {
    const up = depth - dashes.length / 2
    return up === depth ? `/${rest}` : '../'.repeat(up) + rest
  })
}
