import { countShared, uniqueSorted } from './hash-sets.ts'
import { compareSlots, countUnlike, readSlots } from './number-slots.ts'
import { dropSentences, type PreparedText } from './prepare-text.ts'
import { readShingles } from './shingles.ts'
import { NUMBER, type TokenText, tokenize } from './tokenize.ts'

/** Fewer changed numbers are a correction. */
const MOVED_FIGURES = 3
/** Most of what stands in the same place has another value. At 0.6 a retold text was lost. */
const MOVED_SHARE = 0.75

/**
 * True when the sentences that only one of the two texts has are the same sentences with other numbers: a daily note
 * over a long explanation that never changes.
 */
export function movesFigures(a: PreparedText, b: PreparedText): boolean {
  if (countUnlike(a.slots, b.slots) < MOVED_FIGURES) return false
  if (countUnlike(b.slots, a.slots) < MOVED_FIGURES) return false
  const { shared, clashes } = compareSlots(readSlots(unsharedOf(a, b)), readSlots(unsharedOf(b, a)))
  return clashes >= MOVED_FIGURES && clashes / shared >= MOVED_SHARE
}

function unsharedOf(text: PreparedText, other: PreparedText): TokenText {
  const theirs = new Set(other.own.hashes)
  return dropSentences(
    text.own,
    Uint8Array.from(text.own.hashes, hash => (hash !== 0 && theirs.has(hash) ? 1 : 0)),
  )
}

/** Less than this in common, and the sentences are not one form. */
const SAME_FORM = 0.8

/**
 * True when what two texts do not share is the same words with other numbers: one form, filled in twice. However few
 * the numbers are, on another day it is another issue; a correction comes on the same day, or with words of its own.
 */
export function differsInNumbersAlone(a: PreparedText, b: PreparedText): boolean {
  const left = unsharedOf(a, b)
  const right = unsharedOf(b, a)
  const mine = figuresOf(left)
  const theirs = figuresOf(right)
  if (mine.length === 0 || theirs.length === 0) return false
  if (countShared(mine, theirs) === Math.min(mine.length, theirs.length)) return false

  const leftForm = formOf(left)
  const rightForm = formOf(right)
  const shared = countShared(leftForm, rightForm)
  return shared >= SAME_FORM * (leftForm.length + rightForm.length - shared)
}

/** Sorted unique hashes of the pairs of neighbouring tokens, every number left open. */
function formOf({ tokens, kinds }: TokenText): Int32Array {
  const open = tokens.map((token, at) => (kinds[at] === NUMBER ? 1 : token))
  return uniqueSorted(readShingles(open, 2))
}

const [DAY, WIRE, DISPATCH] = tokenize('日电讯').tokens

/** Sorted unique hashes of the numbers, but for those of a dateline, of dates in digits, and one that is cut off. */
function figuresOf({ tokens, kinds }: TokenText): Int32Array {
  const isNumber = (at: number) => kinds[at] === NUMBER
  const isDateline = (at: number) => {
    for (let day = at + 1; day <= at + 4; day++) {
      if (tokens[day] === DAY) return tokens[day + 1] === WIRE || tokens[day + 1] === DISPATCH
    }
    return false
  }
  return uniqueSorted(
    tokens.filter(
      (_, at) =>
        isNumber(at) &&
        !isNumber(at - 1) &&
        !isNumber(at + 1) &&
        at + 1 < tokens.length &&
        !isDateline(at),
    ),
  )
}
