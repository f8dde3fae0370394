type Waiting = { admit: (entered: boolean) => void }

/** Lets one in at a time, in the order they came. */
export class Gate {
  #taken = false
  readonly #waiting = new Set<Waiting>()

  /** True when nobody is in and nobody waits. */
  get isIdle(): boolean {
    return !this.#taken && this.#waiting.size === 0
  }

  /** Resolves to true when it is one's turn, to false when `limitMs` are over; rejects with the signal's reason. */
  async enter(limitMs: number, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted()
    if (!this.#taken) {
      this.#taken = true
      return true
    }

    let timer: NodeJS.Timeout | undefined
    let stop: (() => void) | undefined
    try {
      return await new Promise<boolean>((resolve, reject) => {
        const waiting = { admit: resolve }
        this.#waiting.add(waiting)
        stop = () => {
          if (this.#waiting.delete(waiting)) reject(signal?.reason)
        }
        signal?.addEventListener('abort', stop)
        if (limitMs < 2 ** 31) {
          timer = setTimeout(() => this.#waiting.delete(waiting) && resolve(false), limitMs)
        }
      })
    } finally {
      clearTimeout(timer)
      if (stop) signal?.removeEventListener('abort', stop)
    }
  }

  leave(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#taken = false
      return
    }
    this.#waiting.delete(next)
    next.admit(true)
  }
}
