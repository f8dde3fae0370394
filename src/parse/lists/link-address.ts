import { remember } from '../../text/remember.ts'
import { resolveAddress } from '../document.ts'

/**
 * The absolute http(s) address of a link, as found, or null: for other schemes, for addresses with a
 * user name or password in them, and for those that lead nowhere but the page itself.
 */
export function linkAddress(href: string, base: string, page: string): string | null {
  const url = resolveAddress(href, base)
  if (!url || (url.includes('@') && hasCredentials(url))) return null
  return sameAddress(url, page) ? null : url
}

const hasCredentials = (url: string) => {
  const { username, password } = new URL(url)
  return username !== '' || password !== ''
}

/**
 * What addresses on one page are compared by: without scheme, without the place within the page
 * (`#comments`, but not `#/route` or `#!route`), without an empty query and what campaigns add to it.
 * Only for telling doubles on one page; the store compares by urlKey.
 */
export const pageKey = (url: string): string => knownKey(url)

/** Every link of a page is compared several times, and the page's own address with all of them. */
const knownKey = remember(buildKey, { longest: Number.POSITIVE_INFINITY, most: 2000 })

function buildKey(url: string): string {
  // A resolved address without fragment and query is its own key.
  if (!/[?#@]/.test(url)) return url.slice(url.indexOf('//') + 2)
  const { host, pathname, search, hash } = new URL(url)
  const route = /^#[!/]/.test(hash) ? hash : ''
  return `${host}${pathname}${keptQuery(search)}${route}`
}

/** Query parameters that tell where a click came from, not what is asked for. */
const campaign = /^(?:utm_[a-z_]+|spm|fbclid|gclid|msclkid|yclid)=/i

function keptQuery(search: string): string {
  if (search.length < 2) return ''
  const kept = search
    .slice(1)
    .split('&')
    .filter(part => part !== '' && !campaign.test(part))
  return kept.length > 0 ? `?${kept.join('&')}` : ''
}

function sameAddress(one: string, other: string): boolean {
  return pageKey(one) === pageKey(other)
}
