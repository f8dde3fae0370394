/** The marks of Unicode that say themselves what they part; `foldFigures` reads them as a point and a comma. */
const DECIMAL = '\u066b'
const THOUSANDS = '\u066c'

/** Languages that write 1.234,56 or 1 234,56. */
const ofCommas =
  /^(?:bg|ca|cs|da|de|el|es|et|fi|fr|hr|hu|id|it|lt|lv|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sv|tr|uk)\b/i
const ofPoints = /^(?:zh|ja|ko|en)\b/i

const figureWithComma = /\d,\d{1,2}\s?(?:%|€|£|euros?\b|prozent|millione?n|millions|millones)/i
const figureWithPoint = /\d\.\d{1,2}\s?(?:%|€|£|euros?\b|prozent|millione?n|millions|millones)/i

/** True of a text that writes decimals with a comma: by its language, and by how it writes its own prices. */
export function writesDecimalComma(text: string, language: string | null): boolean {
  if (language && ofPoints.test(language)) return false
  const byComma = figureWithComma.test(text)
  if (figureWithPoint.test(text) && !byComma) return false
  return byComma || (language !== null && ofCommas.test(language))
}

/** 1.980.000 and 71,04 with marks that cannot be taken for each other; every place stays. */
export const markDecimals = (text: string): string =>
  text
    .replace(/(?<![\d.,]\d?\d?)(\d{1,3}(?:\.\d{3})+)(?![\d.])/g, whole =>
      whole.replaceAll('.', THOUSANDS),
    )
    .replace(/(?<=\d),(?=\d)/g, DECIMAL)

/** The text as it was printed. */
export const unmarkDecimals = (text: string): string =>
  text.replaceAll(DECIMAL, ',').replaceAll(THOUSANDS, '.')
