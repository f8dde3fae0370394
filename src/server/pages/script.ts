import { createHash } from 'node:crypto'

/**
 * The one script, an addition to pages that work without it: j and k walk through the stories, o opens the publisher's page, / goes to
 * the search; and the browser's own zone is offered in the foot.
 */
export const script = `
const links = () => [...document.querySelectorAll('main .stories h3 a')]
const walk = by => {
  const all = links()
  const at = all.indexOf(document.activeElement)
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]
  if (!next) return
  next.focus({ preventScroll: true })
  next.closest('li').scrollIntoView({ block: 'nearest' })
}
const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => (document.activeElement.closest('.stories li') ?? document.querySelector('main > article'))?.querySelector('a[rel~=external]')?.click(),
  '/': () => document.querySelector('main input[type=search]')?.focus(),
}
if ('keys' in document.documentElement.dataset) addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.target.closest('input, select, textarea, [contenteditable]')) return
  const act = Object.hasOwn(keys, event.key) && keys[event.key]
  if (!act) return
  event.preventDefault()
  act()
})
const select = document.querySelector('footer select[name=zone]')
const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
if (select && timeZone && ![...select.options].some(option => option.value === timeZone)) select.add(new Option(timeZone, timeZone), 1)
`.trim()

/** Where the script stands; the name changes with its content. */
export const scriptPath = `/assets/keys-${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`
