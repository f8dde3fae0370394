import type { FieldExplanation, Outlet } from '../../model/article.ts'
import { isChineseName, isProvince } from '../../text/chinese-names.ts'
import { isHouseName, isPaperName } from '../../text/house-names.ts'
import { letterKey } from '../../text/letter-key.ts'
import type { ArticleLayout } from '../article-layout.ts'
import type { ReadContext } from '../context.ts'
import type { PageDocument, PageElement } from '../document.ts'
import { siteNames } from '../site-tail.ts'
import { creditRow, isBorrowed } from './credit-labels.ts'
import {
  type CreditLine,
  creditLines,
  isChinesePage,
  type LabelledPart,
  labelledParts,
  partsOf,
  plainDates,
  titlePlace,
  valueBehind,
  withoutDates,
} from './credit-lines.ts'
import { describedFrom, explainRow } from './evidence-row.ts'
import { ruledField } from './field-rules.ts'
import { pairedName, withinBorders } from './line-borders.ts'
import { closingOutlets } from './outlet-closing.ts'
import { datelineOutlets } from './outlet-datelines.ts'
import { jsonLdOutlets, metaOutlets } from './outlet-declared.ts'
import { namedOutlets } from './outlet-elements.ts'
import {
  isOfThisPage,
  type NamedOutlet,
  type OutletEvidence,
  outletEvidence,
  outletFrom,
} from './outlet-evidence.ts'
import { headOutlets } from './outlet-heads.ts'
import { westernOutlets } from './outlet-west.ts'
import { scriptSources } from './script-credits.ts'

export type OutletReading = {
  outlet: Outlet | null
  explanation: FieldExplanation
  /** True when the operator's rule for the outlet found nothing on this page. */
  isRuleMissed: boolean
}

/** Words that go on with a label of their own, and are a part of many names: 云岭发布, 碳关注, 手机云岭网. */
const LABEL_END =
  /\s(?:发布|發布|發佈|发表|發表|更新|阅读|閱讀|评论|評論|分享|关注|微信|手机|网友|编辑|編輯|记者|記者|图|文)(?=$|[\s:：(（])|(?:发布|發布|發佈|发表|發表|更新)\s?(?:时间|時間|日期|于|於|者|人|单位|單位|机构|机关|機關|[:：\d])|(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|留言)\s?(?:数|數|量|次|人|全文|原文|[:：(（\d])|分享\s?(?:到|至|[:：])|关注\s?(?:我们|公众号|微信)|微信\s?(?:扫|好友|朋友|分享)|手机\s?(?:看|版|阅读|访问|扫)|网友\s?(?:评论|留言|\d)/
const VALUE_END =
  /\s{0,3}(?:[（(][\u4e00-\u9fff]{0,8}[记記]者站[）)]|有?\s?\d+\s?[人条條]|[已有]{1,2}\d|我的?评论|進入|进入论坛|选稿|選稿|供稿[:：]|摄影[:：]|攝影|圖[:：]|图[:：]|編輯|記者(?!站)|時間|列印|字體|字級|小字|大字|T\||上一篇|下一篇|作者|编辑|責編|责编|责任|记者(?!站)|时间|日期|字号|字体|打印|收藏|查看|返回|人气|热度|我[要来想有]|举报|【|】|〖|〗|〔|〕|［|］|\[|\]|\||｜|原文|链接|https?:|关键|标签|编号|纠错|扫|点赞|跟贴|参与|第\s?[A-Z]?\d{1,3}\s?版|(?:总|總)?第\s?\d{1,4}\s?[期卷]|\d{4}年(?:第?\s?\d{1,3}\s?[期卷]|\d{1,2}月)|\s\d{2,4}[-./]\d{1,2}[-./]\d{1,2}|[，；。]|\s[A-Z]\d{1,3}版?(?=$|\s|[:：])|\s(?:微博|微信|朋友圈|QQ|豆瓣|知乎|抖音|转发|轉發|点赞|點讚|听新闻|聽新聞|朗读|朗讀|大字|中字|小字)(?=$|[\s\p{Script=Han}A-Z])|\s[\u4e00-\u9fff·]{2,4}\s?[/／]\s?[文图圖摄攝])/u
const NO_OUTLET =
  /^(?:网络|互联网|網路|網絡|轉載|原創|未知來源|其它|综合报道|綜合報導|綜合報道|综合整理|綜合|本網|本网|本站讯|网友|網友|转载|原创|转载文章|本站|本站原创|未知|不详|其他|综合|网上|互联网整理|网络整理|佚名|暂无|无|admin|null|none|正文|首页|列表|已?关注|\+关注|關注|追蹤|订阅|訂閱|分享|点赞|收藏|举报|打印|列印|收听|听新闻|官方账号|-+|xxx.*)$/i
const NO_NAME =
  /提供$|供[图圖稿]$|[摄攝][于於]?$|[资資]料照片|[资資]料[图圖]|时间|日期|阅读|来源|作者|发布|星期|今天|原创|张贴|发表|更新|^由|^[本此该這这][文篇贴帖]|^来自|^以前|^于|点击|登录|注册|首页|天气|時間|閱讀|來源|發布|發佈|發表|張貼|點擊|登錄|登入|註冊|首頁|天氣|單位|单位|農曆|农历|^京港台|^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$|^(?:by|von|par|por|am|pm|on|at|posted|updated|published)$/i
/** How sites call their sections. */
const SECTION =
  /(?:频道|頻道|动态|動態|要闻|要聞|法规|法規|政策|公告|通知|专题|專題|专栏|專欄|栏目|欄目|快讯|快訊|信息|資訊中心)$|^(?:新闻|新聞|行业|行業|公司|企业|企業|国内|國內|国际|國際|社会|社會|财经|財經|产业|產業|能源|环保|環保|综合|綜合)(?:新闻|新聞|资讯|資訊|财经|财經)$/
const LONGEST = 30
/** A value ends long before this; what follows is not looked at. */
const LONGEST_VALUE = 200

/** “岭南发布”微信公众号: the account is called by what stands in the marks. */
const QUOTED_ACCOUNT =
  /^[“"「『‘']([^”"」』’']{2,20})[”"」』’']\s?(?:的|官方)?(?:微信|公众号|公眾號|公号|订阅号|訂閱號|微博|官微|客户端|抖音号?|视频号|視頻號|头条号|百家号|粉絲專頁|粉丝团|APP)/i

/** 微信公众号“岭南发布”, 微信公众号：岭南发布; and 岭南日报官方账号. */
const ACCOUNT_OF =
  /^(?:微信|官方)?(?:公众号|公眾號|公号|订阅号|訂閱號|视频号|客户端|微博)\s?[:：/|｜\s“"「『《‘]\s?([^”"」』》’。，,；;\s]{2,24})[”"」』》’]?/
const OFFICIAL = /(?:官方|认证|認證)(?:账号|帐号|帳號|賬號|微博|微信|号)$/

function cleanValue(said: string): string {
  const value = said.replace(OFFICIAL, '')
  const account = QUOTED_ACCOUNT.exec(value.trim())?.[1] ?? ACCOUNT_OF.exec(value.trim())?.[1]
  if (account) return account
  const cut = value
    .replace(IN_BRACKETS, '$1')
    .slice(0, LONGEST_VALUE)
    .split(VALUE_END)[0]!
    .split(LABEL_END)[0]!
    .replace(/^于\s?[:：]?\s?/, '')
    .trim()
  // A value that ends inside a bracket ends before it.
  const tidy = pairedName(cut.replace(/(?<=.{2})\s*[（(【[][^）)】\]]*$/u, ''))
  // Portals print where the account logged in behind its name, papers who wrote.
  const [name, ...rest] = tidy.split(/\s+/)
  const isOver = rest.every(
    word => isProvince(word) || (HOUSE_END.test(name!) && isChineseName(word)),
  )
  return rest.length > 0 && isOver ? name! : tidy
}

/** [江城网]: a name in brackets that begin its value. */
const IN_BRACKETS = /^\s?[[［【〔]\s?([^[\]［］【】〔〕]{2,20}?)\s?[\]］】〕]/u

/** What names of publications end in. */
const HOUSE_END = /[报報网網社台臺刊志誌讯訊端署局部委厅廳院会會司]$/

/** A name of a publication: short, with letters, no sentence, no person. */
function fits(value: string): boolean {
  if (value.length < 2 || value.length > LONGEST || NO_OUTLET.test(value)) return false
  if (!/[\p{L}]{2}/u.test(value) || /[。！？!?]/.test(value)) return false
  return !/^\d+$/.test(value)
}

/** Cheap: what every label of an outlet holds. */
const MAY_BE_LABELLED =
  /[Ss]ource|SOURCE|[来來信]\s{0,6}源|出\s{0,6}[处處]|[转轉摘编選选][载載引]?自|[来來源]自|首[发發]|原[刊发發]|稿源|供稿|提供|原[载載]|[单單]位|机[构关]|機[構關]|部[门門]|[处處科]室/

/** What a name behind this label is evidence of; null where the label names something else. */
function evidenceOf(label: string): OutletEvidence | null {
  const row = creditRow(label)
  if (row?.evidence) return row.evidence
  if (row?.field === 'other' && /[来來]源$/.test(label)) return 'figureSource'
  return isBorrowed(label) ? 'verbLabel' : null
}

function labelled(
  page: PageDocument,
  lines: CreditLine[],
  context: ReadContext,
  isChinese: boolean,
): NamedOutlet[] {
  const candidates: NamedOutlet[] = []
  for (const credit of lines) {
    const { line, text, region } = credit
    if (!MAY_BE_LABELLED.test(text)) continue
    for (const part of partsOf(credit)) {
      const { label, at } = part
      const row = evidenceOf(label)
      const isAtHead = region === 'head' || (region === 'lead' && at < 2 && text.length <= 40)
      // Elsewhere an English label has readers of its own, which know what else it announces.
      if (/^[a-z]/.test(label) && !(isChinese && isAtHead)) continue
      if (
        row === null ||
        isNotice(text, at) ||
        isSentence(credit, part) ||
        (creditRow(label)?.place === 'head' && !isAtHead)
      )
        continue
      const next = valueBehind(part, credit, lines)
      const said = withoutDates(withinBorders(next), context)
        .split('\u3000')
        .find(part => part.trim() !== '')
      const name = cleanValue(said ?? pictured(page, credit))
      if (!fits(name) || (creditRow(label)?.place === 'head' && isChineseName(name))) continue
      const isInside = (region === 'lead' || region === 'foot') && at > 20 && text.length > 80
      const low =
        (isInside ? 2 : 0) +
        (region === 'below' ? 0.6 : region === 'above' ? 1.5 : 0) +
        (line.hidden ? 1 : 0)
      candidates.push(outletFrom(row, name, { from: `${label}：`, more: -low }))
    }
  }
  return candidates
}

/** The words of the first picture in a line whose label has no text behind it. */
function pictured(page: PageDocument, { line }: CreditLine): string {
  const element = line.element as PageElement
  if (element.end - element.order > MOST_BESIDE_PICTURE) return ''
  const inside = page.elements.slice(element.order, element.end + 1)
  return inside.find(({ name, attribs }) => name === 'img' && attribs.alt)?.attribs.alt ?? ''
}
const MOST_BESIDE_PICTURE = 16

/** 钱从哪里来？来源：一是卖电，二是节约: a label between the sentences of a paragraph, whose value goes on as one. */
const isSentence = ({ text, region }: CreditLine, { at, value }: LabelledPart): boolean =>
  (region === 'lead' || region === 'foot') &&
  /[。！？，；：”]\s?$/.test(text.slice(0, at)) &&
  /^[^，。；]{2,30}[，；。][^，。；]{4}/.test(value)

/** 凡注明“来源：例报”的作品: how a site tells what its labels mean. */
const isNotice = (text: string, at: number): boolean =>
  /[“"「『‘]\s?$/.test(text.slice(Math.max(0, at - 4), at)) ||
  /(?:凡|注明|註明|标注|標註|署名)[^。]{0,16}$/.test(text.slice(Math.max(0, at - 24), at))

/** `2019年11月25日 18:57 参考消息`: what stands beside the date in the line under the title. */
function besideDate(
  page: PageDocument,
  lines: CreditLine[],
  context: ReadContext,
  isChinese: boolean,
  title: number,
): NamedOutlet[] {
  return lines.flatMap(({ text, bordered, region }) => {
    if (region === 'foot' || region === 'below' || text.length > 70 || /[。！？]/.test(text))
      return []
    // A name and its date stand side by side without a space where each is an element.
    const isApart = isChinese && plainDates(bordered, context).length > 0
    const said = isApart ? bordered : text
    const dates = plainDates(said, context).filter(date => !TELEGRAM.test(said.slice(date.index)))
    const first = dates[0]
    const last = dates.at(-1)
    if (!first || !last) return []
    const behind = nameBeside(said.slice(last.index + last.length), context, isChinese)
    const before = nameBeside(said.slice(0, first.index), context, isChinese)
    const low = region === 'above' ? 2 : 0
    return [
      ...(behind ? [{ ...behind, score: behind.score - low }] : []),
      ...(before ? [{ ...before, score: before.score - low - 0.3 }] : []),
    ].filter(({ value, row }) => row === 'knownBesideDate' || !isSection(page, value, title))
  })
}

/** 江城11月20日电: a dateline, whose name is no neighbour of its day. */
const TELEGRAM = /^[^日]{0,12}日\s?(?:综合|綜合|专|專|外)?[电電讯訊](?=$|[\s()（）[\]【】:：,，])/

/** True for a word that the page links above its title as one of its own sections. */
const isSection = (page: PageDocument, name: string, title: number): boolean =>
  !isHouseName(name) &&
  page.lines.some(
    ({ text, linkLength, index }) =>
      index < title &&
      linkLength >= name.length &&
      text.length < 200 &&
      text.split(/[\s>›»|｜/·]+/).includes(name),
  )

/** The first word of what stands beside a date, when it can be the name of a publication. */
function nameBeside(
  side: string,
  { outlets }: ReadContext,
  isChinese: boolean,
): NamedOutlet | null {
  const words = side.replace(/^[\s|｜·•/]+|^\s*(?:原创|转载)\s*[:：]?/g, '').split(/\s+/)
  const word = words.find(word => word !== '') ?? ''
  const name = cleanValue(word)
  // 「例网」: what stands in marks is a name, however short.
  const isQuoted = QUOTED.test(word)
  if (!fits(name) || (isChineseName(name) && !isQuoted) || /[:：]/.test(name)) return null
  if (outlets.findByName(name)) return outletFrom('knownBesideDate', name)
  // Two words in Latin letters, or one with a capital, are a writer's name; a host is the site itself.
  if (/^[A-Z][a-z'’.-]*$/.test(name) || /^[\w-]+(?:\.[\w-]+)+$/.test(name)) return null
  const isPlain =
    /^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·]{1,15}$|^[A-Za-z][A-Za-z0-9.·\u4e00-\u9fff]{2,15}$/.test(
      name,
    )
  if (NO_NAME.test(name) || ONLY_PLACE.test(name)) return null
  if (!isChinese) return isHouseName(name) ? outletFrom('besideDate', name) : null
  // Names of two characters are those of sections, unless the table knows them.
  if (!isPlain || (name.length < 3 && !isQuoted) || SECTION.test(name)) return null
  return outletFrom('besideDate', name)
}

/** Platforms print where the account logged in behind its date. */
const ONLY_PLACE = /^[\u4e00-\u9fff]{2,4}(?:省|市|县|縣|自治区|自治州)$/
const QUOTED = /^[「『《“][^」』》”]{2,16}[」』》”]$/

/** Names in elements that are called for the source, or for the account that publishes. */
const namedElements = (
  page: PageDocument,
  layout: ArticleLayout,
  { outlets }: ReadContext,
  isChinese: boolean,
): NamedOutlet[] =>
  namedOutlets(page, layout, isChinese).flatMap(({ text, row, isVague }) => {
    const value = cleanValue(spelledOut(text.replace(/^@/, '')))
    if (!fits(value) || isChineseName(value) || NO_NAME.test(value)) return []
    const isAccount = isChinese && text.startsWith('@')
    const isHouse = isHouseName(value) || (!isChinese && isPaperName(inSmallLetters(value)))
    if (isVague && !isAccount && !isHouse && !outlets.findByName(value)) return []
    return isChinese || !isOwnName(page, value) ? [outletFrom(row, value)] : []
  })

/** FENLAND WIRE as it is spoken: names of agencies are set in capitals. */
const inSmallLetters = (name: string): string =>
  name === name.toUpperCase()
    ? name.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, letter => letter.toUpperCase())
    : name

/** FPA Fenland Press Association: the long name, where its initials stand before it. */
function spelledOut(name: string): string {
  const [, short, long] = /^\(?(\p{Lu}{2,6})\)?\s(\p{Lu}.+)$/u.exec(name) ?? []
  return short && [...long!.matchAll(/\b\p{Lu}/gu)].join('') === short ? long! : name
}

/** 2026-11-20 渡口社 提供, 由渡口日报供稿: the name before what it did, in the line of the date. */
function suppliers(lines: CreditLine[], context: ReadContext): NamedOutlet[] {
  return lines.flatMap(({ text, bordered, region }) => {
    if (region !== 'head' || text.length > 70 || !/提供|供稿/.test(text)) return []
    const value = SUPPLIED.exec(withoutDates(bordered, context))?.[1]
    const isName = value !== undefined && fits(value) && !/^(?:[图圖照影]|受[访訪])/.test(value)
    return isName && (HOUSE_END.test(value) || !isChineseName(value))
      ? [outletFrom('suppliedBy', value)]
      : []
  })
}
const SUPPLIED =
  /(?:^|[\s|｜])(?:[由经經]\s?)?([\u4e00-\u9fffA-Za-z·]{2,16}?)\s?(?:独家|獨家|特约|特約)?(?:提供|供稿)(?=$|[\s|｜])/u

const isOwnName = (page: PageDocument, name: string): boolean =>
  siteNames(page).some(own => letterKey(own) === letterKey(name))

function ruledOutlets(page: PageDocument, context: ReadContext): NamedOutlet[] {
  return ruledField(page, context.articleRules?.outlet).texts.flatMap(text => {
    const part = labelledParts(text).find(({ label }) => evidenceOf(label) !== null)
    const value = cleanValue(withoutDates(part?.value ?? text, context).split('\u3000')[0]!)
    return fits(value) ? [outletFrom('rule', value)] : []
  })
}

/** What data in scripts names as the source, asked where the page shows nothing. */
const fromScripts = (page: PageDocument, { title }: ArticleLayout, isChinese: boolean) =>
  tidied(scriptSources(page, title).map(value => outletFrom('script', value))).filter(
    ({ value }) =>
      /\p{Script=Han}|\p{Script=Hangul}/u.test(value) && (isChinese || isHouseName(value)),
  )

/** Candidates of other readers, as names: short, with letters, without what stands behind them. */
const tidied = (found: NamedOutlet[]): NamedOutlet[] =>
  found.flatMap(candidate => {
    const value = cleanValue(candidate.value)
    return fits(value) ? [{ ...candidate, value }] : []
  })

/**
 * The publication that the article comes from, as the page prints it (来源, 文章来源, 转自, a meta ContentSource, the
 * name beside the date) and by its canonical name. Null when the page does not say: the site itself is not filled in.
 */
export function readOutlet(
  page: PageDocument,
  context: ReadContext,
  layout: ArticleLayout,
): OutletReading {
  const lines = creditLines(page, layout)
  const ruled = ruledOutlets(page, context)
  const isChinese = isChinesePage(page, layout)
  const candidates = [
    ...ruled,
    ...labelled(page, lines, context, isChinese),
    ...namedElements(page, layout, context, isChinese),
    ...(isChinese ? [] : westernOutlets(page, lines, context)),
    ...(isChinese ? suppliers(lines, context) : []),
    ...(isChinese ? tidied(headOutlets(lines)) : []),
    ...besideDate(page, lines, context, isChinese, titlePlace(page, layout)),
    ...tidied([
      ...metaOutlets(page),
      ...jsonLdOutlets(page, layout.title),
      ...closingOutlets(lines, context),
    ]),
    ...datelineOutlets(page, lines, context),
  ]
  if (!candidates.some(isOfThisPage)) candidates.push(...fromScripts(page, layout, isChinese))
  candidates.sort((a, b) => b.score - a.score)
  const best = candidates.find(isOfThisPage)
  const outlet = best
    ? { printed: best.value, name: context.outlets.findByName(best.value)?.name ?? best.value }
    : null
  return {
    outlet,
    explanation: {
      field: 'outlet',
      candidates: candidates.slice(0, 20).map(({ row, value, from, score }) => ({
        value,
        from: describedFrom(from, outletEvidence[row]),
        score,
      })),
      chosen: outlet?.printed ?? null,
      reason: best
        ? `best believed: ${explainRow(outletEvidence[best.row], best.from)}`
        : 'the page names no source',
    },
    isRuleMissed: context.articleRules?.outlet !== undefined && ruled.length === 0,
  }
}
