import { metaContent, type PageDocument } from '../document.ts'
import { type JsonObject, jsonLdTypes } from '../json-ld.ts'
import { readCanonical } from './about-page.ts'
import type { Thing } from './evidence-row.ts'
import { titleKey } from './title.ts'

/** Objects of JSON-LD whose dates are those of the page's own text; what only frames it (site, list, person) is not. */
const ARTICLE = /(?:Article|BlogPosting|Posting|Report|CreativeWork|NewsItem|Analysis)$/
const PAGE = /^(?:WebPage|ItemPage|AboutPage|MedicalWebPage|FAQPage|QAPage|CollectionPage)$/
/** What a page may be about or may only embed. */
const WORK =
  /^(?:Review|CriticReview|UserReview|VideoObject|AudioObject|Clip|MusicRecording|Podcast(?:Episode|Season|Series)|RadioEpisode|TVEpisode|Episode|ImageObject|Photograph|Event|Recipe|Product|Course|Dataset|Book|Movie|HowTo|JobPosting|SpecialAnnouncement|Thesis|Map)$/

/** What an article may be about as well as be: a study, a paper. */
const BROAD = /^(?:Report|CreativeWork)$/

export type Kind = 'article' | 'page' | 'work'

/** An object of JSON-LD that may describe this page. */
export type Described = { object: JsonObject; kind: Kind; thing: Thing }

/** A headline may be shortened or turned for machines; this share of its pairs of letters is still the same one. */
const LIKE = 0.55
/** So many articles of which none is the page's are a list of others. */
const LIST = 3

function kindOf(object: JsonObject): Kind | null {
  const types = jsonLdTypes(object)
  if (types.some(type => ARTICLE.test(type)) && !types.some(type => /JobPosting/.test(type)))
    return 'article'
  if (types.some(type => WORK.test(type))) return 'work'
  if (types.some(type => PAGE.test(type))) return 'page'
  return 'pubDate' in object ? 'page' : null
}

/** The objects about an article, a page or a work, those of this page first. */
export function describedThings(page: PageDocument, title: string): Described[] {
  if (page.jsonLd.length === 0) return []
  const own = ownNames(page, title)
  const found = page.jsonLd.flatMap((object): Described[] => {
    const kind = kindOf(object)
    return kind ? [{ object, kind, thing: thingOf(object, kind, own) }] : []
  })
  const articles = found.filter(({ kind }) => kind === 'article')
  const isNamed = articles.some(({ thing }) => thing === 'this page')
  const others = articles.filter(
    ({ thing, object }) => thing === 'not known' && headlineOf(object) !== '',
  )
  if (isNamed || others.length >= LIST) for (const other of others) other.thing = 'another thing'
  return found.sort((a, b) => rankOf(a) - rankOf(b))
}

const things: Thing[] = ['this page', 'not known', 'another thing']
const kinds: Kind[] = ['article', 'page', 'work']
const rankOf = ({ thing, kind }: Described) => things.indexOf(thing) * 3 + kinds.indexOf(kind)

type OwnNames = { titles: string[]; addresses: Set<string> }

function ownNames(page: PageDocument, title: string): OwnNames {
  const titles = [title, page.titleTag, metaContent(page, 'og:title')]
  const addresses = [page.url, readCanonical(page), metaContent(page, 'og:url')]
  return {
    titles: titles.map(text => titleKey(text ?? '')).filter(key => key !== ''),
    addresses: new Set(
      addresses.map(address => addressKey(address, page)).filter(key => key !== null),
    ),
  }
}

function thingOf(object: JsonObject, kind: Kind, own: OwnNames): Thing {
  const headline = headlineOf(object)
  const isSameTitle =
    headline === '' ? null : own.titles.some(title => isSameTitleAs(title, headline))
  if (isSameTitle) return 'this page'
  const addresses = addressesOf(object)
  if (addresses.some(address => own.addresses.has(address))) return 'this page'
  if (kind === 'work') return isSameTitle === false ? 'another thing' : 'not known'
  if (isSameTitle !== false) return 'not known'
  const isBroad = kind === 'article' && jsonLdTypes(object).every(type => BROAD.test(type))
  return isBroad || addresses.length > 0 ? 'another thing' : 'not known'
}

const headlineOf = (object: JsonObject): string => {
  const said = [object.headline, object.name, object.title].map(textOf).find(text => text !== '')
  return titleKey((said ?? '').slice(0, 1000))
}

/** A text, or the first of several. */
const textOf = (value: unknown): string => {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/** True for titles of which one holds the other or that share most pairs of letters. */
export function isSameTitleAs(a: string, b: string): boolean {
  if (a.length < 4 || b.length < 4) return a === b
  if (a.includes(b) || b.includes(a)) return true
  const pairs = (text: string) => new Set(Array.from(text.slice(1), (char, at) => text[at]! + char))
  const [first, second] = [pairs(a), pairs(b)]
  const shared = [...first].filter(pair => second.has(pair)).length
  return (2 * shared) / (first.size + second.size) >= LIKE
}

function addressesOf(object: JsonObject): string[] {
  const entity = object.mainEntityOfPage
  const inner = typeof entity === 'object' && entity !== null ? (entity as JsonObject) : {}
  return [object.url, entity, inner['@id'], inner.url, object['@id']].flatMap(value => {
    const key = typeof value === 'string' ? addressKey(value, null) : null
    return key === null ? [] : [key]
  })
}

/** Host without www, m or amp, and the path; null for no address, a bare host or a name of the same page (`#article`). */
function addressKey(address: string | null, page: PageDocument | null): string | null {
  if (!address || address.length > 2000 || !/^https?:\/\/./i.test(address)) return null
  try {
    const { hostname, pathname, search } = new URL(address, page?.url)
    const path = pathname
      .replace(/(?:\/amp)?(?:\/(?:index\.\w+)?)?$/, '')
      .replace(/\/amp(?=\/)/, '')
    if (path === '' && search === '') return null
    return `${hostname.replace(/^(?:www|m|amp|mobile)\./, '')}${path}${search && /[?&](?:id|aid|nid|p|contentid|articleid|newsid|idx|no)=/i.test(search) ? search : ''}`.toLowerCase()
  } catch {
    return null
  }
}
