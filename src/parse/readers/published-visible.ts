import type { DateOptions, FoundDate } from '../../text/read-dates.ts'
import type { ArticleLayout } from '../article-layout.ts'
import { datesIn } from '../dates-in.ts'
import type { Line, PageDocument } from '../document.ts'
import { titlePlace } from './credit-lines.ts'
import { dateEvidence, type EvidenceName } from './date-evidence.ts'
import { isDeadline, type Label, labelBehind, labelOf } from './date-labels.ts'
import { nameScore } from './date-surroundings.ts'
import { beginsLeaf, joinedDateLine, leafDate } from './joined-date-line.ts'
import { borderedText } from './line-borders.ts'
import { candidateOf, type DateCandidate } from './published-candidate.ts'

/** Whether a line may hold a date at all: asked of every line, so it is cheap. */
const MAY_HOLD_DATE =
  /(?:19|20)\d\d|[年月日昨今前刚]|\d[-/.:]\d|\d[\s.]{0,2}[A-Za-zÀ-ÿЀ-я]{3}|[A-Za-z]{3}\.? \d|ago|yesterday|gestern/
const CREDIT = /来源|來源|作者|编辑|出处|记者|阅读|评论|浏览|点击/

/** The leaf of a calendar is a line of so many characters at most. */
const LEAF = 20
/** Of a paragraph only its beginning is looked at. */
const PARAGRAPH = 400
const PARAGRAPH_HEAD = 48
/** What is shown is never believed more than what is declared for machines. */
const HIGHEST = 8
const WORTHLESS = 2.5
/** A date inside the body that nothing announces is one that the text tells of. */
const UNANNOUNCED = 3
/** A date that scores this much stands for itself, whatever follows it. */
const CLEARLY_SHOWN = 5.5
/** Lines above the title that still belong to its head, and below the body that belong to its foot. */
const ABOVE = 8
const BELOW = 8

type Region = { row: EvidenceName; more: number; isNearTitle: boolean }

/** Where a line stands to the article: its row of the table of evidence, and what nearness to the title adds. */
function regionOf(at: number, title: number, { bodyStart, bodyEnd }: ArticleLayout): Region {
  const region = (row: EvidenceName, isNearTitle = false, more = 0) => ({ row, more, isNearTitle })
  if (at >= title && at < bodyStart)
    return region('underTitle', true, -Math.min(2, (at - title) * 0.06))
  if (at < title && at >= title - ABOVE) return region('aboveTitle', true)
  if (at >= bodyStart && at < Math.min(bodyStart + 4, bodyEnd)) return region('inLead', true)
  if (at >= bodyStart && at >= bodyEnd - 4 && at < bodyEnd) return region('atFoot')
  if (at >= bodyStart && at < bodyEnd) return region('inBody')
  if (at >= bodyEnd && at < bodyEnd + BELOW) return region('belowBody')
  return region('elsewhere')
}

/** Dates in the text that readers see, each with where it stands. */
export function visibleDates(
  page: PageDocument,
  layout: ArticleLayout,
  options: DateOptions,
): DateCandidate[] {
  const candidates: DateCandidate[] = []
  const title = titlePlace(page, layout)
  for (const line of page.lines) {
    const region = regionOf(line.index, title, layout)
    const head = line.text.length > PARAGRAPH ? line.text.slice(0, PARAGRAPH_HEAD) : line.text
    if (head.length < line.text.length && !region.isNearTitle) continue
    const isLeaf = region.isNearTitle && head.length <= LEAF && beginsLeaf(head)
    if (!isLeaf && !MAY_HOLD_DATE.test(head)) continue
    const leaf = isLeaf ? leafDate(borderedText(page, line).replaceAll('\u2028', ' ')) : null
    const joined = region.row === 'elsewhere' ? head : joinedDateLine(page.lines, line, head)
    const parted =
      leaf === null && joined === head && region.isNearTitle
        ? partedLine(page, line, options)
        : null
    const text = leaf ?? parted ?? joined
    const inTitle = isTitle(text, layout.title)
    // The day in a title is what the article is about, but for the one that a title begins with.
    const dates = datesIn(text, options).filter(({ index }) => !inTitle || index === 0)
    if (dates.length === 0 || dates.length > 4) continue
    for (const date of dates) candidates.push(weigh({ line, text, date, all: dates, region, page }))
  }
  return withoutRows(candidates).filter(({ score }) => score >= WORTHLESS)
}

/** 16 September 2026 and 11:05 in an element each, glued: the line with a space between them, where only that shows its date and time. */
function partedLine(page: PageDocument, line: Line, options: DateOptions): string | null {
  if (line.text.length > GLUED || !TIME_GLUED.test(line.text)) return null
  const parted = borderedText(page, line)
    .replace(/\s*\u2028\s*/g, ' ')
    .trim()
  if (parted === line.text) return null
  const minutes = (text: string) =>
    datesIn(text, options).filter(({ moment }) => moment.precision === 'minute').length
  const [apart, glued] = [minutes(parted), minutes(line.text)]
  return apart > glued || (apart === glued && HALF_GLUED.test(line.text)) ? parted : null
}
/** Lines of date and credits are shorter. */
const GLUED = 100
/** Cheap: a figure or a letter that a time of day is glued to. */
const TIME_GLUED =
  /(?:\d{3}|[\p{L}.,])\d{1,2}[:.h]\d{2}|\d{2}:\d{2}(?:\d{2,4}|(?::\d{2})?\s?(?:[ap]\.?m|[上下午오早晚凌]))/iu
/** The half of the day behind a time, and a word glued to it: 03:15 下午瀏覽. */
const HALF_GLUED =
  /\d{2}:\d{2}\s?(?:[ap]\.?m\.?|上午|下午|午[前後后]|오[전후]|早上|晚上|凌晨)(?=\p{L})/iu

const isTitle = (text: string, title: string) =>
  text.length > 12 && (title.includes(text) || (title !== '' && text.startsWith(title)))

/** Dates in every other line or so, away from the title, are the rows of a list. */
function withoutRows(candidates: DateCandidate[]): DateCandidate[] {
  return candidates.filter((candidate, at) => {
    if (candidate.score >= CLEARLY_SHOWN) return true
    const near = candidates.slice(Math.max(0, at - 3), at + 4)
    const rows = near.filter(
      ({ place, isLabelled }) =>
        Math.abs(place! - candidate.place!) <= 9 && isLabelled === candidate.isLabelled,
    )
    return new Set(rows.map(({ place }) => place)).size < 4
  })
}

type Shown = {
  line: Line
  /** The line's text, or what it makes with the lines that its date goes on in. */
  text: string
  date: FoundDate
  all: FoundDate[]
  region: Region
  page: PageDocument
}

function weigh({ line, text, date, all, region, page }: Shown): DateCandidate {
  const label = labelFor({ line, text, date, all, page })
  const rest = text.length - all.reduce((sum, { length }) => sum + length, 0)
  const base = dateEvidence[region.row].trust
  let score =
    base +
    region.more +
    nameScore(
      line.node.parent,
      region.isNearTitle,
      label === 'published' || (label === 'date' && region.isNearTitle),
    )
  if (label === 'published') score += rest < 60 ? 2.4 : 1.4
  if (label === 'date' && rest < 60) score += 1.2
  if (label === 'published' && rest < 40 && region.row === 'elsewhere') score += 1.2
  // A word such as "today" in a sentence or a menu is no date of the page.
  if (date.kind === 'relative' && rest > 20 && label !== 'published') score -= 4
  if (label === 'foreign') score -= 2.5
  if (line.hidden) score -= 1
  if (line.linkLength > line.text.length * 0.6) score -= region.isNearTitle ? 0.8 : 2
  if (date.kind === 'yearless') score -= 1.2
  if (date.moment.precision === 'minute') score += 0.5
  if (region.isNearTitle && rest < 90 && CREDIT.test(line.text)) score += 1
  if (isCreditLine(line, date, rest) && region.row === 'inBody') score += 2.5
  score -= sentencePenalty(line, date, rest, region, label === 'published')
  const isAnnounced = label !== null || isCreditLine(line, date, rest)
  if (region.row === 'inBody' && !isAnnounced) score = Math.min(score, UNANNOUNCED)
  if (isClock(line, date)) score -= 2
  if (all[0] !== date) score -= 0.3
  return candidateOf(region.row, {
    moment: date.moment,
    role: label === 'modified' ? 'modified' : 'published',
    more: Math.min(HIGHEST, score) - base - (isMade(text, date) ? LATER : 0),
    place: line.index,
    isYearless: date.kind === 'yearless',
    isLabelled: label === 'published',
  })
}

/** 成文日期: the day on which a document was written, where another says when it came out. */
const isMade = (text: string, { index }: FoundDate) =>
  /(?:成文|印发|印發|生成|签发|簽發|撰写|撰寫|创建|創建|录入|錄入|建檔|作成|created|erstellt|créé)(?:日期|时间|時間|日時|日)?\s?[:：]?\s?$/i.test(
    text.slice(Math.max(0, index - 12), index),
  )
const LATER = 0.4

/** What the words before a date, or the line before it where that is a label, say that it is. */
function labelFor({ line, text, date, all, page }: Omit<Shown, 'region'>): Label {
  const after = text.slice(date.index + date.length)
  const behind = labelBehind(after)
  // 09:00发布 10:30更新: a line whose first date has its label behind it has all of them there.
  if (behind && isLabelledBehind(text, all)) return behind
  const ended = all
    .filter(other => other.index < date.index)
    .map(({ index, length }) => index + length)
  const before = text.slice(Math.max(0, date.index - 40, ...ended), date.index).trimEnd()
  const label =
    before === '' ? labelOfLine(page.lines[line.index - 1]?.text ?? '') : labelOf(before)
  if (label !== 'published' && isDeadline(after)) return 'foreign'
  return label ?? behind
}

function isLabelledBehind(text: string, [first]: FoundDate[]): boolean {
  const before = text.slice(0, first!.index).trimEnd()
  const after = text.slice(first!.index + first!.length)
  return labelBehind(after) !== null && (before === '' || labelOf(before) === null)
}

/** A line before the date is its label when it is nothing else, or ends in one with its mark. */
const labelOfLine = (text: string): Label =>
  text.length <= 16 || /[:：]$/.test(text) ? labelOf(text.slice(-40)) : null

/** In a sentence a date tells of something else, but for the one that a lead begins with: (18.01.2018) The ministry … */
function sentencePenalty(
  line: Line,
  date: FoundDate,
  rest: number,
  region: Region,
  isLabelled: boolean,
): number {
  if (isLabelled) return 0
  if (rest <= 60) return isInSentence(line.text, date) ? 3 : 0
  const opens = date.index <= 1 && date.kind === 'full'
  if (
    opens &&
    region.isNearTitle &&
    /^[\s)\]:.,–—-]/.test(line.text.slice(date.index + date.length))
  )
    return -0.4
  return region.row === 'underTitle' ? 1 : 3
}

/** 统计局2025年3月1日发布的公报显示，…。 tells of that day; a dateline (江城3月1日电) is of its own. */
const isInSentence = (text: string, { index, length }: FoundDate) =>
  index > 1 &&
  /[，,].{4,}[。！？]$/.test(text) &&
  !/^\s?(?:[专專综合外]{0,2}[电電讯訊]|消息)/.test(text.slice(index + length))

/** 2005-04-05 06:40 来源：… is the line of the article's credits wherever the body was found to begin. */
const isCreditLine = (line: Line, date: FoundDate, rest: number) =>
  date.index <= 8 && rest < 60 && /来源|來源|出处/.test(line.text)

/** 2021年10月7日 星期四 and nothing more: the page's own calendar, as portals print it in their head. */
const isClock = (line: Line, date: FoundDate) =>
  date.moment.precision === 'day' &&
  /^(?:今天是?[:：]?\s?)?\s?[^\s]{8,12}日?\s?[(（]?(?:星期|周|京港台)/.test(line.text) &&
  line.text.length < 24
