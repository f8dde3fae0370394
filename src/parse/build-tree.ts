import { Comment, Document, Element, Text } from 'domhandler'
import { Tokenizer } from 'htmlparser2'
import { type SetAside, setAsideScripts } from './set-aside.ts'

/** Bounds of one page. What exceeds them is no news page, and some parsers take quadratic time on it. */
export const treeLimits = { depth: 400, elements: 150_000, attributes: 500 } as const

/** A page that is refused before it can cost more than its reading is worth. Outcome reason: `too-complex`. */
export class TooComplexError extends Error {
  readonly code = 'too-complex'

  constructor(what: keyof typeof treeLimits) {
    super(`page has too many ${what}: expected at most ${treeLimits[what]}`)
    this.name = 'TooComplexError'
  }
}

/** An element that knows its place in document order: `order` ≤ the order of all it contains ≤ `end`. */
export class PageElement extends Element {
  order = 0
  end = 0
  /** What `textOf` and `lineOf` gave, once somebody has asked: the text of a tree never changes, and is asked for again and again. */
  text: string | null = null
  line: string | null = null
}

const words = (list: string) => new Set(list.split(' '))

const voidTags = words(
  'area base basefont bgsound br col command embed frame hr img input isindex keygen link meta param source track wbr',
)
const headTags = words('base basefont link meta script style title template noscript bgsound')
/** Elements that end an open paragraph (HTML standard, 13.2.6.4.7). */
const blockTags = words(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul dd dt',
)
/** Where the search for an open element stops (13.2.4.2, "has an element in scope"). */
const scopeTags = words('html body table td th caption template object marquee applet button')
const formattingTags = words(
  'a abbr acronym b big bdi bdo cite code del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup tt u var form',
)
const headingTags = words('h1 h2 h3 h4 h5 h6')

/** For a tag that opens: which open elements it closes, and where the search for them stops. */
const impliedEnds = new Map<string, { closes: Set<string>; until: Set<string> }>([
  ['li', { closes: words('li'), until: words('ul ol menu dir table td th body') }],
  ['dd', { closes: words('dd dt'), until: words('dl table td th body') }],
  ['dt', { closes: words('dd dt'), until: words('dl table td th body') }],
  ['td', { closes: words('td th'), until: words('tr table') }],
  ['th', { closes: words('td th'), until: words('tr table') }],
  ['tr', { closes: words('tr'), until: words('table') }],
  ['tbody', { closes: words('tbody thead tfoot caption colgroup'), until: words('table') }],
  ['thead', { closes: words('tbody thead tfoot caption colgroup'), until: words('table') }],
  ['tfoot', { closes: words('tbody thead tfoot caption colgroup'), until: words('table') }],
  ['option', { closes: words('option'), until: words('select datalist body') }],
  ['optgroup', { closes: words('option optgroup'), until: words('select body') }],
  ['rt', { closes: words('rt rp'), until: words('ruby body') }],
  ['rp', { closes: words('rt rp'), until: words('ruby body') }],
])
const tableTags = words('table tr td th tbody thead tfoot caption colgroup')

/**
 * Builds one tree from a page as browsers would read it where it matters to a reader: paragraphs, rows and cells that
 * are never closed, stray end tags (which never leave their table cell), misnested links, a second `html` or `body`.
 * Linear in the page's length; throws `TooComplexError` past `treeLimits`.
 */
export function buildTree(html: string): { root: Document; elements: PageElement[] } {
  const aside = setAsideScripts(html)
  const builder = new TreeBuilder(aside)
  const tokenizer = new Tokenizer({ decodeEntities: true }, builder)
  tokenizer.write(aside.html)
  tokenizer.end()
  return { root: builder.root, elements: builder.elements }
}

class TreeBuilder {
  readonly root = new Document([])
  readonly elements: PageElement[] = []
  readonly #html: string
  readonly #restore: SetAside['restore']
  readonly #open: PageElement[] = []
  /** End tags still to come of elements that were closed early by a misnested inline end tag. */
  readonly #orphans = new Map<string, number>()
  readonly #single = new Map<string, PageElement>()
  #text = ''
  #tag = ''
  #attributes: Record<string, string> = {}
  #attributeCount = 0
  #attributeName = ''
  #attributeValue = ''
  #foreignDepth = 0

  constructor({ html, restore }: SetAside) {
    this.#html = html
    this.#restore = restore
  }

  ontext(start: number, end: number) {
    this.#text += this.#html.slice(start, end)
  }

  ontextentity(codePoint: number) {
    this.#text += String.fromCodePoint(codePoint)
  }

  onopentagname(start: number, end: number) {
    this.#tag = this.#html.slice(start, end).toLowerCase()
    this.#attributes = {}
    this.#attributeCount = 0
  }

  onattribname(start: number, end: number) {
    this.#attributeName = this.#html.slice(start, end).toLowerCase()
    this.#attributeValue = ''
    if (++this.#attributeCount > treeLimits.attributes) throw new TooComplexError('attributes')
  }

  onattribdata(start: number, end: number) {
    this.#attributeValue += this.#html.slice(start, end)
  }

  onattribentity(codePoint: number) {
    this.#attributeValue += String.fromCodePoint(codePoint)
  }

  onattribend() {
    const name = this.#attributeName
    if (!Object.hasOwn(this.#attributes, name))
      this.#attributes[name] = this.#restore(this.#attributeValue)
  }

  onopentagend() {
    this.#start(this.#tag, this.#attributes)
  }

  onselfclosingtag() {
    const isForeign = this.#foreignDepth > 0 || this.#tag === 'svg' || this.#tag === 'math'
    this.#start(this.#tag, this.#attributes)
    if (isForeign && this.#top()?.name === this.#tag) this.#popTo(this.#open.length - 1)
  }

  onclosetag(start: number, end: number) {
    this.#finish(this.#html.slice(start, end).toLowerCase())
  }

  oncomment(start: number, end: number, offset: number) {
    this.#flushText()
    this.#append(new Comment(this.#html.slice(start, end - offset)))
  }

  oncdata(start: number, end: number, offset: number) {
    if (this.#foreignDepth > 0) this.#text += this.#html.slice(start, end - offset)
  }

  ondeclaration() {}

  onprocessinginstruction() {}

  onend() {
    this.#flushText()
    this.#popTo(0)
  }

  #top() {
    return this.#open.at(-1)
  }

  #append(node: Text | Comment | PageElement) {
    const parent = this.#top() ?? this.root
    const previous = parent.children.at(-1) ?? null
    node.parent = parent
    node.prev = previous
    if (previous) previous.next = node
    parent.children.push(node)
  }

  #flushText() {
    if (this.#text === '') return
    const text = this.#restore(this.#text)
    this.#text = ''
    // Text that stands in an unclosed head belongs to the body.
    if (this.#top()?.name === 'head' && text.trim() !== '') this.#popTo(this.#open.length - 1)
    this.#append(new Text(text))
  }

  #start(name: string, attributes: Record<string, string>) {
    this.#flushText()
    const first = this.#single.get(name)
    if (first) return addAttributes(first, attributes)

    this.#closeImplied(name)
    const element = new PageElement(name, attributes)
    element.order = this.elements.length
    element.end = element.order
    if (this.elements.length >= treeLimits.elements) throw new TooComplexError('elements')
    this.elements.push(element)
    if (singleTags.has(name)) this.#single.set(name, element)
    this.#append(element)

    if (voidTags.has(name)) return
    if (this.#open.length >= treeLimits.depth) throw new TooComplexError('depth')
    if (name === 'svg' || name === 'math') this.#foreignDepth++
    this.#open.push(element)
  }

  #closeImplied(name: string) {
    if (this.#top()?.name === 'head' && !headTags.has(name)) this.#popTo(this.#open.length - 1)
    if (name === 'body') this.#closeWithin(words('head'), words('html'))
    if (blockTags.has(name)) this.#closeWithin(paragraph, scopeTags)
    if (headingTags.has(name) && headingTags.has(this.#top()?.name ?? '')) {
      this.#popTo(this.#open.length - 1)
    }
    if (name === 'a') this.#closeOpenLink()
    const implied = impliedEnds.get(name)
    if (implied) this.#closeWithin(implied.closes, implied.until)
  }

  /** Closes the outermost open element of these names, looking up no further than `until`. */
  #closeWithin(names: Set<string>, until: Set<string>) {
    let found = -1
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const open = this.#open[at]!.name
      if (until.has(open)) break
      if (names.has(open)) found = at
    }
    if (found >= 0) this.#popTo(found)
  }

  /** A link never stands in a link; but a block between them is not torn apart for it. */
  #closeOpenLink() {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const open = this.#open[at]!.name
      if (open === 'a') return this.#popTo(at)
      if (!formattingTags.has(open)) return
    }
  }

  #finish(name: string) {
    this.#flushText()
    if (name === 'br') return this.#start('br', {})
    if (voidTags.has(name) || name === 'html' || name === 'body') return
    if (this.#ignoreOrphan(name)) return

    const at = this.#findOpen(name)
    if (at < 0) {
      if (name === 'p') this.#startEmpty('p')
      return
    }
    if (formattingTags.has(name)) this.#rememberOrphans(at)
    this.#popTo(at)
  }

  #startEmpty(name: string) {
    this.#start(name, {})
    if (this.#top()?.name === name) this.#popTo(this.#open.length - 1)
  }

  #findOpen(name: string): number {
    const until = tableTags.has(name) ? tableScope : scopeTags
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const open = this.#open[at]!.name
      if (open === name) return at
      if (until.has(open)) return -1
      // An inline end tag does not tear down the paragraphs and cells around it; links and forms do end.
      if (formattingTags.has(name) && name !== 'a' && name !== 'form' && blockTags.has(open)) {
        return -1
      }
    }
    return -1
  }

  #rememberOrphans(at: number) {
    for (const element of this.#open.slice(at + 1)) {
      if (blockTags.has(element.name) && element.name !== 'p' && element.name !== 'li') {
        this.#orphans.set(element.name, (this.#orphans.get(element.name) ?? 0) + 1)
      }
    }
  }

  #ignoreOrphan(name: string): boolean {
    const count = this.#orphans.get(name) ?? 0
    if (count === 0) return false
    this.#orphans.set(name, count - 1)
    return true
  }

  #popTo(at: number) {
    while (this.#open.length > at) {
      const element = this.#open.pop()!
      element.end = this.elements.length - 1
      if (element.name === 'svg' || element.name === 'math') this.#foreignDepth--
    }
  }
}

/** A second `<html>`, `<head>` or `<body>` only adds its attributes to the first. */
function addAttributes(element: PageElement, attributes: Record<string, string>) {
  for (const [key, value] of Object.entries(attributes)) element.attribs[key] ??= value
}

const singleTags = words('html head body')
const paragraph = words('p')
const tableScope = words('html table template')
