/** Something that is found by its spelling, in folded units. */
type Spelled = { units: string }

/**
 * A tree of spellings that has no nodes: in the order of their units those that begin alike stand together, a shorter one before those
 * that go on. The shipped terms take a quarter of the room that a map for each unit would.
 */
export type SpellingIndex<Item extends Spelled> = {
  items: Item[]
  /** Where the spellings that begin with this unit stand, from the first to before the last. */
  begins: Map<number, { from: number; to: number }>
}

export function indexSpellings<Item extends Spelled>(given: Item[]): SpellingIndex<Item> {
  const items = given
    .filter(({ units }) => units !== '')
    .sort((a, b) => (a.units < b.units ? -1 : a.units > b.units ? 1 : 0))
  const begins: SpellingIndex<Item>['begins'] = new Map()
  for (let at = 0; at < items.length; at++) {
    const unit = items[at]!.units.charCodeAt(0)
    const range = begins.get(unit)
    if (range) range.to = at + 1
    else begins.set(unit, { from: at, to: at + 1 })
  }
  return { items, begins }
}

/** Tells of everything whose spelling stands at this place of a text, the shortest first and of one length in the order given. */
export function eachSpelledAt<Item extends Spelled>(
  { items, begins }: SpellingIndex<Item>,
  text: Uint16Array,
  start: number,
  tell: (item: Item, start: number) => void,
): void {
  const range = begins.get(text[start]!)
  if (!range) return
  let { from, to } = range
  for (let depth = 1; ; depth++) {
    for (; from < to && items[from]!.units.length === depth; from++) tell(items[from]!, start)
    const unit = text[start + depth]
    if (from === to || unit === undefined) return
    from = firstFrom(items, from, to, depth, unit)
    to = firstFrom(items, from, to, depth, unit + 1)
  }
}

/** The first between two places whose unit at this depth is not less. */
function firstFrom(items: Spelled[], from: number, to: number, depth: number, unit: number) {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.units.charCodeAt(depth) < unit) low = middle + 1
    else high = middle
  }
  return low
}
