import { PageElement } from '../build-tree.ts'
import { closest, hasProperty, isInside, type Line, type PageDocument } from '../document.ts'
import type { Judgement } from './judge.ts'
import { bodyNamesOf, isBodyName } from './names.ts'
import { shownTitles, squeeze } from './trim.ts'
import { chooseUnderTitle } from './under-title.ts'

/** The elements that hold the body, and what else was thought of. */
export type RootChoice = {
  roots: PageElement[]
  /** Worth of all text that looks like an article's; next to nothing means that paragraphs do not show where it is. */
  worth: number
  candidates: { value: string; from: string; score: number }[]
  reason: string
}

/** The smallest element that holds this share of the page's worth is where its text stands together. */
const DENSE = 0.8
/** Elements of a body's name are believed when they hold this share of the page's worth. */
const NAMED = 0.75
/** A part that holds the first paragraph under the title is the body even where other texts on the page are longer. */
const ANCHORED = 0.3
/** Worth of a short piece of news: about sixty words. */
const SHORT_NEWS = 400

/**
 * Finds where the body stands: the names of elements and the worth of what they hold are compared, and what is found must stand
 * under the page's own title.
 */
export function chooseRoots(page: PageDocument, judgement: Judgement): RootChoice {
  const choice = chooseLargest(page, judgement)
  const under = choice.worth > 0 ? chooseUnderTitle(page, judgement, choice.roots) : null
  return under
    ? { ...choice, roots: under, reason: 'under the title; other headlines stand over the rest' }
    : choice
}

function chooseLargest(page: PageDocument, judgement: Judgement): RootChoice {
  const { worth } = judgement
  let best = 0
  for (const value of worth) if (value > best) best = value
  if (best <= 0) {
    return { roots: wholePage(page), worth: 0, candidates: [], reason: 'no paragraph stands out' }
  }
  const dense = chooseDensest(page, worth, best)
  const named = chooseNamed(page, judgement, best)
  const candidates = [
    ...(named ? [describe('named like a body', named, worth, best)] : []),
    ...(dense ? [describe('where most text stands together', [dense], worth, best)] : []),
  ]
  const choose = (roots: PageElement[], reason: string) => ({
    roots,
    worth: best,
    candidates,
    reason,
  })
  if (!named) return choose(dense ? [dense] : wholePage(page), 'most text together')
  if (!dense) return choose(named, 'named like a body')
  // A name on a wide wrapper says less than the text that stands together inside it.
  const [first] = named
  const isWrapper = named.length === 1 && dense !== first && isInside(dense, first!)
  return isWrapper && worth[dense.order]! >= worth[first!.order]! * 0.93
    ? choose([dense], 'most text together, inside a wrapper named like a body')
    : choose(named, 'named like a body')
}

const wholePage = (page: PageDocument): PageElement[] =>
  page.body instanceof PageElement
    ? [page.body]
    : page.root.children.filter(node => node instanceof PageElement)

function describe(from: string, roots: PageElement[], worth: Float64Array, best: number) {
  const value = roots.map(root => selectorOf(root)).join(', ')
  const sum = roots.reduce((total, root) => total + worth[root.order]!, 0)
  return { value, from, score: Math.round((sum / best) * 100) / 100 }
}

/** An element as an operator would write it in a rule: `div.article-body`, `td#content`. */
export function selectorOf({ name, attribs }: PageElement): string {
  const classes = (attribs.class ?? '').split(/\s+/).filter(word => word !== '')
  if (attribs.id) return `${name}#${attribs.id}`
  return [name, ...classes.slice(0, 3)].join('.')
}

/** Next to figures without a word a table's caption holds most of the text, and is never all of it. */
const partsOfTables = new Set(['caption', 'thead', 'tfoot'])

/** The smallest element that holds most of the worth. */
function chooseDensest(page: PageDocument, worth: Float64Array, best: number): PageElement | null {
  let chosen: PageElement | null = null
  for (const element of page.elements) {
    if (worth[element.order]! >= best * DENSE && !partsOfTables.has(element.name)) chosen = element
  }
  while (chosen && holdsOneLine(chosen)) {
    chosen = chosen.parent instanceof PageElement ? chosen.parent : null
  }
  return chosen
}

const holdsOneLine = (element: PageElement) =>
  ['p', 'span', 'font', 'a', 'li'].includes(element.name)

/** The elements of one name that is a body's, when together they hold most of the worth of the page. */
function chooseNamed(page: PageDocument, judgement: Judgement, best: number): PageElement[] | null {
  const { worth } = judgement
  const anchor = findAnchor(page, judgement)
  let chosen: { group: PageElement[]; size: number } | null = null
  for (const group of gatherNamed(page, worth)) {
    const sum = group.reduce((total, element) => total + worth[element.order]!, 0)
    const size = group.reduce((total, element) => total + element.end - element.order, 0)
    const isAnchored = anchor !== null && group.some(element => holdsLine(element, anchor))
    const least = isAnchored && sum >= SHORT_NEWS ? ANCHORED : NAMED
    if (sum >= best * least && (!chosen || size < chosen.size)) chosen = { group, size }
  }
  return chosen?.group ?? null
}

const holdsLine = (element: PageElement, line: Line) =>
  line.order >= element.order && line.order <= element.end

/** The first paragraph under the line that shows the title. */
function findAnchor(page: PageDocument, { lineWorth }: Judgement): Line | null {
  const titles = shownTitles(page)
  const title = page.lines.find(line => line.heading > 0 && titles.includes(squeeze(line.text)))
  if (!title) return null
  return page.lines.find(line => line.index > title.index && lineWorth[line.index]! >= 60) ?? null
}

/** Elements by the body name they carry; those of different articles on one page stand apart. */
function gatherNamed(page: PageDocument, worth: Float64Array): Iterable<PageElement[]> {
  const groups = new Map<string, PageElement[]>()
  for (const element of page.elements) {
    if (worth[element.order]! <= 0 || !isNamedBody(element)) continue
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
  hasProperty(attribs, 'articleBody') || isBodyName(attribs.class ?? '', attribs.id ?? '')
