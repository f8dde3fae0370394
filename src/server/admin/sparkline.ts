import { html, raw } from 'hono/html'
import type { SourceDay } from '../../store/health.ts'
import type { Part } from './admin-layout.ts'

/** So many days are drawn. */
export const SPARK_DAYS = 30
const STEP = 4
const HEIGHT = 20

/** The days that are drawn up to this one, the oldest first, as `2026-03-01`. */
export function sparkDays(now: Date): string[] {
  const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10)
  return Array.from({ length: SPARK_DAYS }, (_, at) => day(SPARK_DAYS - 1 - at))
}

/** A source's articles a day as small bars; a day on which it was asked and gave none is a line at the foot, one without a round is empty. */
export function sparkline(days: string[], counted: SourceDay[], label: string): Part {
  const byDay = new Map(counted.map(({ day, articles }) => [day, articles]))
  const most = Math.max(1, ...byDay.values())
  const bars = days.map((day, at) => {
    const articles = byDay.get(day)
    if (articles === undefined) return ''
    const height = Math.max(1, Math.round((articles / most) * HEIGHT))
    return `<rect class="bar" x="${at * STEP}" y="${HEIGHT - height}" width="${STEP - 1}" height="${height}"><title>${day}: ${articles}</title></rect>`
  })
  const width = days.length * STEP
  return html`<svg class="spark" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-label="${label}: ${byDay.size ? most : 0}">${raw(bars.join(''))}</svg>`
}
