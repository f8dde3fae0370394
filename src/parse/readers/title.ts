import { isText } from 'domhandler'
import type { FieldExplanation } from '../../model/article.ts'
import { letterKey } from '../../text/letter-key.ts'
import type { ReadContext } from '../context.ts'
import {
  addressOn,
  closest,
  collapseSpaces,
  type Line,
  metaContent,
  type PageDocument,
  PageElement,
  textOf,
  walk,
} from '../document.ts'
import { findJsonLdArticle, type JsonObject } from '../json-ld.ts'
import { cutSiteName, cutSiteTail, siteNames } from '../site-tail.ts'
import { findHeadings, type Heading } from './title-headings.ts'

export type Title = {
  title: string
  /** Words that the heading sets above the title, in an element of their own. */
  kicker: string | null
  /** Words that the heading sets below the title, in an element of their own. */
  subtitle: string | null
  /** The line of the page that shows it, nearest above the body. */
  line: Line | null
  explanation: FieldExplanation
}

/** Places that are filled from one field of the content system and so agree for no reason. */
type Family = 'shown' | 'json-ld' | 'search' | 'cms'
type Candidate = {
  value: string
  from: string
  family: Family
  score: number
  line: Line | null
}

/**
 * How far each place is trusted before agreement is counted. The headline that readers see comes first; `og:title` and
 * `<title>` are often rewritten for search engines.
 */
const metaRanks: { keys: string[]; from: string; family: Family; score: number }[] = [
  {
    keys: ['articletitle', 'article:title', 'contenttitle'],
    from: 'meta ArticleTitle',
    family: 'cms',
    score: 6,
  },
  { keys: ['og:title'], from: 'meta og:title', family: 'search', score: 4 },
  {
    keys: ['twitter:title', 'sailthru.title', 'parsely-title', 'dc.title', 'citation_title'],
    from: 'meta title',
    family: 'search',
    score: 3,
  },
]
/** What another family's agreement is worth. */
const AGREEMENT = 2.5
const TAG_AGREEMENT = 1.5

/** Letters and digits alone, for comparing titles that differ in quotes, dashes and spaces. */
export const titleKey = letterKey

/** Reads the title: what metas, headings, `<title>` without the site's tail and the listing agree on. */
export function readTitle(page: PageDocument, context: ReadContext, bodyStart: number): Title {
  const headings = findHeadings(page, bodyStart)
  const candidates = gatherCandidates(page, headings, bodyStart, context)
  const tag = page.titleTag
  const listed = context.listed ? titleKey(context.listed.title) : ''
  for (const candidate of candidates) {
    candidate.score += agreement(candidate, candidates, tag ? titleKey(tag) : '', listed)
  }
  const best = candidates.reduce<Candidate | null>(
    (winner, candidate) => (!winner || candidate.score > winner.score ? candidate : winner),
    null,
  )
  const key = titleKey(best?.value ?? '')
  const spelled = best ? commonSpelling(candidates, key) : (context.listed?.title ?? '')
  const line =
    best?.line ??
    candidates.find(other => other.line && titleKey(other.value) === key)?.line ??
    null
  const shown = headings.find(heading => heading.line === line)
  const title = withWideSpaces(spelled, page, line)
  return {
    title,
    kicker: shown?.kicker ?? null,
    subtitle: shown?.subtitle ?? null,
    line,
    explanation: {
      field: 'title',
      candidates: candidates.map(({ value, from, score }) => ({ value, from, score })),
      chosen: title || null,
      reason: best ? `most agreement: ${best.from}` : 'the page shows no title',
    },
  }
}

/** 風車、全基停止　落雷で: titles in Chinese characters part their halves by a wide space, which is kept as the page prints it. */
function withWideSpaces(title: string, page: PageDocument, line: Line | null): string {
  if (!SPACE_IN_HAN.test(title)) return title
  const element =
    line?.element instanceof PageElement
      ? line.element
      : page.elements.find(({ name }) => name === 'title')
  let printed = ''
  if (element)
    walk(element, {
      enter(node) {
        if (isText(node)) printed += node.data
        return printed.length < LONGEST_PRINTED
      },
    })
  if (!printed.includes('\u3000')) return title
  const spaced = printed.replace(/\s*\u3000\s*/g, '\u3000').replace(/[^\S\u3000]+/g, ' ')
  const at = spaced.replaceAll('\u3000', ' ').indexOf(title)
  return at < 0 ? title : spaced.slice(at, at + title.length)
}
const SPACE_IN_HAN = /[\u3040-\u9fff”」』）】！？] [\u3040-\u9fff“「『（【]/
const LONGEST_PRINTED = 2000

/** Of spellings that differ in marks only, the one that most places use. */
function commonSpelling(candidates: Candidate[], key: string): string {
  const counts = new Map<string, number>()
  for (const { value, score, family } of candidates) {
    if (titleKey(value) === key) {
      // A heading may have lost the mark between its parts.
      const vote = family === 'shown' ? 0.4 : 1
      counts.set(value, (counts.get(value) ?? 0) + vote + score / 100)
    }
  }
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}

/** A plain line above the body that `<title>` begins with: old pages set their title in bold and no more. */
function lineLikeTag(page: PageDocument, bodyStart: number): Line | null {
  const tagKey = titleKey(withoutSiteFront(page))
  const isLike = (line: Line) => {
    if (line.heading > 0 || line.text.length > 300 || isWayHome(line, page)) return false
    const key = titleKey(line.text)
    return key.length >= 6 && key.length >= tagKey.length * 0.5 && tagKey.startsWith(key)
  }
  return page.lines.slice(Math.max(0, bodyStart - 20), bodyStart + 3).findLast(isLike) ?? null
}

/** The site's name as a link to its first page. */
function isWayHome({ node, text, linkLength }: Line, page: PageDocument): boolean {
  if (linkLength < text.length * 0.8) return false
  const address = addressOn(page, closest(node, ['a'])?.attribs.href)
  return address !== null && URL.canParse(address) && new URL(address).pathname === '/'
}

/** `<title>` without the site and the column that it begins with, where their metas name them: 例市人民政府 工作动态 …. */
function withoutSiteFront(page: PageDocument): string {
  let tag = page.titleTag ?? ''
  for (const key of ['sitename', 'og:site_name', 'columnname']) {
    const name = metaContent(page, key) ?? ''
    const rest = name !== '' && tag.startsWith(name) ? tag.slice(name.length) : ''
    const bare = rest.replace(/^[\s_|｜·:：>-]+/, '')
    if (bare !== rest && titleKey(bare).length >= 4) tag = bare
  }
  return tag
}

/** A plain line above the body that says what the listing called the article, where `<title>` has no more than the site. */
function lineLikeListed(page: PageDocument, bodyStart: number, listed: string): Line | null {
  const key = titleKey(listed)
  const isLike = (line: Line) =>
    line.heading === 0 && line.text.length <= 300 && titleKey(line.text).startsWith(key)
  if (key.length < SHORTEST_LISTED) return null
  return page.lines.slice(Math.max(0, bodyStart - 20), bodyStart + 3).find(isLike) ?? null
}
const SHORTEST_LISTED = 6

function gatherCandidates(
  page: PageDocument,
  headings: Heading[],
  bodyStart: number,
  { listed }: ReadContext,
): Candidate[] {
  const ownNames = headings.filter(({ isSite }) => isSite).map(({ text }) => text)
  const last = ownNames.length > 0 ? lastInTag(page, headings) : null
  const sites = [...siteNames(page).filter(site => site !== last), ...ownNames]
  const isOnMarkup = showsReferences(page)
  const candidates: Candidate[] = []
  const add = (value: unknown, from: string, family: Family, score: number, line?: Line) => {
    if (typeof value !== 'string') return
    const plain = isOnMarkup ? value : withoutReferences(value)
    const tidy = cutLabel(tidyTitle(plain), page.titleTag ?? '')
    const isSite = sites.some(site => titleKey(site) === titleKey(tidy))
    if (titleKey(tidy).length >= 2 && tidy.length <= 300 && !isSite) {
      candidates.push({ value: tidy, from, family, score, line: line ?? null })
    }
  }
  const article = findJsonLdArticle(page.jsonLd)
  const headline = article?.headline
  add(
    typeof headline === 'string'
      ? cutSiteName(collapseSpaces(headline.slice(0, 1000)), sites)
      : null,
    'json-ld headline',
    'json-ld',
    4.2,
  )
  add(article?.name, 'json-ld name', 'json-ld', 2)
  const told = toldHeadings(page, headings, article)
  for (const heading of headings) {
    const { text, line, from, isPlain } = heading
    const score = told
      ? told.has(heading)
        ? FIRST_RANK
        : Math.min(heading.score, 1)
      : heading.score
    // What is printed for search engines only agrees with what else is written for them.
    add(cutSiteName(text, sites), from, isPlain ? 'shown' : 'search', score, line)
  }
  const above = lineLikeTag(page, bodyStart)
  if (above) add(above.text, 'line above the body', 'shown', 2.5, above)
  const named = listed ? lineLikeListed(page, bodyStart, listed.title) : null
  if (named && named !== above) add(named.text, 'line that the listing names', 'shown', 1, named)
  for (const { keys, from, family, score } of metaRanks) {
    const content = metaContent(page, ...keys)
    if (content) add(cutSiteName(content, sites), from, family, score)
  }
  const agreed = candidates.map(candidate => candidate.value)
  if (page.titleTag) {
    add(last ?? cutSiteTail(withoutSiteFront(page), sites, agreed), 'title tag', 'search', 2)
  }
  return candidates
}

/** The heading that `<title>` ends with, where it begins with the site. */
const lastInTag = (page: PageDocument, headings: Heading[]): string | null =>
  headings.find(({ text, isSite }) => !isSite && page.titleTag?.endsWith(text))?.text ?? null

/** The score of a heading that is the title beyond doubt. */
const FIRST_RANK = 5

/**
 * Where no `h1` says what the page's title says and a lower heading does, that one is the title and the `h1`, or a higher one, the
 * site's or the column's. Null on all other pages.
 */
function toldHeadings(
  page: PageDocument,
  headings: Heading[],
  article: JsonObject | null,
): Set<Heading> | null {
  const levels = headings.filter(({ isPlain }) => isPlain).map(({ from }) => from)
  const highest = levels.filter(from => /^h\d$/.test(from)).toSorted()[0]
  if (highest === undefined && !headings.some(({ isPlain }) => isPlain)) return null
  const firsts = headings.filter(({ from }) => from === (highest ?? 'h1'))
  const told = [
    page.titleTag,
    metaContent(page, 'og:title', 'articletitle', 'twitter:title'),
    typeof article?.headline === 'string' ? article.headline : null,
  ].map(text => titleKey(text ?? ''))
  const isTold = ({ text }: Heading) => {
    const key = titleKey(text)
    return (
      key.length >= 4 &&
      told.some(title => title.includes(key) || (title.length >= 6 && key.includes(title)))
    )
  }
  if (firsts.some(isTold)) return null
  const below = headings.filter(heading => heading.isPlain && isTold(heading))
  const longest = Math.max(0, ...below.map(heading => titleKey(heading.text).length))
  // A word of the title that is a heading somewhere is no title.
  if (longest < 6 || longest < titleKey(page.titleTag ?? '').length * 0.4) return null
  return new Set(below.filter(heading => titleKey(heading.text).length === longest))
}

function agreement(candidate: Candidate, all: Candidate[], tagKey: string, listed: string): number {
  const key = titleKey(candidate.value)
  let score = 0
  const families = new Set<Family>([candidate.family])
  for (const other of all) {
    if (families.has(other.family) || titleKey(other.value) !== key) continue
    families.add(other.family)
    score += other.family === 'search' && other.from === 'title tag' ? TAG_AGREEMENT : AGREEMENT
  }
  // `<title>` begins with most titles, whatever it adds.
  if (families.has('search')) score += tagKey.startsWith(key) ? 0.5 : 0
  else if (key.length >= 4 && tagKey.startsWith(key)) score += TAG_AGREEMENT
  else if (key.length >= 6 && tagKey.includes(key)) score += 0.5
  // Systems cut a long title off for `<title>`.
  else if (candidate.family === 'shown' && tagKey.length >= 6 && key.startsWith(tagKey))
    score += TAG_AGREEMENT
  if (listed.length >= 4 && key.startsWith(listed)) score += 3
  return score
}

/** Markup that a CMS has escaped into its own title. What only looks like a tag (`A & B <C>`) is the title's own. */
const strayMarkup =
  /<\/?(?:br|b|i|em|strong|span|font|sup|sub|u|mark|a|p|div|small|wbr|h[1-6])(?:\s[^<>]{0,80})?\/?>/gi

const tidyTitle = (title: string): string =>
  title
    .replace(strayMarkup, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s*\[(?:编辑|編輯|edit)\]$/i, '')
    .trim()

/** References that a system has escaped once more than it should. */
const withoutReferences = (title: string): string =>
  title
    .replace(/&(?:amp;)?quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/&#0?39;/g, "'")

/** True for a page that tells of such references, and shows them as code: there they are words of the title. */
const showsReferences = (page: PageDocument): boolean =>
  page.elements.some(
    element =>
      CODE.has(element.name) &&
      element.end - element.order < MOST_IN_CODE &&
      /&(?:amp|lt|gt|quot|nbsp|#\d{1,5});/.test(textOf(element)),
  )
const CODE = new Set(['code', 'kbd', 'samp', 'pre'])
const MOST_IN_CODE = 200

/** A badge such as 原创 that stands in the heading but not in `<title>`. */
function cutLabel(title: string, tag: string): string {
  const label = /^[[【]?(?:原创|独家|转载|置顶|推荐|精华|快讯|头条|热|荐)[\]】]?\s*/.exec(
    title,
  )?.[0]
  return label && !tag.startsWith(label) && tag.includes(title.slice(label.length))
    ? title.slice(label.length)
    : title
}
