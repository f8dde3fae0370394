import { html } from 'hono/html'
import type { ReadyImage, ReadyItem } from '../../feeds/ready-item.ts'
import type { Markup, PageBase } from './page-head.ts'
import { publishedTime } from './times.ts'
import { words } from './words.ts'

/** Where a story's own page stands. The id is a URN whose last part is unique. */
export const storyPath = (id: string) => `/stories/${id.slice(id.lastIndexOf(':') + 1)}`

type ListHead = Pick<PageBase, 'ui' | 'topicName' | 'view'>

/** How a list shows its stories: whole, with a picture as well, or in brief, without summary and topics. */
export type Length = 'whole' | 'pictured' | 'brief'

/** Stories of one event stand together: the newest, and the others under it. */
export type Told = { item: ReadyItem; others: ReadyItem[] }

/** What a list knows beside its stories. */
export type ListMarks = {
  /** Stories first published after this change are new to the reader. */
  seen?: number | null
}

const alone = (item: ReadyItem): Told => ({ item, others: [] })

/** Stories, one an entry, each leading to its own page and to the publisher's. */
export function storyList(
  items: (ReadyItem | Told)[],
  head: ListHead,
  length: Length = 'whole',
  marks: ListMarks = {},
): Markup {
  if (items.length === 0) return html`<p>${words[head.ui].none}</p>`
  return html`<ul class="stories ${length}">${items.map(one => entry('item' in one ? one : alone(one), head, length, marks))}</ul>`
}

/** As much of a summary as a list shows: three lines, and a Chinese character is as wide as two letters. */
const CHINESE = 140
const LETTERS = 260

function brief({ summary, language }: ReadyItem): string {
  const most = /^(?:zh|ja|ko)\b/i.test(language ?? 'zh') ? CHINESE : LETTERS
  if (summary.length <= most * 1.2) return summary
  return `${summary.slice(0, most).toWellFormed().replaceAll('\ufffd', '').trimEnd()}…`
}

const MOST_COPIES_NAMED = 4

function entry(
  { item, others }: Told,
  head: ListHead,
  length: Length,
  { seen = null }: ListMarks,
): Markup {
  const w = words[head.ui]
  const language = item.language ?? ''
  const isNew = seen !== null && item.firstSequence > seen
  const topics = item.topics
    .slice(0, length === 'pictured' ? 2 : undefined)
    .map(({ id }) => html` · <a href="/topics/${encodeURIComponent(id)}">${head.topicName(id)}</a>`)
  return html`<li>
${length === 'pictured' && item.image ? picture(item.image) : ''}<h3 lang="${language}">${isNew ? html`<span class="new" lang="${w.tag}">${w.isNew}</span> ` : ''}<a href="${storyPath(item.id)}">${item.title}</a></h3>
<p class="meta"><a href="${item.url}" rel="external">${item.source.name}</a> · ${publishedTime(item, head)}${copies(item, head, length)}${length === 'brief' ? '' : topics}</p>
${length === 'brief' ? '' : html`<p class="summary" lang="${language}">${brief(item)}</p>`}
${others.length > 0 ? html`<ul class="related" aria-label="${w.siblings}">${others.map(other => html`<li lang="${other.language ?? ''}"><a href="${storyPath(other.id)}">${other.title}</a> <span class="meta">${other.source.name}</span></li>`)}</ul>` : ''}
</li>`
}

/** Who else carries a story: by name where there is room, else how many. */
function copies({ copies: all }: ReadyItem, { ui }: ListHead, length: Length): Markup | '' {
  const w = words[ui]
  if (all.length === 0) return ''
  if (length !== 'pictured') return html` · ${w.copiesCount(all.length)}`
  const named = all.slice(0, MOST_COPIES_NAMED)
  const rest = all.length - named.length
  return html` · ${w.copies} ${named.map(({ name, url }, at) => html`${at > 0 ? w.comma : ''}<a href="${url}">${name}</a>`)}${rest > 0 ? ` +${rest}` : ''}`
}

/** A picture beside a story. It says nothing that the title does not, and its place is kept before it is there. */
const picture = ({ url }: ReadyImage): Markup =>
  html`<img class="thumb" src="${url}" alt="" width="160" height="90" loading="lazy" decoding="async" referrerpolicy="no-referrer">`
