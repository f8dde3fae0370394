import type { NumberToken, Token } from '../token.ts'
import { closeBehind, ownDayBehind } from './look-ahead.ts'
import type { Scene } from './scene.ts'
import type { FlowLabel } from './state.ts'
import { isBarePart, isPaid, onTheDay } from './take-flow.ts'
import { isQuote, isRightBehindSubject } from './take-price.ts'

export function kindOf(
  scene: Scene,
  token: Token & NumberToken,
): 'percent' | 'price' | 'tonnes' | 'money' | null {
  const { last, flow } = scene.state
  switch (token.unit) {
    case 'drop':
      return null
    case 'percent':
    case 'price':
    case 'tonnes':
      return token.unit
    case 'money': {
      if (token.isMultiplied) return 'money'
      if (isPaid(scene, token)) return 'money'
      if (isQuote(scene, token)) return 'price'
      if (scene.clause.range.length > 0 || last === 'price' || closeBehind(scene, token))
        return 'price'
      // At the close it was worth €72.10
      if (
        flow === 'value' &&
        scene.state.price === 'close' &&
        token.value < 1000 &&
        !scene.isChinese
      )
        return 'price'
      // Thin trading, at £48.05: no market's turnover is so small, and English writes it with its word.
      if (last === 'flow' && flow === 'volume' && !scene.isChinese && token.value < 1000)
        return null
      return last === 'flow' && flow !== null ? 'money' : last === null ? 'price' : 'money'
    }
    case 'bare': {
      if (isBarePart(scene, token)) return 'tonnes'
      // 涨跌幅为0
      if (last === 'change' && token.value === 0) return 'percent'
      // In a 70.62-71.85 range
      if (scene.clause.range.length > 0 && !Number.isInteger(token.value) && !token.isMultiplied)
        return 'price'
      if (last === null && !Number.isInteger(token.value) && isQuote(scene, token)) return 'price'
      // Just over 21 million changed hands.
      if (token.isMultiplied && tradedBehind.test(scene.folded.slice(token.end))) return 'tonnes'
      if (token.isMultiplied && last === null && onTheDay.test(scene.folded.slice(token.end)))
        return 'tonnes'
      // EUA Dec-26 settled 77.08 (+0.65%), UKA Dec-26 55.90
      if (isNextQuote(scene, token)) return 'price'
      if (last === null || (token.value === 0 && last === 'price')) return null
      const state = scene.state
      if (last === 'price') {
        if (token.isMultiplied || isYear(scene, token)) return null
        return token.start - state.priceAt - daysBetween(scene) <= 12 ||
          ownDayBehind(scene, token) ||
          scene.statement.queue.length > 0 ||
          scene.list.respectively
          ? 'price'
          : null
      }
      if (last === 'flow')
        return flow === 'value' ? 'money' : flow === 'none' ? null : bareVolume(scene, token, flow)
      return null
    }
  }
}

const isNextQuote = (scene: Scene, token: Token & NumberToken): boolean =>
  scene.priceTold === 'close' &&
  !Number.isInteger(token.value) &&
  !token.isMultiplied &&
  token.sign === 0 &&
  isRightBehindSubject(scene, token)

const tradedBehind = /^ (?:were |was |had )?(?:changed hands|traded|exchanged|transacted)\b/i

/** Closed 2026 at 84.60 yuan */
const isYear = ({ folded }: Scene, { start, end }: Token): boolean =>
  /^20[12]\d$/.test(folded.slice(start, end)) &&
  /^,? (?:at|on|up|down|with|higher|lower|around|near)\b/i.test(folded.slice(end))

const dayMarks = ['today', 'yesterday', 'same_day', 'last_session']

/** Closed last night at 74.33: how much of what stands between a label and its figure names the day. */
const daysBetween = ({ tokens, at, state }: Scene): number =>
  tokens
    .slice(0, at)
    .filter(({ start }) => start >= state.priceAt)
    .filter(one => one.kind === 'time' || (one.kind === 'mark' && dayMarks.includes(one.mark)))
    .reduce((sum, { start, end }) => sum + end - start, 0)

/** A volume without a unit stands right behind its word: turnover of 18.4 million, 成交量：12340. */
function bareVolume(
  scene: Scene,
  token: Token & NumberToken,
  flow: FlowLabel | null,
): 'tonnes' | null {
  // The number of an auction is no volume.
  if (flow === null && !token.isMultiplied && token.value < 1000 && !isZeroOfMode(scene, token))
    return null
  // The final auction of 2025
  if (/^20[1-5]\d$/.test(scene.folded.slice(token.start, token.end))) return null
  const before = scene.tokens[scene.at - 1]
  if (!before) return null
  const gap = scene.folded.slice(before.end, token.start).trim()
  const isNear =
    movedTo.test(gap) ||
    /^(?:(?:in|for|on|of) (?:the )?(?:[\w-]+ ){1,3}(?=came|was|were|totalled|totaled|reached|hit|stood|at|of))?(?:[:为约达共是在至]|is|(?:was|were) (?:very |relatively )?(?:light|thin|heavy|low|high|muted|brisk|robust|solid|modest|moderate|strong|subdued|weak|healthy) at|of|was|were|at|totalled|totaled|reached|hit|came to|stood at|came in at|around|about|some|just|over|nearly|more than|to|a|total of|totalling|totaling|=|an?)*(?:\s*(?:of|was|at|about|around|some|just|total|a|to|over|nearly|more|than))*$/i.test(
      gap,
    )
  return isNear && (token.isMultiplied || token.value >= 1 || token.value === 0) ? 'tonnes' : null
}

/** Volumes more than doubled to 48.7 million. */
const movedTo =
  /^(?:(?:more than|nearly|almost|about) )?(?:doubled|tripled|halved|rose|fell|jumped|dropped|slipped|climbed|increased|decreased|swelled|shrank|thinned|picked up|eased|surged|declined|recovered)(?: [a-z]+)?(?: [\d.]+%)? to(?: (?:about|around|some|just|nearly))?$/i

/** 单向竞价 0: nothing that way, in a list of modes. */
const isZeroOfMode = (
  { tokens, at, folded }: Scene,
  { value, start, end }: Token & NumberToken,
): boolean => {
  const before = tokens[at - 1]
  return (
    value === 0 &&
    before?.kind === 'mode' &&
    start - before.end <= 2 &&
    /^(?:吨|t)?\s*(?:[,;.。，；)]|$)/.test(folded.slice(end))
  )
}

/** A verb's own figure: 跌0.54元, up €0.57; with 至 or to between them the figure is the price itself. */
const leadsToPrice = /[至到在于报]|(?<![a-z])(?:to|at|auf|bei|mit|à|a|en|hasta)(?![a-z])/i

export function isAmountOfVerb(scene: Scene, token: Token & NumberToken): boolean {
  const { verb } = scene.state
  if (!verb || token.unit === 'percent') return false
  // 1.8% 오른 11,300원에: the verb stands before what it leads to.
  if (scene.folded.startsWith('에', token.end)) return false
  // 2.1%上昇して78.69元で: verbs stand behind their amounts there.
  if (/^(?:し|り|っ|て|했|하며|하고|해 )/.test(scene.folded.slice(verb.at))) return false
  // 1.2％安の1トン71.35ユーロ, 오른 9,750원
  if (/[のでというるた른린진뛴한]/.test(scene.folded[verb.at - 1] ?? '')) return false
  // 올랐고 저점은 76.60유로: another thing is told meanwhile.
  const isLabelled = scene.tokens
    .slice(0, scene.at)
    .some(one => one.kind === 'measure' && one.start >= verb.at && one.measure !== 'change')
  if (isLabelled) return false
  const gap = scene.folded.slice(verb.at, token.start)
  // 1만1200원까지 올랐고 1만1100원으로 마감했다: what came next.
  if (/^(?:고|으?며|다가|지만|으?나|[은ㄴ]? ?[뒤후]|た?[後が])/.test(gap)) return false
  return gap.length <= 10 && !leadsToPrice.test(gap) && !/[,，、(]/.test(gap)
}
