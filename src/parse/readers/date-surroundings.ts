import { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'

const DATE_NAME =
  /date|time|pub|posted|submitted|meta|info|source|byline|dateline|laiyuan|shijian|published/
/** What only the date of publication is called. */
const PUBLISHED_NAME =
  /publish-?_?date|pub-?_?date|(?:article|post|entry)-?_?date|date-?_?published|pubtime|publish-?_?time/
/** Names of what stands beside an article: other articles, comments, calendars. */
const ELSEWHERE_NAME =
  /comment|related|sidebar|recommend|(?<!post-|entry-|article-)footer|pinglun|xiangguan/
const FOREIGN_NAME =
  /copyright|widget|teaser|breadcrumb|xgnews|weather|calendar|archive|popular|trending|more-?news|carousel|ticker|(?:^|[\s_-])(?:hot|rank|latest|events?|recent)(?:$|[\s_-])/

/** Of longer class lists the beginning is enough. */
const LONGEST_NAME = 200

/** How what the elements around a date are called speaks for it or against it. Near the title and behind a label that can mean nothing else, names weigh less. */
export function nameScore(element: unknown, isNearTitle: boolean, isLabelled = false): number {
  const names = namesAround(element)
  let score = PUBLISHED_NAME.test(names) ? 1.6 : DATE_NAME.test(names) ? 0.8 : 0
  if (ELSEWHERE_NAME.test(names) || (!isNearTitle && FOREIGN_NAME.test(names)))
    score -= isLabelled ? 1 : 2.5
  return score
}

/** Classes and ids of an element and the four around it, in lower case. */
export function namesAround(element: unknown): string {
  let names = ''
  let at = element
  for (let up = 0; up < 5 && at instanceof PageElement; up++, at = at.parent) {
    // What the whole page is called tells of its layout: `no-sidebars`, `comments-open`.
    if (at.name === 'body' || at.name === 'html') break
    const { class: className = '', id = '' } = at.attribs
    names += ` ${className.slice(0, LONGEST_NAME)} ${id.slice(0, LONGEST_NAME)}`
    if (at.name === 'footer' || at.name === 'aside') names += ' footer'
  }
  return names.toLowerCase()
}

/** The language that a page says it is written in, lower case with its region where it gives one; empty when it does not. */
export function statedLanguage(page: PageDocument): string {
  const html = page.elements.find(element => element.name === 'html')
  const locale = page.metas.find(({ key }) => key === 'og:locale' || key === 'content-language')
  const stated = (html?.attribs.lang ?? html?.attribs['xml:lang'] ?? '')
    .toLowerCase()
    .replace('_', '-')
  const other = (locale?.content ?? '').toLowerCase().replace('_', '-')
  return other.startsWith(stated) && other.length > stated.length ? other : stated || other
}
