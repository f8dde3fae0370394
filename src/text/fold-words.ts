import taiwanPhrases from 'opencc-js/dict/TWPhrases'
import { simplifiedUnit } from './fold-script.ts'
import { foldText } from './fold-unit.ts'

/** What Taiwan calls otherwise, folded, by its first unit; the longest first. */
const words: Map<number, [taiwan: string, mainland: string][]> = readWords()

function readWords(): typeof words {
  const byFirst: typeof words = new Map()
  const known = new Set<string>()
  for (const pair of taiwanPhrases.split('|')) {
    const [mainland, taiwan] = pair.split(' ').map(foldText)
    if (!mainland || !taiwan || taiwan.length < 2 || taiwan === mainland || known.has(taiwan))
      continue
    known.add(taiwan)
    const first = taiwan.charCodeAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), [taiwan, mainland]])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length)
  return byFirst
}

/** Simplified texts have next to no character that folds to another. */
const TRADITIONAL_SHARE = 0.03
const isHanUnit = (unit: number) => unit >= 0x3400 && unit <= 0x9fff

/** True of a text in traditional characters. */
export function looksTraditional(text: string): boolean {
  let han = 0
  let converted = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (!isHanUnit(unit)) continue
    han++
    if (simplifiedUnit[unit] !== unit) converted++
  }
  return converted > han * TRADITIONAL_SHARE
}

/**
 * Spells what Taiwan calls otherwise as the mainland does: 資訊 as 信息, 軟體 as 软件. For comparing only, of a folded text that
 * was traditional: 程序 is a word of both.
 */
export function foldWords(folded: string): string {
  let told = ''
  let done = 0
  for (let at = 0; at < folded.length; at++) {
    const found = words
      .get(folded.charCodeAt(at))
      ?.find(([taiwan]) => folded.startsWith(taiwan, at))
    if (!found) continue
    told += folded.slice(done, at) + found[1]
    done = at + found[0].length
    at = done - 1
  }
  return done === 0 ? folded : told + folded.slice(done)
}
