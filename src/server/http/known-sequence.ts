/** How long the store may take to say the number before the last known one serves. */
const PATIENCE_MS = 2000

export type KnownSequence = {
  /** The number of the last change, at most `freshForMs` old; an older one while the store is away. Throws when none was ever read. */
  current(): Promise<number>
  /** The number when it is fresh, so that a request need not wait for anything. */
  peek(): number | null
}

/** Remembers the number of the last change for a moment: thousands of requests a second ask the store once. */
export function rememberSequence(
  read: () => Promise<number>,
  now: () => Date,
  freshForMs: number,
): KnownSequence {
  let known: { sequence: number; at: number } | null = null
  let asking: Promise<number> | null = null

  const ask = async () => {
    const at = now().getTime()
    const sequence = await withPatience(read())
    known = { sequence, at }
    return sequence
  }
  const peek = () =>
    known && Math.abs(now().getTime() - known.at) < freshForMs ? known.sequence : null

  return {
    peek,
    async current() {
      const fresh = peek()
      if (fresh !== null) return fresh
      asking ??= ask().finally(() => {
        asking = null
      })
      try {
        return await asking
      } catch (error) {
        if (!known) throw error
        return known.sequence
      }
    },
  }
}

function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the store said nothing for ${PATIENCE_MS} ms`)),
      PATIENCE_MS,
    )
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
