import type { PageDocument } from '../document.ts'
import { plainCode } from './plain-code.ts'

/** What tells one article of a site from the others. */
const identity = String.raw`[\w$]{0,30}(?:id|slug|code|uuid|guid|key)`
/** A field of a record, wherever that stands: `item.id`, `data.list[i].newsId`. */
const record = String.raw`(?:[\w$]{1,40}(?:\[\w{1,10}\])?[?!]?\.){1,4}`
const literal = String.raw`["'\`]([^"'\`\s<>]{0,200})["'\`]`

/** A text that begins an address, with what is added to it. */
const summed = new RegExp(
  String.raw`["'\`]((?:https?:\/\/|\.{0,2}\/|\w)[^"'\`\s<>]{0,300}?)["'\`]((?:\s{0,4}\+\s{0,4}(?:(?:encodeURIComponent|String)\(\s{0,2})?(?:${record}[\w$]{1,40}\)?|["'\`][^"'\`\n]{0,60}["'\`])){1,6})`,
  'g',
)
const term = new RegExp(
  String.raw`\+\s{0,4}(?:(?:encodeURIComponent|String)\(\s{0,2})?(?:${record}([\w$]{1,40})|["'\`]([^"'\`\n]{0,60})["'\`])`,
  'g',
)
const isIdentity = new RegExp(`^${identity}$`, 'i')

/** What a framework's router is told: a path, and what is asked of it. */
const routed = new RegExp(
  String.raw`path(?:name)?\s{0,4}:\s{0,4}["'\`](\/[^"'\`\s?#]{1,200})["'\`]\s{0,4},\s{0,4}query\s{0,4}:\s{0,4}\{\s{0,4}([\w$]{1,30})\s{0,4}(?::\s{0,4}(?:${record})?([\w$]{1,40}))?\s{0,4}[,}]`,
  'gi',
)
const inText = new RegExp(
  String.raw`(?:href|to|url|link|path|navigate|push|open|pathname)\W{1,8}((?:https?:\/\/|\.{0,2}\/)[^"'\`\s<>{}$]{0,200})\$\{(?:${record})?(${identity})\}([^"'\`\s<>$]{0,60})`,
  'gi',
)
/** A function that is called with what tells the article apart, under that name or one letter. */
const opened = new RegExp(
  String.raw`(?:location(?:\.href)?\s{0,4}=|(?:location\.(?:assign|replace)|window\.open|\.push|\bnavigate)\s{0,4}\()\s{0,4}["'\`]([^"'\`\s<>]{1,200}[/=])["'\`]\s{0,4}\+\s{0,4}(${identity}|[a-z])\b(?![.(\[])(?:\s{0,4}\+\s{0,4}${literal})?`,
  'gi',
)
/** What a template engine sets into an address: `{{item.id}}`, `{{=it.id}}`, `<%= item.id %>`, `#{id}`. */
const set = new RegExp(
  String.raw`(?:href|to|url|link)\]?\s{0,4}=\s{0,4}\\?["']((?:https?:\/\/|\.{0,2}\/|[\w-]{1,60}[/?.])[^"'\`\s<>{}$]{0,200})(?:\{\{\{?[=:]?|<%[=-]|[$#]\{)\s{0,4}(?:${record})?(${identity})\s{0,4}(?:\|[^{}"']{0,60})?(?:\}{1,3}|%>)([^"'\`\s<>{}$\\]{0,60})`,
  'gi',
)
/** The parts of a path one after another: `[routerLink]="['/news', item.id]"`. */
const parted = new RegExp(
  String.raw`\[\s{0,4}["'\`](\/[^"'\`\s?#]{1,200}?)\/?["'\`]\s{0,4},\s{0,4}${record}(${identity})\s{0,4}\]`,
  'gi',
)

/**
 * How a script makes the address of an article from a record: `'/news/' + item.id + '.html'` is `/news/{id}.html`.
 * Null where it makes none.
 */
export function findArticleTemplate(script: string): string | null {
  const code = plainCode(script)
  for (const [, before = '', terms = ''] of code.matchAll(summed)) {
    const made = sumOf(fromHref(before), terms)
    if (made) return made
  }
  for (const [, path = '', name = '', field = name] of code.matchAll(routed))
    if (isIdentity.test(field) || isIdentity.test(name))
      return `${path}?${name}={${isIdentity.test(field) ? field : name}}`
  for (const [, before = '', field = '', after = ''] of code.matchAll(inText))
    return `${before}{${field}}${after}`
  for (const [, before = '', field = '', after = ''] of code.matchAll(opened))
    return `${before}{${field.length > 1 ? field : 'id'}}${after}`
  for (const [, before = '', field = '', after = ''] of code.matchAll(set))
    return `${before}{${field}}${after}`
  for (const [, path = '', field = ''] of code.matchAll(parted)) return `${path}/{${field}}`
  return null
}

/** `+ item.year + '/' + item.id + '.html'` behind the beginning of an address; null where nothing in it tells an article. */
function sumOf(before: string, terms: string): string | null {
  if (!/[/=]$/.test(before) && !/\.s?html?/.test(terms)) return null
  let made = before
  let isTold = false
  for (const [, field, text] of terms.matchAll(term)) {
    if (field !== undefined) {
      made += `{${field}}`
      isTold ||= isIdentity.test(field)
    } else {
      const rest = upToQuote(text ?? '')
      made += rest
      if (rest !== text) break
    }
  }
  return isTold ? made : null
}

/** In a literal of markup the address begins behind the last quote of an attribute. */
const fromHref = (text: string) => text.replace(/^.*href=\\?["']?/i, '')
const upToQuote = (text: string) => text.replace(/["'\\>].*$/, '')

/** The attributes that frameworks fill with an address: `:href`, `v-bind:to`, `ng-href`, `[routerLink]`, and `href` itself. */
const filled = /^(?:(?::|v-bind:|x-bind:|(?:data-)?ng-|\[(?:attr\.)?)?(?:href|to|routerlink)\]?)$/i

/** The same where the page's own markup makes the address: `<a :href="'/news/' + item.id">`, `<a href="/news/{{item.id}}.html">`. */
export function findMarkupTemplate(page: PageDocument): string | null {
  for (const { attribs } of page.elements)
    for (const [name, value] of Object.entries(attribs)) {
      if (value.length > 500 || !/[{+,]/.test(value) || !filled.test(name)) continue
      const template = findArticleTemplate(`href="${value}"`)
      if (template) return template
    }
  return null
}
