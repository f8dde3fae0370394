import { html, raw } from 'hono/html'
import { wordDiff } from '../../dedupe/word-diff.ts'
import { cleanHtml, type ImageUrl } from '../../feeds/clean-html.ts'
import { cleanTitle } from '../../feeds/clean-text.ts'
import { cleanUrl } from '../../feeds/clean-url.ts'
import { isSummaryOnly, type ReadyItem } from '../../feeds/ready-item.ts'
import type { Published } from '../../model/published.ts'
import type { Revision, StoredArticle } from '../../model/stored-article.ts'
import type { KnownAddress } from '../../store/archive.ts'
import type { StoryView } from '../../store/doors/reading.ts'
import { firstOf } from '../api/present.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { storyPath } from './story-list.ts'
import { dateOf, publishedTime, zonedTime } from './times.ts'
import { type Ui, type Words, words } from './words.ts'

/** All that a story's page tells. */
export type StoryFacts = {
  view: StoryView
  ready: ReadyItem
  /** Addresses of the lead's lists, as printed, that were read. */
  known: Map<string, KnownAddress>
  /** What a source is called. */
  sourceName: (id: string) => string
  /** Of the lead article, the oldest first. */
  revisions: Revision[]
  /** The zone of the lead article's source. */
  zone: string
  imageUrl: ImageUrl | undefined
}

const MOST_REVISIONS = 10
const LONGEST_DIFF = 20_000

/** One story: its text, who reported it, what else happened, what its page lists, and how it changed. */
export function renderStoryPage(head: PageBase, facts: StoryFacts): Promise<string> {
  const { ready, view } = facts
  const w = words[head.ui]
  const language = ready.language ?? ''
  const { byline, outlet } = view.item
  return renderPage(
    {
      ...head,
      path: storyPath(ready.id),
      title: ready.title,
      description: ready.summary,
      article: { published: ready.published, image: ready.image?.url ?? null },
    },
    html`<article>
<h1 lang="${language}">${ready.title}</h1>
<p class="meta">${publishedTime(ready, head)}${outlet ? html` · ${w.outlet}: <a href="/outlets/${encodeURIComponent(outlet.name)}">${cleanTitle(outlet.name)}</a>` : ''} · ${w.source}: <a href="/sources/${encodeURIComponent(ready.source.id)}">${ready.source.name}</a>${byline.length > 0 ? html` · ${w.byline}: ${byline.map(cleanTitle).join(', ')}` : ''}${ready.topics.map(({ id }) => html` · <a href="/topics/${encodeURIComponent(id)}">${head.topicName(id)}</a>`)}</p>
${view.item.gone ? html`<p class="alarm">${w.gone}</p>` : ''}
<p><a href="${ready.url}" rel="external">${w.original}</a></p>
${
  isSummaryOnly(view.item)
    ? html`<p class="summary" lang="${language}">${ready.summary}</p>
<p class="meta">${w.summaryOnly}</p>`
    : html`<div class="body" lang="${language}">${raw(cleanHtml(view.item.html, facts.imageUrl))}</div>`
}
</article>
${reports(facts, head)}
${siblings(view, head.ui)}
${neighbours(facts, head)}
${history(facts, head)}`,
  )
}

function reports({ view, sourceName }: StoryFacts, head: PageBase): Markup | '' {
  const w = words[head.ui]
  if (view.members.length < 2) return ''
  const first = firstOf(view)
  return html`<section><h2>${w.reports}</h2>
<ul class="stories">${view.members.map(({ article, place, rule }) => {
    const { outlet, title, published, url } = article.article
    const address = cleanUrl(url) ?? ''
    const seen = place.kind === 'starts' ? w.startsStory : (w.rules[rule ?? ''] ?? w.copiesStory)
    const said = article.id === first ? w.firstPrinted : seen
    return html`<li><h3><a href="${address}">${cleanTitle(title) || address}</a></h3>
<p class="meta">${carrier(sourceName(article.sourceId), outlet?.name ?? null, w)} · ${dateOf(published, head)} · ${said}${article.gone ? html` · ${w.gone}` : ''}</p></li>`
  })}</ul></section>`
}

/** Who carries a report, and where it says that it comes from when that is somebody else. */
function carrier(source: string, outlet: string | null, w: Words): string {
  return outlet && outlet !== source ? `${source} · ${w.outlet}: ${cleanTitle(outlet)}` : source
}

function siblings({ siblings: others }: StoryView, ui: Ui): Markup | '' {
  if (others.length === 0) return ''
  return html`<section><h2>${words[ui].siblings}</h2>
<ul class="stories">${others.map(
    ({ id, title }) => html`<li><h3><a href="${storyPath(id)}">${cleanTitle(title)}</a></h3></li>`,
  )}</ul></section>`
}

/** The lists that the lead's page prints, with their dates; what was read here leads to its story. */
function neighbours({ view, known }: StoryFacts, head: PageBase): Markup | '' {
  const w = words[head.ui]
  const { related, previous, next } = (view.lead as StoredArticle).article
  const row = (title: string, url: string, published: Published | null, before = '') => {
    const address = cleanUrl(url)
    if (!address) return ''
    const storyId = known.get(url)?.storyId
    return html`<li>${before}<a href="${storyId ? storyPath(storyId) : address}">${cleanTitle(title) || address}</a>${published ? html` <span class="meta">${dateOf(published, head)}</span>` : ''}</li>`
  }
  const lists = related.filter(list => list.links.length > 0)
  if (lists.length === 0 && !previous && !next) return ''
  return html`<section><h2>${w.related}</h2>
${lists.map(
  list => html`${list.heading ? html`<h3>${cleanTitle(list.heading)}</h3>` : ''}
<ul>${list.links.map(({ title, url, published }) => row(title, url, published))}</ul>`,
)}
${previous || next ? html`<ul>${previous ? row(previous.title, previous.url, null, `${w.previous}: `) : ''}${next ? row(next.title, next.url, null, `${w.next}: `) : ''}</ul>` : ''}
</section>`
}

/** What readers could see before, with what was put in and taken out. */
function history({ revisions, zone }: StoryFacts, head: PageBase): Markup | '' {
  if (revisions.length < 2) return ''
  const { ui } = head
  const w = words[ui]
  const rows = revisions.slice(-MOST_REVISIONS).map((revision, at, all) => {
    const before = all.slice(0, at).findLast(({ article }) => article)
    const changed =
      revision.kind === 'gone'
        ? w.gone
        : revision.kind === 'back'
          ? w.back
          : before?.article && revision.article
            ? difference(before.article.text, revision.article.text, ui)
            : w.firstRead
    return html`<li><h3>${w.revision(revision.revision)} · ${zonedTime(revision.at, zone, head)}</h3>
<p>${changed}</p></li>`
  })
  return html`<section><h2>${w.history}</h2><ul class="stories">${rows.reverse()}</ul></section>`
}

const SHOWN_AROUND = 40

function difference(before: string, after: string, ui: Ui): Markup | string {
  const parts = wordDiff(before.slice(0, LONGEST_DIFF), after.slice(0, LONGEST_DIFF))
  if (parts.every(({ kind }) => kind === 'same')) return words[ui].nothingChanged
  return html`${parts.map(({ kind, text }) => {
    if (kind === 'added') return html`<ins>${text}</ins>`
    if (kind === 'removed') return html`<del>${text}</del>`
    return text.length > SHOWN_AROUND * 3
      ? `${text.slice(0, SHOWN_AROUND)} … ${text.slice(-SHOWN_AROUND)}`
      : text
  })}`
}
