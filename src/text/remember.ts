/** A longer text is asked about once. */
const LONGEST = 60
/** How many answers are kept; then the memory starts anew. */
const MOST = 3000

/** Answers a question about a short text once: the pages of a site repeat their menus, labels and foot lines. The answer must depend on the text alone. */
export function remember<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return text => {
    if (text.length > LONGEST) return answer(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const told = answer(text)
    if (known.size >= MOST) known.clear()
    known.set(text, told)
    return told
  }
}
