import { isText } from 'domhandler'
import { parseExactly } from '../../text/exact-json.ts'
import type { PageDocument, PageElement } from '../document.ts'
import { readDataStore } from './data-store.ts'
import { readFlight } from './flight.ts'
import { readLiteral } from './js-literal.ts'
import { readPayload } from './payload.ts'

/** Characters of script that are looked at on one page. */
const MAX_SCRIPT = 4_000_000
/** Values that are tried to be read in one script. */
const MAX_TRIES = 60

/** The data that a page's scripts carry: `__NEXT_DATA__`, `__INITIAL_STATE__`, JSON blocks, arrays of rows. */
export function findIslands(page: PageDocument): unknown[] {
  const islands: unknown[] = []
  let flight = ''
  let left = MAX_SCRIPT
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.src || left <= 0) continue
    const code = script.children.map(child => (isText(child) ? child.data : '')).join('')
    if (code.length < 40 || code.length > left) continue
    left -= code.length
    const store = code.includes('<record') ? readDataStore(code) : null
    if (store) islands.push(store.markup)
    else if (code.includes('__next_f')) flight += readPushed(code)
    else if (/json/i.test(script.attribs.type ?? '')) islands.push(readBlock(script, code))
    else if (/[[{]/.test(code)) islands.push(...readScript(code))
  }
  if (flight) islands.push(...readFlight(flight))
  return islands.filter(
    island => typeof island === 'string' || (island !== null && typeof island === 'object'),
  )
}

/** A block of JSON; the payload of Nuxt 3 points from value to value. */
function readBlock({ attribs }: PageElement, code: string): unknown {
  const data = readJson(code)
  const isPayload = attribs.id === '__NUXT_DATA__' || attribs['data-nuxt-data'] !== undefined
  return isPayload && Array.isArray(data) ? readPayload(data) : data
}

/** The text that a script pushes piece by piece: `self.__next_f.push([1,"…"])`. */
function readPushed(code: string): string {
  let text = ''
  for (const found of code.matchAll(/__next_f\s{0,4}\.push\(\s{0,4}(?=\[)/g)) {
    const pushed = readLiteral(code, found.index + found[0].length)?.value
    if (Array.isArray(pushed) && typeof pushed[1] === 'string') text += pushed[1]
  }
  return text
}

/** A whole document that is data: JSON, or JSON in a call (`callback({…})`). Null when it is not. */
export function readDataDocument(text: string): unknown {
  const start = /^\s*(?:[\w$.]{1,80}\s*\(\s*|(?:var|let|const)\s+[\w$]{1,80}\s*=\s*)?(?=[[{])/.exec(
    text,
  )?.[0].length
  if (start === undefined) return null
  return (
    readJson(text.slice(start).replace(/\)?\s*;?\s*$/, '')) ??
    readLiteral(text, start)?.value ??
    null
  )
}

function readJson(text: string): unknown {
  try {
    return parseExactly(text)
  } catch {
    const start = text.search(/[[{]/)
    return start < 0 ? null : (readLiteral(text, start)?.value ?? null)
  }
}

/** Also the rows that a script hands to the widget that draws them: `grid({dataSource: {data: [{…}]}})`, `table({rows: [{…}]})`. */
const assignment =
  /([\w$\].]{1,80})\s{0,4}=\s{0,4}(?=[[{])|JSON\.parse\(\s{0,4}(?=["'`])|\.push\(\s{0,4}(?=\{)|(?<![\w$])["']?(?:data(?:Source|Set|Provider)?|aaData|rowData|rows|records|items|list)["']?\s{0,4}:\s{0,4}(?=\[\s{0,40}\{)/g

/** What a script assigns or hands on. Elements that are assigned or pushed one by one are put together. */
export function readScript(code: string): unknown[] {
  const values: unknown[] = []
  const elements: unknown[] = []
  assignment.lastIndex = 0
  for (let tries = 0; tries < MAX_TRIES; ) {
    const found = assignment.exec(code)
    if (!found) break
    const end = found.index + found[0].length
    const literal = readLiteral(code, end)
    const isElement = found[1]?.endsWith(']') || found[0].startsWith('.push')
    if (!isElement) tries++
    if (elements.length > 2000) break
    if (!literal) continue
    if (isElement) elements.push(literal.value)
    else values.push(typeof literal.value === 'string' ? readJson(literal.value) : literal.value)
    assignment.lastIndex = Math.max(literal.end, end)
  }
  return elements.length > 0 ? [...values, elements] : values
}
