import type { FieldExplanation } from '../model/article.ts'
import type { Link, LinkList, ListExplanation } from '../model/link.ts'
import type { Published } from '../model/published.ts'
import type { ArticleReading, EntryReading } from '../parse/read-page.ts'
import { dateText } from './read-lines.ts'
import { renderTable } from './table.ts'

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text

const dateLine = (published: Published | null) =>
  published
    ? `${dateText(published)}  (${published.precision}, ${published.evidence}, ${published.zone})`
    : '–'

/** What a page says, for the eyes of an operator. */
export function renderReading(
  reading: ArticleReading | EntryReading,
  { explain }: { explain: boolean },
): string {
  const bytes = `encoding    ${reading.encoding} (decided by: ${reading.evidence})`
  if (reading.kind === 'notArticle' || reading.kind === 'failed') {
    const { kind, reason, detail } = reading.outcome
    return `${bytes}\noutcome     ${[kind, reason, detail].filter(Boolean).join(': ')}`
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
      article.outlet ? `${article.outlet.name}  (printed: ${article.outlet.printed})` : '–',
    ],
    ['language', article.language ?? '–'],
    ['canonical', article.canonicalUrl ?? '–'],
    ['images', String(article.images.length)],
    ['previous', article.previous ? `${article.previous.title}  ${article.previous.url}` : '–'],
    ['next', article.next ? `${article.next.title}  ${article.next.url}` : '–'],
    [
      'text',
      article.isSummaryOnly
        ? `not on the page (a script brings it); its summary: ${shorten(article.summary ?? '', 160)}`
        : `${article.text.length} characters: ${shorten(article.text.replace(/\s+/g, ' '), 160)}`,
    ],
  ]
  return [
    bytes,
    ...fields.map(([name, value]) => `${name.padEnd(12)}${value}`),
    ...ruleMisses.map(rule => `rule        "${rule}" matches nothing here`),
    ...article.related.map(renderList),
    ...(explain ? ['', ...explanations.map(renderExplanation)] : []),
  ].join('\n')
}

function renderEntry(reading: Extract<EntryReading, { kind: 'entry' }>, explain: boolean): string {
  return [
    `links       ${reading.links.length}`,
    `next page   ${reading.nextPage ?? '–'}`,
    ...reading.sitemaps.map(url => `sitemap     ${url}`),
    ...reading.data.map(url => `data        ${url}`),
    ...reading.ruleMisses.map(rule => `rule        "${rule}" matches nothing here`),
    renderLinks(reading.links),
    ...(explain ? (reading.explanations ?? []).map(renderListExplanation) : []),
  ].join('\n')
}

const renderListExplanation = ({ heading, rows, taken, why, examples }: ListExplanation) =>
  [
    `${taken ? 'taken' : 'left '} ${rows} ${rows === 1 ? 'row' : 'rows'}${heading ? ` under ${heading}` : ''}: ${why}`,
    ...examples.map(
      ({ title, date }) => `  · ${shorten(title, 60)}${date ? ` (date ${date})` : ''}`,
    ),
  ].join('\n')

const renderList = (list: LinkList) =>
  `\n${list.kind}: ${list.heading ?? '(no heading)'}\n${renderLinks(list.links)}`

const renderLinks = (links: Link[]) =>
  links.length
    ? renderTable(
        ['date', 'title', 'address'],
        links.map(link => [
          dateText(link.published) ?? '–',
          shorten(link.title, 60) + (link.truncated ? ' (cut)' : ''),
          link.url,
        ]),
      )
    : ''

const renderExplanation = ({ field, candidates, chosen, reason }: FieldExplanation) =>
  [
    `${field}: ${chosen === null ? '–' : shorten(chosen, 100)}`,
    `  because ${reason}`,
    ...candidates.map(
      ({ value, from, score }) =>
        `  · ${from}${score === null ? '' : ` (${score.toFixed(2)})`}: ${shorten(value.replace(/\s+/g, ' '), 100)}`,
    ),
  ].join('\n')
