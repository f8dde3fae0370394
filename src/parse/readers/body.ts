import type { FieldExplanation } from '../../model/article.ts'
import { type Block, buildBlocks } from '../body/blocks.ts'
import { type Judgement, judgeLines } from '../body/judge.ts'
import { bodyNamesOf, looksLikeBody } from '../body/names.ts'
import { pruneBody } from '../body/prune.ts'
import { shownTitles, squeeze, trimBody } from '../body/trim.ts'
import { PageElement } from '../build-tree.ts'
import { closest, isInside, type Line, type PageDocument } from '../document.ts'
import { type Measures, measure } from '../measure.ts'

/** The body of an article: where it stands and what is left of it when furniture is gone. */
export type Body = {
  roots: PageElement[]
  blocks: Block[]
  /** Indexes in `page.lines` of the first line of the body and the one after its last. */
  start: number
  end: number
  explanation: FieldExplanation
}

export function readBody(
  page: PageDocument,
  rules: { body: PageElement[]; remove: Set<PageElement> },
): Body | null {
  const measures = measure(page)
  const judgement = judgeLines(page, measures)
  const roots = rules.body.length > 0 ? rules.body : chooseRoots(page, judgement)
  const dropped = pruneBody(page, roots, measures, judgement)
  for (const element of rules.remove) dropped.add(element)
  const blocks = trimBody(buildBlocks(page, roots, dropped), shownTitles(page))
  if (!blocks.some(block => block.text !== '')) return null
  return {
    roots,
    blocks,
    ...lineRange(page, blocks),
    explanation: { field: 'body', candidates: [], chosen: null, reason: '' },
  }
}

function lineRange(page: PageDocument, blocks: Block[]): { start: number; end: number } {
  const nodes = new Set(blocks.map(block => block.node))
  const first = page.lines.findIndex(line => nodes.has(line.node))
  const last = page.lines.findLastIndex(line => nodes.has(line.node))
  return { start: Math.max(0, first), end: last < 0 ? page.lines.length : last + 1 }
}

function chooseRoots(page: PageDocument, judgement: Judgement): PageElement[] {
  const { worth } = judgement
  let best = 0
  for (const value of worth) if (value > best) best = value
  if (best <= 0) return page.body instanceof PageElement ? [page.body] : page.elements.slice(0, 1)
  const dense = chooseDensest(page, worth, best)
  const named = chooseNamed(page, judgement, best)
  if (!named) return dense ? [dense] : []
  if (!dense) return named
  // A name on a wide wrapper says less than the text that stands together inside it.
  const isWrapper = named.length === 1 && isInside(dense, named[0]!) && dense !== named[0]
  return isWrapper && worth[dense.order]! >= worth[named[0]!.order]! * 0.93 ? [dense] : named
}

/** The smallest element that holds most of the worth. */
function chooseDensest(page: PageDocument, worth: Float64Array, best: number): PageElement | null {
  let chosen: PageElement | null = null
  for (const element of page.elements) {
    if (worth[element.order]! >= best * 0.8 && !isInlineOrCell(element)) chosen = element
  }
  return chosen
}

/** A part that holds the first paragraph under the title is the body even where other texts on the page are longer. */
const LEAST_ANCHORED = 0.3
const LEAST_NAMED = 0.75

/** The elements of one name that is a body's, when together they hold most of the worth of the page. */
function chooseNamed(page: PageDocument, judgement: Judgement, best: number): PageElement[] | null {
  const { worth } = judgement
  const anchor = findAnchor(page, judgement)
  let chosen: { group: PageElement[]; size: number } | null = null
  for (const group of gatherNamed(page, worth)) {
    const sum = group.reduce((total, element) => total + worth[element.order]!, 0)
    const size = group.reduce((total, element) => total + element.end - element.order, 0)
    const isAnchored = anchor !== null && group.some(element => isWithin(anchor, element))
    const least = isAnchored && sum >= 400 ? LEAST_ANCHORED : LEAST_NAMED
    if (sum >= best * least && (!chosen || size < chosen.size)) chosen = { group, size }
  }
  return chosen?.group ?? null
}

const isWithin = (line: Line, element: PageElement) =>
  line.order >= element.order && line.order <= element.end

/** The first paragraph under the line that shows the title. */
function findAnchor(page: PageDocument, { lineWorth }: Judgement): Line | null {
  const titles = shownTitles(page)
  const title = page.lines.find(line => line.heading > 0 && titles.includes(squeeze(line.text)))
  if (!title) return null
  return page.lines.slice(title.index + 1).find(line => lineWorth[line.index]! >= 60) ?? null
}

/** Elements by the body name they carry; those of different articles on one page stand apart. */
function gatherNamed(page: PageDocument, worth: Float64Array): Iterable<PageElement[]> {
  const groups = new Map<string, PageElement[]>()
  for (const element of page.elements) {
    if (worth[element.order]! <= 0) continue
    if (!isNamedBody(element)) continue
    for (const name of bodyNamesOf(element)) {
      const key = `${name} ${closest(element.parent ?? element, ['article'])?.order ?? ''}`
      const group = groups.get(key) ?? []
      const last = group.at(-1)
      // The same name inside itself: the inner one stands only when nothing is lost with it.
      if (last && element.order <= last.end) {
        if (worth[element.order]! >= worth[last.order]! * 0.95) group[group.length - 1] = element
      } else group.push(element)
      groups.set(key, group)
    }
  }
  return groups.values()
}

const isNamedBody = ({ attribs }: PageElement) =>
  attribs.itemprop === 'articleBody' ||
  looksLikeBody(attribs.class ?? '', attribs.id ?? '') === 'sure'

const isInlineOrCell = (element: PageElement) =>
  ['p', 'span', 'font', 'a', 'li'].includes(element.name)
