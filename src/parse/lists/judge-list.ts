import type { AnyNode } from 'domhandler'
import type { Link } from '../../model/link.ts'
import { remember } from '../../text/remember.ts'
import { hintsOf, PageElement } from '../document.ts'
import { inlineTags } from '../scan-lines.ts'
import type { Strip } from './find-strips.ts'
import { lineOf } from './line-of.ts'
import type { PageMeasure } from './measure-page.ts'
import { widthOf } from './page-anchors.ts'

/** What a row came to. */
export type DraftRow = {
  link: Link
  /** It prints a date, or stands under one. */
  isPrinted: boolean
  /** The date is plainly the row's, and no part of its headline. */
  isSure: boolean
}

/** Why a list need not be looked into: it frames the content, or is a menu of short words. Null for all others. */
export function whyNotLooked(strip: Strip, measure: PageMeasure): string | null {
  if (placeOf(strip) === 'frame') return 'it stands in what frames the content'
  const width = mean(strip.rows.map(({ anchors }) => anchors[0]!.width))
  const text = strip.rows.reduce((sum, row) => sum + measure.textLength[row.element.order]!, 0)
  const titles = strip.rows.reduce((sum, row) => sum + row.anchors[0]!.text.length, 0)
  const between = strip.events.some(
    event => event.kind === 'gap' || (event.kind === 'row' && event.nodes.length > 1),
  )
  // Promoted links have no width of their own; short words with nothing beside them are a menu.
  const mayBe = width === 0 || width >= 9 || between || text > titles + 2 * strip.rows.length
  return mayBe ? null : 'a menu of short words'
}

/** Whether a list is one of news, and why. */
export type Verdict = { isNews: boolean; why: string }
const taken = (why: string): Verdict => ({ isNews: true, why })
const left = (why: string): Verdict => ({ isNews: false, why })

/** Tells a list of news from navigation, tags, footers, pagers and calendars. */
export function judgeList(
  rows: DraftRow[],
  strip: Strip,
  measure: PageMeasure,
  { heading, announced }: { heading: string | null; announced: boolean },
): Verdict {
  if (heading !== null && commentHeading.test(heading))
    return left('its heading is that of comments')
  if (heading !== null && sourcesHeading.test(heading))
    return left('its heading is that of references')
  const said = rows.filter(({ link }) => widthOf(link.title) >= 2 && !isDateTitle(link.title))
  if (said.length === 0 || said.length < rows.length * 0.5)
    return left('most of its rows are called after a day or after nothing')

  const width = mean(said.map(({ link }) => widthOf(link.title)))
  if (width < 20 && share(said, ({ link }) => isPersonAddress(link.url)) > 0.5)
    return left('its links lead to persons')
  // The line under a headline holds its date and a link to the outlet or the writer.
  if (rows.length <= 2 && !isPlainRow(said, strip, measure, width))
    return left('one or two links that are no headlines of articles')
  if (isProse(strip, said)) return left('its links stand in running text')
  if (width < 12 && isNamesInText(said, strip, measure))
    return left('its links are names in a text or a table')
  const dated = rows.filter(row => row.isPrinted).length
  if (dated >= 2 && dated >= rows.length * 0.4) return taken(`${dated} of its rows print a date`)
  const sure = rows.filter(row => row.isSure).length
  if (sure > 0 && sure >= rows.length * 0.4)
    return width >= 4 ? taken('its row prints a date') : left('too short for a headline')

  const headlines = share(said, ({ link }) => widthOf(link.title) >= 16)
  if (announced)
    return rows.length >= 2 && headlines >= 0.5
      ? taken('its heading says that it is a list of news')
      : left('it is announced as news, but its rows are no headlines')
  const articles = share(said, ({ link }) => isArticleAddress(link.url))
  if (rows.length < 3)
    return headlines === 1 && rows.every(({ link }) => link.published !== null)
      ? taken('its headlines have a day in their address')
      : left('fewer than three rows, and no date')
  return width >= 18 && headlines >= 0.6 && articles >= 0.5
    ? taken('its rows are headlines that lead to articles')
    : left('no dates, and its rows are too short or lead to no articles')
}

/** One or two links are a list when they have headlines, lead to articles, and their blocks are no texts with a link. */
function isPlainRow(rows: DraftRow[], strip: Strip, measure: PageMeasure, width: number): boolean {
  if (width < 16 || rows.some(({ link }) => isColumnAddress(link.url) || isHome(link.url)))
    return false
  const titles = rows.reduce((sum, { link }) => sum + link.title.length, 0)
  const text = strip.rows.reduce((sum, row) => sum + measure.textLength[row.element.order]!, 0)
  return text <= 4 * titles + 120 * strip.rows.length
}

const commentHeading =
  /跟[帖贴]|(?:网友|全部|最新|热门|精彩|发表|查看|\d条?)评论|评论(?:区|列表|\d)|留言|读者来信|コメント|댓글|\bcomments?\b|\brepl(?:y|ies)\b/i

/** What an encyclopedia or a study cites is dated too. */
const sourcesHeading =
  /参考(?:资料|文献|来源)|參考(?:資料|文獻)|外部链接|外部連結|脚注|引用|^references|citations|external links|bibliography|footnotes/i

/** Pages of users and writers. */
const isPersonAddress = (url: string) =>
  /[/_.?&-](?:users?|u|members?|authors?|people|profile|space|home\?mod=space|passport|uid|userid|ask_user_home)(?:[/_.=?-]|$)/i.test(
    url.replace(/^https?:\/\//, ''),
  )

/** The front page of a site is no article. */
const isHome = (url: string) => /^https?:\/\/[^/?#]+\/?$/.test(url)

/** Pages that collect articles. */
const isColumnAddress = (url: string) =>
  /^[^?#]*\/(?:category|categories|tags?|topics?|columns?)\//i.test(url)

/** Rows of a calendar or an archive are called after days and months. */
const isDateTitle = (title: string) =>
  /^[\d\s年月日/.:-]+(?:[(（]\d+[)）])?$/.test(title) ||
  /^[A-Z][a-z]+ \d{4}(?: \(\d+\))?$/.test(title)

const commentPlace =
  /comment|pinglun|(?:^|[\s_-])(?:reply|replies|discuss|guestbook|liuyan)(?:$|[\s_\d-])/

const furniturePlace =
  /(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|position|location|pager|pagination|pagenav|paging|footer|foot|bottom-?nav|copyright|friend-?links?|links?|yqlj|tags?|tag-?cloud|toolbar|topbar|sitemap|login|share|bdsharebuttonbox|language|lang|archives?|calendar)(?:$|[\s_\d-])|(?:^|\s)pages?(?:$|[\s_\d-])/

/** The classes of these say what kind of page it is (`archive category`), not where on it a list stands. */
const wholePage = new Set(['html', 'body', 'main'])

/** What holds the lists of a page is asked for each of them. */
const isCommentPlace = remember(hints => commentPlace.test(hints))
const isFurniturePlace = remember(hints => furniturePlace.test(hints))

/** Where a list stands: among the content, or in what frames it. */
function placeOf(strip: Strip): 'content' | 'frame' {
  // From the row on, which may be the whole footer.
  let at: PageElement | Strip['container'] = strip.rows[0]!.element
  for (let up = 0; at instanceof PageElement; up++) {
    if (at.name === 'nav' || at.name === 'footer' || at.attribs.role === 'navigation')
      return 'frame'
    if (
      at.name === 'aside' &&
      /(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*)(?:$|[\s_\d-])/.test(hintsOf(at))
    )
      return 'frame'
    if (
      up > 0 &&
      up < 4 &&
      !wholePage.has(at.name) &&
      isFurniturePlace(hintsOf(at)) &&
      !/news|list|article|content|xw/.test(hintsOf(at))
    )
      return 'frame'
    if (up < 6 && !wholePage.has(at.name) && isCommentPlace(hintsOf(at))) return 'frame'
    at = at.parent as PageElement
  }
  return 'content'
}

/** Where titles are short and much else stands between them, the links are names in a text or a table. */
function isNamesInText(rows: DraftRow[], strip: Strip, measure: PageMeasure): boolean {
  const titles = rows.reduce((sum, { link }) => sum + link.title.length, 0)
  let between = 0
  for (const event of strip.events) {
    if (event.kind !== 'gap') continue
    const { node, isBlock } = event
    if (isBlock && !(node instanceof PageElement && /^t[dh]$/.test(node.name))) continue
    between += node instanceof PageElement ? measure.textLength[node.order]! : lineOf(node).length
  }
  for (const { element } of strip.rows) {
    if (element.name === 'tr') between += measure.textLength[element.order]!
  }
  // A date for each row is what stands between the rows of a list.
  return between - 12 * strip.rows.length > 3 * titles
}

/**
 * Links within running text are no list. Only rows that stand on a line or in a paragraph can be such;
 * counted are the letters around them, of which a date has few.
 */
function isProse(strip: Strip, rows: DraftRow[]): boolean {
  let inText = 0
  let letters = 0
  for (const event of strip.events) {
    if (event.kind === 'gap') letters += event.isBlock ? 0 : countLetters(event.node)
    else if (event.kind === 'row') {
      const { element, anchors } = event.row
      if (event.nodes.length === 1 && element.name !== 'p' && !inlineTags.has(element.name))
        continue
      inText++
      for (const node of event.nodes) letters += countLetters(node)
      letters -= countLetters(anchors[0]!.element)
    }
  }
  if (inText * 2 <= strip.rows.length) return false
  const articles = share(rows, ({ link }) => isArticleAddress(link.url))
  return letters > inText * (rows.length <= 2 || articles < 0.5 ? 6 : 14)
}

/** Letters of one flood of text are not those of many texts. */
const MOST_LETTERS = 300

/** Names of months, and what brackets say of a file. */
const BESIDE =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\b\.?|[(（](?:PDF|DOCX?|XLSX?|ZIP|HTML|[\d.,]+\s?[KMG]B|[\s,，、])+[)）]/gi

function countLetters(node: AnyNode): number {
  const text = lineOf(node)
    .slice(0, 3 * MOST_LETTERS)
    .replace(BESIDE, '')
  return Math.min(MOST_LETTERS, text.replace(/[\d\s\p{P}\p{S}年月日时分]+/gu, '').length)
}

/** An article's address has a number, a day or a long name in it; a column's is a short word. */
function isArticleAddress(url: string): boolean {
  const [, pathname = '', search = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/.exec(url) ?? []
  const last = pathname.split('/').filter(Boolean).at(-1) ?? ''
  if (
    /\d{4,}|[\da-f]{16,}/.test(last) ||
    /[?&](?:(?:\w*id|n|p)=\w+|(?!page|cur)\w*(?:no|seq|idx|sn|key)=\d{2,})/i.test(search)
  )
    return true
  if (/\d/.test(last) && /\.s?html?$/.test(last)) return true
  if ((last.match(/-/g)?.length ?? 0) >= 3 || ARTICLE_FOLDER.test(pathname)) return true
  return /\/(?:19|20)\d{2}[-/]?\d{1,2}/.test(pathname) || /\/\d{3,}\/?$/.test(pathname)
}

/** /article/0-tram, /artikel/…: a folder that is named for what stands in it. */
const ARTICLE_FOLDER =
  /\/(?:articles?|story|stories|artikel|beitrag|articolo|articoli|artigos?|articulos?|actualite|actu|noticia|notizia|nyhet|nieuws|post)\/[^/]{4,}\/?$/i

const mean = (numbers: number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1)
const share = <T>(all: T[], is: (one: T) => boolean) => all.filter(is).length / (all.length || 1)
