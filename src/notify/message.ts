/** Something to tell: a title, and points that belong to it, the most important first. */
export type Message = {
  title: string
  points: { title: string; text: string }[]
  /** The same whenever this is told again. */
  id: string
  /** For threads of mail: the id of the first message of the thread. */
  thread: string | null
  isFirst: boolean
  /** The same for programs. */
  data: unknown
}

/** Cuts a text to so many bytes of UTF-8, at the edge of a character. */
export function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= most) return text
  const mark = ' …'
  let end = most - Buffer.byteLength(mark)
  // The middle bytes of a character begin with 10.
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end) + mark
}

/** A message as lines, and what marks its titles. */
export const renderText = ({ title, points }: Message, bold = (text: string) => text): string =>
  [bold(title), ...points.map(point => `${bold(point.title)}\n${point.text}`)].join('\n\n')
