import type { ReadPoint } from '../model/series.ts'
import type { FoundPoint } from './found-point.ts'

const pointKey = ({ market, instrument, day, measure }: FoundPoint): string =>
  [market, instrument, day, measure].join(' ')

const digitsOf = (value: number) =>
  `${Math.abs(value)}`.replace(/[.]/, '').replace(/^0+|0+$/g, '').length

/** True when `rough` is `exact` with fewer digits. */
function rounds(rough: number, exact: number): boolean {
  if (rough === exact || digitsOf(rough) >= digitsOf(exact)) return false
  const lastDigit = 10 ** (Math.floor(Math.log10(Math.abs(rough))) + 1 - digitsOf(rough))
  return Math.abs(rough - exact) <= Math.min(Math.abs(exact) * 0.05, lastDigit)
}

/** A note of what is set right names no day; the text below it does. */
const isToldOnItsDay = (note: FoundPoint, points: FoundPoint[]): boolean =>
  points.some(
    point =>
      !point.isCorrection &&
      point.day !== note.day &&
      point.market === note.market &&
      point.instrument === note.instrument &&
      point.measure === note.measure &&
      point.value === note.value,
  )

/** A title's 零成交 where the body says it of every mode, its sale of 3.2m where the body tells exactly what was auctioned. */
const isToldByMode = (title: FoundPoint, body: FoundPoint[]): boolean =>
  title.measure === 'volume_total' &&
  body.some(
    ({ market, instrument, day, measure, value }) =>
      market === title.market &&
      // An auction's allowances are of no month.
      (instrument === title.instrument || measure === 'volume_auction') &&
      day === title.day &&
      measure.startsWith('volume_') &&
      (title.value === 0 || rounds(title.value, value)),
  )

/** The body gives this measure with its day. */
function isToldOnADay(title: FoundPoint, body: FoundPoint[], tells: TitleTime): boolean {
  if (tells === 'day') return false
  return body.some(
    ({ market, instrument, measure, value }) =>
      market === title.market &&
      instrument === title.instrument &&
      measure === title.measure &&
      (tells === 'span' || value === title.value || rounds(title.value, value)),
  )
}

/** A title's 韩国碳价 that the body calls KAU25. */
const isToldOfVintage = (title: FoundPoint, body: FoundPoint[]): boolean =>
  body.some(
    ({ market, instrument, measure, value }) =>
      market === title.market &&
      instrument !== title.instrument &&
      instrument.startsWith(title.instrument) &&
      measure === title.measure &&
      value === title.value,
  )

/** What a title says of the day of its figures. */
export type TitleTime = 'day' | 'span' | 'nothing'

/** Each key once: what is set right wins, then the exact figure, then the first; the title has what the body has not. */
export function settlePoints(
  found: FoundPoint[],
  title: FoundPoint[],
  titleTells: TitleTime,
): ReadPoint[] {
  const body = found.filter(point => !(point.isCorrection && isToldOnItsDay(point, found)))
  const settled = new Map<string, FoundPoint>()
  for (const point of body) {
    const key = pointKey(point)
    const before = settled.get(key)
    const isBetter =
      !before ||
      (point.isCorrection && !before.isCorrection) ||
      (before.isSoft && !point.isSoft) ||
      (point.isCorrection === before.isCorrection && rounds(before.value, point.value))
    if (isBetter) settled.set(key, point)
  }
  for (const point of title) {
    const key = pointKey(point)
    const isTold =
      isToldByMode(point, body) ||
      isToldOnADay(point, body, titleTells) ||
      isToldOfVintage(point, body)
    if (!settled.has(key) && !isTold) settled.set(key, point)
  }
  return [...settled.values()].map(({ isSoft: _, ...point }) => point)
}
