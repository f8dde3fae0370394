// Fetches what the bench serves, as one worker would, and prints what came of it. Started by hostile.test.ts.
import { type CrawlRequest, openCrawler } from '../../src/fetch/crawler.ts'
import { openFetcher } from '../../src/fetch/fetcher.ts'
import { openPace } from '../../src/fetch/pace.ts'
import { openRobotsMemory } from '../../src/fetch/robots-memory.ts'
import type { FetchResult } from '../../src/model/fetch.ts'

/** What one address ended with. */
export type Visit = {
  url: string
  kind: string
  reason: string | null
  text: string
  seconds: number
}
export type Report = { visits: Visit[]; maxRssMb: number }

type Ask = { url: string; rounds: number }

/** Below the bench's 500 ms a gap counts as impolite; a busy machine delivers late. */
const POLITENESS = { gapMs: 560, concurrency: 1 }

const asks: Ask[] = JSON.parse(process.argv[2]!)

const fetcher = openFetcher({
  agent: 'NewsBench/1.0',
  contact: 'bench@example.org',
  pace: openPace(),
  robots: openRobotsMemory(),
  allowAddresses: ['127.0.0.2-127.0.30.255'],
  deadlineMs: 10_000,
})
const crawler = openCrawler({ fetcher })
const visits = new Map<string, Visit>()

let open = asks
for (let round = 1; open.length > 0; round++) {
  const started = performance.now()
  const handler = async ({ url }: CrawlRequest<null>, result: FetchResult) => {
    const before = visits.get(url)?.seconds ?? 0
    const seconds = Math.max(before, (performance.now() - started) / 1000)
    visits.set(url, { url, seconds, ...describe(result) })
    return undefined
  }
  const end = await crawler.crawl(`round ${round}`, open.map(toRequest), handler)
  if (end.errors[0]) throw end.errors[0].error
  open = open.filter(ask => ask.rounds > round && visits.get(ask.url)!.kind === 'retry')
}
await crawler.close()
await fetcher.close()

const report: Report = {
  visits: [...visits.values()],
  maxRssMb: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(JSON.stringify(report))

function toRequest({ url }: Ask): CrawlRequest<null> {
  return { url, accept: 'page', politeness: POLITENESS, maxWaitMs: 12_000, data: null }
}

function describe(result: FetchResult): Pick<Visit, 'kind' | 'reason' | 'text'> {
  if (result.kind === 'refused') {
    const { kind, reason, detail } = result.outcome
    return { kind, reason: reason ?? null, text: detail ?? '' }
  }
  const bytes = result.kind === 'page' ? result.page.bytes : new Uint8Array()
  return { kind: result.kind, reason: null, text: Buffer.from(bytes.subarray(0, 4096)).toString() }
}
