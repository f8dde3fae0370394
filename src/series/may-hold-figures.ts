import type { SeriesConfig } from '../model/series.ts'
import { foldFigures } from '../text/fold-figures.ts'
import type { Lexicon } from './lexicon.ts'

/** A text in its lines and, behind them, in one piece; and that piece alone. `holds` tells of each character whether it is there. */
type Looked = { lines: string; piece: string; holds: Uint8Array }

/** Finds out whether one of its words may stand in a text. */
type Finder = (text: Looked) => boolean

type Finders = {
  /** A market by its own name or code. */
  named: Finder
  /** What may mean one beside other words: a place, carbon allowances as such. */
  meant: Finder
  /** A price or a market of carbon that is not named: 碳价, 碳市; and places. */
  priced: Finder
  /** The names of measures, and what tells a figure without one. */
  labelled: Finder
  /** What a market's figure is told with. */
  told: Finder
  /** Words of one character and of every day: they tell a figure beside a market's own name alone. */
  hinted: Finder
}

/** Marks that give a figure without a number (no trade, unchanged), and those that stand for the name of a measure. */
const TELLING = ['none', 'flat', 'cumulative']
const HINTING = ['up', 'down', 'range', 'none_before']

const findersOf = new WeakMap<SeriesConfig, Finders>()

/**
 * False when a text can hold no market figure, whatever stands where: it names no market, or nothing that a figure is told with. It
 * looks for words and not where they stand, and so costs little beside reading. Pure.
 */
export function mayHoldFigures(
  { title, html }: { title: string; html: string },
  lexicon: Lexicon,
): boolean {
  const finders = findersFor(lexicon)
  // A tag may stand in the middle of a word, and between two words.
  const lines = foldFigures(`${title}\n${html.replace(/<[^>]*>/g, '\n')}`).toLowerCase()
  const piece = unescapeSigns(lines.replaceAll('\n', ''))
  const text = { lines: `${unescapeSigns(lines)}\n${piece}`, piece, holds: charactersOf(piece) }
  const isNamed = finders.named(text)
  if (!isNamed && !finders.meant(text)) return false
  // Emissions and a percentage are no price.
  if (!isNamed && !finders.priced(text)) return finders.labelled(text)
  return finders.told(text) || (isNamed && finders.hinted(text))
}

/** By code: 1 for the characters of a text. Made for each text anew in one place. */
function charactersOf(text: string): Uint8Array {
  held.fill(0)
  for (let at = 0; at < text.length; at++) held[text.charCodeAt(at)] = 1
  return held
}
const held = new Uint8Array(0x10000)

function findersFor({ config }: Lexicon): Finders {
  const known = findersOf.get(config)
  if (known) return known
  const { markets, fallback, measures, modes, marks, units } = config
  const labels = [...Object.values(measures), ...Object.values(modes)].flat()
  const marked = (names: string[]) => names.flatMap(name => marks[name] ?? [])
  const finders = {
    named: finderOf(
      markets.flatMap(({ words, codes }) => [...words, ...codes]),
      'part',
    ),
    meant: finderOf(
      [...markets.flatMap(({ places }) => places), ...fallback.zh.words, ...fallback.en.words],
      'part',
    ),
    priced: finderOf(
      [
        ...markets.flatMap(({ places }) => places),
        ...fallback.zh.words.filter(isOfMarket),
        ...fallback.en.words,
      ],
      'part',
    ),
    labelled: finderOf([...labels.filter(isTelling), ...marked(TELLING)], 'whole'),
    told: finderOf(
      [
        ...labels.filter(isTelling),
        ...marked(TELLING),
        ...units.percent,
        ...units.per_tonne,
        ...Object.values(units.currencies).flat(),
      ],
      'whole',
    ),
    hinted: finderOf([...labels, ...marked(HINTING)], 'whole'),
  }
  findersOf.set(config, finders)
  return finders
}

/** 碳价, 碳市, and not 碳排放 or 碳交易, which are told of without any market. */
const isOfMarket = (word: string) => /[价市盘]/.test(word)
const isTelling = (word: string) => word.length > 1

/**
 * Words of letters are looked for where a word begins, and as a `whole` where one ends as well; others anywhere. Between the parts of a
 * word there may be spaces, a hyphen or nothing.
 */
function finderOf(words: string[], extent: 'whole' | 'part'): Finder {
  const folded = [...new Set(words.map(word => foldFigures(word).toLowerCase().trim()))]
  const isOfLetters = (word: string) => /^[a-zß-öø-ÿ]/.test(word)
  const signs = folded.filter(word => !isOfLetters(word) && !/[\s-]/.test(word))
  const others = folded.filter(word => !signs.includes(word))
  const spelled = others.map(patternOf)
  // What may be left out at a word's beginning need not stand in the text.
  const firsts = [...new Set(others.map(word => word.replace(/^[\s-]+/, '').charCodeAt(0)))]
  const mayBeSpelled = (holds: Uint8Array) =>
    firsts.some(first => Number.isNaN(first) || holds[first] === 1)
  const end = extent === 'whole' ? 's?(?![a-zß-öø-ÿ])' : ''
  const pattern = spelled.length
    ? new RegExp(`(?<![a-zß-öø-ÿ])(?:${spelled.join('|')})${end}`)
    : null
  // What stands in a line stands in the whole piece as well; a border of a word may be lost there.
  return ({ lines, piece, holds }) =>
    signs.some(sign => mayStand(sign, holds) && piece.includes(sign)) ||
    (mayBeSpelled(holds) && (pattern?.test(lines) ?? false))
}

/** Most signs can be told not to be there by their first and last character. */
const mayStand = (sign: string, holds: Uint8Array) =>
  holds[sign.charCodeAt(0)] === 1 && holds[sign.charCodeAt(sign.length - 1)] === 1

const patternOf = (word: string) =>
  word
    .split(/[\s-]+/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('[ \\-\\n]*')

const signNames: Record<string, string> = {
  ...{ '&yen;': '¥', '&euro;': '€', '&pound;': '£', '&percnt;': '%', '&dollar;': '$' },
  ...{ '&nbsp;': ' ', '&#160;': ' ', '&#xa0;': ' ' },
}

/** What clean HTML may still write by its name or number. */
const unescapeSigns = (text: string) =>
  text.includes('&')
    ? text.replace(/&#?\w+;/g, name => signNames[name] ?? characterOf(name) ?? name)
    : text

function characterOf(name: string): string | null {
  const found = /^&#(?:x([\da-f]+)|(\d+));$/.exec(name)
  if (!found) return null
  const code = found[1] ? Number.parseInt(found[1], 16) : Number(found[2])
  return code <= 0x10ffff ? String.fromCodePoint(code) : null
}
