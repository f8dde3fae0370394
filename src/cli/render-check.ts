import type { ReadFields } from '../draft/compare-fields.ts'
import type { Source } from '../model/source.ts'
import type {
  CheckedArticle,
  CheckedEntry,
  Replayed,
  ReplayedList,
} from '../pipeline/check-source.ts'
import type { Differences, SourceReport } from './check-report.ts'
import { padTo } from './fit.ts'
import { paint } from './paint.ts'
import { dateText } from './read-lines.ts'
import { renderLine } from './table.ts'
import { inLanguage, say } from './words/say.ts'

const shorten = (text: string, length: number) => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} kB`

/** What was found of a source, for the eyes of an operator. */
export function renderCheck(report: SourceReport, source: Source): string {
  const { now, recorded, stored, problems, fallen } = report
  const wrong = [...problems, ...(now?.problems ?? [])]
  return [
    `${wrong.length || fallen.length ? paint('bad', '✗') : paint('good', '✓')} ${source.id}  ${source.name}${source.enabled ? '' : say`  (off)`}`,
    ...wrong.map(each => renderLine(`  ${paint('bad', '✗')} ${inLanguage(each)}`, 4)),
    ...(now?.entries.flatMap(each => renderEntry(each, recorded.lists)) ?? []),
    ...(now?.articles.flatMap(renderArticle) ?? []),
    ...renderDifferences(say`kept while it was healthy`, recorded),
    ...renderDifferences(say`stored last`, stored),
    ...fallen.map(each => say`  ✗ less than before: ${inLanguage(each)}`),
  ].join('\n')
}

function renderEntry(checked: CheckedEntry, lists: ReplayedList[]): string[] {
  const { entry, rows, dated, cut, bytes, ms, left, alternates } = checked
  const lastGood = lists.find(({ url }) => url === entry.url)
  const navigation = left.reduce((sum, list) => sum + list.rows, 0)
  return [
    `  ${entry.kind} ${shorten(entry.url, 80)}`,
    say`    ${rows.length} rows, ${dated} dated, ${cut} cut titles; ${navigation} links taken for navigation; ${kilobytes(bytes)}, ${ms} ms`,
    ...rows
      .slice(0, 3)
      .map(
        row =>
          `    ${dateText(row.published) ?? '–'}  ${shorten(row.title, 60)}${row.truncated ? say` (cut)` : ''}`,
      ),
    ...(rows.length === 0 && lastGood ? [say`    last good: ${lastGood.before} rows`] : []),
    ...alternates.map(
      each => say`    instead ${each.url}: ${each.rows} rows${each.why ? ` (${each.why})` : ''}`,
    ),
  ]
}

function renderArticle({
  url,
  fields,
  explanations,
  tier,
  bytes,
  ms,
  why,
}: CheckedArticle): string[] {
  if (!fields) return [say`  article ${shorten(url, 80)}`, say`    not read: ${why}`]
  const because = (field: string) => {
    const found = explanations.find(each => each.field === field)
    return found ? `  (${shorten(inLanguage(found.reason), 50)})` : ''
  }
  const line = (name: keyof ReadFields, value: string) =>
    `    ${padTo(inLanguage(name), 11)}${shorten(value || '–', 60)}${because(name)}`
  return [
    say`  article ${shorten(url, 80)}`,
    line('title', fields.title),
    line('published', fields.published ?? ''),
    line('outlet', fields.outlet ?? ''),
    line('byline', fields.byline.join('、')),
    line('text', say`${fields.text.length} characters: ${fields.text.slice(0, 40)}`),
    say`    ${tier ?? say`not judged`}; ${fields.images} images; ${kilobytes(bytes)}, ${ms} ms`,
  ]
}

const SHOWN = 10

const nameChange = (field: string, kind: string) => `${inLanguage(field)} ${inLanguage(kind)}`

/** What today's rules would read otherwise of pages that were read before. */
function renderDifferences(what: string, { articles, lists }: Differences): string[] {
  const count = articles.length + lists.length
  if (count === 0) return []
  const differing = articles.filter(each => each.after === null || each.differences.length > 0)
  const lesser = lists.filter(({ lost }) => lost.length > 0)
  const counts = new Map<string, number>()
  for (const { differences } of differing)
    for (const { kind, field } of differences)
      counts.set(nameChange(field, kind), (counts.get(nameChange(field, kind)) ?? 0) + 1)
  const summed = [...counts].map(([name, number]) => say`${name} on ${number}`).join(', ')
  return [
    say`  ${count} pages ${what}: ${differing.length + lesser.length ? say`${differing.length + lesser.length} would be read otherwise${summed ? ` (${summed})` : ''}` : say`read as they were`}`,
    ...differing.slice(0, SHOWN).flatMap(renderReplayed),
    ...lesser.map(
      ({ url, lost }) =>
        say`    ${shorten(url, 80)}: ${lost.length} rows less, such as ${shorten(lost[0]!, 50)}`,
    ),
  ]
}

const renderReplayed = ({ url, differences, why }: Replayed): string[] => [
  `    ${shorten(url, 80)}${why ? say`: no article any more (${why})` : ''}`,
  ...differences.map(
    ({ field, kind, before, after }) =>
      `      ${nameChange(field, kind)}: ${shorten(before || '–', 40)} → ${shorten(after || '–', 40)}`,
  ),
]
