import { isHouseName } from '../text/house-names.ts'
import { letterKey as key } from '../text/letter-key.ts'
import { metaContent, type PageDocument } from './document.ts'
import { jsonLdTypes } from './json-ld.ts'

/** What the page calls its own site: from metas, the publisher in JSON-LD and the host's name. */
export function siteNames(page: PageDocument): readonly string[] {
  const before = known.get(page)
  if (before) return before
  const names = findNames(page)
  known.set(page, names)
  return names
}

/** Titles, writers and outlets are told apart from the site by its names. */
const known = new WeakMap<PageDocument, string[]>()

function findNames(page: PageDocument): string[] {
  const names = new Set<string>(hostNames(page.url))
  for (const key of [
    'og:site_name',
    'application-name',
    'apple-mobile-web-app-title',
    'sitename',
    'al:ios:app_name',
  ]) {
    const content = metaContent(page, key)
    if (content) names.add(content)
  }
  for (const object of page.jsonLd) {
    const publisher = object.publisher as { name?: unknown } | undefined
    if (typeof publisher?.name === 'string') names.add(publisher.name)
    const isSite = jsonLdTypes(object).some(type => /WebSite|Organization/.test(type))
    if (isSite && typeof object.name === 'string') names.add(object.name)
  }
  return [...names].filter(name => name.length <= 60)
}

/** A host as sites print it: example.org, www.example.org. */
function hostNames(address: string): string[] {
  const host = URL.canParse(address) ? new URL(address).hostname : ''
  const bare = host.replace(/^(?:www|m|wap|news)\./, '')
  return bare.includes('.') ? [host, bare] : []
}

/** Separators between a title and what a site adds to it, the surest first. `-` needs spaces unless the text is CJK. */
const separators =
  /\s*(?:\||｜|_+|—{1,2}\s|\s[-–—·•:»«<>/]\s|::|--+)\s*|(?<=[\u3400-\u9fff”》！？」）)])\s*[-–]\s*(?=[\u3400-\u9fff])|(?<=[-–|｜_·][^-–|｜_·]{1,12}[网網报報社台臺刊闻聞])[-–](?=[A-Z][a-z])|：(?=[^：:|｜]{1,14}(?:新聞|新聞社|ニュース|オンライン|デジタル|電子版|新報|日報|タイムズ|テレビ|放送|通信)$)/u

/**
 * A title without the site's tail: ends where another place of the page shows the whole title, or before the parts that
 * name the site or its column.
 */
export function cutSiteTail(title: string, sites: readonly string[], shown: string[] = []): string {
  const whole = key(title)
  const agreed = shown.filter(other => {
    const otherKey = key(other)
    return otherKey.length >= 4 && otherKey.length < whole.length && whole.startsWith(otherKey)
  })
  if (agreed.length > 0) return agreed.reduce((a, b) => (b.length > a.length ? b : a))

  return cutParts(
    title,
    sites,
    (parts, end) =>
      isHouse(parts[end - 1]!) ||
      isShortTail(parts, end) ||
      isUnderscored(parts, end) ||
      isColumn(parts, end),
  )
}

/** A title without a part at either end that is the site's own name. */
export const cutSiteName = (title: string, sites: readonly string[]): string =>
  cutParts(title, sites, isUnderscored)

/** No title holds an underscore between its words; what follows one is keywords and columns. */
const isUnderscored = (parts: Part[], end: number) => {
  return parts[end - 2]!.mark.includes('_') && size(parts[0]!.text) >= 2
}

function cutParts(
  title: string,
  sites: readonly string[],
  isTail: (parts: Part[], end: number) => boolean,
): string {
  const parts = splitParts(title)
  if (parts.length < 2) return title
  const siteKeys = sites.map(key).filter(site => site.length >= 2)
  const isSite = (part: string) => siteKeys.some(site => isSameSite(site, key(part)))
  let end = parts.length
  while (end > 1 && (isSite(parts[end - 1]!.text) || isTail(parts, end))) end--
  let from = 0
  while (from < end - 1 && (isSite(parts[from]!.text) || isFront(parts, from, end))) from++
  return title.slice(parts[from]!.start, parts[end - 1]!.end).trim()
}

/** 例新闻网 | …: the house stands before what is longer than its name. */
const isFront = (parts: Part[], from: number, end: number): boolean =>
  from === 0 && end === 2 && isHouse(parts[0]!) && size(parts[1]!.text) > size(parts[0]!.text)

/** 新华网 is 新华网客户端's site, and the other way round. */
const isSameSite = (site: string, part: string) =>
  site === part ||
  (part.length >= 3 && site.startsWith(part)) ||
  (site.length >= 3 && part.startsWith(site) && part.length <= site.length * 2)

/** `mark` is the separator behind the part. */
type Part = { text: string; start: number; end: number; mark: string }

function splitParts(title: string): Part[] {
  const parts: Part[] = []
  const pattern = new RegExp(separators.source, 'gu')
  let start = 0
  for (const match of title.matchAll(pattern)) {
    if (match.index > start)
      parts.push({ text: title.slice(start, match.index), start, end: match.index, mark: match[0] })
    start = match.index + match[0].length
  }
  if (start < title.length)
    parts.push({ text: title.slice(start), start, end: title.length, mark: '' })
  return parts
}

/** 例新聞 Example News: the name of a house, in one script or two. */
const isHouse = ({ text }: Part): boolean =>
  text.length <= LONGEST_HOUSE && isHouseName(text.replace(/[\s\p{Script=Latin}\d.]+/gu, ''))

const LONGEST_HOUSE = 24

/** A few characters between a title and the name of a house are a column of that: 碳费上路 | 渡口号 | 渡口新闻. */
function isColumn(parts: Part[], end: number): boolean {
  const behind = parts[end]
  const own = parts[end - 1]!.text
  return (
    behind !== undefined &&
    (isHouse(behind) || (LATIN_HOUSE.test(behind.text) && HOUSE_BEFORE_IT.test(own))) &&
    size(own) <= 3 &&
    size(parts[0]!.text) >= 2
  )
}

/** 例財經 | Example Business Review: a house names itself once in each script. */
const LATIN_HOUSE = /^\p{Lu}[\p{Script=Latin}\d&.'’]*(?:\s[\p{Script=Latin}\d&.'’-]+){0,4}$/u
const HOUSE_BEFORE_IT =
  /^[\u4e00-\u9fff]{2,4}(?:财经|財經|财讯|財訊|商业|商業|科技|能源|环境|環境|评论|評論|观察|觀察|[网網报報社志誌刊])$/u

/** A last part is taken for the site's or column's name when it is short and what stands before it is a title by itself. */
function isShortTail(parts: Part[], end: number): boolean {
  const tail = parts[end - 1]!.text
  const before = parts.slice(0, end - 1).reduce((sum, part) => sum + size(part.text), 0)
  return size(tail) <= 8 && before >= size(tail) * 1.2 && before >= 3 && !/[？?！!。]$/.test(tail)
}

/** Rough number of words: a CJK character counts for one half. */
function size(text: string): number {
  const cjk = text.match(/[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]/g)?.length ?? 0
  const other =
    text.replace(/[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]/g, ' ').match(/[\p{L}\p{N}.]+/gu)
      ?.length ?? 0
  return cjk / 2 + other
}
