import { html, raw } from 'hono/html'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { type FeedChannel, languageChannels } from '../channels.ts'
import { type Highlight, readAsked } from './highlight.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { storyPath } from './story-list.ts'
import { publishedTime } from './times.ts'
import { words } from './words.ts'

export type Found = {
  hits: { item: ReadyItem; title: Highlight; snippet: Highlight }[]
  total: number
  atLeast: boolean
  /** The address of the next page, or null. */
  next: string | null
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
  if (found.hits.length === 0) return nothing(asked, head)
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

/** What was looked for and how, and questions that may find more. */
function nothing({ q, topic, lang }: Asked, { ui, topicName }: PageBase): Markup {
  const w = words[ui]
  const { wanted, excluded, phrases } = readAsked(q)
  const link = (words: string, said: string, rest: { topic?: string; lang?: string }) => {
    const given = { q: words, ...rest }
    const search = new URLSearchParams(Object.entries(given).filter(([, value]) => value))
    return html`<li><a href="/search?${search}">${said}</a></li>`
  }
  const plain = [...phrases, ...wanted]
  const ways = [
    topic && link(q, `${w.withoutTopic} (${topicName(topic)})`, { lang }),
    lang && link(q, w.withoutLanguage, { topic }),
    excluded.length > 0 &&
      plain.length > 0 &&
      link([...phrases.map(quoted), ...wanted].join(' '), w.withoutExcluded, { topic, lang }),
    phrases.length > 0 &&
      link([...plain, ...excluded.map(word => `-${word}`)].join(' '), w.withoutPhrase, {
        topic,
        lang,
      }),
    ...(plain.length > 1
      ? plain.slice(0, 5).map(word => link(word, w.onlyWord(word), { topic, lang }))
      : []),
  ].filter(Boolean)
  return html`<section class="box" role="status"><p><strong>${w.notFound}</strong> ${w.searchedFor}${w.colon}${[...phrases.map(quoted), ...wanted].join(w.comma) || q}${excluded.length > 0 ? `${w.comma}${w.excluded} ${excluded.join(w.comma)}` : ''}</p>
<p class="meta">${w.inBothScripts}</p>
${ways.length > 0 ? html`<p>${w.widen}</p><ul>${ways}</ul>` : ''}</section>`
}

const quoted = (phrase: string) => `“${phrase}”`

const marked = (parts: Highlight) =>
  parts.map(({ text, found }) => (found ? html`<mark>${text}</mark>` : text))
