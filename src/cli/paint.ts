import { styleText } from 'node:util'

/** What a colour means here; the words beside it say the same. */
const styles = {
  good: 'green',
  warn: 'yellow',
  bad: 'red',
  faint: 'gray',
  head: 'bold',
  removed: 'red',
  added: 'green',
} as const

export type Style = keyof typeof styles

/** A text in colour where standard output is a terminal. NO_COLOR and FORCE_COLOR are obeyed. */
export const paint = (style: Style, text: string): string =>
  styleText(styles[style], text, { stream: process.stdout })
