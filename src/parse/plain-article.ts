import type { Article, Neighbour } from '../model/article.ts'
import type { Link } from '../model/link.ts'
import { readDate } from '../text/read-dates.ts'
import { escapeHtml } from './body/escape-html.ts'
import { afterHeadings } from './body/trim-patterns.ts'
import type { ReadContext } from './context.ts'
import type { ArticlePage } from './parse-article.ts'
import { titleKey } from './readers/title.ts'

/** Of a text without markup this much is looked at for a tag. */
const SAMPLE = 20_000
const MOST_LINES = 5000
/** A headline is no longer. */
const LONGEST_TITLE = 120
/** Lines above the text among which the headline stands. */
const HEAD = 8

/** True for a text that holds no markup: a page that was saved as text. */
export const isPlainText = (text: string): boolean =>
  text.trim() !== '' &&
  !/<(?:[a-z][a-z\d:-]*[\s/>]|!doctype|!--|\/[a-z]|\?xml)/i.test(text.slice(0, SAMPLE))

/** What a page that was saved as plain text says in its lines: its parts are told by their words, for nothing else is left of it. */
type PlainPage = {
  title: string
  lines: string[]
  previous: Neighbour | null
  next: Neighbour | null
  related: Link[]
}

/**
 * Reads a plain text as an article: the headline among its first lines, the text, the neighbours behind their labels and the lines
 * that end in a date. Such a text holds no addresses: those of its links are empty.
 */
export function readPlainArticle(
  text: string,
  context: ReadContext,
  readHtml: (html: string, context: ReadContext) => ArticlePage,
): ArticlePage {
  const plain = splitPlain(text, context)
  const paragraphs = plain.lines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n')
  const title = escapeHtml(plain.title)
  const html = `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>\n${paragraphs}</article></body></html>`
  const page = readHtml(html, context)
  if (page.reading.kind !== 'article') return page
  const article: Article = {
    ...page.reading.article,
    previous: plain.previous,
    next: plain.next,
    related:
      plain.related.length > 0 ? [{ heading: null, kind: 'related', links: plain.related }] : [],
  }
  return { ...page, reading: { kind: 'article', article } }
}

/** Labels that end up behind other words when a page is saved as text. */
const gluedLabels =
  /(?<=\S)(?=(?:上一篇|下一篇|上一条|下一条|责任编辑|責任編輯|文章来源|稿件来源|previous article|next article)\s*[:：])/gi
const neighbourLabel =
  /^(?:(上一[篇条則则]|previous (?:article|post|story)|前の記事|이전 ?(?:글|기사))|(下一[篇条則则]|next (?:article|post|story)|次の記事|다음 ?(?:글|기사)))\s*[:：]?\s*(\S.*)$/i
const rule = /^[-–—_=*•·.\s]*$/

function splitPlain(text: string, context: ReadContext): PlainPage {
  const lines = text
    .slice(0, 2_000_000)
    .replace(gluedLabels, '\n')
    .split(/\r\n|\r|\n|\f|\u2028/)
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => !rule.test(line))
    .slice(0, MOST_LINES)
  const page: PlainPage = { title: '', lines: [], previous: null, next: null, related: [] }
  const rest: string[] = []
  for (const line of lines) {
    const [, before, after, title] = neighbourLabel.exec(line) ?? []
    const row = readRow(line, context)
    if (before && title) page.previous ??= { url: '', title }
    else if (after && title) page.next ??= { url: '', title }
    else if (row) page.related.push(row)
    else if (page.related.length === 0 || !afterHeadings.test(line)) rest.push(line)
  }
  const at = titleAt(rest)
  // A headline above the page's own is the neighbour's, which old pages print there.
  const [above] = rest.slice(0, at).filter(isHeadline)
  if (above && at === 1) page.next ??= { url: '', title: above }
  page.title = rest[at] ?? ''
  page.lines = rest.slice(at + 1).filter(line => !startsWithTitle(line, page.title))
  return page
}

/** The headline: the line that a later one begins with (a summary, `<title>`), else the first that reads like one. */
function titleAt(lines: string[]): number {
  const head = lines.slice(0, HEAD)
  const repeated = head.findIndex(
    (line, at) =>
      isHeadline(line) &&
      lines.slice(at + 1, at + 1 + HEAD).some(later => startsWithTitle(later, line)),
  )
  return repeated >= 0 ? repeated : Math.max(0, head.findIndex(isHeadline))
}

const isHeadline = (line: string) =>
  line.length <= LONGEST_TITLE && titleKey(line).length >= 4 && !/[。.；;，,]$/.test(line)

const startsWithTitle = (line: string, title: string) =>
  titleKey(title).length >= 6 &&
  titleKey(line.slice(0, title.length * 2)).startsWith(titleKey(title))

const rowDate =
  /^(?:(?<first>\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)\s*)?(?<title>.*?\D)\s*[[(（]?(?<last>\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?)?[\])）]?$/

/** A line that is a headline with its date, as lists print it. */
function readRow(line: string, { now, zone }: ReadContext): Link | null {
  if (line.length > LONGEST_TITLE * 1.5) return null
  const { first, title = '', last } = rowDate.exec(line)?.groups ?? {}
  const date = last ?? first
  const headline = title.replace(/^[-–—•·*\s]+|[\s|｜[(（]+$/g, '')
  if (!date || titleKey(headline).length < 6 || /[:：]$|[。；]/.test(headline)) return null
  if (/来源|來源|source|发布时间|更新时间|published|posted|updated|时间|日期/i.test(headline))
    return null
  const moment = readDate(date, { now, zone })
  if (!moment) return null
  return {
    url: '',
    title: headline,
    truncated: false,
    published: { ...moment, evidence: 'list' },
    outlet: null,
    summary: null,
  }
}
