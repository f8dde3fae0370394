import type { SeriesConfig, TradeMode } from '../../model/series.ts'
import { foldFigures } from '../../text/fold-figures.ts'
import { lastWeekdayOf, spanOfWord } from '../close-of-period.ts'
import { plainSubject, type Subject } from '../instrument.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Passage } from '../passage.ts'
import type { Time } from '../read-time.ts'
import { soldWord } from '../sentence/take-label.ts'
import type { Token } from '../token.ts'
import { tokenize } from '../tokenize.ts'
import { type HeadingUnit, unitOfHeading } from './unit-of-heading.ts'

/** What a heading of a table says of the cells under or beside it. */
export type Heading = {
  subject: Subject | null
  contract: Extract<Token, { kind: 'contract' }> | null
  vintage: string | null
  time: Time | null
  measure: keyof SeriesConfig['measures'] | null
  mode: TradeMode | null
  isCumulative: boolean
  /** An average, the day before, a sum of all rows: the cells are no points. */
  isNone: boolean
  /** Last close: the day's own where no other column is, else that of the day before. */
  isLastClose: boolean
  /** The price of the last trade. */
  isLastTrade: boolean
  isOther: boolean
  isPeriod: boolean
  isPercent: boolean
  /** Spot allowances: of no month. */
  isSpot: boolean
  /** The low and the high in one cell. */
  isRange: boolean
} & HeadingUnit

const plainHeading = (): Heading => ({
  subject: null,
  contract: null,
  vintage: null,
  time: null,
  measure: null,
  mode: null,
  isCumulative: false,
  isNone: false,
  isLastClose: false,
  isLastTrade: false,
  isOther: false,
  isPeriod: false,
  isPercent: false,
  isSpot: false,
  isRange: false,
  currency: null,
  factor: null,
  flow: null,
  isInLots: false,
})

const changeHead =
  /^(?:日)?(?:变动|变化|增减|涨跌额|涨跌值|升跌)|^(?:幅|日幅)(?:[(]|$)|^(?:net |daily |day |1d )?(?:change|chg|diff)|^(?:(?:1d|24h|d\/d)|(?:day|daily|1d|d\/d) ?%|% ?(?:day|daily|1d|d\/d|chg|change)|\+\/- ?%?|%)$/i
/** What only a percentage is called, whatever the cells print. */
const rateHead =
  /[涨跌升降]幅|^日?幅(?:[(]|$)|[动化]率|涨跌率|등락률|변동률|騰落率|腾落率|上昇率|下落率|pct|percent/i
const lastClose = /^last (?:close|settle|settlement)$/i
/** 误 beside 正: what was printed wrongly. */
const wrongHead =
  /^(?:误|错|错误|有误|误刊|误报|原[值文报]?|原数值|as published|originally|wrong|incorrect|error)$/i
/** 成交量（手）, 成交笔数（笔）: no tonnes. */
const countedOtherwise = /[(](?:手|笔|宗|家|건)[)]/
/** What was traded last is no close, where a column of closes is. */
const lastTrade =
  /^(?:last|latest)(?: price| trade| traded)?$|^(?:最新|现)(?:成交)?价?(?:格)?(?:[(（]|$)|^현재가/i

/** Reads what a heading says, word for word. */
export function readHeading(text: string, passage: Passage, lexicon: Lexicon): Heading {
  const folded = foldFigures(text)
  const heading = plainHeading()
  heading.isPercent = /%|百分/.test(folded) || rateHead.test(folded.trim())
  for (const token of tokenize(folded, lexicon, passage.dates)) {
    const word = folded.slice(token.start, token.end)
    takeToken(heading, token, { word, folded, passage })
    const isSold = token.kind === 'measure' && soldWord.test(word)
    if (isSold && passage.isOfAuction) heading.mode ??= 'auction'
  }
  Object.assign(heading, unitOfHeading(folded, lexicon))
  // Turnover (CNY): the unit says which of the two is meant.
  if (heading.measure === 'volume' && heading.currency) heading.measure = 'value'
  heading.time = endOfMonth(heading.time, folded)
  heading.subject ??= marketOfPlace(folded.trim(), lexicon)
  if (wrongHead.test(folded.trim()) || countedOtherwise.test(folded)) heading.isNone = true
  heading.isLastTrade = lastTrade.test(folded.trim())
  heading.measure ??= measureOfForm(folded.trim(), heading)
  return heading
}

/** 5月末收盘价: of the month's last day of trade. */
const endOfMonth = (time: Time | null, folded: string): Time | null =>
  time?.kind === 'period' && time.lastDay && /[月年季][末底]/.test(folded)
    ? { kind: 'day', day: lastWeekdayOf(time.lastDay), isLastWeek: false }
    : time

type Said = { word: string; folded: string; passage: Passage }

function takeToken(heading: Heading, token: Token, said: Said) {
  switch (token.kind) {
    case 'market':
      heading.subject = {
        ...plainSubject(token.market),
        vintage: token.vintage ?? heading.subject?.vintage ?? null,
      }
      return
    case 'contract':
      heading.contract = token
      return
    case 'vintage':
      heading.vintage = token.year
      return
    case 'time':
      if (token.time.kind === 'period') heading.isPeriod = true
      heading.time ??= token.time
      return
    case 'measure':
      // 涨跌幅 of 收盘价, 总成交额: the last word is what is meant, but a change is one of the close alone.
      if (token.measure === 'change' && !['change', 'close', null].includes(heading.measure))
        heading.isNone = true
      heading.measure = token.measure
      return
    case 'mode':
      if (token.mode !== 'total' || !heading.mode) heading.mode = token.mode
      return
    case 'other':
      heading.isOther = true
      return
    case 'mark':
      return takeMark(heading, token.mark, said)
  }
}

const noneMarks = ['none_price', 'none_flow', 'forecast', 'base_other', 'deal', 'old']

/** 较前一交易日 alone heads what changed since then. */
const comparesFirst =
  /^\s*(?:较|比|与|日?环比|前日比|前営业日比|前取引日比|전일 ?대비|전일비|대비|vs\.? |versus |change from |chg from )/i

function takeMark(heading: Heading, mark: string, { word, folded, passage: { dates } }: Said) {
  if (mark === 'cumulative') heading.isCumulative = true
  else if (mark === 'range') heading.isRange = true
  else if (mark === 'spot') heading.isSpot = true
  else if (lastClose.test(word)) heading.isLastClose = true
  else if (mark === 'none_price' && comparesFirst.test(folded) && /^(?:昨|前|上)/.test(word))
    heading.measure ??= 'change'
  else if (noneMarks.includes(mark)) heading.isNone = true
  else if (mark === 'period') {
    heading.isPeriod = true
    heading.time ??= { kind: 'period', span: spanOfWord(word), lastDay: null }
  } else if (mark === 'today') heading.time = { kind: 'day', day: dates.text, isLastWeek: false }
  else if (mark === 'base_prev' && comparesFirst.test(folded)) heading.measure ??= 'change'
  else if (mark === 'base_prev' && heading.measure === null) heading.isNone = true
  else if (mark === 'yesterday') heading.isNone = true
}

const pilotNoun = /^[市省]?(?:碳市场|碳排放配额|配额|试点|\s+pilot)?$/i

/** 湖北, Hubei pilot: in a heading a place's name is its market's. */
function marketOfPlace(
  folded: string,
  { places, marketOfPlace: find, marketOfRow }: Lexicon,
): Subject | null {
  const row = marketOfRow(folded)
  if (row) return plainSubject(row)
  const found = places.at(folded, 0)
  const market = found && find(found[0])
  return market && pilotNoun.test(folded.slice(found[0].length)) ? plainSubject(market) : null
}

/** 开, 高, 低, 收 in a row of them, O, H, L, C: a letter alone. */
const singleHead: Record<string, Heading['measure']> = {
  ...{ 开: 'open', 今开: 'open', 始: 'open', 시: 'open', O: 'open' },
  ...{ 高: 'high', 고: 'high', H: 'high', 低: 'low', 安: 'low', 저: 'low', L: 'low' },
  ...{ 收: 'close', 终: 'close', 종: 'close', C: 'close' },
}

/** 量, 竞价数量, 金额, 升跌: short words that only headings use. */
function measureOfForm(folded: string, { mode }: Heading): Heading['measure'] {
  if (changeHead.test(folded)) return 'change'
  const single = singleHead[folded.replace(/[(（].*$/, '').trim()]
  if (single) return single
  const isBare = /^(?:量|数量|额|金额)(?:[(]|$)/.test(folded)
  if (!isBare && !mode) return null
  if (/^(?:.{0,6})(?:量|数量)(?:[(].*)?$/.test(folded)) return 'volume'
  return /^(?:.{0,6})(?:额|金额)(?:[(].*)?$/.test(folded) ? 'value' : null
}
