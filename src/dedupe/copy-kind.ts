import type { CopyKind, MergeFigures } from '../model/story.ts'
import { simplifiedUnit } from '../text/fold-script.ts'
import type { PreparedText } from './prepare-text.ts'

/** Shares of characters that are spelled otherwise in the other script. Simplified texts have next to none. */
const TRADITIONAL_SHARE = 0.03
const ABRIDGED_LENGTH = 0.8

/** How an article differs from the one it was matched with. */
export function kindOfCopy(copy: PreparedText, of: PreparedText, figures: MergeFigures): CopyKind {
  if (isTraditional(copy.article.text) !== isTraditional(of.article.text)) return 'script'
  if (figures.jaccard >= 0.98) return 'verbatim'
  const shorter = Math.min(copy.own.tokens.length, of.own.tokens.length)
  const longer = Math.max(copy.own.tokens.length, of.own.tokens.length)
  const isPart = figures.containment >= 0.85 && shorter < ABRIDGED_LENGTH * longer
  return isPart ? 'abridged' : 'edited'
}

/** True for a text in traditional characters, judged by its beginning. */
export function isTraditional(text: string): boolean {
  let han = 0
  let traditional = 0
  for (let at = 0; at < text.length && at < 600; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x4e00 || unit > 0x9fff) continue
    han++
    if (simplifiedUnit[unit] !== unit) traditional++
  }
  return traditional > han * TRADITIONAL_SHARE
}
