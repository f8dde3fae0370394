/** Who is asked next: a binary heap. */
export class Agenda<Entry extends { nextAt: number }> {
  readonly #heap: Entry[] = []
  constructor(entries: Entry[]) {
    for (const entry of entries) this.put(entry)
  }
  put(entry: Entry): void {
    const heap = this.#heap
    heap.push(entry)
    for (let at = heap.length - 1; at > 0; ) {
      const above = (at - 1) >> 1
      if (heap[above]!.nextAt <= heap[at]!.nextAt) break
      ;[heap[above], heap[at]] = [heap[at]!, heap[above]!]
      at = above
    }
  }
  next(): Entry {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (!heap.length) return first
    heap[0] = last
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (left < heap.length && heap[left]!.nextAt < heap[least]!.nextAt) least = left
      if (right < heap.length && heap[right]!.nextAt < heap[least]!.nextAt) least = right
      if (least === at) return first
      ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
      at = least
    }
  }
}
