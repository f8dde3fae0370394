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
  const parts = rankParts([...new Set(titles)], asked)
  const [common] = parts.filter(({ count }) => count > 1 || new Set(titles).size < 2)
  if (common && titles.length > 1)
    return {
      value: common.part,
      confidence: 'likely',
      why: tellDraft('what the titles of its pages share'),
    }
  const own = partsOf(titles[0] ?? '')
  const last = own.find(part => isLikeHost(part, asked)) ?? own.at(-1)
  if (last && !isColumnName.test(last) && !isDated.test(last))
    return { value: last, confidence: 'guess', why: tellDraft('the title of its page') }
  const { hostname } = new URL(asked)
  return {
    value: getDomainWithoutSuffix(hostname) || hostname,
    confidence: 'guess',
    why: tellDraft('its host'),
  }
}

/** The parts of titles, those that most share first; of as many, what is like the host, a house, or at the outer end of all. */
function rankParts(titles: string[], asked: string): { part: string; count: number }[] {
  const counts = new Map<string, { count: number; first: number; last: number }>()
  for (const title of titles) {
    const parts = partsOf(title)
    for (const part of new Set(parts)) {
      const known = counts.get(part) ?? { count: 0, first: 0, last: 0 }
      known.count++
      if (parts[0] === part) known.first++
      if (parts.at(-1) === part) known.last++
      counts.set(part, known)
    }
  }
  return [...counts]
    .map(([part, { count, first, last }]) => ({
      ...{ part, count, ends: Math.max(first, last) },
      own: (isLikeHost(part, asked) ? 2 : 0) + (isHouse.test(part) ? 1 : 0),
    }))
    .sort(
      (a, b) =>
        b.count - a.count || b.own - a.own || b.ends - a.ends || a.part.length - b.part.length,
    )
}

/** The letters of a name that are those of the host: Heat Daily at heatdaily.example. */
function isLikeHost(part: string, asked: string): boolean {
  const { hostname } = new URL(asked)
  const host = (getDomainWithoutSuffix(hostname) || hostname).replace(/[^a-z0-9]/g, '')
  const letters = part
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^a-z0-9]/g, '')
  return (
    letters.length >= 4 &&
    (letters === host || (host.includes(letters) && letters.length * 2 > host.length))
  )
}

/** How the owners of sites are called. */
const isHouse =
  /(?:政府|委员会|委員會|厅|廳|局|署|部|省|庁|网|網|网站|網站|日报|日報|报|報|社|集团|公司|协会|協會|在线|청|부|뉴스|신문|일보)$/
/** The list of one day is called after it. */
const isDated = /(?:19|20)\d{2}|\d月/
/** What sites call a column, and no site itself. */
const isColumnName =
  /^(?:home|news(?:room)?|latest(?: news)?|articles|blog|index|press(?: releases)?|releases|stories|首页|首頁|新闻|新聞|资讯|資訊|动态|列表|ニュース|報道発表|뉴스)$/i

const partsOf = (title: string) =>
  title
    .split(
      /\s*[|_｜»–—·:：]\s*|\s+-+\s+|-(?=\p{sc=Han})|(?<=\p{sc=Han})-|(?<=\p{sc=Han})\s+(?=\p{sc=Han})/u,
    )
    .map(part => part.trim())
    .filter(part => part.length >= 2 && part.length <= 40)
