/**
 * Measures the story index by itself: how fast it takes articles in and finds candidates as it grows, what an article
 * costs in memory, and how long it takes to be built again from stored fingerprints.
 *
 *     npx node --expose-gc bench/story-index.ts [documents]
 *
 * The articles are made up: 32 marks each, a quarter of them shared with an earlier article of the same week, twelve
 * sentences, 2,000 articles a day, as JSON, in the way they are stored.
 */
import { packInts } from '../src/dedupe/packed-ints.ts'
import { type IndexEntry, StoryIndex } from '../src/dedupe/story-index.ts'
import type { Fingerprint } from '../src/model/story.ts'

const MARKS = 32
const SHARED_MARKS = 8
const SENTENCES = 12
const EVENT_KEYS = 90
const ARTICLES_A_DAY = 2000
const LOOK_UPS = 5000
const most = Number(process.argv[2] ?? 1_000_000)
const sizes = [10_000, 100_000, 1_000_000].filter(size => size <= most)

/** Spreads a number over 32 bits, so that the same article comes out every time. */
function spread(value: number): number {
  let hash = Math.imul(value, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

const spreadMany = (count: number, seed: number) =>
  Int32Array.from({ length: count }, (_, at) => spread(seed * 64 + at))

function makeFingerprint(document: number): Fingerprint {
  const marks = spreadMany(MARKS, document)
  const earlier = Math.max(0, document - 1 - ((spread(document) >>> 0) % (7 * ARTICLES_A_DAY)))
  marks.set(spreadMany(SHARED_MARKS, earlier))
  return {
    version: 2,
    urlHash: spread(document + 1e9),
    titleHash: spread(document + 2e9),
    eventKeys: packInts(spreadMany(EVENT_KEYS, document % 40_000)),
    contentHash: (spread(document + 3e9) >>> 0).toString(16).padStart(16, '0'),
    marks: packInts(marks.sort()),
    sentences: packInts(spreadMany(SENTENCES, document + 4e9)),
    tokens: 400,
    thin: false,
    day: 20_000 + Math.floor(document / ARTICLES_A_DAY),
    titleSupport: 0.8,
  }
}

const idOf = (document: number) =>
  `00000000-0000-5000-8000-${document.toString(16).padStart(12, '0')}`

const makeEntry = (document: number): IndexEntry => ({
  articleId: idOf(document),
  storyId: `urn:uuid:${idOf(document)}`,
  fingerprint: makeFingerprint(document),
  sequence: document + 1,
})

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function bytesHeld(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Adds articles up to `size` and returns the seconds of CPU that the index took for it. */
function fill(index: StoryIndex, size: number): number {
  let seconds = 0
  while (index.size < size) {
    const from = index.size
    const count = Math.min(10_000, size - from)
    const entries = Array.from({ length: count }, (_, at) => makeEntry(from + at))
    const begin = cpuSeconds()
    for (const entry of entries) index.add(entry)
    seconds += cpuSeconds() - begin
  }
  return seconds
}

function measureLookUps(index: StoryIndex, size: number) {
  const prints = Array.from({ length: LOOK_UPS }, (_, at) => makeFingerprint(size + at))
  const times: number[] = []
  let found = 0
  for (const print of prints) {
    const begin = performance.now()
    found += index.candidates(print).length
    times.push(performance.now() - begin)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(3)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${(found / LOOK_UPS).toFixed(1)} candidates`
}

if (!globalThis.gc) console.log('memory is a rough figure without --expose-gc')
const before = bytesHeld()
const index = new StoryIndex()
for (const size of sizes) {
  const from = index.size
  const seconds = fill(index, size)
  const bytes = bytesHeld() - before
  const rate = Math.round((size - from) / seconds)
  console.log(
    `${size} articles: ${rate} added a second of CPU, ${Math.round(bytes / size)} bytes each (${Math.round(index.bytes / size)} in its tables); ${measureLookUps(index, size)}`,
  )
}

const stored = Array.from({ length: 100_000 }, (_, at) => JSON.stringify(makeEntry(at)))
const begin = cpuSeconds()
const rebuilt = new StoryIndex()
for (const row of stored) rebuilt.add(JSON.parse(row) as IndexEntry)
console.log(`built again from 100000 stored fingerprints in ${(cpuSeconds() - begin).toFixed(2)} s`)
