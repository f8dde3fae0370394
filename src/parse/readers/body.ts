import type { FieldExplanation } from '../../model/article.ts'
import { type Block, buildBlocks } from '../body/blocks.ts'
import { type Judgement, judgeLines } from '../body/judge.ts'
import { looksLikeBody } from '../body/names.ts'
import { pruneBody } from '../body/prune.ts'
import { trimBody } from '../body/trim.ts'
import type { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'
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
  const root = rules.body[0] ?? chooseRoot(page, measures, judgement)
  if (!root) return null
  const dropped = pruneBody(page, root, measures, judgement)
  for (const element of rules.remove) dropped.add(element)
  const blocks = trimBody(buildBlocks(page, [root], dropped))
  if (!blocks.some(block => block.text !== '')) return null
  return {
    roots: [root],
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

function chooseRoot(
  page: PageDocument,
  measures: Measures,
  { worth }: Judgement,
): PageElement | null {
  let best = 0
  for (const value of worth) if (value > best) best = value
  if (best <= 0) return page.elements.find(element => element.name === 'body') ?? null
  let chosen: PageElement | null = null
  for (const element of page.elements) {
    if (worth[element.order]! >= best * 0.8 && !isInlineOrCell(element)) chosen = element
  }
  let named: PageElement | null = null
  for (const element of page.elements) {
    const { class: className = '', id = '', itemprop } = element.attribs
    if (worth[element.order]! < best * 0.5) continue
    if (itemprop === 'articleBody' || looksLikeBody(className, id) === 'sure') named = element
  }
  void measures
  return named ?? chosen
}

const isInlineOrCell = (element: PageElement) =>
  ['p', 'span', 'font', 'a', 'li'].includes(element.name)
