import { html } from 'hono/html'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { wallTime } from '../../text/zone.ts'
import type { Markup, PageBase } from './layout.ts'
import { type Ui, words } from './words.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** An instant as the clocks of a zone show it: `2026-03-01 08:05`. */
export function clockTime(at: Date, zone: string): string {
  const wall = wallTime(at, zone)
  return `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}`
}

/** When a story came out, as the publisher says it: a day is a day, and what is unknown is said to be so. */
export function publishedTime(item: ReadyItem, ui: Ui): Markup {
  const { said } = item
  if (said?.precision === 'day') return html`<time datetime="${said.day}">${said.day}</time>`
  if (said) {
    return html`<time datetime="${rfc3339(said.at)}" title="${said.zone}">${clockTime(said.at, said.zone)}</time>`
  }
  return html`${words[ui].noDate} <time datetime="${rfc3339(item.published)}">${item.published.toISOString().slice(0, 10)}</time>`
}

/** Where a story's own page stands. The id is a URN whose last part is unique. */
export const storyPath = (id: string) => `/stories/${id.slice(id.lastIndexOf(':') + 1)}`

/** Stories, one an entry, each leading to its own page and to the publisher's. Brief ones go without summary and topics. */
export function storyList(
  items: ReadyItem[],
  head: Pick<PageBase, 'ui' | 'topicName'>,
  length: 'whole' | 'brief' = 'whole',
): Markup {
  if (items.length === 0) return html`<p>${words[head.ui].none}</p>`
  return html`<ul class="stories">${items.map(item => entry(item, head, length))}</ul>`
}

function entry(
  item: ReadyItem,
  { ui, topicName }: Pick<PageBase, 'ui' | 'topicName'>,
  length: 'whole' | 'brief',
): Markup {
  const w = words[ui]
  const language = item.language ?? ''
  const copies = item.copies.length > 0 ? html` · ${w.copiesCount(item.copies.length)}` : ''
  const topics = item.topics.map(
    ({ id }) => html` · <a href="/topics/${encodeURIComponent(id)}">${topicName(id)}</a>`,
  )
  return html`<li>
<h3 lang="${language}"><a href="${storyPath(item.id)}">${item.title}</a></h3>
<p class="meta"><a href="${item.url}">${item.source.name}</a> · ${publishedTime(item, ui)}${copies}${length === 'whole' ? topics : ''}</p>
${length === 'whole' ? html`<p lang="${language}">${item.summary}</p>` : ''}
</li>`
}
