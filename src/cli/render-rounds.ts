import { countWords } from '../server/pages/outcome-words.ts'
import { paint } from './paint.ts'
import type { RoundSum } from './round-commands.ts'
import { renderLine } from './table.ts'
import { languageOf, say } from './words/say.ts'

/** What a crawl did to each source: new, changed, blocked, and why. */
export const renderRounds = (sums: RoundSum[]): string => sums.map(renderSum).join('\n')

const words = (key: string) => countWords(key, languageOf(process.env))

function renderSum({ id, requests, fresh, ended, entries }: RoundSum): string {
  const counts = Object.entries(ended).sort((a, b) => b[1] - a[1])
  const saved = ended.saved ?? 0
  const others = counts.filter(([key]) => key !== 'saved')
  const failed = entries.filter(({ outcome }) => !['saved', 'unchanged'].includes(outcome))
  return [
    say`${id}: ${fresh} new links, ${saved} articles read, ${requests} requests`,
    ...others.map(([key, count]) =>
      renderLine(`  ${String(count).padStart(4)}  ${words(key)}${paint('faint', `  ${key}`)}`, 8),
    ),
    ...failed.map(({ url, outcome, detail }) =>
      renderLine(
        `  ${paint('bad', '✗')} ${url}: ${words(outcome)}${detail ? ` (${detail})` : ''}`,
        4,
      ),
    ),
  ].join('\n')
}
