import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { DayCount } from '../../store/archive.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase, PageHead } from './page-head.ts'
import { storyList } from './story-list.ts'
import { words } from './words.ts'

/** A longer day is shown in brief. */
const MOST_WHOLE = 40

const two = (value: number) => String(value).padStart(2, '0')

/** A year of the archive: every month with its days, and how many stories each has. */
export function renderCalendar(
  head: PageBase,
  year: number,
  days: DayCount[],
  beside: { hasBefore: boolean; hasAfter: boolean },
): Promise<string> {
  const w = words[head.ui]
  const counts = new Map(days.map(({ day, stories }) => [day, stories]))
  const months = Array.from({ length: 12 }, (_, at) => at + 1).filter(month =>
    days.some(({ day }) => day.startsWith(`${year}-${two(month)}`)),
  )
  return renderPage(
    { ...head, path: `/calendar/${year}`, title: `${w.calendar} ${year}` },
    html`<h1>${w.calendar} ${year}</h1>
<p>${beside.hasBefore ? html`<a href="/calendar/${year - 1}" rel="prev">${year - 1}</a> ` : ''}${beside.hasAfter ? html`<a href="/calendar/${year + 1}" rel="next">${year + 1}</a>` : ''}</p>
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

/** The stories of one day, and the days with stories before and after it. */
export function renderDay(
  head: PageBase,
  day: string,
  items: ReadyItem[],
  { stories, ...beside }: { stories: number; before: string | null; after: string | null },
): Promise<string> {
  const link = (rel: string, to: string | null) =>
    to ? html`<a rel="${rel}" href="/days/${to}">${to}</a> · ` : ''
  return renderPage(
    { ...head, path: `/days/${day}`, title: day },
    html`<h1><time datetime="${day}">${day}</time></h1>
<p>${link('prev', beside.before)}${link('next', beside.after)}<a href="/calendar/${day.slice(0, 4)}">${words[head.ui].calendar}</a></p>
<h2>${words[head.ui].stories} (${Math.max(stories, items.length)})</h2>
${storyList(items.toSorted(byNewest), head, items.length > MOST_WHOLE ? 'brief' : 'whole')}
${stories > items.length ? html`<p>${words[head.ui].dayGoesOn(items.length)}</p>` : ''}`,
  )
}
