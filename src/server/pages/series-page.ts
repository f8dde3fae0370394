import { html, raw } from 'hono/html'
import type { SeriesChange } from '../../model/series.ts'
import type { StoredPoint } from '../../store/series.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { storyPath } from './story-list.ts'
import { type Words, words } from './words.ts'

const WIDTH = 720
const HEIGHT = 200
const LEFT = 8
/** Room for a price of six characters, in the larger letters of a phone. */
const RIGHT = 88
const BOTTOM = 30
const TOP = 12
const DAY_MS = 86_400_000
/** More days than this between two closes are shown as a gap: a weekend is three, a long one four. */
const MOST_DAYS_JOINED = 4
/** Rows of a table; the figures before them are in the downloads. */
export const MOST_ROWS = 15

/** The closes of one instrument, the oldest first. */
export type Closes = {
  market: string
  name: string
  instrument: string
  unit: string
  points: StoredPoint[]
  /** The stories of the newest figures, by article. */
  stories: Map<string, string>
}

/** The closing prices that bulletins print, instrument by instrument: drawn as SVG, and as tables. */
export function renderSeries(
  head: PageBase,
  series: Closes[],
  changed: SeriesChange[],
  until: string,
): Promise<string> {
  const w = words[head.ui]
  return renderPage(
    { ...head, path: '/series', title: w.series },
    html`<h1>${w.series}</h1><p class="meta">${w.seriesNote} ${w.gaps} <a href="/api/v1/series/points.csv">CSV</a> · <a href="/api/v1/series/points.ndjson">NDJSON</a> · <a href="/api">${w.api}</a></p>
${series.length === 0 ? html`<p>${w.noSeries}</p>` : ''}
${series.map(one => renderOne(one, until, w))}
${changed.length > 0 ? renderChanged(changed, series, w) : ''}`,
  )
}

/** What was told otherwise before, the last first. */
function renderChanged(changed: SeriesChange[], series: Closes[], w: Words): Markup {
  const nameOf = (id: string) => series.find(({ market }) => market === id)?.name ?? id
  return html`<section><h2>${w.setRight}</h2><p class="meta"><a href="/api/v1/series/changes?changed=true">JSON</a></p><div class="scroll" tabindex="0" role="group" aria-label="${w.setRight}"><table><thead><tr><th scope="col">${w.day}</th><th scope="col">${w.series}</th><th scope="col" class="number">${w.toldBefore}</th><th scope="col" class="number">→</th></tr></thead><tbody>${changed.map(
    ({ day, market, instrument, measure, was, value, unit }) =>
      html`<tr><th scope="row" class="day">${day}</th><td>${nameOf(market)} · ${instrument} · <code>${measure}</code></td><td class="number"><del>${was}</del></td><td class="number">${value === null ? w.toldNoMore : html`${value} ${unit}`}</td></tr>`,
  )}</tbody></table></div></section>`
}

function renderOne(one: Closes, until: string, w: Words): Markup {
  const last = one.points.at(-1)!
  const before = one.points.at(-2)
  return html`<section><h2>${one.name} · ${one.instrument}</h2><p><strong class="price">${last.value} ${one.unit}</strong> · <time datetime="${last.day}">${last.day}</time>${change(last, before, w)}</p>
${one.points.length > 1 ? drawCloses(one, until, w) : ''}${renderTable(one, w)}</section>`
}

/** How the last close stands to the one read before it, and which day that was of. */
function change(last: StoredPoint, before: StoredPoint | undefined, w: Words): Markup | '' {
  if (!before || before.value === 0) return ''
  const difference = Math.round((last.value - before.value) * 100) / 100
  const share = Math.round((difference / before.value) * 10_000) / 100
  const sign = difference > 0 ? '+' : difference < 0 ? '' : '±'
  return html` · ${sign}${difference} (${sign}${share}%) ${w.against(before.day)}`
}

function drawCloses({ points, instrument, unit, name }: Closes, until: string, w: Words): Markup {
  const values = points.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = most - least || most * 0.02 || 1
  const since = points[0]!.day
  const days = Math.max(1, (Date.parse(until) - Date.parse(since)) / DAY_MS)
  const x = (day: string) =>
    round(LEFT + ((Date.parse(day) - Date.parse(since)) / DAY_MS / days) * (WIDTH - LEFT - RIGHT))
  const y = (value: number) => round(TOP + (1 - (value - least) / span) * (HEIGHT - BOTTOM - TOP))
  const at = ({ day, value }: StoredPoint) => `${x(day)},${y(value)}`
  const runs = joined(points)
  const lines = runs.map(run =>
    run.length === 1 ? '' : `<polyline class="line" points="${run.map(at).join(' ')}"/>`,
  )
  const gaps = runs
    .slice(1)
    .map(
      (run, before) =>
        `<polyline class="gap" points="${at(runs[before]!.at(-1)!)} ${at(run[0]!)}"/>`,
    )
  const dots = points.map(
    point =>
      `<circle class="bar" cx="${x(point.day)}" cy="${y(point.value)}" r="2.5"><title>${point.day}: ${point.value}</title></circle>`,
  )
  const label = (value: number) =>
    `<text x="${WIDTH - RIGHT + 8}" y="${y(value) + 4}">${value}</text>`
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name} ${instrument}, ${unit}, ${since} – ${until}: ${w.lowest} ${least}, ${w.highest} ${most}">
<line class="axis" x1="${LEFT}" y1="${HEIGHT - BOTTOM + 6}" x2="${WIDTH - RIGHT}" y2="${HEIGHT - BOTTOM + 6}"/>
${raw(label(most))}${least === most ? '' : raw(label(least))}
<text x="${LEFT}" y="${HEIGHT - 4}">${since}</text><text x="${WIDTH - RIGHT}" y="${HEIGHT - 4}" text-anchor="end">${until}</text>
${raw(gaps.join(''))}${raw(lines.join(''))}${raw(dots.join(''))}</svg>`
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

const LONGEST_QUOTE = 160

function renderTable({ points, unit, stories, name, instrument }: Closes, w: Words): Markup {
  const rows = points.slice(-MOST_ROWS).reverse()
  return html`<details><summary>${w.asTable}</summary><div class="scroll" tabindex="0" role="group" aria-label="${name} ${instrument}"><table><thead><tr><th scope="col">${w.day}</th><th scope="col" class="number">${unit}</th><th scope="col">${w.readIn}</th></tr></thead><tbody>${rows.map(
    point =>
      html`<tr><th scope="row" class="day">${point.day}</th><td class="number">${point.value}${point.conflicts > 0 ? html` <small>${w.otherReports(point.conflicts)}</small>` : ''}</td><td>${readIn(point, stories)}</td></tr>`,
  )}</tbody></table></div></details>`
}

/** The sentence or cell that a figure was read in, leading to its story. */
function readIn({ articleId, quote }: StoredPoint, stories: Map<string, string>): Markup {
  const text =
    quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE).toWellFormed()}…` : quote
  const story = stories.get(articleId)
  return story ? html`<a href="${storyPath(story)}">${text}</a>` : html`${text}`
}

const round = (value: number) => Math.round(value * 10) / 10
