import { encodingOf } from './encoding-labels.ts'

/** A late meta is still found: some portals print kilobytes of script before it. */
const SEARCHED = 256 * 1024

const bytesAsLatin = (bytes: Uint8Array, to: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(to, bytes.byteLength)).toString('latin1')

/** The encoding named by an XML declaration at the very start (XML 1.0, 4.3.3), or null. */
export function xmlEncoding(bytes: Uint8Array): string | null {
  const start = bytesAsLatin(bytes, 200)
  const found = /^\s{0,9}<\?xml\s[^>]{0,100}?encoding\s{0,3}=\s{0,3}["']([\w.:-]{1,40})["']/i.exec(
    start,
  )
  return encodingOf(found?.[1])
}

/** Nearly all metas that name an encoding stand in here. */
const BEGINNING = 4 * 1024

/** The encoding named by the first meta tag that names one, outside comments and scripts, or null. */
export function metaEncoding(bytes: Uint8Array): string | null {
  const early = bytes.byteLength > BEGINNING ? findEncoding(bytesAsLatin(bytes, BEGINNING)) : null
  // What the beginning cuts off, or leaves open, is judged by the whole.
  if (early?.label && early.isWhole) return early.label
  return findEncoding(bytesAsLatin(bytes, SEARCHED)).label
}

/** `isWhole`: the answer would be the same if the text went on. */
function findEncoding(head: string): { label: string | null; isWhole: boolean } {
  const tag = /<(!--|script\b|style\b|meta\b)/gi
  const unclosed = new Set<string>()
  for (let found = tag.exec(head); found; found = tag.exec(head)) {
    const kind = found[1]!.toLowerCase()
    if (kind === 'meta') {
      const end = head.indexOf('>', tag.lastIndex)
      const text = head.slice(
        found.index,
        end < 0 ? found.index + 500 : Math.min(end, found.index + 500),
      )
      const charset = /charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(text)
      const label = encodingOf(charset?.[1])
      if (label) return { label, isWhole: end >= 0 && unclosed.size === 0 }
      continue
    }
    if (unclosed.has(kind)) continue
    const close = kind === '!--' ? '-->' : `</${kind}`
    const end = indexOfCase(head, close, tag.lastIndex)
    // What is never closed is read on as if it were not there: a broken page is not to lose its meta.
    if (end > 0) tag.lastIndex = end
    else unclosed.add(kind)
  }
  return { label: null, isWhole: false }
}

function indexOfCase(text: string, part: string, from: number): number {
  const lower = text.indexOf(part, from)
  return lower >= 0 || part === '-->' ? lower : text.indexOf(part.toUpperCase(), from)
}
