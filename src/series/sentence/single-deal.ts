import type { Token } from '../token.ts'

/** 某公司…, 本公司…: what one company did is no figure of the market. */
const singleDeal =
  /^(?:公司|集团)(?!.{0,4}(?:数据|发布))|^.{0,12}某[^,。，]{0,8}(?:集团|公司|企业|电厂|银行|机构)|^.{0,6}(?:[本该我]公司|[我本]司|[我本]集团)(?!.{0,14}(?:发布|公布|公告|刊登|网站|公众号|微信))/

/** A sentence that names a market or a day tells no more of the deal before it. */
const namesAnew = (tokens: Token[], folded: string): boolean =>
  /碳市场|碳市|碳价/.test(folded) ||
  tokens.some(
    token =>
      token.kind === 'market' ||
      token.kind === 'time' ||
      (token.kind === 'mark' && ['today', 'yesterday', 'same_day'].includes(token.mark)),
  )

/** True of a sentence on what one company did, or that goes on from one that was. */
export const isOfSingleDeal = (tokens: Token[], folded: string, isBehindDeal: boolean): boolean =>
  (isBehindDeal && !namesAnew(tokens, folded)) || singleDeal.test(folded)
