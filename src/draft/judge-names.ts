import { getDomainWithoutSuffix } from 'tldts'
import { tellDraft } from './draft-words.ts'
import type { Judged, SiteLook } from './site-look.ts'

/** The id of a source: its host, and the words of its column where another source has the host already. */
export function chooseId(address: string, taken: string[]): string {
  const { hostname, port, pathname } = new URL(address)
  const host = hostname
    .replace(/^www\.|^\[|\]$/g, '')
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+/, '')
  const base = port ? `${host}-${port}` : host
  const words = pathname
    .split('/')
    .map(segment =>
      segment
        .replace(/\.[a-z]+$/i, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter(word => word && !/^(?:index|default|home|\d+)$/.test(word))
  const wished = [base, ...words.map((_, at) => [base, ...words.slice(at)].join('-')).reverse()]
  const free = wished.find(id => !taken.includes(id) && id.length <= 80)
  if (free) return free
  for (let number = 2; ; number++)
    if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`
}

/** What the site calls itself. */
export function judgeName({
  siteName,
  titles,
  asked,
}: Pick<SiteLook, 'siteName' | 'titles' | 'asked'>): Judged<string> {
  if (siteName && siteName.length <= 60)
    return { value: siteName, confidence: 'sure', why: tellDraft('as it names itself') }
  const counts = new Map<string, number>()
  for (const title of titles)
    for (const part of new Set(partsOf(title))) counts.set(part, (counts.get(part) ?? 0) + 1)
  const [common] = [...counts]
    .filter(([, count]) => count > 1)
    .sort(([a, m], [b, n]) => n - m || a.length - b.length)
  if (common)
    return {
      value: common[0],
      confidence: 'likely',
      why: tellDraft('what the titles of its pages share'),
    }
  const last = partsOf(titles[0] ?? '').at(-1)
  if (last) return { value: last, confidence: 'guess', why: tellDraft('the title of its page') }
  const { hostname } = new URL(asked)
  return {
    value: getDomainWithoutSuffix(hostname) || hostname,
    confidence: 'guess',
    why: tellDraft('its host'),
  }
}

const partsOf = (title: string) =>
  title
    .split(/\s*[|_｜»–—·:：]\s*|\s+-+\s+|-(?=\p{sc=Han})|(?<=\p{sc=Han})-/u)
    .map(part => part.trim())
    .filter(part => part.length >= 2 && part.length <= 40)
