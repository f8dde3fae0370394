import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text in so many cells of a terminal, with … where it was cut. One that fits keeps its colours. */
export function cutTo(text: string, cells: number): string {
  if (stringWidth(text) <= cells) return text
  let [kept, width] = ['', 0]
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) {
    width += stringWidth(segment)
    if (width > cells - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** A text with spaces after it, to so many cells. */
export const padTo = (text: string, cells: number): string =>
  text + ' '.repeat(Math.max(0, cells - stringWidth(text)))

/** Where a line may be broken: after spaces, and on either side of a character of two cells. */
const pieces = (text: string) =>
  text.match(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uff60]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uff60]+\s*|\s+/gu,
  ) ?? []
/** What must not begin a line. */
const closing = /^[，。、；：！？）》」』”’…]/

/** A line broken so that each is at most so wide, where it can be: a long address stays whole. */
export function wrapLine(text: string, cells: number, indent: number): string {
  if (stringWidth(text) <= cells) return text
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    const fits = stringWidth((line + piece).trimEnd()) <= cells || closing.test(piece)
    if (!fits && line.trim()) {
      lines.push(line.trimEnd())
      line = ' '.repeat(indent)
    }
    line += piece
  }
  return [...lines, line.trimEnd()].join('\n')
}
