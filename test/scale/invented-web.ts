import { articlePage, listingPage, pathOf } from '../../bench/whole-line/pages.ts'

/** Where the web stands. The hosts are 1.1 and on; the others are beside them. */
export const PREFIX = '10.77'
export const hostAddress = (host: number) => `${PREFIX}.1.${host + 1}`
/** An address that nobody may ask, as what stands behind a firewall. */
export const CLOSED_HOST = `${PREFIX}.3.1`
export const hostsOf = (count: number) => Array.from({ length: count }, (_, at) => hostAddress(at))

/** So many sources list the pages of one host, in turn: more rounds than places, and hosts that several processes want at one time. */
export const SOURCES_A_HOST = 3
export const listPath = (part: number) => `/list/c${part}/0.html`

/** Each tenth of a host's pages is odd in one way; the rest are ordinary. */
const odd = ['slow', 'busy', 'moved', 'elsewhere', 'inside', 'loop'] as const
type Kind = (typeof odd)[number] | 'plain'
const EACH = 20
export const kindOf = (number: number): Kind => odd[(number % EACH) - 3] ?? 'plain'
/** What gives no article: other hosts, addresses inside, ways without end. */
const barren: Kind[] = ['elsewhere', 'inside', 'loop']
export const isBarren = (number: number) => barren.includes(kindOf(number))

/** Hosts that want more time between two requests than ours give. */
export const isSlowHost = (host: number) => host % 8 === 7
export const CRAWL_DELAY_MS = 2_000
/** What `busy` pages ask for when they are asked first. */
const LEAVE_SECONDS = 5

export type Answer = {
  status: number
  body: string
  headers: Record<string, string>
  afterMs: number
}

const LATENCY_MS = 40
/** Longer than the gap, so that a next request would come beside it. */
const SLOW_MS = 1_400

const answer = (body: string, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  body,
  headers: {},
  afterMs: LATENCY_MS,
  ...more,
})
const lead = (to: string): Answer => answer('', { status: 302, headers: { location: to } })

/** What the web says to a request for this path; `before` counts how often this one was asked for already. */
export function buildAnswer(
  host: number,
  path: string,
  pages: number,
  before: number,
  etag: string | undefined,
): Answer {
  if (path === '/robots.txt') return answer(robotsOf(host))
  const [, part, page] = /^\/list\/c(\d)\/(\d+)\.html$/.exec(path) ?? []
  if (page) return buildList(host, pages, Number(part), Number(page), etag)
  if (path.startsWith('/loop/')) return lead(path.replace(/\d+(?=\.html$)/, each => `${+each + 1}`))
  const number = Number(/\/a(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN) - 100_000
  if (path.startsWith('/moved/')) return answer(articlePage({ host, number }, pages))
  if (!(number >= 0 && number < pages) || pathOf({ host, number }) !== path)
    return answer('none', { status: 404 })
  return buildPage(host, number, pages, before)
}

const robotsOf = (host: number) =>
  `User-agent: *\nDisallow: /closed/\n${isSlowHost(host) ? `Crawl-delay: ${CRAWL_DELAY_MS / 1_000}\n` : ''}`

/** A list has a validator, and a row that robots.txt forbids to follow. */
function buildList(
  host: number,
  pages: number,
  part: number,
  page: number,
  etag: string | undefined,
): Answer {
  const own = `"list-${host}-${part}-${page}"`
  if (etag === own) return answer('', { status: 304, headers: { etag: own } })
  const all = Array.from({ length: pages }, (_, at) => at)
  const numbers = all.filter(number => number % SOURCES_A_HOST === part)
  const forbidden = `<li><a href="/closed/a${part}${page}.html">碳市场内部通报第${page}期</a><span class="date">2026-10-01</span></li></ul><div class="pages">`
  const body = listingPage(host, `c${part}`, numbers, page).replace(
    '</ul><div class="pages">',
    forbidden,
  )
  return answer(body, { headers: { etag: own } })
}

function buildPage(host: number, number: number, pages: number, before: number): Answer {
  const whole = answer(articlePage({ host, number }, pages), {
    headers: { 'set-cookie': `seen=${'a'.repeat(200)}${number}; Path=/` },
  })
  const ways: Partial<Record<Kind, () => Answer>> = {
    slow: () => ({ ...whole, afterMs: SLOW_MS }),
    busy: () =>
      before > 0
        ? whole
        : answer('later', { status: 503, headers: { 'retry-after': String(LEAVE_SECONDS) } }),
    moved: () => lead(`/moved/a${100_000 + number}.html`),
    elsewhere: () => lead(`http://${hostAddress(host + 1)}/guests/${host}-${number}.html`),
    inside: () => lead(`http://${CLOSED_HOST}/admin?from=${host}`),
    loop: () => lead(`/loop/${number}/0.html`),
  }
  return ways[kindOf(number)]?.() ?? whole
}
