import { type AnyNode, isText } from 'domhandler'
import type { LinkList } from '../../model/link.ts'
import { hintsOf, PageElement } from '../document.ts'
import { cleanTitle } from './clean-title.ts'
import type { Strip } from './find-strips.ts'
import { lineOf } from './line-of.ts'
import type { PageMeasure } from './measure-page.ts'

/** A heading of a list is short. */
const HEADING_TEXT = 40
const headingHint =
  /(?:^|[\s_-])(?:tit(?:le)?|head(?:er|ing|line)?|hd|bt|caption|label|lanmu|column|name|th|mc)(?:$|[\s_\d-])|title|heading/

/** The heading that stands over a list: nearest before it, at most four levels up. */
export function findHeading(strip: Strip, measure: PageMeasure): string | null {
  const first = strip.rows[0]?.element
  if (first && first.parent === strip.root) {
    const inside = headingBefore(first, measure)
    if (inside) return inside
  }
  let at: AnyNode | null = strip.root
  for (let up = 0; up < 4 && at instanceof PageElement && at.name !== 'body'; up++) {
    const heading = headingBefore(at, measure)
    if (heading !== undefined) return heading
    at = at.parent
  }
  return null
}

/** Undefined: nothing that could be one stands here, look further up. Null: something else does. */
function headingBefore(start: PageElement, measure: PageMeasure): string | null | undefined {
  let seen = 0
  let steps = 0
  for (let at: AnyNode | null = start.prev; at && seen < 4 && steps < 40; at = at.prev) {
    steps++
    if (!(at instanceof PageElement)) {
      const text = lineOf(at)
      if (text.length > HEADING_TEXT) return null
      continue
    }
    const length = measure.textLength[at.order]!
    if (length === 0) continue
    seen++
    if (measure.headings[at.order]! > 0) {
      // A block with a heading and much else is the list before this one.
      const words = measure.textLength[findInner(at).order]!
      return length <= 2 * words + 24 ? readHeading(at) : null
    }
    if (length > HEADING_TEXT) return undefined
    const isNamed =
      headingHint.test(hintsOf(at)) ||
      ['dt', 'legend', 'caption', 'strong', 'b', 'th', 'summary'].includes(at.name)
    if (isNamed || (seen === 1 && !holdsLinks(at))) return readHeading(at)
  }
  return undefined
}

/** Navigation before a list is not its heading. */
function holdsLinks(element: PageElement): boolean {
  if (['ul', 'ol', 'nav', 'table', 'form'].includes(element.name)) return true
  let links = 0
  const waiting: AnyNode[] = [element]
  for (let at = 0; at < waiting.length && at < 40; at++) {
    const node = waiting[at]!
    if (!(node instanceof PageElement)) continue
    if (node.name === 'a') links++
    waiting.push(...node.children)
  }
  return links > 1
}

/** What stands before a list and is not its name. */
const noHeading =
  /^[^\p{L}]*(?:[上下前后]一?[篇页条]|责任编辑|责编|编辑|原标题|来源|稿源|作者|当前位置|您的位置|位置|搜索|分享|关键词|标签|版权|声明|网站首页|首页|点击(?!排行|榜|量|率|最多|热)|您有|已输入|登录|我要|copyright|share|tags?\b|by\b)/iu

function readHeading(element: PageElement): string | undefined {
  const text = headingText(findInner(element))
    .replace(/\s*(?:更多|查看更多|more|全部)\s*[>»›＞+]*\s*$/i, '')
    .replace(/^[\s\p{P}\p{S}]+|[\s>»›＞:：|]+$/gu, '')
  if (text.length > HEADING_TEXT || noHeading.test(text)) return undefined
  if (text.replace(/[\d\s\p{P}年月日时分秒点]+/gu, '') === '') return undefined
  return text
}

/** The words outside links; where there are none, the first link is the heading and the others are tabs. */
function headingText(element: PageElement): string {
  let outside = ''
  let linked: string | null = null
  const waiting: AnyNode[] = [element]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) outside += ` ${node.data}`
    else if (node instanceof PageElement) {
      if (node.name === 'a') linked ??= lineOf(node) || null
      else waiting.push(...[...node.children].reverse())
    }
  }
  const words = cleanTitle(outside)
  return /\p{L}/u.test(words) ? words : (linked ?? '')
}

/** The heading element in a head that also holds links to more. */
function findInner(element: PageElement): PageElement {
  const waiting: AnyNode[] = [element]
  for (let at = 0; at < waiting.length && at < 40; at++) {
    const node = waiting[at]!
    if (!(node instanceof PageElement)) continue
    if (/^h[1-6]$/.test(node.name)) return node
    waiting.push(...node.children)
  }
  return element
}

const kinds: { kind: LinkList['kind']; says: RegExp }[] = [
  // Ranked: 热门推荐 is a hot list, 相关新闻排行 too; 最新相关 is related.
  {
    kind: 'hot',
    says: /热门|热点|熱門|熱點|排行|人气|人氣|点击|點擊|最多|hot|popular|most (?:read|viewed|shared)|trending|top \d|ランキング|人気|많이 본|인기|랭킹/i,
  },
  {
    kind: 'related',
    says: /相关|相關|关联|延伸|推荐|推薦|精彩|更多新闻|你可能|您可能|猜你|喜欢|还看|related|recommend|more (?:on|from|like)|you may|see also|read next|関連|おすすめ|관련|추천/i,
  },
  {
    kind: 'latest',
    says: /最新|最近|滚动|滾動|即时|即時|快讯|快訊|实时|latest|newest|recent|just in|breaking|新着|速報|최신|속보/i,
  },
]

/** What kind of list a heading, or the name of the box, announces; null when it announces none. */
export function kindOf(heading: string | null, strip: Strip): LinkList['kind'] | null {
  // A longer heading is a headline, and its words are about something else.
  const words =
    heading !== null && heading.length <= (/\p{Script=Han}/u.test(heading) ? 14 : 36) ? heading : ''
  const byHeading = kinds.find(({ says }) => words !== '' && says.test(words))
  if (byHeading) return byHeading.kind
  const hints = boxHints(strip)
  if (/(?:^|[\s_-])(?:hot|rank|ranking|popular|top\d+|phb)(?:$|[\s_\d-])/.test(hints)) return 'hot'
  if (/related|recommend|(?:^|[\s_-])(?:xg|xiangguan|tuijian)/.test(hints)) return 'related'
  return null
}

function boxHints(strip: Strip): string {
  let hints = ''
  let at: AnyNode | null = strip.root
  for (let up = 0; up < 3 && at instanceof PageElement; up++) {
    hints += ` ${hintsOf(at)}`
    at = at.parent
  }
  return hints
}
