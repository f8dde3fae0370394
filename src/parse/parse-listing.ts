import type { Link, LinkList, ListExplanation, Listing } from '../model/link.ts'
import { readRequest } from '../text/written-request.ts'
import type { ReadContext } from './context.ts'
import {
  hintsOf,
  type PageDocument,
  parseDocument,
  TooComplexError,
  textOf,
  treeLimits,
} from './document.ts'
import { findArticleTemplate } from './lists/article-template.ts'
import { readByPaths } from './lists/data-paths.ts'
import { nextOfDataStore, readDataStore } from './lists/data-store.ts'
import { findIslands, readDataDocument, readScript } from './lists/find-islands.ts'
import { type FoundList, findLists } from './lists/find-lists.ts'
import { bySourceId, findScriptData, findShellData, templateOn } from './lists/find-shell.ts'
import { dataLists, findIslandLists } from './lists/island-lists.ts'
import { fitRules } from './lists/listing-rules.ts'
import { joinLinks, mergeLists } from './lists/merge-lists.ts'
import { findNextData, findPagers } from './lists/next-data.ts'
import { findNextPage, pageAddress } from './lists/next-page.ts'
import { findDataLists } from './lists/read-data.ts'
import { inlineScripts } from './lists/script-code.ts'
import { selectAll } from './select.ts'

/**
 * Finds every list of links to news on a page, and the page of older items that follows. A page may also be data: JSON,
 * or JSON in a call. Rules of the operator come first, field by field; one that matches nothing is named in
 * `ruleMisses`. Throws `TooComplexError` for pages past the tree's limits, but for one with too many elements, of which
 * the beginning is read.
 */
export function parseListing(html: string, ctx: ReadContext): Listing {
  const { page: holder, article } = readRequest(ctx.request ?? ctx.url)
  if (holder && !/^\s*[<[{]/.test(html))
    return readScriptListing(html, holder, article ?? null, ctx)
  const data = /^\s*</.test(html) ? null : readDataDocument(html)
  if (data !== null && typeof data === 'object') return readDataListing(data, ctx)
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:datastore|recordset|records)\b/i.test(html))
    return readStoreListing(html, ctx)

  const page = parseBeginning(html, ctx.url)
  const rules = ctx.listingRules ? fitRules(page, ctx.listingRules) : null
  const explanations: ListExplanation[] = []
  const note = ctx.explainLists ? (one: ListExplanation) => explanations.push(one) : undefined
  const shown = findLists(page, ctx, { rules, note })
  const islands = rules?.rows ? null : findIslandLists(page, ctx, shown)
  const found = mergeLists([...shown, ...(islands?.lists ?? [])])
  const misses = rules?.misses ?? []
  const own = readNext(page, ctx.listingRules?.next, misses)
  const hasLinks = found.some(list => list.links.length > 0)
  const nextPage = own ?? (hasLinks ? nextByData(page, ctx, islands, shown) : null)
  const named = hasLinks ? bySourceId(page) : findShellData(page, holder !== undefined)
  return {
    ...buildListing(found, nextPage, misses),
    data: named,
    ...(ctx.explainLists && { explanations }),
  }
}

/** Where the rows came from data in the page, or its pager is made of buttons, the data says whether there are more. */
function nextByData(
  page: PageDocument,
  ctx: ReadContext,
  islands: ReturnType<typeof findIslandLists> | null,
  shown: FoundList[],
): string | null {
  if (!islands) return null
  const isDrawn = islands.lists.length === 0
  if (isDrawn && !hasBarePager(page)) return null
  const stored = nextOfStoredPage(page)
  if (stored !== undefined) return stored
  const drawn = islands.markup.map(markup => nextInMarkup(markup, ctx)).find(Boolean)
  if (drawn) return drawn
  const lists = isDrawn ? shown : islands.lists
  const most = Math.max(...lists.map(({ links }) => links.length))
  const around = isDrawn ? findPagers(findIslands(page)) : islands.around
  return findNextData(around, ctx.request ?? ctx.url, most, { isPage: true })
}

/** A pager whose numbers are buttons for a script: `<button>1</button><button>2</button>`, no link among them. */
const hasBarePager = (page: PageDocument): boolean =>
  page.elements.some(
    element =>
      /pager|pagination|paging|page-?num/i.test(hintsOf(element)) &&
      /^\D{0,30}1\D*2/.test(textOf(element).slice(0, 60)) &&
      !page.elements
        .slice(element.order + 1, element.end + 1)
        .some(({ name, attribs }) => name === 'a' && /^[^#]/.test(attribs.href ?? '')),
  )

/** What a framework draws is a page too, with a pager of its own. */
function nextInMarkup(markup: string, ctx: ReadContext): string | null {
  try {
    return findNextPage(parseDocument(markup, ctx.url))
  } catch (error) {
    if (error instanceof TooComplexError) return null
    throw error
  }
}

/** Undefined on pages whose rows are not stored as records of XML. */
function nextOfStoredPage(page: PageDocument): string | null | undefined {
  const codes = inlineScripts(page)
  const stores = codes.flatMap(code => readDataStore(code) ?? [])
  const store = stores.sort((a, b) => b.records - a.records)[0]
  return store && nextOfDataStore(codes.join('\n'), store, page.url)
}

/** An answer of an endpoint that gives records as XML. */
function readStoreListing(xml: string, ctx: ReadContext): Listing {
  const store = readDataStore(xml)
  if (!store) return buildListing([], null, [])
  const lists = dataLists({ lists: [], markup: [store.markup], around: [] }, ctx.url, ctx)
  return buildListing(mergeLists(lists), nextOfDataStore(xml, store, ctx.url), [])
}

/** Characters of a script in a file that are looked through. */
const MAX_CODE = 1_000_000

/** A script in a file of its own: it holds a list, or asks for one. `article` is how the page that names it makes addresses. */
function readScriptListing(
  text: string,
  page: string,
  article: string | null,
  ctx: ReadContext,
): Listing {
  const code = text.slice(0, MAX_CODE)
  const template = templateOn(findArticleTemplate(code), page) ?? article
  const made = template === null ? {} : { template }
  const found = findDataLists(readScript(code), page, ctx, made)
  const lists = dataLists({ ...found, markup: [] }, page, ctx)
  return {
    ...buildListing(mergeLists(lists), null, []),
    data: findScriptData(code, page, template),
  }
}

function readDataListing(data: object, ctx: ReadContext): Listing {
  const request = ctx.request ?? ctx.url
  const misses: string[] = []
  const { article } = readRequest(request)
  const found = findDataLists(data, ctx.url, ctx, { template: article })
  const ruled = ctx.dataRules ? readByPaths(data, ctx.dataRules, ctx.url, ctx, misses) : []
  const lists =
    ruled.length > 0
      ? dataLists({ lists: [ruled], markup: [], around: [] }, ctx.url, ctx)
      : dataLists(found, ctx.url, ctx)
  const around = found.around.length > 0 ? found.around : [data]
  const most = Math.max(0, ...lists.map(({ links }) => links.length))
  return buildListing(mergeLists(lists), findNextData(around, request, most), misses)
}

function buildListing(found: FoundList[], nextPage: string | null, ruleMisses: string[]): Listing {
  const lists = found.map(
    ({ heading, announced, links }): LinkList => ({ heading, kind: announced ?? 'index', links }),
  )
  return { lists, links: newsOf(lists), nextPage, data: [], ruleMisses }
}

/**
 * The operator's rule for the next page, then the reader's own way. The last page has none, so a rule that finds
 * nothing is a miss only where the reader finds one.
 */
function readNext(page: PageDocument, rule: string | undefined, misses: string[]): string | null {
  const own = findNextPage(page)
  if (!rule) return own
  const element = selectAll(page, rule)[0]
  const ruled = element ? pageAddress(element, page) : null
  if (!element && own) misses.push('next')
  return element ? ruled : own
}

/**
 * Each address once; what stands in a box beside the index takes nothing from the index. Beside rows with dates, a box of what is
 * read most or recommended is left out where it prints none: it shows the same few articles on every page of the site.
 */
function newsOf(lists: LinkList[]): Link[] {
  const most = Math.max(
    0,
    ...lists.filter(({ kind }) => kind === 'index' || kind === 'latest').map(datedOf),
  )
  const hasIndex = most >= LEAST_DATED
  // What is called latest is left out where it is the smaller list, or a blog's box.
  const isBeside = (list: LinkList) =>
    datedOf(list) === 0 &&
    list.kind !== 'index' &&
    (list.kind !== 'latest' || isWidget(list) || list.links.length < most)
  const news = hasIndex ? lists.filter(list => !isBeside(list)) : lists
  return joinLinks(news.flatMap(list => list.links))
}
/** What blog systems call their box of the last few posts. */
const isWidget = ({ heading }: LinkList): boolean =>
  /^(?:recent (?:posts|articles|entries|news)|近期文章|最近文章|最近の(?:投稿|記事)|最近更新|최근 글|neueste beiträge|articles récents|entradas recientes|posts recentes|articoli recenti|recente berichten)$/i.test(
    heading ?? '',
  )
/** Rows that print their date; one in the address is no sign of an index. */
const datedOf = ({ links }: LinkList) =>
  links.filter(({ published }) => published !== null && published.evidence !== 'address').length
const LEAST_DATED = 3

/** A page of more elements than the tree takes is a flood at its end; its beginning may be a listing. */
function parseBeginning(html: string, url: string): PageDocument {
  try {
    return parseDocument(html, url)
  } catch (error) {
    if (!(error instanceof TooComplexError) || !error.message.includes('elements')) throw error
    return parseDocument(cutAtTag(html, Math.floor(treeLimits.elements / 3)), url)
  }
}

/** The text before its n-th tag. */
function cutAtTag(html: string, most: number): string {
  let at = -1
  for (let count = 0; count < most; count++) {
    at = html.indexOf('<', at + 1)
    if (at < 0) return html
  }
  return html.slice(0, at)
}
