import type { ArticleLayout } from '../article-layout.ts'
import { closest, hintsOf, type PageDocument, type PageElement, textOf } from '../document.ts'
import { titlePlace } from './credit-lines.ts'

/** How far above the title and below the body's beginning such an element may stand, in elements. */
const ABOVE = 60
const BELOW = 20
const LONGEST = 30

/**
 * How elements are called that hold nothing but the name of a publication, the surest first: the account of a public-account
 * page, `source` and its kin of portals and content systems.
 */
const names: [RegExp, string, number][] = [
  [/(?:^|\s)(?:js_name|profilebt|js_wx_follow_nickname)(?:\s|$)/, 'name of the account', 8.6],
  [
    /(?:^|[\s_-])(?:source_baidu|ne_article_source|article[_-]?source|news[_-]?source|media[_-]?source|source[_-]?name|media[_-]?name|laiyuan|ly|wzly|xxly)(?:$|[\s_-])/,
    'element named source',
    6.6,
  ],
  [
    /(?:^|[\s_-])(?:a_?source|source|origin|c-from|copyfrom|comefrom|from-?name)(?:$|[\s_-])/,
    'element named source',
    6.2,
  ],
]
const OTHER = /author|writer|editor|data-?source|img|image|photo|video|code|list|resource/

/** The texts of the elements near the title that are named for the source. */
export function namedOutlets(
  page: PageDocument,
  layout: ArticleLayout,
): { text: string; from: string; score: number }[] {
  const title = page.lines[titlePlace(page, layout)]?.order ?? 0
  const body = page.lines[layout.bodyStart]?.order ?? title
  const found: { text: string; from: string; score: number }[] = []
  for (const element of page.elements) {
    if (element.order < title - ABOVE || element.order > body + BELOW) continue
    const kind = kindOf(element)
    if (!kind || closest(element, ['head', 'script', 'footer', 'aside'])) continue
    const text = element.end - element.order > 8 ? '' : textOf(element)
    // A line of several credits has labels, which are read as such.
    if (text === '' || text.length > LONGEST || /[:：\d]/.test(text)) continue
    found.push({ text, from: kind[1], score: kind[2] })
  }
  return found
}

function kindOf(element: PageElement): (typeof names)[number] | null {
  if (element.attribs.class === undefined && element.attribs.id === undefined) return null
  const hints = hintsOf(element)
  if (hints.length > 120 || OTHER.test(hints)) return null
  return names.find(([name]) => name.test(hints)) ?? null
}
