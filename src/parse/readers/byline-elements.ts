import { isText } from 'domhandler'
import { isGivenName } from '../../text/given-names.ts'
import type { ArticleLayout } from '../article-layout.ts'
import { PageElement } from '../build-tree.ts'
import { closest, collapseSpaces, isInside, type PageDocument, textOf, walk } from '../document.ts'
import { type BylineEvidence, type Credit, creditFrom } from './byline-evidence.ts'
import { titlePlace } from './credit-lines.ts'
import { BY, isPersonLike, JOB, splitWesternNames } from './western-names.ts'

const BYLINE_HINT =
  /(?:^|[\s_-]|[a-z](?=[A-Z]))(?:by-?line|signature|authors?|contributors?|by|autor(?:en|es)?|auteurs?|writers?|redacteur|reporters?|autor(?:en)?zeile|verfasser|firmas?|autoria|assinatura|auteur|journaliste|giornalista|skribent|forfatter|Authors?|Byline)(?:-?names?|s)?(?![a-z])/
const FOREIGN_HINT =
  /comment|related|recommend|sidebar|teaser|(?<!\bh-|v|hover-|hover)card(?!-target)|list-item|newsletter|avatar|image|photo|bio|(?:author|byline|writer|contributor|reporter)s?[-_]*(?:role|job|position|title|occupation|designation|function|loc|location|place|city|country|region|desc|description|about|affiliation|org|organi[sz]ation|company|employer|social|twitter|handle|mail|email|phone|date|time|count|follow)(?![a-z])/i
const AUTHOR_PATH =
  /\/(?:authors?|autor(?:en|es|i)?|auteurs?|redakteur(?:e|in)?|journalists?|reporters?|columnists?|contributors?|staff|profile|by|writers?|forfatter|skribent|muhabir|yazar)\/[^/?#]+/i

type Group = { names: string[]; row: BylineEvidence }

/** How an element says that it names a writer, with how far that is believed. */
function authorKind(element: PageElement): BylineEvidence | null {
  const { rel = '', itemprop = '', href = '', class: className = '', id = '' } = element.attribs
  if (rel !== '' && /(?:^|\s)author(?:\s|$)/i.test(rel)) return 'relAuthor'
  if (itemprop !== '' && /(?:^|\s)author(?:\s|$)/i.test(itemprop)) return 'itemAuthor'
  if (element.name === 'a' && AUTHOR_PATH.test(href)) return 'authorPage'
  if (element.name === 'a' && /\/@[\w.-]{2,40}\/?(?:[?#]|$)/.test(href)) return 'handle'
  if (element.name === 'address' && element.end - element.order < 8) return 'address'
  if (className === '' && id === '') return isTestName(element) ? 'authorElement' : null
  if (isTestName(element)) return 'authorElement'
  const names = `${className} ${id}`
  if (BYLINE_HINT.test(names) && !FOREIGN_HINT.test(names)) return 'authorElement'
  return null
}

/** `data-testid=byline`: how components are named for those who test them. */
function isTestName({ attribs }: PageElement): boolean {
  for (const name in attribs) {
    if (TEST_NAMES.has(name) && TESTED_AS_BYLINE.test(attribs[name]!)) return true
  }
  return false
}
const TEST_NAMES = new Set([
  'data-testid',
  'data-component',
  'data-qa',
  'data-test',
  'data-test-id',
  'data-type',
])
const TESTED_AS_BYLINE = /^(?:[\w-]*[_-])?(?:by-?line|authors?|author-?name)$/i

/** Writers as elements between two places are named for them: `rel=author`, `itemprop=author`, a class of byline. */
export function elementCredits(
  page: PageDocument,
  layout: ArticleLayout,
  from: number,
  to: number,
): Credit[] {
  const title = page.lines[titlePlace(page, layout)]?.order ?? 0
  const isAbove = ({ order }: PageElement) => order < title
  const below = groupsOf(page, layout, from, to, element => !isAbove(element))
  // Above the title stand boxes on others as well as its writers.
  return below.length > 0
    ? below
    : groupsOf(page, layout, from, title, element => isAbove(element) && !isInList(element, title))
}

/** In a list that ends before the title. */
const isInList = (element: PageElement, title: number): boolean => {
  const list = closest(element, ['ul', 'ol', 'aside', 'nav'])
  return list !== null && list.end < title && list.end - list.order >= LONG_LIST
}
/** A list of one writer and a day is shorter than one of other stories, in elements. */
const LONG_LIST = 5

function groupsOf(
  page: PageDocument,
  layout: ArticleLayout,
  from: number,
  to: number,
  isLookedAt: (element: PageElement) => boolean,
): Credit[] {
  const groups = new Map<string, Group>()
  let last = -1
  for (const element of page.elements) {
    if (element.order < from || element.order > to || element.order <= last) continue
    if (!isLookedAt(element)) continue
    const kind = authorKind(element)
    const text = kind ? nameText(element) : ''
    if (!kind || text.length === 0 || text.length > 120 || isBeside(element, layout, page)) continue
    // Links to writers and to accounts are one group, believed as the first of them.
    const key = kind === 'handle' ? 'authorPage' : kind
    const group = groups.get(key) ?? { names: [], row: kind }
    groups.set(key, group)
    const apart = namesApart(element)
    const isOne = apart.length === 1 && splitWesternNames(apart[0]!).length === 1
    const names = apart.length > 1 || isOne ? apart : splitWesternNames(text).filter(isPersonLike)
    if (names.length > 0) last = element.end
    group.names.push(...names.filter(name => !group.names.includes(name)))
  }
  return [...groups.values()].flatMap(({ names, row }) =>
    names.length > 0 && names.length <= 8 ? [creditFrom(row, names, -1)] : [],
  )
}

/** The names of a byline that sets each in an element of its own; empty unless all its texts are names. */
function namesApart(element: PageElement): string[] {
  const texts: string[] = []
  if (element.end - element.order > 20) return []
  walk(element, {
    enter(node) {
      if (isText(node) && node.data.trim() !== '') texts.push(collapseSpaces(node.data))
      // The job, the place and the address of a writer stand in elements of their own.
      return !(node instanceof PageElement && FOREIGN_HINT.test(node.attribs.class ?? ''))
    },
  })
  const said = withoutPictures(texts)
    .filter(
      text =>
        !/^(?:by|von|par|por|di|door|av|af|and|und|et|y|e|og|och|en|text|,|&|\||·|•|\/)[:：]?$/i.test(
          text,
        ),
    )
    .map(text => text.replace(BY, '').replace(/^[\s,&|·•∙/—–-]+|[\s,&|·•∙/—–-]+$/g, ''))
    .filter(text => text !== '')
    .filter(text => !JOB.test(text) && !BESIDE_NAME.test(text))
  const isNames = said.every(text => isPersonLike(text) && text.split(' ').length <= 4)
  if (!isNames) return []
  // Inés Muestra and Puerto Serán, with nothing between them: the second is where she was.
  const [first, second] = said
  const isPlace =
    said.length === 2 &&
    texts.length === 2 &&
    isGiven(first!) &&
    !isGiven(second!) &&
    !isListed(element)
  return isPlace ? [first!] : [...new Set(said)]
}

/** Each in a link or a row of its own: both are names. */
const isListed = (element: PageElement): boolean => {
  let rows = 0
  walk(element, {
    enter(node) {
      if (node instanceof PageElement && (node.name === 'a' || node.name === 'li')) rows++
      return !(node instanceof PageElement && node.name === 'a')
    },
  })
  return rows > 1
}

/** Foto: Tom Probe, or Foto: above its name: who took the pictures did not write, where somebody else did. */
function withoutPictures(texts: string[]): string[] {
  const others = texts.filter(
    (text, at) => !OF_PICTURES.test(text) && !OF_PICTURES_ALONE.test(texts[at - 1] ?? ''),
  )
  return others.length > 0 ? others : texts
}
const OF_PICTURES =
  /^(?:fotos?|photos?|photographs?|photography|photographies|pictures?|images?|bild(?:er)?|beeld|imágenes|imagens?|immagini|illustrations?|video|grafik|graphics?)(?:\s(?:by|von|par|por|de|av|af|door|di))?\s?[:：]/iu
const OF_PICTURES_ALONE = new RegExp(`${OF_PICTURES.source}$`, 'iu')

const isGiven = (name: string) => isGivenName(name.split(' ')[0]!)

/** Days, reading times and buttons that share a byline with its names. */
const BESIDE_NAME =
  /[\d@]|^(?:follow(?:ing)?|subscribed?|share|save|listen|about|more|bio|profile|view profile|see all|all posts|posted|published|updated|paid|free|preview|members?[- ]only|subscribers?[- ]only|unlocked|folgen|teilen|suivre|partager|seguir|compartir)$/i

/** True inside an `aside` that begins behind the text's beginning and is no part of the text. */
function isBeside(element: PageElement, { bodyStart, roots }: ArticleLayout, page: PageDocument) {
  const aside = closest(element, ['aside', 'nav', 'footer'])
  const start = page.lines[bodyStart]?.order ?? 0
  return aside !== null && aside.order > start && !roots.some(root => isInside(aside, root))
}

/** The text of the innermost element that is called a name, or of the element itself; empty for what is no short text. */
function nameText(element: PageElement): string {
  // A box of this many elements is more than a byline.
  if (element.end - element.order > 60) return ''
  const named = element.children.find(
    child => child instanceof PageElement && /name/.test(child.attribs.itemprop ?? ''),
  )
  if (named instanceof PageElement && named.name === 'meta') return named.attribs.content ?? ''
  const chosen = named instanceof PageElement ? named : element
  return isShort(chosen) ? textOf(chosen) : ''
}

/** True when the text nodes of an element hold little; looked up without putting them together. */
function isShort(element: PageElement): boolean {
  let length = 0
  walk(element, {
    enter(node) {
      if (isText(node)) length += node.data.length
      return length < 2000
    },
  })
  return length < 2000
}
