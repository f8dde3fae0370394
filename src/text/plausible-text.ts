import { frequentCharacters } from './frequent-characters.ts'

const CJK_LABELS = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'])
const CJK_MARKS = new Set('，。、：；？！“”‘’（）《》〈〉「」『』【】〔〕—…·　・～％〜－．／')
/** A page says its language within this many characters that are not ASCII. */
const SAMPLE = 4000

/** What a character of a text is worth, beside those to its left and right; see `plausibility`. */
type Weigh = (text: string, at: number, code: number) => number

function cjkWeigher(label: string): Weigh {
  const worth = byCode(code => cjkWorth(code, label))
  // ü and the letter after it read as one character: a syllable sign inside a western word.
  return (text, at, code) =>
    isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1)) ? -0.7 : worth(code)
}

function cjkWorth(code: number, label: string): number {
  const char = String.fromCharCode(code)
  const isJapanese = label === 'shift_jis' || label === 'euc-jp'
  const isKorean = label === 'euc-kr'
  if (code >= 0xff61 && code <= 0xff9f) return -0.7
  if (CJK_MARKS.has(char)) return 0.8
  if (frequentCharacters[label]!.has(char)) return 1
  if (code >= 0x3041 && code <= 0x30fe) return isJapanese ? 0.9 : -0.3
  if (code >= 0xac00 && code <= 0xd7a3) return isKorean ? 0.3 : -1
  if (code >= 0x4e00 && code <= 0x9fff) return isKorean ? -0.3 : 0.1
  if (code >= 0xff01 && code <= 0xff5e) return 0.3
  if (code >= 0x3400 && code <= 0x4dbf) return -0.5
  return -0.2
}

/** Answers by the code of a character, each worked out once: a text asks thousands of times, for a few hundred. */
function byCode<Answer>(answer: (code: number) => Answer): (code: number) => Answer {
  const known = new Map<number, Answer>()
  return code => {
    const before = known.get(code)
    if (before !== undefined) return before
    const told = answer(code)
    known.set(code, told)
    return told
  }
}

const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)

/** Whether a character has two forms, and whether it differs from its small or its capital one. */
const formsOf = byCode(code => {
  const char = String.fromCharCode(code)
  const small = char.toLowerCase()
  const capital = char.toUpperCase()
  return { isCased: small !== capital, isCapital: char !== small, isSmall: char !== capital }
})

function alphabetWeigher(label: string): Weigh {
  const frequent = frequentCharacters[label]
  const isLatin = /125[0247]|8859-(?:1|2|9|15)$/.test(label)
  const worth = byCode(code => {
    const char = String.fromCharCode(code)
    if (frequent?.has(char)) return 1
    if (frequent?.has(char.toLowerCase())) return 0.6
    return formsOf(code).isCased ? 0.1 : -0.4
  })
  return (text, at, code) => {
    if (code < 0xa0) return -1
    const { isCased, isCapital } = formsOf(code)
    const beside = text.charCodeAt(at - 1)
    // A capital after a small letter, accents in a row, and two alphabets in one word are signs of another encoding.
    if (isCased && isCapital && at > 0 && formsOf(beside).isSmall) return -1
    if (isLatin && isCased && beside >= 0xc0) return -0.6
    const isMixed = isLetter(beside) || isLetter(text.charCodeAt(at + 1))
    if (!isLatin && code > 0x17f && code < 0x2000 && isMixed) return -1
    return worth(code)
  }
}

const weighers = new Map<string, Weigh>()

function weigherOf(label: string): Weigh {
  const known = weighers.get(label)
  if (known) return known
  const weigh = CJK_LABELS.has(label) ? cjkWeigher(label) : alphabetWeigher(label)
  weighers.set(label, weigh)
  return weigh
}

/**
 * How much a text looks like one that was written in this encoding: 1 for running text decoded rightly, below 0.2 for
 * noise. Only what is not ASCII counts; without any of it the answer is 1.
 */
export function plausibility(text: string, label: string): number {
  const weigh = weigherOf(label)
  let sum = 0
  let count = 0
  for (let at = 0; at < text.length && count < SAMPLE; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) {
      count++
      if (code === 0xfffd) sum -= 3
      else if (code >= 0xe000 && code <= 0xf8ff) sum -= 1.5
      else if (code < 0xa0) sum -= 2
      else sum += weigh(text, at, code)
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
