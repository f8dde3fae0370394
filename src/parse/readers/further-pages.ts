import type { PageElement } from '../build-tree.ts'
import { addressOn, closest, type PageDocument, textOf } from '../document.ts'
import { pagesByScript } from '../lists/script-pager.ts'

const nextWords =
  /^(?:\[|【|<|«|‹|\()?\s*(?:(?:下|后|後)一?[页頁]|余下全文|餘下全文|阅读全文|next(?: page)?|page suivante|suivante?|weiter(?:lesen)?|continue(?: reading)?(?: (?:on|to))?(?: the)?(?: next)?(?: page)?(?: \d{1,2})?|(?:go to|read|on to) (?:the )?next page|(?:go to |to )?page \d{1,2}|read on|lire la suite|seguir leyendo|sigue leyendo|繼續閱讀|继续阅读|続き(?:を読む|はこちら|へ)?|\d{1,2}ページ目へ|계속(?: 읽기)?|다음 ?쪽|nächste(?: seite)?|siguiente|próxima(?: página)?|successiva|avanti|volgende|次の?ページ|次へ|다음(?: ?페이지)?|следующая)\s*(?:\]|】|\))?\s*[>»›→＞》▶►…]*$/i
/** `2`, `[2]`, `第2页`, `Page 2`, `2ページ目`. */
const numberLabel =
  /^[^\p{L}\p{N}]{0,3}(?:第|page|seite|página|pagina|стр\.?)?\s*\d{1,2}\s*(?:页|頁|ページ目?|페이지)?[^\p{L}\p{N}]{0,3}$/iu
/** `Page 2: The bill`, `Seite 2 von 3`: a page that has a heading of its own, or says how many there are. */
const titledLabel =
  /^[^\p{L}\p{N}]{0,3}(?:page|seite|página|pagina|side|sida|strona|sayfa|страница|стр\.?)\s*\d{1,2}(?:\s*[:：–—|-]\s*\S.{0,80}|\s(?:of|von|de|sur|di|van|av|af|z|из)\s\d{1,2}[^\p{L}\p{N}]{0,3})$/iu
/** A list longer than this pages through something else than one article. */
const MOST_PAGES = 60

const pageParameter =
  /(?:^|&)(?:page|p|pn|pg|pageno|pagenum|page_?num|pageindex|page_?id|currentpage|curpage|paged|seite|pagina|side|sida|strona|sayfa)=(\d{1,2})(?=&|$)/i
const suffix = /\.(?:s?html?|php|aspx?|jsp|do)$/i

/** An address without its page number, and that number where it has one. */
type Numbered = { stem: string; number: number | null }

/** By `?page=2`, by `_2` or `-2` before the suffix, by `/2/` or `/page/2` at the end. */
function readNumber(address: string): Numbered[] {
  const [path = '', query = ''] = address.split('#')[0]!.split('?')
  const inQuery = pageParameter.exec(query)
  const rest = query.replace(pageParameter, '').replace(/^&/, '')
  const extension = suffix.exec(path)?.[0] ?? ''
  const name = path.slice(0, path.length - extension.length).replace(/\/$/, '')
  const stemOf = (begin: string) =>
    `${begin.replace(/\/(?:page|seite|pagina|side|sida|strona|sayfa)$/, '')} ${extension} ${rest}`
  if (inQuery) return [{ stem: stemOf(name), number: Number(inQuery[1]) }]
  const inPath =
    /^(.*[^/])[-_/](?:(?:p(?:age)?|seite|pagina|side|sida|strona|sayfa)[-_]?)?(\d{1,2})$/.exec(name)
  const whole = { stem: stemOf(name), number: null }
  return inPath ? [whole, { stem: stemOf(inPath[1]!), number: Number(inPath[2]) }] : [whole]
}

/**
 * Addresses of an article's further pages, in order: from the numbered links and 下一页 around its body, `rel=next`, and the pager
 * that a publishing system writes with a script. On a later page those that come after it.
 */
export function readFurtherPages(page: PageDocument, roots: PageElement[]): string[] {
  const start = Math.min(...roots.map(root => root.order))
  if (!Number.isFinite(start)) return []
  const own = readNumber(page.url)
  const numbered = new Map<number, string>()
  for (const element of page.elements) {
    const href = element.name === 'option' ? element.attribs.value : element.attribs.href
    if (!href || !isPagerLink(element, start)) continue
    const address = addressOn(page, href)
    if (!address || address.split('#')[0] === page.url.split('#')[0]) continue
    const number = pageNumberOf(address, own, textOf(element))
    // A link to 1 is this page under another address, unless pages are counted from 0.
    if (number === 1 && /^\D*1\D*$/.test(textOf(element))) continue
    if (number !== null && number <= MOST_PAGES && !numbered.has(number))
      numbered.set(number, address)
  }
  const linked = inOrder(numbered, own)
  return linked.length > 0
    ? linked
    : pagesByScript(page, MOST_PAGES).filter(url => isOfArticle(url, own))
}

/** A number or 下一页 at or behind the body; `rel=next` wherever it stands. */
function isPagerLink(element: PageElement, start: number): boolean {
  const { name, attribs, order } = element
  if (name === 'link') return /(?:^|\s)next(?:\s|$)/i.test(attribs.rel ?? '')
  if (name === 'option') return order > start && isPageOption(element)
  if (name !== 'a' || order < start) return false
  const label = textOf(element)
  if (label.length > 40) return label.length <= 100 && titledLabel.test(label)
  return numberLabel.test(label) || nextWords.test(label) || titledLabel.test(label)
}

/** 第2页：钢铁 in a box that leads to the page that is chosen. */
function isPageOption(option: PageElement): boolean {
  const select = closest(option, ['select'])
  return (
    /location|href|open|go|jump|page/i.test(select?.attribs.onchange ?? '') &&
    /^(?:第|page|seite|página)?\s*\d{1,2}\s*(?:[页頁]|ページ|[:：./、-]|$)/i.test(textOf(option))
  )
}

/** The number that makes an address a page of this article; null for any other. */
function pageNumberOf(address: string, own: Numbered[], label: string): number | null {
  const [first] = own
  const last = own.at(-1)
  for (const { stem, number } of readNumber(address)) {
    if (number === null) continue
    // Pages of this one; or, on a page that is numbered itself, those that go on with its first.
    if (stem === first!.stem) return number
    const isBehind = last!.number !== null && stem === last!.stem && number > last!.number
    // `show-12-200-2.html` goes on with `show-12-200-1.html` where the link is called 2.
    const isCalledSo = last!.number === 1 && !endsLikeMonth.test(stem) && isNumber(label, number)
    const isNext = number === last!.number! + 1
    if (isBehind && (isCalledSo || (isNext && namesPage.test(address)))) return number
  }
  return null
}

/** What is left of an address that ends in a day. */
const endsLikeMonth = /(?:19|20)\d{2}[-_/]?\d{1,2} /
const isNumber = (label: string, number: number) =>
  numberLabel.test(label) && Number(/\d+/.exec(label)?.[0]) === number

/** A number that is surely a page's; `2026-11-20` is a day. */
const namesPage = /_\d{1,2}(?:\.\w+)?$|[?&][a-z_]+=\d{1,2}(?:&|$)|\/page\/\d{1,2}\/?$/i

/** Pages 2, 3 … (or 1, 2 … where the first has none) without a gap; on page n those behind it. */
function inOrder(numbered: Map<number, string>, own: Numbered[]): string[] {
  const ownNumber = own.at(-1)!.number
  const later = ownNumber !== null && ownNumber >= 2 && !numbered.has(2) ? ownNumber + 1 : null
  const first = later ?? (numbered.has(1) ? 1 : 2)
  const pages: string[] = []
  for (let number = first; numbered.has(number); number++) pages.push(numbered.get(number)!)
  return pages
}

const isOfArticle = (url: string, own: Numbered[]) =>
  readNumber(url).some(({ stem, number }) => number !== null && stem === own[0]!.stem)
