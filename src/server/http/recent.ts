/** A map that keeps what was used last, within a total size; what was not used for longest goes first. */
export class Recent<Value> {
  #entries = new Map<string, { value: Value; size: number }>()
  #size = 0
  #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  /** What is larger than the whole limit is not kept. */
  set(key: string, value: Value, size: number): void {
    this.delete(key)
    if (size > this.#limit) return
    this.#entries.set(key, { value, size })
    this.#size += size
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#limit) break
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#size -= entry.size
  }
}
