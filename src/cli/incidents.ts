import { userInfo } from 'node:os'
import type { Incident } from '../model/health.ts'
import { reachStore } from './reach-store.ts'
import { shortTime } from './short-time.ts'
import { inLanguage, say } from './words/say.ts'

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
  console.log(rows.length ? rows.map(renderIncident).join('\n\n') : say`No incident is open.`)
}

/** `carbonwire incidents ack ID`. */
export async function acknowledgeIncident(id: string, { by }: { by?: string }): Promise<void> {
  await using reached = await reachStore()
  const row = await reached.ask<Row>('acknowledge', { id, by: by ?? whoAsks() })
  console.log(
    say`${row.sourceId ?? say`this machine`}: ${inLanguage(row.kind)}, taken up by ${row.acknowledgedBy}`,
  )
}

/** Who is logged in here; null where the system knows no name, as in a container with a user of its own. */
function whoAsks(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

const time = (at: string) => `${shortTime(at)} UTC`

/** One incident, as a person reads it. */
export function renderIncident(row: Row): string {
  const until = row.endedAt ? say`, over since ${time(row.endedAt)}` : ''
  return [
    say`${row.id.slice(0, 8)}  ${row.sourceId ?? say`this machine`}: ${inLanguage(row.kind)} since ${time(row.openedAt)}${until}`,
    `  ${inLanguage(row.reason)}`,
    row.before && say`  before: ${inLanguage(row.before)}`,
    row.now && say`  now:    ${inLanguage(row.now)}`,
    row.pageId && say`  the page as fetched: ${row.pageId}`,
    row.goodPageId && say`  the last good one: ${row.goodPageId}`,
    row.acknowledgedBy && say`  taken up by ${row.acknowledgedBy}`,
  ]
    .filter(Boolean)
    .join('\n')
}
