import type { PageElement } from '../build-tree.ts'
import { addressOn, metaContent, type PageDocument } from '../document.ts'
import { findJsonLdArticle } from '../json-ld.ts'
import { titleKey } from './title.ts'

function linksOf(page: PageDocument, rel: string): string[] {
  const hasRel = ({ attribs }: PageElement) =>
    (attribs.rel ?? '').toLowerCase().split(/\s+/).includes(rel)
  return page.links.filter(hasRel).flatMap(({ attribs }) => attribs.href ?? [])
}

/** The address that the page declares as its own; a hint, for pages lie about it. */
export function readCanonical(page: PageDocument): string | null {
  const declared = new Set(linksOf(page, 'canonical').map(href => addressOn(page, href)))
  // Two that differ contradict each other: neither is believed.
  if (declared.size > 1) return null
  return [...declared][0] ?? addressOn(page, metaContent(page, 'og:url') ?? undefined)
}

export const readAmp = (page: PageDocument): string | null =>
  addressOn(page, linksOf(page, 'amphtml')[0])

/** What the page gives as its summary, when that is more than the title again. */
export function readSummary(page: PageDocument, title: string): string | null {
  const key = titleKey(title)
  const article = findJsonLdArticle(page.jsonLd)
  const told = [
    metaContent(page, 'og:description', 'description', 'twitter:description', 'dc.description'),
    metaContent(page, 'description'),
    typeof article?.description === 'string' ? article.description : null,
  ]
  return told.find(summary => summary && !key.startsWith(titleKey(summary))) ?? null
}

const MOST_KEYWORDS = 30

/** Keywords of the page, each once, without the title and what is as long as a sentence. */
export function readKeywords(page: PageDocument, title: string): string[] {
  const article = findJsonLdArticle(page.jsonLd)
  const printed = [
    metaContent(page, 'keywords', 'news_keywords', 'dc.subject', 'sailthru.tags', 'parsely-tags'),
    ...page.metas.filter(meta => meta.key === 'article:tag').map(meta => meta.content),
    ...[article?.keywords].flat().filter(value => typeof value === 'string'),
  ]
  const keywords = new Map<string, string>()
  for (const word of printed.flatMap(text => splitKeywords(text ?? ''))) {
    const key = titleKey(word)
    if (key && key !== titleKey(title) && word.length <= 40 && !keywords.has(key))
      keywords.set(key, word)
  }
  return [...keywords.values()].slice(0, MOST_KEYWORDS)
}

function splitKeywords(text: string): string[] {
  const parts = text.split(/[,，;；、|｜]/)
  const words = parts.length === 1 && /[\u3400-\u9fff]/.test(text) ? text.split(/\s+/) : parts
  return words.map(word => word.trim()).filter(word => word !== '')
}
