import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { DayCount } from '../../store/archive.ts'
import { type Markup, type PageHead, renderPage } from './layout.ts'
import { storyList } from './story-list.ts'
import { words } from './words.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** A year of the archive: every month with its days, and how many stories each has. */
export function renderCalendar(
  head: Pick<PageHead, 'ui' | 'base'>,
  year: number,
  days: DayCount[],
  thisYear: number,
): Promise<string> {
  const w = words[head.ui]
  const counts = new Map(days.map(({ day, stories }) => [day, stories]))
  const months = Array.from({ length: 12 }, (_, at) => at + 1).filter(month =>
    days.some(({ day }) => day.startsWith(`${year}-${two(month)}`)),
  )
  return renderPage(
    { ...head, path: `/calendar?year=${year}`, title: `${w.calendar} ${year}` },
    html`<h1>${w.calendar} ${year}</h1>
<p><a href="/calendar?year=${year - 1}" rel="prev">${year - 1}</a>${year < thisYear ? html` · <a href="/calendar?year=${year + 1}" rel="next">${year + 1}</a>` : ''}</p>
${months.length === 0 ? html`<p>${w.none}</p>` : html`<div class="months">${months.reverse().map(month => monthTable(year, month, counts, head))}</div>`}`,
  )
}

function monthTable(
  year: number,
  month: number,
  counts: Map<string, number>,
  { ui }: Pick<PageHead, 'ui'>,
): Markup {
  const w = words[ui]
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  // Weeks begin on Monday (ISO 8601).
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const cells = [...Array(before).fill(0), ...Array.from({ length }, (_, at) => at + 1)]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, at) =>
    cells.slice(at * 7, at * 7 + 7),
  )
  return html`<table><caption>${w.months(year, month)}</caption>
<thead><tr>${w.weekdays.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${weeks.map(
    week =>
      html`<tr>${week.map((date: number) => {
        const day = `${year}-${two(month)}-${two(date)}`
        const stories = counts.get(day)
        if (!date) return html`<td></td>`
        return stories
          ? html`<td><a href="/days/${day}">${date}<small>${stories}</small></a></td>`
          : html`<td>${date}</td>`
      })}</tr>`,
  )}</tbody></table>`
}

/** The stories of one day. */
export function renderDay(
  head: Pick<PageHead, 'ui' | 'base'>,
  day: string,
  items: ReadyItem[],
): Promise<string> {
  const w = words[head.ui]
  const shift = (days: number) =>
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
  return renderPage(
    { ...head, path: `/days/${day}`, title: day },
    html`<h1><time datetime="${day}">${day}</time></h1>
<p><a rel="prev" href="/days/${shift(-1)}">${shift(-1)}</a> · <a href="/calendar?year=${day.slice(0, 4)}">${w.calendar}</a> · <a rel="next" href="/days/${shift(1)}">${shift(1)}</a></p>
${storyList(items.toSorted(byNewest), head.ui)}`,
  )
}
