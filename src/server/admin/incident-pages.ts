import { html } from 'hono/html'
import { reasonIn } from '../../health/reason-words.ts'
import type { Incident } from '../../model/health.ts'
import type { Page } from '../../model/page.ts'
import { type AdminView, action, type Shown, shortTime, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'
import { showPage } from './show-page.ts'

const pathOf = ({ id }: Incident) => `/admin/incidents/${id}`

function ownerOf(view: AdminView, incident: Incident) {
  const w = adminWords[view.ui]
  if (incident.acknowledgedBy)
    return `${incident.acknowledgedBy}, ${shortTime(incident.acknowledgedAt)}`
  return incident.endedAt ? '–' : action(view, `${pathOf(incident)}/acknowledge`, w.takeUp)
}

/** What broke, the open ones first. */
export function incidentsPage(view: AdminView, incidents: Incident[]): Shown {
  const w = adminWords[view.ui]
  const rows = incidents.map(incident => [
    html`<a href="${pathOf(incident)}">${incident.sourceId ?? w.machine}</a>`,
    w.kinds[incident.kind],
    reasonIn(view.ui, incident.reason),
    shortTime(incident.openedAt),
    incident.endedAt ? shortTime(incident.endedAt) : w.open,
    ownerOf(view, incident),
  ])
  const body = rows.length
    ? table([w.source, w.kind, w.reason, w.began, w.over, w.owner], rows)
    : html`<p>${w.noIncidents}</p>`
  return { title: w.incidents, body, isLive: true }
}

/** One incident with its evidence: the page as it was fetched beside the last good one. */
export function incidentPage(
  view: AdminView,
  incident: Incident,
  { shown, good }: { shown: Page | null; good: Page | null },
): Shown {
  const w = adminWords[view.ui]
  const { sourceId, where } = incident
  const facts = [
    [w.kind, w.kinds[incident.kind]],
    [w.before, reasonIn(view.ui, incident.before ?? '–')],
    [w.now, reasonIn(view.ui, incident.now ?? '–')],
    [w.where, where ?? '–'],
    [w.began, shortTime(incident.openedAt)],
    [w.seen, shortTime(incident.lastSeenAt)],
    [w.over, incident.endedAt ? shortTime(incident.endedAt) : w.open],
    [w.owner, ownerOf(view, incident)],
  ]
  const body = html`<p><strong>${reasonIn(view.ui, incident.reason)}</strong></p>
<p>${sourceId ? html`<a href="/admin/sources/${encodeURIComponent(sourceId)}">${sourceId}</a>` : w.machine}</p>
${table([w.field, w.what], facts)}
<div style="display:flex;flex-wrap:wrap;gap:1rem">${showPage(w.page, shown, w.noPage)}${showPage(w.goodPage, good, w.noPage)}</div>`
  return { title: `${sourceId ?? w.machine}: ${w.kinds[incident.kind]}`, body, isLive: true }
}
