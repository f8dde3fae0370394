import { cleanText } from './clean-text.ts'

/** Longer addresses are refused by readers and servers alike (RFC 9110, 4.1 asks for 8,000 at least). */
const LONGEST = 8000

/** Characters that the URL standard leaves alone in queries and fragments, and RFC 3986 does not know. */
const OUTSIDE = /[{}|\\^`]/g

/** The address as written into a document: absolute, http or https, without credentials, in RFC 3986's characters. Null for every other. */
export function cleanUrl(href: string | null | undefined): string | null {
  if (!href || href.length > LONGEST) return null
  const url = URL.parse(cleanText(href).trim())
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null

  url.username = ''
  url.password = ''
  // Two dots or an empty label make no host that a reader could find.
  if (url.hostname.includes('..') || url.hostname.startsWith('.')) return null
  return url.href.replace(OUTSIDE, found => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
}
