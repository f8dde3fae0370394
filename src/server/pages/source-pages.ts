import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { SourceState } from '../../model/source-state.ts'
import type { Count } from '../../store/archive.ts'
import { renderPage } from './layout.ts'
import { countWords, outcomeWords } from './outcome-words.ts'
import type { Markup, PageBase } from './page-head.ts'
import { storyList } from './story-list.ts'
import { READER_ZONE, timeAgo, zonedTime } from './times.ts'
import { words } from './words.ts'

const at = (instant: Date | null, zone: string, head: PageBase): Markup | string => {
  if (!instant) return '—'
  const ago = timeAgo(instant, head)
  return html`${zonedTime(instant, zone, head)}${ago && html` <span class="ago">(${ago})</span>`}`
}

const outcomeOf = ({ lastOutcome }: SourceState, { ui }: PageBase) =>
  lastOutcome ? outcomeWords(lastOutcome, ui) : '—'

/** A language by its own name in the interface's language. */
function languageName(tag: string, { ui }: PageBase): string {
  return new Intl.DisplayNames([words[ui].tag], { type: 'language' }).of(tag) ?? tag
}

/** All publishers and how they are. */
export function renderSources(head: PageBase, states: SourceState[]): Promise<string> {
  const w = words[head.ui]
  // A column of nothing takes the room of a phone from the others.
  const hasAlarms = states.some(({ alarms }) => alarms.length > 0)
  return renderPage(
    { ...head, path: '/sources', title: w.sources },
    html`<h1>${w.sources}</h1>
<div class="scroll" tabindex="0" role="group" aria-label="${w.sources}"><table class="rows"><thead><tr><th scope="col">${w.sources}</th><th scope="col" class="number">${w.articles}</th><th scope="col">${w.lastRound}</th>${hasAlarms ? html`<th scope="col">${w.alarms}</th>` : ''}</tr></thead>
<tbody>${states.map(
      state =>
        html`<tr><th scope="row"><a href="/sources/${encodeURIComponent(state.source.id)}">${state.source.name}</a> <small>${languageName(state.source.language, head)}${state.active ? '' : html` · ${w.inactive}`}</small></th><td class="number">${state.articles}</td><td>${outcomeOf(state, head)} <small>${at(state.lastRoundAt, state.source.zone, head)}</small></td>${hasAlarms ? html`<td>${state.alarms.length || ''}</td>` : ''}</tr>`,
    )}</tbody></table></div>`,
  )
}

/** One publisher: how it is, what should be looked at, and its stories. */
export function renderSource(
  head: PageBase,
  state: SourceState,
  items: ReadyItem[],
): Promise<string> {
  const w = words[head.ui]
  const { source } = state
  const path = `/sources/${encodeURIComponent(source.id)}`
  const outcomes = Object.entries(state.outcomes).sort((a, b) => b[1] - a[1])
  return renderPage(
    { ...head, path, title: source.name, feeds: [{ path, title: source.name }] },
    html`<h1>${source.name}</h1>
<p class="lead">${source.id} · ${languageName(source.language, head)} · ${source.zone}${state.active ? '' : html` · ${w.inactive}`}${source.verified ? '' : html` · ${w.unverified}`}</p>
<section class="box"><h2>${w.state}</h2><dl class="facts">
<dt>${w.articles}</dt><dd>${state.articles}</dd>
<dt>${w.lastRound}</dt><dd>${at(state.lastRoundAt, source.zone, head)} · ${outcomeOf(state, head)}</dd>
<dt>${w.nextRound}</dt><dd>${at(state.nextRoundAt, source.zone, head)}</dd>
${outcomes.length > 0 ? html`<dt>${w.outcomes}</dt><dd>${outcomes.map(([kind, count]) => `${countWords(kind, head.ui)} ${count}`).join(w.comma)}</dd>` : ''}
</dl>
${
  state.alarms.length > 0
    ? html`<h2>${w.alarms}</h2><ul>${state.alarms.map(
        alarm =>
          html`<li class="alarm"><span lang="en">${alarm.message}</span> (${alarm.where}, ${at(alarm.since, source.zone, head)})</li>`,
      )}</ul>`
    : ''
}</section>
<p class="noprint"><a href="${path}/feed">${w.subscribe}</a></p>
<h2>${w.latest}</h2>
${storyList(items.toSorted(byNewest), head)}`,
  )
}

/** The publications that stories originate from. */
export function renderOutlets(head: PageBase, outlets: Count[]): Promise<string> {
  const w = words[head.ui]
  return renderPage(
    { ...head, path: '/outlets', title: w.outlets },
    html`<h1>${w.outlets}</h1>
${
  outlets.length === 0
    ? html`<p>${w.none}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${w.outlets}"><table><thead><tr><th scope="col">${w.outlet}</th><th scope="col" class="number">${w.stories}</th><th scope="col">${w.newest}</th></tr></thead><tbody>${outlets.map(
        ({ name, stories, newest }) =>
          html`<tr><th scope="row"><a href="/outlets/${encodeURIComponent(name)}">${name}</a></th><td class="number">${stories}</td><td>${at(newest, READER_ZONE, head)}</td></tr>`,
      )}</tbody></table></div>`
}`,
  )
}
