import type { AnyNode } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import { hasProperty, type Line, type PageDocument } from '../document.ts'
import { type Measures, textWeight } from '../measure.ts'
import { furnitureKind, isBodyName } from './names.ts'
import { isDisclaimer, isSiteLine } from './site-lines.ts'

/** What each element's text is worth to an article, by `order`: sums of its lines, junk below zero. */
export type Judgement = {
  /** By element: the worth of its lines, a part that is worth less than nothing left out. */
  worth: Float64Array
  /** By element: 1 when it or what it stands in is furniture by its name or kind. */
  furniture: Uint8Array
  /** By line. */
  lineWorth: Float64Array
}

const sentenceEnd = /[。！？；：…”」』.!?:;"’)）]$/u
const clauseMark = /[，。、；！？]|[,.;!?](?=\s|$)/u
const furnitureTags = new Set(['nav', 'footer', 'aside', 'menu', 'dialog'])

/** Judges every line of the page by its length, its links, its punctuation and what it stands in. */
export function judgeLines(page: PageDocument, measures: Measures): Judgement {
  const showsHidden = hiddenIsMost(page)
  const judged = page.lines.map(line => (showsHidden || !line.hidden ? judgeLine(line) : null))
  const holders = markHolders(page)
  const strict = sumWorth(page, judged, markFurniture(page, measures, holders, null))
  const bare = sumWorth(page, judged, new Uint8Array(page.elements.length))
  if (most(strict.worth) >= most(bare.worth) * 0.2) return strict
  // Names that leave so little of a page may not have been meant as they are read here.
  const marks = markFurniture(page, measures, holders, surestFurniture)
  const lenient = sumWorth(page, judged, marks)
  return most(strict.worth) < most(lenient.worth) * 0.2 ? lenient : strict
}

function most(worth: Float64Array): number {
  let best = 0
  for (const value of worth) if (value > best) best = value
  return best
}

/** What a line is worth by itself, and how much it takes away where it stands in furniture. */
type Judged = { worth: number; asFurniture: number } | null

function sumWorth(page: PageDocument, judged: Judged[], furniture: Uint8Array): Judgement {
  const worth = new Float64Array(page.elements.length)
  const lineWorth = new Float64Array(page.lines.length)
  for (const line of page.lines) {
    const judge = judged[line.index]
    if (!judge) continue
    const value = furniture[line.order] === 1 ? judge.asFurniture : judge.worth
    lineWorth[line.index] = value
    worth[line.element instanceof PageElement ? line.element.order : 0]! += value
  }
  for (let at = page.elements.length - 1; at >= 0; at--) {
    const { parent } = page.elements[at]!
    if (parent instanceof PageElement && worth[at]! > 0) worth[parent.order]! += worth[at]!
  }
  return { worth, furniture, lineWorth }
}

/** Some pages arrive with all of their text hidden, for a script to show. */
function hiddenIsMost(page: PageDocument): boolean {
  let hidden = 0
  let shown = 0
  for (const line of page.lines) {
    if (line.linkLength > line.text.length * 0.5) continue
    if (line.hidden) hidden += line.text.length
    else shown += line.text.length
  }
  return hidden > shown
}

function judgeLine(line: Line): Judged {
  const weight = Math.min(textWeight(line.text), 2000)
  const linkShare = line.linkLength / line.text.length
  if (
    linkShare > 0.6 ||
    asksConsent(line.text) ||
    isSiteLine(line.text) ||
    isDisclaimer(line.text)
  ) {
    const worth = -Math.min(weight, 60) * 0.5
    return { worth, asFurniture: worth }
  }
  return { worth: textWorth(line, weight, linkShare), asFurniture: -Math.min(weight, 200) * 0.3 }
}

function textWorth(line: Line, weight: number, linkShare: number): number {
  if (line.heading > 0) return 0
  const own = weight * (1 - linkShare)
  if (weight >= 150 && clauseMark.test(line.text)) return own
  if (weight >= (isParagraph(line) ? 15 : 40) && sentenceEnd.test(line.text)) return own * 0.8
  return -3
}

const asksConsent = (text: string) =>
  text.length < 1500 && /cookies?\b|privacy policy/i.test(text) && consentPattern.test(text)

/** What never holds an article, on whatever page. */
const surestFurniture =
  /comment|disqus|repl(?:y|ies)|pinglun|nav|footer|cookie|consent|related|sidebar/i

/** What consent boxes say, in the languages that must have them. */
const consentPattern =
  /\b(?:this (?:web)?site|we|our partners|your browser|your experience|wir|diese website|nous|ce site|nosotros|este sitio)\b.{0,200}\bcookies?\b|\bcookies?\b.{0,200}\b(?:this (?:web)?site|your consent|your browser|your experience|zustimmung|consentement|consentimiento)\b|privacy policy and terms of service/i

const isParagraph = ({ element }: Line) => element instanceof PageElement && element.name === 'p'

/** Marks what is furniture by kind or name, but never what holds most of the page's text or its main parts. */
function markFurniture(
  page: PageDocument,
  { weight }: Measures,
  holdsMain: Uint8Array,
  only: RegExp | null,
): Uint8Array {
  const marks = new Uint8Array(page.elements.length)
  const whole = page.body instanceof PageElement ? weight[page.body.order]! : sum(page, weight)
  for (const element of page.elements) {
    const { order, parent } = element
    if (parent instanceof PageElement && marks[parent.order] === 1) marks[order] = 1
    else if (weight[order]! > 0 && holdsMain[order] === 0) {
      const { class: className = '', id = '' } = element.attribs
      const isLeftOut = only !== null && !only.test(`${element.name} ${className} ${id}`)
      const kind = furnitureTags.has(element.name) ? 'strong' : furnitureKind(className, id)
      const share = kind === 'strong' ? 0.5 : kind ? 0.1 : 0
      if (!isLeftOut && weight[order]! < whole * share) marks[order] = 1
    }
  }
  return marks
}

/** Marks the elements that hold an `h1`, a body by its markup or its name: they are no furniture whatever they are called. */
function markHolders(page: PageDocument): Uint8Array {
  const marks = new Uint8Array(page.elements.length)
  for (const element of page.elements) {
    const { class: className = '', id = '' } = element.attribs
    const isMain =
      element.name === 'h1' ||
      hasProperty(element.attribs, 'articleBody') ||
      isBodyName(className, id)
    if (!isMain) continue
    let at: AnyNode | null = element
    while (at instanceof PageElement && marks[at.order] === 0) {
      marks[at.order] = 1
      at = at.parent
    }
  }
  return marks
}

function sum(page: PageDocument, weight: Float64Array): number {
  let total = 0
  for (const node of page.root.children) {
    if (node instanceof PageElement) total += weight[node.order]!
  }
  return total
}
