/** How many texts are remembered; then the memory starts anew. */
const MOST_KNOWN = 2000
/** A longer text is asked for once. */
const LONGEST_KNOWN = 300
const known = new Map<string, string>()

/** Letters and digits alone, for comparing titles and lines that differ in quotes, dashes, spaces and width. */
export function letterKey(text: string): string {
  if (text.length > LONGEST_KNOWN) return buildKey(text)
  const before = known.get(text)
  if (before !== undefined) return before
  const key = buildKey(text)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, key)
  return key
}

const buildKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
