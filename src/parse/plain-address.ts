/** Characters that an address keeps as they are; no colon, so that no scheme can hide, no escape of a dot. */
const plain = /^[\w\-.~/?=&,+;@!$()*%]*$/
const absolute = /^https?:\/\/(?:[a-z\d-]+\.)+[a-z]{2,}(\/.*)$/
/** A segment of dots means another one; an escaped dot counts as a dot. */
const dots = /(?:^|\/)\.{1,2}(?:[/?]|$)|%2e/i

let known: { base: string; origin: string; folder: string } | null = null

/**
 * What `new URL(href, base).href` gives, for addresses that need nothing but to be put together; null for all others.
 * A page has hundreds of links, and nearly all are such.
 */
export function resolvePlain(href: string, base: string): string | null {
  if (href.length > 2000 || href === '') return null
  if (href.startsWith('http')) {
    const path = absolute.exec(href)?.[1]
    if (path === undefined) return null
    return plain.test(path) && !dots.test(path) && !href.includes('xn--') ? href : null
  }
  if (!plain.test(href) || dots.test(href)) return null
  const first = href[0]!
  if (first === '?' || first === '.') return null
  if (known?.base !== base) known = partsOf(base)
  if (!known) return null
  if (first !== '/') return known.folder + href
  return href[1] === '/' ? null : known.origin + href
}

function partsOf(base: string) {
  const url = URL.parse(base)
  if (!url || url.username || url.password || !/^https?:$/.test(url.protocol)) return null
  const folder = url.origin + url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1)
  return { base, origin: url.origin, folder }
}
