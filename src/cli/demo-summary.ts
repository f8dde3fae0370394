import type { SourceSummary } from '../model/source-state.ts'
import { renderLine, renderTable } from './table.ts'
import { say } from './words/say.ts'

export type DemoSummary = {
  seconds: number
  /** Changes that this run brought to the readers. */
  newChanges: number
  sources: SourceSummary[]
  feeds: string[]
}

/** What each source gave, and why some links gave nothing, for the eyes of a person. */
export function renderSummary({ seconds, newChanges, sources, feeds }: DemoSummary): string {
  const table = renderTable(
    ['source', 'links', 'articles', 'stories', 'copies', 'off topic', 'gave nothing'],
    sources.map(each => [
      each.name,
      each.links,
      each.articles,
      each.stories,
      each.copies,
      each.offTopic,
      Object.entries(each.nothing)
        .map(([outcome, count]) => `${outcome} ${count}`)
        .join(', ') || '–',
    ]),
  )
  const news = newChanges
    ? say`${newChanges} changes for the readers in ${seconds} s.`
    : say`Nothing new: everything was known already (${seconds} s).`
  return [
    '',
    table,
    '',
    news,
    renderLine(
      say`"gave nothing" names how links ended that are no article here: on another host, taken down, too deep, refused by robots.txt …`,
      0,
    ),
    '',
    say`Subscribe to:`,
    ...feeds.map(feed => `  ${feed}`),
  ].join('\n')
}
