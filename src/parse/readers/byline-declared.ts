import type { PageDocument } from '../document.ts'
import { isOrganization, type JsonObject, listOf, objectsById } from '../json-ld.ts'
import { type Credit, creditFrom } from './byline-evidence.ts'
import { describedThings } from './described-thing.ts'
import { splitWesternNames } from './western-names.ts'

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
  'citation_authors',
  'article:author_name',
  'article.author',
  'rbauthors',
  'shareaholic:article_author_name',
  'twitter:creator:name',
]

function namesOfObject(value: unknown, byId: Map<unknown, JsonObject>): string[] {
  return listOf(value).flatMap(author => {
    if (typeof author === 'string') return splitWesternNames(author)
    if (typeof author !== 'object' || author === null) return []
    const object = author as JsonObject
    if (Array.isArray(object['@list'])) return namesOfObject(object['@list'], byId)
    const name = object.name ?? byId.get(object['@id'])?.name ?? givenAndFamily(object)
    return listOf(name).flatMap(each => (typeof each === 'string' ? splitWesternNames(each) : []))
  })
}

const givenAndFamily = ({ givenName, familyName }: JsonObject): string | undefined =>
  typeof givenName === 'string' && typeof familyName === 'string'
    ? `${givenName} ${familyName}`
    : undefined

/** Persons where there are any: beside them a house only tells whom they work for. */
function personsFirst(value: unknown): unknown {
  const all = listOf(value)
  const persons = all.filter(each => !isOrganization(each))
  return persons.length > 0 ? persons : all
}

/** Writers as the page's JSON-LD names them. */
export function jsonLdCredits(page: PageDocument, title: string): Credit[] {
  const byId = objectsById(page.jsonLd)
  const others: Credit[] = []
  for (const { object, thing } of describedThings(page, title)) {
    const names = [...new Set(namesOfObject(personsFirst(object.author ?? object.creator), byId))]
    if (names.length === 0) continue
    if (thing !== 'another thing') return [...others, creditFrom('ownArticle', names, -1)]
    others.push(creditFrom('otherWork', names, -1))
  }
  return others
}

/** Writers as the page's metas name them. */
export function metaCredits(page: PageDocument): Credit[] {
  const credits: Credit[] = []
  authorKeys.forEach((key, rank) => {
    const printed = page.metas.filter(meta => meta.key === key).map(meta => meta.content)
    const contents = INVERTED_KEYS.has(key) ? printed.flatMap(asSpoken) : printed
    const names = [...new Set(contents.flatMap(splitWesternNames))]
    if (names.length > 0)
      credits.push(creditFrom('meta', names, -1, { from: `meta ${key}`, more: -rank * 0.05 }))
  })
  const told = toldInCard(page)
  if (told.length > 0) credits.push(creditFrom('card', told, -1))
  return credits
}

/** What a card for sharing prints behind `Written by`. */
function toldInCard(page: PageDocument): string[] {
  const content = (key: string) => page.metas.find(meta => meta.key === key)?.content ?? ''
  return [1, 2].flatMap(place =>
    WRITTEN_BY.test(content(`twitter:label${place}`))
      ? splitWesternNames(content(`twitter:data${place}`))
      : [],
  )
}
const WRITTEN_BY =
  /^(?:written|posted|published)? ?by$|^authors?$|^(?:verfasst|geschrieben) von$|^(?:écrit|rédigé) par$|^escrito por$|^scritto da$|^geschreven door$|^(?:作者|撰文者|投稿者|執筆者|作成者|글쓴이|작성자|文)$/i

/** Metas of libraries, which print the family's name first. */
const INVERTED_KEYS = new Set([
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'citation_author',
  'citation_authors',
])
/** `Doe, Jane; Roe, John` as they are spoken; two full names with a comma between them stay. */
const asSpoken = (content: string): string[] =>
  content
    .split(/\s*;\s*/)
    .map(name =>
      name.replace(INVERTED, (_, family, suffix, given) =>
        [given, family, suffix].filter(Boolean).join(' '),
      ),
    )
const INVERTED =
  /^(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?)(?:,?\s+((?:Jr|Sr)\.?|I{2,3}|IV))?,\s+(\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2})$/u
