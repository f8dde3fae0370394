import type { ReadPoint } from '../model/series.ts'

/** A point before the points of a text are settled. */
export type FoundPoint = ReadPoint & {
  /** True where a close is told without a word that says so: one that is told with it comes first. */
  isSoft: boolean
}
