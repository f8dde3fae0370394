import { briefs } from '../../demo/articles/briefs.ts'
import { energy } from '../../demo/articles/energy.ts'
import { english } from '../../demo/articles/english.ts'
import { market } from '../../demo/articles/market.ts'
import { other } from '../../demo/articles/other.ts'
import { policy } from '../../demo/articles/policy.ts'
import { openRandom, type Random } from '../year/random.ts'

/** Words of a language in the order of their frequency, and what follows each in a sentence. */
type Speech = {
  words: string[]
  after: Map<string, string[]>
  /** Sums of Zipf's weights up to each rank. */
  sums: Float64Array
  joint: string
}

/** Different words of each language, as an archive of news holds: the demo's own, and rarer ones behind them. */
const WORDS = 60_000
/** So often the next word is one that followed in the demo: what makes 全国碳市场 a phrase. */
const FOLLOWS = 0.6

const texts = [briefs, energy, market, other, policy]
  .flat()
  .flatMap(({ title, paragraphs }) => [title, ...paragraphs])
const englishTexts = english.flatMap(({ title, paragraphs }) => [title, ...paragraphs])

export const chinese = readSpeech(
  [...texts].filter(text => /\p{Script=Han}/u.test(text)),
  'zh',
  '',
)
export const latin = readSpeech(englishTexts, 'en', ' ')

function readSpeech(all: string[], language: string, joint: string): Speech {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const counts = new Map<string, number>()
  const after = new Map<string, string[]>()
  for (const text of all) {
    let before: string | null = null
    for (const { segment, isWordLike } of segmenter.segment(text)) {
      if (!isWordLike) {
        if (segment.trim()) before = null
        continue
      }
      counts.set(segment, (counts.get(segment) ?? 0) + 1)
      if (before !== null) after.set(before, [...(after.get(before) ?? []), segment])
      before = segment
    }
  }
  const words = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word)
  // Rarer words are made of two of the demo's, so that none of them is known to it.
  const random = openRandom(7)
  const seen = new Set(words)
  const known = words.length
  while (words.length < WORDS) {
    const made = words[random.upTo(known - 1)]! + words[random.upTo(known - 1)]!
    if (made.length > 24 || seen.has(made)) continue
    seen.add(made)
    words.push(made)
  }
  const sums = new Float64Array(words.length)
  let sum = 0
  // Zipf and Mandelbrot: the few first words are not quite as frequent as Zipf alone has it.
  for (let rank = 0; rank < words.length; rank++) sums[rank] = sum += 1 / (rank + 2.7)
  return { words, after, sums, joint }
}

/** A word by its frequency. */
function drawWord({ words, sums }: Speech, random: Random): string {
  const point = random.next() * sums.at(-1)!
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! < point) low = middle + 1
    else high = middle
  }
  return words[low]!
}

/** So many words in sentences. */
export function writeText(speech: Speech, words: number, random: Random): string {
  const said: string[] = []
  let before: string | null = null
  for (let at = 0; at < words; at++) {
    const followers: string[] | undefined = before === null ? undefined : speech.after.get(before)
    const word: string =
      followers && random.chance(FOLLOWS) ? random.pick(followers) : drawWord(speech, random)
    const ends = random.chance(0.08)
    said.push(ends ? `${word}${speech.joint ? '.' : '。'}` : word)
    before = ends ? null : word
  }
  return said.join(speech.joint)
}
