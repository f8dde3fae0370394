import { foldFigures } from '../text/fold-figures.ts'
import type { LineBlock, TextBlock } from './read-blocks.ts'

const MOST_OF_LABEL = 16
const MOST_OF_FIGURE = 28

/** 收盘价 over 89.20元/吨: what a card shows in lines, label, figure and unit, is one. */
export function joinCards(blocks: TextBlock[]): TextBlock[] {
  const joined: TextBlock[] = []
  for (const found of blocks) {
    const block = isLine(found) ? nameFirst(found) : found
    const before = joined.at(-1)
    if (isLine(block) && before && isLine(before) && isLabel(before) && isFigure(block)) {
      joined[joined.length - 1] = joinedAs(block, `${before.text}：${block.text}`)
    } else if (isLine(block) && before && isLine(before) && isUnitOf(block, before)) {
      joined[joined.length - 1] = joinedAs(before, `${before.text}${block.text}`)
    } else joined.push(block)
  }
  return joined
}

/** 89.10元——11月24日全国碳市场收盘价；: the figure stands before what it is. */
function nameFirst(block: LineBlock): LineBlock {
  const [, figure, name] = figureFirst.exec(block.text) ?? []
  if (!figure || !name || /\d(?![\d年月日号.\-/])/.test(name)) return block
  return joinedAs(block, `${name}：${figure}`)
}

const joinedAs = (block: LineBlock, text: string): LineBlock => ({
  ...block,
  text,
  folded: foldFigures(text),
})

const figureFirst =
  /^([+\-−]?(?:[€£$¥₩] ?)?\d[\d.,]*\s?(?:[%％]|[万亿千]?(?:元|吨|欧元|英镑)(?:\/吨)?|[万亿千]?\s?t)?)\s*(?:——|—|--|：|:|–)\s*([^\s:：—][^:：—]{1,30}?)[;；,，。.]?$/

/** 收盘价, 89.20, 元/吨: the unit in a line of its own, behind its figure. */
const isUnitOf = ({ folded }: LineBlock, { folded: figure }: LineBlock): boolean =>
  unitAlone.test(folded) && /[:] ?[+-]?[\d,]+(?:\.\d+)?$/.test(figure)

const unitAlone =
  /^[(]?(?:%|[万亿千百]{0,2}(?:公?吨|(?:人民币|欧|美|港|韩)?元|英镑)(?: ?\/ ?公?吨)?|(?:[A-Z]{3}|[€£$¥₩])? ?(?:\/ ?|per |million |thousand |[kM])?(?:t|tonnes?|tons?|allowances)|(?:million |bn |billion )?(?:CNY|EUR|GBP|USD|KRW|NZD|yuan|euros?)|[만억천]{0,2}(?:톤|원)(?:\/톤)?|万?(?:トン|ユーロ|ポンド)(?:\/トン)?)[)]?$/

const isLine = (block: TextBlock): block is LineBlock => block.kind === 'text'

const isLabel = ({ folded, isHead, isLink }: LineBlock): boolean =>
  !isHead &&
  !isLink &&
  folded.length <= MOST_OF_LABEL &&
  !/[\d.,;:!?。，；：！？]/.test(folded.replace(/[(（][^)）]*[)）]$/, '')) &&
  /[\u4e00-\u9fff\uac00-\ud7afa-z]/i.test(folded)

const isFigure = ({ folded }: LineBlock): boolean =>
  folded.length <= MOST_OF_FIGURE &&
  /^(?:[+\-−▲▼△▽↑↓€£$¥₩]|[A-Z]{3} ?)*\d[\d.,]*(?!\d*[-/年月日:.]\d)/.test(folded)
