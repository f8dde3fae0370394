import { readEpoch } from '../../text/epoch.ts'
import { letterKey } from '../../text/letter-key.ts'
import { type DateOptions, type Moment, readDate } from '../../text/read-dates.ts'
import type { ArticleLayout } from '../article-layout.ts'
import { PageElement } from '../build-tree.ts'
import { type PageDocument, textOf } from '../document.ts'
import { type EvidenceName, keyWorth } from './date-evidence.ts'
import { type Described, describedThings } from './described-thing.ts'
import { isOfOtherItem } from './published-attributes.ts'
import { candidateOf, type DateCandidate } from './published-candidate.ts'

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

/** The moment that a declared value gives: a text, a number, or the first of several. */
export function declaredMoment(value: unknown, options: DateOptions): Moment | null {
  const [first] = Array.isArray(value) ? value : [value]
  const text = typeof first === 'number' ? String(first) : first
  if (typeof text !== 'string' || text.length > 120) return null
  const at = readEpoch(text, options.now)
  if (at) return { precision: 'minute', at, zone: 'UTC' }
  return readDate(text, { ...options, compact: true, relative: false, yearless: false })
}

/** Dates that the page's metas declare. */
export function metaDates(
  page: PageDocument,
  layout: ArticleLayout,
  options: DateOptions,
): DateCandidate[] {
  const candidates: DateCandidate[] = []
  for (const { key, content, element } of page.metas) {
    const rank = publishedRank.get(key)
    const isModified = rank === undefined && MODIFIED.test(key) && !OTHER_DATES.test(key)
    const isPublished =
      rank !== undefined || (!isModified && OTHER_PUBLISHED.test(key) && !OTHER_DATES.test(key))
    if (!isPublished && !isModified) continue
    const moment = declaredMoment(content, options)
    if (!moment) continue
    // An itemprop in the body belongs to the thing around it, which may be a teaser or a comment.
    const isLoose = element.attribs.itemprop !== undefined && !element.attribs.name
    if (isLoose && isOfOtherHeadline(element, page, layout)) continue
    candidates.push(
      candidateOf(vagueKeys.has(key) ? 'vagueMeta' : 'publishedMeta', {
        moment,
        role: isModified ? 'modified' : 'published',
        from: `meta ${key}`,
        more: -(rank ?? 60) * 0.02 - (isLoose ? 0.6 : 0),
      }),
    )
  }
  return candidates
}

/** An item that stands apart from title and text, and is headed otherwise: a teaser. A copy for search engines repeats the headline. */
function isOfOtherHeadline(element: PageElement, page: PageDocument, layout: ArticleLayout) {
  if (!isOfOtherItem(element, page, layout)) return false
  const item = element.parent
  if (!(item instanceof PageElement) || layout.title === '') return false
  const headline = page.elements
    .slice(item.order, item.end + 1)
    .find(({ attribs }) => /(?:^|\s)(?:headline|name)(?:\s|$)/.test(attribs.itemprop ?? ''))
  const said = headline ? (headline.attribs.content ?? textOf(headline)) : ''
  return said !== '' && letterKey(said) !== letterKey(layout.title)
}

const rowOf = ({ kind, thing }: Described): EvidenceName => {
  if (thing === 'another thing') return 'otherThing'
  if (kind === 'work') return 'ownWork'
  if (kind === 'article') return thing === 'this page' ? 'ownArticle' : 'unnamedArticle'
  return thing === 'this page' ? 'ownPage' : 'unnamedPage'
}
/** A work without a name (a clip, a review) may be anything on the page. */
const NAMELESS_WORK = -2.8

/** Dates that the page's JSON-LD declares, each with the thing that it describes. */
export function jsonLdDates(
  page: PageDocument,
  title: string,
  options: DateOptions,
): DateCandidate[] {
  const candidates: DateCandidate[] = []
  for (const described of describedThings(page, title)) {
    const { object, kind, thing } = described
    for (const [key, worth] of Object.entries(keyWorth)) {
      const moment = key in object ? declaredMoment(object[key], options) : null
      if (!moment) continue
      const isNameless = kind === 'work' && thing === 'not known'
      candidates.push(
        candidateOf(rowOf(described), {
          moment,
          role: /^(?:dateModified|upDate)$/.test(key) ? 'modified' : 'published',
          from: `json-ld ${key}`,
          thing,
          more: kind === 'work' ? (isNameless ? NAMELESS_WORK : 0) : worth,
        }),
      )
    }
  }
  return candidates
}
