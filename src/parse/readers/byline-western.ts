import { PageElement } from '../build-tree.ts'
import { type PageDocument, textOf } from '../document.ts'
import type { JsonObject } from '../json-ld.ts'
import type { Credit } from './byline-chinese.ts'
import type { CreditLine } from './credit-lines.ts'
import { jsonLdArticles } from './published-declared.ts'

/** Metas that name a writer, the surest first. */
const authorKeys = [
  'parsely-author',
  'sailthru.author',
  'cxenseparse:author',
  'author',
  'article:author',
  'og:article:author',
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'byl',
  'byline',
  'citation_author',
  'article:author_name',
  'article.author',
  'rbauthors',
  'shareaholic:article_author_name',
  'twitter:creator:name',
]

const SEPARATOR =
  /\s*(?:[,;|&•·]|\s[-–—/]\s|\b(?:and|und|et|y|och|og|ja|e|en|i|con|with|mit)\b(?=\s+\p{Lu}))\s*/u
const BY =
  /^\s*(?:written by|reported by|story by|posted by|published by|text by|words by|by|von|par|por|di|da|af|av|door|text|tekst|texte|foto|autor(?:in|en)?|author|auteur|autore|przez|szerző|yazar|reporter)\s*[:：]?\s+/i
const NO_NAME =
  /https?:|www\.|@|^\d|\d{4}|^(?:admin|administrator|editor|editorial|staff|redaktion|redaction|redacción|redazione|news ?desk|web ?desk|guest|anonymous|unknown|null|none|undefined|n\/a|team|online|author)$/i

/** Names in a western byline: `By Jane Doe and John Roe`. Words of agencies and places behind a comma are left to the caller. */
export function splitWesternNames(text: string): string[] {
  const names: string[] = []
  for (const part of text.replace(/\s+/g, ' ').split(SEPARATOR)) {
    const name = (part ?? '')
      .replace(BY, '')
      .replace(/^[\s"'(]+|[\s"'),.:]+$/g, '')
      .trim()
    if (name.length < 2 || name.length > 60 || NO_NAME.test(name) || !/\p{L}{2}/u.test(name))
      continue
    if (!names.includes(name)) names.push(name)
  }
  return names
}

const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function namesOfObject(value: unknown): string[] {
  return asArray(value).flatMap(author => {
    if (typeof author === 'string') return splitWesternNames(author)
    if (typeof author !== 'object' || author === null) return []
    const { name } = author as JsonObject
    return asArray(name).flatMap(each => (typeof each === 'string' ? splitWesternNames(each) : []))
  })
}

/** Writers as the page's JSON-LD names them. */
export function jsonLdCredits(page: PageDocument): Credit[] {
  for (const { object } of jsonLdArticles(page)) {
    const names = [...new Set(namesOfObject(object.author ?? object.creator))]
    if (names.length > 0) return [{ names, from: 'json-ld author', score: 7.5, line: -1 }]
  }
  return []
}

/** Writers as the page's metas name them. */
export function metaCredits(page: PageDocument): Credit[] {
  const credits: Credit[] = []
  authorKeys.forEach((key, rank) => {
    const contents = page.metas.filter(meta => meta.key === key).map(meta => meta.content)
    const names = [...new Set(contents.flatMap(splitWesternNames))]
    if (names.length > 0)
      credits.push({ names, from: `meta ${key}`, score: 6.5 - rank * 0.05, line: -1 })
  })
  return credits
}

const BYLINE_HINT =
  /(?:^|[\s_-])(?:byline|author|authors|autor|autoren|auteur|writer|by-line|article-author|post-author|entry-author|c-byline|signature)(?:$|[\s_-])/i

/** Writers as elements are named for them: `rel=author`, `itemprop=author`, a class of byline. */
export function elementCredits(page: PageDocument, from: number, to: number): Credit[] {
  const groups: Record<string, { names: string[]; score: number }> = {}
  let last = -1
  for (const element of page.elements) {
    if (element.order < from || element.order > to || element.order <= last) continue
    const { rel, itemprop, class: className = '', id = '' } = element.attribs
    const kind =
      rel && /(?:^|\s)author(?:\s|$)/i.test(rel)
        ? 'rel=author'
        : itemprop && /(?:^|\s)author(?:\s|$)/i.test(itemprop)
          ? 'itemprop=author'
          : BYLINE_HINT.test(`${className} ${id}`)
            ? 'class author'
            : null
    if (!kind) continue
    const text = nameText(element)
    if (text.length === 0 || text.length > 120) continue
    last = element.end
    const group = (groups[kind] ??= {
      names: [],
      score: kind === 'rel=author' ? 6.2 : kind === 'itemprop=author' ? 6 : 5,
    })
    for (const name of splitWesternNames(text))
      if (!group.names.includes(name)) group.names.push(name)
  }
  return Object.entries(groups).flatMap(([kind, { names, score }]) =>
    names.length > 0 && names.length <= 8 ? [{ names, from: kind, score, line: -1 }] : [],
  )
}

/** The text of the innermost element that is called a name, or of the element itself. */
function nameText(element: PageElement): string {
  const named = element.children.find(
    child => child instanceof PageElement && /name/.test(child.attribs.itemprop ?? ''),
  )
  return textOf(named ?? element)
}

const BY_LINE =
  /^(?:written by|reported by|story by|by|von|par|por|di|door|av|af)\s*[:：]?\s+(\p{Lu}[\p{L}'’.-]+(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|van|von|der|den|di|da|la|le|del|bin|al|y|and|und|et|och|og|&),?){1,9})(?=$|\s*[|,•·–-]|\s+(?:\d|on\b|in\b|für\b|at\b))/u

/** Writers as a line of its own says: By Jane Doe. */
export function byLineCredits(lines: CreditLine[]): Credit[] {
  const credits: Credit[] = []
  for (const { text, line, region } of lines) {
    if (text.length > 140 || region === 'below') continue
    const found =
      BY_LINE.exec(text.replace(/^\p{Ll}/u, letter => letter)) ??
      BY_LINE.exec(
        text.replace(/^(?:By|Von|Par|Por|Di|Door|Av|Af|Written by)\b/, word => word.toLowerCase()),
      )
    if (!found) continue
    const names = splitWesternNames(found[1]!)
    if (names.length > 0)
      credits.push({ names, from: 'By …', score: region === 'above' ? 3.5 : 5.5, line: line.index })
  }
  return credits
}
