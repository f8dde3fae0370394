import { remember } from './remember.ts'

/** Letters and digits alone, for comparing titles and lines that differ in quotes, dashes, spaces and width. */
export const letterKey = remember(
  text =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
  { longest: 300, most: 2000 },
)
