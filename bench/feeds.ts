/**
 * How many items a second of CPU the writers put out: a feed of 1,000 full-text items.
 * "clean" makes an item ready (cleaning and sanitising, once a revision); "cold" escapes and writes ready items; "warm" writes
 * items that were written before, as the server does after a change of one of them.
 *
 *   npx node bench/feeds.ts [items]
 */
import { buildFeed } from '../src/feeds/build-feed.ts'
import { type ReadyItem, readyItem } from '../src/feeds/ready-item.ts'
import { renderers } from '../src/feeds/renderers.ts'
import { sampleItem } from '../test/feeds/sample-item.ts'

const count = Number(process.argv[2] ?? 1000)
const rounds = 25
const items = Array.from({ length: count }, (_, at) => sampleItem(at + 1))
const head = {
  id: 'https://wire.example.org/feed',
  title: '碳中和新闻',
  description: 'Everything',
  language: 'zh',
  ttlMinutes: 30,
  base: 'https://wire.example.org',
}
const links = {
  self: 'https://wire.example.org/feed.xml',
  home: 'https://wire.example.org/feed',
  hub: 'https://wire.example.org/hub',
  next: null,
  archive: null,
}
const options = { content: 'full' as const, topicName: (id: string) => id }
const ready = () => items.map(item => readyItem(item, options)) as ReadyItem[]

/** The best of the rounds, in items a second of CPU. */
function measure(setUp: () => () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const run = setUp()
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, user + system)
  }
  return Math.round((count / best) * 1_000_000)
}

const master = ready()
const fresh = () => master.map(item => ({ ...item, written: new Map() }))
const size = JSON.stringify(items[0]).length
console.log(`${count} items of ${size} characters, best of ${rounds}, items per CPU second`)
console.log(`clean       ${measure(() => () => ready())}`)
for (const [format, { render }] of Object.entries(renderers)) {
  const cold = measure(() => {
    const feed = buildFeed(head, fresh(), new Date())
    return () => render(feed, links)
  })
  const feed = buildFeed(head, master, new Date())
  const warm = measure(() => () => render(feed, links))
  console.log(`${format.padEnd(5)} cold  ${cold}\n${format.padEnd(5)} warm  ${warm}`)
}
