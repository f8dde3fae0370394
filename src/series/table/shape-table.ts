import { foldFigures } from '../../text/fold-figures.ts'
import type { Cell, TableBlock } from '../read-blocks.ts'
import { cutColumns, moveCells } from './cut-columns.ts'
import { flatCell, nothing } from './layout.ts'

/** A table in the shape that its figures are read from: one label a figure, days with their month. */
export function shapeTable(table: TableBlock): TableBlock {
  return spellDays(stackPairs(joinUnits(labelsFirst(dropCount(table)))))
}

const isFigure = (text: string) =>
  /^[\s+\-−–—↑↓▲▼￥¥$€£]*\d[\d,.]*\s*[%％a-z万亿元吨/]*$/i.test(foldFigures(text).trim())
const isBlank = (text: string) => /^[-—–/\s]*$/.test(text)
const isLabel = (text: string) => !isBlank(text) && !isFigure(text) && !/^\d/.test(text.trim())

const isValue = (text: string) =>
  isFigure(text) || isBlank(text) || nothing.test(text.trim()) || flatCell.test(text.trim())

const distinct = (row: Cell[]) => [...new Set(row)]

const headOfCount =
  /^(?:序号|编号|排名|名次|序|項次|番号|번호|순번|순위|rank|no\.?|nr\.?|item|#|№|s\/n|sr\.? ?no\.?)$/i

/** 序号 | 地区 | 收盘价: a first column that counts the rows says nothing of them. */
function dropCount(table: TableBlock): TableBlock {
  const head = table.rows[0]?.[0]?.text.trim() ?? ''
  const cells = distinct(table.rows.slice(1).flatMap(row => row.slice(0, 1)))
  const counts = cells.flatMap(
    ({ text }) => /^[(（]?0?(\d{1,2})[.)）、]?$/.exec(text.trim())?.[1] ?? [],
  )
  const isInOrder = counts.every((count, at) => Number(count) === at + 1)
  const isCount = counts.length > 1 && isInOrder && (head === '' || headOfCount.test(head))
  return isCount ? { ...table, rows: cutColumns(table.rows, 1) } : table
}

/** 收盘价 | 成交量 | 交易日期: labels that stand behind the figures of their rows go before them. */
function labelsFirst(table: TableBlock): TableBlock {
  const [head = [], ...body] = table.rows
  const last = head.length - 1
  const isTurned =
    last > 0 &&
    body.length > 0 &&
    body.every(row => row.length === head.length && isFigure(row[0]!.text)) &&
    body.every(row => !isFigure(row[last]!.text) && !isValue(row[last]!.text))
  if (!isTurned) return table
  const turned = table.rows.map(row => [...row.slice(last), ...row.slice(0, last)])
  const place = ({ column }: Cell) => ({ column: column === last ? 0 : column + 1 })
  return { ...table, rows: moveCells(turned, place) }
}

const headOfUnits = /^(?:计量)?单位$|^units?$/i

/** 开盘价 | 68.30 | 元/吨: the unit in a column of its own, behind the figures, joins the label of its row. */
function joinUnits(table: TableBlock): TableBlock {
  const [head = [], ...body] = table.rows
  const at = head.findIndex(cell => headOfUnits.test(cell.text.trim()))
  if (at < 2 || !body.some(row => row.slice(1, at).some(cell => isFigure(cell.text)))) return table
  const join = ([label, ...cells]: Cell[]): Cell[] => {
    const unit = cells[at - 1]?.text.trim()
    const rest = cells.filter((_, index) => index !== at - 1)
    return label ? [unit ? { ...label, text: `${label.text}（${unit}）` } : label, ...rest] : rest
  }
  const place = (cell: Cell, column: number): Cell => ({ ...cell, column })
  const rows = [head.filter((_, index) => index !== at), ...body.map(join)]
  return { ...table, rows: rows.map(row => row.map(place)) }
}

/** Label, figure, label, figure: two pairs or more beside each other. */
function isPaired(row: Cell[]): boolean {
  const cells = distinct(row)
  return (
    cells.length >= 4 &&
    cells.length % 2 === 0 &&
    cells.every((cell, at) =>
      at % 2 ? isValue(cell.text) : isLabel(cell.text) && !isValue(cell.text),
    )
  )
}

/** Pairs that stand beside each other are put below each other. Rows of words alone (品种, HBEA) head them. */
function stackPairs(table: TableBlock): TableBlock {
  const paired = table.rows.filter(isPaired)
  const rest = table.rows.filter(row => !isPaired(row))
  const isForm =
    paired.length >= 2 &&
    rest.every(row =>
      distinct(row).every(
        (cell, at) => at === 0 || !isFigure(cell.text) || distinct(row).length === 2,
      ),
    )
  if (!isForm) return table
  const heads = rest.filter(row => !distinct(row).some(cell => isFigure(cell.text)))
  const body = table.rows.filter(row => !heads.includes(row)).map(distinct)
  const width = Math.max(...body.map(cells => cells.length / 2))
  const over = heads.find(row => distinct(row).length === width && isOverPairs(row))
  if (over && width > 1) return stackColumns(table, body, distinct(over))
  const sections = heads.filter(
    row => table.rows.some((one, at) => one === row && at > 0) && isMerged(row),
  )
  const pairs = table.rows.flatMap(row => {
    if (sections.includes(row) || (sections.length > 0 && isMerged(row)))
      return [[row[0]!, row[0]!]]
    if (heads.includes(row)) return []
    const cells = distinct(row)
    return Array.from({ length: cells.length / 2 }, (_, at) => cells.slice(at * 2, at * 2 + 2))
  })
  return {
    ...table,
    caption: [
      table.caption,
      ...heads
        .filter(row => sections.length === 0 || !isMerged(row))
        .flatMap(row => distinct(row).map(cell => cell.text)),
    ].join(' '),
    rows: pairs.map(placePair),
  }
}

const isMerged = (row: Cell[]): boolean => row.length > 1 && distinct(row).length === 1

/** A pair in its new row; one cell of both is a section's head. */
function placePair(pair: Cell[], row: number): Cell[] {
  const merged = pair[0] === pair[1] ? { ...pair[0]!, row, column: 0 } : null
  return pair.map((cell, column) => merged ?? { ...cell, row, column })
}

/** 全国碳市场 over one pair of columns, CCER over the next. */
const isOverPairs = (row: Cell[]): boolean =>
  row.every((cell, at) => at % 2 === 0 || cell === row[at - 1])

/** Each pair of columns below its head. */
function stackColumns(table: TableBlock, body: Cell[][], heads: Cell[]): TableBlock {
  const rows = heads.flatMap((head, at) => [
    [head, head],
    ...body.flatMap(cells => (cells[at * 2 + 1] ? [cells.slice(at * 2, at * 2 + 2)] : [])),
  ])
  return {
    ...table,
    rows: rows.map(placePair),
  }
}

/** 9/17, 9.17., 9/17(목), 9-17（周四）. */
const monthAndDay =
  /^(\d{1,2})[./-] ?(\d{1,2})\.?(?: ?[(（](?:周|星期|礼拜|週)?[월화수목금토일月火水木金土日一二三四五六天](?:요일|曜日?)?[)）]| ?[(（]?(?:mon|tue|wed|thu|fri)[a-z]*\.?[)）]?)?$/i
/** 日期, Trading day: what names days. */
export const headOfDays =
  /日期|时间|時間|交易日|營業日|年月日|月日|日付|取引日|約定日|営業日|立会日|일자|날짜|[래매결준장]일|일시|^기간$|^요일|^date|^day|^session|^trad(?:e|ing) (?:date|day|session)|^séances?$|^sesión|^fecha|^jornada|^jour|^día|^datum|^tag$|^(?:handels|börsen)tag/i
/** Such a head of a European language stands over days that are written before their month. */
const headOfDayFirst =
  /^(?:séances?|sesión|fecha|jornada|jour|día|datum|tag|handelstag|börsentag)\b/i
/** Cierre 11/08, Clôture 30/09: the day of a column of closes, before its month. */
const closeOnDay =
  /^((?:precio de )?cierre|clôture|schluss(?:kurs|preis)?|règlement|liquidación)(?: (?:del?|du|vom))? (\d{1,2})[/.](\d{1,2})\.?(?=$| [(])/i

/** 11.09 under 日期 is a day and no figure; 11/16 | 11/17 over columns are days too. */
function spellDays(table: TableBlock): TableBlock {
  return spellDaysOfRows(spellDaysOfHead(spellDayOfCloses(spellAsianDays(table))))
}

function spellDayOfCloses(table: TableBlock): TableBlock {
  const [head = [], ...body] = table.rows
  const spell = (cell: Cell): Cell => ({
    ...cell,
    text: cell.text.trim().replace(closeOnDay, '$1 $3月$2日'),
  })
  const spelled = new Map(
    head.map(cell => [cell, closeOnDay.test(cell.text.trim()) ? spell(cell) : cell]),
  )
  return { ...table, rows: [head, ...body].map(row => row.map(cell => spelled.get(cell) ?? cell)) }
}

const yearMonthDay = /^(?:20)?(2\d)[./-] ?(\d{1,2})[./-] ?(\d{1,2})\.?$/
const hangulDay = /^(\d{1,2})일/
const ofAsia = /[\u4e00-\u9fff\uac00-\ud7af]/

/** 26.09.17 and 2026. 9. 17. have their year first under a heading like 거래일자; 17일 there is a day. */
function spellAsianDays(table: TableBlock): TableBlock {
  const head = table.rows[0]?.[0]?.text.trim() ?? ''
  if (!headOfDays.test(head) || !ofAsia.test(head)) return table
  const spell = (cell: Cell): Cell => ({
    ...cell,
    text: cell.text.trim().replace(yearMonthDay, '20$1年$2月$3日').replace(hangulDay, '$1日'),
  })
  // A cell over several places stays one.
  const spelled = new Map(table.rows.flatMap(([cell]) => (cell ? [[cell, spell(cell)]] : [])))
  return { ...table, rows: table.rows.map(row => row.map(cell => spelled.get(cell) ?? cell)) }
}

/** 11/16 | 11/17 over columns, in the first row or in one below a merged head. */
function spellDaysOfHead(table: TableBlock): TableBlock {
  const at = table.rows.slice(0, 3).findIndex((row, index) => isRowOfDays(row, index))
  const days = (table.rows[at] ?? []).slice(1).filter(({ text }) => monthAndDay.test(text.trim()))
  const spell = spellingOf(days)
  if (at < 0 || !spell) return table
  const spelled = table.rows[at]!.map(cell => (days.includes(cell) ? spell(cell) : cell))
  return { ...table, rows: table.rows.with(at, spelled) }
}

function isRowOfDays([first, ...cells]: Cell[], at: number): boolean {
  const days = cells.filter(({ text }) => monthAndDay.test(text.trim()))
  if (!first || days.length === 0) return false
  const areOthersLabels = cells.every(cell => days.includes(cell) || isLabel(cell.text))
  if (at === 0 && isOverDays(first.text.trim())) return areOthersLabels
  // Under another head: days and nothing else, written with a slash.
  return (
    isLabel(first.text) && days.length > 1 && days.length === cells.length && days.every(isSlashed)
  )
}

const isSlashed = ({ text }: Cell): boolean => /^\s*\d{1,2}\/\d{1,2}(?!\d)/.test(text)

const headOfItems = /项目|指标|类别|品种|内容|date|item|indicator|項目|指標|항목|구분/i
const isOverDays = (text: string): boolean =>
  text === '' || headOfItems.test(text) || headOfDays.test(text)

function spellDaysOfRows(table: TableBlock): TableBlock {
  const [head, ...body] = table.rows.map(row => row[0])
  const found = body.flatMap(cell => (cell && monthAndDay.test(cell.text.trim()) ? [cell] : []))
  if (!head || !headOfDays.test(head.text.trim())) return table
  const spell = spellingOf(found, headOfDayFirst.test(head.text.trim()))
  if (!spell) return table
  const spelled = (cell: Cell): Cell => (found.includes(cell) ? spell(cell) : cell)
  return { ...table, rows: table.rows.map(row => row.map(spelled)) }
}

/** How such cells are spelled as days: 9/17 with its month first, 17/9 with its day first where the head is European or no month has that many; null for others. */
function spellingOf(cells: Cell[], isDayFirst = false): ((cell: Cell) => Cell) | null {
  const pairs = cells.map(({ text }) => monthAndDay.exec(text.trim())!.slice(1).map(Number))
  const areDays = (month: 0 | 1) =>
    pairs.length > 0 &&
    pairs.every(pair => isWithin(pair[month]!, 12) && isWithin(pair[1 - month]!, 31))
  const spelling =
    areDays(0) && !(isDayFirst && areDays(1)) ? '$1月$2日' : areDays(1) ? '$2月$1日' : null
  return spelling && (cell => ({ ...cell, text: cell.text.trim().replace(monthAndDay, spelling) }))
}

const isWithin = (count: number, most: number): boolean => count >= 1 && count <= most
