import { hintsOf, type PageDocument, PageElement, resolveAddress } from '../document.ts'
import { cleanTitle } from './clean-title.ts'
import { findEarlierDay, findEarlierMonth, isOtherDay } from './day-pages.ts'
import { requestOfForm } from './form-pager.ts'
import { lineOf } from './line-of.ts'
import { isPager, pagerAround } from './pager-names.ts'
import { nextWords } from './pager-words.ts'
import { findCallTargets, resolveCall } from './script-calls.ts'
import { nextByScript } from './script-pager.ts'
import { nextBySelect } from './select-pager.ts'

/** Lists by day or month go on with the one before. */
const earlierWords =
  /^[\s\p{P}\p{S}]*(?:(?:[上前]一?|昨)[天日](?:的|之)?(?:新[闻聞](?:公[报報]|稿)?|公[报報]|稿件|消息|要[闻聞])?|[上前]一?(?:个|個)?月|先月|前月|前の[月日]|前日|昨日(?:のニュース)?|(?:전날|어제)(?: ?(?:기사|뉴스))?|지난 ?달|이전 ?[달월]|previous (?:day|month)|(?:yesterday|previous day)(?:['’]s)?(?: press releases)?|earlier day|vortag|vormonat)(?:へ|の一覧)?[\s\p{P}\p{S}]*$/iu
const arrows = /^\s*(?:[>›»＞→]|&gt;|>>|››|»»)\s*$/
const notNext = /下一[篇条條则則]|next (?:article|post|story|month|year|week|day|event)/i
const disabled = /(?:^|[\s_-])(?:disabled?|dis|no-?next|inactive|unable|gray|grey)(?:$|[\s_-])/
/**
 * The page of older items that follows this one, or null at the end. Links named so, numbered pagers,
 * and the pagers that Chinese publishing systems write by script are read.
 */
export function findNextPage(page: PageDocument): string | null {
  return (
    nextByRel(page) ??
    nearer(nextByWord(page, nextWords), nextByNumber(page)) ??
    nextByScript(page) ??
    nextBySelect(page) ??
    nextByWord(page, earlierWords) ??
    findEarlierDay(page) ??
    nextByAddress(page) ??
    (pagePart.test(page.url) ? null : findEarlierMonth(page))
  )
}

/** In a pager of ten numbers at a time, 다음 and 下一组 lead behind the ten: the number after this page comes first. */
function nearer(byWord: string | null, byNumber: string | null): string | null {
  if (byWord === null || byNumber === null) return byWord ?? byNumber
  const [far, near] = [byWord, byNumber].map(url => url.split(/(\d+)/))
  const apart = far!.flatMap((part, at) => (part === near![at] ? [] : [at]))
  const [at] = apart
  if (far!.length !== near!.length || apart.length !== 1 || at! % 2 === 0) return byWord
  return Number(near![at!]) < Number(far![at!]) ? byNumber : byWord
}

/** A link to where the page after this one must be, whatever it is called: `→` to `/blog/page/3`, a picture to `?page=3`. */
function nextByAddress(page: PageDocument): string | null {
  for (const element of page.elements) {
    if (element.name !== 'a') continue
    const url = pageAddress(element, page)
    if (url && isPageAfter(url, page.url) && !disabled.test(hintsOf(element))) return url
  }
  return null
}

const pagePart =
  /(\/page[/-]|\/p\/|[?&](?:page|paged|pageno|pagenum|page_no|pageindex|p|pn|pg|cur_?page|current_?page)=)(\d{1,4})(?=\D|$)/i

function isPageAfter(url: string, here: string): boolean {
  const found = pagePart.exec(url)
  // `/?p=2` is an article of WordPress.
  if (!found || /^[a-z]+:\/\/[^/]*\/?\?p=/i.test(url)) return false
  const [, name = '', number] = found
  const parted = (address: string) => {
    const own = pagePart.exec(address)
    const isSame = own !== null && own[1]!.slice(1) === name.slice(1)
    const rest = isSame ? address.replace(own![0], '') : address
    return {
      number: isSame ? Number(own![2]) : 1,
      rest: rest.replace(/[?&/]+$/, '').replace(/[?&]/g, '&'),
    }
  }
  const [there, own] = [parted(url), parted(here.replace(/#.*$/s, ''))]
  return Number(number) === own.number + 1 && there.rest === own.rest
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

function nextByWord(page: PageDocument, words: RegExp): string | null {
  let byArrow: string | null = null
  for (const element of page.elements) {
    if (!/^(?:a|button|input|li|span)$/.test(element.name) || element.end - element.order > 6)
      continue
    if (!isOpener(element)) continue
    const says = [
      lineOf(element),
      element.attribs.title ?? '',
      element.attribs['aria-label'] ?? '',
      element.attribs.value ?? '',
      pictureLabel(element),
    ].map(cleanTitle)
    const isWord = says.some(text => text.length < 40 && words.test(text) && !notNext.test(text))
    const isArrow = !isWord && arrows.test(says[0]!) && isPager(element)
    if ((!isWord && !isArrow) || disabled.test(hintsOf(element)) || hasDisabledParent(element))
      continue
    const url = pageAddress(element, page)
    if (url && isWord) return url
    if (url) byArrow ??= url
  }
  return byArrow
}

/** An icon says by its picture what the link is. */
function pictureLabel(element: PageElement): string {
  const picture = element.children.find(
    child => child instanceof PageElement && child.name === 'img',
  )
  return picture instanceof PageElement ? (picture.attribs.alt ?? '') : ''
}

const hasDisabledParent = ({ parent }: PageElement) =>
  parent instanceof PageElement &&
  (parent.name === 'li' || parent.name === 'span') &&
  disabled.test(hintsOf(parent))

/** In a row of numbered links: the one after the number of this page. */
function nextByNumber(page: PageDocument): string | null {
  const numbered = new Map<PageElement, PageNumber[]>()
  for (const element of page.elements) {
    if (
      !/^(?:a|span|strong|b|em|li|i|font|div|button)$/.test(element.name) ||
      element.children.length !== 1
    )
      continue
    const label = lineOf(element)
    const number = label.length < 12 && numberLabel.exec(label.normalize('NFKC'))?.[1]
    const holder = number && (numbersIn(element) ?? numbersAround(element))
    if (!holder) continue
    const known = numbered.get(holder) ?? []
    const url = isOpener(element) ? pageAddress(element, page) : null
    if (url && isOtherDay(url, page.url)) continue
    known.push({ number: Number(number), url, isHere: isMarkedHere(element) })
    numbered.set(holder, known)
  }
  for (const entries of numbered.values()) {
    const next = numberAfter(entries)
    if (next) return next
  }
  return null
}

/** A link, or what acts as one. */
const isOpener = ({ name, attribs }: PageElement) =>
  name === 'a' || Boolean(attribs.onclick || heldAddress(attribs))

/** What a script opens stands in an attribute of its own. */
function heldAddress(attribs: PageElement['attribs']): string | undefined {
  if (attribs['data-href']) return attribs['data-href']
  const held = ['data-url', 'data-next', 'data-next-url', 'data-next-page', 'data-link']
  const isAddress = /^(?:https?:\/)?\/|^\.|[?=]|\.\w{2,5}$/
  return held.map(name => attribs[name]).find(value => value && isAddress.test(value))
}

type PageNumber = { number: number; url: string | null; isHere: boolean }

const hereName =
  /(?:^|[\s_-])(?:active|on|current|cur|curr|now|selected|select|here|this|thisclass|this-?page|hover|focus)(?:$|[\s_-])/i

/** The number of this page is often marked, and linked all the same. */
const isMarkedHere = (element: PageElement): boolean =>
  element.attribs['aria-current'] === 'page' ||
  hereName.test(element.attribs.class ?? '') ||
  (element.parent instanceof PageElement &&
    /^(?:li|span|td)$/.test(element.parent.name) &&
    hereName.test(element.parent.attribs.class ?? ''))

function numberAfter(entries: PageNumber[]): string | null {
  const links = entries.filter(entry => entry.url !== null)
  if (links.length === 0) return null
  const linked = new Set(links.map(entry => entry.number))
  // The link and what holds it are one mark.
  const marked = [...new Set(entries.filter(({ isHere }) => isHere).map(({ number }) => number))]
  const bare = entries.find(entry => entry.url === null && !linked.has(entry.number))
  // Without a number of its own this page is the first: a pager that starts at 2.
  const current = bare?.number ?? (marked.length === 1 ? marked[0]! : linked.has(1) ? null : 1)
  if (current === null) return null
  return links.find(entry => entry.number === current + 1)?.url ?? null
}

/** `2`, `[2]`, `第2页`, `2ページ`, `2페이지` */
const numberLabel = /^[[(]?\s?第?(\d{1,4})\s?(?:[页頁]|ページ目?|페이지|쪽)?\s?[\])]?$/

/** The element that holds hardly more than numbers, links among them: a pager whatever it is called. */
function numbersAround(element: PageElement): PageElement | null {
  let at = element.parent
  for (let up = 0; up < 4 && at instanceof PageElement; up++) {
    if (at.end - at.order > 120) return null
    const rest = lineOf(at)
      .normalize('NFKC')
      .replace(/\d{1,4}|[\s\p{P}\p{S}]/gu, '')
    if (rest.length > 16) return null
    const { numbers, links } = countNumbers(at)
    if (numbers >= 2 && links >= 1) return at
    at = at.parent
  }
  return null
}

function countNumbers(holder: PageElement): { numbers: number; links: number } {
  let [numbers, links] = [0, 0]
  const waiting: PageElement[] = [holder]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inner = next.children.filter(child => child instanceof PageElement)
    waiting.push(...inner)
    if (inner.length > 0 || !numberLabel.test(lineOf(next).normalize('NFKC'))) continue
    numbers++
    if (isOpener(next)) links++
  }
  return { numbers, links }
}

/** What is named a pager around a number, and holds more than that one: Bootstrap calls each of its items `page-item`. */
function numbersIn(element: PageElement): PageElement | null {
  for (let at = pagerAround(element); at; at = pagerAround(at)) {
    if (!/^(?:li|span|td|a|button)$/.test(at.name)) return at
  }
  return null
}

/** The address of a paging link; null when it leads to this page itself, or nowhere. */
export function pageAddress(element: PageElement, page: PageDocument): string | null {
  const { href, onclick } = element.attribs
  const isScript = !href || /^\s*(?:javascript:|#)/i.test(href)
  const code = onclick ?? href ?? ''
  const opened = isScript ? resolveCall(code, findCallTargets(page)) : href
  const address = opened || heldAddress(element.attribs)
  const url = address ? resolveAddress(address, page.base) : null
  if (!url) return isScript && code.length > 4 ? requestOfForm(code, element, page) : null
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
