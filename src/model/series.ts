import * as z from 'zod'

const words = z.array(z.string().min(1))
const currency = z.string().regex(/^[A-Z]{3}$/, 'expected a currency such as CNY')

const marketSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected an id such as cn-ets'),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  currencies: z.array(currency).min(1, 'expected at least one currency'),
  /** The letters an instrument is quoted by; the first one names it. */
  codes: z.array(z.string().regex(/^[A-Z]+$/)).min(1, 'expected at least one code'),
  vintages: z.enum(['short', 'printed']).default('printed'),
  /** Quoted as one over all vintages too (综合价格). */
  composite: z.boolean().default(false),
  futures: z.boolean().default(false),
  /** 元 or $ without a country's name, where it is this market's own currency. */
  plain_signs: z.array(z.enum(['元', '$'])).default([]),
  /** The prices between which nobody asks back. */
  plausible: z.tuple([z.number(), z.number()]),
  words,
  places: words.default([]),
  beside: words.default([]),
  rows: words.default([]),
})

const priceMeasures = ['open', 'high', 'low', 'close'] as const
const tradeModes = ['listed', 'block', 'auction', 'total'] as const

/** `config/series.yaml`: the markets, and the words and units of their bulletins. */
export const seriesSchema = z.strictObject({
  markets: z.array(marketSchema).min(1),
  fallback: z.strictObject({
    zh: z.strictObject({ market: z.string(), words }),
    /** Told of a carbon of no name, whose price's currency says which market is meant. */
    en: z.strictObject({ markets: z.array(z.string()), words }),
  }),
  others: words,
  measures: z.strictObject({
    open: words,
    high: words,
    low: words,
    close: words,
    change: words,
    volume: words,
    value: words,
  }),
  modes: z.strictObject({ listed: words, block: words, auction: words, total: words }),
  marks: z.record(z.string(), words),
  units: z.strictObject({
    tonnes: z.array(z.strictObject({ words, factor: z.int().min(0).max(12) })),
    percent: words,
    drop: words,
    currencies: z.record(currency, words),
    per_tonne: words,
  }),
})

export type SeriesConfig = z.infer<typeof seriesSchema>
export type MarketConfig = SeriesConfig['markets'][number]
export type PriceMeasure = (typeof priceMeasures)[number]
export type TradeMode = (typeof tradeModes)[number]

/** What a figure of a bulletin is. */
export const measures = [
  ...priceMeasures,
  'change_pct',
  'volume_listed',
  'volume_block',
  'volume_auction',
  'volume_total',
  'volume_cumulative',
  'value_listed',
  'value_block',
  'value_total',
  'value_cumulative',
] as const
export type Measure = (typeof measures)[number]

/** One figure of one trading day of one instrument. */
export type Point = {
  market: string
  instrument: string
  /** The trading day, `YYYY-MM-DD`. */
  day: string
  measure: Measure
  value: number
  /** `CNY/t`, `%`, `t` or a currency. */
  unit: string
}

/** One figure of one day, whoever reports it. */
export type PointKey = { market: string; instrument: string; day: string; measure: string }

/** A point with where it was read. */
export type ReadPoint = Point & {
  where: 'title' | 'sentence' | 'cell'
  /** The sentence, or the row and column headings with the cell. */
  quote: string
  /** The figure as printed. */
  printed: string
  /** True when the text says that it sets an earlier figure right. */
  isCorrection: boolean
}

/** How a told figure changed. `was` is null for one that is new, `value` for one that is told no more. */
export type SeriesChange = PointKey & {
  sequence: number
  at: Date
  was: number | null
  value: number | null
  unit: string
  /** The report that is told now. */
  articleId: string | null
  isCorrection: boolean
}

/** Which changes of figures somebody asks for: all of it must hold, any value of a list will do. */
export type SeriesChangeQuery = {
  market?: string[]
  instrument?: string[]
  measure?: string[]
  /** Only figures that were told before. */
  onlyChanged?: boolean
}

/** Why a figure is held back until somebody looked at it. */
export type HeldReason = 'implausible' | 'jump'

/** A change of a told figure, as the API tells it. */
export const seriesChangeSchema = z.object({
  sequence: z.int(),
  at: z.string(),
  kind: z.enum(['added', 'changed', 'withdrawn']),
  market: z.string(),
  instrument: z.string(),
  day: z.string(),
  measure: z.string(),
  was: z.number().nullable(),
  value: z.number().nullable(),
  unit: z.string(),
  articleId: z.string().nullable().describe('The report that is told now'),
  isCorrection: z.boolean(),
})

/** A page of their log. */
export const seriesChangesSchema = z.object({
  changes: z.array(seriesChangeSchema),
  next: z.int(),
  more: z.boolean(),
  epoch: z.string(),
})

/** A point as the API tells it. */
export const seriesPointSchema = z.object({
  market: z.string(),
  instrument: z.string(),
  day: z.string(),
  measure: z.string(),
  value: z.number(),
  unit: z.string(),
  articleId: z.string(),
  revision: z.int(),
  where: z.string(),
  quote: z.string(),
  printed: z.string(),
  isCorrection: z.boolean(),
  held: z.enum(['implausible', 'jump']).nullable(),
  reports: z.int(),
  conflicts: z.int(),
})
