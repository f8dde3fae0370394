import {
  endsInGivenPicture,
  isChineseName,
  isNameLike,
  splitChineseNames,
} from '../../text/chinese-names.ts'
import { isPlaceName, placeAtEnd } from '../../text/place-names.ts'
import { narrow } from '../../text/read-dates.ts'
import { type Credit, creditFrom } from './byline-evidence.ts'
import type { CreditLine } from './credit-lines.ts'

/** A dateline stands within so many characters of a line's beginning. */
const REACH = 110
const REPORTER =
  '(?:駐[\\u4e00-\\u9fff]{2,5}|驻[\\u4e00-\\u9fff]{2,5}|特派|特約|特约|實習|实习|見習|见习|資深|首席|即時|即时|攝影)*(?:記者|记者|特派員|特派员|編譯|通訊員|通讯员|實習生|实习生)'
const REPORT =
  '(?:即時|即时|綜合|综合|專題|专题|專訪|連線|連綫|獨家|現場|電話|聯合|特別|外電|整理)?(?:報導|報道|报道|报导|電訊|专电|專電|特稿|電|电|讯|訊)'
const DAY = '(?:(?:\\d{1,2}\\s?月)?\\s?\\d{1,2}\\s?日)?'

/** （中央社記者王小明台北18日電）, 〔記者王小明／台北報導〕, 記者 王小明 台北 報導: reporters, perhaps a place, then the word for a report. */
const NAMED_REPORT = new RegExp(
  `^\\s?(?:\\[[^\\[\\]]{2,8}\\]\\s?)?[([]?\\s?(?:[\\u4e00-\\u9fffA-Za-z·/]{0,12}?\\s?)${REPORTER}\\s{0,2}([\\u4e00-\\u9fff·•、,，和與与及暨\\s]{2,40}?)\\s?(?:[/|]\\s?[\\u4e00-\\u9fff、]{2,8}?)?\\s?${DAY}\\s?${REPORT}\\s?(?:[)\\]]|[,，。:：\\s]|$)`,
  'u',
)
/** 王小明／台北報導, 國際中心／王小明報導: a name beside a place or a desk. */
const SLASHED_REPORT = new RegExp(
  `^\\s?[([]?\\s?([\\u4e00-\\u9fff、]{2,12}?)\\s?/\\s?([\\u4e00-\\u9fff、\\s]{2,16}?)${REPORT}\\s?(?:[)\\]]|[,，。:：\\s]|$)`,
  'u',
)
const DESK = /(?:中心|頻道|频道|組|组|部|報|报|網|网|社|台)$/
/** …日电（刘样、杨本）, 本报讯 (记者 李样 通讯员 张本): names in brackets behind the word for a report. */
const BEHIND_REPORT = new RegExp(
  `^\\s?[^()，。；]{2,34}(?:电|電|讯|訊|消息|报道|報道|報導)\\s?[([]\\s?((?:[\\u4e00-\\u9fff]{0,8}?${REPORTER})?[^()[\\]]{2,48})[)\\]]`,
  'u',
)
const PHOTO = /[摄攝]影?$|[图圖]片?$|^[图圖]|提供$/

/** Writers that a dateline at the head of a line names. */
export function datelineCredits({ line, text, region }: CreditLine): Credit[] {
  if (region === 'above' || region === 'below') return []
  const head = narrow(text.slice(0, REACH))
  if (!/[电電讯訊报報]|消息/.test(head)) return []
  const names =
    reportersOf(NAMED_REPORT.exec(head)?.[1]) ??
    besideSlash(SLASHED_REPORT.exec(head)) ??
    inBrackets(BEHIND_REPORT.exec(head)?.[1])
  return names ? [creditFrom('dateline', names, line.index)] : []
}

/** Names one behind the other, the last with a place glued to it: 王小明、李小樣高雄. */
function reportersOf(text: string | undefined): string[] | null {
  const words = (text ?? '')
    .replace(REPORTERS, '、')
    .split(/[、,，和與与及暨\s]+/)
    .filter(word => word !== '')
  const names: string[] = []
  for (const [at, word] of words.entries()) {
    if (isPlaceName(word)) break
    const isLast = at === words.length - 1
    // 王样本 江城11月20日电: two characters apart from the name before them are where it was written.
    if (isLast && at > 0 && word.length === 2 && SPACED.test(text!)) break
    const name = isLast ? withoutPlace(word) : word
    if (!isNameLike(name)) break
    names.push(name)
  }
  return names.length > 0 ? names : null
}

const REPORTERS = new RegExp(REPORTER, 'gu')
const SPACED = /\s[\u4e00-\u9fff]{2}$/u

/** A name without the place that is glued to its end: three characters are a name, four a short name and a short place, or a long name. */
function withoutPlace(word: string): string {
  const place = placeAtEnd(word)
  if (place) return word.slice(0, -place.length)
  return word.length <= 4 || /[·•]/.test(word) ? word : word.slice(0, 3)
}

function besideSlash(found: RegExpExecArray | null): string[] | null {
  if (!found) return null
  const [, first, second] = found
  const sides = DESK.test(first!) ? [second!] : [withoutLabel(first!)]
  const names = sides.flatMap(side => side.split(/[、\s]+/)).filter(isChineseName)
  return names.length > 0 && !names.some(isPlaceName) ? names : null
}

/** 文王小明 without the label; 文小明 is a name as it stands. */
function withoutLabel(text: string): string {
  const rest = text.replace(/^(?:文|撰文|編譯|编译)/, '')
  return isChineseName(text) && !isChineseName(rest) ? text : rest
}

/** The names in a bracket that holds nothing else than names and roles. */
function inBrackets(text: string | undefined): string[] | null {
  if (!text || (PHOTO.test(text.trim()) && !endsInGivenPicture(text))) return null
  const inner = text
    .replace(/\s?文\s?[/、]?\s?[图圖]$/u, '')
    .replace(new RegExp(`[\\u4e00-\\u9fff]{0,8}?${REPORTER}`, 'gu'), ' ')
  const parts = inner.split(/[\s、,，;；和与與]+/).filter(part => part !== '')
  const isRole = inner !== text
  const names = isRole ? parts.filter(isNameLike) : splitChineseNames(parts.join('、'))
  return names.length > 0 && names.length === parts.length ? names : null
}
