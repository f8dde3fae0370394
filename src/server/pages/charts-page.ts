import { html, raw } from 'hono/html'
import type { Count, DayTopicCount } from '../../store/archive.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { words } from './words.ts'

const WIDTH = 720
const HEIGHT = 260
const LEFT = 36
const BOTTOM = 28
const MOST_TOPICS = 5
const MOST_OUTLETS = 12
/** Told apart on light and dark grounds and by readers who see no red or green (Okabe and Ito's palette). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#8a8f98']

export type Charts = {
  /** The days shown, in order, every one of them. */
  days: string[]
  counts: DayTopicCount[]
  outlets: Count[]
  topicName: (id: string) => string
}

/** Stories a day by topic, and the share of outlets: drawn as SVG, and as tables for whoever cannot see them. */
export function renderCharts(head: PageBase, charts: Charts): Promise<string> {
  const w = words[head.ui]
  const totals = new Map<string, number>()
  for (const { topic, stories } of charts.counts) {
    totals.set(topic, (totals.get(topic) ?? 0) + stories)
  }
  const topics = [...totals].sort((a, b) => b[1] - a[1]).map(([topic]) => topic)
  const shown = topics.slice(0, MOST_TOPICS)
  const names = [
    ...shown.map(charts.topicName),
    ...(topics.length > shown.length ? [w.otherTopics] : []),
  ]
  const rows = charts.days.map(day => {
    const values: number[] = new Array(names.length).fill(0)
    for (const count of charts.counts) {
      if (count.day !== day) continue
      const at = shown.indexOf(count.topic)
      const place = at < 0 ? names.length - 1 : at
      values[place] = (values[place] ?? 0) + count.stories
    }
    return { day, values }
  })
  return renderPage(
    { ...head, path: '/charts', title: w.charts },
    html`<h1>${w.charts}</h1>
<section><h2>${w.storiesPerDay}</h2><p class="meta">${w.lastDays(charts.days.length)} · ${w.manyTopics}</p>
${names.length === 0 ? html`<p>${w.none}</p>` : html`${stackedBars(rows, w.storiesPerDay)}${legend(names)}${dataTable(rows, names, w)}`}
</section>
<section><h2>${w.outletShare}</h2>${outletBars(charts.outlets.slice(0, MOST_OUTLETS), w)}</section>`,
  )
}

type Row = { day: string; values: number[] }

function stackedBars(rows: Row[], title: string): Markup {
  const highest = Math.max(
    1,
    ...rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0)),
  )
  const step = (WIDTH - LEFT) / rows.length
  const y = (value: number) => (HEIGHT - BOTTOM) * (1 - value / highest)
  const bars = rows.flatMap(({ day, values }, at) => {
    let below = 0
    return values.map((value, topic) => {
      below += value
      if (value === 0) return ''
      return `<rect x="${round(LEFT + at * step + 1)}" y="${round(y(below))}" width="${round(step - 2)}" height="${round(y(0) - y(value))}" fill="${COLOURS[topic]}"><title>${day}: ${value}</title></rect>`
    })
  })
  const labels = rows
    .filter((_, at) => at % 7 === 0)
    .map(
      ({ day }, at) =>
        `<text x="${round(LEFT + at * 7 * step)}" y="${HEIGHT - 8}">${day.slice(5)}</text>`,
    )
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<line class="axis" x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH}" y2="${HEIGHT - BOTTOM}"/>
<text x="0" y="12">${highest}</text><text x="0" y="${HEIGHT - BOTTOM}">0</text>
${raw(bars.join(''))}${raw(labels.join(''))}</svg>`
}

const round = (value: number) => Math.round(value * 10) / 10

function legend(names: string[]): Markup {
  return html`<p class="legend">${names.map(
    (name, at) =>
      html`<span><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="${COLOURS[at] ?? ''}"/></svg> ${name}</span> `,
  )}</p>`
}

function dataTable(
  rows: Row[],
  names: string[],
  w: (typeof words)['zh'] | (typeof words)['en'],
): Markup {
  const filled = rows.filter(({ values }) => values.some(value => value > 0))
  return html`<details><summary>${w.data}</summary><div class="scroll" tabindex="0" role="group" aria-label="${w.data}"><table>
<thead><tr><th scope="col">${w.day}</th>${names.map(name => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${filled.map(
    ({ day, values }) =>
      html`<tr><th scope="row"><a href="/days/${day}">${day}</a></th>${values.map(value => html`<td class="number">${value}</td>`)}</tr>`,
  )}</tbody></table></div></details>`
}

function outletBars(outlets: Count[], w: (typeof words)['zh'] | (typeof words)['en']): Markup {
  if (outlets.length === 0) return html`<p>${w.none}</p>`
  const most = outlets[0]!.stories
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${w.outletShare}"><table><thead><tr><th scope="col">${w.outlet}</th><th scope="col" class="number">${w.stories}</th><td></td></tr></thead><tbody>${outlets.map(
    ({ name, stories }) =>
      html`<tr><th scope="row"><a href="/outlets/${encodeURIComponent(name)}">${name}</a></th><td class="number">${stories}</td><td class="share"><svg class="chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${round((stories / most) * 100)}" height="8"/></svg></td></tr>`,
  )}</tbody></table></div>`
}
