import { type Figure, readFigureAt, shift } from '../text/read-figure.ts'
import type { Lexicon } from './lexicon.ts'
import { type Found, matchAt, type NumberToken, type Token } from './token.ts'

/** The number at this place of a text, with the signs, currencies and units around it. */
export function readNumberAt(
  text: string,
  at: number,
  lexicon: Lexicon,
  before: Token[],
): Found | null {
  let from = at
  let sign = 0
  let perTonneBefore = false
  let currency: string | null = null
  let plainSign: NumberToken['plainSign'] = null
  let isPercent = false
  // What stands before a figure: a sign, a currency, 每吨, 百分之.
  for (;;) {
    const rest = text.slice(from, from + 4)
    if (rest.startsWith('百分之')) {
      isPercent = true
      from += 3
    } else if (
      sign === 0 &&
      /^[+-](?=[ ]?[\d.€$£]|[A-Z])/.test(rest) &&
      !dashBeforeDay.test(text.slice(from, from + 14)) &&
      !/[\d\w)]/.test(text[from - 1] ?? '')
    ) {
      sign = rest[0] === '-' ? -1 : 1
      from++
    } else if (/^[↑▲△↗↓▼▽↘]/.test(rest)) {
      sign = lexicon.fallSigns.includes(rest[0]!) ? -1 : 1
      from++
    } else if (from > at && text[from] === ' ') from++
    else if (isPercent && text[from] === '负') {
      sign = -1
      from++
    } else {
      const unit = unitAt(text, from, lexicon)
      if (unit?.role.kind !== 'unit') break
      if (unit.role.unit === 'perTonne') perTonneBefore = true
      else if (unit.role.unit === 'currency' && /[^\d\w]|^[A-Z$]/i.test(unit.word)) {
        if (currency !== null) break
        currency = unit.role.currency
        plainSign = plainSignOf(unit.word)
      } else break
      from = unit.end
    }
  }
  if (/[a-z0-9]/i.test(text[from - 1] ?? '') && from === at) return null
  if (from === at && isEnumerator(text, at)) return null
  // 09:30 GMT
  const clock = /^\d{1,2}:\d{2}(?![\d:.])/.exec(text.slice(from, from + 6))
  if (clock && from === at) return { meanings: [], end: at + clock[0].length }
  const figure = readFigureAt(text, from)
  if (!figure) return null
  if (!isPercent && figure.isHan && !unitFollows(text, figure.end, lexicon)) return null
  const read = readUnits(text, figure, lexicon, {
    currency,
    plainSign,
    perTonne: perTonneBefore,
    isPercent,
  })
  if (!read) return null
  const lastEnd = before.at(-1)?.end ?? 0
  if (from === at && lastEnd > at) return null
  return { meanings: [{ ...read.number, sign }], end: read.end }
}

/** Market update - 24 Nov */
const dashBeforeDay =
  /^- (?:\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}[-/年]|\d{1,2}月)/i

/** 成交：1.挂牌协议…；2.大宗协议…: the figure of a list. */
const isEnumerator = (text: string, at: number): boolean =>
  /(?:^|[:;。(\s])$/.test(text.slice(Math.max(0, at - 1), at)) &&
  /^\d{1,2}(?:[.)]|(?<=^\d)、)(?=[\u4e00-\u9fff])/.test(text.slice(at, at + 5))

const plainSignOf = (word: string): NumberToken['plainSign'] =>
  /^[元圆块]$/.test(word) ? '元' : word === '$' ? '$' : null

const unitFollows = (text: string, end: number, lexicon: Lexicon) =>
  unitAt(text, skip(text, end), lexicon) !== null
/** Millions de tonnes, millones de toneladas: what is counted stands behind its preposition. */
const skip = (text: string, at: number) =>
  text.startsWith(' de ', at) ? at + 4 : text[at] === ' ' ? at + 1 : at

function unitAt(text: string, at: number, lexicon: Lexicon) {
  const found = lexicon.units.at(text, at)
  const role = found && lexicon.unitOf(found[0])
  return role ? { role, word: found[0], end: at + found[0].length } : null
}

function readUnits(
  text: string,
  figure: Figure,
  lexicon: Lexicon,
  before: {
    currency: string | null
    plainSign: NumberToken['plainSign']
    perTonne: boolean
    isPercent: boolean
  },
): { number: Omit<NumberToken, 'sign'>; end: number } | null {
  let { value, end } = figure
  let { currency, perTonne } = before
  let plainSign: NumberToken['plainSign'] = before.plainSign
  const isMultiplied = /[万亿만억조a-z]/i.test(text.slice(figure.start, figure.end))
  // 1만850원: a price in won is as large as that.
  const isInWon = () => currency === 'KRW' && value < 100_000
  const number = (unit: NumberToken['unit']) => ({
    number: {
      kind: 'number' as const,
      value,
      unit,
      currency,
      isMultiplied: isMultiplied && !isInWon(),
      plainSign,
    },
    end,
  })
  if (before.isPercent) return number('percent')
  for (let rounds = 0; rounds < 3; rounds++) {
    const unit = unitAt(text, skip(text, end), lexicon)
    if (unit?.role.kind !== 'unit') break
    const { role } = unit
    if (role.unit === 'currency') {
      if (currency !== null && currency !== role.currency && rounds > 0) break
      if (currency === null) plainSign = plainSignOf(unit.word)
      currency ??= role.currency
      end = unit.end
      // 三角五分, 零五分
      const small =
        /^(?:([\d一二三四五六七八九])角(?:([\d一二三四五六七八九])分)?|[零〇]([一二三四五六七八九])分)/.exec(
          text.slice(end),
        )
      if (small) {
        const tail = small[0]
          .replace(/[角分]/g, '')
          .replace(/[零〇]/, '0')
          .replace(/[一二三四五六七八九]/g, one => `${'零一二三四五六七八九'.indexOf(one)}`)
        value = shift(`${value}.${tail}`, 0)
        end += small[0].length
      }
      continue
    }
    if (role.unit === 'perTonne') {
      perTonne = true
      end = unit.end
      continue
    }
    if (currency !== null) break
    if (role.unit === 'percent') {
      end = unit.end
      return number('percent')
    }
    if (role.unit === 'tonnes') {
      // The allowances' own name says which are meant: it is read again as a word.
      end = unit.end
      value = shift(`${value}`, tonnesFactor(unit.word, role.factor, value))
      return number('tonnes')
    }
    // A single letter or a Chinese counter directly behind the figure.
    if (/^[a-z]/i.test(unit.word) || unit.end > end) {
      end = unit.end
      return number('drop')
    }
    break
  }
  if (perTonne) return number('price')
  if (currency !== null && ofOtherGoods.test(text.slice(end, end + 12))) return number('drop')
  if (currency !== null) return number('money')
  if (
    matchAt(lexicon.codes, text, skip(text, end)) ||
    allowanceAhead.test(text.slice(end, end + 40))
  )
    return number('tonnes')
  return number('bare')
}

/**
 * Mt is a million tonnes; mt and MT are how traders write a metric tonne. An allowance is a whole one, so 2.1mt is a million
 * tonnes all the same.
 */
const tonnesFactor = (word: string, factor: number, value: number): number =>
  /^(?:mt|MT)/.test(word) && Number.isInteger(value) ? 0 : factor

/** 31.2欧元/兆瓦时, $68 a barrel: priced by what no allowance is measured in. */
const ofOtherGoods =
  /^ ?(?:\/|每|per |a |an )(?:兆瓦时|千瓦时|度|桶|磅|盎司|股|张|辆|百万英热|千卡|立方米|[mkg]wh|barrel|bbl|mmbtu|therm|ounce|oz|share|pound|lb|litre|gallon|kg|wmt|dmt)/i

const allowanceAhead =
  /^ (?:of )?(?:[\w-]+ ){0,2}(?:allowances|permits|tonnes|tons|credits|euas|ukas|ccas|units|emissionsberechtigungen|berechtigungen|emissionsrechte|zertifikate|emissionszertifikate|quotas|derechos)\b/i
