import { isChineseName } from '../../text/chinese-names.ts'
import { isHouseName } from '../../text/house-names.ts'
import type { ReadContext } from '../context.ts'
import { type CreditLine, lastTextLine } from './credit-lines.ts'
import { type NamedOutlet, outletFrom } from './outlet-evidence.ts'

/** （云岭日报）, （据新华社电）, (dpa), 【例示通信】, （云岭日报 记者李样）: a name in brackets that ends the text. */
const CLOSING =
  /(?:^|[。．.!！?？”"」』）)\s])[（(【[［]\s?(?:据|據)?\s?([^（）()【】[\]［］。，、,:：]{2,24}?)(?:\s?(?:电|電|讯|訊|报道|報導|報道|消息|供稿|供图))?(?:\s*(?:记者|記者|通讯员|通訊員)[^（）()【】[\]]{0,24})?[)）】\]］]\s?[。.]?$/u
/** How wires sign with a short name. */
const WIRE =
  /^(?:共同|時事|ロイター|AFP時事|AP通信|聯合ニュース|dpa|AFP|AP|Reuters|EFE|ANSA|APA|SDA|KNA|epd|SID|Lusa|Belga|ANP|PTI|IANS|ANI|UPI|TT|NTB|Ritzau|STT|PAP|ČTK|MTI|TASS)$/u

/** 本文由「例」授權轉載, 本文經《例》同意轉載, 本文最初发表于《例》: sentences about where the text first stood, in Chinese. */
const NAME = '(?:[《「『“‘"]([^》」』”’"]{2,20})[》」』”’"]|([\\u4e00-\\u9fffA-Za-z·]{2,14}?))'
const SENTENCES = [
  `(?:本文|文章|本篇|原文|此文|全文|稿件)(?:已|业|業)?(?:由|經|经|獲|获|系|係|为|為|承|取得|得到)(?:得)?${NAME}(?:网站|網站|公众号|杂志|雜誌)?(?:的)?(?:独家|獨家|正式)?(?:授權|授权|同意|許可|许可|供稿|提供)(?:本[站网網刊报報台])?(?:轉載|转载|刊登|刊載|刊载|发布|發布|使用|$|[。，；])`,
  `(?:本文|文章|本篇|原文|此文|全文|稿件)(?:最初|最早|首次|先|原|曾|已|同步)?(?:发表|發表|刊登|刊載|刊载|首發|首发|原載|原载|載|载|刊|登)(?:于|於|在|(?=[《「『]))(?:\\d{4}年[\\d月日]*)?(?:的)?(?:微信公众号[:：]?)?${NAME}(?=$|[\\s。，；（(《第\\d]|网站|網站|公众号|杂志|雜誌|微信)`,
  `(?:本文|文章|本篇|此文|全文|稿件)(?:系|係|为|為|由)\\s?${NAME}\\s?(?:独家|獨家)?(?:原创|原創|首发|首發|出品)(?=$|[\\s，。；、！（(]|内容|內容|文章|稿件|作品|发布|發布)`,
  `[《「『]([^》」』]{2,20})[》」』](?:授權|授权)(?:轉載|转载|刊登)`,
  // 記事は「例」からの転載です, 「例」より転載, 「例」に掲載された記事です.
  `[「『《]([^」』》]{2,24})[」』》](?:から|より)の?(?:転載|引用|提供)`,
  `[「『《]([^」』》]{2,24})[」』》][^。「」]{0,12}(?:に掲載された|が配信した|で公開された)(?:もの|記事|コラム|内容)?`,
  `(?:本|この)?記事は、?([^「」、。のは]{2,24})(?:から|より)の?(?:転載|提供)`,
].map(pattern => new RegExp(pattern, 'u'))
/** 資料來源：例通訊社 as the line right below the text, and a house: the source of the text. */
const LABELLED =
  /^[※*＊(（【]?\s?(?:資料來源|资料来源|新聞來源|圖文來源|图文来源)\s?[:：]\s?([^\s，。、；（）()]{2,16})[）)】]?$/u
const MAY_TELL = /[授]|本文|文章|本篇|原文|此文|全文|稿件|転載|掲載|配信|公開|提供|引用/

/** The publication that the end of a text names without a label. */
export function closingOutlets(lines: CreditLine[], { outlets }: ReadContext): NamedOutlet[] {
  const last = lastTextLine(lines)
  return lines.flatMap(({ text, region, line }) => {
    if (region === 'above' || region === 'head') return []
    const labelled = region === 'below' && line.index === last + 1 ? LABELLED.exec(text)?.[1] : ''
    if (labelled && (isHouseName(labelled) || outlets.findByName(labelled)))
      return [outletFrom('closingLabel', labelled, { more: -0.4 })]
    const told = MAY_TELL.test(text) ? saidIn(text) : null
    if (told) return [outletFrom('firstStoodInChinese', told)]
    if (region === 'below' && text.length > 40) return []
    const isEnd = line.index >= last
    const name = isEnd ? CLOSING.exec(text.slice(-80))?.[1]?.trim() : undefined
    if (!name || !(isHouseName(name) || WIRE.test(name) || outlets.findByName(name))) return []
    return [outletFrom('closingBrackets', name)]
  })
}

/** 本文由作者原创, 本文由用户首发: who says so of nobody. */
const NOBODY = /作者$|^(?:本人|本号|我们|小编|笔者|用户|网友|会员|平台|本平台|自媒体|该|其)/
const isWriter = (name: string): boolean => isChineseName(name) && !/[报報网網社刊台臺]$/.test(name)

function saidIn(text: string): string | null {
  for (const sentence of SENTENCES) {
    const found = sentence.exec(text)
    const name = found?.slice(1).find(group => group !== undefined)
    if (!name || NOBODY.test(name)) continue
    if (/[》」』”’"]/.test(found![0]) || !isWriter(name)) return name
  }
  return null
}
