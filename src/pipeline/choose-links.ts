import { getDomain } from 'tldts'
import { isStrangeTitle } from '../health/strange-titles.ts'
import { compilePattern } from '../model/linear-pattern.ts'
import type { Link } from '../model/link.ts'
import type { Reason } from '../model/outcome.ts'
import type { Published } from '../model/published.ts'
import type { Source } from '../model/source.ts'
import type { LinkToAdd } from '../store/doors/crawling.ts'
import { urlKey } from '../text/url-key.ts'
import type { Twins } from '../text/url-twins.ts'

/** What becomes of a link that a page of this source prints. */
export type LinkChoice = { state: 'open' } | { state: 'recorded'; reason: Reason }

const dayMs = 86_400_000

/** True when the host is one the source's articles live on: a host of its entries, or one it names. */
export function isOwnHost(source: Source, host: string): boolean {
  const own = [...source.entries.map(entry => new URL(entry.url).host), ...source.hosts]
  return own.some(pattern =>
    pattern.startsWith('*.')
      ? host === pattern.slice(2) || host.endsWith(pattern.slice(1))
      : withoutWww(host) === withoutWww(pattern),
  )
}

/** True when data lies where the page does: on its host or the source's, or on another host of the same publisher. */
export function isSameSite(source: Source, address: string, pageUrl: string): boolean {
  const { host, hostname } = new URL(address)
  const page = new URL(pageUrl)
  if (host === page.host || isOwnHost(source, host)) return true
  const domain = getDomain(hostname)
  return domain !== null && domain === getDomain(page.hostname)
}

const withoutWww = (host: string) => host.replace(/^www\./, '')

/** Where a redirect from this address may lead: to the source's hosts and to other names of the same publisher. */
export function homeHosts(source: Source, url: string): string[] {
  const { hostname, host } = new URL(url)
  const domain = getDomain(hostname)
  const own = source.entries.map(entry => new URL(entry.url).hostname)
  return [...own, ...source.hosts, host, ...(domain ? [domain, `*.${domain}`] : [hostname])]
}

/** The instant a date begins at; a day is taken as UTC midnight, which is near enough to compare ages. */
function startOf(published: Published): Date {
  return published.precision === 'minute' ? published.at : new Date(`${published.day}T00:00:00Z`)
}

export function isTooOld(published: Published | null, source: Source, now: Date): boolean {
  return (
    published !== null && now.getTime() - startOf(published).getTime() > source.maxAgeDays * dayMs
  )
}

/** Decides which links are followed. A link without a date is: the article page often has one. */
function chooseLink(source: Source, link: Link, depth: number, now: Date): LinkChoice {
  const { host, pathname, search } = new URL(link.url)
  if (!isOwnHost(source, host)) return { state: 'recorded', reason: 'other-host' }
  if (depth > source.depth) return { state: 'recorded', reason: 'too-deep' }

  const path = pathname + search
  if (source.include.length && !source.include.some(pattern => compilePattern(pattern).test(path)))
    return { state: 'recorded', reason: 'excluded' }
  if (source.exclude.some(pattern => compilePattern(pattern).test(path)))
    return { state: 'recorded', reason: 'excluded' }
  if (isTooOld(link.published, source, now)) return { state: 'recorded', reason: 'too-old' }

  return { state: 'open' }
}

/** The links of a page as the store takes them: followed, or only remembered. What is no address is left out. */
export function linksToAdd(
  source: Source,
  links: Link[],
  depth: number,
  now: Date,
  twins: Twins,
): LinkToAdd[] {
  // A page of a list may link to its first page as to an article.
  const own = new Set(source.entries.map(entry => urlKey(entry.url, { twins })))
  return links.flatMap(link => {
    const key = urlKey(link.url, { twins })
    return key && !own.has(key)
      ? [{ ...link, urlKey: key, ...chooseLink(source, link, depth, now) }]
      : []
  })
}

/** A list of fewer rows than this shows nothing. */
const LEAST_ROWS = 4

/** True for a list whose links for the most part sell something else than news: none of them is asked for. */
export const isTakenOver = (links: Pick<Link, 'title'>[]): boolean =>
  links.length >= LEAST_ROWS &&
  links.filter(({ title }) => isStrangeTitle(title)).length * 2 >= links.length
