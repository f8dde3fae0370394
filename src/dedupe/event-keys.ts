import { foldText } from '../text/fold-unit.ts'
import { foldWords, looksTraditional } from '../text/fold-words.ts'
import { looksRomanised } from '../text/pinyin.ts'
import { isExactFigure, readFigures } from './event-figures.ts'
import { findSharedNames } from './event-names.ts'
import { findTerms } from './event-terms.ts'
import { uniqueSorted } from './hash-sets.ts'
import { hearChinese, hearLatin } from './heard-names.ts'
import { readRomanisedNames } from './romanised-names.ts'
import { mixHash } from './tokenize.ts'

/** What an event is told by stands in the title and at the beginning; letters tell less than characters. */
const LEAD = 220
const LEAD_LETTERS = 520
const LEAD_HANGUL = 300
const TITLE = 200
/** Of more pieces the least are kept: the same ones of two texts that share them. */
const MOST_PIECES = 56
const MOST_NAMES = 24
const MOST_ABROAD = 14
const MOST_TERMS = 10

const hash = (text: string, seed: number) => {
  let value = seed
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return mixHash(value)
}
/** The lowest bits of a key tell what it is, so that a stored key can be weighed. */
const PIECE = 0
const NAME = 1
const FIGURE = 2
const CONCEPT = 3
/** Of a figure: it has three digits or more. */
const EXACT = 4
/** Of a name of the table: it is a term. */
const TERM = 4
const keyOf = (text: string, kind: number) => (hash(text, 0x2f0b4c47 + kind) & ~3) | kind

/** True of what any language spells alike: a figure with its unit, a name in Latin letters, a name of the table. */
export const isFigure = (key: number) => (key & 3) === FIGURE
export const isExact = (key: number) => (key & 7) === (FIGURE | EXACT)
export const isConcept = (key: number) => (key & 7) === CONCEPT
/** True of a term of the table, which tells less than a name. */
export const isTerm = (key: number) => (key & 7) === (CONCEPT | TERM)
export const isName = (key: number) => (key & 3) === NAME
/** True of a piece of a name or of a word. */
export const isPiece = (key: number) => (key & 3) === PIECE

const latinName =
  /\b(?:[A-Z][a-z]+(?:[- ][A-Z][a-z]+)+|[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*|[A-Z][a-z]{3,})\b/g
const sentenceStart = /(?:^|[.!?\n“"'‘(:;] ?)$/
/** Words of names that many bear. */
const commonParts = new Set(
  'power energy company group bank steel minister ministry prime president finance department council union national international agency association institute university city county north south east west green climate carbon electric utility corp limited holdings capital partners fund market exchange court house party commission authority board centre center new'.split(
    ' ',
  ),
)
const plainWords = new Set(
  'MW GW KW TW MWh GWh TWh KWh CO2 CEO The This That These With From After Before About When While Will Would Could Should Says Said News Report Reports Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December'.split(
    ' ',
  ),
)

function readNames(text: string): string[] {
  const names: string[] = []
  for (const { 0: name, index } of text.matchAll(latinName)) {
    const isFirst = sentenceStart.test(text.slice(Math.max(0, index - 2), index))
    if (plainWords.has(name)) continue
    if (isFirst && !/[ -]|[A-Z].*[A-Z]/.test(name) && !looksRomanised(name.toLowerCase())) continue
    names.push(
      name.toLowerCase(),
      ...(name.includes(' ')
        ? name
            .toLowerCase()
            .split(/[ -]/)
            .filter(word => word.length > 3 && !commonParts.has(word))
        : []),
    )
  }
  return names
}

const otherRuns = /[가-힣]{3,}|[ァ-ヿ]{3,}/gu

/** Runs of Han characters, Hangul and Katakana by threes, and words by themselves and by twos. */
function readPieces(folded: string): string[] {
  const pieces: string[] = []
  for (const [run] of folded.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let at = 0; at + 3 <= run.length; at++) pieces.push(run.slice(at, at + 3))
    if (run.length === 2) pieces.push(run)
  }
  for (const [run] of folded.matchAll(otherRuns)) {
    for (let at = 0; at + 3 <= run.length; at++) pieces.push(run.slice(at, at + 3))
  }
  const words = folded.match(/[a-z]{4,}/g) ?? []
  pieces.push(...words)
  return pieces
}

/** A title and the beginning of a text as keys are read from them. */
function foldTold(told: string): string {
  const script = foldText(told)
  return looksTraditional(told) ? foldWords(script) : script
}

const readFigureKeys = (folded: string) =>
  readFigures(folded).map(
    figure => (keyOf(figure, FIGURE) & ~EXACT) | (isExactFigure(figure) ? EXACT : 0),
  )
const readPieceKeys = (folded: string) => readPieces(folded).map(piece => keyOf(piece, PIECE))
const readNameKeys = (told: string) => readNames(told).map(name => keyOf(name, NAME))

/** What names of either language are known by in the other: as they are spelled there, and as they sound. */
function readNamesAbroad(told: string, folded: string): Int32Array {
  const names = han.test(told)
    ? [...hearChinese(folded).map(name => `~${name}`), ...readRomanisedNames(folded)]
    : readNames(told)
        .filter(name => name.length >= HEARD && !/[ -]/.test(name) && !looksRomanised(name))
        .flatMap(name => hearLatin(name) ?? [])
        .map(name => `~${name}`)
  return Int32Array.from(names, name => keyOf(name, NAME))
}
const han = /\p{Script=Han}/u
/** A shorter name sounds like many. */
const HEARD = 5

/**
 * What an event can be known by, as sorted hashes, at most 160: pieces of names and words, figures with their units, names in Latin
 * letters, and names that both languages have.
 */
export function readEventKeys(article: { title: string; text: string }): Int32Array {
  const told = `${article.title.slice(0, TITLE)}\n${article.text.slice(0, leadOf(article.title))}`
  const folded = foldTold(told)
  const concepts = Array.from(findSharedNames(folded), id => keyOf(id, CONCEPT) & ~TERM)
  const terms = Array.from(findTerms(folded), term => keyOf(`term ${term}`, CONCEPT) | TERM).slice(
    0,
    MOST_TERMS,
  )
  const pieces = uniqueSorted(Int32Array.from(readPieceKeys(folded)))
  return uniqueSorted(
    Int32Array.from([
      ...readFigureKeys(folded).slice(0, MOST_NAMES),
      ...readNameKeys(told).slice(0, MOST_NAMES),
      ...readNamesAbroad(told, folded).subarray(0, MOST_ABROAD),
      ...concepts,
      ...terms,
      ...leastOf(pieces, MOST_PIECES - terms.length),
    ]),
  )
}

const hangul = /\p{Script=Hangul}/u
const characters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** How much of a text says what Chinese says in `LEAD` characters. */
function leadOf(title: string): number {
  if (hangul.test(title)) return LEAD_HANGUL
  return characters.test(title) ? LEAD : LEAD_LETTERS
}

/** Every piece, figure and name of what a text tells, sorted. */
export function readToldKeys(told: string): Int32Array {
  const folded = foldTold(told)
  return uniqueSorted(
    Int32Array.from([...readFigureKeys(folded), ...readNameKeys(told), ...readPieceKeys(folded)]),
  )
}

const toldRuns = /\p{Script=Han}{3,}|[가-힣]{3,}|[ァ-ヿ]{3,}/gu

/**
 * What a text may name, run by run: the pieces of each run of Han characters in order, and each name in Latin letters alone. A
 * text shares a name where it shares neighbours of a run.
 */
export function readToldRuns(told: string): Int32Array[] {
  const runs: Int32Array[] = []
  for (const [run] of foldTold(told).matchAll(toldRuns)) {
    const keys = new Int32Array(run.length - 2)
    for (let at = 0; at < keys.length; at++) keys[at] = keyOf(run.slice(at, at + 3), PIECE)
    runs.push(keys)
  }
  const names = readNames(told).filter(name => !name.includes(' ') && !commonParts.has(name))
  return [...runs, ...names.map(name => Int32Array.of(keyOf(name, NAME)))]
}

/** The pieces with the least hashes as unsigned numbers of their high bits. */
const leastOf = (sorted: Int32Array, most: number) => sorted.subarray(0, most)
