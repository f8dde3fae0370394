import { LONGEST_POST, writeRequest } from '../../text/written-request.ts'
import {
  closest,
  isInside,
  type PageDocument,
  type PageElement,
  resolveAddress,
} from '../document.ts'
import { inlineScripts } from './script-code.ts'

/**
 * The request that a paging link makes by sending a form: `__doPostBack('pager','Page$2')` of ASP.NET, or a function of
 * the page that sets a field to its argument and submits. Null for anything else.
 */
export function requestOfForm(code: string, link: PageElement, page: PageDocument): string | null {
  const call = /([\w$]{1,60})\s{0,4}\(([^()]{0,300})\)/.exec(code.replace(/^\s*javascript:/i, ''))
  if (!call) return null
  const values = call[2]!.split(',').map(value => value.trim().replace(/^(['"])(.*)\1$/, '$2'))
  if (call[1] === '__doPostBack') return postBack(values, link, page)
  return submitted(call[1]!, values, page)
}

function postBack(values: string[], link: PageElement, page: PageDocument): string | null {
  const form = closest(link, ['form']) ?? page.elements.find(({ name }) => name === 'form')
  if (!form || !values[0]) return null
  const fields = fieldsOf(form, page)
  fields.set('__EVENTTARGET', values[0])
  fields.set('__EVENTARGUMENT', values[1] ?? '')
  return send(form, fields, page, 'POST')
}

/** `function goPage(n){ document.list.pageIndex.value = n; document.list.submit(); }` */
function submitted(name: string, values: string[], page: PageDocument): string | null {
  const code = inlineScripts(page).join('\n')
  const safe = name.replaceAll('$', '\\$')
  const found = new RegExp(
    `(?:function\\s+${safe}\\s{0,4}|\\b${safe}\\s{0,4}[=:]\\s{0,4}function\\s{0,4})\\(([^()]{0,200})\\)\\s{0,4}\\{`,
  ).exec(code)
  if (!found) return null
  const parameters = found[1]!.split(',').map(parameter => parameter.trim())
  const body = code.slice(found.index + found[0].length, found.index + found[0].length + 1500)
  if (!/\.submit\s{0,4}\(/.test(body)) return null
  const set = parameters.flatMap((parameter, at) => {
    const field = parameter && fieldSetTo(body, parameter)
    return field ? [[field, values[at] ?? ''] as const] : []
  })
  const form = set[0] && formWith(page, set[0][0])
  if (!form) return null
  const fields = fieldsOf(form, page)
  for (const [field, value] of set) fields.set(field, value)
  const action = /\.action\s{0,4}=\s{0,4}["']([^"']{1,500})["']/.exec(body)?.[1]
  const method = /post/i.test(form.attribs.method ?? '') ? 'POST' : 'GET'
  return send(form, fields, page, method, action)
}

/** The field of a form that a function sets to its parameter. */
function fieldSetTo(body: string, parameter: string): string | null {
  const name = parameter.replaceAll('$', '\\$')
  const direct = new RegExp(`([\\w$-]{1,60})["'\\])]{0,4}\\.value\\s{0,4}=\\s{0,4}${name}\\b`).exec(
    body,
  )
  const jquery = new RegExp(
    `[#=]["']?([\\w$-]{1,60})["']?\\]?["']\\)\\.val\\(\\s{0,4}${name}\\b`,
  ).exec(body)
  return direct?.[1] ?? jquery?.[1] ?? null
}

function formWith(page: PageDocument, field: string): PageElement | null {
  const input = page.elements.find(
    ({ name, attribs }) => name === 'input' && (attribs.name === field || attribs.id === field),
  )
  return input ? closest(input, ['form']) : null
}

/** What the form would send: its hidden fields and the texts and choices as they stand. */
function fieldsOf(form: PageElement, page: PageDocument): URLSearchParams {
  const fields = new URLSearchParams()
  for (const element of page.elements) {
    if (element.name !== 'input' || !element.attribs.name || !isInside(element, form)) continue
    const type = (element.attribs.type ?? 'text').toLowerCase()
    if (/^(?:hidden|text|search)$/.test(type))
      fields.set(element.attribs.name, element.attribs.value ?? '')
  }
  return fields
}

function send(
  form: PageElement,
  fields: URLSearchParams,
  page: PageDocument,
  method: 'GET' | 'POST',
  action = form.attribs.action ?? '',
): string | null {
  const url = action ? resolveAddress(action, page.base) : page.url.replace(/#.*$/s, '')
  if (!url || new URL(url).origin !== new URL(page.url).origin) return null
  const post = fields.toString()
  if (post.length > LONGEST_POST) return null
  if (method === 'POST') return writeRequest({ url, post })
  const asked = new URL(url)
  for (const [name, value] of fields) asked.searchParams.set(name, value)
  return asked.href
}
