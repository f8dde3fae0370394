import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillStories, sources } from '../../bench/search/fill.ts'
import { chinese, latin, writeText } from '../../bench/search/text.ts'
import { openRandom } from '../../bench/year/random.ts'
import { feedCondition } from '../../src/store/feed-filter.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import type { Tables } from '../../src/store/schema.ts'
import { readQuestion, searchCondition, titleCondition } from '../../src/store/search-text.ts'

/** More than are ranked, so that a common word meets the end of what is looked at. */
const STORIES = 1500
const RANKED = 600
const now = new Date()
let opened: OpenedStore
let db: Kysely<Tables>

beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: opened.pool }) })
  await fillStories(opened.pool, STORIES, now)
})
afterAll(() => opened.store.close())

type Row = { url: string; first_sequence: number; first_seen: Date }

/** What a search finds that judges every story by itself. */
async function searchPlainly(q: string) {
  const asked = readQuestion(q)!
  const newest = async (condition: RawBuilder<unknown>) => {
    const { rows } = await sql<Row>`
      select item ->> 'url' as url, first_sequence, first_seen from carbonwire.story
      where ${condition} and ${feedCondition({})} order by first_sequence desc`.execute(db)
    return rows.slice(0, RANKED)
  }
  const inTitle = await newest(sql`${titleCondition(asked)} and ${searchCondition(asked)}`)
  const titled = new Set(inTitle.map(row => row.first_sequence))
  const anywhere = (await newest(searchCondition(asked))).filter(
    row => !titled.has(row.first_sequence),
  )
  const days = (at: Date) => (now.getTime() - at.getTime()) / 86_400_000
  const scored = [
    ...inTitle.map(row => ({ ...row, score: 3 * 0.5 ** (days(row.first_seen) / 30) })),
    ...anywhere.map(row => ({ ...row, score: 0.5 ** (days(row.first_seen) / 30) })),
  ].sort((a, b) => b.score - a.score || b.first_sequence - a.first_sequence)
  return { total: scored.length, urls: scored.slice(0, 40).map(({ url }) => url) }
}

/** Questions as readers ask them: words, phrases, what must not be there, and several of these. */
function drawQuestions(count: number): string[] {
  const random = openRandom(11)
  return Array.from({ length: count }, () => {
    const parts = Array.from({ length: 1 + random.upTo(2) }, (_, at) => {
      const speech = random.chance(0.3) ? latin : chinese
      const words = writeText(speech, 1 + random.upTo(2), random).replace(/[。.]/g, speech.joint)
      const said = random.chance(0.4) ? `"${words.trim()}"` : words.trim()
      return at > 0 && random.chance(0.4) ? `-${said}` : said
    })
    return parts.join(' ')
  })
}

test('search that stops early finds what judging every story finds, in the same order', async () => {
  const questions = [
    ...drawQuestions(24),
    '市场',
    '市场 -价格',
    '"碳排放"',
    'carbon -market',
    ...sources,
  ]
  let found = 0
  for (const q of questions) {
    if (!readQuestion(q)) continue
    const plain = await searchPlainly(q)
    const { hits, total, atLeast } = await opened.store.search({ q }, 40)
    expect(
      hits.map(({ item }) => item.url),
      q,
    ).toEqual(plain.urls)
    expect([total, atLeast], q).toEqual([Math.min(plain.total, 500), plain.total > 500])
    found += plain.total
  }
  expect(found).toBeGreaterThan(1000)
})
