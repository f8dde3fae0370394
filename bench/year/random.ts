/** Numbers that look like chance and are the same for the same seed. */
export type Random = {
  next(): number
  between(least: number, most: number): number
  chance(share: number): boolean
  /** A whole number from 0 to `most`. */
  upTo(most: number): number
  pick<T>(values: readonly T[]): T
  shuffle<T>(values: readonly T[]): T[]
  /** How often something happens that happens `mean` times on average. */
  poisson(mean: number): number
  gamma(shape: number): number
}

/** Mulberry32. */
export function openRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape)
    const d = shape - 1 / 3
    for (;;) {
      const x = normal()
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  return {
    next,
    upTo,
    shuffle(values) {
      const left = [...values]
      return values.map(() => left.splice(upTo(left.length - 1), 1)[0]!)
    },
    between: (least, most) => least + (most - least) * next(),
    chance: share => next() < share,
    pick: values => values[Math.floor(next() * values.length)]!,
    poisson(mean) {
      if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      let [count, product] = [0, 1 - next()]
      const limit = Math.exp(-mean)
      while (product > limit) {
        product *= 1 - next()
        count++
      }
      return count
    },
    gamma,
  }
}
