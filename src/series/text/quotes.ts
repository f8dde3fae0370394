import type { Time } from '../read-time.ts'
import type { Token } from '../token.ts'

export const hasFigure = (tokens: Token[]) =>
  tokens.some(token => token.kind === 'number' && token.unit !== 'drop')
export const names = (tokens: Token[], measure: string) =>
  tokens.some(token => token.kind === 'measure' && token.measure === measure)

/** A line of words that says of all the quotes around it that they are closes: Prices are Friday's settlements. */
export const saysCloses = (tokens: Token[]): boolean => names(tokens, 'close') && !hasFigure(tokens)

/** Friday: €70.10. Thursday: €70.52. All settlements: the last sentence of a line of quotes says it of them. */
export const endsWithCloses = (folded: string): boolean =>
  closesAtEnd.test(folded) || closesAhead.test(folded)

/** 日々の終値は次の通り。13日（月）70.46ユーロ: what a list of days gives is said before it. */
const closesAhead =
  /(?:终値|清算値|引け値)は(?:次|以下)の(?:通り|とおり)|(?:收盘价|结算价|收市价)(?:分别|依次)?(?:如下|为以下)|종가는 (?:다음과 같|아래와 같)|\b(?:closes|settlements|closing prices|settlement prices) (?:were|are|was|ran) as follows/i

const closesAtEnd =
  /[.;。)] ?(?:all|both|(?:all )?(?:prices|quotes|figures) are|(?:以上)?(?:数据|价格)?(?:均|都|皆)为) ?(?:daily |official |the )?(?:settlements?|closes|closing prices?|settlement prices?|收盘价|结算价|收市价)[.。]?$/i

/** The day that such a line names. */
export function timeOfNote(texts: Token[][]): Time | null {
  for (const tokens of texts) {
    if (!saysCloses(tokens)) continue
    const days = tokens.filter(token => token.kind === 'time' && token.time.kind === 'day')
    const last = days.at(-1)
    if (last?.kind === 'time') return last.time
  }
  return null
}
