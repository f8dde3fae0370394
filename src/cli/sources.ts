import type { SourceState } from '../model/source-state.ts'
import type { SourceDetail } from './incident-commands.ts'
import { renderIncident } from './incidents.ts'
import { noSuchSource } from './no-such-source.ts'
import { paint, type Style } from './paint.ts'
import { reachStore } from './reach-store.ts'
import { shortTime } from './short-time.ts'
import { renderLine, renderTable } from './table.ts'
import { inLanguage, say } from './words/say.ts'

/** How the states of sources look after a trip through JSON. */
export type SourceRow = Omit<SourceState, 'lastRoundAt' | 'nextRoundAt' | 'health' | 'plan'> & {
  lastRoundAt: string | null
  nextRoundAt: string | null
  health: { state: string; reason: string; since: string } | null
  plan: { nextAt: string; minutes: number; reason: string } | null
}

export type DetailRow = Omit<SourceDetail, 'incidents'> & {
  incidents: Parameters<typeof renderIncident>[0][]
}

/** `carbonwire sources [SOURCE]`: how every source is and why; of one, its rhythm, its days and its incidents too. */
export async function sources(id: string | undefined, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const states = await reached.ask<SourceRow[]>('sources', null)
  if (id !== undefined) {
    const state = states.find(({ source }) => source.id === id)
    const detail = state ? await reached.ask<DetailRow | null>('source', { id }) : null
    if (!state || !detail)
      throw noSuchSource(
        id,
        states.map(({ source }) => source.id),
      )
    return console.log(
      json ? JSON.stringify({ ...state, ...detail }, null, 2) : renderSource(state, detail),
    )
  }
  const problems = await reached.ask<string[]>('problems', null)
  const shown = problems.map(problem =>
    renderLine(say`! left as it was until it is mended: ${inLanguage(problem)}`),
  )
  console.log(json ? JSON.stringify(states, null, 2) : [renderSources(states), ...shown].join('\n'))
  if (json) for (const line of shown) console.error(line)
}

const time = (at: string | null) => (at ? shortTime(at) : say`never`)

/** The state as it is told: one that was never judged is new. */
const stateOf = ({ active, source, health }: SourceRow) => {
  if (!active) return 'removed'
  return source.enabled ? (health?.state ?? 'new') : 'paused'
}

const styleOf = (state: SourceRow): Style => {
  const name = stateOf(state)
  if (name === 'healthy') return 'good'
  return ['blocked', 'broken', 'hijacked'].includes(name)
    ? 'bad'
    : ['quiet', 'degraded'].includes(name)
      ? 'warn'
      : 'faint'
}

/** Notes of the last round, but for those that say no more than the state does. */
const notesOf = ({ alarms, health }: SourceRow) =>
  alarms.filter(({ kind }) => !isInState.includes(kind) || !health)

/** What is wrong with one source, under its name. */
function renderTrouble(state: SourceRow): string[] {
  const { source, health } = state
  const notes = notesOf(state)
  const isUnwell = health !== null && health.state !== 'healthy'
  if (!isUnwell && !notes.length) return []
  const how = isUnwell ? `: ${inLanguage(health.state)}: ${inLanguage(health.reason)}` : ''
  return [
    renderLine(`${paint(isUnwell ? styleOf(state) : 'warn', '!')} ${source.id}${how}`),
    ...notes.map(({ kind, where, message }) =>
      renderLine(say`  ${kind} at ${where}: ${inLanguage(message)}`, 4),
    ),
  ]
}

/** Every source in a table, and what is wrong with some below it. */
export function renderSources(states: SourceRow[]): string {
  const rows = states.map(state => [
    state.source.id,
    state.source.name,
    paint(styleOf(state), inLanguage(stateOf(state))),
    state.articles,
    state.openLinks,
    time(state.lastRoundAt),
    state.lastOutcome
      ? [state.lastOutcome.kind, state.lastOutcome.reason].filter(Boolean).join(':')
      : '–',
  ])
  const troubled = states
    .filter(({ active, source }) => active && source.enabled)
    .flatMap(renderTrouble)
  const table = renderTable(
    ['source', 'name', 'state', 'articles', 'open links', 'last round (UTC)', 'ended'],
    rows,
  )
  return [table, ...troubled].join('\n')
}

const isInState = ['entry-failed', 'no-links', 'walled']

const bars = ' ▁▂▃▄▅▆▇█'
const spark = (values: number[]) => {
  const most = Math.max(1, ...values)
  return values.map(value => bars[Math.ceil((value / most) * 8)]).join('')
}

/** One source: its state, its rhythm, when it is asked next and why then, its days and its incidents. */
export function renderSource(
  state: SourceRow,
  { hours, days, perDay, incidents }: DetailRow,
): string {
  const { source, health, plan } = state
  const lines = [
    `${source.id}  ${source.name}`,
    say`state     ${paint(styleOf(state), inLanguage(stateOf(state)))}${health ? say` since ${time(health.since)} UTC: ${inLanguage(health.reason)}` : ''}`,
    say`articles  ${state.articles}, ${state.openLinks} links open, last round ${time(state.lastRoundAt)} UTC`,
    say`rhythm    ${perDay.toFixed(1)} a working day; by hour (${source.zone}) |${spark(hours)}|`,
    say`next      ${time(state.nextRoundAt)} UTC${plan ? `: ${inLanguage(plan.reason)}` : ''}`,
    ...notesOf(state).map(
      ({ kind, where, message }) => say`note      ${kind} at ${where}: ${inLanguage(message)}`,
    ),
  ].map(line => renderLine(line, 10))
  const table = [
    '',
    renderTable(
      ['day', 'rounds', 'requests', 'new links', 'articles'],
      days.map(day => [day.day, day.rounds, day.requests, day.fresh, day.articles]),
    ),
  ]
  const told = incidents.map(renderIncident)
  return [...lines, ...table, ...(told.length ? ['', ...told] : [])].join('\n')
}
