import { scriptBits, scriptOf } from '../../text/script-of.ts'
import type { PageElement } from '../build-tree.ts'
import { metaContent, type PageDocument } from '../document.ts'

/** Common characters that only one of the two Chinese scripts uses. */
const simplifiedOnly =
  '这说时会们来对发后里为进过还没动从样经关问题让现体见应东业张长门车话电马书间开头该边给钱战场亿产务总决无与号么儿几气样区变记论'
const traditionalOnly =
  '這說時會們來對發後裡為進過還沒動從樣經關問題讓現體見應東業張長門車話電馬書間開頭該邊給錢戰場億產務總決無與號麼兒幾氣區變記論'

/** Frequent little words, for telling languages of Latin script apart when the page does not say. */
const littleWords: [string, RegExp][] = [
  ['en', /\b(?:the|and|of|to|is|that|for|with|was|are)\b/gi],
  ['de', /\b(?:der|die|und|das|ist|nicht|mit|von|den|ein|auch)\b/gi],
  ['fr', /\b(?:le|les|des|est|une|dans|pour|que|qui|sur)\b/gi],
  ['es', /\b(?:el|los|las|una|que|por|con|para|del|como)\b/gi],
  ['it', /\b(?:il|che|della|per|una|sono|con|del|gli|nel)\b/gi],
  ['pt', /\b(?:não|uma|que|para|com|dos|das|por|mais|pelo)\b/gi],
  ['nl', /\b(?:het|een|van|niet|zijn|voor|met|dat|ook)\b/gi],
]

/**
 * BCP 47 tag of the language the text is in. The script of the text decides where it can (Chinese, Japanese, Korean);
 * else what the page declares, else the source's language, else the little words.
 */
export function readLanguage(
  page: PageDocument,
  text: string,
  known: string | null,
): string | null {
  const sample = text.slice(0, 6000)
  const byScript = languageOfScript(sample)
  if (byScript) return byScript
  const declared = tag(declaredLanguage(page))
  if (declared && !/^(?:zh|ja|ko)\b/.test(declared)) return declared
  if (known && sample === '') return known
  return byLittleWords(sample) ?? known
}

function languageOfScript(sample: string): string | null {
  const { letters, hangul, kana, han } = countScripts(sample)
  if (letters === 0) return null
  if (hangul > letters * 0.3) return 'ko'
  if (kana > letters * 0.1) return 'ja'
  if (han < letters * 0.3) return null
  return countChineseScripts(sample) > 0 ? 'zh-Hant' : 'zh-Hans'
}

function countScripts(sample: string) {
  const count = { letters: 0, hangul: 0, kana: 0, han: 0 }
  for (let at = 0; at < sample.length; at++) {
    const code = sample.codePointAt(at)!
    if (code > 0xffff) at++
    const bits = scriptOf(code)
    if (bits & scriptBits.letter) count.letters++
    if (bits & scriptBits.hangul) count.hangul++
    if (bits & scriptBits.kana) count.kana++
    if (bits & scriptBits.han) count.han++
  }
  return count
}

/** How many more characters are traditional ones than simplified ones. */
function countChineseScripts(sample: string): number {
  let more = 0
  for (let at = 0; at < sample.length; at++) more += chineseScripts[sample.charCodeAt(at)]!
  return more
}

/** By code unit: 1 for a traditional character, -1 for a simplified one. */
const chineseScripts = new Int8Array(0x10000)
for (const char of traditionalOnly) chineseScripts[char.charCodeAt(0)] = 1
for (const char of simplifiedOnly) chineseScripts[char.charCodeAt(0)] = -1

function declaredLanguage(page: PageDocument): string | null {
  const html = page.elements.find(element => element.name === 'html')
  return (
    langOf(html) ??
    metaContent(page, 'content-language', 'og:locale', 'language', 'dc.language', 'inlanguage') ??
    langOf(page.elements.find(element => element.name === 'body'))
  )
}

const langOf = (element: PageElement | undefined) =>
  element?.attribs.lang || element?.attribs['xml:lang'] || null

/** `en_US` and `EN-us` as `en-US`; null for what is no tag. */
function tag(declared: string | null): string | null {
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b/i.exec(
    declared?.trim() ?? '',
  )
  if (!match) return null
  const [, language, script, region] = match
  const parts = [language!.toLowerCase()]
  if (script) parts.push(script[0]!.toUpperCase() + script.slice(1).toLowerCase())
  if (region) parts.push(region.toUpperCase())
  return parts.join('-')
}

function byLittleWords(sample: string): string | null {
  let best: { language: string; count: number } | null = null
  for (const [language, pattern] of littleWords) {
    const count = sample.match(pattern)?.length ?? 0
    if (count > (best?.count ?? 4)) best = { language, count }
  }
  return best?.language ?? null
}
