import type { FieldExplanation } from '../model/article.ts'
import type { Link, LinkList, ListExplanation } from '../model/link.ts'
import type { Published } from '../model/published.ts'
import type { ArticleReading, EntryReading } from '../parse/read-page.ts'
import { padTo } from './fit.ts'
import { dateText } from './read-lines.ts'
import { renderTable } from './table.ts'
import { inLanguage, say } from './words/say.ts'

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text

const dateLine = (published: Published | null) =>
  published
    ? say`${dateText(published)}  (${published.precision}, ${published.evidence}, ${published.zone})`
    : '–'

/** What a page says, for the eyes of an operator. */
export function renderReading(
  reading: ArticleReading | EntryReading,
  { explain }: { explain: boolean },
): string {
  const bytes = say`encoding    ${reading.encoding} (decided by: ${reading.evidence})`
  if (reading.kind === 'notArticle' || reading.kind === 'failed') {
    const { kind, reason, detail } = reading.outcome
    return `${bytes}\n${say`outcome     `}${[kind, reason, detail].filter(Boolean).join(': ')}`
  }
  if (reading.kind === 'entry') return `${bytes}\n${renderEntry(reading, explain)}`

  const { article, ruleMisses, explanations } = reading
  const fields: [string, string][] = [
    ['title', article.title],
    ['kicker', article.kicker ?? '–'],
    ['subtitle', article.subtitle ?? '–'],
    ['published', dateLine(article.published)],
    ['modified', dateLine(article.modified)],
    ['byline', article.byline.join('、') || '–'],
    ['editors', article.editors.join('、') || '–'],
    [
      'outlet',
      article.outlet ? say`${article.outlet.name}  (printed: ${article.outlet.printed})` : '–',
    ],
    ['language', article.language ?? '–'],
    ['canonical', article.canonicalUrl ?? '–'],
    ['images', String(article.images.length)],
    ['previous', article.previous ? `${article.previous.title}  ${article.previous.url}` : '–'],
    ['next', article.next ? `${article.next.title}  ${article.next.url}` : '–'],
    [
      'text',
      article.isSummaryOnly
        ? say`not on the page (a script brings it); its summary: ${shorten(article.summary ?? '', 160)}`
        : say`${article.text.length} characters: ${shorten(article.text.replace(/\s+/g, ' '), 160)}`,
    ],
  ]
  return [
    bytes,
    ...fields.map(([name, value]) => `${padTo(inLanguage(name), 12)}${value}`),
    ...ruleMisses.map(rule => say`rule        "${rule}" matches nothing here`),
    ...article.related.map(renderList),
    ...(explain ? ['', ...explanations.map(renderExplanation)] : []),
  ].join('\n')
}

function renderEntry(reading: Extract<EntryReading, { kind: 'entry' }>, explain: boolean): string {
  return [
    say`links       ${reading.links.length}`,
    say`next page   ${reading.nextPage ?? '–'}`,
    ...reading.sitemaps.map(url => say`sitemap     ${url}`),
    ...reading.data.map(url => say`data        ${url}`),
    ...reading.ruleMisses.map(rule => say`rule        "${rule}" matches nothing here`),
    renderLinks(reading.links),
    ...(explain ? (reading.explanations ?? []).map(renderListExplanation) : []),
  ].join('\n')
}

const renderListExplanation = ({ heading, rows, taken, why, examples }: ListExplanation) =>
  [
    describeList(taken, rows, heading) + inLanguage(why),
    ...examples.map(
      ({ title, date }) => `  · ${shorten(title, 60)}${date ? say` (date ${date})` : ''}`,
    ),
  ].join('\n')

function describeList(taken: boolean, rows: number, heading: string | null): string {
  const under = heading ? say` under ${heading}` : ''
  return taken ? say`taken ${rows} rows${under}: ` : say`left  ${rows} rows${under}: `
}

const renderList = (list: LinkList) =>
  `\n${list.kind}: ${list.heading ?? say`(no heading)`}\n${renderLinks(list.links)}`

const renderLinks = (links: Link[]) =>
  links.length
    ? renderTable(
        ['date', 'title'],
        links.map(link => [
          dateText(link.published) ?? '–',
          shorten(link.title, 60) + (link.truncated ? say` (cut)` : ''),
        ]),
        { under: links.map(({ url }) => url) },
      )
    : ''

const renderExplanation = ({ field, candidates, chosen, reason }: FieldExplanation) =>
  [
    `${inLanguage(field)}: ${chosen === null ? '–' : shorten(chosen, 100)}`,
    say`  because ${inLanguage(reason)}`,
    ...candidates.map(
      ({ value, from, score }) =>
        `  · ${inLanguage(from)}${score === null ? '' : ` (${score.toFixed(2)})`}: ${shorten(value.replace(/\s+/g, ' '), 100)}`,
    ),
  ].join('\n')
