import { frequentCharacters } from './frequent-characters.ts'

const CJK_LABELS = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'])
const CJK_MARKS = new Set('，。、：；？！“”‘’（）《》〈〉「」『』【】〔〕—…·　・～％〜－．／')
/** A page says its language within this many characters that are not ASCII. */
const SAMPLE = 4000

/** `before` is the character to the left, `after` the code of the one to the right. */
type Weigh = (char: string, code: number, before: string, after: number) => number

function cjkWeigher(label: string): Weigh {
  const frequent = frequentCharacters[label]!
  const isJapanese = label === 'shift_jis' || label === 'euc-jp'
  const isKorean = label === 'euc-kr'
  return (char, code, before, after) => {
    // ü and the letter after it read as one character: a syllable sign inside a western word.
    if (isLetter(before.charCodeAt(0)) && isLetter(after)) return -0.7
    if (code >= 0xff61 && code <= 0xff9f) return -0.7
    if (CJK_MARKS.has(char)) return 0.8
    if (frequent.has(char)) return 1
    if (code >= 0x3041 && code <= 0x30fe) return isJapanese ? 0.9 : -0.3
    if (code >= 0xac00 && code <= 0xd7a3) return isKorean ? 0.3 : -1
    if (code >= 0x4e00 && code <= 0x9fff) return isKorean ? -0.3 : 0.1
    if (code >= 0xff01 && code <= 0xff5e) return 0.3
    if (code >= 0x3400 && code <= 0x4dbf) return -0.5
    return -0.2
  }
}

const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
const isSmall = (char: string) => char !== '' && char !== char.toUpperCase()

function alphabetWeigher(label: string): Weigh {
  const frequent = frequentCharacters[label]
  const isLatin = /125[0247]|8859-(?:1|2|9|15)$/.test(label)
  return (char, code, before, after) => {
    if (code < 0xa0) return -1
    const small = char.toLowerCase()
    const isCased = small !== char.toUpperCase()
    // A capital after a small letter, accents in a row, and two alphabets in one word are signs of another encoding.
    if (isCased && char !== small && isSmall(before)) return -1
    const beside = before.charCodeAt(0)
    if (isLatin && isCased && beside >= 0xc0) return -0.6
    if (!isLatin && code > 0x17f && code < 0x2000 && (isLetter(beside) || isLetter(after)))
      return -1
    if (frequent?.has(char)) return 1
    if (frequent?.has(small)) return 0.6
    return isCased ? 0.1 : -0.4
  }
}

/**
 * How much a text looks like one that was written in this encoding: 1 for running text decoded rightly, below 0.2 for
 * noise. Only what is not ASCII counts; without any of it the answer is 1.
 */
export function plausibility(text: string, label: string): number {
  const weigh = CJK_LABELS.has(label) ? cjkWeigher(label) : alphabetWeigher(label)
  let sum = 0
  let count = 0
  for (let at = 0; at < text.length && count < SAMPLE; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) {
      count++
      if (code === 0xfffd) sum -= 3
      else if (code >= 0xe000 && code <= 0xf8ff) sum -= 1.5
      else if (code < 0xa0) sum -= 2
      else sum += weigh(text[at]!, code, text[at - 1] ?? '', text.charCodeAt(at + 1))
    }
  }
  return count === 0 ? 1 : sum / count
}

const DOUBLED = /[Â-ô][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/g

/** True for text that was UTF-8, was read as Windows-1252 and written as UTF-8 again: ä¸­å›½, cafÃ©. */
export function looksDoubled(text: string): boolean {
  const sample = text.length > 200_000 ? text.slice(0, 200_000) : text
  const pairs = sample.match(DOUBLED)?.length ?? 0
  if (pairs < 4) return false
  let high = 0
  for (let at = 0; at < sample.length; at++) if (sample.charCodeAt(at) >= 0x80) high++
  return pairs * 2 > high * 0.6
}
