import type { PageDocument } from '../document.ts'

/**
 * How a script makes the address of an article from a record: `'/news/' + item.id + '.html'` is `/news/{id}.html`.
 * Null where it makes none.
 */
export function findArticleTemplate(code: string): string | null {
  const summed =
    /["'`]((?:https?:\/\/|\.{0,2}\/|\w)[^"'`\s<>]{0,300}?)["'`]\s{0,4}\+\s{0,4}(?:encodeURIComponent\()?(?:[\w$]{1,40}(?:\[\w{1,10}\])?\.)([\w$]{0,30}(?:id|slug|code|uuid|guid|key))\)?(?:\s{0,4}\+\s{0,4}["'`]([^"'`\s<>]{0,60})["'`])?/gi
  for (const [, before = '', field = '', after = ''] of code.matchAll(summed))
    if (/[/=]$/.test(before) || /\.s?html?/.test(after))
      return `${fromHref(before)}{${field}}${upToQuote(after)}`
  const routed =
    /path\s{0,4}:\s{0,4}["'`](\/[^"'`\s?#]{1,200})["'`]\s{0,4},\s{0,4}query\s{0,4}:\s{0,4}\{\s{0,4}([\w$]{1,30})\s{0,4}:\s{0,4}[\w$]{1,40}\.([\w$]{0,30}(?:id|slug|code|uuid|guid|key))\b/gi
  for (const [, path = '', name = '', field = ''] of code.matchAll(routed))
    return `${path}?${name}={${field}}`
  const inText =
    /(?:href|to|url|link|path)\W{1,8}((?:https?:\/\/|\.{0,2}\/)[^"'`\s<>{}$]{0,200})\$\{(?:[\w$]{1,40}\.)([\w$]{0,30}(?:id|slug|code|uuid|guid|key))\}([^"'`\s<>$]{0,60})/gi
  for (const [, before = '', field = '', after = ''] of code.matchAll(inText))
    return `${before}{${field}}${after}`
  // A function that is called with what tells the article apart.
  const opened =
    /(?:location(?:\.href)?\s{0,4}=|window\.open\s{0,4}\()\s{0,4}["'`]([^"'`\s<>]{1,200}[/=])["'`]\s{0,4}\+\s{0,4}([\w$]{0,30}(?:id|slug|code|uuid|guid|key))\b(?:\s{0,4}\+\s{0,4}["'`]([^"'`\s<>]{0,60})["'`])?/gi
  for (const [, before = '', field = '', after = ''] of code.matchAll(opened))
    return `${before}{${field}}${after}`
  // What a template engine sets into an address: `{{item.id}}`, `{{=it.id}}`, `<%= item.id %>`, `#{id}`.
  const set =
    /(?:href|to|url|link)\]?\s{0,4}=\s{0,4}\\?["']((?:https?:\/\/|\.{0,2}\/|[\w-]{1,60}[/?.])[^"'`\s<>{}$]{0,200})(?:\{\{\{?[=:]?|<%[=-]|[$#]\{)\s{0,4}(?:[\w$]{1,40}\.){0,3}([\w$]{0,30}(?:id|slug|code|uuid|guid|key))\s{0,4}(?:\|[^{}"']{0,60})?(?:\}{1,3}|%>)([^"'`\s<>{}$\\]{0,60})/gi
  for (const [, before = '', field = '', after = ''] of code.matchAll(set))
    return `${before}{${field}}${after}`
  // The parts of a path one after another: `[routerLink]="['/news', item.id]"`.
  const parted =
    /\[\s{0,4}["'`](\/[^"'`\s?#]{1,200}?)\/?["'`]\s{0,4},\s{0,4}[\w$]{1,40}\.([\w$]{0,30}(?:id|slug|code|uuid|guid|key))\s{0,4}\]/gi
  for (const [, path = '', field = ''] of code.matchAll(parted)) return `${path}/{${field}}`
  return null
}

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

/** In a literal of markup the address begins behind the last quote of an attribute. */
const fromHref = (text: string) => text.replace(/^.*href=\\?["']?/i, '')
const upToQuote = (text: string) => text.replace(/["'\\>].*$/, '')
