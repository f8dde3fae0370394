/** Stands for what was taken out; a noncharacter, which no page may hold. */
const MARK = '\ufdd0'
const marked = /\ufdd0(\d{1,7})\ufdd0/g
const opening = /<(script|style|svg)\b[^<>]{0,2000}>/gi
const closings: Record<string, RegExp> = {
  script: /<\/script[\s/>]/gi,
  style: /<\/style[\s/>]/gi,
  svg: /<\/svg[\s/>]/gi,
}
/** What is shorter costs the tokenizer less than putting it back. */
const LONG = 300

/** A page without its long scripts, styles and drawings, and the way to put them back into what was read of it. */
export type SetAside = { html: string; restore(text: string): string }

/**
 * Takes the insides of long scripts, styles and drawings out before a page is read character by character: on many pages they are
 * the larger half. Linear; the inside of a drawing stays text, for nobody reads its elements. What only looks like a script (in a comment, in an attribute) is put back as it was.
 */
export function setAsideScripts(html: string): SetAside {
  const kept: string[] = []
  if (html.includes(MARK)) return { html, restore: text => text }
  const endless = new Set<string>()
  let short = ''
  let from = 0
  opening.lastIndex = 0
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const start = opening.lastIndex
    const name = match[1]!.toLowerCase()
    // What never ends is left to the tokenizer, as is a tag that closes itself.
    if (match[0].endsWith('/>') || endless.has(name)) continue
    const end = closingOf(html, name, start)
    if (end < 0) {
      endless.add(name)
      continue
    }
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
  const closing = closings[name]!
  closing.lastIndex = start
  return closing.exec(html)?.index ?? -1
}
