import type { Measure } from '../../model/series.ts'
import { foldFigures } from '../../text/fold-figures.ts'
import { closeDayOf } from '../close-of-period.ts'
import { instrumentOf } from '../instrument.ts'
import type { Cell } from '../read-blocks.ts'
import type { NumberToken, Token } from '../token.ts'
import { tokenize } from '../tokenize.ts'
import { flatCell, nothing } from './layout.ts'
import type { CellMeaning } from './merge-headings.ts'
import type { TableScene } from './table-scene.ts'

type Emit = (measure: Measure, value: number, unit: string) => void
type Figure = Token & NumberToken
type Reading = { meaning: CellMeaning; numbers: Figure[]; sign: number; scene: TableScene }

/** Reads the points of one cell. `names` are the headings as printed. */
export function readCell(cell: Cell, meaning: CellMeaning, names: string[], scene: TableScene) {
  const folded = foldFigures(cell.text).trim()
  if (/^[-/\\*.\s]*$/.test(folded)) return
  const emit = emitter(meaning, [...names.filter(name => name !== ''), cell.text].join(' | '), {
    printed: cell.text.trim(),
    scene,
  })
  const { measure } = meaning
  if (nothing.test(folded)) {
    const isFlow = measure === 'volume' || (measure === null && meaning.isModeNamed)
    if (isFlow && !meaning.isCumulative) emit(`volume_${meaning.mode}`, 0, 't')
    return
  }
  if (measure === 'change' && flatCell.test(folded) && !/\d/.test(folded))
    return emit('change_pct', 0, '%')
  const reading = readNumbers(folded, meaning, scene)
  if (reading) emitFigure(reading, emit)
}

function emitter(
  { subject, time }: CellMeaning,
  quote: string,
  { printed, scene }: { printed: string; scene: TableScene },
): Emit {
  return (measure, value, unit) => {
    const isMonth = time.kind === 'period' && time.span === 'month'
    const closing =
      measure === 'close' && time.kind === 'period' && time.lastDay && !isMonth
        ? closeDayOf(time, scene.passage.dates)
        : null
    const day = time.kind === 'day' ? time.day : closing
    if (!day) return
    const isAuction = measure === 'volume_auction' && subject.market.futures
    scene.points.push({
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

/** The numbers of a cell, or null when they are counted in what is none of the market's. */
function readNumbers(folded: string, meaning: CellMeaning, scene: TableScene): Reading | null {
  const tokens = tokenize(folded, scene.lexicon, scene.passage.dates)
  const numbers = tokens.filter((token): token is Figure => token.kind === 'number')
  const [first] = numbers
  if (!first || first.unit === 'drop') return null
  const { market } = meaning.subject
  if (first.plainSign && market.plain_signs.includes(first.plainSign))
    first.currency = market.currencies[0]!
  if (first.currency && !market.currencies.includes(first.currency)) return null
  const falls = tokens.some(token => token.kind === 'mark' && token.mark === 'down')
  // (0.4%): accountants write what fell in brackets.
  const isBracketed = /^\(\d[\d.]* ?%?\)$/.test(folded)
  return { meaning, numbers, sign: falls || isBracketed ? -1 : 1, scene }
}

function emitFigure(reading: Reading, emit: Emit) {
  const { measure, isRange } = reading.meaning
  if (isRange) return emitRange(reading, emit)
  if (measure === 'change') return emitChange(reading, emit)
  if (measure === null || measure === 'volume' || measure === 'value')
    return emitFlow(reading, emit)
  emitPrice(measure, reading, emit)
}

const currencyOf = ({ meaning, numbers }: Reading): string =>
  numbers[0]!.currency ?? meaning.currency ?? meaning.subject.market.currencies[0] ?? ''

function emitChange({ meaning, numbers, sign }: Reading, emit: Emit) {
  const [first, second] = numbers
  const isPercent = first!.unit === 'percent' || (first!.unit === 'bare' && meaning.isPercent)
  const figure = isPercent ? first! : second?.unit === 'percent' ? second : null
  if (!figure) return
  emit('change_pct', (figure.sign || first!.sign || sign) * figure.value || 0, '%')
}

function emitPrice(measure: 'open' | 'high' | 'low' | 'close', reading: Reading, emit: Emit) {
  const { meaning, numbers, sign } = reading
  const [first, ...others] = numbers
  if (!isPrice(first!)) return
  // A currency that the cell prints itself is its own, whatever the headings say.
  const { currencies } = meaning.subject.market
  if (!first!.currency && meaning.currency && !currencies.includes(meaning.currency)) return
  emit(measure, first!.value, `${currencyOf(reading)}/t`)
  // 10,700원 (▲150, 1.42%): the move in between says which way.
  const change = others.find(({ unit }) => unit === 'percent')
  if (measure !== 'close' || !change) return
  const way = change.sign || others[0]!.sign || sign
  emit('change_pct', way * change.value || 0, '%')
}

const isPrice = ({ unit, isMultiplied }: Figure): boolean =>
  unit !== 'percent' && unit !== 'tonnes' && !isMultiplied

/** 73.60–74.55: the span of the day's prices. */
function emitRange(reading: Reading, emit: Emit) {
  const { numbers } = reading
  if (numbers.length !== 2 || !numbers.every(isPrice)) return
  const values = numbers.map(({ value }) => value)
  emit('low', Math.min(...values), `${currencyOf(reading)}/t`)
  emit('high', Math.max(...values), `${currencyOf(reading)}/t`)
}

function emitFlow(reading: Reading, emit: Emit) {
  const { meaning, numbers, scene } = reading
  const first = numbers[0]!
  if (first.unit === 'percent' || first.unit === 'price') return
  if (meaning.measure === null && !meaning.isModeNamed && !meaning.isCumulative) return
  const flow = meaning.measure === 'value' || first.unit === 'money' ? 'value' : 'volume'
  const unit = flow === 'value' ? currencyOf(reading) : 't'
  const isPlain = first.unit === 'bare' && !first.isMultiplied
  const power = isPlain ? (meaning.factor ?? scene.passage.scales[flow]) : 0
  const value = power ? Number(`${first.value}e${power}`) : first.value
  const mode = meaning.isModeNamed ? meaning.mode : 'total'
  if (meaning.isCumulative) {
    if (mode === 'total') emit(`${flow}_cumulative`, value, unit)
    return
  }
  if (flow === 'value' && meaning.mode === 'auction') return
  emit(`${flow}_${meaning.mode}` as Measure, value, unit)
}
