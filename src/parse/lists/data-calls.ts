import { writeRequest } from '../../text/written-request.ts'
import { resolveAddress } from '../document.ts'

/** Characters of one call's arguments that are read. */
const MAX_ARGUMENTS = 4000
const MAX_CALLS = 60

/** The ways in which scripts ask for data: what they are called, and what they post. */
const calls =
  /(?:\bfetch|(?:\$|jQuery)\.(?:getJSON|get|post|ajax)|\b(?:axios|https?|request|api|service|ajax|uni|wx|\$http|this\.\$(?:http|axios))(?:\.(?:get|post|request|ajax))?)\s{0,4}\(/g
/** An instance of a client is called by any name, with what it is to do: `ht({url:"/news/page",method:"post",data:e})`. */
const instances = /(?<![\w$.])[\w$]{1,40}\s{0,4}\((?=\s{0,4}\{\s{0,4}(?:url|method)\s{0,4}:)/g
const opens = /\.open\s{0,4}\(\s{0,4}["'](GET|POST)["']\s{0,4},/gi

/** A request as a script makes it. */
type Call = {
  address: string
  isPost: boolean
  isJson: boolean
  values: [string, unknown][] | null
}

/**
 * The requests for data that a script makes, as written requests, those that look like lists first. Nothing is run: only
 * literals count, variables that hold one, and the first page where a page is counted.
 */
export function findDataCalls(code: string, base: string): string[] {
  const found: { call: Call; rank: number }[] = []
  const add = (call: Call | null) => {
    if (!call || !isLikely(call.address)) return
    found.push({ call, rank: rankOf(call) })
  }
  calls.lastIndex = 0
  for (const match of [...code.matchAll(calls)].slice(0, MAX_CALLS))
    add(readCall(match[0], argumentsAt(code, match.index + match[0].length), code))
  for (const match of [...code.matchAll(instances)].slice(0, MAX_CALLS))
    if (!/^(?:fetch|ajax|axios|https?|request|api|service|uni|wx)\W/.test(match[0]))
      add(readCall('', argumentsAt(code, match.index + match[0].length), code))
  for (const match of [...code.matchAll(opens)].slice(0, MAX_CALLS)) {
    const rest = argumentsAt(code, match.index + match[0].length)
    const send = /\.send\s{0,4}\(/.exec(code.slice(match.index))
    const body = send ? argumentsAt(code, match.index + send.index + send[0].length)[0] : undefined
    add(callOf(rest[0], match[1]!.toUpperCase() === 'POST', body, code, false))
  }
  const requests = found
    .sort((a, b) => b.rank - a.rank)
    .flatMap(({ call }) => requestOf(call, base) ?? [])
  return [...new Set(requests)]
}

const isLikely = (address: string) =>
  !/log(?:in|out)|captcha|passport|\/(?:hits?|count|click|stat|track|collect|weather|menus?|nav|banners?|ads?|config|i18n|user)(?:[/._?-]|$)|\.(?:css|js|png|jpe?g|svg|html?)(?:\?|$)/i.test(
    address,
  )

const rankOf = ({ address, values }: Call) =>
  (/list|news|article|content|post|search|query|page|info|doc|column|channel|cms/i.test(address)
    ? 2
    : 0) +
  (/\.json|\/api\/|ajax|\/v\d\//i.test(address) ? 1 : 0) +
  (values?.some(([name]) => isPageName(name)) ? 2 : 0)

function readCall(name: string, args: string[], code: string): Call | null {
  const [first = '', second] = args
  const isJquery = /\$|jQuery|ajax/.test(name)
  if (first.startsWith('{')) {
    const options = readOptions(first)
    const isPost = /post/i.test(options.get('type') ?? options.get('method') ?? '')
    const body = options.get('data') ?? options.get('body') ?? options.get('params')
    const isJson = !isJquery || /json/i.test(options.get('contentType') ?? '')
    return callOf(options.get('url'), isPost, body, code, isJson)
  }
  if (/\bfetch/.test(name)) {
    const options = readOptions(second ?? '')
    const isPost = /post/i.test(options.get('method') ?? '')
    return callOf(first, isPost, options.get('body'), code, true)
  }
  const isPost = /\.post/.test(name)
  // `get(url, {params: {…}})`
  const params = second && !isPost ? readOptions(second).get('params') : undefined
  const body = second && /^(?:function|\(|async|\w+\s{0,4}=>)/.test(second) ? undefined : second
  return callOf(first, isPost, params ?? body, code, !isJquery)
}

function callOf(
  url: string | undefined,
  isPost: boolean,
  body: string | undefined,
  code: string,
  isJson: boolean,
): Call | null {
  const said = url && readText(url, code)
  if (!said || /\s/.test(said)) return null
  const address = isJson ? onBase(said, code) : said
  const inner = body?.replace(
    /^(?:JSON\.stringify|new URLSearchParams|\$\.param|qs\.stringify)\s{0,4}\(/,
    '',
  )
  const isForm = Boolean(body && /URLSearchParams|qs\.|\$\.param/.test(body))
  // What is handed on under a short name comes from elsewhere, and is likely what counts the pages.
  const isHandedOn = inner !== undefined && /^[\w$]{1,2}\)?$/.test(inner)
  const paged = isHandedOn ? pagedObject(code) : null
  const object =
    inner && !isHandedOn
      ? inner.startsWith('{')
        ? inner
        : literalOf(inner.replace(/\)\s*$/, ''), code)
      : null
  if (object?.startsWith('{'))
    return { address, isPost, isJson: isJson && !isForm, values: readValues(object, code) }
  if (paged) return { address, isPost, isJson: isJson && !isForm, values: readValues(paged, code) }
  const text = inner && isPost ? readText(inner, code) : null
  const values = text?.includes('=') ? [...new URLSearchParams(text)] : null
  return { address, isPost, isJson: false, values }
}

/** A client's addresses count from its base: `axios.create({baseURL:"/prod-api"})`. */
function onBase(address: string, code: string): string {
  if (!address.startsWith('/') || address.startsWith('//')) return address
  const written = /\bbaseURL\s{0,4}[:=]\s{0,4}("[^"\n]{0,200}"|'[^'\n]{0,200}'|[\w$]{1,40})/.exec(
    code,
  )?.[1]
  const base = written && readText(written, code)?.replace(/\/$/, '')
  return base && /^(?:https?:\/)?\//.test(base) && !address.startsWith(base)
    ? base + address
    : address
}

/** The first object in a script that counts pages and says how long they are: `{current:1,size:10,type:"news"}`. */
function pagedObject(code: string): string | null {
  for (const [object] of code.matchAll(/\{[^{}]{8,400}\}/g)) {
    const names = [...readOptions(object).keys()]
    if (names.some(isPageName) && names.some(name => /size|limit|rows/i.test(name))) return object
  }
  return null
}

function requestOf({ address, isPost, isJson, values }: Call, base: string): string | null {
  const url = resolveAddress(address, base)
  if (!url) return null
  if (isPost) {
    const post = isJson
      ? JSON.stringify(Object.fromEntries(values ?? []))
      : new URLSearchParams(
          (values ?? []).map(([name, value]): [string, string] => [name, textOf(value)]),
        ).toString()
    return writeRequest({ url, post })
  }
  const asked = new URL(url)
  for (const [name, value] of values ?? []) asked.searchParams.set(name, textOf(value))
  return writeRequest({ url: asked.href })
}

const textOf = (value: unknown) =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

/** The arguments of a call, parted at its commas. */
function argumentsAt(code: string, from: number): string[] {
  return partsOf(code.slice(from, from + MAX_ARGUMENTS))
}

/** Parts at the commas of the outermost level, up to the bracket that closes it. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  let at = 0
  for (; at < text.length; at++) {
    const char = text[at]!
    if (quote) {
      if (char === '\\') at++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'" || char === '`') quote = char
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char) && --depth < 0) break
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = text.slice(start, at).trim()
  return last === '' ? parts : [...parts, last]
}

/** An object literal's own keys with their values as written. */
function readOptions(object: string): Map<string, string> {
  const options = new Map<string, string>()
  if (!object.startsWith('{')) return options
  for (const part of partsOf(object.slice(1))) {
    const [, key, value] = /^["']?([\w$-]{1,60})["']?\s{0,4}:\s{0,4}([\s\S]*)$/.exec(part) ?? []
    const short = /^[\w$]{1,60}$/.exec(part)?.[0]
    if (key) options.set(key, value!.trim())
    else if (short) options.set(short, short)
  }
  return options
}

/** What an object literal sends: values that are not known are left out, but a page is the first. */
function readValues(object: string, code: string): [string, unknown][] {
  return [...readOptions(object)].flatMap(([name, written]): [string, unknown][] => {
    if (written.startsWith('{')) return [[name, Object.fromEntries(readValues(written, code))]]
    const value = readValue(written, code)
    if (value !== null) return [[name, value]]
    return isPageName(name) ? [[name, firstPage(written, code)]] : []
  })
}

const isPageName = (name: string) =>
  /^(?:p|pn|page\w{0,8}|cur\w{0,4}page|current|pageindex)$/i.test(name.replace(/_/g, '')) &&
  !/size|count|rows|limit/i.test(name)

function readValue(written: string, code: string): unknown {
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
function readText(written: string, code: string, depth = 0): string | null {
  if (depth > 4) return null
  const whole = /^(["'])((?:[^\\\n]|\\.){0,2000}?)\1$/.exec(written)
  if (whole && !whole[2]!.includes(whole[1]!)) return whole[2]!.replace(/\\(.)/g, '$1')
  const template = /^`([^`]{0,2000})`$/.exec(written)?.[1]
  if (template !== undefined) {
    let isWhole = true
    const text = template.replace(/\$\{([^{}]{1,80})\}/g, (_, name: string) => {
      const value = nameValue(name.trim(), code, depth)
      isWhole &&= value !== null
      return value ?? ''
    })
    return isWhole ? text : null
  }
  // What is added from the second page on: `(cursor ? '&cursor=' + cursor : '')`.
  const first =
    /^\(\s{0,4}!{0,2}[\w$.]{1,60}\s{0,4}\?[^:]{1,200}:\s{0,4}(["'`][^"'`]{0,200}["'`])\s{0,4}\)$/.exec(
      written,
    )
  if (first) return readText(first[1]!, code, depth + 1)
  const terms = splitSum(written)
  if (terms.length < 2) return nameValue(written, code, depth)
  const texts = terms.map(term => readText(term, code, depth + 1))
  return texts.includes(null) ? null : texts.join('')
}

function splitSum(written: string): string[] {
  const terms: string[] = []
  let quote = ''
  let depth = 0
  let start = 0
  for (let at = 0; at < written.length; at++) {
    const char = written[at]!
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'" || char === '`') quote = char
    else if (char === '(') depth++
    else if (char === ')') depth--
    else if (char === '+' && depth === 0) {
      terms.push(written.slice(start, at).trim())
      start = at + 1
    }
  }
  return [...terms, written.slice(start).trim()]
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

/** What a variable was set to where it is declared. */
function literalOf(name: string, code: string): string | null {
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
