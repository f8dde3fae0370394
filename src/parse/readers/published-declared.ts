import { readEpoch } from '../../text/epoch.ts'
import { type DateOptions, readDate } from '../../text/read-dates.ts'
import type { PageDocument } from '../document.ts'
import { type JsonObject, jsonLdTypes } from '../json-ld.ts'
import type { DateCandidate } from './published-candidate.ts'
import { titleKey } from './title.ts'

/** Keys of metas that tell when an article came out, the surest first. From pages of some two hundred publishers. */
const publishedKeys = [
  'article:published_time',
  'og:article:published_time',
  'weibo: article:create_at',
  'weibo:article:create_at',
  'firstpublishedtime',
  'datepublished',
  'rnews:datepublished',
  'news:published_time',
  'og:published_time',
  'article:published',
  'published_at',
  'published_time',
  'publish_date',
  'publish-date',
  'publishdate',
  'publisheddate',
  'published-date',
  'publication_date',
  'publicationdate',
  'publishtime',
  'publish_time',
  'publish-time',
  'pubdate',
  'pub_date',
  'pubtime',
  'bt:pubdate',
  'content:publishdate',
  'cxenseparse:recs:publishtime',
  'cxenseparse:publishtime',
  'cxenseparse:recs:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'shareaholic:article_published_time',
  'prism.publicationdate',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.created',
  'dcterms.created',
  'dcterms.date',
  'dc.date',
  'dc:date',
  'og:release_date',
  'og:time',
  'og:pubdate',
  'vr:published_time',
  'date.created',
  'datecreated',
  'firstcreate',
  'release_date',
  'article.published',
  'citation_publication_date',
  'citation_online_date',
  'uploaddate',
  'published',
  'apub:time',
  // The stamp of Baidu's own pages, which print no other.
  'dateupdate',
  'date',
]
/** Metas that many systems fill with the day the page was made. */
const vagueKeys = new Set([
  'date',
  'dc.date',
  'dc:date',
  'dcterms.date',
  'date.created',
  'datecreated',
  'dcterms.created',
  'release_date',
  'dateupdate',
])
const publishedRank = new Map(publishedKeys.map((key, rank) => [key, rank]))
const OTHER_PUBLISHED = /publi(?:sh|c)|pub[-_]?(?:date|time)|create[_-]?(?:at|d)|issued?[-_]?date/
const MODIFIED = /modif|updat|last[-_]?mod|revis|moddate|changed/
const OTHER_DATES =
  /expir|valid|access|robots|crawl|fetch|build|version|image|url|img|title|desc|keyword/

/** Objects of JSON-LD whose dates are those of the page's own text; what only frames it (site, list, person) is not. */
const articleTypes = /(?:Article|BlogPosting|Posting|Report|Review|CreativeWork|NewsItem|Analysis)$/
const pageTypes =
  /^(?:WebPage|ItemPage|VideoObject|AudioObject|PodcastEpisode|Event|Recipe|Product|Course|FAQPage)$/

const dateOf = (value: unknown, options: DateOptions) => {
  const text = Array.isArray(value) ? value[0] : value
  if (typeof text === 'number') return epoch(String(text), options)
  if (typeof text !== 'string' || text.length > 120) return null
  return epoch(text, options) ?? readDate(text, options)
}

const epoch = (text: string, { now }: DateOptions) => {
  const at = readEpoch(text, now)
  return at && ({ precision: 'minute', at, zone: 'UTC' } as const)
}

const declaredOptions = (options: DateOptions): DateOptions => ({
  ...options,
  compact: true,
  relative: false,
  yearless: false,
})

/** Dates that the page's metas declare. */
export function metaDates(page: PageDocument, options: DateOptions): DateCandidate[] {
  const candidates: DateCandidate[] = []
  const reading = declaredOptions(options)
  for (const { key, content, element } of page.metas) {
    const rank = publishedRank.get(key)
    const isModified = rank === undefined && MODIFIED.test(key) && !OTHER_DATES.test(key)
    const isPublished =
      rank !== undefined || (!isModified && OTHER_PUBLISHED.test(key) && !OTHER_DATES.test(key))
    if (!isPublished && !isModified) continue
    const moment = dateOf(content, reading)
    if (!moment) continue
    // An itemprop in the body belongs to the thing around it, which may be a teaser or a comment.
    const isLoose = element.attribs.itemprop !== undefined && !element.attribs.name
    candidates.push({
      moment,
      evidence: 'meta',
      role: isModified ? 'modified' : 'published',
      from: `meta ${key}`,
      score: 9 - (rank ?? 60) * 0.02 - (isLoose ? 0.6 : 0) - (vagueKeys.has(key) ? 2.2 : 0),
      place: null,
    })
  }
  return candidates
}

/** The JSON-LD objects about the article, the surest first. */
export function jsonLdArticles(page: PageDocument): { object: JsonObject; trust: number }[] {
  const title = titleKey(page.titleTag ?? '')
  const found = page.jsonLd.flatMap(object => {
    const types = jsonLdTypes(object)
    const isArticle = types.some(type => articleTypes.test(type))
    const isPage = types.some(type => pageTypes.test(type))
    if (!isArticle && !isPage && !('pubDate' in object)) return []
    const headline = [object.headline, object.name, object.title].find(
      value => typeof value === 'string',
    )
    const key = titleKey(headline ?? '')
    const isTitle =
      key.length >= 4 && (title.includes(key) || (title !== '' && key.includes(title)))
    return [{ object, trust: (isArticle ? 1 : isPage ? 0 : 0.5) + (isTitle ? 0.5 : 0) }]
  })
  return found.sort((a, b) => b.trust - a.trust)
}

/** Dates that the page's JSON-LD declares. */
export function jsonLdDates(page: PageDocument, options: DateOptions): DateCandidate[] {
  const reading = declaredOptions(options)
  const candidates: DateCandidate[] = []
  for (const { object, trust } of jsonLdArticles(page)) {
    for (const [key, role, size] of [
      ['datePublished', 'published', 0.5],
      ['pubDate', 'published', -1.2],
      ['dateCreated', 'published', -0.5],
      ['uploadDate', 'published', -1],
      ['dateModified', 'modified', 0],
      ['upDate', 'modified', 0],
    ] as const) {
      const moment = dateOf(object[key], reading)
      if (!moment) continue
      const score = 8.4 + trust * 0.5 + size
      candidates.push({
        moment,
        evidence: 'json-ld',
        role,
        from: `json-ld ${key}`,
        score,
        place: null,
      })
    }
  }
  return candidates
}

const SCRIPT_DATE =
  /"(?:datePublished|publishedAt|published_at|publishedDate|published_date|publishDate|publish_date|pubDate|pub_date|publishTime|publish_time|pubtime|ptime|firstPublished(?:At|Date|Time)?|first_published_at|date_published|publicationDate|publication_date|createdAt)\\?"\s?:\s?\\?"?([\d][^",}\\]{7,40})/
/** Inline data larger than this is not searched. */
const LONGEST_SCRIPT = 3_000_000

/** The first date that the data of an inline script names as that of publication. */
export function scriptDates(page: PageDocument, options: DateOptions): DateCandidate[] {
  for (const element of page.elements) {
    if (element.name !== 'script' || element.attribs.src !== undefined) continue
    const [child] = element.children
    const text = child && 'data' in child ? String(child.data) : ''
    if (text.length > LONGEST_SCRIPT) continue
    const found = SCRIPT_DATE.exec(text)
    const moment = found && dateOf(found[1]!, declaredOptions(options))
    if (moment) {
      return [
        {
          moment,
          evidence: 'meta',
          role: 'published',
          from: 'data of a script',
          score: 4.2,
          place: null,
        },
      ]
    }
  }
  return []
}
