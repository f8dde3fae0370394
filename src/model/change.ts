/** One entry of the change log; numbers are given inside the transaction, so whoever reads "after N" misses none. */
export type Change = {
  sequence: number
  at: Date
  kind: 'added' | 'updated' | 'merged' | 'split' | 'removed'
  storyId: string
  /** For merged: the story it became part of. For split: the story that the part taken out became. */
  into: string | null
}
