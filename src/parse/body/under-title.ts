import type { AnyNode } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import {
  closest,
  hasProperty,
  isInside,
  type Line,
  metaContent,
  type PageDocument,
} from '../document.ts'
import type { Judgement } from './judge.ts'
import { bodyNamesOf, furnitureKind, isBodyName } from './names.ts'
import { isTitle, shownTitles, squeeze } from './trim.ts'

/** Rows of links with a paragraph or two under each: a stream of other news. */
const STREAM_ROWS = 3
const STREAM_RUN = 2
/** How much of a rival's text must stand under another headline before it is another article's. */
const FOREIGN_SHARE = 0.3
/** How much of a summary is looked for in a text. */
const SUMMARY_BEGIN = 14

/** The lines from a title to where something else begins. */
type Region = { title: Line; lines: Line[]; end: Line | null }

/**
 * The body of a short article that stands right under its title, where the text that was found instead stands under other
 * headlines: a stream of teasers, the next article on the page. Null where the text found is the title's own.
 */
export function chooseUnderTitle(
  page: PageDocument,
  judgement: Judgement,
  rival: PageElement[],
): PageElement[] | null {
  const region = findRegion(page, judgement)
  if (!region) return null
  const { lineWorth } = judgement
  const isOwn = (line: Line) => lineWorth[line.index]! > 0 || isSentenceOfBody(line)
  const own = region.lines.filter(isOwn)
  if (own.length === 0) return null

  const rivalLines = page.lines.filter(line => rival.some(root => holds(root, line)))
  const bodies = rootsIn(region, own, page)
  if (bodies && isFurniture(rival, judgement, bodies) && !tellsSummary(page, rivalLines))
    return bodies

  const ownIndexes = new Set(region.lines.map(line => line.index))
  const foreign = rivalLines.filter(line => !ownIndexes.has(line.index))
  const worthOf = (lines: Line[]) =>
    lines.reduce((sum, line) => sum + Math.max(0, lineWorth[line.index]!), 0)
  if (worthOf(foreign) <= worthOf(rivalLines) * FOREIGN_SHARE) return null

  if (!bodies || tellsSummary(page, foreign)) return null
  const isOther =
    isStream(foreign, lineWorth) || (region.end !== null && isOtherArticle(region, bodies, page))
  return isOther ? bodies : null
}

/** A sentence that is the whole of a body by its markup is one at any length. */
const isSentenceOfBody = ({ element, text, linkLength }: Line): boolean =>
  linkLength === 0 &&
  /[。！？.!?]$/.test(text) &&
  element instanceof PageElement &&
  hasProperty(element.attribs, 'articleBody')

const holds = (element: PageElement, line: Line) =>
  line.order >= element.order && line.order <= element.end

/** From the heading that shows the page's title to the next headline that is not of this article. */
function findRegion(page: PageDocument, { worth }: Judgement): Region | null {
  const titles = shownTitles(page)
  const title = page.lines.find(
    line => line.heading > 0 && !line.hidden && isTitle(line.text, titles),
  )
  if (!title) return null
  const article = closest(title.node, ['article'])
  const first = page.lines[title.index + 1]
  const isForeign = (line: Line) =>
    (article !== null && line.order > article.end) ||
    (line.heading > 0 && (isListHeading(line) || isNamedNext(line.element))) ||
    isTeaser(line, title, page.lines[line.index + 1]) ||
    (line.heading > 0 && isHeadline(line, title, titles) && !isSubheading(line, title, first))
  const named = page.elements.find(
    element => element.order > title.order && worth[element.order]! > 0 && isBody(element),
  )
  const isBehind = (line: Line) =>
    line.order > named!.end &&
    ((line.heading > 0 && line.heading <= 3) || isRow(line)) &&
    !isInBody(line, named!)
  const end =
    page.lines.find(
      line =>
        line.index > title.index && (isForeign(line) || (named !== undefined && isBehind(line))),
    ) ?? null
  return { title, end, lines: page.lines.slice(title.index + 1, end?.index) }
}

/** 最新快讯, Most read: what stands over a list of other stories. */
const isListHeading = ({ text }: Line): boolean =>
  text.length <= 24 && (NEXT_ONE.test(text) || LATEST.test(text))
const LATEST =
  /^(?:最新|滚动|滾動|即时|即時|快讯|快訊|热门|熱門|新着|人気|注目|ランキング|최신|인기|많이|주요 ?뉴스|latest|most|top (?:news|stories)|trending|popular|neueste|meistgelesen|aktuelle|les plus|dernières|lo más|últimas|più letti|ultime)/i

/** A linked headline of a list, with words of its own below it in the same item. */
function isTeaser(line: Line, title: Line, next: Line | undefined): boolean {
  if (!next || !isRow(line) || next.linkLength > 0) return false
  const item = closest(line.node, ['li'])
  return item !== null && item.order > title.order && holds(item, next)
}

/** A line that leads to another page. */
const isRow = (line: Line) => line.text.length >= 8 && line.linkLength > line.text.length * 0.5

/** Named like a body, and not as the lead that stands before one. */
const isBody = ({ attribs }: PageElement) => {
  const { class: className = '', id = '' } = attribs
  if (!hasProperty(attribs, 'articleBody') && !isBodyName(className, id)) return false
  return !leadNames.test(className)
}
const leadNames =
  /(?:^|[\s_-])(?:lead|lede|intro|introduction|standfirst|summary|abstract|teaser|excerpt|ingress|chapo|chapeau|dek|deck|sapo|vorspann|entradilla|sommario|daodu|zhaiyao|digest)(?:$|[\s_-])/i

/** A subheading of another element that is named like a body: the text goes on there. */
function isInBody(line: Line, named: PageElement): boolean {
  for (let at: AnyNode | null = line.element; at instanceof PageElement; at = at.parent) {
    if (at.order > named.order && isBody(at)) return true
  }
  return false
}

/** A heading that leads to another page, or stands as high as the title and says something else. */
const isHeadline = (line: Line, title: Line, titles: string[]) =>
  line.linkLength > line.text.length * 0.5 ||
  (line.heading <= Math.max(1, title.heading - 1) && !isTitle(line.text, titles)) ||
  (line.heading === title.heading && title.heading > 1 && isSameKind(line, title))

/** A lower heading that stands among the title's own paragraphs, in nothing of its own: a question, a part, also where it is a link. */
const isSubheading = (line: Line, title: Line, first: Line | undefined): boolean =>
  line.heading > title.heading &&
  first?.heading === 0 &&
  line.element.parent === title.element.parent &&
  line.element.parent === first.element.parent

/** Set with the same element and class: headlines of one list. */
const isSameKind = (a: Line, b: Line) =>
  a.element instanceof PageElement &&
  b.element instanceof PageElement &&
  a.element.name === b.element.name &&
  (a.element.attribs.class ?? '') === (b.element.attribs.class ?? '') &&
  closest(a.element, ['article', 'section', 'li']) !==
    closest(b.element, ['article', 'section', 'li'])

/** What holds the region's text: elements named like a body, or what is around it without the next headline. */
function rootsIn({ title, end }: Region, own: Line[], page: PageDocument): PageElement[] | null {
  const limit = end?.order ?? Number.POSITIVE_INFINITY
  const isIn = (element: PageElement) => element.order > title.order && element.end < limit
  const named = page.elements.filter(
    element => isIn(element) && isBody(element) && own.some(line => holds(element, line)),
  )
  if (named.length > 0)
    return named.filter(one => !named.some(other => other !== one && isInside(one, other)))

  const article = closest(title.node, ['article'])
  if (article && article.end < limit) return [article]
  let around: AnyNode | null = own[0]!.element
  while (around instanceof PageElement && !own.every(line => holds(around as PageElement, line)))
    around = around.parent
  return around instanceof PageElement && around.end < limit ? [around] : null
}

/** The text found stands in what is called after furniture, and the title's own apart from it in what is called a body. */
const isFurniture = (rival: PageElement[], { furniture }: Judgement, bodies: PageElement[]) =>
  bodies.some(isBody) &&
  !bodies.some(body =>
    rival.some(one => one === body || isInside(one, body) || isInside(body, one)),
  ) &&
  rival.every(
    ({ order, attribs }) =>
      furniture[order] === 1 || furnitureKind(attribs.class ?? '', attribs.id ?? '') === 'strong',
  )

/** Headlines that lead away, each with next to no text under it. */
function isStream(lines: Line[], lineWorth: Float64Array): boolean {
  let rows = 0
  let run = 0
  let longest = 0
  for (const line of lines) {
    if (line.linkLength > line.text.length * 0.5) {
      if (line.text.length >= 6) rows++
      run = 0
    } else if (lineWorth[line.index]! > 0) longest = Math.max(longest, ++run)
  }
  return rows >= STREAM_ROWS && longest <= STREAM_RUN
}

/** A headline outside the body that was found: what stands under it is told there, and not here. */
function isOtherArticle({ end, title }: Region, roots: PageElement[], page: PageDocument): boolean {
  const isNamed = roots.some(isBody)
  const isOwn = isNamed || roots[0]?.name === 'article'
  if (!isOwn && !(isNextOne(end!) && standsWith(title, roots))) return false
  const headline = page.lines.find(line => line.index >= end!.index && line.heading > 0)
  // Buttons to share may stand between this text and the next article.
  if (headline && isApart(title, headline)) return true
  if (end!.heading === 0 || roots.some(root => holds(root, end!))) return false
  // A part of the same name behind a subheading goes on with this article.
  const names = new Set(roots.flatMap(bodyNamesOf))
  const goesOn = page.elements.some(
    element =>
      element.order > end!.order &&
      isBody(element) &&
      bodyNamesOf(element).some(name => names.has(name)),
  )
  if (goesOn && !leadsOn(end!) && end!.heading > 1 && end!.heading > title.heading) return false
  return headline !== undefined && headline.index - end!.index <= 12
}

/** Each headline stands in an `article` of its own, side by side. */
function isApart(title: Line, end: Line): boolean {
  const own = closest(title.node, ['article'])
  const next = closest(end.node, ['article'])
  return own !== null && next !== null && next.order > own.end && next.parent === own.parent
}

/** A headline that is a link, or says that it is the next one: what is under it is another article. */
const leadsOn = (line: Line) => line.linkLength > line.text.length * 0.5 || isNextOne(line)
/** The same, said in words by the headline or by what it stands in. */
const isNextOne = (line: Line) =>
  NEXT_ONE.test(line.text) || isListHeading(line) || isNamedNext(line.element)
const isNamedNext = (element: AnyNode | null): boolean => {
  for (let at = element, up = 0; at instanceof PageElement && up < 3; up++, at = at.parent) {
    if (
      /(?:^|[\s_-])(?:next|related|further|more|recommend\w*|upnext|pick-?ups?|osusume)(?:$|[\s_-])/i.test(
        at.attribs.class ?? '',
      )
    )
      return true
  }
  return false
}
const NEXT_ONE =
  /^(?:下一[篇则則条條]|接下来|接下來|继续阅读|繼續閱讀|更多|推荐|推薦|相关|相關|延伸|猜你|up next|next (?:article|story|up|post)|read next|more (?:from|news|stories)|related|als nächstes|nächster|weitere|mehr|à lire|article suivant|siguiente|次の記事|関連|다음 기사|관련)/i

/** The text stands beside its title, in what holds them both and nothing of the next article, or right under it. */
function standsWith(title: Line, roots: PageElement[]): boolean {
  const [root] = roots
  if (!root || leadNames.test(`${root.attribs.class ?? ''} ${root.attribs.id ?? ''}`)) return false
  const holder = root.order < title.order ? root : root.parent
  const isBeside = holder instanceof PageElement && holder.name !== 'body' && holds(holder, title)
  return isBeside || root.order - title.order <= NEAR_TITLE
}

/** Elements between a title and a text that stands right under it. */
const NEAR_TITLE = 12

/** The page's own summary stands in these lines: they are its article after all. */
function tellsSummary(page: PageDocument, lines: Line[]): boolean {
  const summary = squeeze(metaContent(page, 'og:description', 'description') ?? '').slice(
    0,
    SUMMARY_BEGIN,
  )
  return summary.length >= SUMMARY_BEGIN && lines.some(line => squeeze(line.text).includes(summary))
}
