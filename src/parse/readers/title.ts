import type { FieldExplanation } from '../../model/article.ts'
import type { PageElement } from '../build-tree.ts'
import type { ReadContext } from '../context.ts'
import { type Line, metaContent, type PageDocument } from '../document.ts'
import { findJsonLdArticle } from '../json-ld.ts'
import { cutSiteName, cutSiteTail, siteNames } from '../site-tail.ts'

export type Title = {
  title: string
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
const AGREEMENT = 2

/** Letters and digits alone, for comparing titles that differ in quotes, dashes and spaces. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Reads the title: what metas, headings, `<title>` without the site's tail and the listing agree on. */
export function readTitle(
  page: PageDocument,
  context: ReadContext,
  bodyStart: number,
  roots: PageElement[],
): Title {
  const candidates = gatherCandidates(page, bodyStart, roots)
  const tag = page.titleTag
  const listed = context.listed ? titleKey(context.listed.title) : ''
  for (const candidate of candidates) {
    candidate.score += agreement(candidate, candidates, tag ? titleKey(tag) : '', listed)
  }
  const best = candidates.reduce<Candidate | null>(
    (winner, candidate) => (!winner || candidate.score > winner.score ? candidate : winner),
    null,
  )
  const title = best?.value ?? context.listed?.title ?? ''
  const key = titleKey(title)
  const line =
    best?.line ??
    candidates.find(other => other.line && titleKey(other.value) === key)?.line ??
    null
  return {
    title,
    line,
    explanation: {
      field: 'title',
      candidates: candidates.map(({ value, from, score }) => ({ value, from, score })),
      chosen: best?.value ?? null,
      reason: best ? `most agreement: ${best.from}` : 'the page shows no title',
    },
  }
}

function gatherCandidates(
  page: PageDocument,
  bodyStart: number,
  roots: PageElement[],
): Candidate[] {
  const sites = siteNames(page)
  const candidates: Candidate[] = []
  const add = (value: unknown, from: string, family: Family, score: number, line?: Line) => {
    if (typeof value !== 'string') return
    const tidy = tidyTitle(value)
    const isSite = sites.some(site => titleKey(site) === titleKey(tidy))
    if (titleKey(tidy).length >= 2 && tidy.length <= 300 && !isSite) {
      candidates.push({ value: tidy, from, family, score, line: line ?? null })
    }
  }
  const article = findJsonLdArticle(page.jsonLd)
  add(article?.headline, 'json-ld headline', 'json-ld', 4.5)
  add(article?.name, 'json-ld name', 'json-ld', 2)
  for (const { line, score, from } of headingLines(page, bodyStart, roots)) {
    add(cutSiteName(line.text, sites), from, 'shown', score, line)
  }
  for (const { keys, from, family, score } of metaRanks) {
    const content = metaContent(page, ...keys)
    if (content) add(cutSiteName(content, sites), from, family, score)
  }
  const agreed = candidates.map(candidate => candidate.value)
  if (page.titleTag) {
    add(cutSiteTail(page.titleTag, sites, agreed), 'title tag', 'search', 2)
  }
  return candidates
}

/** How many lines above the body an element that is only named like a title is looked for. */
const NAMED_REACH = 15
const MOST_HEADINGS = 40

/** Headings, and lines that are named like a title, by their nearness to the body. */
function headingLines(page: PageDocument, bodyStart: number, roots: PageElement[]) {
  const found: { line: Line; score: number; from: string }[] = []
  const root = roots[0]
  for (let at = Math.min(page.lines.length, bodyStart + 12) - 1; at >= 0; at--) {
    const line = page.lines[at]!
    const distance = Math.abs(bodyStart - at)
    const isNamed = distance <= NAMED_REACH && namedTitle(line)
    if ((line.heading === 0 && !isNamed) || line.text.length > 250) continue
    const isAfter = at >= bodyStart && root !== undefined
    const rank = line.heading === 1 ? 5 : line.heading === 2 ? 2 : isNamed ? 2 : 1
    const nearness = distance <= 15 ? 1 : distance <= 40 ? 0.7 : 0.4
    found.push({
      line,
      score: rank * nearness + (isNamed ? 0.5 : 0) - (isAfter ? 1.5 : 0),
      from: line.heading > 0 ? `h${line.heading}` : 'element named title',
    })
    if (found.length >= MOST_HEADINGS) break
  }
  return found.reverse()
}

function namedTitle({ element }: Line): boolean {
  if (!('attribs' in element)) return false
  const { class: className = '', id = '', itemprop = '' } = element.attribs
  return (
    itemprop === 'headline' ||
    /(?:^|[\s_-])(?:title|headline|biaoti|tit)(?:$|[\s_-])|(?:article|news|post|entry|detail|main)[-_]?(?:title|headline|tit)/i.test(
      `${className} ${id}`,
    )
  )
}

function agreement(candidate: Candidate, all: Candidate[], tagKey: string, listed: string): number {
  const key = titleKey(candidate.value)
  let score = 0
  const families = new Set<Family>([candidate.family])
  for (const other of all) {
    if (families.has(other.family) || titleKey(other.value) !== key) continue
    families.add(other.family)
    score += AGREEMENT
  }
  // `<title>` begins with most titles, whatever it adds.
  if (!families.has('search') && key.length >= 4 && tagKey.startsWith(key)) score += AGREEMENT
  else if (!families.has('search') && key.length >= 6 && tagKey.includes(key)) score += 1.5
  else if (tagKey.startsWith(key)) score += 0.5
  if (listed.length >= 4 && key.startsWith(listed)) score += 3
  return score
}

const tidyTitle = (title: string): string =>
  title
    .replace(/<\/?[a-z][^<>]{0,80}>/gi, ' ')
    .replace(/&(?:amp;)?quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/&#0?39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
