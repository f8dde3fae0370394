/** A sentence that so many different stories carry belongs to the site. Against quotations, which two or three share. */
const FURNITURE_STORIES = 4
/** A sentence seen once and not again for so many days is forgotten when room is needed. */
const REMEMBERED_DAYS = 60

const PARTS = 256
const FIRST_CAPACITY = 16
const FULLEST = 0.8
const GROWTH = 1.5
/** From this size on a part forgets before it grows: 2 million sentences in all. */
const FORGETTING_CAPACITY = 2 ** 13

type Part = {
  keys: Int32Array
  stories: Int32Array
  counts: Uint8Array
  days: Uint16Array
  used: number
}

/** Learns which sentences are furniture: how many stories, one after another, each was seen in. */
export class SentenceTable {
  readonly #parts: Part[] = Array.from({ length: PARTS }, () => newPart(FIRST_CAPACITY))

  /** Counts a sentence of a story, told by a hash; once for as long as it stays in that story. */
  add(sentence: number, story: number, day: number): void {
    const part = this.#parts[sentence >>> 24]!
    if (part.used + 1 > part.keys.length * FULLEST) makeRoom(part, day)
    const slot = findSlot(part, sentence)
    const count = part.counts[slot]!
    if (count === 0) part.used++
    if (count > 0 && part.stories[slot] === story) return
    part.keys[slot] = sentence
    part.stories[slot] = story
    part.counts[slot] = Math.min(255, count + 1)
    part.days[slot] = day
  }

  isFurniture(sentence: number): boolean {
    const part = this.#parts[sentence >>> 24]!
    return part.counts[findSlot(part, sentence)]! >= FURNITURE_STORIES
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#parts.reduce((sum, part) => sum + part.keys.length * 11, 0)
  }
}

const newPart = (capacity: number): Part => ({
  keys: new Int32Array(capacity),
  stories: new Int32Array(capacity),
  counts: new Uint8Array(capacity),
  days: new Uint16Array(capacity),
  used: 0,
})

function findSlot({ keys, counts }: Part, key: number): number {
  const capacity = keys.length
  let slot = Math.floor(((key & 0xffffff) / 0x1000000) * capacity)
  while (counts[slot] !== 0 && keys[slot] !== key) slot = slot + 1 === capacity ? 0 : slot + 1
  return slot
}

function makeRoom(part: Part, day: number): void {
  const stays = (at: number) =>
    part.counts[at]! > 1 ||
    (part.counts[at] === 1 &&
      (part.keys.length < FORGETTING_CAPACITY || part.days[at]! + REMEMBERED_DAYS >= day))
  let kept = 0
  for (let at = 0; at < part.keys.length; at++) if (stays(at)) kept++

  const crowded = kept > part.keys.length * FULLEST * 0.7
  const larger = newPart(crowded ? Math.ceil(part.keys.length * GROWTH) : part.keys.length)
  for (let at = 0; at < part.keys.length; at++) {
    if (!stays(at)) continue
    const slot = findSlot(larger, part.keys[at]!)
    larger.keys[slot] = part.keys[at]!
    larger.stories[slot] = part.stories[at]!
    larger.counts[slot] = part.counts[at]!
    larger.days[slot] = part.days[at]!
  }
  Object.assign(part, larger, { used: kept })
}
