import type { Evidence } from '../../model/published.ts'
import type { Moment } from '../../text/read-dates.ts'
import { type DateRow, dateEvidence, type EvidenceName } from './date-evidence.ts'
import type { Thing } from './evidence-row.ts'

/** A date that may be the one of publication (or of the last change), and how far it is believed. */
export type DateCandidate = {
  moment: Moment
  /** The row of the table of evidence that it is judged by. */
  row: EvidenceName
  evidence: Evidence
  thing: Thing
  role: 'published' | 'modified'
  /** Where it stands, in words for whoever asks why: `meta pubdate`, `line under the title`. */
  from: string
  /** The row's trust, moved by its label, its place and its surroundings. */
  score: number
  /** Index of the line that shows it; null when it is not shown. */
  place: number | null
  /** The year was not printed. */
  isYearless?: boolean
  /** Words before it say that it is the date of publication. */
  isLabelled?: boolean
}

type Given = Pick<DateCandidate, 'moment'> &
  Partial<
    Pick<DateCandidate, 'role' | 'from' | 'place' | 'thing' | 'isYearless' | 'isLabelled'>
  > & {
    /** What the place and the label add to the row's trust. */
    more?: number
  }

/** A candidate of one row of the table. */
export function candidateOf(row: EvidenceName, { more = 0, ...given }: Given): DateCandidate {
  const { evidence, thing, trust, what }: DateRow = dateEvidence[row]
  return {
    row,
    evidence,
    thing,
    role: 'published',
    from: what,
    place: null,
    ...given,
    score: trust + more,
  }
}
