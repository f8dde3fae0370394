import type { PriceMeasure } from '../../model/series.ts'
import type { NumberToken, Token } from '../token.ts'
import type { Scene } from './scene.ts'
import { baseOf, isDuration } from './take-time.ts'

/** 118 million tonnes changed hands during the five sessions. */
/** 96.4 million tonnes traded from Monday to Friday. */
const fromDayToDay =
  /^[^.;,\d]{0,40}\b(?:from|between) (?:mon|tues|wednes|thurs)day (?:to|through|until|and) (?:tues|wednes|thurs|fri)day\b/i

const overSpan =
  /^[^.;,\d]{0,40}\b(?:over|during|across|through|throughout|within) (?:all |the |these |those |its )*(?:last |past |previous )?(?:(?:two|three|four|five|six|seven|ten|\d+) )?(?:trading )?(?:sessions|days|weeks|week|months)\b/i

/** True when a week or a month is named behind a figure, in its own clause. */
export function periodAhead(scene: Scene): boolean {
  const rest = scene.folded.slice(scene.tokens[scene.at]!.end)
  if (overSpan.test(rest) || fromDayToDay.test(rest)) return true
  for (let at = scene.at + 1; at < scene.tokens.length; at++) {
    const token = scene.tokens[at]!
    if (token.kind === 'stop') return false
    if (token.kind === 'number') return false
    if (token.kind === 'time' && token.time.kind === 'period') return true
    // The thinnest in three weeks: how long, not of which days.
    if (isDuration(scene, token)) continue
    if (token.kind === 'mark' && (token.mark === 'period' || token.mark === 'base_other')) {
      // 本周 in front of a clause of its own needs a comma before it; English says so behind the figure.
      return true
    }
    if (token.kind === 'mark' && token.mark === 'compare') {
      const next = scene.tokens[at + 1]
      if (next?.kind === 'time') return baseOf(scene, next.time) === 'other'
    }
    if (token.kind === 'measure' && token.measure !== 'close') return false
  }
  return false
}

/** Up 0.4% on the day. */
export function onTheDayAhead(scene: Scene): boolean {
  const next = scene.tokens[scene.at + 1]
  const after = scene.tokens[scene.at + 2]
  const isPrev = (token?: Token) => token?.kind === 'mark' && token.mark === 'base_prev'
  return isPrev(next) || (next?.kind === 'mark' && next.mark !== 'period' && isPrev(after))
}

/** 11月2日38.50元/吨、11月3日38.60元/吨: a figure right behind its day goes on with the label of the one before. */
export function isNextOfDays(scene: Scene, token: Token): boolean {
  const [figure, time] = scene.tokens
    .slice(0, scene.at)
    .filter(one => one.kind !== 'stop')
    .slice(-2)
  if (time?.kind !== 'time' || figure?.kind !== 'number') return false
  const isList = /^\s*[、,;]\s*$/.test(scene.folded.slice(figure.end, time.start))
  return isList && /^[:为 ]?$/.test(scene.folded.slice(time.end, token.start))
}

const isMove = (token: Token): boolean =>
  token.kind === 'mark' && (token.mark === 'up' || token.mark === 'down')

/** 82.70 on Monday, 82.95 on Tuesday: each figure with its day, in a list. */
export function ownDayBehind(scene: Scene, token: Token): boolean {
  const [figure, time] = scene.tokens
    .slice(0, scene.at)
    .filter(one => !['stop', 'contract', 'market'].includes(one.kind) && !isMove(one))
    .slice(-2)
  const next = scene.tokens[scene.at + 1]
  const isDated = (one?: Token) => one?.kind === 'time' && one.time.kind === 'day'
  if (figure?.kind !== 'number' || !isDated(time) || !isDated(next)) return false
  return / on $/.test(scene.folded.slice(token.end, next!.start))
}

/** 42.16元/吨应为41.26元/吨: a figure that is set right at once. */
export function isReplaced(scene: Scene, token: Token): boolean {
  const behind = scene.folded.slice(token.end)
  // Dans une fourchette de 73,80 à 74,95 euros: both ends of a span.
  const isPrice =
    token.kind === 'number' && token.unit !== 'percent' && scene.clause.range.length === 0
  if (isPrice && isStartBefore.test(scene.folded.slice(0, token.start)) && leadsOn.test(behind))
    return true
  if (isMistakenFor.test(behind) || isStartOfMove.test(behind) || isToldBefore.test(behind))
    return true
  const next = scene.tokens[scene.at + 1]
  if (next?.kind !== 'mark') return false
  // 12,530원이 맞기에 바로잡습니다: nothing else takes its place.
  const isFollowed = scene.tokens.slice(scene.at + 2).some(({ kind }) => kind === 'number')
  if (next.mark === 'new') return isFollowed && next.start - token.end <= 6
  return (
    next.mark === 'old' &&
    /reported|stated|published|有误/i.test(scene.folded.slice(next.start, next.end)) &&
    next.start - token.end <= 4
  )
}

/** Von 70,10 auf 71,20 Euro, de 70,10 à 71,20 euros: where it came from. */
const isStartBefore = /(?:^|[^a-zà-ÿ])(?:von|de|desde) $/i
const leadsOn = /^[^\d,;.]{0,14} (?:auf|à|a|hasta) [€£$]?\d/i

/** 12,350원으로 보도했으나, 「73.81ユーロ」と報じましたが: what was told wrongly. */
const isToldBefore =
  /^[」』"'”]{0,2}(?:으로|로|이라고|라고) (?:잘못 )?(?:보도|표기|기재|적었|적은|전했|전한|게재|썼)|^[」』"'”]{0,2}(?:이|가) 아니(?:라|고)|^[」』"'”]{0,2}(?:이|가) 아닌 |^[」』"'”]{0,2}ではなく|^[」』"'”]{0,2}と(?:しました|したが|报じ|记载|配信し|记し|伝え)/

/** 13,540원에서 13,330원으로 하락했고, 49.66ポンドから50.84ポンドに上げて: where it came from. */
const isStartOfMove =
  /^(?:에서|から)[ 、]?[^\d。;]{0,6}\d[\d,.]*[^\d。;]{0,8}?(?:으로|로(?!부터)|까지|に|へ|まで)(?! ?(?:사이|좁|범위))/

/** 「2410万トン」としたのは「2140万トン」の誤り, 65,400톤은 56,400톤의 잘못: the second figure is right. */
const isMistakenFor =
  /^[」』"'”]{0,2}(?:は|とし|とある|となって|とあり|은|는|이라고|라고|으로|로)[^\d。;]{0,16}\d[\d,.]*[^\d。;の의]{0,8}[」』"'”]{0,2}(?:の误り|の间违い|의 (?:잘못|오류|오기|착오))/

export const closeBehind = (scene: Scene, token: Token): boolean =>
  labelBehind(scene, token, true) !== null

/** The label that stands right behind a figure: €71.35 settlement, 以91.42元/吨收盘, €72.10, the day's high. */
export function labelBehind(scene: Scene, token: Token, isLook = false): PriceMeasure | null {
  const next = scene.tokens[scene.at + 1]
  let label = next
  let gap = label ? scene.folded.slice(token.end, label.start) : ''
  if (label?.kind === 'stop' && label.stop === ',') {
    const after = scene.tokens[scene.at + 2]
    if (after && /^,? (?:the |its |a )/.test(scene.folded.slice(label.start))) {
      gap = scene.folded.slice(label.end, after.start)
      label = after
    }
  }
  // Fell to £49.35 at Friday's close.
  if (label?.kind === 'time' && /^\s*at $/i.test(gap)) {
    const after = scene.tokens[scene.at + 2]
    if (after && /^'s $/.test(scene.folded.slice(label.end, after.start))) label = after
  }
  const aside = extremeAside(scene, token)
  if (aside) return aside
  const reached = reachedWith.exec(scene.folded.slice(token.end))
  if (reached) return reached[1] ? 'high' : 'low'
  if (closesInJapanese.test(scene.folded.slice(token.end))) return 'close'
  if (endsInJapanese.test(scene.folded.slice(token.end))) return 'close'
  if (closesInKorean.test(scene.folded.slice(token.end))) return 'close'
  if (label?.kind !== 'measure') return null
  if (!['open', 'high', 'low', 'close'].includes(label.measure)) return null
  if (
    !/^\s*(?:的价格|价|的|at (?:the|its|their)|at|as its|as the|by the|by|on the|in the|the|for the|to|its|에|으로|로|で|の|と|にて)?\s*$/i.test(
      gap,
    )
  )
    return null
  const after = scene.tokens[scene.tokens.indexOf(label) + 1]
  const isVerb = startsBehind.test(scene.folded.slice(label.start, label.end))
  if (
    !isVerb &&
    after?.kind === 'number' &&
    after.unit !== 'percent' &&
    after.start - label.end <= 6 &&
    !/[、，]/.test(scene.folded.slice(label.end, after.start)) &&
    !scene.folded.startsWith(' and ', label.end)
  )
    return null
  // 最高价：42.80　最低价：41.95: it heads a figure of its own.
  if (/^ ?:/.test(scene.folded.slice(label.end))) return null
  if (!isLook) scene.places.usedAhead = label.start
  return label.measure as PriceMeasure
}

/** Touched 84.20 yuan in intraday trading, a two-month high; sank to €69.88 in early deals, the day's low. */
function extremeAside({ folded, state }: Scene, { start, end }: Token): PriceMeasure | null {
  if (state.price === 'close') return null
  const before = folded.slice(0, start)
  const behind = folded.slice(end)
  const isTouched = /\b(?:touch|hit|reach|struck)(?:ed|es|ing)? [^a-z]{0,3}$/i.test(before)
  const found = isTouched ? anyExtreme.exec(behind) : dayExtreme.exec(behind)
  return found ? (found[1]!.toLowerCase() as 'high' | 'low') : null
}

const anyExtreme =
  /^(?: a (?:tonne|ton))?[^.;,\d]{0,48}, (?:an?|its|the|their) (?:[\w'-]+ ){0,3}(?:[\w-]+[ -])?(high|low)\b/i
const dayExtreme =
  /^(?: a (?:tonne|ton))?[^.;,\d]{0,48}, (?:its|the|their) (?:(?:day|session)'s|session|intraday|daily) (high|low)\b/i

/** 10,650원까지 올랐다, 74.60ユーロまで上昇した: how far it went. */
const reachedWith =
  /^(?:까지 |まで)(?:(올|오르|상승|뛰|치솟|솟구|급등|上升|値上|上げ|買われ)|내[려리렸]|떨어|하락|밀|급락|추락|売られ|下落|値下|下げ)/

/** 99.10元と前日から変わらずで取引を终えた, 71.35ユーロと前日比1.2%高で引けた */
const closesInJapanese =
  /^(?:と|で)、?[\d.]+ ?%(?:の?(?:上升|下落|値上|値下|上げ|下げ)|高|安|上が|下が)|^(?:と|で、?)(?:前日|前营业日|前取引日)[^。;\d]{0,10}(?:[\d.]+%)?[^。;\d]{0,8}(?:で|て|に)?(?:取引を|引け|大引け)/

/** 50.84ポンドに上げて引けた, 78.69元まで下げて取引を終えた */
const endsInJapanese =
  /^(?:に|へ|まで|で)[^。;、\d]{1,14}?(?:引け|大引け|(?:取引|商い|立会い?)を(?:终え|终了)|(?<=て)终え|终わ)/

/** 78.12유로로 전 거래일보다 0.6% 하락 마감했다: the verb of the close ends the clause. */
const closesInKorean =
  /^(?: ?\([^)%]{0,24}\))?(?:으로|로|에) (?:[^.,;\d(]{0,14}(?:\([^)]{0,20}\)[^.,;\d]{0,8})?[\d.]+% ?)?(?:[^.,;\d]{0,10} )?(?:거래를 |장을 )?(?:마감|마쳤)|^(?:으로|로) (?:[^.,;\d]{0,14} )?[\d.]+% ?(?:올랐|올라|상승했|상승하|뛰었|내렸|내려|하락했|하락하|떨어졌)|^(?:으로|로) (?:전날과 |전일과 )?(?:변동이? 없었|같았|보합이었|보합세였|제자리)/

/** Settled 1.15 euros, or 1.6%, higher at 73.85 euros: the first figure is what it moved by. */
export function isAmountOfVerbBehind(scene: Scene, token: Token & NumberToken): boolean {
  if (token.unit !== 'money' && token.unit !== 'price') return false
  return amountOfMove.test(scene.folded.slice(token.end))
}

const amountOfMove =
  /^(?: |,)(?:(?:,? ?or |\()[\d.]+ ?(?:%|percent|per cent)\)?,? )?(?:higher|lower|firmer|softer|stronger|weaker|(?:up|down)(?= at| to|,))\b|^(?:\([\d.]+ ?%\))?(?:[安高][いのでと]| ?(?:오른|내린|상승한|하락한|떨어진|뛴|올라|내려)|上升し|下落|下げ|上げ|値上|値下)/i
const movesBehind = /^(?:higher|lower|up|down|stronger|weaker|firmer|softer)$/i

/** Um 0,8 Prozent auf 71,87 Euro gefallen: German puts the verb last. */
function verbAtEnd({ tokens, at, folded }: Scene, { start }: Token) {
  if (!/\bum (?:rund |etwa |knapp |gut )?$/i.test(folded.slice(0, start))) return null
  for (const next of tokens.slice(at + 1)) {
    if (next.kind === 'stop') return null
    if (next.kind === 'mark' && (next.mark === 'up' || next.mark === 'down'))
      return { sign: next.mark === 'up' ? 1 : -1, isFlow: false }
  }
  return null
}

/** 0.8% higher, a 0.8% rise. */
export function verbBehind(scene: Scene, token: Token): { sign: number; isFlow: boolean } | null {
  // 1.3% more than the day before
  const side =
    /^ (?:de )?(?:(more than|mehr als|de plus|más que)|less than|weniger als|de moins|menos que)/i.exec(
      scene.folded.slice(token.end),
    )
  if (side) return { sign: side[1] ? 1 : -1, isFlow: false }
  const atEnd = verbAtEnd(scene, token)
  if (atEnd) return atEnd
  let next = scene.tokens[scene.at + 1]
  if (next?.kind === 'stop' && next.stop === ',') {
    const after = scene.tokens[scene.at + 2]
    if (after && movesBehind.test(scene.folded.slice(after.start, after.end))) next = after
  }
  // 150원(1.4%) 오른, €0.81 (1.1%) higher
  if (next?.kind === 'stop' && next.stop === ')') next = scene.tokens[scene.at + 2]
  if (next?.kind !== 'mark') return null
  // 1.9% below Friday's settlement.
  const place =
    /^(?:(below|under|unter|en dessous|por debajo)|above|over|über|au-dessus|por encima)$/i.exec(
      scene.folded.slice(next.start, next.end),
    )
  if (next.mark === 'compare' && place && next.start - token.end <= 2)
    return { sign: place[1] ? -1 : 1, isFlow: false }
  if (next.mark !== 'up' && next.mark !== 'down') return null
  if (next.start - token.end > 2) return null
  const after = scene.folded.slice(next.end, next.end + 16)
  return {
    sign: next.mark === 'up' ? 1 : -1,
    isFlow: /^\s*(?:in|of) (?:volume|turnover|trad)/i.test(after),
  }
}

/** Has traded 955 million tonnes since its launch in July 2021. */
export function cumulativeAhead(scene: Scene): boolean {
  for (const token of scene.tokens.slice(scene.at + 1)) {
    if (token.kind === 'stop' || token.kind === 'number') return false
    if (token.kind === 'mark' && token.mark === 'cumulative') return true
  }
  return false
}

/** The UK sold 2,675,000 allowances at an auction. */
export function auctionAhead(scene: Scene): 'auction' | null {
  for (const token of scene.tokens.slice(scene.at + 1)) {
    // What it was sold at may stand between.
    if (token.kind === 'number' && token.unit !== 'tonnes' && token.unit !== 'bare') continue
    if (token.kind === 'stop' || token.kind === 'number') return null
    if (token.kind === 'mode') return token.mode === 'auction' ? 'auction' : null
  }
  return null
}

/** 较期初上涨5.82%, 比开市时上涨: compared with a time that is no word for the trading day before. */
export function comparesWithUnknown({ tokens, at, state, folded }: Scene, token: Token): boolean {
  const before = tokens[at - 1]
  if (!state.comparing || state.base !== null) return false
  if (before?.kind !== 'mark' || before.mark !== 'compare') return false
  if (/[节假]期?[之以]?前$/.test(folded.slice(before.end, token.start))) return false
  return /^[\u4e00-\u9fff]{2,}/.test(folded.slice(before.end, token.start).replace(manner, ''))
}

/** 较大幅上涨: how much it moved, no time. */
const manner = /^(?:有所|略有?|大幅|小幅|微幅|明显|显著|继续|再度|分别|均|又|再)+/

/** What a session did at the figure before it: 10,400원으로 출발해. */
export const startsBehind = /^(?:출발|거래를 시작|장을 열|始ま|スタート|取引を(?:开始|始め))/
