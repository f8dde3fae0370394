import type { Finding, Incident, IncidentKind, Judgement } from '../model/health.ts'

/** What becomes of the incidents of a source after a round. */
export type IncidentChanges = {
  open: Finding[]
  keep: { id: string; finding: Finding }[]
  end: string[]
}

const ranks: Record<IncidentKind, number> = {
  ...{ stopped: 0, degraded: 0, broken: 1, blocked: 1, network: 1, hijacked: 2 },
}
const rank = (kind: IncidentKind) => ranks[kind]

/**
 * One incident of a source is open at one time. It goes on as long as an alarm stands, whatever name that bears by then, and ends with
 * a round without one. `isHeldBack` while it is not clear whose fault it is: then nothing is opened.
 */
export function settleIncidents(
  open: Pick<Incident, 'id' | 'kind' | 'where'>[],
  { findings }: Pick<Judgement, 'findings'>,
  isHeldBack: boolean,
): IncidentChanges {
  const alarm = findings.find(({ isAlarm }) => isAlarm)
  const [known, ...others] = open
  const end = others.map(({ id }) => id)
  if (!known) return { open: alarm && !isHeldBack ? [alarm] : [], keep: [], end }
  // What has become worse is told anew.
  if (alarm && !isHeldBack && rank(alarm.kind) > rank(known.kind))
    return { open: [alarm], keep: [], end: [...end, known.id] }
  if (alarm) return { open: [], keep: [{ id: known.id, finding: alarm }], end }
  if (isHeldBack) return { open: [], keep: [], end }
  // A lesser finding of the same kind: it is not over.
  const lesser = findings.find(({ kind }) => kind === known.kind)
  if (lesser) return { open: [], keep: [{ id: known.id, finding: lesser }], end }
  // A list that could not be read this time shows no end.
  if (findings.some(({ kind }) => rank(kind) > 0 && rank(kind) >= rank(known.kind)))
    return { open: [], keep: [], end }
  return { open: [], keep: [], end: [...end, known.id] }
}
