/**
 * Processor time of searches, the database's included, over invented stories whose words are the demo's, as frequent as Zipf's law has it,
 * on the native embedded database. Each question is asked so many times in three rounds, and the cheapest round is told: others on the machine make
 * every figure larger.
 *
 *   npm run bench:search                     100,000 stories
 *   npm run bench:search -- --stories 20000 --times 5 --directory DIR    DIR is filled once and kept
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FeedQuery } from '../../src/model/feed.ts'
import { openStore } from '../../src/store/open-store.ts'
import { shelveWaiting } from '../../src/store/word-index.ts'
import { cpuOf } from '../whole-line/processes.ts'
import { fillStories, sources } from './fill.ts'

const { values } = parseArgs({
  options: {
    stories: { type: 'string', default: '100000' },
    times: { type: 'string', default: '5' },
    directory: { type: 'string' },
  },
})
const times = Number(values.times)
const ROUNDS = 3

const day = (back: number) => new Date(Date.now() - back * 86_400_000)
const questions: (FeedQuery & { q: string })[] = [
  ...['市场', '碳', '碳市场', '全国碳市场', '"全国碳市场"', '“碳排放”', '交易价格', '碳 市场 企业'],
  ...['carbon', 'carbon market', '"carbon market"', 'the', 'steel -hydrogen', '市场 -价格'],
  ...['"碳市场" -"全国碳市场"', '全國碳市場', '"全國碳市場"', sources[0]!, sources[3]!],
].map(q => ({ q }))
questions.push(
  { q: '碳市场', topic: ['policy'] },
  { q: '"全国碳市场"', source: ['s1'] },
  { q: 'carbon', language: ['en'] },
  { q: '市场', since: day(7) },
  { q: '永不出现的词' },
)

const dataDir = values.directory ?? mkdtempSync(join(tmpdir(), 'carbonwire-search-'))
const isFilled = existsSync(join(dataDir, 'postgres'))
const { store, pool, db } = await openStore({ databaseUrl: null, dataDir })
try {
  if (!isFilled) {
    const begin = performance.now()
    await fillStories(pool, Number(values.stories), new Date(), () => shelveWaiting(db))
    console.log(`filled in ${Math.round((performance.now() - begin) / 1000)} s`)
  }
  for (const question of questions) {
    const { total, atLeast } = await store.search(question, 20)
    const found = atLeast ? total + 1 : total
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(question))
    const ms = Math.min(...rounds)
      .toFixed(1)
      .padStart(8)
    console.log(`${ms} ms  ${String(found).padStart(4)}  ${JSON.stringify(question)}`)
  }
} finally {
  await store.close()
  if (!values.directory) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
}

/** Processor time of one search. */
async function measureRound(question: FeedQuery & { q: string }): Promise<number> {
  const before = cpuMs()
  for (let time = 0; time < times; time++) await store.search(question, 20)
  return (cpuMs() - before) / times
}

/** What this process and the database have used. */
function cpuMs(): number {
  const postmaster = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n',
  )[0]
  return cpuOf([process.pid, Number(postmaster)])
}
