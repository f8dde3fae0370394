import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillStories, sources } from '../../bench/search/fill.ts'
import { chinese, latin, writeText } from '../../bench/search/text.ts'
import { openRandom } from '../../bench/year/random.ts'
import { findNewest, findTop } from '../../src/store/find-newest.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import type { Tables } from '../../src/store/schema.ts'
import { type AskedPart, readQuestion, readTokens } from '../../src/store/search-text.ts'
import { shelveWaiting } from '../../src/store/word-index.ts'

/** More than are ranked, so that a common word meets the end of what is looked at. */
const STORIES = 1000
const RANKED = 600
const now = new Date()
let opened: OpenedStore
let db: Kysely<Tables>
let stories: Story[]

type Story = {
  place: number
  seen: Date
  tokens: Set<number>
  titled: Set<number>
  phrases: Buffer
}

beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: opened.pool }) })
  await fillStories(opened.pool, STORIES, now, async () => undefined)
  // Places have gaps, for other changes take numbers too: these are in four parts of the archive.
  await opened.pool.query('update carbonwire.story set first_sequence = first_sequence * 3 + 10000')
  await opened.pool.query('update carbonwire.word_waiting set place = place * 3 + 10000')
  // A word that every old story holds and no new one.
  await opened.pool.query(
    'update carbonwire.word_waiting set words = words || $1::integer[] where place <= 10900',
    [readTokens(['两会'])],
  )
  const { rows } = await opened.pool.query(`
    select first_sequence as place, first_seen as seen, words as tokens, title_words as titled, phrases
    from carbonwire.story join carbonwire.word_waiting on place = first_sequence order by first_sequence desc`)
  stories = rows.map(row => ({
    ...row,
    tokens: new Set(row.tokens),
    titled: new Set(row.titled),
  }))
  // Most stand on their shelves. Some are written again with other words, and wait, or have been put there in the place of the former.
  await shelveWaiting(db)
  for (const story of stories.filter((_, at) => at % 8 === 0)) await writeOtherWords(story)
  await shelveWaiting(db, 100)
  const { rows: left } = await opened.pool.query(
    'select count(*)::integer as waiting from carbonwire.word_waiting',
  )
  expect(left[0].waiting).toBeGreaterThan(20)
  expect(left[0].waiting).toBeLessThanOrEqual(100)
})
afterAll(() => opened.store.close())

/** It is about prices and hydrogen from now on, in its title, and no market. */
async function writeOtherWords(story: Story) {
  const gone = readTokens(['市场'])
  story.titled = new Set([
    ...[...story.titled].filter(token => !gone.includes(token)),
    ...readTokens(['氢能价格']),
  ])
  story.tokens = new Set([
    ...[...story.tokens].filter(token => !gone.includes(token)),
    ...story.titled,
  ])
  await opened.pool.query('insert into carbonwire.word_waiting values ($1, $2, $3)', [
    story.place,
    [...story.tokens],
    [...story.titled],
  ])
}

const isMarked = (bits: Buffer, mark: number) => {
  const bit = mark % (bits.length * 8)
  return ((bits[bit >> 3]! >> (bit & 7)) & 1) === 1
}

/** Judges a story by itself. */
const holds = ({ tokens, phrases }: Story, asked: AskedPart[]) =>
  asked.every(
    part =>
      (part.tokens.every(token => tokens.has(token)) &&
        part.marks.every(mark => isMarked(phrases, mark))) !== part.excluded,
  )

const inTitle = ({ titled }: Story, asked: AskedPart[]) =>
  asked.every(part => part.excluded || part.tokens.every(token => titled.has(token)))

/** What a search finds that judges every story by itself, the best first. */
function searchPlainly(q: string) {
  const asked = readQuestion(q)!
  const held = stories.filter(story => holds(story, asked))
  const titled = new Set(held.filter(story => inTitle(story, asked)).slice(0, RANKED))
  const anywhere = held.slice(0, RANKED).filter(story => !titled.has(story))
  const score = (story: Story) =>
    (titled.has(story) ? 3 : 1) * 0.5 ** ((now.getTime() - story.seen.getTime()) / 86_400_000 / 30)
  return [...titled, ...anywhere].sort((a, b) => score(b) - score(a) || b.place - a.place)
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

const questions = [
  ...drawQuestions(16),
  ...[
    '市场',
    '市场 -价格',
    '市场 -"碳市场" -carbon',
    '"碳排放"',
    '两会',
    '两会 -市场',
    '氢能价格',
    '价格 -氢能',
    'carbon -market',
  ],
  ...['永不出现的词', ...sources],
].filter(q => readQuestion(q))

test('search finds what judging every story finds, in the same order', async () => {
  let found = 0
  for (const q of questions) {
    const plain = searchPlainly(q)
    const { hits, total, atLeast } = await opened.store.search({ q }, 40, 10)
    expect(
      hits.map(({ item }) => item.url),
      q,
    ).toEqual(await urlsOf(plain.slice(10, 50)))
    expect([total, atLeast], q).toEqual([Math.min(plain.length, 500), plain.length > 500])
    found += plain.length
  }
  expect(found).toBeGreaterThan(1000)
})

async function urlsOf(found: Story[]) {
  const { rows } = await opened.pool.query(
    `select item ->> 'url' as url from carbonwire.story where first_sequence = any($1) order by array_position($1, first_sequence)`,
    [found.map(({ place }) => place)],
  )
  return rows.map(({ url }) => url)
}

test('however few stories are looked through at a time, the newest that hold the words are found', async () => {
  for (const q of questions) {
    const asked = readQuestion(q)!
    const plain = stories.filter(story => holds(story, asked)).map(({ place }) => place)
    const top = (await findTop(db, null))!
    const found = await findNewest(db, { asked, titlesOnly: false, query: {} }, 120, top, 7)
    expect(
      found.map(({ place }) => place),
      q,
    ).toEqual(plain.slice(0, 120))
  }
})

test('pages of a feed of words follow each other, and its filters hold', async () => {
  const query = {
    q: '市场 -价格',
    topic: ['policy'],
    since: new Date(now.getTime() - 90 * 86_400_000),
  }
  const all = await opened.store.readPlaces(query, STORIES)
  const pages = []
  for (let before: number | undefined; ; ) {
    const page = await opened.store.readPlaces(query, 7, before)
    pages.push(...page)
    if (page.length < 7) break
    before = page.at(-1)!.firstSequence
  }
  expect(pages).toEqual(all)
  const asked = readQuestion(query.q)!
  const { rows } = await opened.pool.query(
    `select first_sequence as place from carbonwire.story where 'policy' = any(topics) and first_seen >= $1`,
    [query.since],
  )
  const filtered = new Set(rows.map(({ place }) => place))
  const plain = stories.filter(story => filtered.has(story.place) && holds(story, asked))
  expect(all.map(({ firstSequence }) => firstSequence)).toEqual(plain.map(({ place }) => place))
  expect(plain.length).toBeGreaterThan(20)
})
