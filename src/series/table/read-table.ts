import type { FoundPoint } from '../found-point.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Passage } from '../passage.ts'
import type { Cell, TableBlock } from '../read-blocks.ts'
import { namesContracts } from './contract-months.ts'
import { type Heading, readHeading } from './heading.ts'
import { countHeadRows, countLabelColumns, distinct, flatCell, isSection, isSum } from './layout.ts'
import { type CellMeaning, mergeHeadings } from './merge-headings.ts'
import { readCell } from './read-cell.ts'
import { headOfDays, shapeTable } from './shape-table.ts'
import { type CellPart, splitCell } from './split-cell.ts'
import { openTable, type TableScene } from './table-scene.ts'

/** Reads the points of a table: rows, columns and merged headings say what each figure is. */
export function readTable(table: TableBlock, passage: Passage, lexicon: Lexicon): FoundPoint[] {
  const scene = openTable(shapeTable(table), passage, lexicon)
  const { rows } = scene.table
  scene.namesContracts = namesContracts(table, passage)
  const headRows = countHeadRows(scene)
  const labelColumns = countLabelColumns(headRows, scene)
  const heads = distinct(rows.slice(0, headRows).flat())
  const names = [...heads, ...distinct(rows.flatMap(row => row.slice(0, labelColumns)))]
  scene.passage = onDayOfForm(scene) ?? onDayOfHeads(heads, scene)
  const isForm = headRows === 0 || isList(labelColumns, scene)
  scene.isAuction = isOfAuctions(isForm ? names : heads, isForm, scene)
  scene.hasClose = names.some(cell => isClose(scene.heading(cell)))
  if (!scene.hasClose && heads.some(({ text }) => ofCountries.test(text))) return []
  const caption = readHeading(scene.table.caption, passage, lexicon)
  // A merged row at the top says what holds where the sections below it say nothing.
  const titles = rows.slice(0, headRows).filter(row => isSection(row, scene))
  let above: Heading[] = [caption]
  for (const row of rows.slice(headRows)) {
    if (isSection(row, scene))
      above = [
        ...[caption, ...titles.map(([cell]) => scene.heading(cell!))],
        scene.heading(row[0]!),
      ]
    else readRow(row, { above, headRows, labelColumns }, scene)
  }
  return scene.points
}

/** Emissions (Mt), 排放量: a table of countries is of no market, though its rows bear the same names. */
const ofCountries = /\b(?:emissions?|population|GDP)\b|排放量|排出量|배출량/i

/** 6 July, 7 July, Change: a row or column of changes that names no day is of the last of the days beside it. */
function dayOfChange(own: Heading[], beside: () => Heading[]): Heading[] {
  if (!own.some(({ measure }) => measure === 'change') || own.some(({ time }) => time)) return []
  const dayOf = ({ time }: Heading) => (time?.kind === 'day' ? time.day : '')
  const last = beside()
    .toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)))
    .at(-1)
  return last && dayOf(last) !== ''
    ? [{ ...last, measure: null, subject: null, contract: null }]
    : []
}

/** 收盘价 | 99.20, 日期 | 2026年4月1日: the row of a form that names the day of all. */
function onDayOfForm({ table: { rows }, passage, heading }: TableScene): Passage | null {
  if (rows.some(row => row.length > 2)) return null
  const days = rows.flatMap(([label, cell]) => {
    const time = label && cell && headOfDays.test(label.text.trim()) ? heading(cell).time : null
    return time?.kind === 'day' ? [time] : []
  })
  const [time, ...others] = days
  return time && others.length === 0 ? { ...passage, time } : null
}

/** Close 12 Oct | Volume: where the title names no day, the one day over a column of the table's own figures is that of all. */
function onDayOfHeads(heads: Cell[], { passage, heading }: TableScene): Passage {
  const { dates, time } = passage
  const isPlain = time.kind === 'day' && time.day === dates.published && dates.titled === null
  const own = heads.map(heading).filter(({ measure, isNone }) => measure !== null && !isNone)
  const days = own.flatMap(head => (head.time?.kind === 'day' ? [head.time] : []))
  const [day, ...others] = days
  return isPlain && day && others.every(one => one.day === day.day)
    ? { ...passage, time: day }
    : passage
}

const isClose = ({ measure, isNone }: Heading): boolean => measure === 'close' && !isNone

/** What only tables of auctions have in their heads. */
const auctionHead =
  /auction|clearing price|cover ratio|bid cover|竞价|拍卖|出清价|中标|auktion|zuschlagspreis|zugeteilte|subasta|adjudicad|enchère|adjugé/i

/** A form names its figures at their left; there the total is the auction's too. */
const isOfAuctions = (heads: Cell[], isForm: boolean, { heading }: TableScene): boolean =>
  heads.some(({ text }) => auctionHead.test(text)) &&
  heads.every(head => {
    const { measure, mode } = heading(head)
    const isOwn = mode === null || mode === 'auction' || (isForm && mode === 'total')
    return measure !== 'close' && isOwn
  })

type Place = {
  /** The caption, and the section that the row stands in. */
  above: Heading[]
  headRows: number
  labelColumns: number
}

function readRow(row: Cell[], place: Place, scene: TableScene) {
  const { rows } = scene.table
  const labels = distinct(row.slice(0, place.labelColumns))
  const ofRow = dayOfChange(labels.map(scene.heading), () =>
    rows
      .slice(place.headRows, rows.indexOf(row))
      .flatMap(one => one.slice(0, place.labelColumns).map(scene.heading)),
  )
  const above = [...place.above, ...ofRow]
  if (labels.some(isSum) && !isList(place.labelColumns, scene)) return
  if (labels.some(label => isOfOtherGood(label, place, scene))) return
  if (isOfOtherMarket(labels, scene)) return
  for (const [x, cell] of row.entries()) {
    // A merged cell is read where it begins.
    const isFirst = cell.column === x && row === scene.table.rows[cell.row]
    if (x < place.labelColumns || !isFirst) continue
    const heads = headsOf(x, place, scene)
    if (heads.some(head => place.labelColumns > 0 && isSum(head) && !scene.heading(head).mode))
      continue
    for (const part of splitCell(cell, heads, labels))
      readPart(part, { row, x }, { ...place, above }, scene)
  }
}

/** Reads one figure that stands in a row at a column. */
function readPart(
  { cell, heads, labels }: CellPart,
  { row, x }: { row: Cell[]; x: number },
  place: Place,
  scene: TableScene,
) {
  const parts = [
    ...place.above,
    ...dayOfChange([...heads, ...labels].map(scene.heading), () =>
      distinct(scene.table.rows.slice(0, place.headRows).flat()).map(scene.heading),
    ),
    ...heads.map(scene.heading),
    ...subjectOfChange(heads, x, place.headRows, scene),
    ...labels.map(scene.heading),
  ]
  const meaning = mergeHeadings(parts, scene)
  if (!meaning) return
  const names = [...heads, ...labels].map(({ text }) => text)
  if (!meaning.isModeNamed && !meaning.isCumulative)
    meaning.measure ??= lastOfDay(parts, scene) ?? measureOfQuote(row, x, scene)
  const beside = heads.some(head => scene.heading(head).measure === 'change')
    ? scene.table.rows.flatMap(one => one[x] ?? [])
    : row
  if (meaning.measure === 'change' && beside.some(isPercent) && !isList(place.labelColumns, scene))
    meaning.isPercent = true
  takeOwnLabel(meaning, cell, scene)
  readCell(cell, meaning, names, scene)
}

const tradedNothing = /^(?:无|未|零|没有)(?:成交|交易)$|^(?:no trades?|did not trade|untraded)$/i

/** 成交1,200吨 in a column of no name: the cell says itself what it is. */
function takeOwnLabel(meaning: CellMeaning, cell: Cell, scene: TableScene) {
  if (meaning.measure !== null || meaning.isModeNamed || meaning.isCumulative) return
  if (tradedNothing.test(cell.text.trim())) {
    meaning.measure = 'volume'
    return
  }
  const own = scene.heading(cell)
  const isFlow = own.measure === 'volume' || own.measure === 'value'
  if (own.isNone || own.isPeriod || !isFlow || !/^\D{2,8}\d/.test(cell.text.trim())) return
  meaning.measure = own.measure
  meaning.isCumulative = own.isCumulative
  if (own.mode) Object.assign(meaning, { mode: own.mode, isModeNamed: true })
}

/** KOC among KAU24 and KAU25: a code that is no market's, in a column of theirs. */
function isOfOtherGood(label: Cell, { headRows }: Place, { table, heading }: TableScene): boolean {
  const { subject, vintage, contract, measure, mode, time } = heading(label)
  if (subject ?? vintage ?? contract ?? measure ?? mode ?? time) return false
  if (!codeAlone.test(label.text.trim())) return false
  return table.rows.slice(headRows).some(row => row.some(isSameColumn(label, heading)))
}

/** Switzerland among the EU, the UK and Korea: a market that is none of ours. */
function isOfOtherMarket(labels: Cell[], { table, heading }: TableScene): boolean {
  const [first] = labels
  if (!first || !nameAlone.test(first.text.trim())) return false
  const saysMore = ({ subject, vintage, contract, measure, mode, time }: Heading) =>
    subject ?? vintage ?? contract ?? measure ?? mode ?? time
  if (labels.some(label => saysMore(heading(label)))) return false
  const own = table.rows.flatMap(row => row.filter(({ column }) => column === first.column))
  const ids = own.flatMap(cell => heading(cell).subject?.market.id ?? [])
  return new Set(ids).size > 1
}

const nameAlone = /^[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,3}$/

const codeAlone = /^[A-Z]{2,6}[\d-]*$/
const isSameColumn = (label: Cell, heading: TableScene['heading']) => (cell: Cell) =>
  cell.column === label.column && heading(cell).subject !== null

/** 最新价, where the text says that its quotes are closes. */
const lastOfDay = (parts: Heading[], { passage }: TableScene): 'close' | null =>
  passage.quotesAreCloses && parts.some(({ isLastTrade }) => isLastTrade) ? 'close' : null

/** `EUA Dec-26 | €71.95 | ▼ 0.8%`: a quote with its change beside it, or where the text says that its quotes are closes. */
function measureOfQuote(row: Cell[], x: number, scene: TableScene): 'close' | 'change' | null {
  if (scene.isAuction) return null
  const [before, own, next] = [row[x - 1], row[x], row[x + 1]].map(cell => cell?.text.trim() ?? '')
  const { quotesAreCloses } = scene.passage
  const isBesideChange = signed.test(next!) || flatCell.test(next!)
  if (coin.test(own!) && (isBesideChange || quotesAreCloses)) return 'close'
  if (quotesAreCloses && /^\d+(?:,\d{3})*(?:\.\d+)?$/.test(own!)) return 'close'
  return (signed.test(own!) || flatCell.test(own!)) && coin.test(before!) ? 'change' : null
}

const coin =
  /^(?:(?:[A-Z]{2,3})?[€£$¥₩]|EUR|GBP|USD|CNY|RMB|KRW|NZD|HKD|TWD) ?\d+(?:,\d{3})*(?:\.\d+)?$|^\d+(?:\.\d+)? ?(?:元|欧元|英镑|美元)(?:\/吨)?$/
const signed = /^[+\-−–↑↓▲▼△▽] ?\d+(?:\.\d+)? ?[%％]$/

/** In a column or row of changes that prints its signs a 0 is one of percent. */
const isPercent = ({ text }: Cell): boolean => /[%％]\s*$/.test(text)

/** The headings over a column; merged rows at the top stand among those above a section. */
function headsOf(x: number, { headRows, above }: Place, scene: TableScene): Cell[] {
  const rows = scene.table.rows.slice(0, headRows)
  const own = above.length > 1 ? rows.filter(head => !isSection(head, scene)) : rows
  return distinct(own.map(head => head[x]))
}

/** A list of measures with one figure each: 合计 there is the day's total. */
function isList(labelColumns: number, { table }: TableScene): boolean {
  const widest = Math.max(...table.rows.map(row => row.length))
  return widest - labelColumns === 1
}

/** A column of changes that names nothing is of the column to its left. */
function subjectOfChange(
  heads: Cell[],
  x: number,
  headRows: number,
  { table, heading }: TableScene,
): Heading[] {
  const own = heads.map(heading)
  if (own.some(({ subject }) => subject) || !own.some(({ measure }) => measure === 'change'))
    return []
  for (let left = x - 1; left >= 0; left--) {
    const beside = distinct(table.rows.slice(0, headRows).map(row => row[left])).map(heading)
    const found = beside.find(({ subject }) => subject)
    if (found) return [{ ...found, measure: null, factor: null, currency: null }]
  }
  return []
}
