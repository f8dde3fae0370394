import { createHash } from 'node:crypto'

/**
 * Fetches the page anew when the server says that something changed; not while somebody types in it or selects in it. Without it the
 * page stays as it was loaded.
 */
export const liveScript = `
const main = document.querySelector('main')
const isBusy = () => main.contains(document.activeElement) && document.activeElement.matches('input, textarea, select') || String(getSelection()).length > 0
let [known, waits] = [null, false]
const renew = async () => {
  waits = false
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  if (fresh && !isBusy()) main.replaceChildren(...fresh.childNodes)
  else waits = true
}
const events = new EventSource('/admin/live')
events.addEventListener('state', ({ data }) => {
  if (known !== null && (data !== known || waits)) renew()
  known = data
})
addEventListener('pagehide', () => events.close())
`.trim()

/** Where it stands; the name changes with its content. */
export const liveScriptPath = `/assets/live-${createHash('sha256').update(liveScript).digest('hex').slice(0, 12)}.js`
