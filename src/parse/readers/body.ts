import type { AnyNode } from 'domhandler'
import type { FieldExplanation } from '../../model/article.ts'
import { isAnnexBlock } from '../body/annexes.ts'
import { type Block, buildBlocks, type Wrapper } from '../body/blocks.ts'
import { chooseRoots, type RootChoice, selectorOf } from '../body/choose-roots.ts'
import { dataBody } from '../body/data-body.ts'
import { declaredBody } from '../body/declared-body.ts'
import { dropRepeats } from '../body/drop-repeats.ts'
import { judgeLines } from '../body/judge.ts'
import { leadPictures } from '../body/lead-pictures.ts'
import {
  countAway,
  countHeadlines,
  type Digest,
  isDigest,
  isLabelledLink,
} from '../body/linked-lines.ts'
import { buildAnnexes } from '../body/outer-annexes.ts'
import { pruneBody } from '../body/prune.ts'
import { isTitle, shownTitles, squeeze, trimBody } from '../body/trim.ts'
import { type Line, metaContent, type PageDocument, PageElement } from '../document.ts'
import { findJsonLdArticle } from '../json-ld.ts'
import { measure, textWeight } from '../measure.ts'
import { type TitleLines, takeTitleLines } from './title-lines.ts'

/** The body of an article: where it stands and what is left of it when furniture is gone. */
export type Body = TitleLines & {
  roots: PageElement[]
  blocks: Block[]
  /** Indexes in `page.lines` of the first line of the body and the one after its last. */
  start: number
  end: number
  explanation: FieldExplanation
}

/** What an operator's rules say of the body: the elements that hold it, and those that are never of it. */
export type BodyRules = { body: PageElement[]; remove: ReadonlySet<PageElement> }

/**
 * Reads the body by a chain of methods: the operator's rule, elements named like a body against the densest text, and
 * where the page shows next to nothing the text it declares. Null when there is no text at all.
 */
export function readBody(page: PageDocument, rules: BodyRules): Body | null {
  const measures = measure(page)
  const judgement = judgeLines(page, measures)
  const titles = shownTitles(page)
  const choice = ruledRoots(rules) ?? chooseRoots(page, judgement)
  const cut = (roots: PageElement[], digest: Digest) => {
    const dropped = pruneBody(page, roots, measures, judgement, digest)
    for (const element of rules.remove) dropped.add(element)
    const isRuled = rules.body.length > 0
    const blocks = dropRepeats(buildBlocks(page, roots, dropped))
    return trimBody(blocks, titles, { digest, isRuled })
  }
  const plain = cut(choice.roots, false)
  const gathered = isNothing(choice) ? headlinesOf(page, titles) : choice.roots
  const digest = madeOfHeadlines(page, gathered, plain)
  const kept = digest ? cut(gathered, digest) : plain
  if (hasText(kept)) {
    kept.push(...buildAnnexes(page, choice.roots))
    kept.unshift(...leadPictures(page, choice.roots, kept, judgement))
  }
  const isWeak = (choice.worth < WEAK_WORTH && kept === plain) || !hasText(kept)
  const under = isWeak ? readUnderTitle(page, titles, rules.remove) : []
  const { blocks: shown, ...titleLines } = takeTitleLines(hasText(under) ? under : kept)
  const declared =
    rules.body.length > 0 ? null : (declaredBody(page, shown) ?? dataBody(page, shown))
  const blocks = declared ?? shown
  if (!hasText(blocks)) return null
  return {
    roots: choice.roots,
    blocks,
    ...titleLines,
    ...lineRange(page, shown),
    explanation: {
      field: 'body',
      candidates: choice.candidates,
      chosen: declared ? 'declared text' : choice.roots.map(selectorOf).join(', '),
      reason: declared ? 'the page declares far more text than it shows' : choice.reason,
    },
  }
}

const isNothing = ({ worth }: RootChoice) => worth <= 0

/** Where a page without a paragraph may have its text: in its one `article`, or in the first links under a title that gathers them. */
function headlinesOf(page: PageDocument, titles: string[]): PageElement[] {
  const articles = page.elements.filter(({ name }) => name === 'article')
  if (articles.length === 1) return articles
  if (!isDigest(page.titleTag ?? '')) return []
  const title = page.lines.find(line => line.heading > 0 && isTitle(line.text, titles))
  const first = page.lines.find(
    line => title && line.index > title.index && line.linkLength > line.text.length * 0.5,
  )
  let box: AnyNode | null = first?.element ?? null
  while (box instanceof PageElement && countHeadlines(page, box).count < FEWEST_HEADLINES)
    box = box.parent
  return box instanceof PageElement && title && box.order > title.order ? [box] : []
}

/** Headlines, in a text that says it gathers them or that is next to nothing without those of other houses. */
function madeOfHeadlines(page: PageDocument, [root]: PageElement[], blocks: Block[]): Digest {
  if (!root || root === page.body) return false
  const isEmpty = weightOf(blocks) < NEXT_TO_NOTHING
  const isCalledSo = isDigest(page.titleTag ?? '')
  if ((isEmpty || isCalledSo) && countAway(page, [root]) >= FEWEST_HEADLINES) return 'away'
  if (!isCalledSo) return false
  const own = countHeadlines(page, root)
  if (own.count < 2) return false
  return own.weight * 2 >= weightOf(blocks) || standAmong(page, root) ? 'all' : false
}

/** Two linked headlines before the last paragraph: they are told between its others. */
function standAmong(page: PageDocument, root: PageElement): boolean {
  const lines = page.lines.filter(({ order }) => order >= root.order && order <= root.end)
  const isLink = ({ text, linkLength }: Line) =>
    text.length >= 8 && linkLength > text.length * 0.5 && linkLength <= LONGEST_HEADLINE
  const last = lines.findLastIndex(line => line.linkLength === 0 && line.text.length > 40)
  const first = lines.findIndex(line => line.linkLength === 0 && line.text.length > 40)
  return lines.slice(Math.max(0, first), Math.max(0, last)).filter(isLink).length >= 2
}
const LONGEST_HEADLINE = 120
const FEWEST_HEADLINES = 3
const weightOf = (blocks: Block[]) => blocks.reduce((sum, block) => sum + textWeight(block.text), 0)

const hasText = (blocks: Block[]) => blocks.some(block => block.text !== '')

/** What a page shows that waits for its script: less than one sentence of news. */
const NEXT_TO_NOTHING = 90

/**
 * True for the page of an article that shows next to no text and says in its metas what it is about: its text comes with a
 * script.
 */
export function isTextInScript(page: PageDocument, body: Body | null): boolean {
  const shown = weightOf(body?.blocks ?? [])
  if (shown >= NEXT_TO_NOTHING) return false
  const article = findJsonLdArticle(page.jsonLd)
  const isArticle =
    article !== null ||
    metaContent(page, 'og:type') === 'article' ||
    metaContent(page, 'articletitle', 'article:published_time') !== null
  const summary = metaContent(page, 'og:description', 'description', 'twitter:description')
  const said = summary ?? (typeof article?.description === 'string' ? article.description : '')
  const title = metaContent(page, 'og:title', 'articletitle', 'twitter:title') ?? article?.headline
  return isArticle && Boolean(title) && textWeight(said) >= Math.max(40, shown)
}

/** The body of an article of which only the metas are there. */
export const emptyBody = (page: PageDocument): Body => ({
  kicker: null,
  subtitle: null,
  roots: page.body instanceof PageElement ? [page.body] : [],
  blocks: [],
  start: 0,
  end: page.lines.length,
  explanation: {
    field: 'body',
    candidates: [],
    chosen: null,
    reason: 'the page shows next to no text: its metas alone were read',
  },
})

/** Under this a page has no paragraph to find the body by, only a sentence here and there. */
const WEAK_WORTH = 150

/** How many blocks under its title a piece of news may take that has no paragraph to be found by. */
const MOST_UNDER_TITLE = 40

/** The first blocks, all cells of a table counted as one. */
function firstParts(blocks: Block[], most: number): Block[] {
  let parts = 0
  let table: Wrapper | undefined
  const end = blocks.findIndex(({ wrappers }) => {
    const own = wrappers.find(({ tag }) => tag === 'table')
    if (!own || own !== table) parts++
    table = own
    return parts > most
  })
  return end < 0 ? blocks : blocks.slice(0, end)
}

/** The plain blocks that follow the title up to the first rows of links: news of a line or two, or pictures with words. */
function readUnderTitle(
  page: PageDocument,
  titles: string[],
  remove: ReadonlySet<PageElement>,
): Block[] {
  const whole = page.body instanceof PageElement ? [page.body] : page.elements.slice(0, 1)
  const blocks = buildBlocks(page, whole, new Set([...remove, ...page.elements.filter(isFrame)]))
  const isLinks = (block: Block) =>
    block.linkLength > block.text.length * 0.5 &&
    !isLabelledLink(block.text) &&
    !isAnnexBlock(block)
  const title = blocks.findLastIndex(
    block => !isLinks(block) && block.tag !== 'p' && titles.includes(squeeze(block.text)),
  )
  if (title < 0) return []
  const below = firstParts(blocks.slice(title + 1), MOST_UNDER_TITLE)
  const end = below.findIndex((block, at) => isLinks(block) && isLinks(below[at + 1] ?? block))
  const text = trimBody(end < 0 ? below : below.slice(0, end), titles)
  return weightOf(text) >= 60 || text.some(block => /[。！？.!?]/.test(block.text)) ? text : []
}

const isFrame = ({ name }: PageElement) =>
  ['nav', 'footer', 'aside', 'button', 'select', 'dialog'].includes(name)

function ruledRoots({ body }: BodyRules): RootChoice | null {
  // Of elements inside each other the outer one holds them all.
  const roots = body.filter(
    element => !body.some(other => other.order < element.order && element.order <= other.end),
  )
  return roots.length > 0
    ? { roots, worth: Number.POSITIVE_INFINITY, candidates: [], reason: 'rule body' }
    : null
}

function lineRange(page: PageDocument, blocks: Block[]): { start: number; end: number } {
  const nodes = new Set(blocks.map(block => block.node))
  const first = page.lines.findIndex(line => nodes.has(line.node))
  const last = page.lines.findLastIndex(line => nodes.has(line.node))
  return { start: Math.max(0, first), end: last < 0 ? page.lines.length : last + 1 }
}
