import type { IncidentKind } from '../model/health.ts'

/** What is wrong with an entry. */
export type Trouble = {
  kind: IncidentKind
  said: string
  /** Hours that it must have lasted before it is told: none for what does not pass by itself. */
  lasts: number
  /** Such hours do not count while people are away: a list of what is of today stays empty then. */
  isOfPeople?: true
}

/** What passes by itself more often than not is told when it has lasted for so long. */
export const PASSING_HOURS = 4

/** What does not pass by itself. */
export const hard = (kind: IncidentKind, said: string): Trouble => ({ kind, said, lasts: 0 })
