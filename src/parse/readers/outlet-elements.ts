import { isText } from 'domhandler'
import { remember } from '../../text/remember.ts'
import type { ArticleLayout } from '../article-layout.ts'
import {
  closest,
  collapseSpaces,
  hintsOf,
  type PageDocument,
  type PageElement,
  textOf,
  walk,
} from '../document.ts'
import { titlePlace } from './credit-lines.ts'
import type { OutletEvidence } from './outlet-evidence.ts'

/** How far above the title, on Chinese pages, and below the body's beginning such an element may stand, in elements. */
const ABOVE = 60
const BELOW = 20
/** The sign of a paper stands right above the title on other pages. */
const LOGO = 14
const LONGEST = 40

type Row = {
  names: RegExp
  row: OutletEvidence
  /** True where such elements also hold writers, sections and files: only a name that is that of a publication counts. */
  isVague: boolean
}

/**
 * How elements are called that hold nothing but the name of a publication, the surest first: the account of a public-account
 * page, `source` and its kin of portals and content systems, the account or provider of platforms.
 */
const rows: Row[] = [
  {
    names: /(?:^|\s)(?:js_name|profilebt|js_wx_follow_nickname)(?:\s|$)/,
    row: 'publicAccount',
    isVague: false,
  },
  {
    names:
      /(?:^|[\s_-])(?:source_baidu|ne_article_source|article[_-]?source|news[_-]?source|media[_-]?source|source[_-]?name|media[_-]?name|provider[_-]?name|(?:p|pub|doc|info|art|con|page|detail|post|zw|wz|xx|nr)_?source|laiyuan|ly|wzly|xxly)(?:$|[\s_-])/,
    row: 'sourceElement',
    isVague: false,
  },
  {
    names:
      /(?:^|[\s_-])(?:a_?source|source|src|origin|c-from|copyfrom|comefrom|from-?name)(?:$|[\s_-])/,
    row: 'vagueSourceElement',
    isVague: false,
  },
  {
    names:
      /(?:^|[\s_-])(?:from|media|provider|publisher|publication|agency|cp|info_cp|press|office|outlet)(?:[_-]?(?:name|title|logo|link))?(?:$|[\s_-])/,
    row: 'providerElement',
    isVague: true,
  },
  {
    names:
      /(?:^|[\s_-])(?:authors?|account|user|nick|up|owner|creator)(?:[_-]?(?:name|info|box|title))?(?:$|[\s_-])/,
    row: 'accountElement',
    isVague: true,
  },
]
/** A link to the page of a partner, whose words are its name. */
const PARTNER: Row = {
  names:
    /\/(?:partners?|sources?|providers?|publishers?|publications?|outlets?|newswires?|agency|agencies)\/[^/?#]+\/?(?:[?#]|$)/i,
  row: 'providerElement',
  isVague: false,
}
const OTHER = /writer|editor|data-?source|img|image|photo|video|code|list|resource/
/** 来自 云岭日报, 转自云岭日报: what introduces the name in such an element. */
const TOLD = /^(?:[来來]自|[来來]源[于於]?|[转轉]自|from|via|source|by)(?=[\s\u4e00-\u9fff])\s?/i

export type NamedElement = { text: string; row: OutletEvidence; isVague: boolean }

/** The texts of the elements near the title that are named for the source. */
export function namedOutlets(
  page: PageDocument,
  layout: ArticleLayout,
  isChinese: boolean,
): NamedElement[] {
  const title = page.lines[titlePlace(page, layout)]?.order ?? 0
  const body = page.lines[layout.bodyStart]?.order ?? title
  const found: NamedElement[] = []
  for (const element of page.elements) {
    const isNear = isChinese
      ? element.order >= title - ABOVE && element.order <= body + BELOW
      : element.order > title - LOGO && element.order < body
    if (!isNear) continue
    const isLink = element.order > title && isPartnerLink(element)
    const row = isLink ? PARTNER : rowOf(element)
    if (!row || closest(element, ['head', 'script', 'footer', 'aside', 'figure', 'nav'])) continue
    const account = row.isVague && isChinese ? accountIn(element) : null
    if (account) {
      found.push({ text: account, row: 'accountElement', isVague: false })
      continue
    }
    const text = nameIn(page, element).replace(TOLD, '').replace(LABEL, '').replace(ISSUE, '')
    // A line of several credits has labels, which are read as such.
    if (text === '' || text.length > LONGEST || /[:：\d]/.test(text)) continue
    found.push({ text, row: row.row, isVague: row.isVague })
  }
  return found
}

/** 《例周末》（第1127期·城事）: the number of the issue behind the name. */
const ISSUE = /\s?[（(]\s?(?:总|總)?第?\s?[\dA-Z]{1,5}\s?[期号號版][^（）()]{0,12}[）)]$/

/** The name in a box of an account, which tells by a button or a line that it is one: 例零距离, 例电视台官方账号, +关注. */
function accountIn(element: PageElement): string | null {
  if (element.end - element.order > 12) return null
  const texts: string[] = []
  walk(element, {
    enter(node) {
      if (isText(node) && node.data.trim() !== '') texts.push(collapseSpaces(node.data))
      return true
    },
  })
  return texts.length >= 2 && texts.slice(1).some(text => OF_ACCOUNT.test(text)) ? texts[0]! : null
}
const OF_ACCOUNT =
  /(?:官方|认证|認證)(?:账号|帐号|帳號|賬號|号|號|媒体|媒體)|^[+＋]?\s?(?:已?关注|已?關注|追蹤|追踪|订阅|訂閱)$/

/** What an element says, or the picture in it whose words are the name. */
function nameIn(page: PageDocument, element: PageElement): string {
  if (element.end - element.order > 8) return ''
  const text = textOf(element)
  if (text.replace(LABEL, '') !== '') return text
  const inside = page.elements.slice(element.order, element.end + 1)
  return inside.find(({ name, attribs }) => name === 'img' && attribs.alt)?.attribs.alt ?? ''
}
/** 来源： before a picture of the name. */
const LABEL = /^(?:[来來]源|出典|提供|출처|source)\s?[:：]\s?/i

const isPartnerLink = ({ name, attribs }: PageElement): boolean =>
  name === 'a' && PARTNER.names.test(attribs.href ?? '')

function rowOf(element: PageElement): Row | null {
  if (element.attribs.class === undefined && element.attribs.id === undefined) return null
  return rowCalled(hintsOf(element))
}

/** Pages of one system call their elements alike. */
const rowCalled = remember((hints): Row | null => {
  if (hints.length > 120 || OTHER.test(hints)) return null
  const row = rows.find(({ names }) => names.test(hints)) ?? null
  return row && !row.isVague && /author/.test(hints) ? null : row
})
