import type { PageDocument } from '../document.ts'
import { findIslands } from '../lists/find-islands.ts'
import { textWeight } from '../measure.ts'
import type { Block } from './blocks.ts'
import { declaredBlocks } from './declared-body.ts'
import { shownTitles, squeeze } from './trim.ts'

/** What a page shows that waits for its script: less than one sentence of news. */
const NEXT_TO_NOTHING = 90
/** A text shorter than this is a summary. */
const LEAST = 120
const MOST_VALUES = 20_000
/** What systems call the text of an article in their data, and its headline. */
const TEXT =
  /^(?:article|news|main|post|doc|detail|full|page|story|raw|rich)?_?(?:body|content|contents|text|html|txt|detail|details|richtext)(?:_?(?:html|text|raw|rendered|body|value|str))?$/i
const TITLE =
  /^(?:(?:article|news|doc|main|long|post|page|content)_?)?(?:title|headline|subject|name)$/i

/**
 * The text that a page carries only in the data of its scripts, in the record that has the page's own title. Only where the page
 * shows next to nothing; null on every other.
 */
export function dataBody(page: PageDocument, shown: Block[]): Block[] | null {
  const weight = shown.reduce((sum, block) => sum + textWeight(block.text), 0)
  if (weight >= NEXT_TO_NOTHING) return null
  const titles = shownTitles(page)
  let best = ''
  for (const record of recordsOf(findIslands(page))) {
    const isOwn = Object.entries(record).some(([key, value]) => isOwnTitle(key, value, titles))
    const text = isOwn ? textIn(record) : ''
    if (text.length > best.length) best = text
  }
  const blocks = best === '' ? null : declaredBlocks(page, best)
  const words = (blocks ?? []).reduce((sum, block) => sum + textWeight(block.text), 0)
  return words >= Math.max(LEAST, weight) ? blocks : null
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function* recordsOf(data: unknown[]): Generator<Fields> {
  const waiting = [...data]
  for (let at = 0; at < waiting.length && at < MOST_VALUES; at++) {
    const value = waiting[at]
    if (isFields(value)) yield value
    if (typeof value === 'object' && value !== null)
      waiting.push(...Object.values(value).slice(0, 500))
  }
}

function isOwnTitle(key: string, value: unknown, titles: string[]): boolean {
  const said = isFields(value) ? (value.rendered ?? value.value) : value
  if (typeof said !== 'string' || !TITLE.test(key)) return false
  const own = squeeze(said.slice(0, 400))
  return own.length >= 4 && titles.some(title => title.startsWith(own) || own.startsWith(title))
}

/** The longest text of a record, in its own fields or those of what it holds: `content.rendered`, `body.text`, paragraphs. */
function textIn(record: Fields): string {
  let best = ''
  for (const [key, value] of Object.entries(record)) {
    if (!TEXT.test(key)) continue
    const text = textOfValue(value, 0)
    if (text.length > best.length) best = text
  }
  return best
}

function textOfValue(value: unknown, depth: number): string {
  if (typeof value === 'string') return value
  if (depth > 3 || typeof value !== 'object' || value === null) return ''
  const inner = Array.isArray(value)
    ? value
    : Object.entries(value).flatMap(([key, each]) =>
        TEXT.test(key) || key === 'value' ? [each] : [],
      )
  return inner
    .map(each => textOfValue(each, depth + 1))
    .filter(text => text !== '')
    .join('\n')
}
