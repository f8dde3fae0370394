/**
 * Answers a question about a text once: the pages of a site repeat their menus, labels and foot lines. The answer must depend on the text
 * alone. A text that is longer than `longest` is asked about anew; after `most` answers the memory starts anew.
 */
export function remember<Answer>(
  answer: (text: string) => Answer,
  { longest = 60, most = 3000 }: { longest?: number; most?: number } = {},
): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return text => {
    if (text.length > longest) return answer(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const told = answer(text)
    if (known.size >= most) known.clear()
    known.set(text, told)
    return told
  }
}
