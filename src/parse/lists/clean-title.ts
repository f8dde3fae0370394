import { isPlainLine } from '../plain-line.ts'

/** Longer than any headline; what follows is cut. */
const MAX_TITLE = 500

// Controls but tab and line breaks, bidirectional overrides, zero-width marks (the joiner of emoji stays), soft
// hyphens and non-characters: none of them is seen, and each breaks some reader.
const unseen =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]/g
// Language tags and halves of characters; looked for only where there are surrogates at all.
const unseenAstral = /[\u{e0000}-\u{e007f}]|\p{Cs}/gu
const spaces = /[\s\u0085]+/g

/** Text as a line: spaces of every kind collapsed, invisible and forbidden characters gone, at most 500 characters. */
export function cleanTitle(text: string): string {
  let line = text.length > 20 * MAX_TITLE ? text.slice(0, 20 * MAX_TITLE) : text
  const whole = line.trim()
  if (whole.length <= MAX_TITLE && isPlainLine(whole)) return whole
  line = line.replace(unseen, '').replace(spaces, ' ').trim()
  if (/[\ud800-\udfff]/.test(line)) line = line.replace(unseenAstral, '').trim()
  return line.length > MAX_TITLE ? [...line].slice(0, MAX_TITLE).join('') : line
}

/** True when a page prints only the beginning of a title: it ends in `…`, `...`, `。。。` or `..`. */
export function isCutTitle(title: string): boolean {
  return /(?:…|⋯|\.\.|。。)[\])）】」』”"']?$/.test(title)
}

/** A title without the marks that stand for its cut-off end. */
export function cutTitleStem(title: string): string {
  return title.replace(/[.…⋯。\])）】\s]+$/, '')
}
