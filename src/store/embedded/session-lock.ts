type Waiting = { owner: object; admit: () => void; refuse: (error: Error) => void }

/**
 * Who may speak to a database that has one session only: one at a time, in the order they asked.
 * A mistake (a pool query inside a transaction) becomes an error after `limitMs`, not a hang.
 */
export class SessionLock {
  #owner: object | null = null
  readonly #waiting: Waiting[] = []
  readonly #limitMs: number

  constructor(limitMs: number) {
    this.#limitMs = limitMs
  }

  isOwnedBy(owner: object): boolean {
    return this.#owner === owner
  }

  /** Resolves when the session belongs to `owner`; rejects after the waiting limit. */
  async take(owner: object): Promise<void> {
    if (this.#owner === owner) return
    if (!this.#owner) {
      this.#owner = owner
      return
    }

    let timer: NodeJS.Timeout | undefined
    try {
      await new Promise<void>((admit, refuse) => {
        const waiting = { owner, admit, refuse }
        this.#waiting.push(waiting)
        timer = setTimeout(() => this.#giveUp(waiting), this.#limitMs)
      })
    } finally {
      clearTimeout(timer)
    }
  }

  /** Hands the session to whoever asked next. Does nothing when `owner` does not hold it. */
  giveBack(owner: object): void {
    if (this.#owner !== owner) return

    const next = this.#waiting.shift()
    this.#owner = next?.owner ?? null
    next?.admit()
  }

  #giveUp(waiting: Waiting): void {
    const place = this.#waiting.indexOf(waiting)
    if (place < 0) return

    this.#waiting.splice(place, 1)
    waiting.refuse(
      new Error(
        `The embedded database was busy for ${this.#limitMs} ms: a transaction holds its only session`,
      ),
    )
  }
}
