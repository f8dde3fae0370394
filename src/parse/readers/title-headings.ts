import type { AnyNode, Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { letterKey } from '../../text/letter-key.ts'
import { isHiddenByClass } from '../body/names.ts'
import { datePattern } from '../body/trim-patterns.ts'
import { PageElement } from '../build-tree.ts'
import {
  addressOn,
  closest,
  collapseSpaces,
  hasProperty,
  type Line,
  metaContent,
  type PageDocument,
  textOf,
  walk,
} from '../document.ts'
import { creditRow } from './credit-labels.ts'
import { labelledParts } from './credit-lines.ts'

/** A heading of the page, or an element that is named like a title. */
export type Heading = {
  /** Its text without a kicker that stands inside it. */
  text: string
  /** The words above the title that pages put into the heading itself, in an element of their own. */
  kicker: string | null
  /** The words below the title that stand in the heading too. */
  subtitle: string | null
  line: Line
  /** How much it looks like the title of the article, before anything agrees with it. */
  score: number
  from: string
  /** Shown as a heading: not hidden from view, not the last step of a breadcrumb. */
  isPlain: boolean
  /** The name of the site, with which the page's own `<title>` begins. */
  isSite: boolean
}

/** How many lines above the body an element that is only named like a title is looked for. */
const NAMED_REACH = 15
/** How many lines below the beginning of the body a title may stand. */
const BELOW = 12
const MOST_HEADINGS = 40

const kickerNames =
  /kicker|topline|overline|overtitle|roofline|dachzeile|spitzmarke|eyebrow|super-?title|supra-?title|pre-?title|over-?title|rubric|surtitre|antetitulo|antet[ií]tulo|occhiello|chapeau-?titre|yinti|jianti|shoulder/i
const subtitleNames =
  /sub-?(?:title|headline|head|line)|standfirst|(?:^|[\s_-])(?:de(?:c)?k|sub|futi|fubiaoti|fu-?biao)(?:$|[\s_-])/i
const hiddenNames =
  /sr-only|visually-?hidden|screen-?reader|element-invisible|(?:^|[\s_-])hidden(?:$|\s)/i
const titleNames =
  /(?:^|[\s_-])(?:title|headline|biaoti|tit)(?:$|[\s_-])|(?:article|news|post|entry|detail|main|content|page|pg|doc|info|art|con|xx|wz|nr|zw)[-_]?(?:title|headline|tit|bt|biaoti)(?:$|[\s_-])/i

/** The headings that could be the title, in page order, each with a score for its level, its place and its name. */
export function findHeadings(page: PageDocument, bodyStart: number): Heading[] {
  const groups = groupByHeading(page, bodyStart)
  const firsts = groups.filter(group => group.level === 1 && group.isPlain)
  // A page's only h1 is likely its title wherever it stands; of several the nearest counts most.
  const isOnlyFirst = new Set(firsts.map(group => group.text)).size === 1
  let others = 0
  const found: Heading[] = []
  for (const group of groups.reverse()) {
    if (group.level !== 1 && ++others > MOST_HEADINGS) continue
    const isFirst = group.level === 1 && group.isPlain
    const distance = Math.abs(bodyStart - group.line.index)
    const isNear = distance <= 15
    const nearness = isNear ? 1 : isFirst && isOnlyFirst ? 0.75 : distance <= 40 ? 0.7 : 0.4
    // Where the h1 is only the end of a breadcrumb, the heading that is shown comes next in rank.
    const level =
      firsts.length === 0 && group.level === 2 && distance <= NAMED_REACH ? 1 : group.level
    const isSite = isSiteHeading(group, groups, page)
    const rank =
      !group.isPlain || isSite ? 1 : level === 1 ? 5 : level === 2 || group.isNamed ? 2 : 1
    found.push({
      text: group.text,
      kicker: group.kicker,
      subtitle: group.subtitle,
      line: group.line,
      score:
        rank * nearness + (group.isNamed ? 0.5 : 0) - (group.line.index >= bodyStart ? 1.5 : 0),
      from: group.level > 0 ? `h${group.level}` : 'element named title',
      isPlain: group.isPlain,
      isSite: isSite && page.titleTag?.startsWith(group.text) === true,
    })
  }
  return found.reverse()
}

type Group = {
  text: string
  kicker: string | null
  subtitle: string | null
  line: Line
  level: number
  isNamed: boolean
  /** Shown as a heading: not hidden from view, not the last step of a breadcrumb. */
  isPlain: boolean
  /** A link to the front page. */
  isHome: boolean
}

/** One group a heading element, however many lines it shows. */
function groupByHeading(page: PageDocument, bodyStart: number): Group[] {
  const groups: Group[] = []
  let last: PageElement | null = null
  for (const line of page.lines.slice(0, bodyStart + BELOW)) {
    const heading = line.heading > 0 ? headingOf(line) : namedElement(line, bodyStart)
    if (!heading || heading === last) continue
    last = heading
    const { title, kicker, subtitle } = splitKicker(heading, page)
    const text = title === '' ? line.text : title
    if (text.length > 250) continue
    const isHome = linksHome(heading, page)
    const isTag = (page.titleTag ?? '').startsWith(textOf(heading))
    groups.push({
      text,
      kicker,
      subtitle,
      line,
      level: line.heading,
      isNamed: isNamedTitle(heading),
      isPlain: isShownPlainly(heading) && (!isHome || isTag),
      isHome,
    })
  }
  return groups
}

function headingOf(line: Line): PageElement | null {
  for (let at: AnyNode | null = line.node; at; at = at.parent) {
    if (at instanceof PageElement && /^h[1-6]$/.test(at.name)) return at
  }
  return null
}

function namedElement(line: Line, bodyStart: number): PageElement | null {
  const { element } = line
  const isNear = Math.abs(bodyStart - line.index) <= NAMED_REACH
  if (!isNear || !(element instanceof PageElement)) return null
  if (isNamedTitle(element)) return element
  // `<div class="article-title"><p>`: the only element in the one that is named.
  const { parent } = element
  const isOnly = parent instanceof PageElement && parent.end === element.end
  return isOnly && isNamedTitle(parent) && parent.order + 1 === element.order ? parent : null
}

function isNamedTitle({ attribs }: PageElement): boolean {
  const { class: className = '', id = '' } = attribs
  return hasProperty(attribs, 'headline') || titleNames.test(`${className} ${id}`)
}

function isShownPlainly(heading: PageElement): boolean {
  if (hiddenNames.test(heading.attribs.class ?? '')) return false
  let at: AnyNode | null = heading
  for (let up = 0; at instanceof PageElement && up < 4; up++, at = at.parent) {
    const { class: className = '', id = '' } = at.attribs
    if (/breadcrumb|crumbs/i.test(`${className} ${id} ${Object.keys(at.attribs).join(' ')}`)) {
      return false
    }
  }
  return true
}

/** A heading at one end of `<title>`, with another of the page's at its other: the site's name, in an h1 of its own. */
function isSiteHeading(
  { text, isHome }: { text: string; isHome: boolean },
  groups: { text: string }[],
  page: PageDocument,
): boolean {
  const tag = page.titleTag ?? ''
  if (text.length > LONGEST_NAME || tag === text) return false
  const others = [
    ...groups.map(other => other.text),
    metaContent(page, 'articletitle', 'og:title') ?? '',
  ].filter(other => other !== text && other.length >= 4 && !other.includes(text))
  // 例市人民政府 通知公告 关于…的通知: or `<title>` begins with it, and ends with the other.
  if (isHome && tag.startsWith(text) && others.some(other => tag.endsWith(other))) return true
  return (
    (tag.endsWith(text) &&
      others.some(other => tag.startsWith(other) && (HOUSE.test(text) || !HOUSE.test(other)))) ||
    (tag.startsWith(text) &&
      HOUSE.test(text) &&
      others.some(other => other.length > text.length && !HOUSE.test(other) && tag.endsWith(other)))
  )
}

/** How the owners of sites are called. */
const HOUSE =
  /(?:人民政府|政府|委员会|委員會|管委会|办公室|厅|廳|局|署|部|网|網|网站|網站|在线|線上|日报|日報|报|報|社|集团|集團|公司|协会|協會|중앙회|시청|군청|청|부|省|庁|Government|Ministry|Department|Council|Agency|Commission|News|Times|Post)$/i

/** A heading that is a link to the front page: the site's name, unless `<title>` begins with it and ends with no other heading. */
function linksHome(heading: PageElement, page: PageDocument): boolean {
  const link =
    closest(heading, ['a']) ?? page.elements.slice(heading.order + 1, heading.end + 1).find(isLink)
  const address = link ? addressOn(page, link.attribs.href) : null
  if (!address || !/^https?:\/\/[^/]+\/?(?:index\.\w{2,5})?$/.test(address)) return false
  return new URL(page.url).pathname.length > 1 && textOf(heading).length <= LONGEST_NAME
}
/** No site has a longer name. */
const LONGEST_NAME = 40
const isLink = ({ name }: PageElement) => name === 'a'

/** The text of a heading, and apart from it what stands in an element that is named like a kicker. */
function splitKicker(heading: PageElement, page: PageDocument) {
  let title = ''
  let subtitle = ''
  let kicker = ''
  let inside: AnyNode | null = null
  walk(heading, {
    enter(node) {
      if (isText(node)) {
        if (inside) kicker += node.data
        else title += node.data
      } else if (isTag(node) && node !== heading) {
        if (silentTags.has(node.name) || isControl(node) || isForEarsOnly(node)) return false
        if (isDateline(node) || isCount(node)) return false
        if (node.name === 'br') title += ' '
        const isAbove = title.trim() === ''
        if (!isAbove && (isDateLine(node) || isLabel(node, page))) return false
        if (!isAbove && isSubtitle(node, page)) {
          subtitle = collapseSpaces(textOf(node)).replace(/^[—–:：|-]+\s*/, '')
          return false
        }
        if (!inside && isAbove && kickerNames.test(node.attribs.class ?? '')) inside = node
        else if (!inside && isExtra(node, heading, page)) return false
        else if (!inside && blockLike.has(node.name)) title += ' '
      }
      return true
    },
    leave(node) {
      if (node === inside) inside = null
      else if (isTag(node) && blockLike.has(node.name)) title += ' '
    },
  })
  const cleanKicker = collapseSpaces(kicker).replace(/\s*[:：|]\s*$/, '')
  return {
    title: collapseSpaces(title).replace(
      kicker === '' ? /^[:：|]\s*/ : /^(?:[:：|·•]|[-–—](?=\s))\s*/,
      '',
    ),
    kicker: cleanKicker === '' ? null : cleanKicker,
    subtitle: subtitle === '' ? null : subtitle,
  }
}

/** `<span>Live</span> …`, `…<span>4 min read</span>`: words at an edge without which the heading is what `<title>` or a meta says. */
function isExtra(element: Element, heading: PageElement, page: PageDocument): boolean {
  const key = letterKey(textOf(element))
  const whole = letterKey(textOf(heading))
  if (
    key === '' ||
    key.length * 2 > whole.length ||
    subtitleNames.test(element.attribs.class ?? '')
  )
    return false
  const told = toldTitles(page)
  return (
    (whole.endsWith(key) && told.has(whole.slice(0, -key.length))) ||
    // A kicker of several words is a part of the headline; a badge is one.
    (key.length <= LONGEST_BADGE &&
      whole.startsWith(key) &&
      told.has(whole.slice(key.length)) &&
      !/[:：]\s*$/.test(textOf(element)))
  )
}

/** The titles that `<title>` and the metas give, and the parts of the first, as letters alone. */
function toldTitles(page: PageDocument): ReadonlySet<string> {
  const before = known.get(page)
  if (before) return before
  const tag = page.titleTag ?? ''
  const told = [tag, ...tag.split(TAG_PARTS), metaContent(page, 'og:title', 'articletitle') ?? '']
  const keys = new Set(told.map(letterKey).filter(key => key.length >= SHORTEST_TOLD))
  known.set(page, keys)
  return keys
}
const known = new WeakMap<PageDocument, ReadonlySet<string>>()
const TAG_PARTS = /\s*[|｜_]\s*|\s[-–—·•<>]\s|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])/u
const SHORTEST_TOLD = 6
const LONGEST_BADGE = 12

/** `<h1>…<small>`: smaller words below the title, which `<title>` and the metas leave out. */
function isSubtitle(element: Element, page: PageDocument): boolean {
  const { class: className = '', id = '' } = element.attribs
  if (element.name !== 'small' && !subtitleNames.test(`${className} ${id}`)) return false
  const key = letterKey(textOf(element))
  const told = [page.titleTag, metaContent(page, 'og:title', 'articletitle')]
  return key.length >= 2 && !told.some(title => letterKey(title ?? '').includes(key))
}

/** `<h1>…<span class="tag">`: what kind of text or account it is, behind the title; `<title>` and the metas leave it out. */
function isLabel(element: Element, page: PageDocument): boolean {
  const key = letterKey(textOf(element))
  if (key === '' || key.length > MOST_LABEL || !labelNames.test(element.attribs.class ?? ''))
    return false
  return !(page.titleTag ?? '').split(/\s*[|｜_]\s*/).some(part => letterKey(part).endsWith(key))
}
const labelNames =
  /(?:^|[\s_-])(?:tags?|labels?|flags?|marks?|rank|status|type|cate|category|column|topic)(?:$|[\s_-])/i

/** Some systems print the line of date and source in the heading, below the title: `<h1>…<br><span>2026-11-23 09:30 来源：…`. */
function isDateLine(element: Element): boolean {
  const text = textOf(element)
  if (!dateFirst.test(text)) return false
  const before =
    element.prev && isText(element.prev) && element.prev.data.trim() === ''
      ? element.prev.prev
      : element.prev
  return (before && isTag(before) && before.name === 'br') || besideDate.test(text)
}
const dateFirst =
  /^\s*[（([]?(?:[^\d\s]{1,6}[:：]\s?)?(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}/
const besideDate = /\d{1,2}[:：]\d{2}|来源|來源|作者|编辑|编辑|點擊|点击|浏览|瀏覽|阅读|評論|评论/

const silentTags = new Set(['script', 'style', 'svg', 'template', 'audio', 'video', 'noscript'])

const controlNames =
  /(?:^|[\s_-])(?:btn|button|audio|player|listen|tts|speech|voice|share|bdshare|tool|tools|toolbar|icon|favou?rite|bookmark|collect|copy|edit|editsection|anchor|permalink|headerlink|tooltip|badge|badges|pill|chip|premium|paywall|plus-?icon|lock|yuyin|bobao|langdu)(?:$|[\s_-])/i

/** Something to press inside a heading: play, share, copy the address. Its label is no part of the title. */
function isControl(element: Element): boolean {
  const { class: className = '', role = '' } = element.attribs
  if (element.name === 'button' || role.toLowerCase() === 'button') return true
  if (!controlNames.test(className)) return false
  const text = collapseSpaces(textOf(element))
  return text.length <= (/\p{Script=Latin}/u.test(text) ? MOST_LATIN_LABEL : MOST_LABEL)
}
/** A button says no more. */
const MOST_LABEL = 12
const MOST_LATIN_LABEL = 28

/** The number of comments or readers: `(31)`. */
const isCount = (element: Element): boolean =>
  /count|num|comment|view|read|hits|reply/i.test(element.attribs.class ?? '') &&
  /^[(（[【]?\s?\d{1,7}\s?[)）\]】]?$/.test(collapseSpaces(textOf(element)))

/** Marks that only separate what a screen reader reads out, or what is hidden from view. */
const isForEarsOnly = ({ attribs }: Element) =>
  attribs.role === 'presentation' ||
  (attribs.class !== undefined && isHiddenByClass(attribs.class, ''))

/** The line of date, source and counters that some systems set into the heading, in an element of its own. */
function isDateline(element: Element): boolean {
  const text = collapseSpaces(textOf(element))
  if (text === '' || text.length > 200) return false
  if (element.name === 'time') return datePattern.test(text)
  const date = datePattern.exec(text)
  const { class: className = '', id = '' } = element.attribs
  if (date?.index === 0 && /date|time|meta|info|riqi|shijian/i.test(`${className} ${id}`))
    return true
  if (date?.index === 0 && /\d{1,2}:\d{2}/.test(text)) return true
  const [label] = labelledParts(text)
  return (
    label !== undefined && label.at < 2 && creditRow(label.label) !== null && text !== label.label
  )
}

const blockLike = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'section', 'header'])
