/** Stands for what was taken out; a noncharacter, which no page may hold. */
const MARK = '\ufdd0'
const marked = /\ufdd0(\d{1,7})\ufdd0/g
const opening = /<(script|style)\b[^<>]{0,2000}>/gi
/** Shorter scripts cost the tokenizer less than putting them back. */
const LONG = 1000

/** A page without its long scripts and styles, and the way to put them back into what was read of it. */
export type SetAside = { html: string; restore(text: string): string }

/**
 * Takes the insides of long scripts and styles out before a page is read character by character: on many pages they are
 * the larger half. Linear; what only looks like a script (in a comment, in an attribute) is put back as it was.
 */
export function setAsideScripts(html: string): SetAside {
  const kept: string[] = []
  if (html.includes(MARK)) return { html, restore: text => text }
  let short = ''
  let from = 0
  opening.lastIndex = 0
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const start = opening.lastIndex
    const end = closingOf(html, match[1]!, start)
    if (end < 0) break
    if (end - start > LONG) {
      short += `${html.slice(from, start)}${MARK}${kept.length}${MARK}`
      kept.push(html.slice(start, end))
      from = end
    }
    opening.lastIndex = end
  }
  const restore = (text: string) =>
    kept.length > 0 && text.includes(MARK)
      ? text.replace(marked, (mark, index: string) => kept[Number(index)] ?? mark)
      : text
  return { html: from === 0 ? html : short + html.slice(from), restore }
}

function closingOf(html: string, name: string, start: number): number {
  const closing = name.toLowerCase() === 'script' ? /<\/script[\s/>]/gi : /<\/style[\s/>]/gi
  closing.lastIndex = start
  return closing.exec(html)?.index ?? -1
}
