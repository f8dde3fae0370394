import {
  endsInGivenPicture,
  isChineseName,
  isNameLike,
  splitChineseNames,
} from '../../text/chinese-names.ts'
import { isCountryName } from '../../text/country-names.ts'
import { datelineCredits } from './byline-datelines.ts'
import { type Credit, creditFrom } from './byline-evidence.ts'
import { creditRow } from './credit-labels.ts'
import { type CreditLine, labelledParts, partsOf, valueBehind } from './credit-lines.ts'

const ROLE_WORD =
  '(?:全媒体|融媒体|首席|特约|特派|见习|实习|特約|見習|實習|資深|總台|总台|驻[\\u4e00-\\u9fff]{1,4}|高级|资深|专职|专栏|本报|本刊|本网|本台|本社)*(?:记者|記者|通讯员|通訊員|评论员|評論員|实习生|實習生|撰稿人|特派员|特派員|主笔|主筆|特约撰稿|专栏作者|专栏作家|研究员)'
/** Cheap: what every role ends in. */
const ROLE_END =
  /记者|記者|[讯訊]员|通訊員|[评究]论?员|評論員|实习生|實習生|撰稿|特派[员員]|主[笔筆]|专栏作[者家]/
const ROLE = new RegExp(`${ROLE_WORD}\\s{0,3}[:：|｜丨]?\\s{0,3}`, 'gu')
/** A role with the paper it belongs to, as in 光明日报记者; what is left of a line without them are names. */
const ROLE_PHRASE = new RegExp(
  `(?:本报|本刊|本网|本台|(?:(?!本[报刊网台社])[\\u4e00-\\u9fffA-Za-z·•]){2,12}(?:报|网|社|台|新闻|客户端|周刊|杂志|财经|央视))?\\s?${ROLE_WORD}`,
  'gu',
)
const PHOTO = /[摄攝](?:影|像)?\s*$|[摄攝][）)]|[图圖]\s*$|供[图圖]|翻[摄攝]|提供\s*$/
/** True for a credit of pictures; 罗鹏/文 受访者供图 is one of words. */
const isPhoto = (text: string) =>
  PHOTO.test(text) && !/[/／]\s?文|文\s?[/／]/.test(text) && !endsInGivenPicture(text)
/** What comes after a name when it is the subject of a sentence, or the end of a value. */
const VALUE_END =
  /[\d_【】[\]<>《》]|[|｜丨]\s*(?=[^\s|｜丨]{0,4}(?:时间|時間|日期|来源|來源|编辑|編輯|发布|發布|發佈|更新|责|責))|發布|發佈|發表|更新|瀏覽|列印|返回|查看|阅读|浏览|点击|字号|字体|评论|人气|分享|打印|关闭|收藏|来自|转载|声明|QQ|微信|\s{2,}(?=[A-Za-z])/

/** 袁可（实习）, 王样（本报记者）: what brackets say of a writer. */
const REMARK =
  /[（(](?:实习|實習|见习|見習|特约|特約|本报|本報|本刊|记者|記者|编译|整理)[^（）()]{0,8}[)）]/gu
/** 李样本系南岭大学教授: who it is behind the name. */
const WHO_IT_IS =
  /(?<=^[\u4e00-\u9fff·]{2,5})[，,]?(?:系|为|為|是|现任|現任)(?=[\u4e00-\u9fff]{2}).*$/u

/** [英] 艾琳·例, （美）约翰·例: where a foreign writer comes from. */
const COUNTRY = /^\s?[[（(【〔［]\s?([\u4e00-\u9fff]{1,8})\s?[\]）)】〕］]\s?/u
/** How a country is shortened there. */
const SHORT_COUNTRY =
  /^古?[英美法德日俄苏蘇意加澳奥奧荷韩韓西葡印以比瑞丹挪芬波捷匈希土埃泰越菲][国國]?$/u
const withoutCountry = (value: string): string =>
  value.replace(COUNTRY, (said, name: string) =>
    SHORT_COUNTRY.test(name) || isCountryName(name) ? '' : said,
  )

/** 车样本/文 卫样/图: who wrote stands before 文, who took the pictures before 图. */
const PICTURES_BEHIND =
  /(?:^|[\s、，,]|(?<=文))[\u4e00-\u9fff·]{2,5}\s?[/／]\s?(?:图片?|圖片?|摄影?|攝影?)(?=$|[\s、，,])/gu
const WORDS_BEHIND = /(?<=[\u4e00-\u9fff]{2})\s?[/／]\s?文(?=$|[\s、，,])/gu

const wordsOnly = (value: string) =>
  value.includes('文')
    ? value.replace(WORDS_AND_PICTURES, ' ').replace(PICTURES_BEHIND, '').replace(WORDS_BEHIND, '')
    : value
/** 全媒体记者 王样本 文/图 见习记者 李例: who did both, between the names. */
const WORDS_AND_PICTURES =
  /(?<=[\u4e00-\u9fff）)][\s、，,/／]{1,2})(?:文\s?[/／、+＋&和与與]?\s?(?:[图圖](?:片|表)?|[摄攝]影?|视频|影)|(?:[图圖](?:片)?|[摄攝]影?)\s?[/／、+＋&和与與]\s?文)(?=$|[\s、，,）)])/gu

const clean = (value: string) =>
  withoutCountry(wordsOnly(value))
    .replace(REMARK, '')
    .replace(WHO_IT_IS, '')
    .split(VALUE_END)[0]!
    .replace(/[\s/／|｜丨、,，]+$/u, '')
    .trim()

/** Names after 文/ and 作者： the role and the house that stand before them are no part of them. */
function namesOfValue(value: string, freely: boolean): string[] {
  const rest = clean(value)
  if (/^(?:系|为|為|是|均|乃|单位|單位)/.test(rest)) return []
  const latin = latinName(rest)
  if (latin) return [latin]
  const mixed = rest.split(/\s?[、，,;；&＆/／]\s?/)
  // Jonas Probe、王样本: names of both scripts in one list.
  if (mixed.some(isLatin) && mixed.every(part => isLatin(part) || isNameLike(part))) return mixed
  const roles = [...rest.matchAll(ROLE)]
  const last = roles.at(-1)
  if (last) {
    const after = splitChineseNames(rest.slice(last.index + last[0].length))
    const ahead = rest.slice(0, roles[0]!.index)
    // 罗鹏 本报记者 is a name, 南都见习记者 a house.
    const isName = /[\s、，]$/.test(ahead) || roles[0]![0].startsWith('本')
    const before = isName ? splitChineseNames(ahead) : []
    if (after.length > 0) return [...new Set([...before, ...after])]
  }
  const strict = splitChineseNames(rest)
  const listed = rest.split(/\s?[、，,]\s?/)
  // 王样本、扎西例木: beside a name of the usual form others have any.
  if (strict.length > 0 && listed.length > strict.length && listed.every(isNameLike)) return listed
  if (strict.length > 0) return strict
  const parts = rest.split(/[\s（(，,]+/)
  const named = parts.filter(isChineseName)
  if (named.length > 0 && parts.length <= 3) return named
  return freely ? splitChineseNames(rest, true).slice(0, 3) : []
}

/** The Latin name that a value begins with, as far as its capitals go: Jessie Probe, not what stands behind it. */
function latinName(value: string): string | null {
  const found =
    /^\p{Lu}[\p{Script=Latin}'’.-]*(?: (?:\p{Lu}[\p{Script=Latin}'’.-]*|de|van|von|der|da|di|la)){1,3}(?=$|[\s(（,，/|])/u.exec(
      value,
    )
  return found && found[0].length <= 40 && !/[,，、/]/.test(value) ? found[0] : null
}

const isLatin = (text: string): boolean => latinName(text) === text

function labelledCredits(credit: CreditLine, lines: CreditLine[]): Credit[] {
  const { line, text, region } = credit
  const credits: Credit[] = []
  for (const part of partsOf(credit)) {
    const { label, at } = part
    const value = valueBehind(part, credit, lines)
    const isWriter = creditRow(label)?.field === 'writer' || GIVEN_BY.has(label)
    if (!isWriter || isPhoto(clean(value))) continue
    // In the middle of a paragraph a label is a part of a sentence.
    if (
      (region === 'lead' || region === 'foot') &&
      at > 3 &&
      text.length > 90 &&
      !/[（(【[]\s?$/.test(text.slice(0, at)) &&
      label !== '作者'
    )
      continue
    const freely = FREELY.has(label)
    const names = namesOfValue(value, freely)
    if (names.length === 0) continue
    const isSure = names.every(isChineseName)
    if (GIVEN_BY.has(label) && !isSure && !names.every(isNameLike)) continue
    const row = label === '整理' ? 'collector' : isSure ? 'writerLabel' : 'looseLabel'
    const more = region === 'above' ? -3 : 0
    credits.push(creditFrom(row, names, line.index, { from: `${label}：`, more }))
  }
  return credits
}

/** 供稿：王样本: houses and persons give texts. */
const GIVEN_BY = new Set(['供稿', '来稿', '來稿'])

/** Behind these also pen names are read. */
const FREELY = new Set([
  '作者',
  '文',
  '本文作者',
  '撰文',
  'by',
  'author',
  'writer',
  'words',
  'text',
  '采访并文',
  '采访并撰文',
  '採訪並文',
  '採訪並撰文',
])

/** 记者 and the names behind it, in brackets, at an edge of the text, or in a line of its own. */
function roleCredits({ line, text, region }: CreditLine): Credit[] {
  const credits: Credit[] = []
  if (region === 'above' || !ROLE_END.test(text)) return credits
  for (const role of text.matchAll(ROLE)) {
    const start = role.index + role[0].length
    const ahead = text.slice(0, role.index)
    if (OF_PICTURES.test(ahead) || OF_OTHERS.test(ahead)) continue
    const behind = wordsOnly(text.slice(start, start + 40))
      .split(/[）)】\]〕］。，；]/)[0]!
      // 王样本 江城11月20日电: a place with its day is no name.
      .replace(/\s[\u4e00-\u9fff]{2,6}(?=\d).*$/u, '')
      .replace(REPORT_FROM, '')
      .replace(AT_PLACE, '')
      .replace(ROLE, ' ')
      .replace(/\s?文\s?[/／、]?\s?[图圖]$/u, '')
    if (
      isPhoto(behind) ||
      /^(?:从|從|在|了解|瞭解|采访|採訪|获悉|獲悉|们|們|就|问|問|会|會|节|節|手记|手記|观察|觀察|站|证|證|协会|協會)/.test(
        behind,
      )
    )
      continue
    const isBracketed = /[（(【〔［[][^（）()【】〔〕]{0,24}$/.test(text.slice(0, start))
    const names = isBracketed ? bracketedNames(behind) : splitChineseNames(behind)
    if (names.length === 0) continue
    const end = text.slice(start).indexOf(names.at(-1)!.slice(-1))
    const next = text[start + end + 1] ?? ''
    const isShort = text.length <= 60
    if (!isBracketed && !isShort && !/[\s，,、）)报/／|｜]/.test(next)) continue
    // In running text only a dateline's beginning names its writer.
    if (!isBracketed && !isShort && !(region === 'lead' && role.index < 40)) continue
    credits.push(creditFrom('role', names, line.index, { from: role[0].trim() }))
  }
  return credits
}

/** 摄影记者：李样本 took the pictures. */
const OF_PICTURES = /(?:摄影|攝影|摄像|攝像|图片|圖片|视频|視頻|影像|美术|美術)$/u

/** 据《例报》记者李样本此前报道, 接受《例报》记者李样本采访: whose reporter another text is by. */
const OF_OTHERS =
  /(?:^|[，。；！？“”\s])(?:据|據|另据|另據|引述|援引|引用|接受|面对|面對|告诉|告訴|对|對|向|由|与|與)(?!.*[，。；！？]).{0,20}$/u

/** 李样本 南岭报道: the place behind the last name; papers of Taiwan set it apart (鍾樣本 南嶺 報導), where others would go on with names. */
const REPORT_FROM =
  /\s[\u4e00-\u9fff]{2}(?:(?:综合|特别|綜合|特別)?(?:报道|報導|报导|報道|电|電|讯|訊)|\s(?:綜合|特別)?(?:報導|電|訊))$/u

/** 陳範例／南澳報導: the place behind a slash. */
const AT_PLACE =
  /\s?[/／|｜]\s?[\u4e00-\u9fff、]{2,8}?(?:综合|綜合|连线|連線|现场|現場)?(?:(?:报道|報導|报导|報道).*|[电電讯訊])$/u

/** 王样本采写: what the last of them did. */
const DEED = /(?<=[\u4e00-\u9fff]{2})(?:采写|採寫|撰写|撰寫|撰文|整理|综述|编译|編譯)$/u
/** 王样本文: a label only where the name without it is whole; 王样文 and 欧阳例文 are names. */
const withoutDeed = (part: string): string => {
  const before = part.replace(DEED, '')
  if (before !== part || !part.endsWith('文') || isChineseName(part)) return before
  return isChineseName(part.slice(0, -1)) ? part.slice(0, -1) : part
}

/** What a bracket names behind a role are names, however long: 格桑样本. */
function bracketedNames(text: string): string[] {
  const parts = text
    .split(/[\s、,，;；]+|[和与與](?=[\u4e00-\u9fff]{2})/)
    .map(withoutDeed)
    .filter(part => part !== '')
  return parts.length <= 6 && parts.every(isNameLike) ? parts : splitChineseNames(text)
}

/** □罗鹏本报记者刘文君: a mark, then names with roles glued between them. */
function markedCredits({ line, text, region }: CreditLine): Credit[] {
  // △ and ▲ begin captions.
  const mark = /^[□■◆●○]\s?(?=[\u4e00-\u9fff])|[\s。”）](?=□)/u.exec(text)
  if (!mark || region === 'above') return []
  const rest = text.slice(mark.index + mark[0].length).replace(/^□\s?/, '')
  if (rest.length > 60) return []
  const names = splitChineseNames(rest.replace(ROLE_PHRASE, ' '))
  return names.length > 0 ? [creditFrom('mark', names, line.index, { from: '□' })] : []
}

/** A line of nothing but roles and names. */
function wholeLineCredits({ line, text, region }: CreditLine): Credit[] {
  // 在线投稿 记者博客 联系记者: buttons.
  const isMenu = line.linkLength > 4 && line.linkLength >= text.replace(/\s/g, '').length
  if (
    text.length > 40 ||
    region === 'above' ||
    isMenu ||
    !/记者|記者|通讯员|实习生|作者|撰文|^\s?文\s*[-–—·•/|丨]|文\s*[/|丨]/.test(text)
  )
    return []
  const rest = wordsOnly(text)
    .replace(REPORT_FROM, '')
    .replace(AT_PLACE, '')
    .replace(ROLE_PHRASE, ' ')
    .replace(/^\s?(?:作者|撰文|文)(?:\s*[-–—·•]\s*|\s+)/, '')
    .trim()
  if (rest === text.trim() || isPhoto(rest)) return []
  const parts = rest.split(/[\s、，,|｜丨]+/).filter(part => part !== '')
  const isNames = text.length <= 30 && parts.length <= 4 && parts.every(isNameLike)
  const names = isNames ? parts : splitChineseNames(rest)
  return names.length > 0 ? [creditFrom('creditLine', names, line.index)] : []
}

/** （作者李样本系南岭大学教授）: a note on the writer. */
function noteCredits({ line, text, region }: CreditLine): Credit[] {
  if (region === 'above' || region === 'head') return []
  const name = NOTE.exec(text)?.[1]
  return name && isChineseName(name) ? [creditFrom('writerNote', [name], line.index)] : []
}
const NOTE =
  /(?:^|[（(【\s])(?:本文|文章|原文)?作者\s?([\u4e00-\u9fff·]{2,4}?)(?:教授|博士|先生|女士)?[，,]?(?:系|为|為|是|现任|現任)(?=[\u4e00-\u9fff]{2})/u

/** （袁源） at the very end of the text. */
function closingCredits({ line, text, region }: CreditLine): Credit[] {
  // Below the text a bracket stands alone where the text's foot was cut off before it.
  const isAlone = text.length < 14
  if (region !== 'foot' && region !== 'lead' && !(region === 'below' && isAlone)) return []
  const found = /[（(]\s?(?:本报)?(?:记者|通讯员|作者)?\s?([^（）()：:]{2,30})[)）]\s?[。]?$/u.exec(
    text,
  )
  if (!found || isPhoto(found[1]!)) return []
  const names = splitChineseNames(wordsOnly(found[1]!))
  const rest = names.reduce((left, name) => left.replace(name, ''), found[1]!)
  if (names.length === 0 || /[\u4e00-\u9fff]{6}/.test(rest)) return []
  return [creditFrom(isAlone ? 'closingAlone' : 'closingNames', names, line.index)]
}

/** A name and nothing else, in one of the three lines under the title. */
function nameAlone(lines: CreditLine[], title: number): Credit[] {
  const alone = lines.filter(
    ({ line, region }) =>
      (region === 'head' || region === 'lead') && line.index > title && line.index <= title + 3,
  )
  const found = alone.flatMap(({ line, text }) => {
    if (text.length > 12 || line.linkLength > 0) return []
    const names = splitChineseNames(text)
    const isWhole = names.join('') === text.replace(/[\s、，,]/g, '')
    return isWhole && names.length > 0 ? [{ names, at: line.index }] : []
  })
  // Names that stand one below the other are those of one byline.
  const [first] = found
  const joined = found.filter(({ at }, place) => at === first!.at + place)
  return first
    ? [creditFrom('underTitle', [...new Set(joined.flatMap(({ names }) => names))], first.at)]
    : []
}

/** 林小例 报道, 林小例撰, 令狐样本专栏: a name and what it did, in a line of its own under the title. */
function toldAlone({ line, text, bordered, region }: CreditLine): Credit[] {
  if (region !== 'head' || text.length > 60) return []
  const pieces = bordered.split('\u2028').map(piece => withoutCountry(piece.trim()))
  for (const piece of pieces.length > 1 ? [text, ...pieces] : pieces) {
    const said = (NAME_AND_WORDS.exec(piece) ?? (piece.length <= 24 ? DID.exec(piece) : null))?.[1]
    const names = said ? splitChineseNames(said) : []
    if (names.length > 0 && names.join('') === said?.replace(/[\s、，,]/g, ''))
      return [creditFrom('nameAndDeed', names, line.index)]
  }
  return []
}
/** 2026-11-20 车样本/文 卫样/图. */
const NAME_AND_WORDS = /(?:^|[\s\d])([\u4e00-\u9fff·]{2,5})\s?[/／]\s?文(?=$|[\s、，,])/u
const DID =
  /^([\u4e00-\u9fff·、，,\s]{2,18}?)\s?(?:(?:综合|綜合|专题|專題|独家|獨家|现场|現場)?(?:报道|報道|报导|報導)|采写|採寫|撰文?|著文?|[编編][译譯]|整理|[执執][笔筆]|的?[专專][栏欄])$/u

/** 本文由 林小例 于 2026-11-20 发布, 林小例 发表于 2026-11-20: how forums and blogs sign, at the head or the foot. */
function postedBy({ line, text, bordered, region }: CreditLine): Credit[] {
  if (region === 'above' || (region === 'lead' && !/^[本此该該]/.test(text)) || text.length > 80)
    return []
  const found = POSTED_BY.exec(bordered) ?? (region === 'head' ? POSTED_ON.exec(bordered) : null)
  const name = found?.[1]?.trim()
  return name && isNameLike(name) ? [creditFrom('posted', [name], line.index)] : []
}
const POSTED =
  '(?:发表|發表|发布|發布|發佈|发贴|發帖|发帖|上传|上傳|分享|提交|张贴|張貼|原创|撰写|投稿)'
/** 由 with the name, then when, then what somebody did; or what and when. */
const POSTED_BY = new RegExp(
  `(?:^|[\\s\\u2028（(【])(?:本|此|该|這|这)?(?:贴|帖|帖子|文|文章|篇文章|日志|博文)?[由经][\\s\\u2028]{0,2}([\\u4e00-\\u9fff·]{2,6}?)[\\s\\u2028]{0,2}(?:[于於在]?[\\s\\u2028]{0,2}\\d{4}[^。]{4,50}?${POSTED}|(?:最[后後早初])?${POSTED}(?:[于於在]|[\\s\\u2028]|$))`,
  'u',
)
const POSTED_ON = new RegExp(
  `^([\\u4e00-\\u9fff·]{2,5})[\\s\\u2028]{1,3}${POSTED}[于於在][\\s\\u2028]{0,2}[:：]?[\\s\\u2028]{0,2}\\d{4}`,
  'u',
)

/** 洛桑样本 above 资深记者: names of any form in a line before that of their job. Whose job is pictures or editing did not write. */
function aboveJobs(lines: CreditLine[]): Credit[] {
  const found = lines.filter(
    ({ text, region }, at) =>
      region === 'head' && isNameLike(text.trim()) && JOB_LINE.test(lines[at + 1]?.text ?? ''),
  )
  const names = found.map(({ text }) => text.trim())
  return names.length > 0 ? [creditFrom('aboveJob', names, found[0]!.line.index)] : []
}
/** 洛桑样本 beside 资深记者, each in an element of its own. */
function besideJobs({ line, text, bordered, region }: CreditLine): Credit[] {
  if (region !== 'head' || text.length > 60) return []
  const parts = bordered
    .split('\u2028')
    .map(part => part.trim())
    .filter(part => part !== '')
  const names = parts.filter((part, at) => isNameLike(part) && JOB_LINE.test(parts[at + 1] ?? ''))
  return names.length > 0 ? [creditFrom('aboveJob', names, line.index)] : []
}
const JOB_LINE = new RegExp(`^(?:[\\u4e00-\\u9fff]{0,6})?${ROLE_WORD}$`, 'u')

/** The names in a text that is known to be a byline, with or without its label: 作者：罗鹏, 本报记者 刘文君. */
export function namesOfCredit(text: string): string[] {
  const parts = labelledParts(text).filter(({ label }) => creditRow(label)?.field === 'writer')
  const values = parts.length > 0 ? parts.map(({ value }) => value) : [text.replace(/^□\s?/, '')]
  return values.flatMap(value => namesOfValue(value.replace(ROLE_PHRASE, ' '), true))
}

/** Who wrote a Chinese page, from its credit lines; `title` is the index of the title's line. */
export function chineseCredits(lines: CreditLine[], title: number): Credit[] {
  const alone = nameAlone(lines, title)
  const above = aboveJobs(lines)
  return lines.flatMap(line => [
    ...[...alone, ...above].filter(credit => credit.line === line.line.index),
    ...toldAlone(line),
    ...besideJobs(line),
    ...postedBy(line),
    ...labelledCredits(line, lines),
    ...datelineCredits(line),
    ...roleCredits(line),
    ...markedCredits(line),
    ...wholeLineCredits(line),
    ...closingCredits(line),
    ...noteCredits(line),
  ])
}

/** 记者 李样本 编辑 王例 校对 张本: roles and names by turns need no colon. */
function bareEditors({ text }: CreditLine): string[] {
  if (text.length > 80 || /[。！？]/.test(text)) return []
  return [...text.matchAll(BARE_EDITOR)].map(([, name]) => name!).filter(isChineseName)
}
const BARE_EDITOR =
  /(?:^|[\s（(【])(?:责任编辑|責任編輯|值班编辑|责编|責編|编辑|編輯)[\s\u2028]{1,3}([\u4e00-\u9fff]{2,4})(?=$|[\s\u2028）)】])/gu

/** Who edited it: 责任编辑, 责编, 编辑. */
export function chineseEditors(lines: CreditLine[]): string[] {
  const editors: string[] = []
  for (const credit of lines) {
    const { region, line } = credit
    if (region === 'above') continue
    if (line.linkLength > 60) continue
    const labelled = partsOf(credit)
      .filter(({ label }) => creditRow(label)?.field === 'editor')
      .flatMap(part => namesOfValue(valueBehind(part, credit, lines), true))
    for (const name of [...labelled, ...bareEditors(credit)])
      if (!editors.includes(name)) editors.push(name)
  }
  return editors.slice(0, 6)
}
