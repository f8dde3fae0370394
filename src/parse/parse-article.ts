import type { Article, FieldExplanation, Reading, WallReason } from '../model/article.ts'
import { withoutTracking } from '../text/tracking-parameters.ts'
import type { ArticleLayout } from './article-layout.ts'
import { linksOf } from './body/blocks.ts'
import { renderHtml, renderText } from './body/render-blocks.ts'
import type { ReadContext } from './context.ts'
import { type PageDocument, parseDocument, textOf } from './document.ts'
import { readAmp, readCanonical, readKeywords, readSummary } from './readers/about-page.ts'
import { type Body, emptyBody, isTextInScript, readBody } from './readers/body.ts'
import { readByline } from './readers/byline.ts'
import { readFurtherPages } from './readers/further-pages.ts'
import { readLanguage } from './readers/language.ts'
import { readNeighbours } from './readers/neighbours.ts'
import { readOutlet } from './readers/outlet.ts'
import { readPublished } from './readers/published.ts'
import { readRelated } from './readers/related.ts'
import { readTitle, type Title } from './readers/title.ts'
import { readTitleLines } from './readers/title-lines.ts'
import { isListing, readWall } from './readers/walls.ts'
import { selectAll } from './select.ts'

/** What was read from an article page, with how it was decided and which of the operator's rules found nothing. */
export type ArticlePage = {
  reading: Reading
  explanations: FieldExplanation[]
  /** Names of the article rules that matched nothing on this page; their fields were read without them. */
  ruleMisses: string[]
}

/**
 * Reads an article page: pure, one DOM parse. A page that came with status 200 and is no article gives `notArticle`.
 * Throws `TooComplexError` for a page past `treeLimits`.
 */
export function parseArticle(html: string, context: ReadContext): Reading {
  return readArticlePage(html, context).reading
}

/** The reading of an article page with its explanations and rule misses. */
export function readArticlePage(html: string, context: ReadContext): ArticlePage {
  const page = parseDocument(html, context.url)
  const ruleMisses: string[] = []
  const wall = readWall(page)
  if (wall) return noArticle(wall, 'its title or first lines say so', ruleMisses)

  const rules = applyRules(page, context, ruleMisses)
  const read = readBody(page, rules)
  const summaryOnly = rules.body.length === 0 && isTextInScript(page, read)
  const body = summaryOnly ? emptyBody(page) : read
  if (!body) return noArticle(emptyReason(page), 'no text of an article was found', ruleMisses)
  if (rules.body.length === 0 && !summaryOnly && isListing(page, body)) {
    return noArticle('listing', 'rows of links with next to no text between them', ruleMisses)
  }

  const title = readTitle(page, context, body.start)
  if (rules.title) {
    title.title = rules.title
    title.explanation = { ...title.explanation, chosen: rules.title, reason: 'rule title' }
  }
  const layout: ArticleLayout = {
    title: title.title,
    titleLine: title.line?.index ?? null,
    roots: body.roots,
    bodyStart: body.start,
    bodyEnd: body.end,
  }
  const around = readTitleLines(page, title.line, body.start)
  const dates = readPublished(page, context, layout)
  const credits = readByline(page, context, layout)
  const origin = readOutlet(page, context, layout)
  if (dates.isRuleMissed) ruleMisses.push('published')
  if (credits.isRuleMissed) ruleMisses.push('byline')
  if (origin.isRuleMissed) ruleMisses.push('outlet')
  const neighbours = readNeighbours(page)
  const related = readRelated(page, context, neighbours, ruleMisses, {
    ...layout,
    links: linksOf(body.blocks),
  })
  const article: Article = {
    ...readAbout(page, context, body, title),
    ...(summaryOnly ? { isSummaryOnly: true as const } : {}),
    title: title.title,
    kicker: title.kicker ?? around.kicker ?? body.kicker,
    subtitle: title.subtitle ?? around.subtitle ?? body.subtitle,
    published: dates.published,
    modified: dates.modified,
    byline: credits.byline,
    editors: credits.editors,
    outlet: origin.outlet,
    previous: neighbours.previous,
    next: neighbours.next,
    related,
    furtherPages: readFurtherPages(page, body.roots),
  }
  return {
    reading: { kind: 'article', article },
    explanations: [
      title.explanation,
      dates.explanation,
      credits.explanation,
      origin.explanation,
      body.explanation,
    ],
    ruleMisses,
  }
}

const noArticle = (reason: WallReason, why: string, ruleMisses: string[]): ArticlePage => ({
  reading: { kind: 'notArticle', reason },
  explanations: [{ field: 'kind', candidates: [], chosen: reason, reason: why }],
  ruleMisses,
})

const emptyReason = (page: PageDocument): WallReason =>
  page.lines.filter(line => line.linkLength > line.text.length * 0.6).length > 20
    ? 'listing'
    : 'empty'

/** The body and what the page says of itself. */
function readAbout(page: PageDocument, context: ReadContext, body: Body, { title }: Title) {
  const text = renderText(body.blocks)
  return {
    url: withoutTracking(context.url),
    canonicalUrl: readCanonical(page),
    ampUrl: readAmp(page),
    html: renderHtml(body.blocks),
    text,
    summary: readSummary(page, title),
    images: body.blocks.flatMap(block => (block.image ? [block.image] : [])),
    language: readLanguage(page, text, context.language),
    keywords: readKeywords(page, title),
  }
}

/** What the operator's rules found; a rule that found nothing is noted in `misses`. */
export type AppliedRules = {
  title: string | null
  body: ReturnType<typeof selectAll>
  remove: Set<ReturnType<typeof selectAll>[number]>
}

function applyRules(page: PageDocument, context: ReadContext, misses: string[]): AppliedRules {
  const rules = context.articleRules ?? {}
  const select = (name: 'title' | 'body') => {
    const selector = rules[name]
    if (!selector) return []
    const found = selectAll(page, selector).filter(element => textOf(element) !== '')
    if (found.length === 0) misses.push(name)
    return found
  }
  const [titleElement] = select('title')
  const remove = new Set((rules.remove ?? []).flatMap(selector => selectAll(page, selector)))
  if (rules.remove?.length && remove.size === 0) misses.push('remove')
  return { title: titleElement ? textOf(titleElement) : null, body: select('body'), remove }
}
