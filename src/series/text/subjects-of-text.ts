import type { MarketConfig } from '../../model/series.ts'
import { contractName, isLaterContract, plainSubject, type Subject } from '../instrument.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Passage } from '../passage.ts'
import type { Token } from '../token.ts'
import { hasFigure } from './quotes.ts'

/** What the figures of a text are of where no sentence says it. */
export function subjectsAtFirst(
  texts: Token[][],
  folded: string[],
  lexicon: Lexicon,
  language: string | null,
): Subject[] {
  const named = (tokens: Token[]): MarketConfig[] => [
    ...new Set(tokens.flatMap(token => (token.kind === 'market' ? [token.market] : []))),
  ]
  const inTitle = named(texts[0]!)
  if (inTitle.length > 0) {
    const vintage = inTitle.length === 1 ? vintageOfTitle(texts[0]!, inTitle[0]!) : null
    return [{ ...plainSubject(inTitle[0]!), vintage }]
  }
  const all = [...new Set(texts.flatMap(named))]
  const isChinese = language?.startsWith('zh') || /[\u4e00-\u9fff]{4}/.test(folded.join(' '))
  const { fallback } = lexicon
  if (
    isChinese &&
    fallback &&
    folded.some(text => fallback.words.test(text)) &&
    !(all.length === 1 && !/碳市场/.test(folded[0]!))
  )
    return [plainSubject(fallback.market)]
  if (all.length > 0) return [plainSubject(all[0]!)]
  const meant = marketOfCurrency(texts, folded, lexicon)
  return meant ? [plainSubject(meant)] : []
}

/** 배출권 시세 (KAU26): the one vintage that a title names, first or behind its market's name; a market with a price of all keeps to its first word. */
function vintageOfTitle(title: Token[], market: MarketConfig): string | null {
  const named = title.flatMap(token => (token.kind === 'market' ? [token.vintage] : []))
  if (named[0] || market.composite) return named[0] ?? null
  const vintages = new Set(named.filter(vintage => vintage !== null))
  return vintages.size === 1 ? [...vintages][0]! : null
}

/** Carbon settled at €72.90 a tonne: of the market in whose currency all its prices are. */
function marketOfCurrency(
  texts: Token[][],
  folded: string[],
  { fallbackByCurrency: { markets, words } }: Lexicon,
): MarketConfig | null {
  if (!folded.some(text => words.test(text))) return null
  const currencies = new Set(
    texts
      .flat()
      .flatMap(token => (token.kind === 'number' && token.currency ? [token.currency] : [])),
  )
  const meant = markets.filter(market => currencies.has(market.currencies[0]!))
  return meant.length === 1 ? meant[0]! : null
}

/** The one contract that a text names for a market: its bare allowances mean that one. */
export function contractsOf(
  texts: Token[][],
  folded: string[],
  published: string,
  subjects: Subject[],
): Map<string, string> {
  const named = new Map<string, Set<string>>()
  let ofAll: string | null = null
  for (const [text, tokens] of texts.entries()) {
    let market: MarketConfig | null = null
    for (const [at, token] of tokens.entries()) {
      if (token.kind === 'market') market = token.market
      if (token.kind !== 'contract' || isLaterContract(token.year, token.month, published)) continue
      const next = tokens[at + 1]
      const of: MarketConfig | null =
        next?.kind === 'market' && next.start - token.end <= 22 ? next.market : market
      const before = folded[text]!.slice(0, token.start)
      if (ofEach.test(before)) ofAll = contractName(token.year, token.month)
      const key = of?.id ?? ''
      named.set(key, (named.get(key) ?? new Set()).add(contractName(token.year, token.month)))
    }
  }
  const anywhere = named.get('')
  const single = new Map<string, string>()
  for (const [id, months] of named) if (months.size === 1 && id) single.set(id, [...months][0]!)
  for (const token of ofAll ? texts.flat() : [])
    if (token.kind === 'market' && !single.has(token.market.id)) single.set(token.market.id, ofAll!)
  if (single.size === 0 && anywhere?.size === 1) {
    const markets = new Set(
      texts.flat().flatMap(token => (token.kind === 'market' ? [token.market.id] : [])),
    )
    // The contract in question is Dec-26, of a market that its currency alone tells.
    if (markets.size === 0) for (const { market } of subjects) markets.add(market.id)
    if (markets.size === 1) single.set([...markets][0]!, [...anywhere][0]!)
  }
  return single
}

/** True of a text that names one contract, however late it is. */
export const hasOneContract = (texts: Token[][]): boolean =>
  new Set(
    texts
      .flat()
      .flatMap(token => (token.kind === 'contract' ? [contractName(token.year, token.month)] : [])),
  ).size === 1

/** Both refer to December 2026 futures: what is said of all that the text quotes. */
const ofEach =
  /(?:\b(?:both|all)(?: prices| contracts| figures)?(?: are| refer to| relate to)?(?: for| of)?(?: the)? |[均皆]为(?:了)?)$/i

/** ※ KAU25 기준, 以上为CEA24行情: a line without figures names the one vintage that the text is of. */
export function vintageOfNote(texts: Token[][], folded: string[]): string | null {
  const vintagesOf = (tokens: Token[]) =>
    tokens.flatMap(token => (token.kind === 'market' && token.vintage ? [token.vintage] : []))
  const all = new Set(texts.flatMap(vintagesOf))
  const [vintage] = all
  const isNote = (tokens: Token[], at: number) =>
    !hasFigure(tokens) && vintagesOf(tokens).length > 0 && saysOfAll.test(folded[at]!)
  return all.size === 1 && texts.some(isNote) ? vintage! : null
}

const saysOfAll =
  /^(?:종목|상품|铭柄|銘柄|品种|标的|合约|产品|instrument|contract|product|商品)(?:名称|代码|명)? ?:|기준|基准|为准|均为|均指|以上为|以下为|refers? to|(?:prices|figures|data|all) (?:are|is) (?:for|of)/i

/** Gives a subject the contract that the text names for its market. */
export function withContract(subject: Subject, passage: Passage): void {
  if (subject.market.futures) subject.contract = passage.contracts.get(subject.market.id) ?? null
}
