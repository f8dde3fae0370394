import { isTrackingParameter } from './tracking-parameters.ts'
import { noTwins, type Twins } from './url-twins.ts'

export type UrlKeyOptions = {
  /** What a relative address is resolved against. */
  base?: string
  /** What is known of single sites, from `buildTwins`; without it only the general rules hold. */
  twins?: Twins
}

/** No browser's address is longer that leads to a page. */
const LONGEST_ADDRESS = 8192
/** A redirector may lead to another, but not on and on. */
const MOST_REDIRECTORS = 3

/**
 * The one spelling of an address that we compare by; the address as found is what we fetch, and show without its marks of
 * who sent the reader (`withoutTracking`). Null for what is
 * no web address. Two addresses with one key show one page; `m.` and `www.` are two hosts unless the site is known.
 */
export function urlKey(href: string, { base, twins = noTwins }: UrlKeyOptions = {}): string | null {
  let url = parseAddress(href, base)
  for (let step = 0; url && step < MOST_REDIRECTORS; step++) {
    const target = twins.findTarget(url)
    const next = target === null ? null : parseAddress(target)
    if (!next) break
    url = next
  }
  if (!url) return null

  return twins.findKey(url) ?? generalKey(url, twins.ignoresQuery(url))
}

/** Reads an address as it stands in a page, with what editors paste around it. Null when it is no http(s) address. */
export function parseAddress(href: string, base?: string): URL | null {
  if (href.length > LONGEST_ADDRESS) return null
  const printed = href.replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
  const cleaned = trimSentence(printed.trim())
    .replaceAll('&amp;', '&')
    .replace(/^https?:\/\/(?=https?:\/\/)/i, '')
  const absolute = cleaned.startsWith('//') && !base ? `http:${cleaned}` : cleaned
  if (absolute === '' && !base) return null
  const url = URL.parse(absolute, base)
  return url && /^https?:$/.test(url.protocol) && url.hostname ? url : null
}

/** What a sentence puts behind an address; no address of a page ends so. */
const SENTENCE_MARKS = '。，、；！？】》」』”’'

function trimSentence(href: string): string {
  let end = href.length
  for (;;) {
    const last = href[end - 1] ?? ' '
    const closes = last === '）' && !href.includes('（')
    if (SENTENCE_MARKS.includes(last) || closes) end--
    else if (href.endsWith('%20', end)) end -= 3
    else return href.slice(0, end)
  }
}

function generalKey(url: URL, ignoresQuery: boolean): string {
  const host = url.hostname.replace(/\.$/, '').replace(/^www\.(?=.+\.)/, '')
  const port = url.port ? `:${url.port}` : ''
  const query = ignoresQuery ? '' : keyQuery(url.search)
  const path = keyPath(url.pathname, query !== '')
  return `${host}${port}${path}${query}${keyFragment(url.hash)}`
}

/** Escapes of what needs none are decoded (RFC 3986, 6.2.2.2), the others in upper case. */
function keyEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, spelled => {
    const character = String.fromCharCode(Number.parseInt(spelled.slice(1), 16))
    return /[A-Za-z0-9\-._~]/.test(character) ? character : spelled.toUpperCase()
  })
}

/** `index_1.html` and `_2.shtml` are other pages of a list or an article, so they stay. */
function keyPath(pathname: string, hasQuery: boolean): string {
  let path = keyEscapes(pathname)
    .replace(/;jsessionid=[^/;]*/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\.amp(\.html?)$/i, '$1')
    .replace(/(?<=[^/])\/amp\/?$/i, '')
  if (!hasQuery) path = path.replace(/\/(?:index|default)\.(?:s?html?|php|jsp|aspx?)$/i, '/')
  return path.length > 1 ? path.replace(/\/$/, '') : path
}

function keyQuery(search: string): string {
  const parameters = search
    .slice(1)
    .split('&')
    .filter(part => part !== '' && part !== '=')
    .map(part => keyEscapes(part).replaceAll('%20', '+'))
    .map(part => {
      const equals = part.indexOf('=')
      return equals < 0
        ? { part, name: part, value: '' }
        : { part, name: part.slice(0, equals), value: part.slice(equals + 1) }
    })
    .filter(({ name, value }) => !isTrackingParameter(name, value))
  if (parameters.length === 0) return ''

  // By name alone: `a=2&a=1` may mean something else than `a=1&a=2`.
  parameters.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return `?${parameters.map(({ part }) => part).join('&')}`
}

/** A fragment is part of the address only where it is a route that a script reads: `#/news/1`, `#!/news/1`. */
function keyFragment(hash: string): string {
  return /^#!?\/./.test(hash) ? keyEscapes(hash) : ''
}
