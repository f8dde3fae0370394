import { createHash } from 'node:crypto'

/**
 * Offers what may stand where the caret is in a source's file: fields while one is typed or on Ctrl+Space, values behind a colon. It finds them in the field's `data-words`. Tab takes
 * the one that is marked, arrows mark another, Escape closes. Without it the file is a plain field.
 */
export const editScript = `
const box = document.querySelector('textarea[name=text]')
const words = JSON.parse(box.dataset.words)
const list = document.createElement('ul')
Object.assign(list, { id: 'choices', className: 'choices', hidden: true })
list.setAttribute('role', 'listbox')
list.setAttribute('aria-label', box.getAttribute('aria-label'))
box.after(list)
box.setAttribute('aria-autocomplete', 'list')
box.setAttribute('aria-controls', list.id)
const KEY = /^(\\s*(?:- )?)([A-Za-z]*)$/
const VALUE = /^(\\s*(?:- )?)([A-Za-z]+):\\s+([\\w-]*)$/
const parents = (lines, indent) => {
  const path = []
  for (const line of lines.toReversed()) {
    const [, lead, key] = /^(\\s*(?:- )?)([A-Za-z]+):/.exec(line) ?? []
    if (key === undefined || lead.length >= indent) continue
    path.unshift(key)
    indent = lead.length
  }
  return path.join('.')
}
const offers = asked => {
  const lines = box.value.slice(0, box.selectionStart).split('\\n')
  const line = lines.pop()
  const value = VALUE.exec(line)
  const key = KEY.exec(line)
  if (value) {
    const under = parents(lines, value[1].length)
    const found = words.find(word => word.under === under && word.key === value[2])
    return (found?.values ?? []).filter(one => one.startsWith(value[3]) && one !== value[3]).map(one => ({ typed: value[3], put: one, text: '' }))
  }
  if (!key || (key[2] === '' && !asked)) return []
  const under = parents(lines, key[1].length)
  return words.filter(word => word.under === under && word.key.toLowerCase().startsWith(key[2].toLowerCase()))
    .map(word => ({ typed: key[2], put: word.key + (word.isBranch ? ':' : ': '), text: word.text }))
}
let [shown, marked] = [[], 0]
const close = () => { shown = []; list.hidden = true; box.removeAttribute('aria-activedescendant') }
const mark = at => {
  marked = (at + shown.length) % shown.length
  for (const [place, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(place === marked))
  box.setAttribute('aria-activedescendant', 'choice-' + marked)
}
const take = ({ typed, put }) => {
  box.setRangeText(put, box.selectionStart - typed.length, box.selectionStart, 'end')
  close()
  box.focus()
}
const open = asked => {
  shown = offers(asked).slice(0, asked ? 30 : 8)
  if (shown.length === 0) return close()
  list.replaceChildren(...shown.map((one, at) => {
    const item = document.createElement('li')
    item.id = 'choice-' + at
    item.setAttribute('role', 'option')
    const name = document.createElement('code')
    name.textContent = one.put
    item.append(name, ' ' + one.text)
    item.addEventListener('mousedown', event => { event.preventDefault(); take(one) })
    return item
  }))
  list.hidden = false
  mark(0)
}
box.addEventListener('input', () => open(false))
box.addEventListener('blur', close)
box.addEventListener('keydown', event => {
  if (event.key === ' ' && event.ctrlKey) { event.preventDefault(); return open(true) }
  if (shown.length === 0) return
  if (event.key === 'Escape') close()
  else if (event.key === 'Tab') take(shown[marked])
  else if (event.key === 'ArrowDown') mark(marked + 1)
  else if (event.key === 'ArrowUp') mark(marked - 1)
  else return
  event.preventDefault()
})
`.trim()

/** Where it stands; the name changes with its content. */
export const editScriptPath = `/assets/edit-${createHash('sha256').update(editScript).digest('hex').slice(0, 12)}.js`
