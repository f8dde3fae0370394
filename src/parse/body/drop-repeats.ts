import { textWeight } from '../measure.ts'
import type { Block } from './blocks.ts'

/** Shorter lines are said twice on purpose: refrains, labels, names. */
const LEAST = 60
/** One paragraph of this size is not written twice; of smaller ones it takes two in a row. */
const LONG = 300
/** Beyond this much text nothing is compared. */
const MOST_TEXT = 300_000
/** So many times a long text is searched for among all before it. */
const MOST_SEARCHES = 100
/** How much of its beginning tells that a text may be a copy. */
const BEGINNING = 24

const bare = (text: string) => text.replace(/\s+/g, '')

/** Takes out what stands there a second time: a copy for search engines, the same post in another view of the page. */
export function dropRepeats(blocks: Block[]): Block[] {
  if (!mayRepeat(blocks)) return blocks
  const seen = new Set<string>()
  let before = ''
  let searches = 0
  const isRepeat = blocks.map(block => {
    const weight = textWeight(block.text)
    const text = bare(block.text)
    let repeats = weight >= LEAST && seen.has(text)
    // A copy may have run several paragraphs together.
    if (!repeats && weight >= LONG && searches++ < MOST_SEARCHES) repeats = before.includes(text)
    if (!repeats && before.length < MOST_TEXT) before += text
    seen.add(text)
    return repeats
  })
  return blocks.filter((block, at) => {
    if (!isRepeat[at]) return true
    const isRun = isRepeat[at - 1] === true || isRepeat[at + 1] === true
    // Pictures of one event carry one caption each.
    const isCaption = blocks[at - 1]?.tag === 'figure' || blocks[at + 1]?.tag === 'figure'
    return isCaption || (!isRun && textWeight(block.text) < LONG)
  })
}

/** Cheap: do two long blocks begin alike? */
function mayRepeat(blocks: Block[]): boolean {
  const beginnings = new Set<string>()
  for (const { text } of blocks) {
    if (textWeight(text.slice(0, LEAST * 2)) < LEAST) continue
    const beginning = bare(text.slice(0, BEGINNING * 2)).slice(0, BEGINNING)
    if (beginnings.has(beginning)) return true
    beginnings.add(beginning)
  }
  return false
}
