import { foldFigures } from '../text/fold-figures.ts'
import type { LineBlock, TextBlock } from './read-blocks.ts'

const MOST_OF_LABEL = 16
const MOST_OF_FIGURE = 28

/** 收盘价 over 89.20元/吨: what a card shows in lines, label, figure and unit, is one. */
export function joinCards(blocks: TextBlock[]): TextBlock[] {
  const joined: TextBlock[] = []
  for (const block of figuresBehindLabels(quotesUnderHeads(blocks))) {
    const before = joined.at(-1)
    if (isLine(block) && before && isLine(before) && isLabel(before) && isFigure(block)) {
      joined[joined.length - 1] = joinedAs(block, `${before.text}：${block.text}`)
    } else if (isLine(block) && before && isLine(before) && isUnitOf(block, before)) {
      joined[joined.length - 1] = joinedAs(before, `${before.text}${block.text}`)
    } else joined.push(block)
  }
  return joined
}

/** EUA Dec-26 as a heading over €70.77 and ▼ 0.62%: two such cards and more are a line each, `EUA Dec-26：€70.77 (▼ 0.62%)`. */
function quotesUnderHeads(blocks: TextBlock[]): TextBlock[] {
  const isCard = (at: number) => isAt(blocks[at], isName) && isAt(blocks[at + 1], isQuote)
  if (blocks.filter((_, at) => isCard(at)).length < 2) return blocks
  return blocks.flatMap((block, at) => {
    if (isCard(at) || (isCard(at - 2) && isAt(block, isChange))) return []
    if (!isLine(block) || !isCard(at - 1)) return [block]
    const [name, change] = [blocks[at - 1], blocks[at + 1]]
    const moved = change && isLine(change) && isChange(change) ? ` (${change.text})` : ''
    return [joinedAs(block, `${name && isLine(name) ? name.text : ''}：${block.text}${moved}`)]
  })
}

const isName = ({ folded, isHead, isLink }: LineBlock): boolean =>
  isHead && !isLink && folded.length <= 28 && !/[.,;!?。，；！？]/.test(folded)
const isQuote = ({ folded, isHead }: LineBlock): boolean => !isHead && quoteAlone.test(folded)
const isChange = ({ folded, isHead }: LineBlock): boolean => !isHead && changeAlone.test(folded)
const quoteAlone =
  /^(?:(?:[A-Z]{2,3})?[€£$¥₩]|EUR|GBP|USD|CNY|RMB|KRW|NZD) ?\d[\d,]*(?:\.\d+)?(?: ?\/ ?t)?$|^\d[\d,]*(?:\.\d+)? ?(?:元|欧元|英镑|ユーロ|ポンド|ウォン|유로|파운드|원|위안)(?:\/(?:吨|トン|톤))?$/
const changeAlone =
  /^[+\-▲▼△▽↑↓] ?\d+(?:\.\d+)? ?%$|^(?:unch\.?|unchanged|flat|持平|横ばい|변동 ?없음|보합)$/i

/** 84.31 over 收盘价（元/吨）, +0.37% over 涨跌幅: two cards and more whose figures stand first are turned round. */
function figuresBehindLabels(blocks: TextBlock[]): TextBlock[] {
  const turned = blocks.map(block => (isLine(block) ? nameFirst(block) : block))
  for (let from = 0; from < turned.length; from++) {
    const length = lengthOfCards(turned, from)
    // The last label of a run of the other order has its figure behind it.
    const isLast = length >= 4 && !isAt(turned[from + length], isFigure)
    if (isLast && !isAt(turned[from - 1], isLabel))
      for (let at = from; at < from + length; at += 2)
        turned.splice(at, 2, turned[at + 1]!, turned[at]!)
    from += length
  }
  return turned
}

const isAt = (block: TextBlock | undefined, is: (block: LineBlock) => boolean): boolean =>
  block !== undefined && isLine(block) && is(block)

/** How many lines from here on are figures with their labels behind them. */
function lengthOfCards(blocks: TextBlock[], from: number): number {
  let length = 0
  while (isAt(blocks[from + length], isFigure) && isAt(blocks[from + length + 1], isLabel))
    length += 2
  return length
}

/** 89.10元——11月24日全国碳市场收盘价；: the figure stands before what it is. */
function nameFirst(block: LineBlock): LineBlock {
  const [, figure, name] = figureFirst.exec(block.text) ?? figureGlued.exec(block.text) ?? []
  if (!figure || !name || /\d(?![\d年月日号.\-/])/.test(name.replace(ofInstrument, '')))
    return block
  return joinedAs(block, `${name}：${figure}`)
}

/** Dec-26, KAU25: figures of a name. */
const ofInstrument =
  /\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[- ]?|[A-Z]{3,4})\d\d\b/gi

const joinedAs = (block: LineBlock, text: string): LineBlock => ({
  ...block,
  text,
  folded: foldFigures(text),
})

const figureFirst =
  /^([+\-−]?(?:[€£$¥₩] ?)?\d[\d.,]*\s?(?:[%％]|[万亿千]?(?:元|吨|欧元|英镑)(?:\/吨)?|[万亿千]?\s?t)?)\s*(?:——|—|--|：|:|–)\s*([^\s:：—](?:[^:：—]{1,30}?|[\x20-\x7e£€]{1,60}?))[;；,，。.]?$/

/** 84.31收盘价（元/吨）: two parts of one line. */
const figureGlued =
  /^([+\-−]?\d[\d,]*(?:\.\d+)?[%％]?) ?((?:[\u4e00-\u9fff]{2,8}(?<=[价幅量额收开高低盘]))(?:[(（][^\d()（）]{1,8}[)）])?)$/

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
