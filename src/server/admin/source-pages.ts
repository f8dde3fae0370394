import { html } from 'hono/html'
import { reasonIn } from '../../health/reason-words.ts'
import type { SourceHistory } from '../../model/health.ts'
import type { Page } from '../../model/page.ts'
import type { SourceState } from '../../model/source-state.ts'
import type { StoredArticle } from '../../model/stored-article.ts'
import type { SourceDay } from '../../store/health.ts'
import type { IdleCount } from '../../store/source-links.ts'
import { countWords, outcomeWords } from '../pages/outcome-words.ts'
import type { Markup } from '../pages/page-head.ts'
import { type AdminView, action, type Shown, shortTime, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'
import { showPage } from './show-page.ts'
import { sparkDays, sparkline } from './sparkline.ts'

function stateOf({ ui }: AdminView, state: SourceState, now: Date): string {
  const w = adminWords[ui]
  if (state.removedAt || !state.active) return w.removed
  if (!state.source.enabled) return w.off
  if (state.held && state.held.until > now)
    return `${w.held} – ${shortTime(state.held.until)}: ${state.held.reason}`
  return state.health ? w.states[state.health.state] : w.new
}

const endOf = ({ lastOutcome }: SourceState, { ui }: AdminView) =>
  lastOutcome ? outcomeWords(lastOutcome, ui) : '–'

const isTroubled = ({ source, health }: SourceState) =>
  source.enabled && health !== null && health.state !== 'healthy'

/** Every source, those that are not well first, with how many articles each gave a day. */
export function sourcesPage(
  view: AdminView,
  states: SourceState[],
  { counted, now }: { counted: SourceDay[]; now: Date },
): Shown {
  const w = adminWords[view.ui]
  const bySource = Map.groupBy(counted, ({ sourceId }) => sourceId)
  const days = sparkDays(now)
  const sorted = states.toSorted(
    (a, b) =>
      Number(isTroubled(b)) - Number(isTroubled(a)) ||
      b.alarms.length - a.alarms.length ||
      Number(b.source.enabled) - Number(a.source.enabled),
  )
  const rows = sorted.map(state => [
    html`<a href="/admin/sources/${encodeURIComponent(state.source.id)}">${state.source.name}</a>`,
    stateOf(view, state, now),
    state.articles,
    sparkline(days, bySource.get(state.source.id) ?? [], w.mostADay),
    state.openLinks,
    shortTime(state.lastRoundAt),
    endOf(state, view),
    isTroubled(state)
      ? reasonIn(view.ui, state.health!.reason)
      : state.alarms.map(({ kind }) => kind).join(', '),
  ])
  const head = [w.source, w.state, w.articles, w.lastDays, w.waiting, w.round, w.ended, w.alarms]
  return { title: w.sources, body: table(head, rows), isLive: true }
}

/** What is known of one source. */
export type SourceLooked = {
  state: SourceState
  counts: IdleCount[]
  articles: StoredArticle[]
  history: SourceHistory
  now: Date
}

/** So many rounds are shown. */
const ROUNDS = 15

const roundRows = ({ rounds }: SourceHistory, view: AdminView) =>
  rounds
    .slice(-ROUNDS)
    .reverse()
    .map(({ startedAt, outcomes, counts }) => [
      shortTime(startedAt),
      counts.requests,
      counts.entries.reduce((sum, { fresh }) => sum + fresh, 0),
      counts.articles,
      Object.entries(outcomes)
        .map(([key, count]) => `${countWords(key, view.ui)} ${count}`)
        .join(', ') || '–',
    ])

/** One source: what may be done, what is wrong, what gave nothing and what was read last. */
export function sourcePage(
  view: AdminView,
  { state, counts, articles, history, now }: SourceLooked,
): Shown {
  const w = adminWords[view.ui]
  const path = `/admin/sources/${encodeURIComponent(state.source.id)}`
  const isHeld = state.held !== null && state.held.until > now
  const nothing = counts.map(({ reason, links, newest }) => [
    html`${countWords(reason, view.ui)}<br><small>${reason}</small>`,
    links,
    shortTime(newest),
    action(view, `${path}/retry`, w.retry, { reason }),
  ])
  const read = articles.map(({ id, article, fetchedAt }) => [
    shortTime(fetchedAt),
    html`<a href="/admin/articles/${id}">${article.title}</a>`,
  ])
  const body = html`<p>${state.source.id} · ${stateOf(view, state, now)} · ${w.round} ${shortTime(state.lastRoundAt)} · ${endOf(state, view)}</p>
${state.health ? html`<p>${reasonIn(view.ui, state.health.reason)}</p>` : ''}${state.plan ? html`<p>${w.next} ${shortTime(state.nextRoundAt)}: ${reasonIn(view.ui, state.plan.reason)}</p>` : ''}
<p>${action(view, `${path}/run`, w.run)} ${isHeld ? action(view, `${path}/release`, w.letGo) : action(view, `${path}/hold`, w.hold)} ${action(view, `${path}/replay`, w.replay)} <a href="${path}/file">${w.file}</a></p>
<ul>${state.alarms.map(({ kind, where, message }) => html`<li><strong>${kind}</strong> ${message} <span>${where}</span></li>`)}</ul>
<h2>${w.nothing}</h2>${table([w.reason, w.links, w.when, w.did], nothing)}
<h2>${w.rounds}</h2>${table([w.when, w.requests, w.fresh, w.articles, w.ended], roundRows(history, view))}
<h2>${w.newest}</h2>${table([w.when, w.what], read)}`
  return { title: state.source.name, body, isLive: true }
}

/** What was read, field by field, beside the page as it was fetched. The page is shown as its text: nothing of it runs here. */
export function articlePage(
  view: AdminView,
  { article, relevance, revision, fetchedAt, storyId }: StoredArticle,
  { page, why }: { page: Page | null; why: Markup | '' },
): Shown {
  const w = adminWords[view.ui]
  const { related: _related, html: _html, images, ...fields } = article
  const rows = Object.entries({ ...fields, images: images.length, relevance, revision, fetchedAt })
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
  const story =
    storyId && html`<p><a href="/admin/stories/show?of=${storyId}">${w.itsStory}</a></p>`
  const body = html`${story ?? ''}${why}<div style="display:flex;flex-wrap:wrap;gap:1rem"><section style="flex:1 1 24rem;min-width:0">${table([w.field, w.read], rows)}</section>
${showPage(w.page, page, w.noPage)}</div>`
  return { title: article.title, body }
}
