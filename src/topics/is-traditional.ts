import { simplifiedUnit } from '../text/fold-script.ts'

/** Characters that a simplification made: 国 is one, 山 is none. */
const isSimplification = new Uint8Array(65_536)
for (let unit = 0; unit < 65_536; unit++) {
  if (simplifiedUnit[unit] !== unit) isSimplification[simplifiedUnit[unit]!] = 1
}

/**
 * True when a text is in Traditional Chinese: by its language tag when that names the script or a region, else by which script's own
 * characters are more. One 著 or 瞭 in a Simplified text makes it nothing else.
 */
export function isTraditional(text: string, language: string | null): boolean {
  if (language && /^zh-(hant|tw|hk|mo)\b|^yue\b/i.test(language)) return true
  if (language && /^zh-(hans|cn|sg)\b/i.test(language)) return false

  let traditional = 0
  let simplified = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (simplifiedUnit[unit] !== unit) traditional++
    else if (isSimplification[unit]) simplified++
  }
  return traditional > simplified
}
