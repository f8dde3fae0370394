const HAN_NUMBER = '[一二三四五六七八九十百〇零两\\d]'
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/** What tells one issue of a series from another: its number, its day, its month. */
const counted = new RegExp(
  [
    '(?:19|20)\\d\\d\\s*年(?:度|前?\\d{1,2}(?:[-—~至]\\d{1,2})?月份?(?:\\d{1,2}日)?)?',
    '(?:19|20)\\d\\d[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?',
    `${HAN_NUMBER}{1,3}月份?(?:${HAN_NUMBER}{1,3}[日号])?`,
    `第?${HAN_NUMBER}{1,3}(?:季度|周)`,
    `第\\s*${HAN_NUMBER}{1,6}\\s*[期号辑篇回集讲刊]`,
    `(?:总|vol\\.?|no\\.?|issue|edition|week|part|episode)\\s*#?\\d+期?`,
    '[上下]半年|[上中下]旬|[上下]半月',
    '#\\s*\\d+',
    '\\bq[1-4]\\b',
    `\\b(?:${MONTH})\\b\\.?(?:\\s+\\d{1,2}(?:st|nd|rd|th)?\\b)?(?:,?\\s*(?:19|20)\\d\\d)?`,
    '\\b(?:19|20)\\d\\d\\b',
  ].join('|'),
  'gu',
)
/** Words of what comes out again and again. */
const periodical =
  /[日周旬月季年]报$|[日周月]评$|[日周月季]刊|快报|简报|速递|通讯|观察|专栏|每[日周月季]|一周|周览|月览|看台|笔记|札记|手记|夜话|茶座|論壇|週報|週刊|電子報|観察|月報|週報|ニュースレター|\b(?:daily|weekly|monthly|quarterly|bulletin|dispatch|digest|newsletter|review|briefing|outlook|notebook|diary|column|letter|monitor|tracker|watch)\b/u
/** What a title of figures ends with that come out every month. */
const statistics =
  /数据|月报|情况|行情|公报|统计|指数|简报|周报|日报|运行|快报|\b(?:statistics|data|figures|index|bulletin|report)\b/u
const separators = /[:|丨]|\s[-–—]\s|——/u
const LEAST_LETTERS = 3
const LONGEST_HEAD = 40

/** Without numbers, days and marks. */
const strip = (text: string) =>
  text
    .replace(counted, ' ')
    .replace(/[^\p{Letter}]+/gu, ' ')
    .trim()

const isName = (name: string) => name.replaceAll(' ', '').length >= LEAST_LETTERS

/**
 * What the issues of a series have in common in their titles: 碳价月评 of 碳价月评：一月量价齐升, "meridian dispatch" of "Meridian
 * Dispatch #41: …". Null for a title that names no series.
 */
export function readTemplate(title: string): string | null {
  const folded = title.normalize('NFKC').toLowerCase().trim()
  const bracketed = /^[【[]([^】\]]{2,40})[】\]]/u.exec(folded)?.[1]
  const at = folded.search(separators)
  const head = bracketed ?? (at > 0 && at <= LONGEST_HEAD ? folded.slice(0, at) : null)
  if (head !== null) {
    const name = strip(head)
    const rest = folded.slice(at)
    const isDated = rest.search(counted) >= 0 && strip(rest) === ''
    const isSeries = bracketed || isDated || head.search(counted) >= 0 || periodical.test(name)
    return isSeries && isName(name) ? name : null
  }
  if (folded.search(counted) < 0 || folded.length > LONGEST_HEAD) return null
  const name = strip(folded)
  return isName(name) && statistics.test(name) ? name : null
}
