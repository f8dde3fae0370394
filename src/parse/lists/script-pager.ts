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
  const pager = findPager(page)
  return pager && addressOf(page, pager, pager.current + 1)
}

/** All pages behind this one by the same call, for an article that is split; none where there are more than `most`. */
export function pagesByScript(page: PageDocument, most: number): string[] {
  const pager = findPager(page)
  if (!pager || pager.total > most) return []
  const pages: string[] = []
  for (let number = pager.current + 1; number < pager.total; number++) {
    const address = addressOf(page, pager, number)
    if (address) pages.push(address)
  }
  return pages
}

/** What such a call says: how many pages, which one this is (from 0), and how their files are called. */
type ScriptPager = { total: number; current: number; name: string; suffix: string }

function findPager(page: PageDocument): ScriptPager | null {
  for (const script of page.elements) {
    if (script.name !== 'script' || script.attribs.src) continue
    const code = script.children.map(child => (isText(child) ? child.data : '')).join('')
    if (code.length > 200_000) continue
    const pager = pagerByCall(code) ?? pagerByVariables(code)
    if (pager && addressOf(page, pager, pager.current + 1)) return pager
  }
  return null
}

function pagerByCall(code: string): ScriptPager | null {
  for (const [, list = ''] of code.matchAll(calls)) {
    const values = list.split(',').map(value => value.trim().replace(/^(['"])(.*)\1$/, '$2'))
    const numbers = values.filter(value => /^\d{1,6}$/.test(value)).map(Number)
    // The file's name stands right before its suffix; other words are elements and styles.
    const at = values.findIndex(value => /^\.?(?:s?html?|aspx?|jsp|php)$/i.test(value))
    const [name, suffix] = at > 0 ? [values[at - 1], values[at]] : []
    const [total, current] = numbers
    if (total === undefined || current === undefined || !name || !suffix) continue
    // Those that name the element to write into count from 1: the second page is `index_2.html`.
    const isFromOne = values.findIndex(value => /^\d/.test(value)) === 1 && current > 0
    const behind = isFromOne ? 1 : 0
    return { total: total + behind, current, name, suffix: suffix.replace(/^\./, '') }
  }
  return null
}

/** The same system with its numbers in variables: `var countPage = 24; var currentPage = 0;`. */
function pagerByVariables(code: string): ScriptPager | null {
  const total = /\bcountPage\s{0,4}=\s{0,4}(\d{1,6})/.exec(code)?.[1]
  const current = /\bcurrentPage\s{0,4}=\s{0,4}(\d{1,6})/.exec(code)?.[1]
  if (!total || !current) return null
  const name = /["']([\w-]{1,40})_["']\s{0,4}\+/.exec(code)?.[1] ?? 'index'
  const suffix = /["']\.?(s?html?)["']/.exec(code)?.[1] ?? 'html'
  return { total: Number(total), current: Number(current), name, suffix }
}

function addressOf(page: PageDocument, pager: ScriptPager, number: number): string | null {
  const { total, name, suffix } = pager
  if (number >= total || total > MOST_PAGES) return null
  return resolveAddress(`${name}_${number}.${suffix}`, page.url)
}
