import type { Lexicon } from '../lexicon.ts'

const name = '[^\\d\\s·|▲▼△+%;:,。、-][^\\d·|▲▼△%;:,。、]{0,18}?'
const quote = new RegExp(
  `(${name}) \\d[\\d,]*(?:\\.\\d+)?(?: ?(?:元|円|원)[^\\s·|]*)?(?: ?[▲▼△](?: ?[\\d.]+%)?| ?[+-][\\d.]+%)?`,
  'g',
)
const LEAST_OF_TICKER = 3

/** `EUA 75.12 ▲ · UKA 53.04 ▼ · Brent 70.9`: the line of quotes at the head of a site, where oil and shares run beside allowances. It is no part of a text. */
export function isTicker(folded: string, lexicon: Lexicon): boolean {
  const quotes = [...folded.matchAll(quote)]
  if (quotes.length < LEAST_OF_TICKER || /[^\s·|/]/.test(folded.replace(quote, ''))) return false
  const kinds = quotes.map(([, said = '']) => kindOf(said.trim(), lexicon))
  return !kinds.includes('label') && kinds.includes('market') && kinds.includes('else')
}

function kindOf(said: string, lexicon: Lexicon): 'market' | 'label' | 'else' {
  lexicon.codes.lastIndex = 0
  if (lexicon.codes.test(said)) return 'market'
  const found = lexicon.words.at(said, 0)
  const kinds = found ? lexicon.rolesOf(found[0]).map(({ kind }) => kind) : []
  if (kinds.includes('measure') || kinds.includes('mode')) return 'label'
  return kinds.includes('market') || lexicon.places.at(said, 0) ? 'market' : 'else'
}
