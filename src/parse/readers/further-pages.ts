import type { PageElement } from '../build-tree.ts'
import { addressOn, type PageDocument, textOf } from '../document.ts'

const nextWords =
  /^(?:\[|【|<|«)?\s*(?:下一页|下一頁|下页|后一页|余下全文|阅读全文|next page|next)\s*(?:\]|】|>|»|›)*$/i
/** A list longer than this pages through something else than one article. */
const MOST_PAGES = 60

/** What an address of page n of an article looks like: the address of the first with a number at its end. */
function pageNumberOf(address: string, first: string): number | null {
  const [path, query = ''] = address.split('#')[0]!.split('?')
  const [firstPath, firstQuery = ''] = first.split('#')[0]!.split('?')
  if (path === firstPath) {
    const page = /(?:^|&)(?:page|p|pn|pageno|pagenum|currentpage)=(\d{1,2})(?:&|$)/i.exec(query)
    const rest = query.replace(/(?:^|&)(?:page|p|pn|pageno|pagenum|currentpage)=\d+/i, '')
    const firstRest = firstQuery.replace(/(?:^|&)(?:page|p|pn|pageno|pagenum|currentpage)=\d+/i, '')
    return page && rest === firstRest ? Number(page[1]) : null
  }
  const stem = stemOf(firstPath!)
  const match = /^(.*?)[-_/](\d{1,2})\/?(\.s?html?|\.php|\.aspx?)?$/.exec(path!)
  if (!match || query !== firstQuery) return null
  const [, begin, number, extension = ''] = match
  const isSame = begin === stem.begin || begin === stem.begin.replace(/[-_]1$/, '')
  return isSame && (extension === stem.extension || stem.extension === '') ? Number(number) : null
}

function stemOf(path: string): { begin: string; extension: string } {
  const extension = /\.s?html?$|\.php$|\.aspx?$/.exec(path)?.[0] ?? ''
  return { begin: path.slice(0, path.length - extension.length).replace(/\/$/, ''), extension }
}

/**
 * Addresses of an article's further pages, in order, from the numbered links and 下一页 around its body. Empty for an
 * article of one page, and on its second and later pages.
 */
export function readFurtherPages(page: PageDocument, roots: PageElement[]): string[] {
  const start = Math.min(...roots.map(root => root.order))
  if (!Number.isFinite(start)) return []
  const numbered = new Map<number, string>()
  for (const element of page.elements) {
    if (element.name !== 'a' || element.order < start) continue
    const address = addressOn(page, element.attribs.href)
    if (!address || address.split('#')[0] === page.url.split('#')[0]) continue
    const number = pageNumberOf(address, page.url)
    if (number === null || number > MOST_PAGES) continue
    const label = textOf(element)
    if (/^\D{0,3}\d{1,2}\D{0,3}$/.test(label) || nextWords.test(label)) {
      if (!numbered.has(number)) numbered.set(number, address)
    }
  }
  return inOrder(numbered)
}

/** Pages 2, 3 … (or 1, 2 … where the first has none) without a gap. */
function inOrder(numbered: Map<number, string>): string[] {
  const first = numbered.has(1) && !isFirstPage(numbered) ? 1 : 2
  const pages: string[] = []
  for (let number = first; numbered.has(number); number++) pages.push(numbered.get(number)!)
  return pages
}

/** With links to 2 and 3 the link to 1 may be this page under another address; numbering from 1 has no gap before it. */
const isFirstPage = (numbered: Map<number, string>) => numbered.has(0)
