/** What running a stage again over one article did or would do: `null` when nothing differs. */
export type Difference = {
  /** Names that are counted: `field gained: outlet`, `merged` … */
  counted: string[]
  /** In words, for the examples. */
  told: string[]
}
