import { html, raw } from 'hono/html'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { type FeedChannel, languageChannels } from '../channels.ts'
import type { Highlight } from '../highlight.ts'
import { type Markup, type PageBase, type PageHead, renderPage } from './layout.ts'
import { publishedTime, storyPath } from './story-list.ts'
import { words } from './words.ts'

export type Found = {
  hits: { item: ReadyItem; title: Highlight; snippet: Highlight }[]
  total: number
  atLeast: boolean
  /** The address of the next page, or null. */
  next: string | null
}

export type Asked = { q: string; topic: string; lang: string; search: string }

/** Search: the form, and what was found with its words marked. */
export function renderSearchPage(
  head: PageBase,
  asked: Asked,
  found: Found | null,
  topics: FeedChannel[],
): Promise<string> {
  const w = words[head.ui]
  const option = (value: string, name: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? raw(' selected') : ''}>${name}</option>`
  return renderPage(
    {
      ...head,
      path: `/search${asked.search}`,
      title: asked.q ? `${asked.q} · ${w.search}` : w.search,
      ...(asked.q && { feeds: [{ path: '', search: asked.search, title: asked.q }] }),
    },
    html`<h1>${w.search}</h1>
<form action="/search" method="get" role="search">
<label>${w.searchFor}<input type="search" name="q" value="${asked.q}" required maxlength="200" autocomplete="off"></label>
<label>${w.topic}<select name="topic">${option('', w.allTopics, asked.topic)}${topics.map(({ names, query }) => option(query.topic?.[0] ?? '', names[head.ui], asked.topic))}</select></label>
<label>${w.language}<select name="lang">${option('', w.allLanguages, asked.lang)}${languageChannels.map(({ names, language }) => option(language ?? '', names[head.ui], asked.lang))}</select></label>
<button type="submit">${w.search}</button>
</form>
<p class="meta">${w.tip}</p>
${found ? results(found, asked, head) : ''}`,
  )
}

function results(found: Found, asked: Asked, { ui }: Pick<PageHead, 'ui'>): Markup {
  const w = words[ui]
  if (found.hits.length === 0) return html`<p role="status">${w.notFound}</p>`
  return html`<h2 id="found">${w.found(found.total, found.atLeast)}</h2>
<p class="noprint"><a href="/feed${asked.search}">${w.feedOfSearch}</a></p>
<ul class="stories">${found.hits.map(
    ({ item, title, snippet }) => html`<li>
<h3 lang="${item.language ?? ''}"><a href="${storyPath(item.id)}">${marked(title)}</a></h3>
<p class="meta"><a href="${item.url}">${item.source.name}</a> · ${publishedTime(item, ui)}</p>
<p lang="${item.language ?? ''}">${marked(snippet)}</p></li>`,
  )}</ul>
${found.next ? html`<p><a rel="next" href="${found.next}">${w.older}</a></p>` : ''}`
}

const marked = (parts: Highlight) =>
  parts.map(({ text, found }) => (found ? html`<mark>${text}</mark>` : text))
