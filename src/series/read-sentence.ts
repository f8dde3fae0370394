import type {
  MarketConfig,
  Measure,
  PriceMeasure,
  ReadPoint,
  SeriesConfig,
  TradeMode,
} from '../model/series.ts'
import { addDays, latestWeekday, previousTradingDay, weekdayOf } from './calendar.ts'
import {
  contractName,
  instrumentOf,
  isLaterContract,
  plainSubject,
  type Subject,
} from './instrument.ts'
import type { Dates, Time } from './read-time.ts'
import type { NumberToken, Token } from './tokenize.ts'

/** What holds from one sentence of a text to the next. */
export type Passage = {
  dates: Dates
  /** What the figures are of; several for 北京、上海和广东分别…. Empty where nothing is named. */
  subjects: Subject[]
  time: Time
  /** The mode that a heading, the title or a sentence on all figures names. */
  mode: TradeMode | null
  /** The one contract that the text names, by market. */
  contracts: Map<string, string>
  /** The label that a wrong figure was printed under: the right one may follow in the next sentence. */
  carried: PriceLabel | null
  /** The text speaks of a holiday: the trading day before may be days away. */
  isAfterHoliday: boolean
  where: ReadPoint['where']
}

type PriceLabel = PriceMeasure | 'none'
type FlowLabel = 'volume' | 'value' | 'none'
type Base = 'prev' | 'other' | null

type Label = { price: PriceLabel } | { flow: FlowLabel; mode: TradeMode | null }

/** Reads the points of one sentence, and moves the passage on. `folded` and `printed` are the same in length. */
export function readSentence(
  tokens: Token[],
  folded: string,
  printed: string,
  passage: Passage,
): ReadPoint[] {
  const reader = new SentenceReader(tokens, folded, printed, passage)
  return reader.read()
}

type State = {
  price: PriceLabel | null
  priceAt: number
  lastPrice: PriceLabel | null
  flow: FlowLabel | null
  flowFresh: boolean
  mode: TradeMode | null
  isTotal: boolean
  isCumulative: boolean
  last: 'price' | 'flow' | 'change' | null
  verb: { sign: number; isFlow: boolean; at: number } | null
  base: Base
  comparing: boolean
  isOld: boolean
}

const freshState = (): State => ({
  price: null,
  priceAt: -1,
  lastPrice: null,
  flow: null,
  flowFresh: false,
  mode: null,
  isTotal: false,
  isCumulative: false,
  last: null,
  verb: null,
  base: null,
  comparing: false,
  isOld: false,
})

const alwaysBase =
  /^(?:同|环|日环|周环|月环|月同|年同|on |year[ -]|week[ -]on|month[ -]|week[ -]over|day[ -]on|yoy|wow|mom|[ywmqd]\/)/i
/** A verb's own figure: 跌0.54元, up €0.57; with 至 or to between them the figure is the price itself. */
const leadsToPrice = /[至到在于报]|(?<![a-z])(?:to|at)(?![a-z])/i
const vagueBefore =
  /(?:基本|大致|大体|几乎|近乎|总体|little|largely|broadly|nearly|almost|roughly|virtually|mostly|barely)\s*$/i
const aboutBefore = /(?:破|超|超过|逾|近|约|nearly|over|above|below|past|than|about|around)\s*$/i
const contextReset = /^(?:总成交|合计|全市场|总交易|total|全天|全日)/i

class SentenceReader {
  readonly #tokens: Token[]
  readonly #folded: string
  readonly #printed: string
  readonly #passage: Passage
  readonly #points: ReadPoint[] = []
  #state = freshState()
  #stack: { state: State; time: Time; hadNumber: boolean }[] = []
  #isDead = false
  #isForecast = false
  #clauseHasMarket = false
  #clauseHasNumber = false
  #clauseLabels: Label[] = []
  #clauseModes: TradeMode[] = []
  #labels: Label[] = []
  #modes: TradeMode[] = []
  readonly #sentenceModes = new Set<TradeMode>()
  #queue: Label[] = []
  #numbersSinceGroup = 0
  #range: PriceMeasure[] = []
  #isCorrecting = false
  #isAsOf = false
  /** True once the clauses so far have named their day. */
  #sawTime = false
  readonly #isChinese: boolean
  #lastMarketEnd = -1
  #respectively = false
  #at = 0

  constructor(tokens: Token[], folded: string, printed: string, passage: Passage) {
    this.#tokens = tokens
    this.#folded = folded
    this.#printed = printed
    this.#passage = passage
    this.#isChinese = /[\u4e00-\u9fff]/.test(folded)
    if (passage.carried) {
      this.#state.price = passage.carried
      this.#state.last = 'price'
      passage.carried = null
    }
    this.#respectively = tokens.some(
      token => token.kind === 'mark' && token.mark === 'respectively',
    )
  }

  read(): ReadPoint[] {
    for (this.#at = 0; this.#at < this.#tokens.length; this.#at++)
      this.#take(this.#tokens[this.#at]!)
    if (this.#state.isOld && this.#state.price && this.#state.price !== 'none')
      this.#passage.carried = this.#state.price
    return this.#points
  }

  #take(token: Token) {
    switch (token.kind) {
      case 'stop':
        return this.#takeStop(token.stop)
      case 'market':
        return this.#takeMarket(token)
      case 'contract':
        return this.#takeContract(token)
      case 'vintage':
        return this.#takeVintage(token.year)
      case 'other':
        return this.#takeOther(token)
      case 'time':
        return this.#takeTime(token.time, token)
      case 'measure':
        return this.#takeMeasure(token.measure, token)
      case 'mode':
        return this.#takeMode(token.mode)
      case 'mark':
        return this.#takeMark(token.mark, token)
      case 'number':
        return this.#takeNumber(token)
    }
  }

  #takeStop(stop: string) {
    const state = this.#state
    if (stop === '(') {
      this.#stack.push({ state: { ...state }, time: this.#passage.time, hadNumber: false })
      this.#clauseLabels = []
      return
    }
    if (stop === ')') {
      const saved = this.#stack.pop()
      if (!saved) return
      if (saved.hadNumber) this.#passage.time = saved.time
      const { lastPrice } = this.#state
      this.#state = { ...saved.state, lastPrice: saved.state.lastPrice ?? lastPrice }
      return
    }
    if (stop === ':') return
    state.comparing = false
    this.#range = []
    this.#clauseLabels = []
    this.#clauseModes = []
    this.#clauseHasMarket = false
    this.#clauseHasNumber = false
    if (stop === ',') {
      if (
        state.isOld &&
        !/误|原|此前|先前|earlier|original|previous|wrong|incorrect|mis/i.test(this.#folded)
      )
        state.isOld = false
      return
    }
    const { time } = this.#passage
    this.#state = { ...freshState(), isCumulative: false }
    this.#passage.time = time
    this.#isForecast = false
    this.#queue = []
    this.#labels = []
    this.#modes = []
    this.#isAsOf = false
  }

  #takeMarket(token: Extract<Token, { kind: 'market' }>) {
    const { market } = token
    if (this.#state.comparing) return
    const before = this.#tokens[this.#at - 1]
    const subject: Subject = {
      ...plainSubject(market),
      vintage: token.vintage,
      contract: market.futures ? (this.#passage.contracts.get(market.id) ?? null) : null,
    }
    if (before?.kind === 'contract' && token.start - before.end <= 22 && market.futures) {
      subject.contract = contractName(before.year, before.month)
      subject.isLater = isLaterContract(before.year, before.month, this.#passage.dates.published)
    }
    if (before?.kind === 'mark' && before.mark === 'spot') subject.contract = null
    if (before?.kind === 'vintage' && token.start - before.end <= 4)
      subject.vintage = this.#vintageOf(market, before.year)
    // 全国碳市场CEA25: the code says more of the same market. 全国碳市场（CEA） says nothing new.
    const gap = this.#folded.slice(this.#lastMarketEnd, token.start)
    const joined =
      this.#lastMarketEnd >= 0 &&
      /^\s*(?:[、,和及与/]|and|以及)*\s*(?:and|和)?\s*$/.test(gap) &&
      gap.trim() !== ''
    const same = this.#passage.subjects.at(-1)
    if (
      this.#lastMarketEnd >= 0 &&
      same?.market === market &&
      !token.vintage &&
      /^[\s(']*(?:[^,，;；]{0,3})$/.test(gap) &&
      !joined
    ) {
      this.#lastMarketEnd = token.end
      this.#clauseHasMarket = true
      return
    }
    this.#passage.subjects = joined ? [...this.#passage.subjects, subject] : [subject]
    this.#lastMarketEnd = token.end
    this.#numbersSinceGroup = 0
    this.#isDead = false
    this.#clauseHasMarket = true
    if (!joined) {
      this.#labels = []
      this.#queue = []
    }
  }

  #vintageOf = (market: MarketConfig, year: string): string | null =>
    market.vintages === 'short' ? year : null

  #takeContract(token: Extract<Token, { kind: 'contract' }>) {
    if (this.#state.comparing) return
    this.#isDead = false
    const next = this.#tokens[this.#at + 1]
    if (next?.kind === 'market' && next.start - token.end <= 22) return
    const current = this.#passage.subjects.at(-1)
    if (!current?.market.futures) return
    this.#passage.subjects = [
      {
        ...current,
        contract: contractName(token.year, token.month),
        isLater: isLaterContract(token.year, token.month, this.#passage.dates.published),
      },
    ]
  }

  #takeVintage(year: string) {
    const next = this.#tokens[this.#at + 1]
    if (next?.kind === 'market') return
    const current = this.#passage.subjects.at(-1)
    if (current?.market.vintages === 'short')
      this.#passage.subjects = [{ ...current, vintage: year }]
  }

  #takeOther(token: Token) {
    const lead = this.#folded.slice(Math.max(0, token.start - 12), token.start)
    const isAside =
      this.#clauseHasMarket ||
      /(?:with|as|tracking|on|amid|following|by|from|to|in|of|higher|lower|while|stronger|weaker|受|因|随|跟随|由于)\s*$/i.test(
        lead,
      )
    if (!isAside) this.#isDead = true
  }

  #takeTime(time: Time, token: Token) {
    const state = this.#state
    if (state.comparing || this.#isBase(token)) {
      state.base = this.#baseOf(time)
      return
    }
    if (
      time.kind === 'period' &&
      this.#clauseHasNumber &&
      !/[\u4e00-\u9fff]/.test(this.#folded.slice(token.start, token.end))
    )
      return
    if (time.kind === 'day' && /(?:从|自)$/.test(this.#folded.slice(0, token.start))) return
    this.#passage.time = time
    this.#sawTime = true
    if (time.kind === 'day' && this.#state.isCumulative && !this.#isAsOf)
      this.#state.isCumulative = false
  }

  /** 与昨日持平: a day behind 与 is what is compared with. */
  #isBase(token: Token): boolean {
    if (!/(?:与|和|同|跟|后于)$/.test(this.#folded.slice(0, token.start))) return false
    return /^(?:的|相比|收盘价?|结算价?)*(?:基本|大致|完全)?(?:持平|相同|一致|相比|上涨|下跌|相当)/.test(
      this.#folded.slice(token.end),
    )
  }

  #baseOf(time: Time): Base {
    const own = this.#passage.time
    if (time.kind === 'period' || own.kind === 'period' || time.isLastWeek) return 'other'
    const gap = (Date.parse(own.day) - Date.parse(time.day)) / 86_400_000
    const isBefore = gap === 1 || time.day === previousTradingDay(own.day)
    return isBefore || (this.#passage.isAfterHoliday && gap > 0 && gap <= 12) ? 'prev' : 'other'
  }

  #takeMeasure(measure: keyof SeriesConfig['measures'], token: Token) {
    const state = this.#state
    if (state.comparing) {
      // From €70.78, in turnover of …: English leaves the comparison with the next thing measured.
      if (measure !== 'volume' && measure !== 'value') return
      if (/[\u4e00-\u9fff]/.test(this.#folded.slice(token.start, token.end))) {
        this.#clauseLabels.push({ flow: measure, mode: null })
        return
      }
      state.comparing = false
    }
    if (measure === 'change') {
      state.last = 'change'
      if (!state.verb) state.verb = { sign: 0, isFlow: false, at: token.end }
      const word = this.#folded.slice(token.start, token.end)
      state.verb = {
        sign: /跌幅$/.test(word) && !/涨跌/.test(word) ? -1 : 0,
        isFlow: false,
        at: token.end,
      }
      return
    }
    if (measure === 'volume' || measure === 'value') return this.#takeFlow(measure, token)
    if (
      this.#isForecast &&
      measure === 'close' &&
      this.#clauseLabels.length === 0 &&
      !this.#clauseHasNumber &&
      this.#isForecastClauseOver
    )
      this.#isForecast = false
    this.#setPrice(measure, token)
  }

  #isForecastClauseOver = false

  #setPrice(label: PriceLabel, token: Token) {
    const state = this.#state
    // €71.35 settlement, 91.42元/吨收盘: the label behind the figure belongs to it, and was used.
    if (this.#usedAhead === token.start) return
    state.price = label
    state.priceAt = token.end
    state.last = 'price'
    state.isOld = state.isOld && true
    this.#labels.push({ price: label })
    this.#clauseLabels.push({ price: label })
  }

  #takeFlow(flow: FlowLabel, token: Token) {
    const state = this.#state
    if (this.#usedAhead === token.start) return
    state.flow = flow
    state.flowFresh = true
    state.last = 'flow'
    const word = this.#folded.slice(token.start, token.end)
    if (/总|全[天日]|合计|共/.test(word) && flow !== 'none') this.#setTotal()
    this.#labels.push({ flow, mode: state.isTotal ? 'total' : state.mode })
    this.#clauseLabels.push({ flow, mode: state.mode })
  }

  #setTotal() {
    const state = this.#state
    // What an auction raised in all is still the auction's.
    if (state.mode === 'auction' && this.#clauseModesOnly('auction')) return
    state.mode = 'total'
    state.isTotal = true
    if (state.flow !== null && state.flow !== 'none') {
      state.flowFresh = true
      state.last = 'flow'
    }
  }

  #clauseModesOnly = (mode: TradeMode) =>
    this.#sentenceModes.size === 1 && this.#sentenceModes.has(mode)

  #takeMode(mode: TradeMode) {
    const state = this.#state
    if (state.comparing) return
    if (mode === 'total') {
      if (state.isCumulative) return
      const word = this.#folded.slice(this.#tokens[this.#at]!.start)
      const [subject] = this.#passage.subjects
      if (
        subject?.vintage &&
        contextReset.test(word) &&
        !this.#clauseHasMarket &&
        !this.#lastMarketInSentence()
      )
        this.#passage.subjects = [{ ...subject, vintage: null }]
      return this.#setTotal()
    }
    state.mode = mode
    state.isTotal = false
    state.flow = state.flow === 'none' ? null : state.flow
    state.flowFresh = true
    state.last = 'flow'
    this.#modes.push(mode)
    this.#sentenceModes.add(mode)
    this.#clauseModes.push(mode)
    // 无单向竞价: nothing was traded that way.
    const before = this.#tokens[this.#at - 1]
    if (
      before?.kind === 'mark' &&
      before.mark === 'none_before' &&
      this.#tokens[this.#at]!.start - before.end <= 6
    )
      this.#emitNone([mode], this.#tokens[this.#at]!)
  }

  #lastMarketInSentence = () => this.#lastMarketEnd >= 0

  #takeMark(mark: string, token: Token) {
    const state = this.#state
    const { dates } = this.#passage
    switch (mark) {
      case 'none_price':
        if (state.comparing) return
        return this.#setPrice('none', token)
      case 'none_flow':
        return this.#takeFlow('none', token)
      case 'deal':
        this.#setPrice('none', token)
        return this.#takeFlow('none', token)
      case 'forecast':
        this.#isForecast = true
        this.#isForecastClauseOver = false
        return
      case 'cumulative':
        if (/以来|至今|上线|启动|since/i.test(this.#folded.slice(token.start, token.end))) {
          // 自2021年7月开市以来: up to the day that the text is of.
          state.comparing = false
          if (this.#passage.time.kind === 'period')
            this.#passage.time = { kind: 'day', day: dates.text, isLastWeek: false }
        }
        if (state.comparing) return
        state.isCumulative = true
        state.flow = /额|value/i.test(this.#folded.slice(token.start, token.end))
          ? 'value'
          : 'volume'
        state.last = 'flow'
        state.isTotal = false
        state.mode = null
        state.flowFresh = true
        {
          const [subject] = this.#passage.subjects
          if (subject?.vintage && !this.#lastMarketInSentence())
            this.#passage.subjects = [{ ...subject, vintage: null }]
        }
        return
      case 'compare':
        if (this.#range.length > 0) return
        state.comparing = true
        return
      case 'base_other':
        if (this.#comparesWith(token)) state.base = 'other'
        else this.#passage.time = { kind: 'period', lastDay: null }
        return
      case 'base_prev':
        if (this.#comparesWith(token)) state.base = 'prev'
        else if (/[\u4e00-\u9fff]/.test(this.#folded[token.start]!) && this.#beginsClause())
          this.#passage.time = {
            kind: 'day',
            day: previousTradingDay(dates.text),
            isLastWeek: false,
          }
        return
      case 'up':
      case 'down':
        return this.#takeVerb(mark === 'up' ? 1 : -1, token)
      case 'flow_verb':
        if (state.verb)
          state.verb.isFlow = this.#lastLabelInClause() !== 'close' && state.last !== 'change'
        return
      case 'flat':
        return this.#takeFlat(token)
      case 'none':
        return this.#takeNone(token)
      case 'old':
        state.isOld = true
        this.#isCorrecting = true
        return
      case 'new':
        state.isOld = false
        state.comparing = false
        this.#isCorrecting = true
        return
      case 'range':
        this.#range = ['low', 'high']
        return
      case 'respectively':
        this.#respectively = true
        return
      case 'spot': {
        const current = this.#passage.subjects.at(-1)
        if (current?.contract) this.#passage.subjects = [{ ...current, contract: null }]
        return
      }
      case 'period':
        return this.#takeTime({ kind: 'period', lastDay: null }, token)
      case 'today':
        return this.#takeDay(dates.text)
      case 'last_session': {
        const weekday = weekdayOf(dates.text)
        return this.#takeDay(weekday % 6 === 0 ? latestWeekday(5, dates.text) : dates.text)
      }
      case 'same_day':
        if (this.#passage.time.kind !== 'day') this.#takeDay(dates.text)
        else this.#takeDay(this.#passage.time.day)
        return
      case 'yesterday':
        return this.#takeTime(
          { kind: 'day', day: addDays(dates.text, -1), isLastWeek: false },
          token,
        )
      case 'before_yesterday':
        return this.#takeTime(
          { kind: 'day', day: addDays(dates.text, -2), isLastWeek: false },
          token,
        )
      case 'as_of':
        this.#isAsOf = true
        return
    }
  }

  #beginsClause(): boolean {
    const before = this.#tokens[this.#at - 1]
    return !before || (before.kind === 'stop' && before.stop !== '(')
  }

  #comparesWith(token: Token): boolean {
    const word = this.#folded.slice(token.start, token.end)
    return this.#state.comparing || alwaysBase.test(word) || this.#isBase(token)
  }

  #takeDay(day: string) {
    if (this.#state.comparing) return
    this.#passage.time = { kind: 'day', day, isLastWeek: false }
    this.#state.isCumulative = false
  }

  #lastLabelInClause(): string | null {
    const label = this.#clauseLabels.at(-1)
    if (!label) return null
    return 'price' in label ? label.price : 'flow'
  }

  #takeVerb(sign: number, token: Token) {
    const state = this.#state
    state.comparing = false
    state.verb = { sign, isFlow: false, at: token.end }
    const target = this.#lastLabelInClause()
    if (target === 'flow') state.verb.isFlow = true
  }

  #takeFlat(token: Token) {
    const state = this.#state
    const { base } = state
    state.comparing = false
    state.base = null
    if (vagueBefore.test(this.#folded.slice(0, token.start))) return
    if (base === 'other' || this.#isForecast || this.#isDead) return
    const target = this.#lastLabelInClause() ?? state.lastPrice ?? state.price
    const [subject] = this.#passage.subjects
    if (
      target !== 'close' &&
      !(
        target === null &&
        subject &&
        /[\u4e00-\u9fff]/.test(this.#folded[token.start]!) &&
        this.#clauseHasMarket
      )
    )
      return
    if (this.#passage.time.kind !== 'day' || this.#periodAhead()) return
    this.#emit('change_pct', 0, '%', token)
  }

  #takeNone(token: Token) {
    const state = this.#state
    // No trades were reported in the Hubei pilot.
    const next = this.#tokens[this.#at + 1]
    if (
      next?.kind === 'market' &&
      !this.#clauseHasMarket &&
      /[a-z]/i.test(this.#folded[token.start]!)
    )
      this.#takeMarket(next)
    if (state.comparing || state.isCumulative || this.#isForecast || this.#isDead) return
    const modes: TradeMode[] = this.#clauseModes.length
      ? this.#clauseModes
      : [this.#passage.mode ?? 'total']
    this.#emitNone(modes, token)
    state.flowFresh = false
  }

  #emitNone(modes: TradeMode[], token: Token) {
    if (this.#passage.time.kind !== 'day' || this.#state.isCumulative || this.#isDead) return
    for (const mode of modes) this.#emit(`volume_${mode}`, 0, 't', token)
  }

  /** True when a week or a month is named behind a figure, in its own clause. */
  #periodAhead(): boolean {
    for (let at = this.#at + 1; at < this.#tokens.length; at++) {
      const token = this.#tokens[at]!
      if (token.kind === 'stop') return false
      if (token.kind === 'number') return false
      if (token.kind === 'time' && token.time.kind === 'period') return true
      if (token.kind === 'mark' && (token.mark === 'period' || token.mark === 'base_other')) {
        // 本周 in front of a clause of its own needs a comma before it; English says so behind the figure.
        return true
      }
      if (token.kind === 'mark' && token.mark === 'compare') {
        const next = this.#tokens[at + 1]
        if (next?.kind === 'time') return this.#baseOf(next.time) === 'other'
      }
      if (token.kind === 'measure' && token.measure !== 'close') return false
    }
    return false
  }

  /** Up 0.4% on the day. */
  #onTheDayAhead(): boolean {
    const next = this.#tokens[this.#at + 1]
    const after = this.#tokens[this.#at + 2]
    const isPrev = (token?: Token) => token?.kind === 'mark' && token.mark === 'base_prev'
    return isPrev(next) || (next?.kind === 'mark' && next.mark !== 'period' && isPrev(after))
  }

  #usedAhead = -1

  #takeNumber(token: Token & NumberToken) {
    for (const one of this.#stack) one.hadNumber = true
    // A title's 突破9亿吨 is no figure of a day.
    if (this.#passage.where === 'title' && aboutBefore.test(this.#folded.slice(0, token.start)))
      return
    this.#takeSubjectBehind(token)
    const state = this.#state
    const isChange = state.verb !== null && this.#isAmountOfVerb(token)
    this.#lookForRange(token)
    switch (this.#kindOf(token)) {
      case 'percent':
        this.#takePercent(token)
        break
      case 'price':
        if (!isChange) this.#takePrice(token)
        break
      case 'tonnes':
        if (!isChange) this.#takeTonnes(token)
        break
      case 'money':
        if (!isChange) this.#takeMoney(token)
        break
    }
    this.#clauseHasNumber = true
    if (!this.#respectively) {
      this.#labels = []
      this.#modes = []
    }
    if (this.#isForecast) this.#isForecastClauseOver = true
  }

  /** In "sold 2,675,000 UKAs" the allowances' name stands behind the figure. */
  #takeSubjectBehind(token: Token & NumberToken) {
    const next = this.#tokens[this.#at + 1]
    if (
      token.unit !== 'tonnes' ||
      next?.kind !== 'market' ||
      this.#folded.slice(token.end, next.start).trim() !== ''
    )
      return
    if (this.#passage.subjects.at(-1)?.market !== next.market) this.#takeMarket(next)
  }

  #isAmountOfVerb(token: Token & NumberToken): boolean {
    const { verb } = this.#state
    if (!verb || token.unit === 'percent') return false
    const gap = this.#folded.slice(verb.at, token.start)
    return gap.length <= 10 && !leadsToPrice.test(gap) && !/[,，(]/.test(gap)
  }

  #kindOf(token: Token & NumberToken): 'percent' | 'price' | 'tonnes' | 'money' | null {
    const { last, flow } = this.#state
    switch (token.unit) {
      case 'drop':
        return null
      case 'percent':
      case 'price':
      case 'tonnes':
        return token.unit
      case 'money': {
        if (token.isMultiplied) return 'money'
        if (this.#range.length > 0 || last === 'price' || this.#closeBehind(token)) return 'price'
        return last === 'flow' && flow !== null ? 'money' : last === null ? 'price' : 'money'
      }
      case 'bare': {
        if (last === null || (token.value === 0 && last === 'price')) return null
        const state = this.#state
        if (last === 'price') {
          if (token.isMultiplied) return null
          return token.start - state.priceAt <= 12 || this.#queue.length > 0 || this.#respectively
            ? 'price'
            : null
        }
        if (last === 'flow')
          return flow === 'value' ? 'money' : flow === 'none' ? null : this.#bareVolume(token, flow)
        return null
      }
    }
  }

  /** A volume without a unit stands right behind its word: turnover of 18.4 million, 成交量：12340. */
  #bareVolume(token: Token & NumberToken, flow: FlowLabel | null): 'tonnes' | null {
    // The number of an auction is no volume.
    if (flow === null && !token.isMultiplied && token.value < 1000) return null
    const before = this.#tokens[this.#at - 1]
    if (!before) return null
    const gap = this.#folded.slice(before.end, token.start).trim()
    const isNear =
      /^(?:[:为约达共是在至]|of|was|were|at|totalled|totaled|reached|hit|came to|stood at|came in at|around|about|some|just|over|nearly|more than|to|a|total of|totalling|totaling|=|an?)*(?:\s*(?:of|was|at|about|around|some|just|total|a|to|over|nearly|more|than))*$/i.test(
        gap,
      )
    return isNear && (token.isMultiplied || token.value >= 1 || token.value === 0) ? 'tonnes' : null
  }

  #isBlocked(): boolean {
    const state = this.#state
    return state.comparing || state.isOld || this.#isForecast || this.#isDead
  }

  #nextLabel(): Label | null {
    if (!this.#respectively) return null
    if (this.#queue.length === 0 && this.#passage.subjects.length < 2) {
      if (this.#modes.length >= 2 && this.#state.flow) {
        const flow = this.#state.flow
        this.#queue = this.#modes.map(mode => ({ flow, mode }))
      } else if (this.#labels.length >= 2) this.#queue = [...this.#labels]
      this.#labels = []
      this.#modes = []
    }
    return this.#queue.shift() ?? null
  }

  #takePrice(token: Token & NumberToken) {
    const state = this.#state
    if (this.#isReplaced(token)) return
    if (state.comparing) {
      state.comparing = /[\u4e00-\u9fff]/.test(this.#folded)
      return
    }
    if (this.#isBlocked()) return
    const given = this.#nextLabel()
    let label: PriceLabel | null = given && 'price' in given ? given.price : null
    if (
      label === null &&
      this.#range.length > 0 &&
      state.price !== 'close' &&
      state.price !== 'none'
    )
      label = this.#range.shift()!
    if (label === null && state.price !== 'none' && state.price !== null && !this.#isStale(token)) {
      label = state.price
    }
    if (label === null) {
      const behind = this.#labelBehind(token)
      if (behind) label = behind
      else return
    }
    if (!this.#takesCurrency(token)) return
    const subjects = this.#passage.subjects
    const isList = subjects.length > 1
    if (!isList || this.#numbersSinceGroup >= subjects.length - 1) {
      if (!given) state.price = null
    }
    state.lastPrice = label
    if (label === 'none') return
    this.#emit(label, token.value, null, token)
  }

  /** 在84.90元/吨至87.30元/吨区间震荡: the word for the span stands behind both ends. */
  #lookForRange(token: Token) {
    const [next, word] = this.#tokens.slice(this.#at + 1, this.#at + 3)
    if (next?.kind !== 'number' || word?.kind !== 'mark' || word.mark !== 'range') return
    const gap = this.#folded.slice(token.end, next.start)
    if (/^\s*(?:[至到~和与、-]|to|and)\s*$/.test(gap) && word.start - next.end <= 8)
      this.#range = ['low', 'high']
  }

  #isStale(token: Token): boolean {
    const { price, priceAt } = this.#state
    return (price === 'high' || price === 'low' || price === 'open') && token.start - priceAt > 40
  }

  /** 42.16元/吨应为41.26元/吨: a figure that is set right at once. */
  #isReplaced(token: Token): boolean {
    const next = this.#tokens[this.#at + 1]
    if (next?.kind !== 'mark') return false
    if (next.mark === 'new') return next.start - token.end <= 6
    return (
      next.mark === 'old' &&
      /reported|stated|published/i.test(this.#folded.slice(next.start, next.end)) &&
      next.start - token.end <= 4
    )
  }

  #closeBehind = (token: Token): boolean => this.#labelBehind(token, true) !== null

  /** The label that stands right behind a figure: €71.35 settlement, 以91.42元/吨收盘, €72.10, the day's high. */
  #labelBehind(token: Token, isLook = false): PriceMeasure | null {
    const next = this.#tokens[this.#at + 1]
    let label = next
    let gap = label ? this.#folded.slice(token.end, label.start) : ''
    if (label?.kind === 'stop' && label.stop === ',') {
      const after = this.#tokens[this.#at + 2]
      if (after && /^,? (?:the |its |a )/.test(this.#folded.slice(label.start))) {
        gap = this.#folded.slice(label.end, after.start)
        label = after
      }
    }
    if (label?.kind !== 'measure') return null
    if (!['open', 'high', 'low', 'close'].includes(label.measure)) return null
    if (
      !/^\s*(?:的价格|价|的|at the|at|as its|as the|on the|in the|the|for the|to|its)?\s*$/i.test(
        gap,
      )
    )
      return null
    const after = this.#tokens[this.#tokens.indexOf(label) + 1]
    if (after?.kind === 'number' && after.unit !== 'percent' && after.start - label.end <= 6)
      return null
    if (!isLook) this.#usedAhead = label.start
    return label.measure as PriceMeasure
  }

  #takesCurrency(token: NumberToken): boolean {
    const [subject] = this.#passage.subjects
    if (token.isPlainYuan && subject?.market.plain_yuan)
      token.currency = subject.market.currencies[0]!
    return !token.currency || !subject || subject.market.currencies.includes(token.currency)
  }

  #takePercent(token: Token & NumberToken) {
    const state = this.#state
    const { base, verb } = state
    state.base = null
    if (this.#isBlocked() && !(state.comparing && verb)) return
    const isOfDay = this.#passage.time.kind === 'day' || base === 'prev' || this.#onTheDayAhead()
    if (base === 'other' || this.#periodAhead() || !isOfDay) return
    const behind = this.#verbBehind(token)
    const used = verb ?? behind
    if (!used && token.sign === 0) return
    if (!used && state.last !== 'price') return
    if (used?.isFlow) return
    const target = this.#lastLabelInClause()
    if (target !== null && target !== 'close') return
    if (target === null && state.lastPrice === 'none' && state.price !== 'close') return
    if (target === null && !used && state.lastPrice !== 'close') return
    if (state.isCumulative || (state.price === 'none' && state.last === 'price')) return
    const [subject] = this.#passage.subjects
    if (!subject) return
    const sign = token.sign !== 0 ? token.sign : (used?.sign ?? 0) < 0 ? -1 : 1
    this.#emit('change_pct', sign * token.value || 0, '%', token)
    state.verb = null
  }

  /** 0.8% higher, a 0.8% rise. */
  #verbBehind(token: Token): { sign: number; isFlow: boolean } | null {
    const next = this.#tokens[this.#at + 1]
    if (next?.kind !== 'mark' || (next.mark !== 'up' && next.mark !== 'down')) return null
    if (next.start - token.end > 2) return null
    const after = this.#folded.slice(next.end, next.end + 16)
    return {
      sign: next.mark === 'up' ? 1 : -1,
      isFlow: /^\s*(?:in|of) (?:volume|turnover|trad)/i.test(after),
    }
  }

  #takeTonnes(token: Token & NumberToken) {
    const state = this.#state
    if (state.comparing) return
    if (this.#isBlocked()) return
    const given = this.#nextLabel()
    const flow = given && 'flow' in given ? given.flow : state.flow
    if (flow === 'none') return
    if (flow === null && !state.mode && !state.isCumulative) return this.#takeTonnesBehind(token)
    const isList = this.#passage.subjects.length > 1
    if (!given && !state.flowFresh && !isList && flow !== 'value') return
    this.#emitFlow('volume', token, given && 'flow' in given ? given.mode : null)
    if (!isList || this.#numbersSinceGroup >= this.#passage.subjects.length) state.flowFresh = false
  }

  /** 18.4 million tonnes changed hands, 2.7 million EUAs were sold. */
  #takeTonnesBehind(token: Token & NumberToken) {
    for (let at = this.#at + 1; at <= this.#at + 3; at++) {
      const next = this.#tokens[at]
      if (!next || next.start - token.end > 40 || next.kind === 'number' || next.kind === 'stop')
        return
      if (
        next.kind === 'mark' &&
        ['none_flow', 'none_price', 'deal', 'forecast'].includes(next.mark)
      )
        return
      if (next.kind !== 'measure' || next.measure !== 'volume') continue
      if (
        !/\b(?:traded|changed hands|changing hands|sold|exchanged|transacted|awarded|volume|turnover)/i.test(
          this.#folded.slice(next.start, next.end),
        )
      )
        return
      this.#usedAhead = next.start
      return this.#emitFlow('volume', token, null)
    }
  }

  #takeMoney(token: Token & NumberToken) {
    const state = this.#state
    if (this.#isBlocked() || !this.#takesCurrency(token)) return
    const given = this.#nextLabel()
    const flow = given && 'flow' in given ? given.flow : state.flow
    if (flow === 'none' || (flow === null && !state.isCumulative && !state.mode)) return
    this.#emitFlow('value', token, given && 'flow' in given ? given.mode : null)
    state.flowFresh = false
  }

  #emitFlow(flow: 'volume' | 'value', token: Token & NumberToken, given: TradeMode | null) {
    const state = this.#state
    const passage = this.#passage
    const unit =
      flow === 'volume' ? 't' : (token.currency ?? passage.subjects[0]?.market.currencies[0] ?? '')
    if (passage.time.kind !== 'day' || this.#periodAhead()) return
    if (state.isCumulative) {
      if (state.mode && state.mode !== 'total') return
      return this.#emit(`${flow}_cumulative`, token.value, unit, token)
    }
    const mode =
      given ??
      (state.isTotal ? 'total' : state.mode) ??
      this.#auctionAhead() ??
      passage.mode ??
      'total'
    if (this.#isAsOf && mode === 'total' && flow === 'volume' && token.value >= 1e8)
      return this.#emit('volume_cumulative', token.value, unit, token)
    if (flow === 'value' && mode === 'auction') return
    this.#emit(`${flow}_${mode}` as Measure, token.value, unit, token)
  }

  /** The UK sold 2,675,000 allowances at an auction. */
  #auctionAhead(): 'auction' | null {
    for (const token of this.#tokens.slice(this.#at + 1)) {
      if (token.kind === 'stop' || token.kind === 'number') return null
      if (token.kind === 'mode') return token.mode === 'auction' ? 'auction' : null
    }
    return null
  }

  #dayOf(measure: Measure): string | null {
    const { time, dates } = this.#passage
    if (time.kind === 'day') return time.day
    if (measure !== 'close' && measure !== 'change_pct') return null
    // A week's close is that of its last day of trade.
    const last = time.lastDay ?? (dates.text < dates.published ? dates.text : dates.published)
    const weekday = weekdayOf(last)
    return weekday === 0 || weekday === 6 || !time.lastDay ? latestWeekday(5, last) : last
  }

  #emit(measure: Measure, value: number, unit: string | null, token: Token) {
    const { subjects } = this.#passage
    if (subjects.length === 0 || this.#isDead) return
    this.#takeDayAhead()
    const day = this.#dayOf(measure)
    if (day === null) return
    const isNumber = token.kind === 'number'
    const shared = subjects.length > 1 && isNumber
    const own = shared ? [subjects[this.#numbersSinceGroup % subjects.length]!] : subjects
    if (shared) this.#numbersSinceGroup++
    for (const subject of own) this.#emitOne(subject, day, measure, value, unit, token)
  }

  /** English names the day behind its figure: closed at 9,850 won on Thursday. */
  #takeDayAhead() {
    if (this.#sawTime || this.#passage.time.kind === 'period') return
    for (const token of this.#tokens.slice(this.#at + 1)) {
      if (token.kind === 'stop' || token.kind === 'number') return
      if (token.kind === 'mark' && token.mark === 'compare') return
      if (token.kind !== 'time') continue
      if (token.time.kind === 'day' && !this.#isChinese) this.#passage.time = token.time
      return
    }
  }

  #emitOne(
    subject: Subject,
    day: string,
    measure: Measure,
    value: number,
    unit: string | null,
    token: Token,
  ) {
    if (subject.isLater) return
    const isAuction = measure === 'volume_auction'
    const of = isAuction && subject.market.futures ? { ...subject, contract: null } : subject
    const currency = (token.kind === 'number' && token.currency) || subject.market.currencies[0]
    this.#points.push({
      market: subject.market.id,
      instrument: instrumentOf(of),
      day,
      measure,
      value,
      unit: unit ?? `${currency}/t`,
      where: this.#passage.where,
      quote: this.#printed.trim(),
      printed: this.#printed.slice(token.start, token.end),
      isCorrection: this.#isCorrecting,
    })
  }
}
