import type { Store } from '../../store/store.ts'
import { foldText } from '../../text/fold-unit.ts'
import { readFeedParams, type Vocabulary } from '../feeds/feed-params.ts'
import { readAsked } from './highlight.ts'

/** How a question may be put more widely: by leaving something out, or by asking for less at once. */
export const widenings = [
  'topic',
  'source',
  'outlet',
  'language',
  'time',
  'filters',
  'excluded',
  'phrase',
  'apart',
  'adjacent',
  'word',
] as const

/** A question that finds more: `word` where one is asked for alone, and the parameters. */
export type Way = { by: (typeof widenings)[number]; word: string | null; search: string }
export type CountedWay = Way & { total: number; atLeast: boolean }

/** What was looked up, as texts are compared, and what would find something. */
export type Nothing = {
  words: string[]
  phrases: string[]
  excluded: string[]
  widen: CountedWay[]
}

/** Ways that are tried, and those that are told; each costs a search. */
const MOST_TRIED = 8
const MOST_TOLD = 5
const MOST_COUNTED = 50
/** What a question may be narrowed by. */
const FILTERS = [
  ['topic', ['topic', 'lead']],
  ['source', ['source']],
  ['outlet', ['outlet']],
  ['language', ['lang']],
  ['time', ['since', 'until']],
] as const

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** For a question that found nothing: what it was, and those of its wider forms that find something. */
export async function explainNothing(
  store: Pick<Store, 'readPlaces'>,
  given: URLSearchParams,
  vocabulary: Vocabulary,
): Promise<Nothing> {
  const { wanted, phrases, excluded } = readAsked(given.get('q') ?? '')
  const widen: CountedWay[] = []
  // One after the other: who finds nothing holds nobody else up.
  for (const way of waysToWiden(given).slice(0, MOST_TRIED)) {
    const { query } = readFeedParams(new URLSearchParams(way.search), vocabulary)
    const found = (await store.readPlaces(query, MOST_COUNTED + 1)).length
    const total = Math.min(found, MOST_COUNTED)
    if (total > 0) widen.push({ ...way, total, atLeast: found > total })
    if (widen.length >= MOST_TOLD) break
  }
  return {
    words: wanted.map(foldText),
    phrases: phrases.map(foldText),
    excluded: excluded.map(foldText),
    widen,
  }
}

/** Wider forms of a question, the nearest first. */
export function waysToWiden(given: URLSearchParams): Way[] {
  const { wanted, phrases, excluded } = readAsked(given.get('q') ?? '')
  const ways: Way[] = []
  const add = (
    by: Way['by'],
    changed: Record<string, string | null>,
    word: string | null = null,
  ) => {
    const search = new URLSearchParams(given)
    for (const name of ['limit', 'offset', 'before']) search.delete(name)
    for (const [name, value] of Object.entries(changed))
      if (value === null) search.delete(name)
      else search.set(name, value)
    ways.push({ by, word, search: String(search) })
  }
  const without = (names: readonly string[]) =>
    Object.fromEntries(names.map(name => [name, null])) as Record<string, null>

  const narrowed = FILTERS.filter(([, names]) => names.some(name => given.has(name)))
  for (const [by, names] of narrowed) add(by, without(names))
  if (narrowed.length > 1) add('filters', without(narrowed.flatMap(([, names]) => names)))
  const asked = [...phrases.map(phrase => `"${phrase}"`), ...wanted]
  if (asked.length === 0) return ways
  const left = excluded.map(word => `-${quote(word)}`)
  const plain = [...phrases, ...wanted]
  if (left.length > 0) add('excluded', { q: asked.join(' ') })
  if (phrases.length > 0) add('phrase', { q: [...plain, ...left].join(' ') })
  const apart = plain.flatMap(segment)
  if (apart.length > plain.length) add('apart', { q: [...apart, ...left].join(' ') })
  if (!given.has('tier')) add('adjacent', { tier: 'adjacent' })
  if (apart.length > 1) for (const word of new Set(apart)) add('word', { q: word }, word)
  return ways
}

const quote = (text: string) => (/\s/.test(text) ? `"${text}"` : text)

/**
 * A run of Chinese in words, for all of its pairs are asked for where it stands in one piece. Of characters that the dictionary leaves alone
 * each two are a word; one between words is left out.
 */
function segment(text: string): string[] {
  if (!/\p{Script=Han}{4}/u.test(text)) return text.split(/\s+/)
  const words: string[] = []
  let single = ''
  for (const { segment: word, isWordLike } of [
    ...segmenter.segment(text),
    { segment: '', isWordLike: false },
  ]) {
    if (isWordLike && [...word].length === 1) {
      single += word
      continue
    }
    words.push(...(single.match(/..(?:.(?!.))?/gu) ?? []))
    single = ''
    if (isWordLike) words.push(word)
  }
  return words.length > 0 ? words : [text]
}
