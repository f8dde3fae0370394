import type { Block } from '../body/blocks.ts'
import { type Line, type PageDocument, PageElement } from '../document.ts'

/** The lines that newspapers set around a title. */
export type TitleLines = { kicker: string | null; subtitle: string | null }

const kickerNames =
  /kicker|topline|overline|roofline|dachzeile|spitzmarke|eyebrow|super-?title|pre-?title|over-?title|yinti|jianti|shoulder|(?:^|\s)pre(?:$|\s)/i
const subtitleNames =
  /sub-?title|sub-?headline|sub-?head|standfirst|(?:^|[\s_-])de(?:c)?k(?:$|\s)|fubiaoti|fu-?ti|(?:^|\s)sub(?:$|\s)/i
/** Two dashes before a line make it a subtitle in Chinese typesetting. */
const dashes = /^(?:—{1,3}|－{1,3}|–{2}|-{2,3})\s*/
const LONGEST = 80
/** How far from the title such a line stands. */
const REACH = 3

/** The kicker above and the subtitle below the title, where elements or dashes mark them as such. */
export function readTitleLines(
  page: PageDocument,
  titleLine: Line | null,
  bodyStart: number,
): TitleLines {
  if (!titleLine) return { kicker: null, subtitle: null }
  const at = titleLine.index
  const above = page.lines.slice(Math.max(0, at - REACH), at)
  const below = page.lines.slice(at + 1, Math.min(at + 1 + REACH, Math.max(bodyStart, at + 1)))
  const isShort = (line: Line) => line.text.length <= LONGEST && line.linkLength === 0
  const kicker = above.findLast(line => isShort(line) && isNamed(line, kickerNames))
  const subtitle = below.find(
    line => isShort(line) && (isNamed(line, subtitleNames) || dashes.test(line.text)),
  )
  return {
    kicker: kicker?.text ?? null,
    subtitle: subtitle?.text.replace(dashes, '') ?? null,
  }
}

function isNamed({ element }: Line, names: RegExp): boolean {
  if (!(element instanceof PageElement)) return false
  return names.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`)
}

/**
 * Takes a kicker and a subtitle off the top of a body: reprints keep the newspaper's own title lines there, in bold, the
 * subtitle behind dashes. Returns what is left of the body.
 */
export function takeTitleLines(blocks: Block[]): TitleLines & { blocks: Block[] } {
  const at = blocks.slice(0, 3).findIndex(block => dashes.test(block.text))
  const subtitle = blocks[at]
  const isTitleLine = (block: Block) =>
    block.text.length <= LONGEST / 2 && !/[。！？.!?；;]$/.test(block.text)
  if (at < 0 || !subtitle || !isTitleLine(subtitle) || !blocks.slice(0, at).every(isTitleLine)) {
    return { kicker: null, subtitle: null, blocks }
  }
  const kicker = blocks.slice(0, at).map(block => block.text)
  return {
    kicker: kicker.join(' ') || null,
    subtitle: subtitle.text.replace(dashes, ''),
    blocks: blocks.slice(at + 1),
  }
}
