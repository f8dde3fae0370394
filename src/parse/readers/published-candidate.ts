import type { Evidence } from '../../model/published.ts'
import type { Moment } from '../../text/read-dates.ts'

/** A date that may be the one of publication (or of the last change), and how far it is believed. */
export type DateCandidate = {
  moment: Moment
  evidence: Evidence
  role: 'published' | 'modified'
  /** Where it stands, in words for whoever asks why: `meta pubdate`, `line under the title`. */
  from: string
  /** Above 8 for what is declared for machines, 3 to 8 for what is shown. */
  score: number
  /** Index of the line that shows it; null when it is not shown. */
  place: number | null
  /** The year was not printed. */
  isYearless?: boolean
  /** Words before it say that it is the date of publication. */
  isLabelled?: boolean
}
