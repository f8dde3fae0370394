import { foldText, UNIT_DIGIT, UNIT_LETTER, UNIT_TOKEN, unitClass } from '../../text/fold-unit.ts'

/** A text cut into what was found and what was not. */
export type Highlight = { text: string; found: boolean }[]

/** A part of a question: what stands in quotation marks is a phrase, a minus before it excludes. */
const PARTS = /(-?)(?:"([^"]*)"|“([^”]*)”|([^\s"“]+))/g

const SNIPPET = 160
const BEFORE = 40
const MOST_TERMS = 24
const MOST_MARKS = 200

/** A question as it was typed: words, phrases, and what it excludes. */
export function readAsked(asked: string) {
  const read = { wanted: [] as string[], phrases: [] as string[], excluded: [] as string[] }
  for (const [, minus, straight, curly, plain] of asked.slice(0, 500).matchAll(PARTS)) {
    const text = (straight ?? curly ?? plain ?? '').trim()
    if (!text) continue
    read[minus ? 'excluded' : plain === undefined ? 'phrases' : 'wanted'].push(text)
  }
  return read
}

/** The words and phrases of a question, folded as texts are compared; excluded ones are left out. */
export function searchTerms(asked: string): string[] {
  const parts = asked.slice(0, 500).matchAll(PARTS)
  const terms: string[] = []
  for (const [, minus, straight, curly, plain] of parts) {
    const text = foldText(straight ?? curly ?? plain ?? '').trim()
    if (!minus && text) terms.push(text)
  }
  return terms.slice(0, MOST_TERMS)
}

/** Marks what was searched for. Both scripts, widths and cases of a word are one. */
export function highlight(text: string, terms: string[]): Highlight {
  const marks = findMarks(foldText(text), terms)
  const parts: Highlight = []
  let at = 0
  for (const [from, to] of marks) {
    if (from > at) parts.push({ text: text.slice(at, from), found: false })
    parts.push({ text: text.slice(from, to), found: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), found: false })
  return parts
}

/** The part of a text around the first thing found, marked; its beginning where nothing was. */
export function snippet(text: string, terms: string[]): Highlight {
  const line = text.replace(/\s+/g, ' ').trim()
  const first = findMarks(foldText(line), terms)[0]?.[0] ?? 0
  const from = first > BEFORE ? first - BEFORE : 0
  const cut = line
    .slice(from, from + SNIPPET)
    .toWellFormed()
    .replaceAll('\ufffd', '')
  const parts = highlight(cut, terms)
  if (from > 0) parts.unshift({ text: '…', found: false })
  if (from + SNIPPET < line.length) parts.push({ text: '…', found: false })
  return parts
}

/** Stretches of the folded text that are what was asked for, in order, none overlapping. */
function findMarks(folded: string, terms: string[]): [from: number, to: number][] {
  const found: [number, number][] = []
  for (const term of terms) {
    const whole = findAll(folded, term)
    // Chinese is found by its pairs of characters, wherever they stand.
    const marks = whole.length > 0 ? whole : pairsOf(term).flatMap(pair => findAll(folded, pair))
    found.push(...marks)
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1])

  const joined: [number, number][] = []
  for (const [from, to] of found) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
    if (joined.length >= MOST_MARKS) break
  }
  return joined
}

const isWord = (unit: number) => {
  const kind = unitClass[unit]
  return kind === UNIT_LETTER || kind === UNIT_DIGIT
}

/** Where a term stands. A word of letters is found where a word begins, and takes the rest of its plural. */
function findAll(folded: string, term: string): [number, number][] {
  const found: [number, number][] = []
  const startsAsWord = isWord(term.charCodeAt(0))
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
    if (startsAsWord && at > 0 && isWord(folded.charCodeAt(at - 1))) continue
    found.push([at, at + term.length])
    if (found.length >= MOST_MARKS) break
  }
  return found
}

function pairsOf(term: string): string[] {
  const pairs: string[] = []
  for (let at = 0; at + 1 < term.length; at++) {
    const isPair =
      unitClass[term.charCodeAt(at)] === UNIT_TOKEN &&
      unitClass[term.charCodeAt(at + 1)] === UNIT_TOKEN
    if (isPair) pairs.push(term.slice(at, at + 2))
  }
  return pairs
}
