import { argumentsAt, partsOf, readOptions, splitSum } from './code-parts.ts'

/** What an object literal sends: values that are not known are left out, but a page is the first. */
export function readValues(object: string, code: string): [string, unknown][] {
  return [...readOptions(object)].flatMap(([name, written]): [string, unknown][] => {
    const value = readValue(written, code)
    if (value !== null) return [[name, value]]
    return isPageName(name)
      ? [[name, firstPage(written, code)]]
      : isOffset.test(name)
        ? [[name, 0]]
        : []
  })
}

export const isPageName = (name: string) =>
  /^(?:p|pn|page\w{0,8}|cur\w{0,4}page|current|pageindex)$/i.test(name.replace(/_/g, '')) &&
  !/size|count|rows|limit/i.test(name)

/** What counts records in the place of pages; the first is 0. */
const isOffset = /^(?:offset|skip|start(?:index|row|record)?|from(?:index)?)$/i

function readValue(written: string, code: string): unknown {
  if (written.startsWith('{')) return Object.fromEntries(readValues(written, code))
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(written)) return Number(written)
  if (written === 'true' || written === '!0') return true
  if (written === 'false' || written === '!1') return false
  if (written.startsWith('['))
    return partsOf(written.slice(1))
      .map(part => readValue(part, code))
      .filter(value => value !== null)
  const text = readText(written, code)
  // What a variable holds is as it was written there; a number was one.
  const isQuoted = () => /^["'`]/.test(literalOf(written, code) ?? '')
  return text !== null && /^\d{1,9}$/.test(text) && !isQuoted() ? Number(text) : text
}

/** A text made of literals, of variables that hold one, and of the number of a page; null where it is made of more. */
export function readText(written: string, code: string, depth = 0): string | null {
  if (depth > 4) return null
  const whole = /^(["'])((?:[^\\\n]|\\.){0,2000}?)\1$/.exec(written)
  if (whole && !whole[2]!.includes(whole[1]!)) return whole[2]!.replace(/\\(.)/g, '$1')
  const template = /^`([^`]{0,2000})`$/.exec(written)?.[1]
  if (template !== undefined) {
    let isWhole = true
    const text = template.replace(/\$\{([^{}]{1,80})\}/g, (_, name: string, at: number) => {
      const value =
        nameValue(name.trim(), code, depth) ?? asked(template.slice(0, at), name.trim(), code)
      isWhole &&= value !== null
      return value ?? ''
    })
    return isWhole ? text : null
  }
  if (written.startsWith('new URL('))
    return readText(argumentsAt(written, 8)[0] ?? '', code, depth + 1)
  // What is added from the second page on: `(cursor ? '&cursor=' + cursor : '')`.
  const first =
    /^\(\s{0,4}!{0,2}[\w$.]{1,60}\s{0,4}\?[^:]{1,200}:\s{0,4}(["'`][^"'`]{0,200}["'`])\s{0,4}\)$/.exec(
      written,
    )
  if (first) return readText(first[1]!, code, depth + 1)
  const terms = splitSum(written)
  if (terms.length < 2) return nameValue(written, code, depth)
  let text = ''
  for (const [at, term] of terms.entries()) {
    const said =
      readText(term, code, depth + 1) ?? (at === 0 ? emptyBase(term) : asked(text, term, code))
    if (said === null) return null
    text += said
  }
  return text
}

/** Where a site lies on its host is set elsewhere, and nearly always at its root. */
const emptyBase = (name: string): string | null =>
  /^[\w$.]{0,40}(?:ctx|context(?:path)?|base(?:path|url|href)?|web(?:path|root)|root(?:path)?|prefix|domain|host)$/i.test(
    name,
  )
    ? ''
    : null

/** A value that is not known behind its name in an address, `…?page=`: of a page and of an offset the first. */
function asked(before: string, term: string, code: string): string | null {
  const name = /[?&]([\w-]{1,40})=$/.exec(before)?.[1]
  if (!name) return null
  // A name of one letter is a compiler's, and that of many things.
  if (isPageName(name)) return term.length < 2 ? '1' : String(firstPage(term, code))
  return isOffset.test(name) ? '0' : null
}

function nameValue(name: string, code: string, depth: number): string | null {
  if (!/^[\w$.]{1,60}$/.test(name)) return null
  const literal = literalOf(name, code)
  const value =
    literal &&
    (/^\d{1,12}$/.test(literal)
      ? literal
      : literal === name
        ? null
        : readText(literal, code, depth + 1))
  if (value !== null && value !== undefined && value !== '') return value
  return isPageName(name.split('.').at(-1)!) ? String(firstPage(name, code)) : null
}

/** The number that a script's first call hands on as the page: `const load = p => …; load(0)`. Pages count from 1 where it tells none. */
function firstPage(parameter: string, code: string): number {
  if (!/^[\w$]{1,40}$/.test(parameter)) return 1
  const safe = parameter.replaceAll('$', '\\$')
  const taker = new RegExp(
    `(?:function\\s{1,4}([\\w$]{1,40})\\s{0,4}\\(|([\\w$]{1,40})\\s{0,4}[=:]\\s{0,4}(?:async\\s{0,4})?(?:function\\s{0,4}[\\w$]{0,40}\\s{0,4})?\\(?)\\s{0,4}${safe}\\s{0,4}(?:=\\s{0,4}(\\d)\\s{0,4})?(?:[,)]|=>)`,
  ).exec(code)
  if (!taker) return 1
  if (taker[3] !== undefined) return Number(taker[3])
  const name = (taker[1] ?? taker[2]!).replaceAll('$', '\\$')
  return new RegExp(`(?:^|[^\\w$])${name}\\s{0,4}\\(\\s{0,4}0\\s{0,4}[,)]`).test(code) ? 0 : 1
}

/** What a form or a query is given piece by piece: `form.append('page', page)`. */
export function readAppended(name: string, code: string): [string, unknown][] {
  if (!/^[\w$.]{1,60}$/.test(name)) return []
  const safe = name.replaceAll('$', '\\$').replaceAll('.', '\\.')
  const appends = new RegExp(
    `(?<![\\w$.])${safe}\\.(?:append|set)\\(\\s{0,4}["']([\\w-]{1,60})["']\\s{0,4},\\s{0,4}`,
    'g',
  )
  return [...code.matchAll(appends)].flatMap(({ 0: all, 1: key, index }): [string, unknown][] => {
    const written = argumentsAt(code, index + all.length)[0] ?? ''
    return readValues(`{${key}:${written}}`, code)
  })
}

/** What a variable was set to where it is declared. */
export function literalOf(name: string, code: string): string | null {
  const last = name.split('.').at(-1)!
  if (!/^[\w$]{1,60}$/.test(last)) return null
  const safe = last.replaceAll('$', '\\$')
  const found = new RegExp(
    `(?:^|[^\\w$.])(?:var\\s+|let\\s+|const\\s+)?${safe}\\s{0,4}[=:]\\s{0,4}(?![=>])`,
    'm',
  ).exec(code)
  if (!found) return null
  const from = found.index + found[0].length
  return (
    partsOf(
      code
        .slice(from, from + 1000)
        .replace(/[;\n][\s\S]*$/, end => (code[from] === '{' ? end : '')),
    )[0] ?? null
  )
}
