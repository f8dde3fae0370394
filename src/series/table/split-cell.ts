import { foldFigures } from '../../text/fold-figures.ts'
import type { Cell } from '../read-blocks.ts'
import { nothing } from './layout.ts'

/** One figure of a cell, with the headings that are its own. */
export type CellPart = { cell: Cell; heads: Cell[]; labels: Cell[] }

/** 元/吨, EUR/t: no place to part at. */
const unitOfPrice =
  /([元圆円원€£$]|(?<![A-Za-z])(?:[A-Z]{3}|yuan|won)|ユーロ|ポンド|ウォン|ドル)\s*[/／]\s*(公?吨|公?噸|tCO2e?|tonnes?|tons?|st|t(?![a-z])|톤|トン)/gi
const mask = (text: string) => text.replace(unitOfPrice, '$1\u0000$2')
const unmask = (text: string) => text.replaceAll('\u0000', '/')

const betweenNames = /\s*[/／、|&+]\s*|(?<=[^\d\s])\s*[-–—~～]\s*(?=[^\d\s])/
const betweenFigures = /\s*[/／、|;；~～–—]\s*|\s+-\s+|(?<=[\d%）)])-(?=\d)/
const figure =
  /^[\s+\-−–—↑↓▲△▼▽±(（￥¥$€£A-Z]*\d[^\d]*(?:[\d,.]+[^\d]*)?$|^[-—–]+$|^(?:持平|unch\.?|flat|보합)$/i

/**
 * 收盘价/涨跌幅 over 79.10/+0.25%: a heading of several names, and a cell of as many figures, are read one by one. A cell of one figure
 * comes back as it is.
 */
export function splitCell(cell: Cell, heads: Cell[], labels: Cell[]): CellPart[] {
  const whole = [{ cell, heads, labels }]
  const isNothing = nothing.test(cell.text.trim())
  if (!isNothing && !/[/／、|;；~～–—-]/.test(cell.text.slice(1))) return whole
  const figures = mask(foldFigures(cell.text).trim()).split(betweenFigures)
  const isSeveral = figures.length > 1 && figures.every(one => figure.test(one.trim()))
  if (!isNothing && !isSeveral) return whole
  const named = [...heads, ...labels].find(head =>
    isNothing ? /[/／]/.test(mask(head.text)) : namesOf(head.text).length === figures.length,
  )
  if (!named) return whole
  return namesOf(named.text).map((name, at) => {
    const own = (head: Cell): Cell => (head === named ? { ...head, text: name } : head)
    // 无成交 under 成交量/成交额 says it of both.
    const part = isNothing ? cell : { ...cell, text: unmask(figures[at]!) }
    return { cell: part, heads: heads.map(own), labels: labels.map(own) }
  })
}

/** 成交量/成交额（万吨/万元）: each name with its unit; 最高/最低（元/吨） each with the same. */
function namesOf(text: string): string[] {
  const [, names = '', units] = /^([^(（]*)(?:[(（]([^)）]*)[)）])?$/.exec(mask(text.trim())) ?? []
  const parted = names.trim().split(betweenNames)
  if (parted.length < 2) return namesWithUnits(mask(text.trim()))
  const ofEach = units?.split(betweenNames) ?? []
  const unitAt = (at: number) => (ofEach.length === parted.length ? ofEach[at] : units)
  return withLead(parted).map((name, at) => unmask(units ? `${name}（${unitAt(at)}）` : name))
}

const flowName = /(?:成交|交易)?(?:数量|总?量|金额|总?额)$|(?:volume|value|turnover)s?$/i

/** 挂牌协议成交量/成交额: what leads the first name leads the others. */
function withLead([first = '', ...names]: string[]): string[] {
  const lead = flowName.test(first) ? first.replace(flowName, '') : ''
  const isBare = (name: string) => name.replace(flowName, '') === ''
  return [first, ...names.map(name => (isBare(name) ? lead + name : name))]
}

/** 收盘价（元/吨）/涨跌幅（%）: brackets within. */
const namesWithUnits = (text: string): string[] =>
  text.split(/(?<=[)）])\s*[/／]\s*|\s*[/／]\s*(?=[^()（）]*[(（][^()（）]*[)）]$)/).map(unmask)
