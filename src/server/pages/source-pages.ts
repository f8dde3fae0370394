import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { Count } from '../../store/archive.ts'
import type { SourceState } from '../../store/store.ts'
import { READER_ZONE } from './home-page.ts'
import { type Markup, type PageBase, renderPage } from './layout.ts'
import { clockTime, storyList } from './story-list.ts'
import { words } from './words.ts'

const at = (instant: Date | null, zone: string): Markup | string =>
  instant
    ? html`<time datetime="${instant.toISOString()}" title="${zone}">${clockTime(instant, zone)}</time>`
    : '—'

const outcomeOf = ({ lastOutcome }: SourceState) =>
  lastOutcome ? [lastOutcome.kind, lastOutcome.reason].filter(Boolean).join(': ') : '—'

/** All publishers and how they are. */
export function renderSources(head: PageBase, states: SourceState[]): Promise<string> {
  const w = words[head.ui]
  return renderPage(
    { ...head, path: '/sources', title: w.sources },
    html`<h1>${w.sources}</h1>
<div class="scroll" tabindex="0" role="group" aria-label="${w.sources}"><table><thead><tr><th scope="col">${w.source}</th><th scope="col">${w.language}</th><th scope="col" class="number">${w.articles}</th><th scope="col">${w.lastRound}</th><th scope="col">${w.lastOutcome}</th><th scope="col">${w.alarms}</th></tr></thead>
<tbody>${states.map(
      state =>
        html`<tr><th scope="row"><a href="/sources/${encodeURIComponent(state.source.id)}">${state.source.name}</a>${state.active ? '' : html` (${w.inactive})`}</th><td>${state.source.language}</td><td class="number">${state.articles}</td><td>${at(state.lastRoundAt, state.source.zone)}</td><td>${outcomeOf(state)}</td><td>${state.alarms.length || ''}</td></tr>`,
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
<p class="lead">${source.id} · ${source.language} · ${source.zone}${state.active ? '' : html` · ${w.inactive}`}${source.verified ? '' : html` · ${w.unverified}`}</p>
<section class="box"><h2>${w.state}</h2><dl class="facts">
<dt>${w.articles}</dt><dd>${state.articles}</dd>
<dt>${w.lastRound}</dt><dd>${at(state.lastRoundAt, source.zone)} · ${outcomeOf(state)}</dd>
<dt>${w.nextRound}</dt><dd>${at(state.nextRoundAt, source.zone)}</dd>
${outcomes.length > 0 ? html`<dt>${w.outcomes}</dt><dd>${outcomes.map(([kind, count]) => `${kind} ${count}`).join(', ')}</dd>` : ''}
</dl>
${
  state.alarms.length > 0
    ? html`<h2>${w.alarms}</h2><ul>${state.alarms.map(
        alarm =>
          html`<li class="alarm">${alarm.message} (${alarm.where}, ${at(alarm.since, source.zone)})</li>`,
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
          html`<tr><th scope="row"><a href="/outlets/${encodeURIComponent(name)}">${name}</a></th><td class="number">${stories}</td><td>${at(newest, READER_ZONE)}</td></tr>`,
      )}</tbody></table></div>`
}`,
  )
}
