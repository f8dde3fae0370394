import type { TradeMode } from '../../model/series.ts'
import type { Token } from '../token.ts'

const allFigures =
  /(?:^|[,;，；、(])\s*(?:(?:其?均|全部|皆|全|都|所有成交均?)(?:为|系|是|采用|通过|以|由|来自|属)|(?:all|entirely|solely|exclusively)\b)[^\d,;，；]*$/i

/** The mode that a clause without figures names for all of the statement from a token on, when no other clause names one. */
export function allModeFrom(all: Token[], from: number, folded: string): TradeMode | null {
  const modes = statementFrom(all, from).filter(
    token => token.kind === 'mode' && token.mode !== 'total',
  )
  const [first] = modes
  if (first?.kind !== 'mode' || modes.some(one => one.kind === 'mode' && one.mode !== first.mode))
    return null
  return modes.every(one => allFigures.test(folded.slice(0, one.start))) ? first.mode : null
}

/** The tokens from a place to the next semicolon. */
function statementFrom(tokens: Token[], from: number): Token[] {
  const end = tokens.findIndex(
    (token, at) => at >= from && token.kind === 'stop' && token.stop === ';',
  )
  return tokens.slice(from, end < 0 ? undefined : end)
}
