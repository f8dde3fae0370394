/** Deeper data, or more of it, is no list of news. */
const DEEPEST = 60
const MOST = 200_000

/**
 * Puts together data in which every value stands once and the others point at it by its place: `[{"total":1},40]` is `{total: 40}`.
 * Nuxt 3 writes its payload so (devalue), with marks such as `["Reactive", 2]` and `["Date", "2026-…"]` around values. A value that
 * holds itself is cut there.
 */
export function readPayload(values: unknown[]): unknown {
  const known = new Map<number, unknown>()
  const open = new Set<number>()
  let steps = 0

  function at(place: unknown, depth: number): unknown {
    if (typeof place !== 'number' || !Number.isInteger(place) || place < 0) return null
    if (known.has(place)) return known.get(place)
    if (open.has(place) || depth > DEEPEST || ++steps > MOST) return null
    open.add(place)
    const value = read(values[place], depth + 1)
    open.delete(place)
    known.set(place, value)
    return value
  }

  function read(value: unknown, depth: number): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (!Array.isArray(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, place]) => [key, at(place, depth)]),
      )
    const [mark, inner] = value
    if (typeof mark !== 'string') return value.map(place => at(place, depth))
    if (mark === 'Set') return value.slice(1).map(place => at(place, depth))
    return typeof inner === 'number' ? at(inner, depth) : (inner ?? null)
  }

  return at(0, 0)
}
