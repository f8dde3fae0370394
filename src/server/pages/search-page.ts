import { html, raw } from 'hono/html'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { type FeedChannel, languageChannels } from '../channels.ts'
import type { Highlight } from './highlight.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { storyPath } from './story-list.ts'
import { publishedTime } from './times.ts'
import type { CountedWay, Nothing } from './widen.ts'
import { words } from './words.ts'

export type Found = {
  hits: { item: ReadyItem; title: Highlight; snippet: Highlight }[]
  total: number
  atLeast: boolean
  /** The address of the next page, or null. */
  next: string | null
  /** Told where nothing was found. */
  nothing: Nothing | null
}

export type Asked = { q: string; topic: string; lang: string; search: string }

/** A search of everything in one line. */
export const searchBox = (q: string, { ui }: Pick<PageBase, 'ui'>): Markup =>
  html`<form class="line noprint" action="/search" method="get" role="search"><input type="search" name="q" value="${q}" required maxlength="200" autocomplete="off" aria-label="${words[ui].searchFor}" placeholder="${words[ui].searchFor}"><button type="submit">${words[ui].search}</button></form>`

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

function results(found: Found, asked: Asked, head: PageBase): Markup {
  const w = words[head.ui]
  if (found.nothing) return nothing(found.nothing, asked, head)
  return html`<h2 id="found">${w.found(found.total, found.atLeast)}</h2>
<p class="noprint"><a href="/feed${asked.search}">${w.feedOfSearch}</a></p>
<ul class="stories">${found.hits.map(
    ({ item, title, snippet }) => html`<li>
<h3 lang="${item.language ?? ''}"><a href="${storyPath(item.id)}">${marked(title)}</a></h3>
<p class="meta"><a href="${item.url}" rel="external">${item.source.name}</a> · ${publishedTime(item, head)}</p>
<p lang="${item.language ?? ''}">${marked(snippet)}</p></li>`,
  )}</ul>
${found.next ? html`<p><a rel="next" href="${found.next}">${w.older}</a></p>` : ''}`
}

/** What was looked for and how, and questions that find more. */
function nothing(
  { words: wanted, phrases, excluded, widen }: Nothing,
  { q, topic }: Asked,
  head: PageBase,
) {
  const { ui, topicName } = head
  const w = words[ui]
  const said = ({ by, word }: CountedWay) =>
    by === 'word'
      ? w.onlyWord(word!)
      : by === 'topic' && topic
        ? `${w.widenBy.topic} (${topicName(topic)})`
        : w.widenBy[by]
  const ways = widen.map(
    way =>
      html`<li><a href="/search?${way.search}">${said(way)}</a> <span class="meta">${w.found(way.total, way.atLeast)}</span></li>`,
  )
  const looked = [...phrases.map(phrase => `“${phrase}”`), ...wanted].join(w.comma) || q
  return html`<section class="box" role="status"><p><strong>${w.notFound}</strong> ${w.searchedFor}${w.colon}${looked}${excluded.length > 0 ? `${w.comma}${w.excluded} ${excluded.join(w.comma)}` : ''}</p>
<p class="meta">${w.inBothScripts}</p>
${ways.length > 0 ? html`<p>${w.widen}</p><ul>${ways}</ul>` : html`<p>${w.nothingWider} <a href="/">${w.home}</a> · <a href="/feeds">${w.feeds}</a></p>`}</section>`
}

const marked = (parts: Highlight) =>
  parts.map(({ text, found }) => (found ? html`<mark>${text}</mark>` : text))
