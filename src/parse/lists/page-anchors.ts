import { remember } from '../../text/remember.ts'
import { type PageDocument, PageElement } from '../document.ts'
import { lineOf } from './line-of.ts'
import { linkAddress, pageKey } from './link-address.ts'
import { isPagerWord } from './pager-words.ts'
import { type CallTargets, findCallTargets, resolveCall } from './script-calls.ts'

/** A link of the page that could be a row's. */
export type Anchor = {
  /** The `a`, or the element that leads somewhere by its attributes. */
  element: PageElement
  url: string
  /** What it is compared by on this page. */
  key: string
  /** The visible text; empty for pictures. */
  text: string
  /** Length of the text in half-width columns. */
  width: number
  /** False for what leads to an article but does not name it: pictures, 阅读全文, a number of comments. */
  names: boolean
}

/** More links than a page of news has; the rest is not looked at. */
const MAX_ANCHORS = 20_000

/** Labels that name no article. */
const furniture =
  /^(?:[\s\d.,:：;、()（）[\]【】〔〕»«›‹<>＞＜→…·•|｜*+#-]*|\W{0,3}(?:更多(?:内容|新闻|资讯|>>)?|more(?: news)?|查看(?:更多|详情|详细|全文|原文)?|(?:点击)?(?:详情|详细|阅读)|了解(?:更多|详情)|(?:阅读|点击|展开)?(?:全文|更多|原文)|继续阅读|read (?:more|on|article|full (?:story|article))|continue reading|learn more|view(?: more| all| article)?|see (?:more|all)|details?|评论|我要评论|发表评论|(?:\d+ ?)?(?:条评论|comments?|replies|回复|阅读|评论|跟贴)(?: ?[(（]?\d+[)）]?)?|分享(?:到.{0,6})?|share|收藏|点赞|赞|打印|关闭|下载|download|pdf|视频|图片|专题|登录|注册|登錄|註冊|login|log in|sign (?:in|up)|register|首页|首頁|home|back|返回.{0,12}|(?:页面)?存档(?:备份)?|原始内容|archived?|original|[上下前后]一?[页頁]|尾页|末页|最后一页|prev(?:ious)?(?: page)?|next(?: page)?|点击(?:进入|查看).{0,16}|(?:打开|下载|安装).{0,10}(?:app|客户端).{0,12}|top|回顶部)\W{0,3})$/i

/** What a link to a file beside the headline says of that: （PDF：210KB）, [Word], 附件下载. */
const fileLabel =
  /^[\s\p{P}]*(?:(?:pdf|word|excel|docx?|xlsx?|pptx?|zip|csv|hwpx?|odt)(?:形式|版|ファイル|文件|文檔|文档|파일|file)?|附件(?:下载|下載)?\d{0,2}|첨부(?:파일)?)(?:[\s\p{P}]*[\d.,]+\s?(?:[kmg]?i?b|k?バイト|bytes?|ページ|頁|页|pages?))*[\s\p{P}]*$/iu

/** Width in half-width columns: a Han character counts two. */
export function widthOf(text: string): number {
  let width = 0
  for (let at = 0; at < text.length; at++) width += text.charCodeAt(at) > 0x2e7f ? 2 : 1
  return width
}

export const isFurniture = remember(
  label =>
    label.length < 40 && (furniture.test(label) || fileLabel.test(label) || isPagerWord(label)),
)

/** Every link of the page that leads to another one, in document order. */
export function findAnchors(page: PageDocument): Anchor[] {
  const anchors: Anchor[] = []
  const calls = lazyTargets(page)
  for (const element of page.elements) {
    if (anchors.length >= MAX_ANCHORS) break
    if (!mayLead(element)) continue
    const url = addressOf(element, page, calls)
    if (url && !isShare(url) && !isHidden(element)) anchors.push(buildAnchor(element, url))
  }
  return dropRepeatedLabels(dropOuter(anchors))
}

/** Most pages open nothing by script: theirs are looked through when the first link asks for it. */
function lazyTargets(page: PageDocument): () => CallTargets {
  let targets: CallTargets | null = null
  return () => {
    targets ??= findCallTargets(page)
    return targets
  }
}

function mayLead({ name, attribs }: PageElement): boolean {
  if (name === 'a' || name === 'area')
    return Boolean(attribs.href || attribs.onclick || dataAddress(attribs))
  if (name === 'input' || name === 'button' || name === 'select' || name === 'body') return false
  return Boolean(attribs.onclick || (dataAddress(attribs) && !attribs.src))
}

/** The buttons that post a page elsewhere carry its address. */
const isShare = (url: string) =>
  /share|sns|weibo|intent|post|qzone/i.test(url) && /[?&](?:url|link|u|href)=/i.test(url)

const dataAddress = (attribs: Record<string, string>) =>
  attribs['data-href'] || attribs['data-url'] || attribs['data-link'] || attribs.url || ''

function addressOf(
  element: PageElement,
  page: PageDocument,
  calls: () => CallTargets,
): string | null {
  const { href, onclick } = element.attribs
  const absolute = (address: string | null) => address && linkAddress(address, page.base, page.url)
  const isScript = !href || /^\s*(?:javascript:|#)/i.test(href)
  if (!isScript) return absolute(href)

  const data = dataAddress(element.attribs)
  if (/^(?:https?:)?\/|^\.{1,2}\/|\.s?html?$/.test(data)) return absolute(data)
  const code = [onclick, href].filter(part => part !== undefined && part.length > 3)
  if (code.length === 0) return null
  return absolute(code.map(part => resolveCall(part!, calls())).find(Boolean) ?? null)
}

/** The link or what it stands in directly is hidden: bait, or a copy for another screen. */
function isHidden(element: PageElement): boolean {
  let at: PageElement | null = element
  for (let up = 0; at && up < 3; up++) {
    const { style, hidden } = at.attribs
    if (
      hidden !== undefined ||
      (style && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style))
    )
      return true
    if (at.name === 'li' || at.name === 'tr') return false
    at = at.parent instanceof PageElement ? at.parent : null
  }
  return false
}

function buildAnchor(element: PageElement, url: string): Anchor {
  const text = element.end - element.order > 200 ? '' : lineOf(element)
  const width = widthOf(text)
  const isLabel = isFurniture(text) || /^https?:\/\//.test(text) || (width < 40 && collects(url))
  return { element, url, key: pageKey(url), text, width, names: text !== '' && !isLabel }
}

/** Pages of a writer, a user or a tag collect articles; their name in a row is not its headline. */
const collects = (url: string) => {
  // Taking an address apart costs more than looking through it.
  if (!collectingPath.test(url) && !collectingQuery.test(url)) return false
  const { pathname, search } = new URL(url)
  return collectingPath.test(pathname) || collectingQuery.test(search)
}

const collectingPath =
  /\/(?:authors?|autor(?:en|es)?|auteurs?|journalists?|writers?|contributors?|byline|users?|members?|tags?|category|categories)\/.|\/space-uid-/i
const collectingQuery = /[?&](?:uid|user_?id|author)=/i

/** A row that leads somewhere by script and holds a real link: the link counts. */
function dropOuter(anchors: Anchor[]): Anchor[] {
  return anchors.filter((anchor, at) => {
    if (anchor.element.name === 'a') return true
    const next = anchors[at + 1]
    return !next || next.element.order > anchor.element.end
  })
}

/** A short label that leads to one address again and again is a column or an author, not an article. */
function dropRepeatedLabels(anchors: Anchor[]): Anchor[] {
  const counts = new Map<string, number>()
  for (const anchor of anchors) {
    if (anchor.names) counts.set(anchor.key, (counts.get(anchor.key) ?? 0) + 1)
  }
  for (const anchor of anchors) {
    if (anchor.width <= 14 && (counts.get(anchor.key) ?? 0) >= 3) anchor.names = false
  }
  return anchors
}
