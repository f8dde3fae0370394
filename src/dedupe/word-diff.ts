import type { DiffSegment } from '../model/story.ts'

/** Past so many different words a diff says only that the text was replaced. Bounds it to 16 MB and a tenth of a second. */
const MOST_EDITS = 2000

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment)

/**
 * What was taken out of a text and what was put in, by words (of any script), in reading order. The segments `same` and
 * `removed` joined are `before`, `same` and `added` joined are `after`. Texts with hardly anything in common come back
 * as one removal and one addition.
 */
export function wordDiff(before: string, after: string): DiffSegment[] {
  const old = wordsOf(before)
  const now = wordsOf(after)
  const least = Math.min(old.length, now.length)
  let head = 0
  while (head < least && old[head] === now[head]) head++
  let tail = 0
  while (tail < least - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++

  const segments: DiffSegment[] = []
  push(segments, 'same', old.slice(0, head))
  diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail), segments)
  push(segments, 'same', old.slice(old.length - tail))
  return segments
}

function push(segments: DiffSegment[], kind: DiffSegment['kind'], added: string[]): void {
  const text = added.join('')
  if (text === '') return
  const last = segments.at(-1)
  if (last?.kind === kind) last.text += text
  else segments.push({ kind, text })
}

/** Myers, An O(ND) Difference Algorithm (1986), the greedy form with the path kept. */
function diffMiddle(old: string[], now: string[], segments: DiffSegment[]): void {
  const trace = findPath(old, now)
  if (!trace) {
    push(segments, 'removed', old)
    push(segments, 'added', now)
    return
  }

  const steps: { kind: DiffSegment['kind']; word: string }[] = []
  let x = old.length
  let y = now.length
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const furthest = trace[edits]!
    const diagonal = x - y
    const down = goesDown(furthest, diagonal, edits)
    const from = diagonal + (down ? 1 : -1)
    const fromX = furthest[from + edits]!
    const fromY = fromX - from
    while (x > fromX && y > fromY && x > 0 && y > 0 && old[x - 1] === now[y - 1]) {
      steps.push({ kind: 'same', word: old[--x]! })
      y--
    }
    if (down) steps.push({ kind: 'added', word: now[--y]! })
    else steps.push({ kind: 'removed', word: old[--x]! })
  }
  while (x > 0) steps.push({ kind: 'same', word: old[--x]! })
  for (const { kind, word } of gatherChanges(steps.reverse())) push(segments, kind, [word])
}

/** Furthest points by diagonal before each number of edits, the diagonal `k` at `k + edits`; null when there are too many edits. */
function findPath(old: string[], now: string[]): Int32Array[] | null {
  const most = Math.min(old.length + now.length, MOST_EDITS)
  const trace: Int32Array[] = []
  let furthest = new Int32Array(3)
  for (let edits = 0; edits <= most; edits++) {
    trace.push(furthest)
    const next = new Int32Array(2 * edits + 5)
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = 0
      if (edits > 0) {
        const down = goesDown(furthest, diagonal, edits)
        x = down ? furthest[diagonal + 1 + edits]! : furthest[diagonal - 1 + edits]! + 1
      }
      let y = x - diagonal
      while (x < old.length && y < now.length && old[x] === now[y]) {
        x++
        y++
      }
      next[diagonal + edits + 1] = x
      if (x >= old.length && y >= now.length) return trace
    }
    furthest = next
  }
  return null
}

const goesDown = (furthest: Int32Array, diagonal: number, edits: number) =>
  diagonal === -edits ||
  (diagonal !== edits && furthest[diagonal - 1 + edits]! < furthest[diagonal + 1 + edits]!)

/** Puts what was removed before what was added wherever the two alternate. */
function gatherChanges(steps: { kind: DiffSegment['kind']; word: string }[]) {
  const gathered: typeof steps = []
  let added: typeof steps = []
  for (const step of steps) {
    if (step.kind === 'added') added.push(step)
    else if (step.kind === 'removed') gathered.push(step)
    else {
      gathered.push(...added, step)
      added = []
    }
  }
  return [...gathered, ...added]
}
