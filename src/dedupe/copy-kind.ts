import type { CopyKind, MergeFigures } from '../model/story.ts'
import type { PreparedText } from './prepare-text.ts'

const ABRIDGED_LENGTH = 0.8

/** How an article differs from the one it was matched with. */
export function kindOfCopy(copy: PreparedText, of: PreparedText, figures: MergeFigures): CopyKind {
  if (copy.whole.traditional !== of.whole.traditional) return 'script'
  if (figures.jaccard >= 0.98) return 'verbatim'
  const shorter = Math.min(copy.own.tokens.length, of.own.tokens.length)
  const longer = Math.max(copy.own.tokens.length, of.own.tokens.length)
  const isPart = figures.containment >= 0.85 && shorter < ABRIDGED_LENGTH * longer
  return isPart ? 'abridged' : 'edited'
}
