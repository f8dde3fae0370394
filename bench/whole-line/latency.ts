import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from './row.ts'
import { expectPublished } from './side-by-side.ts'
import { type BenchLine, startLine } from './started-line.ts'
import { HOSTS, startWeb } from './started-web.ts'

const LOOK_EVERY_MS = 25

/**
 * While the line crawls at full speed: how long an article takes from the moment its page was given out until it is in the feed, and how
 * long a reader waits for the feed.
 */
export async function measureLatency(
  warm: number,
  pages: number,
  tell: (row: Row) => void,
): Promise<void> {
  const web = await startWeb(warm + pages, { warm: [0, warm], main: [warm, warm + pages] })
  const line = await startLine({ shape: 'embedded', web })
  try {
    await line.crawl('warm')
    await expectPublished(line, warm * HOSTS.length)
    const watch = watchFeed(line)
    await line.crawl('main')
    await expectPublished(line, (warm + pages) * HOSTS.length)
    // The feed is looked at once more after the last change.
    await sleep(1_000)
    const { seenAt, answers } = await watch.stop()
    const served = await web.served()
    const late = [...seenAt].flatMap(([url, at]) => {
      const from = served.get(url)
      return from === undefined || from < watch.from ? [] : [at - from]
    })
    tell({ name: 'fetched to feed, ms', ...quantiles(late), articles: late.length })
    tell({ name: 'feed while crawling, ms', ...quantiles(answers), answers: answers.length })
  } finally {
    await line.end()
    web.close()
  }
}

/** Asks for the feed again and again, and notes when an address is first in it. */
function watchFeed({ url }: BenchLine) {
  const seenAt = new Map<string, number>()
  const answers: number[] = []
  let stopped = false
  const look = async () => {
    while (!stopped) {
      const startedAt = performance.now()
      const answer = await fetch(`${url}/feed.json?limit=100&content=summary`)
      const text = await answer.text()
      answers.push(performance.now() - startedAt)
      const now = Date.now()
      for (const [, address] of text.matchAll(/"url":\s*"([^"]+)"/g))
        if (!seenAt.has(address!)) seenAt.set(address!, now)
      await sleep(LOOK_EVERY_MS)
    }
  }
  const from = Date.now()
  const looking = look()
  return {
    from,
    async stop() {
      stopped = true
      await looking
      return { seenAt, answers }
    },
  }
}

function quantiles(values: number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) /
    10
  return { p50: at(0.5), p99: at(0.99) }
}
