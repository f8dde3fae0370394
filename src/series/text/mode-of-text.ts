import type { Lexicon } from '../lexicon.ts'
import type { Passage } from '../passage.ts'
import type { TextBlock } from '../read-blocks.ts'
import type { Dates } from '../read-time.ts'
import type { Token } from '../token.ts'
import { tokenize } from '../tokenize.ts'
import { hasFigure, names } from './quotes.ts'
import { splitSentences } from './split-sentences.ts'

/** 大宗交易占八成, block trade dominates: a title that says how much one mode was (thin listed trade) names no mode of all figures. */
const partOfNews =
  /占|清淡|冷清|低迷|活跃|放量|缩量|\b(?:thin|light|heavy|brisk|muted|slow|quiet|busy)\b|主导|为主|撑起|主角|贡献|推动|dominat|account|drive|led by|most of|lift|\bon (?:block|bulk|auction|listed)|带动|拉动|提振/i

/** The mode that a title, or a sentence on all figures, names for a whole text. */
export function modeOfTitle(texts: Token[][], folded: string[]): Passage['mode'] {
  const modesIn = (tokens: Token[]) =>
    tokens.flatMap(token => (token.kind === 'mode' && token.mode !== 'total' ? [token.mode] : []))
  const one = (tokens: Token[]) => {
    const modes = new Set(modesIn(tokens))
    return modes.size === 1 ? [...modes][0]! : null
  }
  const inTitle = hasFigure(texts[0]!) ? null : one(texts[0]!)
  // A text on an auction may tell of the market after it: where it tells closes, what is sold is not all the auction's.
  // A text that tells of other modes as well gives figures of each.
  const isOnlyPart =
    partOfNews.test(folded[0]!) ||
    texts
      .slice(1)
      .some(tokens => hasFigure(tokens) && modesIn(tokens).some(mode => mode !== inTitle))
  if (
    inTitle &&
    !isOnlyPart &&
    (inTitle !== 'auction' || !texts.some(tokens => names(tokens, 'close')))
  )
    return inTitle
  const isOnAllFigures = (token: Token) => token.kind === 'mark' && token.mark === 'all_figures'
  for (const [at, tokens] of texts.entries()) {
    if (!tokens.some(isOnAllFigures)) continue
    for (const [from, to] of splitSentences(folded[at]!)) {
      const inside = tokens.filter(token => token.start >= from && token.end <= to)
      if (inside.some(isOnAllFigures) && !inside.some(token => token.kind === 'number')) {
        const mode = one(inside)
        if (mode) return mode
      }
    }
  }
  return null
}

/** 各试点协议转让情况如下（不含挂牌交易）： what is left out is named, too. */
const leftOut =
  /[(（](?:不含|不包括|不计|未含|excluding|excl\.|without|not including)[^)）]*[)）]/gi

/** The mode that a heading sets for what follows; null for one that names none, undefined for what is no heading. */
export function headingMode(
  block: TextBlock,
  lexicon: Lexicon,
  dates: Dates,
): Passage['mode'] | undefined {
  if (block.kind === 'table') return undefined
  const folded = block.folded.replace(leftOut, '')
  const isHeading =
    block.isHead || (folded.length <= 24 && /[:：]$|^[一二三四五六七八九十]、|^[(（]/.test(folded))
  if (!isHeading) return undefined
  const tokens = tokenize(folded, lexicon, dates)
  if (tokens.some(token => token.kind === 'number' && token.unit !== 'bare')) return undefined
  const modes = tokens.flatMap(token =>
    token.kind === 'mode' && token.mode !== 'total' ? [token.mode] : [],
  )
  return modes.length === 1 ? modes[0]! : null
}
