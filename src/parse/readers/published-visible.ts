import { readEpoch } from '../../text/epoch.ts'
import { type DateOptions, type FoundDate, readDate, readDates } from '../../text/read-dates.ts'
import type { ArticleLayout } from '../article-layout.ts'
import { PageElement } from '../build-tree.ts'
import type { Line, PageDocument } from '../document.ts'
import type { DateCandidate } from './published-candidate.ts'

/** Whether a line may hold a date at all: asked of every line, so it is cheap. */
const MAY_HOLD_DATE =
  /(?:19|20)\d\d|[年月日昨今前刚ago]\s*|\d[-/.:]\d|\d\s?[A-Za-zÀ-ÿЀ-я]{3}|[A-Za-z]{3}\.? \d/
const PUBLISHED_LABEL =
  /(?:发布|发表|刊发|出版|发稿|上线|發布|發表|刊登|公布|成文|印发|添加|创建|发文)?(?:时间|日期|時間)\s*[:：|]?\s*$|(?:发布|发表|發布|發表|刊登|上传)(?:于|於|在)?\s*[:：]?\s*$|(?:publish(?:ed)?|posted|publication date|date|veröffentlicht|erstellt|erschienen|eingestellt|publi[ée]e?|publicado|pubblicato|gepubliceerd|geplaatst|datum|vom|am|le|on|opublikowano|publikováno|julkaistu|publisert|publicerad|опубликовано|게시|등록|입력|公開)\s*(?:on|am|le|el|il|at|:|：|\|)?\s*$/i
const MODIFIED_LABEL =
  /(?:更新|修改|编辑|修订|最后)(?:时间|日期|于|時間)?\s*[:：]?\s*$|(?:updated|modified|last (?:update|change|edit)(?:ed)?|aktualisiert|letzte (?:änderung|aktualisierung)|geändert|bearbeitet|stand|mis à jour|modifi[ée]e?|actualizado|aggiornato|bijgewerkt|수정|更新日)\s*(?:on|am|le|el|il|at|:|：|\|)?\s*$/i
const FOREIGN_LABEL =
  /(?:访问|浏览|截止|截至|有效期|生效|实施|注册|活动|会议|报名|版权|copyright|©|\(c\)|seit|since|deadline|event|geboren|born|termin|von|vom|ab|bis|est\.|until|expires?)\s*(?:时间|日期)?\s*[:：]?\s*$/i
const DATE_HINT =
  /date|time|pub|posted|meta|info|source|byline|dateline|laiyuan|shijian|timestamp|published/
const FOREIGN_HINT =
  /comment|related|sidebar|recommend|footer|copyright|widget|teaser|hot|rank|latest|breadcrumb|xgnews|xiangguan|weather|calendar|event|archive|recent|popular|trending|more-?news|carousel|ticker|pinglun/

const LONGEST_LINE = 400
/** Lines above the title that still belong to its head. */
const ABOVE = 8

/** What the elements around a line are called, four steps up. */
function hintsAround(line: Line): string {
  let hints = ''
  let element: unknown = line.node.parent
  for (let up = 0; up < 5 && element instanceof PageElement; up++) {
    const { class: className = '', id = '' } = element.attribs
    hints += ` ${className} ${id} ${element.name === 'footer' || element.name === 'aside' ? element.name : ''}`
    element = element.parent
  }
  return hints.toLowerCase()
}

type Region = { name: string; score: number }

function regionOf(line: Line, layout: ArticleLayout): Region | null {
  const { bodyStart, bodyEnd } = layout
  const title = layout.titleLine ?? bodyStart - 12
  const at = line.index
  if (at >= title && at < bodyStart)
    return { name: 'head', score: 6.4 - Math.min(2, (at - title) * 0.06) }
  if (at < title && at >= title - ABOVE) return { name: 'above the title', score: 5 }
  if (at >= bodyStart && at < Math.min(bodyStart + 4, bodyEnd)) return { name: 'body', score: 4.4 }
  if (at >= bodyStart && at >= bodyEnd - 4 && at < bodyEnd) return { name: 'foot', score: 3.6 }
  if (at >= bodyEnd && at < bodyEnd + 8) return { name: 'below the body', score: 3.2 }
  if (at >= bodyStart && at < bodyEnd) return null
  return { name: 'elsewhere', score: 1 }
}

/** Dates in the text that readers see, each with where it stands. */
export function visibleDates(
  page: PageDocument,
  layout: ArticleLayout,
  options: DateOptions,
): DateCandidate[] {
  const candidates: DateCandidate[] = []
  for (const line of page.lines) {
    if (line.text.length > LONGEST_LINE || !MAY_HOLD_DATE.test(line.text)) continue
    const region = regionOf(line, layout)
    if (!region) continue
    const dates = readDates(line.text, options)
    if (dates.length === 0 || dates.length > 4) continue
    for (const date of dates) {
      const candidate = weigh(line, date, dates, region, page)
      if (candidate) candidates.push(candidate)
    }
  }
  return candidates
}

function weigh(
  line: Line,
  date: FoundDate,
  all: FoundDate[],
  region: Region,
  page: PageDocument,
): DateCandidate | null {
  const before = line.text.slice(Math.max(0, date.index - 40), date.index).trimEnd()
  const label = `${before === '' ? (page.lines[line.index - 1]?.text.slice(-20) ?? '') : before}`
  const rest = line.text.length - all.reduce((sum, found) => sum + found.length, 0)
  const hints = hintsAround(line)
  const isModified = MODIFIED_LABEL.test(label)
  const isLabelled = !isModified && PUBLISHED_LABEL.test(label)

  let score = region.score
  if (isLabelled) score += 1.6
  if (FOREIGN_LABEL.test(label)) score -= 2.5
  if (DATE_HINT.test(hints)) score += 0.8
  if (FOREIGN_HINT.test(hints)) score -= 2.5
  if (line.hidden) score -= 1
  if (line.linkLength > line.text.length * 0.5) score -= 2
  if (date.kind === 'yearless') score -= 1.2
  if (date.moment.precision === 'minute') score += 0.5
  // In a sentence a date tells of something else.
  if (rest > 60 && !isLabelled) score -= region.name === 'head' ? 1 : 3
  if (all[0] !== date) score -= 0.3
  if (score < 2.5) return null
  return {
    moment: date.moment,
    evidence: 'visible',
    role: isModified ? 'modified' : 'published',
    from: `line ${region.name === 'head' ? 'under the title' : region.name}`,
    score,
    place: line.index,
  }
}

const STAMP_ATTRIBUTES = [
  'datetime',
  'data-time',
  'data-timestamp',
  'data-date',
  'data-datetime',
  'data-published',
  'pubdate',
  'data-publish-time',
  'data-pubtime',
  'data-epoch',
  'content',
]

/** Dates that elements carry in an attribute: `time[datetime]`, microdata, `data-timestamp`. */
export function attributeDates(
  page: PageDocument,
  layout: ArticleLayout,
  options: DateOptions,
): DateCandidate[] {
  const reading = { ...options, compact: true, relative: false, yearless: false }
  const candidates: DateCandidate[] = []
  let bodyOrder = Number.POSITIVE_INFINITY
  const first = page.lines[layout.bodyStart]
  if (first) bodyOrder = first.order
  const titleOrder = layout.titleLine === null ? 0 : (page.lines[layout.titleLine]?.order ?? 0)

  let seen = 0
  for (const element of page.elements) {
    const { attribs, name } = element
    const property = attribs.itemprop ?? attribs.property ?? ''
    const isProperty = /date(?:published|created)$/i.test(property)
    const isModified = /datemodified$/i.test(property)
    const stamp = STAMP_ATTRIBUTES.find(
      key => attribs[key] !== undefined && (key !== 'content' || isProperty || isModified),
    )
    if (name === 'meta' || (name !== 'time' && !isProperty && !isModified && stamp === undefined))
      continue
    if (name !== 'time' && !isProperty && !isModified && stamp === 'datetime') continue
    if (++seen > 200) break
    const said = (stamp && attribs[stamp]) || attribs.title || ''
    const at = readEpoch(said, options.now)
    const moment = at
      ? ({ precision: 'minute', at, zone: options.zone } as const)
      : said.length < 60
        ? readDate(said, reading)
        : null
    if (!moment) continue

    const hints = hintsOfElement(element)
    const isHead = element.order >= titleOrder && element.order <= bodyOrder
    const isNear = !isHead && element.order > titleOrder - 60 && element.order < bodyOrder + 40
    let score = isProperty ? 7 : name === 'time' ? 6 : 4
    if (isHead) score += 1
    else if (!isNear) score -= element.order > bodyOrder ? 3 : 2
    if (attribs.pubdate !== undefined || /pub|entry-date|posted/.test(hints)) score += 0.6
    if (FOREIGN_HINT.test(hints)) score -= 2.5
    if (isInLink(element)) score -= 2
    const role = isModified || /updat|modif/.test(hints) ? 'modified' : 'published'
    if (score >= 2.5)
      candidates.push({
        moment,
        evidence: isProperty ? 'meta' : 'visible',
        role,
        from: `${name} ${property || stamp || 'title'}`,
        score,
        place: null,
      })
  }
  return candidates
}

function hintsOfElement(element: PageElement): string {
  let hints = ''
  let at: unknown = element
  for (let up = 0; up < 5 && at instanceof PageElement; up++) {
    hints += ` ${at.attribs.class ?? ''} ${at.attribs.id ?? ''} ${at.name === 'footer' || at.name === 'aside' ? 'footer' : ''}`
    at = at.parent
  }
  return hints.toLowerCase()
}

function isInLink(element: PageElement): boolean {
  let at: unknown = element
  for (let up = 0; up < 8 && at instanceof PageElement; up++, at = at.parent) {
    if (at.name === 'a') return true
  }
  return false
}
