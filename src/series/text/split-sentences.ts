const sentenceEnd =
  /[。！？!?\n]+|(?<=[가-힣][.])\s+|(?<=[a-z0-9%)"'][.])\s+(?=["'(]?[A-Z€£$])|(?<=[.])\s+(?=["']?[A-Z][a-z])|(?<=[a-z)]{2}[.])\s+(?=\d[\d,.]*(?: [a-z]+)? )/g
const abbreviation =
  /(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|Mr|Ms|Dr|St|U\.S|U\.K|approx|ca|est|avg|max|min|vol|incl|excl|a\.m|p\.m|Mio|Mrd|Tsd|bzw|rd|inkl|janv|févr|juil|sept|déc|aprox|mill)\.)\s*$/

/** Vom 12. Mai */
const isGermanDay = (text: string, end: number): boolean =>
  /\b\d{1,2}\.$/.test(text.slice(Math.max(0, end - 4), end)) && germanMonth.test(text.slice(end))
const germanMonth =
  /^\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b/

/** Splits a text into sentences, by place; the text and its folded form are cut alike. */
export function splitSentences(text: string): [number, number][] {
  const pieces: [number, number][] = []
  let from = 0
  for (const found of text.matchAll(sentenceEnd)) {
    const end = found.index
    if (abbreviation.test(text.slice(from, end))) continue
    if (isGermanDay(text, end)) continue
    if (end > from) pieces.push([from, end])
    from = end + found[0].length
  }
  if (from < text.length) pieces.push([from, text.length])
  return pieces
}
