import { endsWord, isWordUnit, type ReadText, startsWord } from './read-text.ts'
import { eachSpelledAt } from './spelling-index.ts'
import type { Script, Term, TopicTable } from './topic-table.ts'

/** A term at its place: units `start` up to `end`. */
export type Hit = { term: Term; start: number; end: number }

const S = 's'.charCodeAt(0)

/** Full-width letters compare as half-width ones; case stays. */
const halfWidth = (unit: number) => (unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit)

function isExact(text: ReadText, exact: string, start: number): boolean {
  for (let at = 0; at < exact.length; at++) {
    if (halfWidth(text.original.charCodeAt(text.from[start + at]!)) !== exact.charCodeAt(at)) {
      return false
    }
  }
  return true
}

/** Where the term ends when it really stands here, or -1. */
function endOf(text: ReadText, term: Term, start: number, script: Script | null): number {
  if (term.only !== null && term.only !== script) return -1
  const end = start + term.units.length
  // "net zero", "net-zero" and "netzero" are one; "wind s" is not "winds".
  if (text.breaks[end - 1]! - text.breaks[start]! > term.breaks) return -1
  if (term.exact !== null && !isExact(text, term.exact, start)) return -1
  if (!isWordUnit(text.units[end - 1]!) || endsWord(text, end)) return end
  const isPlural = term.inflects && text.units[end] === S && endsWord(text, end + 1)
  return isPlural && text.breaks[end] === text.breaks[end - 1] ? end + 1 : -1
}

/**
 * Finds every term of the table, in the order of their beginnings. Takes time in proportion to the text's length (and the
 * longest term, which is short).
 */
export function findTerms(text: ReadText, table: TopicTable, script: Script | null): Hit[] {
  const hits: Hit[] = []
  const { units } = text
  const note = (term: Term, start: number) => {
    const end = endOf(text, term, start, script)
    if (end > 0) hits.push({ term, start, end })
  }
  for (let start = 0; start < units.length; start++) {
    if (isWordUnit(units[start]!) && !startsWord(text, start)) continue
    eachSpelledAt(table.terms, units, start, note)
  }
  return hits
}
