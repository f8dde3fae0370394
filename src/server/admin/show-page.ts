import { html } from 'hono/html'
import type { Page } from '../../model/page.ts'

/** As much of a page as is shown. */
const SHOWN_CHARACTERS = 20_000

/** A page as it was fetched, as its text: nothing of it runs here. */
export function showPage(title: string, page: Page | null, none: string) {
  const text = page && new TextDecoder().decode(page.bytes).slice(0, SHOWN_CHARACTERS)
  return html`<section style="flex:1 1 24rem;min-width:0"><h2>${title}</h2>${page ? html`<p>${page.finalUrl} · ${page.status}</p><pre style="white-space:pre-wrap;max-height:80vh;overflow:auto">${text}</pre>` : html`<p>${none}</p>`}</section>`
}
