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

/** Three numbers a sentence, side by side: its hash, the story last seen with, and count and day in one; 0 marks an empty slot. */
type Part = { slots: Int32Array; used: number }
const WIDTH = 3
const DAY_BITS = 16
const MOST_COUNTED = 255

const countOf = (state: number) => state >>> DAY_BITS
const dayOf = (state: number) => state & 0xffff
const stateOf = (count: number, day: number) => (count << DAY_BITS) | (day & 0xffff)

/** Learns which sentences are furniture: how many stories, one after another, each was seen in. */
export class SentenceTable {
  readonly #parts: Part[] = Array.from({ length: PARTS }, () => newPart(FIRST_CAPACITY))

  /** Counts a sentence of a story, told by a hash; once for as long as it stays in that story. `day` is under 65,536. */
  add(sentence: number, story: number, day: number): void {
    const part = this.#parts[sentence >>> 24]!
    if (part.used + 1 > (part.slots.length / WIDTH) * FULLEST) makeRoom(part, day)
    const { slots } = part
    const at = findSlot(slots, sentence)
    const count = countOf(slots[at + 2]!)
    if (count > 0 && slots[at + 1] === story) return
    if (count === 0) part.used++
    slots[at] = sentence
    slots[at + 1] = story
    slots[at + 2] = stateOf(Math.min(MOST_COUNTED, count + 1), day)
  }

  isFurniture(sentence: number): boolean {
    const { slots } = this.#parts[sentence >>> 24]!
    return countOf(slots[findSlot(slots, sentence) + 2]!) >= FURNITURE_STORIES
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#parts.reduce((sum, part) => sum + part.slots.byteLength, 0)
  }
}

const newPart = (capacity: number): Part => ({ slots: new Int32Array(capacity * WIDTH), used: 0 })

/** Where a sentence stands, or would. The low 24 bits place it, for the high 8 chose the part. */
function findSlot(slots: Int32Array, key: number): number {
  const capacity = slots.length / WIDTH
  let at = Math.floor(((key & 0xffffff) / 0x1000000) * capacity) * WIDTH
  while (slots[at + 2] !== 0 && slots[at] !== key) {
    at += WIDTH
    if (at === slots.length) at = 0
  }
  return at
}

/** Forgets what is old and was seen once; where that frees too little, the part grows. */
function makeRoom(part: Part, day: number): void {
  const { slots } = part
  const capacity = slots.length / WIDTH
  const stays = (state: number) =>
    countOf(state) > 1 || capacity < FORGETTING_CAPACITY || dayOf(state) + REMEMBERED_DAYS >= day
  let kept = 0
  for (let at = 2; at < slots.length; at += WIDTH) {
    if (slots[at] !== 0 && stays(slots[at]!)) kept++
  }

  const crowded = kept > capacity * FULLEST * 0.7
  part.slots = new Int32Array((crowded ? Math.ceil(capacity * GROWTH) : capacity) * WIDTH)
  part.used = kept
  for (let from = 0; from < slots.length; from += WIDTH) {
    const state = slots[from + 2]!
    if (state === 0 || !stays(state)) continue
    const at = findSlot(part.slots, slots[from]!)
    part.slots[at] = slots[from]!
    part.slots[at + 1] = slots[from + 1]!
    part.slots[at + 2] = state
  }
}
