import { isText } from 'domhandler'
import { type PageDocument, resolveAddress } from '../document.ts'

/** Calls of the publishing systems that write a pager: how many pages, which one this is, and how files are called. */
const calls =
  /(?:createPageHTML|createPage|create_page|setPageHTML|pageHtml|createPageHtml)\s{0,4}\(([^()]{0,300})\)/gi

/** No listing has more pages than a publishing system writes. */
const MOST_PAGES = 100_000

/**
 * The next page by `createPageHTML(total, current, 'index', 'html')`: counted from 0, the first page
 * has no number (`index.html`), the second is `index_1.html`. Null at the last page.
 */
export function nextByScript(page: PageDocument): string | null {
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.src) continue
    const code = script.children.map(child => (isText(child) ? child.data : '')).join('')
    if (code.length > 200_000) continue
    const next = nextByCall(code, page) ?? nextByVariables(code, page)
    if (next) return next
  }
  return null
}

function nextByCall(code: string, page: PageDocument): string | null {
  for (const [, list = ''] of code.matchAll(calls)) {
    const values = list.split(',').map(value => value.trim().replace(/^(['"])(.*)\1$/, '$2'))
    const numbers = values.filter(value => /^\d{1,6}$/.test(value)).map(Number)
    // The file's name stands right before its suffix; other words are elements and styles.
    const at = values.findIndex(value => /^\.?(?:s?html?|aspx?|jsp|php)$/i.test(value))
    const [name, suffix] = at > 0 ? [values[at - 1], values[at]] : []
    const [total, current] = numbers
    if (total === undefined || current === undefined || !name || !suffix) continue
    return pageNumbered(page, total, current, name, suffix.replace(/^\./, ''))
  }
  return null
}

/** The same system with its numbers in variables: `var countPage = 24; var currentPage = 0;`. */
function nextByVariables(code: string, page: PageDocument): string | null {
  const total = /\bcountPage\s{0,4}=\s{0,4}(\d{1,6})/.exec(code)?.[1]
  const current = /\bcurrentPage\s{0,4}=\s{0,4}(\d{1,6})/.exec(code)?.[1]
  if (!total || !current) return null
  const name = /["']([\w-]{1,40})_["']\s{0,4}\+/.exec(code)?.[1] ?? 'index'
  const suffix = /["']\.?(s?html?)["']/.exec(code)?.[1] ?? 'html'
  return pageNumbered(page, Number(total), Number(current), name, suffix)
}

function pageNumbered(
  page: PageDocument,
  total: number,
  current: number,
  name: string,
  suffix: string,
): string | null {
  if (current + 1 >= total || total > MOST_PAGES) return null
  return resolveAddress(`${name}_${current + 1}.${suffix}`, page.url)
}
