import { letterKey } from '../../text/letter-key.ts'
import { metaContent, type PageDocument } from '../document.ts'
import { isOrganization, type JsonObject, listOf, objectsById } from '../json-ld.ts'
import { siteNames } from '../site-tail.ts'
import { describedThings } from './described-thing.ts'
import { type NamedOutlet, type OutletEvidence, outletFrom } from './outlet-evidence.ts'

/** Metas of publishing systems, Chinese ones first; `source` is also the agency line of some western ones. */
const metaKeys: [string, OutletEvidence][] = [
  ['contentsource', 'contentSource'],
  ['content-source', 'contentSource'],
  ['article:source', 'sourceMeta'],
  ['source', 'sourceMeta'],
  ['mediaid', 'vagueSourceMeta'],
  ['sourcename', 'sourceMeta'],
  ['source_name', 'sourceMeta'],
  ['article_source', 'sourceMeta'],
  ['articlesource', 'sourceMeta'],
  ['publishsource', 'sourceMeta'],
  ['publish_source', 'sourceMeta'],
  ['newssource', 'sourceMeta'],
  ['news_source', 'sourceMeta'],
  ['news-source', 'sourceMeta'],
  ['infosource', 'sourceMeta'],
  ['originalsource', 'sourceMeta'],
  ['original-source', 'sourceMeta'],
  ['original_source', 'sourceMeta'],
  ['og:article:source', 'sourceMeta'],
  ['og:source', 'vagueSourceMeta'],
  ['dc.source', 'libraryMeta'],
  ['dcterms.source', 'libraryMeta'],
  ['copyrightholder', 'rightsMeta'],
  ['dc.publisher', 'publisherMeta'],
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
    : [outletFrom('libraryMeta', value, { from: `meta ${meta!.key}` })]
}

/** Outlets as the page's metas name them; an address names none. */
export function metaOutlets(page: PageDocument): NamedOutlet[] {
  return [...declared(page), ...journals(page)]
}

function declared(page: PageDocument): NamedOutlet[] {
  return metaKeys.flatMap(([key, row]) => {
    const meta = page.metas.find(other => other.key === key && other.content.trim() !== '')
    if (!meta || HOST.test(meta.content.trim())) return []
    const value = meta.content.replace(/^[^:：]{2,6}[:：]\s?/, '')
    return [outletFrom(row, value, { from: `meta ${key}` })]
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
    .filter(({ thing, kind }) => thing === 'another thing' || kind !== 'work')
    .flatMap(({ object, thing }) => {
      const own = new Set([site, ...namesOf(object.publisher, byId)].map(letterKey))
      const said = saidBy(object, byId).filter(({ value }) => !own.has(letterKey(value)))
      return thing === 'another thing'
        ? said.map(({ value, from }) => outletFrom('otherWork', value, { from }))
        : said
    })
}

function saidBy(object: JsonObject, byId: Map<unknown, JsonObject>): NamedOutlet[] {
  const named = (value: unknown, row: OutletEvidence, from: string): NamedOutlet[] =>
    namesOf(value, byId).map(name => outletFrom(row, name, { from: `json-ld ${from}` }))
  const bases = objectsOf(object.isBasedOn ?? object.isBasedOnUrl, byId)
  const houses = objectsOf(object.author, byId).filter(isOrganization)
  return [
    ...named(object.sourceOrganization, 'sourceOrganization', 'sourceOrganization'),
    ...bases.flatMap(base =>
      named(base.publisher ?? base.sourceOrganization, 'basedOn', 'isBasedOn'),
    ),
    ...named(object.provider, 'provider', 'provider'),
    ...named(houses, 'houseAuthor', 'author'),
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
