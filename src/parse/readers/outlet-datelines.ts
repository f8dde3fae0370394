import { isHouseName } from '../../text/house-names.ts'
import { narrow } from '../../text/read-dates.ts'
import type { ReadContext } from '../context.ts'
import type { PageDocument } from '../document.ts'
import { siteNames } from '../site-tail.ts'
import type { CreditLine } from './credit-lines.ts'
import { type NamedOutlet, outletFrom } from './outlet-evidence.ts'

const DAY =
  '(?:(?:(?:\\d{4}年)?\\d{1,2}月)?\\d{1,2}日|(?:[一二三四五六七八九十]{1,2}月)?[一二三四五六七八九十廿卅]{1,3}日)'
const TELEGRAM = '(?:综合|綜合|专|專|外|即时|即時){0,2}[电電讯訊]'
/** （中央社記者王小明台北18日電）, 新华社北京7月30日电: a name, perhaps who and where, the day and the word for a telegram. */
const DATED = new RegExp(
  `^\\s?[([]?\\s?(?:据|據)?\\s?([\\u4e00-\\u9fff]{2,8}?(?:通[讯訊]社|社|网|網|报|報|台|臺))(?:[\\u4e00-\\u9fff·、,，\\s/]{0,30}?)(?:${DAY}${TELEGRAM}|${DAY}消息)`,
)
/** An agency is one by its name; papers and stations must be known, for a sentence may begin with them. */
const AGENCY = /^(?!.*(?:报社|報社|本社|旅行社|合作社|出版社))[\u4e00-\u9fff]{1,6}社$/
/** A place, a day and the word for a telegram with a bracket or a space behind it: no sentence begins so. */
const SURE = new RegExp(`^\\s?[([]?[\\u4e00-\\u9fff]{3,16}${DAY}${TELEGRAM}\\s?[\\s)\\]([]`)
/** 新华财经上海11月20日电: whatever stands before the day begins with the name. */
const BEFORE_DAY = new RegExp(
  `^\\s?[([]?\\s?([\\u4e00-\\u9fffA-Za-z+]{2,20})${DAY}(?:${TELEGRAM}|消息)`,
)
/** 云岭日报讯（记者…）, 【云岭能源网讯】, 云岭网消息：: the name with the word for a report glued to it. */
const GLUED =
  /^\s?[([【〔]?\s?([\u4e00-\u9fffA-Za-z+]{3,14}?)(?:客户端)?(?:[专專特]?[讯訊](?=[\s()\]【】:：,，])|消息\s?(?=[:：,，(]))/

/** （中廣新聞／海口訊）: a house and the place of its report, in brackets. */
const SLASHED_HOUSE =
  /^\s?[([【〔]\s?([\u4e00-\u9fffA-Za-z]{2,12})[/]\s?[\u4e00-\u9fff、]{2,12}?(?:(?:[專专綜综][合題题]?)?[訊讯電电]|報導|報道|报道|报导)\s?[)\]】〕]/

/** 〔中央社〕: a known house in brackets, and nothing with it. */
const ALONE = /^\s?[([]\s?([\u4e00-\u9fffA-Za-z·]{2,10}?)(?:[专專特]?[讯訊电電])?\s?[)\]]/

/** FABLEDALE, Nov. 20 (Reuters) -, (Bloomberg) --, /PRNewswire/ --, --(BUSINESS WIRE)--. */
const BRACKETED =
  /^(?:[\p{Lu}][\p{L}\d .,/'’&;-]{1,70}?[\s,–—-]{0,4})?\((\p{Lu}[\p{L} .]{1,30})\)\s?[-–—]/u
const SLASHED = /^\p{Lu}[\p{L}\d .,'’&;-]{2,80}?\s\/([\p{L} .-]{4,30})\/\s?[-–—]/u
/** Nothing but a dateline has a place in capitals or a day before its bracket. */
const PLACE_OR_DAY = /^(?:[\p{Lu}\s.,'’-]{3,}[\s,(–—-]|[^(]*\b\d{1,2}\b[^(]*\()/u

/** (서울=연합뉴스), 【서울=뉴시스】, [세종=뉴스핌] 홍길동 기자: place and agency. */
const KOREAN = /^\s?[([【<][\uac00-\ud7a3·\s]{2,10}=\s?([\uac00-\ud7a3A-Za-z\d]{2,12})[)\]】>]/u
/** [東京 20日 ロイター], 【11月20日 AFP】, 【ワシントン時事】: the agency ends the bracket. */
const JAPANESE =
  /^\s?[([【［]\s?(?:[^\])】］]{0,14}?(?:[\d０-９]{1,2}日|[\u30a0-\u30ff\u3400-\u9fff]{2,8}))?\s?((?:共同|時事|ロイター|ブルームバーグ|新華社|聯合ニュース|タス通信|AFP(?:時事|通信)?|AP(?:通信)?|CNN|CNS|AA|DPA|UPI|BBC|[\u30a0-\u30ff\u3400-\u9fff]{2,6}(?:通信|新聞|ニュース))(?:\s?通信)?)[\])】］]/u

/** The wire, paper or station that sent the text, at its beginning. */
export function datelineOutlets(
  page: PageDocument,
  lines: CreditLine[],
  { outlets }: ReadContext,
): NamedOutlet[] {
  const own = ownNames(page)
  return lines.flatMap(({ text, region }) => {
    if (region !== 'lead' && region !== 'head') return []
    const head = narrow(text)
    const name = chineseName(head, outlets, own) ?? otherName(text, outlets)
    return name ? [outletFrom('dateline', name)] : []
  })
}

/** What the page calls its site, at the end of its title too. */
const ownNames = (page: PageDocument): Set<string> =>
  new Set([
    ...siteNames(page),
    ...(page.titleTag ?? '').split(/\s*[|｜_]+\s*|\s?[-–—]+\s?/).slice(1),
  ])

function chineseName(
  head: string,
  outlets: ReadContext['outlets'],
  own: Set<string>,
): string | null {
  const before = BEFORE_DAY.exec(head)?.[1]
  for (let length = before?.length ?? 0; length >= 3; length--) {
    const name = before!.slice(0, length)
    if (outlets.findByName(name) || own.has(name)) return name
  }
  const dated = DATED.exec(head)?.[1]
  if (dated && (AGENCY.test(dated) || SURE.test(head) || outlets.findByName(dated))) return dated
  const slashed = SLASHED_HOUSE.exec(head)?.[1]
  if (slashed && (isHouseName(slashed) || outlets.findByName(slashed))) return slashed
  const alone = ALONE.exec(head)?.[1]
  if (alone && outlets.findByName(alone)) return alone
  const glued = GLUED.exec(head)?.[1]
  return glued && (isHouseName(glued) || outlets.findByName(glued)) ? glued : null
}

function otherName(text: string, outlets: ReadContext['outlets']): string | null {
  const bracketed = BRACKETED.exec(text)
  if (bracketed) {
    const name = bracketed[1]!
    if (outlets.findByName(name) || PLACE_OR_DAY.test(bracketed[0])) return name
  }
  return (SLASHED.exec(text) ?? KOREAN.exec(text) ?? JAPANESE.exec(text))?.[1] ?? null
}
