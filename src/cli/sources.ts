import type { SourceState } from '../store/store.ts'
import { reachStore } from './reach-store.ts'
import { renderTable } from './table.ts'

/** How the states of sources look after a trip through JSON. */
export type SourceRow = Omit<SourceState, 'lastRoundAt' | 'nextRoundAt'> & {
  lastRoundAt: string | null
  nextRoundAt: string | null
}

/** `carbonwire sources`: every source, how its last round ended, and what an operator should look at. */
export async function sources({ json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const states = await reached.ask<SourceRow[]>('sources', null)
  const problems = await reached.ask<string[]>('problems', null)
  const shown = problems.map(problem => `! left as it was until it is mended: ${problem}`)
  console.log(json ? JSON.stringify(states, null, 2) : [renderSources(states), ...shown].join('\n'))
  if (json) for (const line of shown) console.error(line)
}

export function renderSources(states: SourceRow[]): string {
  const rows = states.map(state => [
    state.source.id,
    state.source.name,
    state.active ? (state.source.enabled ? 'on' : 'off') : 'removed',
    state.articles,
    state.openLinks,
    state.lastRoundAt?.slice(0, 16).replace('T', ' ') ?? 'never',
    state.lastOutcome
      ? [state.lastOutcome.kind, state.lastOutcome.reason].filter(Boolean).join(':')
      : '–',
  ])
  const alarms = states.flatMap(({ source, alarms }) =>
    alarms.map(({ kind, where, message }) => `! ${source.id}: ${kind} at ${where}: ${message}`),
  )
  const table = renderTable(
    ['source', 'name', 'state', 'articles', 'open links', 'last round (UTC)', 'ended'],
    rows,
  )
  return [table, ...alarms].join('\n')
}
