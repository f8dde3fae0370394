import { hintsOf, type PageDocument, PageElement, resolveAddress } from '../document.ts'
import { cleanTitle } from './clean-title.ts'
import { lineOf } from './line-of.ts'
import { findCallTargets, resolveCall } from './script-calls.ts'
import { nextByScript } from './script-pager.ts'

/** Labels of a link to the next page, the surest first. Arrows alone count only inside a pager. */
const nextWords =
  /^[\s\p{P}\p{S}]*(?:下一页|下一頁|下页|下頁|后页|後頁|后一页|次のページ|次へ|次ページ|다음(?: 페이지)?|next(?: page)?|older(?: posts| entries| news| stories)?|load more|weiter|nächste(?: seite)?|suivante?|siguiente|próxima|вперёд|вперед|следующая|далее)[\s\p{P}\p{S}]*$/iu
const arrows = /^\s*(?:[>›»＞→]|&gt;|>>|››|»»)\s*$/
const notNext = /下一[篇条條则則]|next (?:article|post|story|month|year|week|day|event)/i
const disabled = /(?:^|[\s_-])(?:disabled?|dis|no-?next|inactive|unable|gray|grey)(?:$|[\s_-])/
const pagerName =
  /(?:^|[\s_-])(?:pager|page|pages|paging|pagination|paginator|pagebar|page-?nav|page-?list|pagesize|digg|fy|fenye|pgs|plist|turn-?page)(?:$|[\s_\d-])|pagin|pager|fanye/

/**
 * The page of older items that follows this one, or null at the end. Links named so, numbered pagers,
 * and the pagers that Chinese publishing systems write by script are read.
 */
export function findNextPage(page: PageDocument): string | null {
  return nextByRel(page) ?? nextByWord(page) ?? nextByNumber(page) ?? nextByScript(page)
}

function nextByRel(page: PageDocument): string | null {
  for (const element of page.elements) {
    if (element.name !== 'a' && element.name !== 'link') continue
    if (!/(?:^|\s)next(?:\s|$)/i.test(element.attribs.rel ?? '')) continue
    const says = `${lineOf(element)} ${element.attribs.title ?? ''}`
    if (notNext.test(says)) continue
    const url = pageAddress(element, page)
    if (url && (element.name === 'link' || looksPaged(url, page.url) || isPager(element)))
      return url
  }
  return null
}

function nextByWord(page: PageDocument): string | null {
  let byArrow: string | null = null
  for (const element of page.elements) {
    if (element.name !== 'a' || element.end - element.order > 6) continue
    const says = [
      lineOf(element),
      element.attribs.title ?? '',
      element.attribs['aria-label'] ?? '',
    ].map(cleanTitle)
    const isWord = says.some(
      text => text.length < 24 && nextWords.test(text) && !notNext.test(text),
    )
    const isArrow = !isWord && arrows.test(says[0]!) && isPager(element)
    if ((!isWord && !isArrow) || disabled.test(hintsOf(element)) || hasDisabledParent(element))
      continue
    const url = pageAddress(element, page)
    if (url && isWord) return url
    if (url) byArrow ??= url
  }
  return byArrow
}

const hasDisabledParent = ({ parent }: PageElement) =>
  parent instanceof PageElement &&
  (parent.name === 'li' || parent.name === 'span') &&
  disabled.test(hintsOf(parent))

/** In a row of numbered links: the one after the number of this page. */
function nextByNumber(page: PageDocument): string | null {
  const numbered = new Map<PageElement, { number: number; url: string | null }[]>()
  for (const element of page.elements) {
    if (
      !/^(?:a|span|strong|b|em|li|i|font|div|button)$/.test(element.name) ||
      element.children.length !== 1
    )
      continue
    const number = /^[[(]?\s?(\d{1,4})\s?[\])]?$/.exec(lineOf(element))?.[1]
    const holder = number && pagerAround(element)
    if (!holder) continue
    const known = numbered.get(holder) ?? []
    const url = element.name === 'a' ? pageAddress(element, page) : null
    known.push({ number: Number(number), url })
    numbered.set(holder, known)
  }
  for (const entries of numbered.values()) {
    const next = numberAfter(entries)
    if (next) return next
  }
  return null
}

function numberAfter(entries: { number: number; url: string | null }[]): string | null {
  const links = entries.filter(entry => entry.url !== null)
  if (links.length === 0) return null
  const linked = new Set(links.map(entry => entry.number))
  const here = entries.find(entry => entry.url === null && !linked.has(entry.number))
  // Without a number of its own this page is the first: a pager that starts at 2.
  const current = here?.number ?? (linked.has(1) ? null : 1)
  if (current === null) return null
  return links.find(entry => entry.number === current + 1)?.url ?? null
}

function pagerAround(element: PageElement): PageElement | null {
  let at = element.parent
  for (let up = 0; up < 4 && at instanceof PageElement; up++) {
    if (pagerName.test(hintsOf(at))) return at
    at = at.parent
  }
  return null
}

const isPager = (element: PageElement) =>
  pagerName.test(hintsOf(element)) || pagerAround(element) !== null

/** The address of a paging link; null when it leads to this page itself, or nowhere. */
export function pageAddress(element: PageElement, page: PageDocument): string | null {
  const { href, onclick } = element.attribs
  const isScript = !href || /^\s*(?:javascript:|#)/i.test(href)
  const address = isScript ? resolveCall(onclick ?? href ?? '', findCallTargets(page)) : href
  const url = address ? resolveAddress(address, page.base) : null
  if (!url) return null
  const bare = url.replace(/#.*$/s, '')
  if (bare === page.url.replace(/#.*$/s, '')) return null
  return new URL(url).origin === new URL(page.url).origin ? bare : null
}

/** True when two addresses differ as pages of one listing do: in a number, or by one that is added. */
function looksPaged(url: string, here: string): boolean {
  const [one, other] = [new URL(url), new URL(here)]
  const bare = (address: URL) => `${address.pathname}${address.search}`.replace(/\d+/g, '')
  const path = bare(one)
  const from = bare(other)
  if (
    path === from ||
    /page|[?&](?:p|pn|paged|start|offset|cursor)=|index_|list/i.test(one.pathname + one.search)
  )
    return true
  return path.startsWith(from.replace(/(?:index)?\.?\w*$/, ''))
}
