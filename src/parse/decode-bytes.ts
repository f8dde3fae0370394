import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { DecodedText } from '../model/page.ts'
import { looksDoubled, plausibility } from '../text/plausible-text.ts'
import { metaEncoding, xmlEncoding } from './declared-encoding.ts'
import { charsetOf } from './encoding-labels.ts'

type Evidence = DecodedText['evidence']
type Claim = { label: string; evidence: Evidence }

/** Bytes whose decoded text scores this much are taken as declared. */
const PLAUSIBLE = 0.35
/** Such a score ends the search, in the encodings of thousands of characters. */
const CERTAIN = 0.75
const largeSets = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'])
/** What a declaration is worth when others decode as well or better. */
const DECLARED_BONUS = 0.2
/** Enough bytes to tell encodings apart. */
const SAMPLE_BYTES = 96 * 1024
/** Broken sequences to whole ones, up to which bytes are UTF-8 all the same; more is forgiven what says that it is. */
const MOST_BROKEN = 0.25
const MOST_BROKEN_DECLARED = 1

/** Tried when nothing that is declared fits; of equals the earlier wins. */
const guesses = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'windows-1254',
  'windows-1253',
  'koi8-r',
  'windows-1256',
  'windows-1255',
  'windows-874',
]

const asBuffer = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function decodeAs(bytes: Uint8Array, label: string): string {
  if (label === 'utf-8') return new TextDecoder('utf-8').decode(bytes)
  // The one stateful encoding; iconv-lite has none of it.
  if (label === 'iso-2022-jp') return new TextDecoder('iso-2022-jp').decode(bytes)
  return iconv.decode(asBuffer(bytes), label)
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Markup in UTF-16 without a mark: nearly every other byte of its tags is zero. */
function bareUtf16(bytes: Uint8Array): string | null {
  const end = Math.min(bytes.length & ~1, 4096)
  if (end < 4) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  const pairs = end / 2
  if (odd > pairs * 0.2 && even < pairs * 0.02) return 'utf-16le'
  if (even > pairs * 0.2 && odd < pairs * 0.02) return 'utf-16be'
  return null
}

function firstHighByte(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! >= 0x80) return at
  return -1
}

/** Without the last character, when the body ends in the middle of it. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
    if (byte < 0x80) break
  }
  return bytes
}

/** Whole characters beyond ASCII and broken sequences, when the bytes are read as UTF-8 (Unicode 3.9, table 3-7). */
function countUtf8(bytes: Uint8Array): { whole: number; broken: number } {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at++]!
    if (lead < 0x80) continue
    const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
    let read = 0
    while (read < length && (bytes[at]! & 0xc0) === 0x80) {
      read++
      at++
    }
    // A character that the sample cuts off says nothing.
    if (read < length && at >= bytes.length) break
    if (length > 0 && read === length) whole++
    else broken++
  }
  return { whole, broken }
}

/**
 * UTF-8 with a foreign snippet, a lost byte or a cut character in it. In other encodings sequences that happen to be whole
 * are the exception, not the rule: one in seven of Chinese text in GBK, hardly one of western text.
 */
function isNearlyUtf8(bytes: Uint8Array, isDeclared: boolean): boolean {
  const { whole, broken } = countUtf8(bytes)
  return whole > 0 && broken <= whole * (isDeclared ? MOST_BROKEN_DECLARED : MOST_BROKEN)
}

/** The declarations of a document in the order in which they are believed, without those its ASCII markup refutes. */
function claimsOf(bytes: Uint8Array, contentType: string | null, kind: 'html' | 'xml'): Claim[] {
  const claims = [
    { label: charsetOf(contentType), evidence: 'http' },
    { label: xmlEncoding(bytes), evidence: 'xml' },
    { label: kind === 'html' ? metaEncoding(bytes) : null, evidence: 'meta' },
  ] as const
  return claims.flatMap(({ label, evidence }) =>
    label ? [{ label: label.startsWith('utf-16') ? 'utf-8' : label, evidence }] : [],
  )
}

/** What the only declaration gives, where that reads like its language: then nothing else is tried, and nothing decoded twice. */
function plausibleText(bytes: Uint8Array, claims: Claim[]): DecodedText | null {
  const legacy = claims.filter(({ label }) => label !== 'utf-8')
  const [claim] = legacy
  if (!claim || legacy.some(({ label }) => label !== claim.label)) return null
  const text = decodeAs(bytes, claim.label)
  return plausibility(text, claim.label) >= PLAUSIBLE
    ? { text: fixEuro(text, claim.label), encoding: claim.label, evidence: claim.evidence }
    : null
}

function bestClaim(bytes: Uint8Array, from: number, claims: Claim[]): Claim {
  const sample = bytes.subarray(from, from + SAMPLE_BYTES)
  const score = (label: string) => plausibility(decodeAs(sample, label), label)
  const legacy = claims.filter(({ label }) => label !== 'utf-8')
  const [first, ...others] = legacy.map(claim => ({ ...claim, score: score(claim.label) }))
  // Two declarations that disagree are judged by what they give.
  const declared = others.reduce(
    (best, claim) => (best && claim.score > best.score + DECLARED_BONUS ? claim : best),
    first,
  )
  if (declared && declared.score >= PLAUSIBLE) return declared

  let best: Claim & { score: number } = declared
    ? { ...declared, score: declared.score + DECLARED_BONUS }
    : { label: 'windows-1252', evidence: 'bytes', score: -10 }
  for (const label of guesses) {
    const guess = { label, evidence: 'bytes', score: score(label) } as const
    if (guess.score > best.score) best = guess
    // Running text in one of the large sets; no other encoding makes one of it by chance.
    if (largeSets.has(label) && guess.score >= CERTAIN) return best
  }
  return best
}

const claimed = (claims: Claim[], label: string): Evidence =>
  claims.find(claim => claim.label === label)?.evidence ?? 'bytes'

/** Text that was doubly encoded on its way is turned back; other text stays as it is. */
function undoubled(text: string): string {
  if (!looksDoubled(text)) return text
  const inner = iconv.encode(text, 'windows-1252')
  return isUtf8(inner) ? inner.toString('utf8') : text
}

/** GB18030 as far as browsers read it: the byte 0x80 is the euro sign of Windows. */
const fixEuro = (text: string, label: string) =>
  label === 'gb18030' && text.includes('\u0080') ? text.replaceAll('\u0080', '€') : text

/**
 * Bytes to text. A byte-order mark decides; then valid UTF-8 is UTF-8 whatever is declared; then the declaration (HTTP
 * before meta) whose text reads like its language; then the encoding whose text does. Never throws: what cannot be
 * decoded becomes U+FFFD. `contentType` is the HTTP header; `kind` says where declarations are looked for.
 */
export function decodeBytes(
  bytes: Uint8Array,
  options: { contentType?: string | null; kind?: 'html' | 'xml' } = {},
): DecodedText {
  const mark = byteOrderMark(bytes)
  if (mark) {
    return { text: decodeAs(bytes, mark).replace(/^\ufeff/, ''), encoding: mark, evidence: 'bom' }
  }
  const wide = bareUtf16(bytes)
  if (wide) return { text: decodeAs(bytes, wide), encoding: wide, evidence: 'bytes' }

  const claims = claimsOf(bytes, options.contentType ?? null, options.kind ?? 'html')
  const from = firstHighByte(bytes)
  if (from < 0) return decodeAscii(bytes, claims)
  if (isUtf8(bytes) || isUtf8(wholeCharacters(bytes))) return decodeUtf8(bytes, from, claims)

  const utf8 = claims.find(claim => claim.label === 'utf-8')
  if (isNearlyUtf8(bytes.subarray(from, from + SAMPLE_BYTES), utf8 !== undefined)) {
    return {
      text: decodeAs(bytes, 'utf-8'),
      encoding: 'utf-8',
      evidence: utf8?.evidence ?? 'bytes',
    }
  }
  const declared = plausibleText(bytes, claims)
  if (declared) return declared
  const best = bestClaim(bytes, from, claims)
  return {
    text: fixEuro(decodeAs(bytes, best.label), best.label),
    encoding: best.label,
    evidence: best.evidence,
  }
}

function decodeAscii(bytes: Uint8Array, claims: Claim[]): DecodedText {
  const claim = claims[0] ?? { label: 'utf-8', evidence: 'bytes' }
  if (
    claim.label === 'iso-2022-jp' ||
    asBuffer(bytes.subarray(0, SAMPLE_BYTES)).includes('\x1b$')
  ) {
    const text = decodeAs(bytes, 'iso-2022-jp')
    return { text, encoding: 'iso-2022-jp', evidence: claimed(claims, 'iso-2022-jp') }
  }
  return {
    text: asBuffer(bytes).toString('latin1'),
    encoding: claim.label,
    evidence: claim.evidence,
  }
}

/** A handful of bytes may be valid UTF-8 by chance: then a declaration whose text reads better is believed. */
function decodeUtf8(bytes: Uint8Array, from: number, claims: Claim[]): DecodedText {
  const text = decodeAs(bytes, 'utf-8')
  let high = 0
  for (let at = from; at < bytes.length && high < 24; at++) if (bytes[at]! >= 0x80) high++
  const legacy = claims[0]
  if (high < 12 && legacy && legacy.label !== 'utf-8') {
    const other = decodeAs(bytes, legacy.label)
    const better = plausibility(other, legacy.label) > Math.max(PLAUSIBLE, utf8Plausibility(text))
    if (better) return { text: other, encoding: legacy.label, evidence: legacy.evidence }
  }
  return { text: undoubled(text), encoding: 'utf-8', evidence: claimed(claims, 'utf-8') }
}

const utf8Plausibility = (text: string) =>
  Math.max(
    ...['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252', 'windows-1251'].map(label =>
      plausibility(text, label),
    ),
  )
