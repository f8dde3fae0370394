import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import { notFound } from '../http/problem.ts'
import type { AdminDoor } from './admin-door.ts'
import { type AdminView, type Part, type Shown, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'
import { sourceCompletions } from './completions.ts'
import { diffLines } from './diff-lines.ts'
import { editScriptPath } from './edit-script.ts'
import type { FileCheck, SourceFiles } from './source-files.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
/** Browsers send lines as CR LF. */
const tidy = (text: string) => `${text.replace(/\r\n?/g, '\n').trimEnd()}\n`
/** Larger than any file of a source. */
const MOST_CHARACTERS = 100_000

/** One source's file: what a change would do is shown first, then it can be saved. */
export function addFileRoutes(files: SourceFiles, { page, act }: AdminDoor): void {
  const pathOf = (id: string) => `/admin/sources/${encodeURIComponent(id)}/file`
  const read = async (id: string) => {
    const text = await files.read(id)
    if (text === null) throw notFound('there is no file of this source')
    return text
  }
  page('/admin/sources/:id/file', async (c, view) => {
    const id = c.req.param('id')!
    const text = await read(id)
    return editPage(view, { id, text, was: hash(text), seen: null, above: '' })
  })
  act('/admin/sources/:id/file', async (c, form, { view }) => {
    const w = adminWords[view.ui]
    const id = c.req.param('id')!
    const before = await read(id)
    const text = tidy(String(form.text ?? '').slice(0, MOST_CHARACTERS))
    const again = (above: Part | string, seen: string | null) =>
      editPage(view, { id, text, was: hash(before), seen, above })
    if (form.was !== hash(before)) return again(alert(w.elsewhere), null)
    if (text === tidy(before)) return again(html`<p>${w.same}</p>`, null)

    const check = await files.check(id, text)
    if (check.problem !== null) return again(alert(check.problem), null)
    if (form.seen !== hash(text)) return again(checkPart(view, before, text, check), hash(text))
    try {
      await files.save(id, text)
    } catch (error) {
      return again(alert(`${w.unwritable} ${(error as Error).message}`), null)
    }
    const detail = { before, after: text }
    return { subject: id, back: pathOf(id), detail }
  })
}

const alert = (text: string) => html`<p role="alert"><strong>${text}</strong></p>`

type Edit = {
  id: string
  text: string
  /** Of the file as it was when the form was made, and of the text that was checked. */
  was: string
  seen: string | null
  above: Part | string
}

/** The text is sent to be checked; a text that was checked is sent to be saved, and checked again where it was changed since. */
function editPage(view: AdminView, { id, text, was, seen, above }: Edit): Shown {
  const w = adminWords[view.ui]
  const source = `/admin/sources/${encodeURIComponent(id)}`
  const hidden = Object.entries({ csrf: view.csrf ?? '', was, seen: seen ?? '' }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const lines = Math.min(40, text.split('\n').length + 3)
  const body = html`<p><a href="${source}">${id}</a> · ${w.unsaved}</p>${above}
<form method="post" action="${source}/file" style="display:block">${hidden}<textarea name="text" rows="${lines}" aria-label="${w.editing}" spellcheck="false" data-words="${JSON.stringify(sourceCompletions())}" style="width:100%;font-family:monospace;white-space:pre;overflow-x:auto">${text}</textarea>
<p class="meta">${w.completion}</p><p><button type="submit">${seen === null ? w.check : w.save}</button></p></form>`
  return { title: w.editing, body, script: editScriptPath }
}

/** What changes in the file, and in what is read with it. */
function checkPart({ ui }: AdminView, before: string, text: string, check: FileCheck): Part {
  const w = adminWords[ui]
  const marks = { added: '+', removed: '-', same: ' ' }
  const lines = diffLines(before, text).map(({ kind, line }) => {
    const shown = `${marks[kind]} ${line}\n`
    if (kind === 'same') return html`${shown}`
    return kind === 'added' ? html`<ins>${shown}</ins>` : html`<del>${shown}</del>`
  })
  const rows = check.differing.flatMap(({ url, why, differences }) => [
    ...(why === null ? [] : [[html`<small>${url}</small>`, w.notArticle, '', why]]),
    ...differences.map(each => [
      html`<small>${url}</small>`,
      ...[`${each.field} ${each.kind}`, shorten(each.before), shorten(each.after)],
    ]),
  ])
  const effect = check.pages === 0 ? w.noPages : check.differing.length === 0 ? w.noEffect : null
  return html`<h2>${w.lines}</h2><pre style="overflow-x:auto">${lines}</pre>
<h2>${w.effect}</h2><p>${w.compared}: ${check.pages}${effect === null ? '' : `. ${effect}`}</p>${rows.length ? table([w.address, w.field, w.beforeChange, w.afterChange], rows) : ''}`
}

const shorten = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text || '–')
