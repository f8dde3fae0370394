/** Spellings that need no borders of words, such as those of Chinese, looked for at every place of a text by their first character. */
export class SpellingTable<What> {
  readonly #byFirst = new Map<number, [spelling: string, what: What][]>()

  add(spelling: string, what: What): void {
    const first = spelling.charCodeAt(0)
    this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), [spelling, what]])
  }

  /** What a text spells, each once. */
  findIn(text: string): Set<What> {
    const found = new Set<What>()
    for (let at = 0; at < text.length; at++)
      for (const [spelling, what] of this.#byFirst.get(text.charCodeAt(at)) ?? [])
        if (text.startsWith(spelling, at)) found.add(what)
    return found
  }
}
