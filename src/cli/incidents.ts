import type { Incident } from '../model/health.ts'
import { reachStore } from './reach-store.ts'

/** An incident after a trip through JSON. */
type Row = {
  [Key in keyof Incident]: Incident[Key] extends Date
    ? string
    : Incident[Key] extends Date | null
      ? string | null
      : Incident[Key]
}

/** `carbonwire incidents`: what broke, since when, and what shows it. */
export async function incidents({ all, json }: { all?: boolean; json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const rows = await reached.ask<Row[]>('incidents', { all: all === true })
  if (json) return console.log(JSON.stringify(rows, null, 2))
  console.log(rows.length ? rows.map(renderIncident).join('\n\n') : 'No incident is open.')
}

/** `carbonwire incidents ack ID`. */
export async function acknowledgeIncident(id: string, { by }: { by?: string }): Promise<void> {
  await using reached = await reachStore()
  const row = await reached.ask<Row>('acknowledge', { id, by: by ?? null })
  console.log(`${row.sourceId ?? 'this machine'}: ${row.kind}, taken up by ${row.acknowledgedBy}`)
}

const time = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`

export function renderIncident(row: Row): string {
  const until = row.endedAt ? `, over since ${time(row.endedAt)}` : ''
  return [
    `${row.id.slice(0, 8)}  ${row.sourceId ?? 'this machine'}: ${row.kind} since ${time(row.openedAt)}${until}`,
    `  ${row.reason}`,
    row.before && `  before: ${row.before}`,
    row.now && `  now:    ${row.now}`,
    row.pageId &&
      `  the page as fetched: ${row.pageId}${row.goodPageId ? `; the last good one: ${row.goodPageId}` : ''}`,
    row.acknowledgedBy && `  taken up by ${row.acknowledgedBy}`,
  ]
    .filter(Boolean)
    .join('\n')
}
