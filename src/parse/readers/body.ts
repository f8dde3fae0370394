import type { FieldExplanation } from '../../model/article.ts'
import { type Block, buildBlocks } from '../body/blocks.ts'
import { chooseRoots, type RootChoice, selectorOf } from '../body/choose-roots.ts'
import { declaredBody } from '../body/declared-body.ts'
import { judgeLines } from '../body/judge.ts'
import { pruneBody } from '../body/prune.ts'
import { shownTitles, trimBody } from '../body/trim.ts'
import type { PageDocument, PageElement } from '../document.ts'
import { measure } from '../measure.ts'
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
  const choice = ruledRoots(rules) ?? chooseRoots(page, judgement)
  const dropped = pruneBody(page, choice.roots, measures, judgement)
  for (const element of rules.remove) dropped.add(element)

  const found = buildBlocks(page, choice.roots, dropped)
  const { blocks: shown, ...titleLines } = takeTitleLines(trimBody(found, shownTitles(page)))
  const declared = rules.body.length > 0 ? null : declaredBody(page, shown)
  const blocks = declared ?? shown
  if (!blocks.some(block => block.text !== '')) return null
  return {
    roots: choice.roots,
    blocks,
    ...titleLines,
    ...lineRange(page, shown),
    explanation: {
      field: 'body',
      candidates: choice.candidates,
      chosen: declared ? 'json-ld articleBody' : choice.roots.map(selectorOf).join(', '),
      reason: declared ? 'the page declares far more text than it shows' : choice.reason,
    },
  }
}

function ruledRoots({ body }: BodyRules): RootChoice | null {
  // Of elements inside each other the outer one holds them all.
  const roots = body.filter(
    element => !body.some(other => other.order < element.order && element.order <= other.end),
  )
  return roots.length > 0 ? { roots, candidates: [], reason: 'rule body' } : null
}

function lineRange(page: PageDocument, blocks: Block[]): { start: number; end: number } {
  const nodes = new Set(blocks.map(block => block.node))
  const first = page.lines.findIndex(line => nodes.has(line.node))
  const last = page.lines.findLastIndex(line => nodes.has(line.node))
  return { start: Math.max(0, first), end: last < 0 ? page.lines.length : last + 1 }
}
