import { expect, test } from 'vitest'
import { openRandom } from '../../bench/year/random.ts'
import {
  firstOf,
  forEachHolder,
  inOrder,
  mergeShelf,
  PART,
  partOf,
  SHELVES,
  type StoryWords,
  shelfOf,
  sortWords,
} from '../../src/store/word-shelves.ts'

const random = openRandom(5)
const anyToken = () => Math.floor((random.next() * 2 - 1) * 2 ** 31)

/** Where a word stands, as `offset` or `offset*` for one in a title. */
function holdersOf(shelf: Uint8Array, token: number): string[] {
  const found: string[] = []
  forEachHolder(shelf, token, (offset, titled) => found.push(`${offset}${titled ? '*' : ''}`))
  return found
}

const noPlaces = new Uint8Array(PART)
const pack = (entries: Uint32Array) => mergeShelf(new Uint8Array(), noPlaces, entries)

test.each<[string, number[], number[]]>([
  ['nothing', [], []],
  ['none to what there is', [7, 2 ** 32 - 1], []],
  ['some before, between and behind', [5, 500, 2 ** 31], [0, 6, 499, 501, 2 ** 32 - 2]],
  [
    'distances of every length',
    [0, 1, 127, 16_384, 2 ** 28],
    [2, 128, 255, 16_383, 2 ** 21, 2 ** 31, 2 ** 32 - 1],
  ],
])('entries are put on a shelf in their order: %s', (_, there, fresh) => {
  const merged = mergeShelf(pack(Uint32Array.from(there)), noPlaces, Uint32Array.from(fresh))
  const together = [...there, ...fresh].sort((a, b) => a - b)
  expect(merged).toEqual(pack(Uint32Array.from(together)))
  const offsets = together
    .filter(entry => entry < 2 * PART)
    .map(entry => `${entry >> 1}${entry & 1 ? '*' : ''}`)
  expect(holdersOf(merged, 0)).toEqual(offsets)
})

test('every word of every story is found on its shelf, and no other', () => {
  const part = 70
  const common = [0, -1, 5 << 16, 2 ** 31 - 1, -(2 ** 31), ...Array.from({ length: 40 }, anyToken)]
  const stories = [0, 1, 500, PART - 1].map((offset, at): StoryWords => {
    const words = new Set([...common.filter((_, n) => n % (at + 1) === 0), anyToken(), anyToken()])
    return {
      place: firstOf(part) + offset,
      words: Int32Array.from(words),
      titleWords: Int32Array.from([...words].slice(0, 3)),
    }
  })
  expect(stories.map(({ place }) => partOf(place))).toEqual([part, part, part, part])
  const shelves = sortWords(stories).map(inOrder)
  expect(shelves).toHaveLength(SHELVES)
  for (const token of [...common, ...stories.flatMap(({ words }) => [...words]), anyToken()])
    expect(holdersOf(pack(shelves[shelfOf(token)]!), token)).toEqual(
      stories
        .filter(({ words }) => words.includes(token))
        .map(({ place, titleWords }) => `${place % PART}${titleWords.includes(token) ? '*' : ''}`),
    )
})

test('a story that is put on the shelves again stands there by its new words alone', () => {
  const place = firstOf(3) + 9
  const put = (before: Buffer[], words: number[], titleWords: number[], at = place) => {
    const again = new Uint8Array(PART)
    again[at % PART] = 1
    const fresh = sortWords([
      { place: at, words: Int32Array.from(words), titleWords: Int32Array.from(titleWords) },
    ])
    return fresh.map((entries, shelf) =>
      mergeShelf(before[shelf] ?? Buffer.alloc(0), again, inOrder(entries)),
    )
  }
  const first = put([], [1, 2, 3], [2])
  const other = put(first, [2], [], place + 1)
  const second = put(other, [2, 4], [4])
  const found = (token: number) => holdersOf(second[shelfOf(token)]!, token)
  expect([1, 2, 3, 4].map(found)).toEqual([[], ['9', '10'], [], ['9*']])
  const none = put(second, [], [])
  expect(none.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(6)
})

test('words that have a character in common stand on many shelves', () => {
  const characters = Array.from({ length: 2000 }, (_, n) => 0x4e00 + n)
  for (const tokens of [
    characters.map(unit => unit << 16),
    characters.map(unit => (0x78b3 << 16) | unit),
    characters.map(unit => (unit << 16) | 0x78b3),
  ])
    expect(new Set(tokens.map(shelfOf)).size).toBeGreaterThan(1000)
})
