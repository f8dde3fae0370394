import type { MarketConfig, SeriesConfig, TradeMode } from '../model/series.ts'
import { foldFigures } from '../text/fold-figures.ts'
import { remember } from '../text/remember.ts'
import { buildBeginnings } from './beginnings.ts'
import { plainFallSigns } from './text/signs-of-text.ts'
import { findWords, type WordFinder, type WordPattern } from './word-finder.ts'

/** What a word of the configuration says, in the order in which a word with several is read. */
export type Role =
  | { kind: 'market'; market: MarketConfig; isPlace: boolean }
  | { kind: 'other' }
  | { kind: 'measure'; measure: keyof SeriesConfig['measures'] }
  | { kind: 'mode'; mode: TradeMode }
  | { kind: 'mark'; mark: string }
  | { kind: 'unit'; unit: 'tonnes'; factor: number }
  | { kind: 'unit'; unit: 'percent' | 'drop' | 'perTonne'; factor: 0 }
  | { kind: 'unit'; unit: 'currency'; currency: string; factor: 0 }

/** The words of `config/series.yaml`, made ready to be looked for. Built once for a configuration. */
export type Lexicon = {
  config: SeriesConfig
  markets: Map<string, MarketConfig>
  /** Every word but the units'. */
  words: WordFinder
  rolesOf(word: string): Role[]
  units: WordFinder
  unitOf(word: string): Role | null
  /** CEA25, SZEA2024: code and vintage. */
  codes: RegExp
  marketOfCode(code: string): MarketConfig | undefined
  /** 广东, 广东省碳市场, Hubei pilot: a place with what makes it a market. */
  places: WordFinder
  marketOfPlace(place: string): MarketConfig | undefined
  /** China, NZ: what means a market alone in a cell that heads a row. */
  marketOfRow(name: string): MarketConfig | undefined
  fallback: { market: MarketConfig; words: RegExp } | null
  /** Of English texts that name no market: those whose currency says it. */
  fallbackByCurrency: { markets: MarketConfig[]; words: RegExp }
  /** The signs that stand for a fall: ▲0.47 is one in a Japanese table, in others it is a rise. */
  fallSigns: string
  /** What may begin with each character (`begins`). */
  beginnings: Uint8Array
}

const fold = (word: string) =>
  word
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim()
const foldRow = (name: string) => foldFigures(name).trim().toLowerCase()
const literal = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Latin letters, with those of German, French and Spanish. */
const letters = 'a-zß-öø-ÿ'

/** A word as a pattern: Latin words stand alone and may end in s, a space may be a hyphen. */
function patternOf(word: string, isUnit = false): WordPattern {
  const folded = fold(word)
  const body = literal(folded).replaceAll(' ', '[ -]?')
  // A unit may stand right behind its figure: 2.1Mt, 400kt.
  const outside = isUnit ? `(?<![${letters}])` : `(?<![${letters}0-9])`
  const before = /^[a-zß-öø-ÿ0-9]/i.test(word) ? outside : ''
  // A currency's code stands right before its figure too: CNY90.95.
  const isCode = isUnit && /^[A-Z]{3}$/.test(word)
  const end = `(?![${letters}${isUnit ? '' : '0-9'}])`
  const after = isCode ? end : /[a-zß-öø-ÿ]$/i.test(word) ? `(?:s)?(?![${letters}0-9])` : ''
  // Chinese has no cases, and no spaces that may be left out.
  const second = /^[\u4e00-\u9fff]{2}/.test(folded) ? folded.charAt(1) : null
  return { first: folded.charAt(0), second, pattern: before + body + after }
}

/** Prepares the words of a configuration. */
export function buildLexicon(config: SeriesConfig): Lexicon {
  const roles = new Map<string, Role[]>()
  const spellings: string[] = []
  const add = (words: string[], role: Role) => {
    spellings.push(...words)
    for (const word of words) roles.set(key(word), [...(roles.get(key(word)) ?? []), role])
  }
  for (const market of config.markets) add(market.words, { kind: 'market', market, isPlace: false })
  add(config.others, { kind: 'other' })
  for (const [measure, words] of Object.entries(config.measures))
    add(words, { kind: 'measure', measure: measure as keyof SeriesConfig['measures'] })
  for (const [mode, words] of Object.entries(config.modes))
    add(words, { kind: 'mode', mode: mode as TradeMode })
  for (const [mark, words] of Object.entries(config.marks)) add(words, { kind: 'mark', mark })

  const units = new Map<string, Role>()
  const unitSpellings: string[] = []
  const addUnit = (words: string[], role: Role) => {
    unitSpellings.push(...words)
    for (const word of words) units.set(key(word), role)
  }
  for (const { words, factor } of config.units.tonnes)
    addUnit(words, { kind: 'unit', unit: 'tonnes', factor })
  addUnit(config.units.percent, { kind: 'unit', unit: 'percent', factor: 0 })
  addUnit(config.units.drop, { kind: 'unit', unit: 'drop', factor: 0 })
  addUnit(config.units.per_tonne, { kind: 'unit', unit: 'perTonne', factor: 0 })
  for (const [currency, words] of Object.entries(config.units.currencies))
    addUnit(words, { kind: 'unit', unit: 'currency', currency, factor: 0 })

  const markets = new Map(config.markets.map(market => [market.id, market]))
  const codes = new Map(config.markets.flatMap(market => market.codes.map(code => [code, market])))
  const places = new Map(
    config.markets.flatMap(market =>
      [...market.places, ...market.beside].map(place => [place.toLowerCase(), market]),
    ),
  )
  const rows = new Map(config.markets.flatMap(one => one.rows.map(name => [foldRow(name), one])))
  const { zh, en } = config.fallback
  const fallback = markets.get(zh.market)
  const found = {
    words: findWords(spellings, word => patternOf(word)),
    places: findWords([...places.keys()], word => patternOf(word)),
    units: findWords(unitSpellings, word => patternOf(word, true)),
  }
  return {
    config,
    markets,
    ...found,
    beginnings: buildBeginnings({
      word: [...found.words.starts, ...found.places.starts, ...[...codes.keys()].map(at => at[0]!)],
      unit: found.units.starts,
    }),
    fallSigns: plainFallSigns,
    rolesOf: word => roles.get(key(word)) ?? roles.get(key(word).replace(/s$/, '')) ?? [],
    unitOf: word => units.get(key(word)) ?? units.get(key(word).replace(/s$/, '')) ?? null,
    codes: new RegExp(
      `(?<![a-z])(${[...codes.keys()].join('|')})(?:s(?![a-z])|[ -]?(\\d{4}(?:-\\d{4})?|\\d{2}(?:-\\d{2})?)(?![\\d%]|[.,]\\d|[ ]?(?:万|吨|月))|-\\d(?![\\d.,%]))?(?![a-z])`,
      'iy',
    ),
    marketOfCode: code => codes.get(code.toUpperCase()),
    marketOfRow: name => rows.get(foldRow(name)),
    marketOfPlace: place => places.get(place.toLowerCase()),
    fallbackByCurrency: {
      markets: en.markets.flatMap(id => markets.get(id) ?? []),
      words: new RegExp(`\\b(?:${en.words.map(literal).join('|')})`, 'i'),
    },
    fallback: fallback
      ? { market: fallback, words: new RegExp(zh.words.map(literal).join('|')) }
      : null,
  }
}

/** Words are equal when they differ in case, hyphens and spaces alone. */
const key = remember(word => fold(word).replaceAll(' ', ''))
