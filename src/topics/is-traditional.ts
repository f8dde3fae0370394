import simplifiedToTraditional from 'opencc-js/dict/STCharacters'
import { simplifiedUnit } from '../text/fold-script.ts'

/** Simplified characters that Traditional texts have in a meaning of their own: 台灣, 公里, 皇后, 干涉. */
const shared = new Set('台里后干云斗谷余丑几叶厂只系面才回')

/** Characters that Simplified texts alone have. */
const isSimplifiedOnly = new Uint8Array(65_536)
for (const pair of simplifiedToTraditional.split('|')) {
  const simplified = pair.split(' ', 1)[0]!
  if (simplified.length === 1 && !shared.has(simplified)) {
    isSimplifiedOnly[simplified.charCodeAt(0)] = 1
  }
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
    else if (isSimplifiedOnly[unit]) simplified++
  }
  return traditional > simplified
}
