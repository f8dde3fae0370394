import { getDomain } from 'tldts'
import { parseAddress, type UrlKeyOptions, urlKey } from './url-key.ts'

/**
 * True when a declared address (`rel=canonical`, `og:url`, the other half of an AMP pair) may stand for the page that
 * declares it: both are of one registrable domain or known twins, and both carry the same article's mark. Pages declare
 * their home page, their section, the template's first article or another company's page; none of these is believed.
 */
export function isTrustedCanonical(
  url: string,
  canonical: string,
  options: UrlKeyOptions = {},
): boolean {
  const page = parseAddress(url)
  const declared = parseAddress(canonical, url)
  if (!page || !declared) return false
  const key = urlKey(declared.href, options)
  if (key === null) return false
  if (key === urlKey(url, options)) return true

  if (!isSameSite(page, declared)) return false
  const marks = new Set(articleMarks(page))
  return articleMarks(declared).some(mark => marks.has(mark))
}

/**
 * True when the address that answered may stand for the one that was asked for: it is an article's address. Articles
 * that are gone often lead to the home page or to a section instead.
 */
export function isTrustedRedirect(
  asked: string,
  answered: string,
  options: UrlKeyOptions = {},
): boolean {
  const from = parseAddress(asked)
  const to = parseAddress(answered)
  if (!from || !to) return false
  if (urlKey(asked, options) === urlKey(answered, options)) return true
  return articleMarks(to).length > 0
}

/** A host under a suffix such as gov.cn is a domain of its own, and so is one on shared hosting. */
function isSameSite(a: URL, b: URL): boolean {
  const domain = (url: URL) =>
    getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.hostname
  return domain(a) === domain(b)
}

const dateLike = /^[a-z]{0,2}(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?$/i
const FEWEST_DIGITS = 4
const FEWEST_SLUG_WORDS = 4

/**
 * The parts of an address that tell one article from the others: a number of four digits or more that is no date, a
 * code with digits in it, a title in words. Empty for a home page or a section.
 */
function articleMarks(url: URL): string[] {
  const segments = url.pathname.split('/').filter(Boolean)
  const values = [...url.searchParams.values()]
  return [...segments, ...values].flatMap(part => marksOf(part.replace(/\.\w{2,5}$/, '')))
}

function marksOf(part: string): string[] {
  const words = part.split('-').filter(Boolean)
  const slug = words.length >= FEWEST_SLUG_WORDS ? [part.toLowerCase()] : []
  const codes = part
    .split(/[^A-Za-z0-9]+/)
    .filter(word => !dateLike.test(word) && isCode(word))
    .map(word => word.replace(/^[a-z]{1,2}(?=\d{4,}$)/i, ''))
  return [...slug, ...codes]
}

const isCode = (word: string) => {
  const digits = word.match(/\d/g)?.length ?? 0
  return digits >= FEWEST_DIGITS || (digits > 0 && word.length >= 10)
}
