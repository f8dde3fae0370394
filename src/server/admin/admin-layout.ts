import { html, raw } from 'hono/html'
import { stylePath } from '../pages/style.ts'
import { type AdminUi, adminWords } from './admin-words.ts'
import { liveScriptPath } from './live-script.ts'

/** Who looks at a page, and in which language. */
export type AdminView = { ui: AdminUi; csrf: string | null; path: string }

export type Part = ReturnType<typeof html>

/** A page's title and what stands on it. `isLive`: it is fetched anew when something changes, where scripts run. `script`: another one of it. */
export type Shown = { title: string; body: Part; isLive?: boolean; script?: string }

/** A whole page of the operators. It works without its script, and nothing of it is kept by anybody. */
export async function renderAdmin(
  view: AdminView,
  { title, body, isLive = false, script }: Shown,
): Promise<string> {
  const w = adminWords[view.ui]
  const menu = view.csrf
    ? html`<nav><ul><li><a href="/admin">${w.sources}</a></li><li><a href="/admin/incidents">${w.incidents}</a></li><li><a href="/admin/stories">${w.stories}</a></li><li><a href="/admin/subscribers">${w.subscribers}</a></li><li><a href="/admin/store">${w.store}</a></li><li><a href="/admin/actions">${w.actions}</a></li></ul></nav>${action(view, '/admin/logout', w.logout)}`
    : ''
  const scripts = [isLive && view.csrf ? liveScriptPath : null, script].filter(Boolean)
  return String(
    await html`<!doctype html>
<html lang="${w.tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title} · ${w.title}</title><link rel="stylesheet" href="${stylePath}">${scripts.map(path => html`<script src="${path}" defer></script>`)}</head>
<body class="broad"><header class="top"><div class="wide"><a class="brand" href="/admin">${w.title}</a>${menu}
<a class="other" href="${view.path}?ui=${view.ui === 'zh' ? 'en' : 'zh'}">${w.other}</a></div></header>
<main id="main" class="wide"><h1>${title}</h1>${body}</main>${view.csrf ? html`<footer class="wide"><p class="meta">${w.zone}</p></footer>` : ''}</body></html>
`,
  )
}

/** A button that does something, with the token that shows it was pressed on a page of ours. */
export function action(
  view: AdminView,
  path: string,
  label: string,
  fields: Record<string, string> = {},
): Part {
  const hidden = Object.entries({ csrf: view.csrf ?? '', ...fields }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form method="post" action="${path}" style="display:inline">${hidden}<button type="submit">${label}</button></form>`
}

/** What is so short stands in one line, and what is longer keeps room, so that a phone does not break it letter by letter. */
const SHORT = 24

/** Rows that a phone can push aside. */
export function table(head: string[], rows: (string | number | Part)[][]): Part {
  const style = (cell: string | number | Part) => {
    const text = String(cell)
    if (!text.startsWith('<'))
      return raw(text.length <= SHORT ? ' style="white-space:nowrap"' : ' style="min-width:16rem"')
    // A title that leads somewhere keeps room for a few words.
    return text.includes('<a ') ? raw(' style="min-width:9rem"') : ''
  }
  const cells = (row: (string | number | Part)[]) =>
    row.map(cell => html`<td${style(cell)}>${cell}</td>`)
  return html`<div style="overflow-x:auto" tabindex="0" role="group" aria-label="${head.join(', ')}"><table><thead><tr>${head.map(name => html`<th scope="col" style="white-space:nowrap">${name}</th>`)}</tr></thead>
<tbody>${rows.map(row => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`
}

export const shortTime = (at: Date | null) =>
  at ? at.toISOString().slice(0, 16).replace('T', ' ') : '–'
