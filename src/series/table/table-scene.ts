import type { FoundPoint } from '../found-point.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Passage } from '../passage.ts'
import type { Cell, TableBlock } from '../read-blocks.ts'
import { asContract } from './contract-months.ts'
import { type Heading, readHeading } from './heading.ts'

/** A table while it is read. */
export type TableScene = {
  table: TableBlock
  passage: Passage
  lexicon: Lexicon
  points: FoundPoint[]
  /** What a cell says as a heading, read once. */
  heading(cell: Cell): Heading
  /** All its figures are of auctions. */
  isAuction: boolean
  /** A column or row gives the day's close: Last close is then that of the day before. */
  hasClose: boolean
  /** A heading says that its months are those of contracts. */
  namesContracts: boolean
}

/** A table before its first row is read. */
export function openTable(table: TableBlock, passage: Passage, lexicon: Lexicon): TableScene {
  const known = new Map<Cell, Heading>()
  const scene: TableScene = {
    table,
    passage,
    lexicon,
    points: [],
    isAuction: false,
    hasClose: false,
    namesContracts: false,
    heading(cell) {
      const text = scene.namesContracts ? asContract(cell) : cell.text
      const heading = known.get(cell) ?? readHeading(text, passage, lexicon)
      known.set(cell, heading)
      return heading
    },
  }
  return scene
}
