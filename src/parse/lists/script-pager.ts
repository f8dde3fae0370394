import { isText } from 'domhandler'
import { type PageDocument, resolveAddress } from '../document.ts'

/** Calls of the publishing systems that write a pager: how many pages, which one this is, and how files are called. */
const calls =
  /(?:createPageHTML|createPage|create_page|setPageHTML|pageHtml|createPageHtml)\s{0,4}\(([^()]{0,300})\)/gi
/** The same call under any name: nothing else is handed two numbers, a name and the suffix of a page. */
const likeCalls =
  /(?<![\w$])[\w$]{2,40}\s{0,4}\(((?:\s{0,4}["'][\w#.-]{1,40}["']\s{0,4},)?(?:\s{0,4}["']?\d{1,6}["']?\s{0,4},){2}\s{0,4}["'][\w-]{1,40}["']\s{0,4},\s{0,4}["']\.?s?html?["'][^()]{0,100})\)/g
/** With names for what it is handed: `Pager({size: 4, current: 0, prefix: 'index', suffix: 'html'})`. */
const namedCalls = /(?<![\w$])[\w$.]{2,60}\s{0,4}\(\s{0,4}\{([^{}()]{10,300})\}\s{0,4}\)/g

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
    const pager =
      pagerByCall(code) ?? pagerByNames(code, page.url) ?? pagerByVariables(code, page.url)
    if (pager && addressOf(page, pager, pager.current + 1)) return pager
  }
  return null
}

function pagerByCall(code: string): ScriptPager | null {
  for (const [, list = ''] of [...code.matchAll(calls), ...code.matchAll(likeCalls)]) {
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

function pagerByNames(code: string, url: string): ScriptPager | null {
  for (const [, list = ''] of code.matchAll(namedCalls)) {
    const said = new Map<string, string>()
    for (const [, key = '', value = ''] of list.matchAll(
      /(\w{1,30})["']?\s{0,4}:\s{0,4}["']?([\w.-]{1,40})/g,
    ))
      said.set(key.toLowerCase(), value)
    const find = (names: RegExp) => [...said].find(([key]) => names.test(key))?.[1]
    const suffix = find(/^(?:suffix|ext|extension|postfix|page_?ext|filetype)$/)?.replace(/^\./, '')
    const name = find(/^(?:prefix|name|page_?name|file_?name)$/)
    const count = find(
      /^(?:size|count|total|pages|(?:total|count|max|last)_?pages?|page_?(?:count|total|sum))$/,
    )
    const current = find(
      /^(?:cur(?:r(?:ent)?)?(?:_?(?:page|index))?|page(?:_?(?:index|no|num))?|index|now_?page)$/,
    )
    if (!suffix || !/^s?html?$/.test(suffix) || !name) continue
    const size = Number(said.get('pagesize') ?? said.get('perpage') ?? 1)
    const total = Math.ceil(Number(count) / size)
    if (total > 0 && current) return placed({ total, current: Number(current), name, suffix }, url)
  }
  return null
}

const totals =
  /\b(?:m_n|n|_)?(?:countPage|pageCount|totalPages?|pageTotal|allPages?|maxPage|total_?pages?|page_?count)\s{0,4}=\s{0,4}["']?(\d{1,6})/i
const currents =
  /\b(?:m_n|n|_)?(?:currentPage|currPage|curPage|nowPage|pageIndex|currIndex|pageNo|pageNum|thisPage|cur(?:rent)?_page)\s{0,4}=\s{0,4}["']?(\d{1,6})/i

/** The same system with its numbers in variables: `var countPage = 24; var currentPage = 0;`. */
function pagerByVariables(code: string, url: string): ScriptPager | null {
  const total = totals.exec(code)?.[1]
  const current = currents.exec(code)?.[1]
  if (!total || !current) return null
  const name = /["']([\w-]{1,40})_["']\s{0,4}\+/.exec(code)?.[1]
  const suffix = /["']\.?(s?html?)["']/.exec(code)?.[1] ?? 'html'
  // Other scripts have such names too, and no files that are numbered.
  if (!name && !/\bcountPage\b/.test(code)) return null
  return placed(
    { total: Number(total), current: Number(current), name: name ?? 'index', suffix },
    url,
  )
}

/** Where a first page, which has no number in its address, is called 1, the second is `index_2.html` and the last has the number of all. */
function placed(pager: ScriptPager, url: string): ScriptPager {
  const isFirst = !new RegExp(`/${pager.name}_\\d{1,6}\\.`).test(url)
  return isFirst && pager.current === 1 ? { ...pager, total: pager.total + 1 } : pager
}

function addressOf(page: PageDocument, pager: ScriptPager, number: number): string | null {
  const { total, name, suffix } = pager
  if (number >= total || total > MOST_PAGES) return null
  return resolveAddress(`${name}_${number}.${suffix}`, page.url)
}
