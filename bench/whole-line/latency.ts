import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from './row.ts'
import { expectPublished } from './side-by-side.ts'
import { type BenchLine, startLine } from './started-line.ts'
import { HOSTS, startWeb } from './started-web.ts'

const LOOK_EVERY_MS = 25
/** Articles that come by themselves, and how long nothing comes behind each. */
const LONE = 6
const REST_MS = 1_500

/**
 * How long an article takes from the moment its page was given out until it is in the feed: one that comes alone, and each while the line crawls
 * at full speed. And how long a reader waits for the feed meanwhile.
 */
export async function measureLatency(
  warm: number,
  pages: number,
  tell: (row: Row) => void,
): Promise<void> {
  const all = warm + pages
  const lone = Array.from({ length: LONE }, (_, at): [string, [number, number]] => [
    `lone-${at}`,
    [all + at, all + at + 1],
  ])
  const web = await startWeb(all + LONE, {
    ...{ warm: [0, warm], main: [warm, all] },
    ...Object.fromEntries(lone),
  })
  const line = await startLine({ shape: 'embedded', web })
  try {
    await line.crawl('warm')
    await expectPublished(line, warm * HOSTS.length)
    const watch = watchFeed(line)
    for (const [at, [list]] of lone.entries()) {
      await line.crawl(list, [0])
      await expectPublished(line, warm * HOSTS.length + at + 1)
      await sleep(REST_MS)
    }
    const alone = [...watch.seenAt.keys()]
    const health = watchHealth(line)
    await readDelays(line)
    await line.crawl('main')
    await expectPublished(line, all * HOSTS.length + LONE)
    // The feed is looked at once more after the last change.
    await sleep(1_000)
    const { seenAt, answers } = await watch.stop()
    const healthAnswers = await health.stop()
    const delays = await readDelays(line)
    const served = await web.served()
    const lateOf = (isWanted: (url: string) => boolean) =>
      [...seenAt].flatMap(([url, at]) => {
        const from = served.get(url)
        return from === undefined || from < watch.from || !isWanted(url) ? [] : [at - from]
      })
    const late = lateOf(url => !alone.includes(url))
    tell({ name: 'a lone article to feed, ms', ...quantiles(lateOf(url => alone.includes(url))) })
    tell({ name: 'fetched to feed, ms', ...quantiles(late), articles: late.length })
    tell({ name: 'feed while crawling, ms', ...quantiles(answers), answers: answers.length })
    const most = Math.round(Math.max(...healthAnswers))
    tell({ name: '/health while crawling, ms', ...quantiles(healthAnswers), most })
    tell({ name: 'the main thread is late, ms', ...delays })
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
    ...{ from, seenAt },
    async stop() {
      stopped = true
      await looking
      return { seenAt, answers }
    },
  }
}

/** Asks how the line is, as balancers do, ten times a second. */
function watchHealth({ url }: BenchLine) {
  const answers: number[] = []
  let stopped = false
  const look = async () => {
    while (!stopped) {
      const startedAt = performance.now()
      await (await fetch(`${url}/health`)).arrayBuffer()
      answers.push(performance.now() - startedAt)
      await sleep(100)
    }
  }
  const looking = look()
  return {
    async stop() {
      stopped = true
      await looking
      return answers
    },
  }
}

/** How late the event loop of the process was since this was last asked, as `perf_hooks` measures it. */
async function readDelays({ url }: BenchLine): Promise<{ p50: number; p99: number; most: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const read = (name: string) => {
    const [, seconds] = new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(text)!
    return Math.round(Number(seconds) * 10_000) / 10
  }
  return { p50: read('p50'), p99: read('p99'), most: read('max') }
}

function quantiles(values: number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) /
    10
  return { p50: at(0.5), p99: at(0.99) }
}
