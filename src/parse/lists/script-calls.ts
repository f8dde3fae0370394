import { isText } from 'domhandler'
import type { PageDocument } from '../document.ts'

/** For a function of the page's scripts: the pieces of the address it opens, parameters by their place. */
type Template = (string | number)[]

/** The functions that open an address, by name. */
export type CallTargets = Map<string, Template>

const MAX_SCRIPT = 200_000

/**
 * Finds functions of the page's own scripts that open an address made of literals and parameters:
 * `function detail(id){ window.open('/news/show.html?id=' + id) }`. Nothing is run.
 */
export function findCallTargets(page: PageDocument): CallTargets {
  const targets: CallTargets = new Map()
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.src || targets.size > 200) continue
    const code = script.children.map(child => (isText(child) ? child.data : '')).join('')
    if (code.length < MAX_SCRIPT) collectTargets(code, targets)
  }
  return targets
}

function collectTargets(code: string, targets: CallTargets): void {
  const definition = /function\s{0,9}([\w$]{0,60})\s{0,9}\(([^()]{0,200})\)\s{0,9}\{/g
  for (const found of code.matchAll(definition)) {
    // `show = function (id) {` and `show: function (id) {` have their name before them.
    const before = found[1] ? '' : code.slice(Math.max(0, found.index - 80), found.index)
    const name = found[1] || nameBefore(before)
    if (!name || targets.has(name)) continue
    const parameters = found[2]!.split(',').map(parameter => parameter.trim())
    const start = found.index + found[0].length
    const template = readTemplate(code.slice(start, start + 1500), parameters)
    if (template) targets.set(name, template)
  }
}

/** Looked for only where a name can end: scripts have thousands of functions without one. */
const nameBefore = (before: string): string | undefined =>
  /[=:]\s{0,9}$/.test(before) ? /([\w$]{1,60})\s{0,9}[=:]\s{0,9}$/.exec(before)?.[1] : undefined

const opening =
  /(?:location(?:\.href)?\s{0,4}=(?!=)|location\.(?:assign|replace)\s{0,4}\(|window\.open\s{0,4}\(|\bopen\s{0,4}\()\s{0,9}([^;,\n]{1,500})/

/** The expression that is opened, as pieces; null when it holds more than literals and parameters. */
function readTemplate(body: string, parameters: string[]): Template | null {
  const expression = opening.exec(body)?.[1]
  if (!expression) return null
  const pieces: Template = []
  for (const term of expression.replace(/[)\s}]{1,40}$/, '').split('+')) {
    const word = term.trim().replace(/\)+$/, '')
    const literal = /^(['"`])(.*)\1$/.exec(word)?.[2]
    const place = parameters.indexOf(word.replace(/^encodeURIComponent\(/, ''))
    if (literal !== undefined) pieces.push(literal)
    else if (place >= 0) pieces.push(place)
    else return null
  }
  return pieces.some(piece => typeof piece === 'string' && piece !== '') ? pieces : null
}

/**
 * The address that an `onclick` or a `javascript:` href opens: one that stands in it, or the one that
 * a known function makes of its arguments. Null when it opens none.
 */
export function resolveCall(code: string, targets: CallTargets): string | null {
  if (code.length < 4 || code.length > 2000) return null
  const direct = opening.exec(code)?.[1]
  const literal = direct && /^\s*(['"`])([^'"`]+)\1/.exec(direct)?.[2]
  if (
    literal &&
    !direct
      .trim()
      .slice(literal.length + 2)
      .trim()
      .startsWith('+')
  )
    return literal

  const call = /([\w$]{1,60})\s{0,4}\(([^()]{0,500})\)/.exec(code.replace(/^\s*javascript:/i, ''))
  if (!call) return null
  const values = call[2]!.split(',').map(value => value.trim().replace(/^(['"])(.*)\1$/, '$2'))
  const template = targets.get(call[1]!)
  if (template) {
    return template
      .map(piece => (typeof piece === 'number' ? (values[piece] ?? '') : piece))
      .join('')
  }
  // A function that is not on the page: only an argument that is an address by itself says where it leads.
  return values.find(value => /^(?:https?:\/\/|\.{0,2}\/)[^\s'"]{3,}$/.test(value)) ?? null
}
