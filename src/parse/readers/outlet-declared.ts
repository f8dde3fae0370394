import { letterKey } from '../../text/letter-key.ts'
import { metaContent, type PageDocument } from '../document.ts'
import { isOrganization, type JsonObject, listOf, objectsById } from '../json-ld.ts'
import { siteNames } from '../site-tail.ts'
import type { NamedOutlet } from './credit-lines.ts'
import { describedThings } from './described-thing.ts'

/** Metas of publishing systems, Chinese ones first; `source` is also the agency line of some western ones. */
const metaKeys: [string, number][] = [
  ['contentsource', 8.5],
  ['content-source', 8.5],
  ['article:source', 7],
  ['source', 7],
  ['mediaid', 6.5],
  ['sourcename', 7],
  ['source_name', 7],
  ['article_source', 7],
  ['articlesource', 7],
  ['publishsource', 7],
  ['publish_source', 7],
  ['newssource', 7],
  ['news_source', 7],
  ['news-source', 7],
  ['infosource', 7],
  ['originalsource', 7],
  ['original-source', 7],
  ['original_source', 7],
  ['og:article:source', 7],
  ['og:source', 6.5],
  ['dc.source', 6],
  ['dcterms.source', 6],
  ['copyrightholder', 4],
  ['dc.publisher', 3.5],
]
const HOST = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:\/.*)?$/

/** What libraries call the journal or paper that holds an article; on its own site that is the site itself. */
const JOURNAL_KEYS = [
  'citation_journal_title',
  'bepress_citation_journal_title',
  'prism.publicationname',
  'eprints.publication',
]

function journals(page: PageDocument): NamedOutlet[] {
  const own = new Set(siteNames(page).map(letterKey))
  const meta = page.metas.find(({ key }) => JOURNAL_KEYS.includes(key))
  const value = meta?.content.trim() ?? ''
  return value === '' || own.has(letterKey(value))
    ? []
    : [{ value, from: `meta ${meta!.key}`, score: 6 }]
}

/** Outlets as the page's metas name them; an address names none. */
export function metaOutlets(page: PageDocument): NamedOutlet[] {
  return [...declared(page), ...journals(page)]
}

function declared(page: PageDocument): NamedOutlet[] {
  return metaKeys.flatMap(([key, score]) => {
    const meta = page.metas.find(other => other.key === key && other.content.trim() !== '')
    if (!meta || HOST.test(meta.content.trim())) return []
    return [{ value: meta.content.replace(/^[^:：]{2,6}[:：]\s?/, ''), from: `meta ${key}`, score }]
  })
}

/**
 * What the article's own JSON-LD says of where it comes from, the surest first: the organisation that it was written for, the
 * publisher of the work it stands on, a provider, and an author that is a house. What names the site itself says nothing.
 */
export function jsonLdOutlets(page: PageDocument, title: string): NamedOutlet[] {
  const byId = objectsById(page.jsonLd)
  const site = metaContent(page, 'og:site_name') ?? ''
  return describedThings(page, title)
    .filter(({ thing, kind }) => thing !== 'another thing' && kind !== 'work')
    .flatMap(({ object }) => {
      const own = new Set([site, ...namesOf(object.publisher, byId)].map(letterKey))
      return saidBy(object, byId).filter(({ value }) => !own.has(letterKey(value)))
    })
}

function saidBy(object: JsonObject, byId: Map<unknown, JsonObject>): NamedOutlet[] {
  const named = (value: unknown, from: string, score: number): NamedOutlet[] =>
    namesOf(value, byId).map(name => ({ value: name, from: `json-ld ${from}`, score }))
  const bases = objectsOf(object.isBasedOn ?? object.isBasedOnUrl, byId)
  const houses = objectsOf(object.author, byId).filter(isOrganization)
  return [
    ...named(object.sourceOrganization, 'sourceOrganization', 7.6),
    ...bases.flatMap(base => named(base.publisher ?? base.sourceOrganization, 'isBasedOn', 7.4)),
    ...named(object.provider, 'provider', 4.4),
    ...named(houses, 'author', 4.2),
  ]
}

/** The objects that a value holds, those given by reference too. */
const objectsOf = (value: unknown, byId: Map<unknown, JsonObject>): JsonObject[] =>
  listOf(value).flatMap(each => {
    if (typeof each !== 'object' || each === null) return []
    const object = each as JsonObject
    const told = object['@id'] === undefined ? undefined : byId.get(object['@id'])
    return object.name === undefined ? [told ?? object] : [object]
  })

function namesOf(value: unknown, byId: Map<unknown, JsonObject>): string[] {
  const plain = listOf(value).filter(each => typeof each === 'string' && !HOST.test(each))
  const named = objectsOf(value, byId).flatMap(({ name }) => listOf(name))
  return [...plain, ...named].filter(name => typeof name === 'string').slice(0, 3)
}
