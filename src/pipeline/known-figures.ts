import type { ReadPoint, SeriesConfig } from '../model/series.ts'
import type { Lexicon } from '../series/lexicon.ts'
import { type Bulletin, readPoints } from '../series/read-points.ts'

/** Texts that are kept: as many as are on their way between a reading thread and the feed at one time, and more. */
const MOST = 64

/**
 * Market figures that a reading thread has read with the page, until the article is published by the same process: to read them takes as
 * long as many answers to readers.
 */
export type KnownFigures = {
  /** What these words find in a text. One that several carry is told of, and asked for, as often. */
  note(bulletin: Bulletin, words: SeriesConfig, points: ReadPoint[]): void
  /** The figures of a text. Those that nobody has noted are read now. */
  pointsOf(bulletin: Bulletin, lexicon: Lexicon): ReadPoint[]
}

export function openKnownFigures(): KnownFigures {
  const known = new Map<string, { words: SeriesConfig; points: ReadPoint[]; times: number }>()
  return {
    note(bulletin, words, points) {
      const name = nameOf(bulletin)
      const times = (known.get(name)?.times ?? 0) + 1
      // The one that was noted last goes last.
      known.delete(name)
      known.set(name, { words, points, times })
      if (known.size > MOST) known.delete(known.keys().next().value!)
    },
    pointsOf(bulletin, lexicon) {
      const name = nameOf(bulletin)
      const found = known.get(name)
      if (found && --found.times === 0) known.delete(name)
      // The words may have been edited meanwhile.
      return found?.words === lexicon.config ? found.points : readPoints(bulletin, lexicon)
    },
  }
}

const nameOf = ({ title, html, published, language }: Bulletin) =>
  `${published} ${language} ${title}\n${html}`
