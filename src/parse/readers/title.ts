import type { FieldExplanation } from '../../model/article.ts'
import type { PageElement } from '../build-tree.ts'
import type { ReadContext } from '../context.ts'
import { type Line, metaContent, type PageDocument } from '../document.ts'
import { findJsonLdArticle } from '../json-ld.ts'
import { cutSiteTail, siteNames } from '../site-tail.ts'

export type Title = {
  title: string
  /** The line of the page that shows it, nearest above the body. */
  line: Line | null
  explanation: FieldExplanation
}

type Candidate = { value: string; from: string; score: number; line: Line | null }

/** How far each place is trusted before agreement is counted. Headings are ranked by how near the body they stand. */
const metaRanks: [string[], string, number][] = [
  [['articletitle', 'article:title', 'contenttitle'], 'meta ArticleTitle', 6],
  [['og:title'], 'meta og:title', 4],
  [
    [
      'twitter:title',
      'sailthru.title',
      'parsely-title',
      'dc.title',
      'dcterms.title',
      'citation_title',
    ],
    'meta title',
    3,
  ],
]

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
  const add = (value: unknown, from: string, score: number, line: Line | null = null) => {
    if (typeof value !== 'string') return
    const tidy = tidyTitle(value)
    const isSite = sites.some(site => titleKey(site) === titleKey(tidy))
    if (titleKey(tidy).length >= 2 && tidy.length <= 300 && !isSite) {
      candidates.push({ value: tidy, from, score, line })
    }
  }
  for (const [keys, from, score] of metaRanks) {
    const content = metaContent(page, ...keys)
    if (content) add(score < 6 ? cutSiteTail(content, sites) : content, from, score)
  }
  const article = findJsonLdArticle(page.jsonLd)
  add(article?.headline, 'json-ld headline', 3.5)
  add(article?.name, 'json-ld name', 1.5)
  for (const { line, score, from } of headingLines(page, bodyStart, roots))
    add(line.text, from, score, line)
  if (page.titleTag)
    add(
      cutSiteTail(
        page.titleTag,
        sites,
        candidates.map(candidate => candidate.value),
      ),
      'title tag',
      2,
    )
  return candidates
}

/** Headings, and lines that are named like a title, by their nearness to the body. */
function headingLines(page: PageDocument, bodyStart: number, roots: PageElement[]) {
  const found: { line: Line; score: number; from: string }[] = []
  const root = roots[0]
  for (const line of page.lines.slice(0, bodyStart + 12)) {
    if (line.text.length > 250) continue
    const distance = Math.abs(bodyStart - line.index)
    const isNamed = namedTitle(line)
    if (line.heading === 0 && !isNamed) continue
    const isAfter = line.index >= bodyStart && root !== undefined
    const rank = line.heading === 1 ? 4 : line.heading === 2 ? 2 : isNamed ? 2 : 1
    const nearness = distance <= 12 ? 1 : distance <= 40 ? 0.6 : 0.3
    found.push({
      line,
      score: rank * nearness + (isNamed ? 0.5 : 0) - (isAfter ? 1 : 0),
      from: line.heading > 0 ? `h${line.heading}` : 'element named title',
    })
  }
  return found
}

function namedTitle(line: Line): boolean {
  const { element } = line
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
  if (tagKey.startsWith(key) && key.length >= 4) score += 2
  else if (tagKey.includes(key) && key.length >= 6) score += 1.5
  const froms = new Set<string>([candidate.from])
  for (const other of all) {
    if (other === candidate || froms.has(other.from)) continue
    if (titleKey(other.value) === key) {
      froms.add(other.from)
      score += 1.5
    }
  }
  if (listed.length >= 4 && (key.startsWith(listed) || listed === key)) score += 3
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
