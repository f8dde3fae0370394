import { writeRequest } from '../../text/written-request.ts'
import { resolveAddress } from '../document.ts'
import { argumentsAt, readOptions } from './code-parts.ts'
import { isPageName, literalOf, readAppended, readText, readValues } from './code-values.ts'
import { plainCode } from './plain-code.ts'

const MAX_CALLS = 60

/** The ways in which scripts ask for data: what they are called, and what they post. */
const calls =
  /(?:(?<![\w$])(?:\$|jQuery)\.(?:getJSON|get|post|ajax)|(?<![\w$])(?:\$?fetch|\$(?:http|axios|api|request|get|post|ajax)|ofetch|Ajax\.Request|use(?:Lazy)?(?:Fetch|SWR|Request|Axios)|axios|https?|request|api|service|ajax|ky|uni|wx)(?:\.(?:get|post|request|ajax))?)\s{0,4}\(/g
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
export function findDataCalls(script: string, base: string): string[] {
  const code = plainCode(script)
  const found: { call: Call; rank: number }[] = []
  const add = (call: Call | null) => {
    if (!call || !isLikely(call.address)) return
    found.push({ call, rank: rankOf(call) })
  }
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
  const isJquery = /^(?:\$|jQuery)\.|^ajax/.test(name)
  const isNamedPost = /[.$]post/.test(name)
  if (first.startsWith('{')) {
    const options = readOptions(first)
    const isPost = isNamedPost || isPosted(options)
    const isJson = !isJquery || /json/i.test(options.get('contentType') ?? '')
    return callOf(options.get('url'), isPost, bodyOf(options), code, isJson)
  }
  const options = readOptions(second ?? '')
  if (/fetch/i.test(name) || takesOptions(options))
    return callOf(first, isNamedPost || isPosted(options), bodyOf(options), code, !isJquery)
  const isHandler = second && /^(?:function|\(|async|\w+\s{0,4}=>)/.test(second)
  const body = isHandler || /SWR/.test(name) ? undefined : second
  return callOf(first, isNamedPost, body, code, !isJquery)
}

const isPosted = (options: Map<string, string>) =>
  /post/i.test(options.get('type') ?? options.get('method') ?? '')

const bodyOf = (options: Map<string, string>) =>
  ['data', 'body', 'json', 'params', 'query', 'searchParams', 'parameters']
    .map(key => options.get(key))
    .find(value => value !== undefined)

/** `get(url, {params: {…}})`, `request(url, {method: 'POST', data: {…}})`: not what is sent, but how. */
const takesOptions = (options: Map<string, string>) =>
  /^["'`]\w+["'`]$/.test(options.get('method') ?? '') ||
  ['params', 'searchParams'].some(key => /^[{\w]/.test(options.get(key) ?? ''))

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
  const given = piecesOf(url, body, code)
  if (given.length > 0) return { address, isPost, isJson: false, values: given }
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

/** What a query or a form was given piece by piece before it is sent. */
function piecesOf(url: string, body: string | undefined, code: string): [string, unknown][] {
  if (/^[\w$]{1,40}$/.test(url)) {
    const asked = readAppended(`${url}.searchParams`, code)
    if (asked.length > 0) return asked
  }
  return body && /^[\w$.]{1,60}$/.test(body) ? readAppended(body, code) : []
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
