import { foldText } from '../text/fold-unit.ts'
import { foldWords, looksTraditional } from '../text/fold-words.ts'
import { sharedNames } from './event-names.ts'
import { uniqueSorted } from './hash-sets.ts'
import { mixHash } from './tokenize.ts'

/** What an event is told by stands in the title and at the beginning. */
const LEAD = 220
const TITLE = 200
/** Of more pieces the least are kept: the same ones of two texts that share them. */
const MOST_PIECES = 72
const MOST_NAMES = 24

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
const keyOf = (text: string, kind: number) => (hash(text, 0x2f0b4c47 + kind) & ~3) | kind

/** True of what any language spells alike: a figure with its unit, a name in Latin letters, a name of the table. */
export const isFigure = (key: number) => (key & 3) === FIGURE
export const isConcept = (key: number) => (key & 3) === CONCEPT
export const isName = (key: number) => (key & 3) === NAME

const scales: Record<string, number> = {
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  万亿: 1e12,
  thousand: 1e3,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
  tn: 1e12,
}
const units: [pattern: RegExp, unit: string, factor: number][] = [
  [/^(?:吉瓦时|gwh)/, 'Wh', 1e9],
  [/^(?:兆瓦时|mwh)/, 'Wh', 1e6],
  [/^(?:太瓦时|twh)/, 'Wh', 1e12],
  [/^(?:千瓦时|度|kwh)/, 'Wh', 1e3],
  [/^(?:吉瓦|gw|gigawatts?)/, 'W', 1e9],
  [/^(?:兆瓦|mw|megawatts?)/, 'W', 1e6],
  [/^(?:千瓦|kw|kilowatts?)/, 'W', 1e3],
  [/^(?:吨|t(?:onne)?s?\b|tons?\b|metric tons?)/, 't', 1],
  [/^(?:公里|千米|km\b|kilomet)/, 'm', 1e3],
  [/^(?:米|m\b|met(?:er|re)s?\b)/, 'm', 1],
  [/^(?:元|块|yuan|rmb)/, 'CNY', 1],
  [/^(?:美元|dollars?|usd)/, 'USD', 1],
  [/^(?:欧元|euros?|eur)/, 'EUR', 1],
  [/^(?:英镑|pounds?)/, 'GBP', 1],
  [/^(?:%|个?百分点|per ?cent|percent)/, '%', 1],
  [/^(?:公顷|hectares?)/, 'ha', 1],
  [/^(?:亩)/, 'mu', 1],
  [/^(?:人|people)/, 'people', 1],
  [/^(?:家|companies|firms)/, 'firms', 1],
  [/^(?:户|households|homes)/, 'homes', 1],
]
const figure =
  /([$€£]?)(\d[\d,]*(?:\.\d+)?)\s*-?(百万|千万|万亿|千(?!瓦|米|克)|万|亿|thousand|million|billion|trillion|mn\b|bn\b|tn\b|m(?= )\b)?\s*-?([a-z%]+(?: ?cent| tons?)?|\p{Script=Han}{0,4})/gu
const currencies: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP' }

/** 1462万千瓦 and 14.62 GW as one. A bare number, a year and a small count tell nothing. */
function readFigure(
  sign: string,
  digits: string,
  scale: string | undefined,
  behind: string,
): string | null {
  const value = Number(digits.replaceAll(',', '')) * (scales[scale ?? ''] ?? 1)
  const found = units.find(([pattern]) => pattern.test(behind))
  const unit = currencies[sign] ?? found?.[1]
  const telling = digits.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '').length
  if (!unit || (telling < 2 && (found?.[2] ?? 1) * value < 1e5)) return null
  return `${Number((value * (found?.[2] ?? 1)).toPrecision(4))}${unit}`
}

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
    if (plainWords.has(name) || (isFirst && !/[ -]|[A-Z].*[A-Z]/.test(name))) continue
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

/** Runs of Han characters by threes, and words by themselves and by twos. */
function readPieces(folded: string): string[] {
  const pieces: string[] = []
  for (const [run] of folded.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let at = 0; at + 3 <= run.length; at++) pieces.push(run.slice(at, at + 3))
    if (run.length === 2) pieces.push(run)
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

const readFigures = (folded: string) =>
  [...folded.matchAll(figure)].flatMap(([, sign, digits, scale, behind]) => {
    const spelled = readFigure(sign!, digits!, scale, behind!)
    return spelled ? [keyOf(spelled, FIGURE)] : []
  })
const readPieceKeys = (folded: string) => readPieces(folded).map(piece => keyOf(piece, PIECE))
const readNameKeys = (told: string) => readNames(told).map(name => keyOf(name, NAME))

/**
 * What an event can be known by, as sorted hashes, at most 120: pieces of names and words, figures with their units, names in Latin
 * letters, and names that both languages have.
 */
export function readEventKeys(article: { title: string; text: string }): Int32Array {
  const told = `${article.title.slice(0, TITLE)}\n${article.text.slice(0, LEAD)}`
  const folded = foldTold(told)
  const concepts = sharedNames
    .filter(({ pattern }) => pattern.test(folded))
    .map(({ id }) => keyOf(id, CONCEPT))
  const pieces = uniqueSorted(Int32Array.from(readPieceKeys(folded)))
  return uniqueSorted(
    Int32Array.from([
      ...readFigures(folded).slice(0, MOST_NAMES),
      ...readNameKeys(told).slice(0, MOST_NAMES),
      ...concepts,
      ...leastOf(pieces, MOST_PIECES),
    ]),
  )
}

/** Every piece, figure and name of what a text tells, sorted. */
export function readToldKeys(told: string): Int32Array {
  const folded = foldTold(told)
  return uniqueSorted(
    Int32Array.from([...readFigures(folded), ...readNameKeys(told), ...readPieceKeys(folded)]),
  )
}

/** The pieces with the least hashes as unsigned numbers of their high bits. */
const leastOf = (sorted: Int32Array, most: number) => sorted.subarray(0, most)
