import type { Measure, SeriesConfig, TradeMode } from '../model/series.ts'
import type { FoundPoint } from './found-point.ts'
import { foldFigures } from '../text/fold-figures.ts'
import { lastWeekdayOf } from './close-of-period.ts'
import {
  contractName,
  instrumentOf,
  isLaterContract,
  plainSubject,
  type Subject,
} from './instrument.ts'
import type { Lexicon } from './lexicon.ts'
import type { Cell, TableBlock } from './read-blocks.ts'
import type { Time } from './read-time.ts'
import type { Passage } from './sentence/scene.ts'
import { shapeTable } from './shape-table.ts'
import { type NumberToken, type Token, tokenize } from './tokenize.ts'

/** What a heading of a table says of the cells under or beside it. */
type Heading = {
  subject: Subject | null
  contract: Extract<Token, { kind: 'contract' }> | null
  vintage: string | null
  time: Time | null
  measure: keyof SeriesConfig['measures'] | null
  mode: TradeMode | null
  isCumulative: boolean
  /** An average, the day before, a sum of all rows: the cells are no points. */
  isNone: boolean
  isOther: boolean
  isPeriod: boolean
  isPercent: boolean
  currency: string | null
  /** The unit of volumes: a power of ten on tonnes. */
  factor: number | null
}

const sums =
  /^(?:合计|总计|小计|共计|累计|total|sum|subtotal|平均|均值|average|mean|周合计|本周合计|week total|weekly total|本周|全周|周平均|周均|月均|日均|均价|月合计|本月合计|本周累计|汇总|总和|全月|本月|周度合计|月度合计|五日合计|week|weekly|monthly total|net)[:：]?$/i
const nothing =
  /^(?:无|无成交|无交易|没有成交|未成交|零成交|no trades?|nil|none|not traded|did not trade|no deals?|untraded)$/i
const flatCell = /^(?:持平|平盘|平|unchanged|flat|0|0\.0+%?|-0\.0+%?)$/i

/** Reads the points of a table: rows, columns and merged headings say what each figure is. */
export function readTable(table: TableBlock, passage: Passage, lexicon: Lexicon): FoundPoint[] {
  const reader = new TableReader(table, passage, lexicon)
  return reader.read()
}

const isBareFlow = (folded: string) => /^(?:量|数量|额|金额)(?:[(]|$)/.test(folded.trim())
const changeHead = /^(?:日)?(?:变动|变化|增减|涨跌额|涨跌值|升跌)|^(?:net )?(?:change|chg|diff)/i
/** What only tables of auctions have in their heads. */
const auctionHead = /auction|clearing price|cover ratio|bid cover|竞价|拍卖|出清价|中标/i

class TableReader {
  readonly #table: TableBlock
  readonly #passage: Passage
  readonly #lexicon: Lexicon
  readonly #points: FoundPoint[] = []
  readonly #headings = new Map<Cell, Heading>()
  #section: Heading | null = null
  #isAuction = false

  constructor(table: TableBlock, passage: Passage, lexicon: Lexicon) {
    this.#table = shapeTable(table)
    this.#passage = passage
    this.#lexicon = lexicon
  }

  read(): FoundPoint[] {
    const { rows } = this.#table
    const headRows = this.#countHeadRows()
    const labelColumns = this.#countLabelColumns(headRows)
    const caption = this.#headingOf(this.#table.caption)
    const heads = distinct(rows.slice(0, headRows).flat())
    this.#isAuction =
      heads.some(head => auctionHead.test(head.text)) &&
      heads.every(head => {
        const { measure, mode } = this.#heading(head)
        return measure !== 'close' && (mode === null || mode === 'auction')
      })
    for (let y = headRows; y < rows.length; y++) {
      const row = rows[y]!
      if (this.#isSection(row)) {
        this.#section = this.#headingOf(row[0]!.text)
        continue
      }
      const labels = distinct(row.slice(0, labelColumns))
      const beside = labels.map(cell => this.#heading(cell))
      if (labels.some(cell => sums.test(cell.text.trim()) && !this.#isSingleColumn(labelColumns)))
        continue
      for (let x = labelColumns; x < row.length; x++) {
        const cell = row[x]!
        if (cell.column !== x || cell.row !== y) continue
        const above = distinct(rows.slice(0, headRows).flatMap(head => (head[x] ? [head[x]] : [])))
        if (
          above.some(
            head => sums.test(head.text.trim()) && labelColumns > 0 && !this.#heading(head).mode,
          )
        )
          continue
        const parts = [
          caption,
          ...(this.#section ? [this.#section] : []),
          ...above.map(head => this.#heading(head)),
          ...this.#subjectOfChange(above, x, headRows),
          ...beside,
        ]
        this.#readCell(
          cell,
          parts,
          [...above, ...labels].map(one => one.text),
        )
      }
    }
    return this.#points
  }

  /** A column of changes that names nothing is of the column to its left. */
  #subjectOfChange(above: Cell[], x: number, headRows: number): Heading[] {
    const own = above.map(head => this.#heading(head))
    if (own.some(({ subject }) => subject) || !own.some(({ measure }) => measure === 'change'))
      return []
    for (let left = x - 1; left >= 0; left--) {
      const heads = distinct(this.#table.rows.slice(0, headRows).map(row => row[left]))
      const found = heads.map(head => this.#heading(head)).find(({ subject }) => subject)
      if (found) return [{ ...found, measure: null, factor: null, currency: null }]
    }
    return []
  }

  /** A list of measures with one figure each: 合计 there is the day's total. */
  #isSingleColumn(labelColumns: number): boolean {
    const widest = Math.max(...this.#table.rows.map(row => row.length))
    return widest - labelColumns === 1
  }

  #heading(cell: Cell): Heading {
    const known = this.#headings.get(cell)
    if (known) return known
    const heading = this.#headingOf(cell.text)
    this.#headings.set(cell, heading)
    return heading
  }

  #countHeadRows(): number {
    const { rows } = this.#table
    let count = 0
    while (count < rows.length - 1 && this.#isHeadRow(rows[count]!)) count++
    return count
  }

  #isHeadRow(row: Cell[]): boolean {
    const cells = distinct(row)
    if (cells.length === 0) return true
    // A merged row over everything is a section when data stood before it, else a title.
    if (cells.length === 1 && row.length > 1) return true
    return (
      cells.every(
        (cell, at) => (at === 0 && !this.#isFigure(cell.text)) || !this.#isFigure(cell.text),
      ) &&
      !cells
        .slice(1)
        .some(
          cell =>
            nothing.test(cell.text.trim()) ||
            flatCell.test(cell.text.trim()) ||
            (/^[-/\\]*$/.test(foldFigures(cell.text).trim()) && cell.text.trim() !== ''),
        ) &&
      (cells.every(cell => cell.isHead) || this.#saysMore(cells))
    )
  }

  /** Head rows name measures, markets, days or units in more than their first cell. */
  #saysMore(cells: Cell[]): boolean {
    const later = cells.slice(1)
    return later.some(cell => {
      const { measure, subject, time, isNone, mode, contract, isCumulative, isPercent } =
        this.#heading(cell)
      return measure || subject || time || isNone || mode || contract || isCumulative || isPercent
    })
  }

  #isFigure(text: string): boolean {
    const folded = foldFigures(text).trim()
    if (!/\d/.test(folded)) return false
    const tokens = tokenize(folded, this.#lexicon, this.#passage.dates)
    const [first] = tokens.filter(token => token.kind !== 'stop')
    return first?.kind === 'number' && first.unit !== 'drop' && first.start <= 1
  }

  #countLabelColumns(headRows: number): number {
    const data = this.#table.rows.slice(headRows).filter(row => !this.#isSection(row))
    const widest = Math.max(0, ...data.map(row => row.length))
    let count = 0
    while (count < widest - 1) {
      const column = data.flatMap(row => (row[count] ? [row[count]!] : []))
      const isData = column.some(
        cell => this.#isFigure(cell.text) || nothing.test(cell.text.trim()),
      )
      if (isData || (count > 0 && column.every(cell => /^[-\s/]*$/.test(foldFigures(cell.text)))))
        break
      const head = this.#table.rows[headRows - 1]?.[count]
      if (count > 0 && head && this.#heading(head).measure && this.#hasMeasuresIn(headRows)) break
      count++
    }
    return Math.max(count, widest > 1 && headRows === 0 ? 1 : count)
  }

  #hasMeasuresIn = (headRows: number): boolean => headRows > 0

  #isSection(row: Cell[]): boolean {
    const cells = distinct(row)
    return cells.length === 1 && row.length > 1 && !this.#isFigure(cells[0]!.text)
  }

  #headingOf(text: string): Heading {
    const folded = foldFigures(text)
    const tokens = tokenize(folded, this.#lexicon, this.#passage.dates)
    const heading: Heading = {
      subject: null,
      contract: null,
      vintage: null,
      time: null,
      measure: null,
      mode: null,
      isCumulative: false,
      isNone: false,
      isOther: false,
      isPeriod: false,
      isPercent: /%|百分/.test(folded),
      currency: null,
      factor: null,
    }
    for (const token of tokens) this.#takeToken(heading, token)
    this.#readUnit(heading, folded)
    const place = this.#lexicon.places
    place.lastIndex = 0
    const found = heading.subject ? null : place.exec(folded.trim())
    const market = found && this.#lexicon.marketOfPlace(found[0])
    if (
      market &&
      /^[市省]?(?:碳市场|碳排放配额|配额|试点|\s+pilot)?$/i.test(
        folded.trim().slice(found[0].length),
      )
    )
      heading.subject = plainSubject(market)
    if (heading.measure === null && changeHead.test(folded.trim())) heading.measure = 'change'
    if (heading.measure === null && /^(?:.{0,6})(?:量|数量)(?:[(].*)?$/.test(folded.trim()))
      heading.measure = isBareFlow(folded) || heading.mode ? 'volume' : null
    if (heading.measure === null && /^(?:.{0,6})(?:额|金额)(?:[(].*)?$/.test(folded.trim()))
      heading.measure = isBareFlow(folded) || heading.mode ? 'value' : null
    return heading
  }

  #takeToken(heading: Heading, token: Token) {
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
        if (token.measure === 'change' && heading.measure && heading.measure !== 'close')
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
        return this.#takeMark(heading, token.mark)
    }
  }

  #takeMark(heading: Heading, mark: string) {
    const { dates } = this.#passage
    if (mark === 'cumulative') heading.isCumulative = true
    else if (['none_price', 'none_flow', 'forecast', 'base_other', 'deal', 'old'].includes(mark))
      heading.isNone = true
    else if (mark === 'period') heading.isPeriod = true
    else if (mark === 'today') heading.time = { kind: 'day', day: dates.text, isLastWeek: false }
    else if (mark === 'base_prev' && heading.measure === null) heading.isNone = true
    else if (mark === 'yesterday') heading.isNone = true
  }

  #readUnit(heading: Heading, folded: string) {
    const volume =
      /(万亿|千万|百万|亿|万|千|百)?\s*(?:公)?吨(?!.*(?:元|[A-Z]{3}|[€£$])\/)|(?<![a-z/])(mt|kt|million|thousand|'000|lots)?\s*(?:t|tonnes?|tons?|tco2e?|allowances)(?![a-z])|(?<![a-z])(mt|kt|mtco2e?|million|lots)(?![a-z])/i.exec(
        folded,
      )
    const money =
      /(万亿|亿|万|千|百万|million|bn|billion|mn|m)?\s*(元|人民币|欧元|英镑|美元|韩元|新西兰元|新台币|港元|[€£$]|EUR|CNY|RMB|yuan|GBP|USD|KRW|NZD|TWD|HKD)(?:\s*(million|billion|mn|bn|m))?\s*(?:(?:\/|每|per )\s*(?:公?吨|t(?![a-z])|tonnes?|tons?|allowance|tCO2e?|st))?/i.exec(
        folded,
      )
    const word = (one?: string) => (one ? (scales[one.toLowerCase()] ?? 0) : 0)
    const perTonne = money && /\/|每|per/i.test(money[0])
    if (volume && !perTonne) heading.factor = word(volume[1] ?? volume[2] ?? volume[3])
    if (money) {
      const unit = this.#lexicon.unitOf(money[2]!)
      // 万元 of a table is the market's own.
      const isPlain = /^元$/.test(money[2]!)
      heading.currency = isPlain
        ? null
        : unit?.kind === 'unit' && unit.unit === 'currency'
          ? unit.currency
          : null
      if (!perTonne && (!volume || /额|value|金额|amount/i.test(folded)))
        heading.factor = word(money[1] ?? money[3])
    }
    // 成交量（万）: the scale alone.
    const bare = /[(（](万|亿|千|million|m|mn|thousand)[)）]/i.exec(folded)
    if (bare && heading.factor === null) heading.factor = word(bare[1])
  }

  #readCell(cell: Cell, parts: Heading[], names: string[]) {
    const merged = this.#merge(parts)
    if (!merged) return
    const folded = foldFigures(cell.text).trim()
    if (folded === '' || /^[-/\\*.\s]+$/.test(folded)) return
    const { heading } = merged
    const quote = [...names.filter(name => name !== ''), cell.text].join(' | ')
    const emit = (measure: Measure | null, value: number, unit: string, printed: string) => {
      if (measure && merged.subject && !merged.subject.isLater)
        this.#emit(merged, measure, value, unit, printed, quote)
    }
    const isFlow =
      heading.measure === 'volume' || heading.measure === 'value' || heading.measure === null
    if (nothing.test(folded)) {
      if (
        heading.measure !== 'value' &&
        isFlow &&
        !heading.isCumulative &&
        (heading.measure || heading.mode)
      )
        emit(`volume_${merged.mode}`, 0, 't', cell.text)
      return
    }
    if (flatCell.test(folded) && heading.measure === 'change' && /[持平uf]/.test(folded)) {
      emit('change_pct', 0, '%', cell.text)
      return
    }
    this.#readFigures(merged, folded, cell.text, emit)
  }

  #readFigures(
    merged: Merged,
    folded: string,
    printed: string,
    emit: (measure: Measure | null, value: number, unit: string, printed: string) => void,
  ) {
    const { heading, subject } = merged
    const tokens = tokenize(folded, this.#lexicon, this.#passage.dates)
    const numbers = tokens.filter((token): token is Token & NumberToken => token.kind === 'number')
    const [first, second] = numbers
    if (!first || first.unit === 'drop') return
    const verb = tokens.find(
      token => token.kind === 'mark' && (token.mark === 'up' || token.mark === 'down'),
    )
    const sign = first.sign || (verb?.kind === 'mark' && verb.mark === 'down' ? -1 : 1)
    const piece = printed.trim()
    if (first.plainSign && subject?.market.plain_signs.includes(first.plainSign))
      first.currency = subject.market.currencies[0]!
    const currency = first.currency ?? heading.currency ?? subject?.market.currencies[0] ?? ''
    const isOwn = !first.currency || subject?.market.currencies.includes(first.currency)
    if (!isOwn) return
    switch (heading.measure) {
      case 'change': {
        if (first.unit === 'percent' || (first.unit === 'bare' && heading.isPercent))
          emit('change_pct', sign * first.value || 0, '%', piece)
        else if (second?.unit === 'percent')
          emit('change_pct', (second.sign || sign) * second.value || 0, '%', piece)
        return
      }
      case 'open':
      case 'high':
      case 'low':
      case 'close':
        if (first.unit === 'percent' || first.unit === 'tonnes' || first.isMultiplied) return
        if (subject && heading.currency && !subject.market.currencies.includes(heading.currency))
          return
        emit(heading.measure, first.value, `${currency}/t`, piece)
        if (heading.measure === 'close' && second?.unit === 'percent')
          emit(
            'change_pct',
            (second.sign || (verb?.kind === 'mark' && verb.mark === 'down' ? -1 : 1)) *
              second.value || 0,
            '%',
            piece,
          )
        return
      default: {
        if (first.unit === 'percent' || first.unit === 'price') return
        const isValue = heading.measure === 'value' || first.unit === 'money'
        const flow = isValue ? 'value' : 'volume'
        const isPlain = first.unit === 'bare' && !first.isMultiplied
        const scale = isPlain ? (heading.factor ?? this.#passage.scales[flow]) : 0
        const value = scale ? Number(`${first.value}e${scale}`) : first.value
        if (heading.measure === null && !heading.mode && !heading.isCumulative) return
        if (heading.isCumulative) {
          if (!heading.mode || heading.mode === 'total')
            emit(`${flow}_cumulative`, value, isValue ? currency : 't', piece)
          return
        }
        if (isValue && merged.mode === 'auction') return
        emit(`${flow}_${merged.mode}` as Measure, value, isValue ? currency : 't', piece)
      }
    }
  }

  #merge(parts: Heading[]): Merged | null {
    const last = <Key extends keyof Heading>(key: Key): Heading[Key] | null =>
      parts.findLast(part => part[key] !== null && part[key] !== false)?.[key] ?? null
    if (parts.some(part => part.isNone) || parts.some(part => part.isOther && !part.subject))
      return null
    const measure = pickMeasure(parts)
    // What changes in 成交量 is no change of the close.
    const flows = parts.some(
      part => part.measure !== null && !['change', 'close'].includes(part.measure),
    )
    if (measure === 'change' && flows) return null
    const units = parts.findLast(
      part => part.factor !== null && (part.measure !== null || parts.indexOf(part) > 0),
    )
    const caption = parts[0]!
    const heading: Heading = {
      subject: null,
      contract: last('contract'),
      vintage: last('vintage'),
      time: last('time'),
      measure,
      mode: parts.findLast(part => part.mode && part.mode !== 'total')?.mode ?? last('mode'),
      isCumulative: parts.some(part => part.isCumulative),
      isNone: false,
      isOther: false,
      isPeriod: parts.some(part => part.isPeriod),
      isPercent: parts.some(part => part.isPercent),
      currency: last('currency'),
      factor: units?.factor ?? caption.factor,
    }
    const named = last('subject')
    const [around] = this.#passage.subjects
    const base = named ?? around ?? null
    if (!base) return null
    const subject = this.#subjectOf(base, heading, named !== null)
    const time =
      parts.findLast(part => part.time?.kind === 'day')?.time ??
      (heading.isPeriod
        ? {
            ...({ kind: 'period', span: 'other', lastDay: null } as const),
            ...(last('time')?.kind === 'period' ? last('time') : null),
          } as Time
        : null) ??
      this.#passage.time
    const own = this.#isAuction ? 'auction' : null
    const mode = heading.mode ?? own ?? this.#passage.mode ?? 'total'
    return { heading, subject, time, mode }
  }

  #subjectOf(base: Subject, heading: Heading, isNamed: boolean): Subject {
    const { market } = base
    const { contract } = heading
    const known = this.#passage.contracts.get(market.id) ?? null
    return {
      market,
      vintage: base.vintage ?? (market.vintages === 'short' ? heading.vintage : null),
      contract: contract
        ? contractName(contract.year, contract.month)
        : isNamed
          ? known
          : base.contract,
      isLater: contract
        ? isLaterContract(contract.year, contract.month, this.#passage.dates.published)
        : !isNamed && base.isLater,
    }
  }

  #emit(
    { time, subject }: Merged,
    measure: Measure,
    value: number,
    unit: string,
    printed: string,
    quote: string,
  ) {
    const day =
      time.kind === 'day'
        ? time.day
        : measure === 'close' && time.lastDay && time.span !== 'month'
          ? lastWeekdayOf(time.lastDay)
          : null
    if (!day || !subject) return
    const isAuction = measure === 'volume_auction' && subject.market.futures
    this.#points.push({
      market: subject.market.id,
      instrument: instrumentOf(isAuction ? { ...subject, contract: null } : subject),
      day,
      measure,
      value,
      unit,
      where: 'cell',
      quote,
      printed,
      isCorrection: false,
      isSoft: false,
    })
  }
}

type Merged = { heading: Heading; subject: Subject | null; time: Time; mode: TradeMode }

const scales: Record<string, number> = {
  百: 2,
  千: 3,
  万: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  万亿: 12,
  thousand: 3,
  "'000": 3,
  kt: 3,
  lots: 3,
  mt: 6,
  m: 6,
  mn: 6,
  million: 6,
  mtco2: 6,
  mtco2e: 6,
  bn: 9,
  billion: 9,
}

/** The most telling word of all headings: what changes, then prices, then flows. */
function pickMeasure(parts: Heading[]): Heading['measure'] {
  const named = parts.slice(1).flatMap(part => (part.measure ? [part.measure] : []))
  if (named.includes('change')) return 'change'
  return named.at(-1) ?? parts[0]?.measure ?? null
}

const distinct = (cells: (Cell | undefined)[]): Cell[] => [
  ...new Set(cells.filter(cell => cell !== undefined)),
]
