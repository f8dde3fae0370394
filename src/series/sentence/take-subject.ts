import type { MarketConfig } from '../../model/series.ts'
import { contractName, isLaterContract, plainSubject, type Subject } from '../instrument.ts'
import type { Token } from '../token.ts'
import type { Scene } from './scene.ts'

export function takeMarket(scene: Scene, token: Extract<Token, { kind: 'market' }>) {
  const { market } = token
  if (scene.state.comparing) return
  const before = nameBefore(scene)
  const subject: Subject = {
    ...plainSubject(market),
    vintage: token.vintage,
    contract: market.futures ? (scene.passage.contracts.get(market.id) ?? null) : null,
  }
  if (before?.kind === 'contract' && token.start - before.end <= 22 && market.futures) {
    subject.contract = contractName(before.year, before.month)
    scene.passage.lastContract = subject.contract
    subject.isLater = isLaterContract(before.year, before.month, scene.passage.dates.published)
  }
  if (before?.kind === 'mark' && before.mark === 'spot') subject.contract = null
  if (before?.kind === 'vintage' && token.start - before.end <= 4)
    subject.vintage = vintageOf(market, before.year)
  // 全国碳市场CEA25: the code says more of the same market. 全国碳市场（CEA） says nothing new.
  const gap = scene.folded.slice(scene.places.market, token.start).replace(marketNoun, '')
  const joined =
    scene.places.market >= 0 &&
    /^[\s)）]*(?:[、,和及与/]|and|n?or|以及)*\s*(?:and|和)?(?:\s*the)?\s*$/.test(gap) &&
    gap.replace(/[\s)）]/g, '') !== ''
  const same = scene.passage.subjects.at(-1)
  if (
    scene.places.market >= 0 &&
    same?.market === market &&
    !token.vintage &&
    /^[\s(']*(?:[^,，;；]{0,3})$/.test(gap) &&
    !joined
  ) {
    scene.places.market = token.end
    scene.clause.hasMarket = true
    return
  }
  if (same?.market === market && !token.vintage && isApposition(scene, token)) return
  if (joined && market.futures && same?.contract && isOfBoth(scene))
    subject.contract ??= same.contract
  scene.passage.subjects = joined ? [...scene.passage.subjects, subject] : [subject]
  const { recent } = scene.passage
  scene.passage.recent = [...recent.filter(one => one.market !== market), subject]
  scene.places.market = token.end
  scene.list.figures = 0
  scene.isDead = false
  // 京津两地冷热不均：北京…: no sum, where one is told of alone.
  if (scene.stack.length === 0) scene.clause.isSum = false
  scene.clause.hasMarket = true
  if (!joined) {
    scene.statement.labels = []
    scene.statement.queue = []
    // 分别成交1.36万吨和2.05万吨，广东另有…: a list that had its figures is over.
    if (scene.tokens.slice(0, scene.at).some(({ kind }) => kind === 'number'))
      scene.statement.modes = []
  }
}

/** 2026年12月期碳配额（EUA）: a bracket may stand between a month and its code. */
function nameBefore({ tokens, at }: Scene): Token | undefined {
  const [contract, bracket] = tokens.slice(Math.max(0, at - 2), at)
  const isOpened = bracket?.kind === 'stop' && bracket.stop === '('
  const isSpot = contract?.kind === 'mark' && contract.mark === 'spot'
  return isOpened && (contract?.kind === 'contract' || isSpot) ? contract : tokens[at - 1]
}

/** KAU25, the benchmark South Korean allowance: says again what was named. */
const isApposition = ({ folded, places }: Scene, { start }: Token): boolean =>
  places.market >= 0 &&
  /^,? ?\(?(?:the|an?|South Korea's|its) (?:[\w-]+ ){0,3}$/i.test(
    folded.slice(places.market, start),
  )

/** Dec-26 EUAs and UKAs: the month stands before both. */
function isOfBoth({ tokens, at }: Scene): boolean {
  const first = tokens.findLastIndex((one, i) => i < at && one.kind === 'market')
  return tokens[first - 1]?.kind === 'contract'
}

/** 湖北碳市场, 广东省试点: what follows a place's name and still is its name. */
export const marketNoun = /^(?:省|市)?(?:试点)?(?:碳(?:排放权|排放|配额|交易)*(?:市场|配额)?)?/

const vintageOf = (market: MarketConfig, year: string): string | null =>
  market.vintages === 'short' ? year : null

export function takeContract(scene: Scene, token: Extract<Token, { kind: 'contract' }>) {
  if (scene.state.comparing) return
  scene.isDead = false
  const next = scene.tokens[scene.at + 1]
  if (next?.kind === 'market' && next.start - token.end <= 22) return
  const current = scene.passage.subjects.at(-1)
  if (!current?.market.futures) return
  scene.passage.lastContract = contractName(token.year, token.month)
  // CCA and RGA December 2026 futures: the month of all that are joined.
  if (isNextOfContracts(scene, token)) {
    const isLater = isLaterContract(token.year, token.month, scene.passage.dates.published)
    const contract = scene.passage.lastContract
    scene.passage.subjects = [...scene.passage.subjects, { ...current, contract, isLater }]
    scene.statement.isRow = true
    return
  }
  const isOfAll =
    scene.passage.subjects.length > 1 &&
    token.start - scene.places.market <= 2 &&
    scene.passage.subjects.every(({ market }) => market.futures)
  if (isOfAll) {
    const isLater = isLaterContract(token.year, token.month, scene.passage.dates.published)
    for (const subject of scene.passage.subjects)
      Object.assign(subject, { contract: scene.passage.lastContract, isLater })
    return
  }
  nameBetter(scene, {
    ...current,
    contract: scene.passage.lastContract,
    isLater: isLaterContract(token.year, token.month, scene.passage.dates.published),
  })
}

/** The December 2026 and December 2027 contracts: several of one market. */
const isNextOfContracts = ({ tokens, at, folded }: Scene, { start }: Token): boolean => {
  const before = tokens[at - 1]
  return (
    before?.kind === 'contract' &&
    /^(?:,|,? and|、|和|及|与)\s*(?:the )?$/i.test(folded.slice(before.end, start))
  )
}

/** What the figures are of, by a fuller name than before. */
export function nameBetter({ passage }: Scene, subject: Subject) {
  passage.subjects = [subject]
  passage.recent = passage.recent.map(one => (one.market === subject.market ? subject : one))
}

export function takeVintage(scene: Scene, year: string) {
  const next = scene.tokens[scene.at + 1]
  if (next?.kind === 'market') return
  const current = scene.passage.subjects.at(-1)
  if (current?.market.vintages === 'short') scene.passage.subjects = [{ ...current, vintage: year }]
}

/** SHEA25远期, EUA options: other goods by their name behind the allowances'. */
const derivative = /^(?:远期|掉期|期权|互换|forwards?|swaps?|options?)$/i

export function takeOther(scene: Scene, token: Token) {
  const before = scene.tokens[scene.at - 1]
  const isDerived =
    before?.kind === 'market' &&
    token.start - before.end <= 1 &&
    derivative.test(scene.folded.slice(token.start, token.end))
  // 欧洲基准天然气期货: the region is the other goods'.
  const isOfRegion = before?.kind === 'market' && before.isPlace && token.start - before.end <= 4
  if (isOfRegion) scene.clause.hasMarket = false
  // 배출권을 보유한 한빛전력 주가는 2.1% 오른 …: what the clause is about is said by its particle.
  const isTopic = /^[은는は](?:[ ,、]|\d|$)/.test(scene.folded.slice(token.end))
  if (isDerived || isTopic || isOfRegion) {
    scene.isDead = true
    return
  }
  const lead = scene.folded.slice(Math.max(0, token.start - 12), token.start)
  const isAside =
    scene.clause.hasMarket ||
    /(?:with|as|tracking|on|amid|following|by|from|to|in|of|higher|lower|while|stronger|weaker|受|因|随|跟随|由于)\s*$/i.test(
      lead,
    )
  if (!isAside) scene.isDead = true
}
