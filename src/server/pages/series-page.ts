import { html, raw } from 'hono/html'
import type { StoredPoint } from '../../store/series.ts'
import { type Markup, type PageBase, renderPage } from './layout.ts'
import { type Words, words } from './words.ts'

const WIDTH = 720
const HEIGHT = 180
const LEFT = 52
const BOTTOM = 24
const TOP = 10
const DAY_MS = 86_400_000
/** More days than this between two closes are shown as a gap: a weekend is three, a long one four. */
const MOST_DAYS_JOINED = 4
const MOST_ROWS = 15

/** The closes of one instrument, the oldest first. */
export type Closes = { name: string; instrument: string; unit: string; points: StoredPoint[] }

/** The closing prices that bulletins print, instrument by instrument: drawn as SVG, and as tables. */
export function renderSeries(
  head: PageBase,
  series: Closes[],
  since: string,
  until: string,
): Promise<string> {
  const w = words[head.ui]
  return renderPage(
    { ...head, path: '/series', title: w.series },
    html`<h1>${w.series}</h1><p class="meta">${w.seriesNote} <a href="/api/v1/series/points.csv">CSV</a> · <a href="/api/v1/series/points.ndjson">NDJSON</a> · <a href="/api">${w.api}</a></p>
${series.length === 0 ? html`<p>${w.noSeries}</p>` : ''}
${series.map(one => renderOne(one, since, until, w))}`,
  )
}

function renderOne(one: Closes, since: string, until: string, w: Words): Markup {
  const last = one.points.at(-1)!
  return html`<section><h2>${one.name} · ${one.instrument}</h2><p class="meta">${last.day}: ${last.value} ${one.unit}</p>
${drawCloses(one, since, until)}${renderTable(one, w)}</section>`
}

function drawCloses({ points, instrument, unit }: Closes, since: string, until: string): Markup {
  const values = points.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = most - least || most * 0.02 || 1
  const days = Math.max(1, (Date.parse(until) - Date.parse(since)) / DAY_MS)
  const x = (day: string) =>
    round(LEFT + ((Date.parse(day) - Date.parse(since)) / DAY_MS / days) * (WIDTH - LEFT - 6))
  const y = (value: number) => round(TOP + (1 - (value - least) / span) * (HEIGHT - BOTTOM - TOP))
  const lines = joined(points).map(part =>
    part.length === 1
      ? ''
      : `<polyline fill="none" stroke="#0072b2" stroke-width="2" points="${part.map(({ day, value }) => `${x(day)},${y(value)}`).join(' ')}"/>`,
  )
  const dots = points.map(
    ({ day, value }) =>
      `<circle cx="${x(day)}" cy="${y(value)}" r="2.5" fill="#0072b2"><title>${day}: ${value}</title></circle>`,
  )
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${instrument} ${unit}">
<line class="axis" x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH}" y2="${HEIGHT - BOTTOM}"/>
<text x="0" y="${TOP + 4}">${most}</text><text x="0" y="${HEIGHT - BOTTOM}">${least}</text>
<text x="${LEFT}" y="${HEIGHT - 6}">${since}</text><text x="${WIDTH - 74}" y="${HEIGHT - 6}">${until}</text>
${raw(lines.join(''))}${raw(dots.join(''))}</svg>`
}

/** The points in runs without a gap. */
function joined(points: StoredPoint[]): StoredPoint[][] {
  const parts: StoredPoint[][] = []
  for (const point of points) {
    const before = parts.at(-1)?.at(-1)
    const gap = before ? (Date.parse(point.day) - Date.parse(before.day)) / DAY_MS : Infinity
    if (gap <= MOST_DAYS_JOINED) parts.at(-1)!.push(point)
    else parts.push([point])
  }
  return parts
}

const renderTable = ({ points, unit }: Closes, w: Words): Markup =>
  html`<details><summary>${w.asTable}</summary><div class="wide"><table><thead><tr><th>${w.day}</th><th>${unit}</th><th>${w.readIn}</th></tr></thead><tbody>${points
    .slice(-MOST_ROWS)
    .reverse()
    .map(
      point =>
        html`<tr><td>${point.day}</td><td>${point.value}${point.conflicts > 0 ? html` <small>${w.otherReports(point.conflicts)}</small>` : ''}</td><td>${point.quote.slice(0, 160)}</td></tr>`,
    )}</tbody></table></div></details>`

const round = (value: number) => Math.round(value * 10) / 10
