import type { NumberToken, Token } from '../token.ts'
import { isAmountOfVerb, kindOf } from './kind-of-number.ts'
import { isAmountOfVerbBehind, isReplaced } from './look-ahead.ts'
import { marketIsNamed, type Scene } from './scene.ts'
import { isWholeOfPart, takeMoney, takeTonnes } from './take-flow.ts'
import { takeNamesBehind } from './take-names-behind.ts'
import { takePercent } from './take-percent.ts'
import { lookForRange, takePrice } from './take-price.ts'
import { takeMarket } from './take-subject.ts'

const aboutBefore =
  /(?:破|超|超过|逾|近|约|不足|不到|少于|nearly|over|above|below|past|than|about|around)\s*$/i

export function takeNumber(scene: Scene, token: Token & NumberToken) {
  for (const one of scene.stack) one.hadNumber = true
  // A title's 突破9亿吨 is no figure of a day.
  if (
    scene.passage.where === 'title' &&
    (aboutBefore.test(scene.folded.slice(0, token.start)) ||
      /^ ?(?:を)?(?:突破|超え|超|초과|돌파)/.test(scene.folded.slice(token.end)))
  )
    return
  if (!scene.list.respectively && isInOrder(scene, token)) scene.list.respectively = true
  takeSubjectBehind(scene, token)
  takeSubjectsInOrder(scene)
  const state = scene.state
  takeNamesBehind(scene, scene.at)
  if (isReplaced(scene, token) || isOfDayBefore(scene, token)) return
  if (wholeBefore.test(scene.folded.slice(0, token.start)) && !isWholeOfPart(scene, token)) return
  if (
    /(?:每[手张]|per lot)\s*(?:为|of|=)?\s*$|(?<!\d)(?:1|一|one) ?(?:[手张枚]|lot)\s*(?:为|等于|相当于|合|=|equals|is)\s*$/i.test(
      scene.folded.slice(0, token.start),
    )
  )
    return
  if (isRounded(scene, token) || /^ ?중 \d/.test(scene.folded.slice(token.end))) return
  if (isBidFor(scene, token)) {
    // 예정물량 76.72만톤 가운데 56.72만톤만 팔렸다: what follows is what was sold.
    Object.assign(state, { flow: null, flowFresh: true })
    return
  }
  if (isPartOf(scene, token)) {
    takeOffered(scene)
    return takeTonnes(scene, token, true)
  }
  const isChange =
    (state.verb !== null && isAmountOfVerb(scene, token)) || isAmountOfVerbBehind(scene, token)
  lookForRange(scene, token)
  switch (kindOf(scene, token)) {
    case 'percent':
      takePercent(scene, token)
      break
    case 'price':
      if (!isChange) takePrice(scene, token)
      break
    case 'tonnes':
      if (!isChange) takeTonnes(scene, token)
      break
    case 'money':
      if (!isChange) takeMoney(scene, token)
      break
  }
  if (isChange || isSmallChange(scene, token)) scene.places.change = token.end
  scene.clause.hasNumber = true
  // What stood before a figure in front of 分别 is not in its list.
  if (!scene.list.respectively || (scene.isChinese && !scene.list.isSaid)) {
    scene.statement.labels = []
    scene.statement.modes = []
  }
  if (scene.statement.isForecast) scene.statement.isForecastTold = true
}

/** 전날(3만1000톤)의 두 배, 较前一日（88.40元）: the day before's own figure, in brackets behind its name. */
const isOfDayBefore = ({ folded }: Scene, { start }: Token): boolean =>
  /(?:전날|전일|전 거래일|昨[日天]|前日|前营业日|[前上]一?个?(?:交易日|营业日|[日天])|previous (?:day|session)|day before|yesterday) ?[(]$/i.test(
    folded.slice(0, start),
  )

/** 2,104,500 of the 2,310,000 permits on offer sold: the part is what was sold. */
const isPartOf = ({ folded }: Scene, token: Token & NumberToken): boolean =>
  (token.unit === 'bare' || token.unit === 'tonnes') &&
  ((wholeBehind.test(folded.slice(token.end)) &&
    /\b(?:sold|awarded|placed|taken up|cleared|found buyers)\b/i.test(folded)) ||
    (ofOffered.test(folded.slice(0, token.start)) && wereSold.test(folded.slice(token.end))))

/** Of 2,310,000 allowances offered, 2,104,500 were sold. */
const ofOffered =
  /\b(?:von (?:den )?\d[\d.,\u066c]*(?: Millionen)? angebotenen [^.;\d]{0,40}wurden (?:nur )?|offer(?:ed|ing) [^.;]{0,40}of which (?:only |just )?)$|\bof (?:the |some )?\d[\d,.]*(?: (?:million|m))? [^.;\d]{0,40}\b(?:offered|on offer|available|for sale|up for sale),? (?:only |just |some )?$/i
const wereSold =
  /^(?: [a-z]+){0,2} (?:were|was) (?:sold|awarded|placed|taken up)\b|^ (?:Stück )?(?:zugeteilt|verkauft|versteigert|abgesetzt)\b/i

/** 450,000 of the 600,000 KAU26 permits it offered on November 18: of which market and day, said behind the whole. */
function takeOffered(scene: Scene) {
  const { tokens, at, folded, passage } = scene
  const rest = tokens.slice(at + 1, at + 8)
  const of = rest.find(({ kind }) => kind === 'market')
  if (of?.kind === 'market') takeMarket(scene, of)
  const day = rest.find(({ kind }) => kind === 'time')
  if (day?.kind !== 'time' || day.time.kind !== 'day') return
  const isSaid = / (?:on|at|in) (?:the )?$/i.test(folded.slice(0, day.start))
  if (isSaid && !/[;.]/.test(folded.slice(tokens[at]!.end, day.start))) passage.time = day.time
}

/** 突破9亿吨大关，达9.0012亿吨: the figure itself follows. */
function isRounded({ tokens, at, folded }: Scene, token: Token & NumberToken): boolean {
  if (!/(?:突破|超过?|逾|站上|跨过|跨越)\s*$/.test(folded.slice(0, token.start))) return false
  const next = tokens.slice(at + 1).find(({ kind }) => kind !== 'stop')
  if (next?.kind !== 'number' || next.unit !== token.unit) return false
  return /^(?:大关|关口)?,(?:已|实际)?(?:达到?|为|至|升至|增至)$/.test(
    folded.slice(token.end, next.start),
  )
}

/** 응찰 174만톤 가운데 125만톤, 応札174万トンのうち125万トン: the bids, of which a part was met. */
const isBidFor = ({ folded }: Scene, { start, end }: Token): boolean =>
  /(?:응찰|입찰|공급|応札|応募|供给)[^\d.;]{0,8}$/.test(folded.slice(0, start)) &&
  /^(?: ?가운데|中|のうち)[ ,、]?[^\d.;]{0,12}\d/.test(folded.slice(end))

const whole = '(?: [a-z]+)? (?:out )?of (?:the |its |all )?'
const wholeBehind = new RegExp(
  `^${whole}\\d[\\d,.]*(?: ?(?:million|m))? (?:[\\w-]+ ){0,4}(?:on offer|offered|available|up for)`,
  'i',
)
const wholeBefore = new RegExp(`\\d(?: ?(?:million|m))?${whole}$`, 'i')

/** The high and low were NT$3,660 and NT$3,600: as many figures as labels, with nothing but 和 between them. */
function isInOrder({ statement, tokens, at, folded }: Scene, token: Token): boolean {
  const { labels } = statement
  const prices = labels.filter(label => 'price' in label)
  if (prices.length < 2 || prices.length !== labels.length) return false
  let count = 1
  for (let next = at + 1, end = token.end; ; next++, count++) {
    const figure = tokens[next]
    if (figure?.kind !== 'number' || figure.unit === 'percent') break
    if (!/^\s*(?:、|和|及|与|and|,|\/)\s*$/.test(folded.slice(end, figure.start))) break
    end = figure.end
  }
  return count === prices.length
}

/** Added 20 pence to £50.80: a move in the small coin. */
const isSmallChange = ({ folded, state }: Scene, token: Token & NumberToken): boolean =>
  token.unit === 'drop' &&
  state.verb !== null &&
  token.start - state.verb.at <= 3 &&
  /^[\d.]+ ?(?:cents?|pence|p|c)$/i.test(folded.slice(token.start, token.end))

/** Volumes were 310,000 and 1.9 million allowances respectively: of the markets that were named before, in order. */
function takeSubjectsInOrder(scene: Scene) {
  const { passage, tokens, at } = scene
  const { labels, modes } = scene.statement
  if (!scene.list.respectively || scene.clause.hasNumber || marketIsNamed(scene)) return
  if (passage.subjects.length !== 1 || labels.length !== 1 || modes.length > 1) return
  const end = tokens.findIndex(({ kind }, i) => i > at && kind !== 'number' && kind !== 'stop')
  const count = tokens.slice(at, end < 0 ? undefined : end).filter(isNumber).length
  const own = passage.recent.slice(-count)
  if (count < 2 || own.length < count || scene.list.daysToCome.length > 0) return
  passage.subjects = own
  scene.list.figures = 0
}

const isNumber = ({ kind }: Token) => kind === 'number'

/** In "sold 2,675,000 UKAs" the allowances' name stands behind the figure. */
function takeSubjectBehind(scene: Scene, token: Token & NumberToken) {
  const next = scene.tokens[scene.at + 1]
  if (
    token.unit !== 'tonnes' ||
    next?.kind !== 'market' ||
    scene.folded.slice(token.end, next.start).trim() !== ''
  )
    return
  if (scene.passage.subjects.at(-1)?.market !== next.market) takeMarket(scene, next)
}
