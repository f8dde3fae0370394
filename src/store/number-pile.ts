const FIRST_ROOM = 1_024

/** Whole numbers of 32 bits as they come. To sort thousands of them afterwards costs a fraction of what a `Set` takes to know each. */
export class NumberPile {
  #values = new Int32Array(FIRST_ROOM)
  size = 0

  add(value: number): void {
    if (this.size === this.#values.length) {
      const larger = new Int32Array(this.size * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.size++] = value
  }

  /** Each once, by their size; of more than so many, those that came first. */
  once(most: number): Int32Array {
    const sorted = this.#values.slice(0, this.size).sort()
    let count = 0
    for (let at = 0; at < sorted.length; at++)
      if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at]!
    return count <= most
      ? sorted.subarray(0, count)
      : Int32Array.from(this.inOrder().slice(0, most)).sort()
  }

  /** Each once, as they came. */
  inOrder(): number[] {
    return [...new Set(this.#values.subarray(0, this.size))]
  }
}
