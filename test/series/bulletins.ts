/** Invented bulletins with the points they hold, in the ways that newsrooms write them. No report is anybody's. */
import type { Point } from '../../src/model/series.ts'

export type Bulletin = {
  id: string
  template: string
  url: string
  title: string
  html: string
  lang: string
  fetchedAt: string
  points: Point[]
}

/** Numbers that are the same in every run. */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }
  next(): number {
    this.#state = (this.#state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return this.#state / 4_294_967_296
  }
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }
  price(from: number, to: number): number {
    return this.whole(from * 100, to * 100) / 100
  }
  pick<One>(list: readonly One[]): One {
    return list[this.whole(0, list.length - 1)]!
  }
}

export type Draft = {
  title: string
  body: string
  lang?: string
  published?: string
  points: Point[]
}
export type Template = (chance: Chance, day: string) => Draft

export const plus = (day: string, count: number) =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
export const md = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
export const ymd = (day: string) => `${day.slice(0, 4)}年${md(day)}`
export const weekZh = (day: string) => '日一二三四五六'[new Date(Date.parse(day)).getUTCDay()]!
export const weekEn = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(day))
export const enDay = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(day),
  )
export const usDay = (day: string) =>
  new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.parse(day),
  )
export const group = (value: number) => value.toLocaleString('en-US')
export const two = (value: number) => value.toFixed(2)
/** A value from what is printed, exactly. */
export const exact = (printed: string | number, power = 0) => Number(`${printed}e${power}`)
export const signed = (value: number) => (value > 0 ? `+${two(value)}` : two(value))

/** Points of one instrument and day. */
export function pointsOf(
  [market, instrument, currency]: [string, string, string],
  day: string,
  figures: Partial<Record<Point['measure'], number>>,
): Point[] {
  return Object.entries(figures).map(([name, value]) => {
    const measure = name as Point['measure']
    const unit = measure.startsWith('volume')
      ? 't'
      : measure.startsWith('value')
        ? currency
        : measure === 'change_pct'
          ? '%'
          : `${currency}/t`
    return { market, instrument, day, measure, value: value || 0, unit }
  })
}

/** A page around a body, with what stands on pages beside the text: none of its figures counts. */
export const page = (
  title: string,
  date: string,
  body: string,
) => `<!doctype html><html><head><title>${title}</title></head><body>
<header><nav><a href="/">首页</a><a href="/market">行情 CEA 收盘价66.60元/吨</a></nav></header>
<main><article><h1>${title}</h1><div class="meta"><time datetime="${date}">${date}</time></div><div class="content">${body}</div></article>
<aside><h3>相关阅读</h3><ul><li><a href="/1">全国碳市场昨日收盘价55.55元/吨，成交1.1万吨</a></li><li><a href="/2">EUAs settled at €55.55 on Monday</a></li></ul></aside></main>
<footer>© 示例 2026</footer></body></html>`
